import { readFileSync } from "node:fs";
import { assess, mapRow, readMeasurement, tcgaBrca, verifyStatus } from "../src/index.ts";
import { context, guidelines } from "./guidelines.ts";
const lines = readFileSync("/work/shared/evidence/tcga_brca_her2_testing.tsv","utf8").trim().split("\n").map(l=>l.split("\t"));
const head = lines[0]!;
const records = lines.slice(1).map(l=>Object.fromEntries(head.map((h,i)=>[h,l[i] ?? ""])));
const c = context();
for (let k=0;k<3;k++){ const t=performance.now(); 
const states = records.map(r=>{const m=mapRow(tcgaBrca,r); const x=readMeasurement(m.row); return assess(x.measurement,c,[...m.flags,...x.flags]);});
console.log("ms",performance.now()-t);
if(k===2){ const count=(a:string[])=>Object.entries(a.reduce((m,x)=>(m[x]=(m[x]??0)+1,m),{} as Record<string,number>)).sort((x,y)=>y[1]-x[1]);
 console.log(count(states.map(s=>s.status))); console.log(count(states.flatMap(s=>s.flags.map(f=>f.code)))); console.log(count(states.flatMap(s=>s.eligibility))); console.log(count(states.map(s=>"g"+s.ishGroup)));
 console.log("unexplained", states.filter(s=>s.status==="indeterminate"&&s.flags.length===0&&s.needed.length===0).length);
 console.log("indet flags", count(states.filter(s=>s.status==="indeterminate").map(s=>s.flags.map(f=>f.code).sort().join("+")||"none:"+s.needed.map(n=>n.test))));
 for (const s of states.filter(s=>s.flags.some(f=>f.code==="edition-differs"||f.code==="ratio-mismatch"||f.code==="call-contradicts-counts"))) console.log(s.id,s.status,s.ishGroup,s.flags.map(f=>f.message).join(" | "));
}}
const v=verifyStatus(guidelines); console.log(v.length, v.filter(x=>x.status==="failed").slice(0,20));
