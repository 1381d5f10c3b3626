/**
 * Question: how long does reading a course of 200 events take in process?  Goal: under 5 ms.
 * The course is made here: every kind of event, under a conjugate after antibodies.
 */
import { readFileSync } from "node:fs";
import { openKnowledge } from "@erbium/knowledge-base";
import type { Case, CaseEvent, KnowledgeBundle } from "@erbium/model";
import { monitor } from "@erbium/prediction";
import { machine, median } from "./machine.ts";

const bundle = JSON.parse(readFileSync("dist/knowledge.json", "utf8")) as KnowledgeBundle;
const index = openKnowledge(bundle);
if (!index.ok) throw new Error("the knowledge does not open");

const day = (i: number): string =>
  new Date(Date.UTC(2024, 0, 10) + i * 5 * 86_400_000).toISOString().slice(0, 10);
const made = (i: number): CaseEvent => {
  const date = day(i);
  const kinds: readonly CaseEvent[] = [
    { kind: "lvef", date, percent: 66 - (i % 25), lowerLimitPercent: 50 },
    { kind: "ctdna", date, alteration: "PIK3CA H1047R", vafPercent: (i % 9) / 4, cfdnaNg: 20 },
    { kind: "ki67", date, percent: 5 + (i % 40) },
    { kind: "ftv", date, cc: 20 - (i % 15) },
    { kind: "response", date, response: i % 3 === 0 ? "PD" : "PR" },
    { kind: "toxicity", date, term: "ILD", grade: 1, resolved: day(i + 4) },
    {
      kind: "laboratory",
      date,
      neutrophils: 0.3 + (i % 7) / 5,
      platelets: 20 + (i % 90),
      altTimesUln: 1 + (i % 8),
    },
    { kind: "dose", date, therapy: "T-DXd", dose: i % 2 === 0 ? 5.4 : 4.4 },
  ];
  return kinds[i % kinds.length] as CaseEvent;
};
const given: Case = {
  tumour: "BRCA",
  treatments: [
    {
      regimen: ["trastuzumab", "pertuzumab", "docetaxel"],
      setting: "metastatic",
      start: "2024-01-05",
      end: "2025-03-01",
    },
    { regimen: ["trastuzumab deruxtecan"], setting: "metastatic", start: "2025-03-10" },
  ],
  events: Array.from({ length: 200 }, (_, i) => made(i)),
};

const milliseconds: number[] = [];
let entries = 0;
for (let i = 0; i < (Number(process.env.RUNS) || 300); i++) {
  const start = performance.now();
  const read = monitor(given, index.value, "2026-11-21");
  milliseconds.push(performance.now() - start);
  if (read.ok) entries = read.value.entries.length;
}
console.log(machine());
console.log(
  `${given.events?.length} events, ${entries} entries: first ${milliseconds[0]?.toFixed(1)} ms, median ${median(milliseconds).toFixed(2)} ms, best ${Math.min(...milliseconds).toFixed(2)} ms`,
);
