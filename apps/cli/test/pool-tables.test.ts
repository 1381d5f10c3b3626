import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { erbium } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "erbium-tables-"));
let serial = 0;
const run = (text: string, measure: string, ...args: string[]) => {
  const path = join(folder, `t${++serial}.csv`);
  writeFileSync(path, text);
  return erbium(["pool", path, "--measure", measure, ...args]);
};
const pooledOf = (text: string, measure: string, ...args: string[]) => {
  const { out, code, err } = run(text, measure, "--json", ...args);
  expect(code, err).toBe(0);
  return { result: JSON.parse(out), err };
};
const plain = "study,hr,low,high\nA,0.61,0.45,0.83\nB,0.80,0.64,1.00\n";

describe("tables as programs write them", () => {
  const { result } = pooledOf(plain, "HR");
  it.each([
    [
      "semicolons, decimal commas, a byte order mark, CRLF",
      "\ufeffStudy;HR;Lower;Upper\r\nA;0,61;0,45;0,83\r\nB;0,80;0,64;1,00\r\n",
    ],
    ["the delimiter told by a spreadsheet", "sep=;\nstudy;hr;low;high\nA;0.61;0.45;0.83\nB;0.80;0.64;1.00\n"],
    ["estimate and interval in one cell", 'Trial,HR (95% CI)\nA,0.61 (0.45-0.83)\nB,"0.80 [0.64, 1.00]"\n'],
    ["the same with decimal commas", 'Studie;HR (95% KI)\nA;0,61 (0,45-0,83)\nB;"0,80 (0,64; 1,00)"\n'],
    [
      "an interval in one cell",
      "Trial\tHazard ratio\t95% CI\nA\t0.61\t0.45 to 0.83\nB\t0.80\t0.64\u20131.00\n",
    ],
    ["a row of totals", "Study,HR,CI start,CI end\nA,0.61,0.45,0.83\nB,0.80,0.64,1.00\nTotal,0.7,0.6,0.8\n"],
  ])("give the same pool: %s", (_, text) => {
    const other = pooledOf(text, "HR").result;
    expect(other.k).toBe(2);
    expect(other.pooled).toEqual(result.pooled);
  });
  it("RevMan's columns are events of two groups, and a study without numbers stays out by name", () => {
    const text =
      "Study,Experimental Events,Experimental Total,Control Events,Control Total\nA,4,123,11,139\nB,6,306,29,303\nC,NR,231,11,220\n";
    const { result: one, err } = pooledOf(text, "RR");
    expect(one.k).toBe(2);
    expect(err).toContain("C (no Experimental Events)");
  });
  it("rates with a percent sign and fractions are counts, and a rate that no count gives is refused", () => {
    const counts = pooledOf("study,events,n\nA,9,20\nB,15,50\n", "PROP").result.pooled;
    expect(pooledOf("study,ORR,n\nA,45%,20\nB,30%,50\n", "PROP").result.pooled).toEqual(counts);
    expect(pooledOf("study,responders\nA,9/20\nB,15 of 50 (30%)\n", "PROP").result.pooled).toEqual(counts);
    expect(run("study,ORR,n\nA,47%,20\nB,30%,50\n", "PROP").err).toContain("47 is no rate of 20");
  });
  it("the log-rank's O-E and variance give hazard ratios", () => {
    const { result: one } = pooledOf("study,O-E,V\nA,-5,10\nB,-5,10\n", "HR", "--test", "z");
    expect(one.pooled.estimate).toBeCloseTo(Math.exp(-0.5), 6);
  });
  it("differences come with their interval, symmetrical about them", () => {
    const { result: one } = pooledOf("study,md,lower,upper\nA,1,0,2\nB,1,0,2\n", "MD", "--test", "z");
    expect(one.pooled.high - one.pooled.low).toBeCloseTo(2 / Math.SQRT2, 6);
  });
});

describe("what would be misread", () => {
  const limits = "study,hr,low,high\nA,0.61,0.45,0.83\nB,0.80,0.64,1.00\n";
  it("intervals of another level than 95 % are read at theirs, wherever it is stated", () => {
    const [, B] = pooledOf(limits, "HR", "--level", "0.9").result.studies;
    expect(B.high).toBeLessThan(1);
    const ninety = [
      'study,HR (90% CI)\nA,0.61 (0.45-0.83)\nB,"0.80 [0.64, 1.00]"\n',
      "study,HR,90% CI lower,90% CI upper\nA,0.61,0.45,0.83\nB,0.80,0.64,1.00\n",
      "study,HR,L90,U90\nA,0.61,0.45,0.83\nB,0.80,0.64,1.00\n",
      'study,HR\nA,0.61 (90% CI 0.45-0.83)\nB,"0.80 (90% CI: 0.64, 1.00)"\n',
    ].map((text) =>
      pooledOf(
        text,
        "HR",
        "--method",
        "common",
        ...(text.includes("L90") ? ["--columns", "low=L90,high=U90"] : []),
      ),
    );
    const wide = pooledOf(limits, "HR", "--method", "common").result.pooled;
    for (const { result } of ninety) {
      // a 90 % interval spans 1.645 standard errors, not 1.96
      const [own, other] = [result.pooled, wide].map(({ low, high }) => Math.log(high / low));
      expect((own ?? 0) / (other ?? 1)).toBeCloseTo(1.95996 / 1.64485, 3);
    }
    const difference = "study,md,90% CI lower,90% CI upper\nA,1,0,2\nB,1,0,2\n";
    const one = pooledOf(difference, "MD", "--method", "common").result.pooled;
    expect(one.high - one.low).toBeCloseTo((2 / Math.SQRT2) * (1.95996 / 1.64485), 3);
    const network = (heading: string) =>
      pooledOf(`study,t1,t2,hr,${heading}\nA,x,y,0.5,0.4,0.625\nB,y,z,0.8,0.64,1\n`, "NMA").result
        .againstReference;
    const [plainly, stated] = [network("low,high"), network("90% CI low,90% CI high")];
    expect(stated[0].high / stated[0].low).toBeGreaterThan(plainly[0].high / plainly[0].low);
  });
  it("counts go before finished effects, which may be of another measure, unless a column is named", () => {
    const text = "study,ai,n1i,ci,n2i,yi,vi\nA,4,123,11,139,5,0.1\nB,6,306,29,303,5,0.1\n";
    expect(pooledOf(text, "RR").result.pooled.estimate).toBeLessThan(1);
    const named = pooledOf(text, "RR", "--columns", "effect=yi,variance=vi").result;
    expect(named.pooled.estimate).toBeCloseTo(Math.exp(5), 6);
  });
  it("an estimate that may be a ratio or its logarithm is asked about", () => {
    const text = "study,estimate,se\nA,0.72,0.1\nB,0.81,0.2\n";
    expect(run(text, "HR").err).toContain("may be ratios or their logarithms");
    const { result } = pooledOf(text, "HR", "--columns", "effect=estimate", "--method", "common");
    expect(result.pooled.estimate).toBeCloseTo(Math.exp(0.738), 6);
    expect(run("study,estimate,se\nA,-0.72,0.1\nB,0.81,0.2\n", "HR").code).toBe(0);
    expect(run(text, "MD").code).toBe(0);
    expect(run("study,rd,se\nA,-12,3\nB,4,3\n", "RD").err).toContain("percentage points");
    expect(run("study,loghr,lower,upper\nA,-0.33,0.55,0.94\n", "HR").err).not.toContain("MD");
  });
  it("a percentage of 1 is none of 100, and computed counts are said", () => {
    const percent = pooledOf("study,ORR (%),n\nA,1,200\nB,0.5,200\n", "PROP");
    expect(percent.result.studies.map(({ counts }: { counts: string }) => counts)).toEqual([
      "2 of 200",
      "1 of 200",
    ]);
    expect(percent.err).toContain("several counts have the printed rate in 1 of 2 rows");
    const shares = pooledOf("study,ORR,n\nA,1,20\nB,0.3,50\n", "PROP");
    expect(shares.err).toContain("events are computed from the rates, which are shares of 1");
    expect(shares.result.studies[0].counts).toBe("20 of 20");
    expect(run("study,responders\nA,12/34 (45%)\nB,5/33 (15%)\n", "PROP").code).toBe(1);
    expect(run("study,events,person-years\nA,12,340\n", "PROP").err).toContain("is time, not patients");
  });
  it.each([
    "Overall (I-squared = 33 %)",
    "Random effects model",
    "RE Model",
    "Subtotal",
    "Heterogeneity: Q = 3",
    "Total (95% CI)",
  ])("%s is no study", (name) => {
    const { result, err } = pooledOf(`${plain}${name},0.70,0.60,0.80\n`, "HR");
    expect(result.k).toBe(2);
    expect(err).toContain(`left out as totals: ${name}`);
  });
  it("a study named like a total is one", () => {
    expect(pooledOf(`${plain}Summary et al 2019,0.70,0.60,0.80\n`, "HR").result.k).toBe(3);
  });
  it("a row pasted twice is said", () => {
    expect(pooledOf(`${plain}A,0.61,0.45,0.83\n`, "HR").err).toContain("its patients are counted twice: A");
    expect(pooledOf(`${plain}A,0.62,0.45,0.83\n`, "HR").err).not.toContain("twice");
  });
  it("the event is not taken for its time", () => {
    const rows = Array.from({ length: 8 }, (_, at) => `p${at},${at % 2},${10 + at}`).join("\n");
    const { result } = pooledOf(`id,OS,OS.time\n${rows}\n`, "SURV");
    expect(result.groups[0]).toMatchObject({ patients: 8, events: 4 });
    expect(Math.max(...result.groups[0].curve.time)).toBe(17);
    const words = Array.from({ length: 8 }, (_, at) => `p${at},${at % 2 ? "dead" : "alive"},${10 + at}`).join(
      "\n",
    );
    expect(pooledOf(`id,status,time\n${words}\n`, "SURV").result.groups).toEqual(result.groups);
    expect(run("id,status,time\np1,lost,3\n", "SURV").err).toContain('"lost" is not a number');
  });
  it("a third arm is read, not dropped", () => {
    const wide =
      "study,treat1,event1,n1,treat2,event2,n2,treat3,event3,n3\nA,X,5,20,Y,9,22,Z,3,21\nB,X,7,40,Y,11,39,,,\n";
    const long = "study,treatment,responders,sampleSize\nA,X,5,20\nA,Y,9,22\nA,Z,3,21\nB,X,7,40\nB,Y,11,39\n";
    const [one, other] = [wide, long].map((text) => pooledOf(text, "NMA"));
    expect(one?.result.treatments).toEqual(["X", "Y", "Z"]);
    expect(one?.result.againstReference).toEqual(other?.result.againstReference);
    expect(one?.err).toContain("arms side by side");
  });
});

describe("more shapes of one table", () => {
  const { result } = pooledOf("study,events,n\nA,5,20\nB,7,30\n", "PROP");
  const written = (name: string, bytes: string | Uint8Array) => {
    const path = join(folder, `${++serial}-${name}`);
    writeFileSync(path, bytes);
    const { out, code, err } = erbium(["pool", path, "--measure", "PROP", "--json"]);
    expect(code, err).toBe(0);
    return JSON.parse(out).pooled;
  };
  const rows = [
    { study: "A", events: 5, n: 20 },
    { study: "B", events: 7, n: 30 },
  ];
  it.each([
    ["a list beside other things", { source: "x", studies: rows }],
    ["columns", { study: ["A", "B"], events: [5, 7], n: [20, 30] }],
    ["objects by study", { A: { events: 5, n: 20 }, B: { events: 7, n: 30 } }],
    [
      "lists under a heading",
      [
        ["study", "events", "n"],
        ["A", 5, 20],
        ["B", 7, 30],
      ],
    ],
  ])("JSON: %s", (_, value) => {
    expect(written("t.json", JSON.stringify(value))).toEqual(result.pooled);
  });
  it.each([
    [
      "a title above, a note below",
      "Table 2. Response rates\n\nstudy,events,n\nA,5,20\nB,7,30\n\n* unconfirmed\n",
    ],
    ["counts with their percentage", "study,responders,n\nA,5 (25%),20\nB,7 (23.3 %),30\n"],
    ["a heading with a line break", '"study",events,n\n"A\n(2019)",5,20\nB,7,30\n'],
  ])("text: %s", (_, text) => {
    expect(written("t.csv", text)).toEqual(result.pooled);
  });
  it("packed by gzip", () => {
    expect(written("t.csv.gz", gzipSync("study,events,n\nA,5,20\nB,7,30\n"))).toEqual(result.pooled);
    expect(run("\u001f", "PROP").code).toBe(1);
  });
  it("RevMan's merged heading gives each column both names", () => {
    const text =
      "Study or Subgroup,Experimental,,Control,\n,Events,Total,Events,Total\nA,4,123,11,139\nB,6,306,29,303\n";
    const flat = "study,events1,n1,events2,n2\nA,4,123,11,139\nB,6,306,29,303\n";
    expect(pooledOf(text, "RR").result.pooled).toEqual(pooledOf(flat, "RR").result.pooled);
  });
  it("means with their deviation in one cell, and a ratio with its p value", () => {
    const text =
      "Study,mean (SD) treatment,n treatment,mean (SD) control,n control\nA,10.1 (2.0),30,12.0 \u00b1 2.2,31\n";
    const flat = "study,mean1,sd1,n1,mean2,sd2,n2\nA,10.1,2,30,12,2.2,31\n";
    expect(pooledOf(text, "MD").result.pooled).toEqual(pooledOf(flat, "MD").result.pooled);
    const cells = 'study,HR (95% CI; p)\nA,"0.61 (0.45-0.83; p=0.002)"\nB,"0.80 (0.64\u20131.00), p<0.05"\n';
    expect(pooledOf(cells, "HR").result.pooled).toEqual(pooledOf(plain, "HR").result.pooled);
  });
});

describe("a table of another measure", () => {
  it.each([
    ["study,events,n\nA,5,20\n", "OR", "--measure PROP"],
    ["study,tp,fp,fn,tn\nA,1,2,3,4\n", "HR", "--measure DTA"],
    [plain, "OR", "--measure HR"],
    [plain, "PROP", "events=COLUMN"],
  ])("is refused with the one that fits: %j as %s", (text, measure, remedy) => {
    const { code, out, err } = run(text, measure);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(remedy);
  });
  it("holds no studies where each row lacks a number", () => {
    expect(run("study,hr,low,high\nA,NA,,\n", "HR").err).toContain("no row has all its numbers");
  });
});

describe("networks of several parts and kinds", () => {
  it("fits each part by itself where no study connects them, the one with the reference first", () => {
    const text = "study,t1,t2,hr,low,high\nA,x,y,0.5,0.4,0.625\nB,y,z,0.8,0.64,1\nC,p,q,0.7,0.5,0.98\n";
    const { result } = pooledOf(text, "NMA");
    expect(result.treatments).toEqual(["x", "y", "z"]);
    expect(result.separate).toMatchObject([{ treatments: ["p", "q"] }]);
    expect(result.notes.join()).toContain("x, y, z | p, q");
    const plot = join(folder, "parts.svg");
    expect(run(text, "NMA", "--plot", plot).code).toBe(0);
    expect(readFileSync(plot, "utf8")).toContain("Not drawn, since no study connects them with these: p, q.");
    expect(pooledOf(text, "NMA", "--reference", "q").result.treatments).toEqual(["p", "q"]);
    expect(run(text, "NMA", "--reference", "w").err).toContain('no study gives "w"');
  });
  it("reads arms as the contrasts that they make", () => {
    const arms = "study,treatment,events,n\nS1,A,5,20\nS1,B,9,22\nS2,B,10,31\nS2,C,4,30\n";
    const contrasts = "study,t1,t2,events1,n1,events2,n2\nS1,A,B,5,20,9,22\nS2,B,C,10,31,4,30\n";
    const [one, other] = [arms, contrasts].map((text) => pooledOf(text, "NMA").result);
    expect(one.effect).toBe("Odds ratio");
    one.againstReference.forEach((cell: { effect: number }, at: number) => {
      expect(cell.effect).toBeCloseTo(other.againstReference[at].effect, 10);
    });
  });
  it("compares through one common comparator, and splits combinations into what their parts add", () => {
    const text =
      "study,t1,t2,hr,low,high\nA,a+b,placebo,0.4,0.32,0.5\nB,a,placebo,0.8,0.64,1\nC,b,placebo,0.5,0.4,0.625\n";
    const { result } = pooledOf(text, "NMA", "--components", "--inactive", "placebo", "--bucher");
    const found = Object.fromEntries(
      result.components.components.map((one: { component: string; estimate: number }) => [
        one.component,
        one.estimate,
      ]),
    );
    // additive exactly: 0.8 x 0.5 = 0.4
    expect(found.a).toBeCloseTo(0.8, 6);
    expect(found.b).toBeCloseTo(0.5, 6);
    const indirect = result.bucher.find(
      (one: { treatment: string; against: string }) => one.treatment === "a" && one.against === "b",
    );
    expect(indirect).toMatchObject({ through: "placebo" });
    expect(indirect.estimate).toBeCloseTo(1.6, 10);
  });
});
