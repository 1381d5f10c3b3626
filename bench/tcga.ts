/**
 * Question: how long do the HER2 states of 1,097 patients take in process?  Goal: under 0.1 s.
 * Reads the registry table of ERBIUM_ORACLES; without it, rows of the same shape made here.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openKnowledge } from "@erbium/knowledge-base";
import type { KnowledgeBundle } from "@erbium/model";
import { assess, compileGuidelines, mapRow, readMeasurement, tcgaBrca } from "@erbium/status";
import { statusContext } from "../apps/cli/src/knowledge.ts";
import { machine, median } from "./machine.ts";

const bundle = JSON.parse(readFileSync("dist/knowledge.json", "utf8")) as KnowledgeBundle;
const index = openKnowledge(bundle);
const guidelines = compileGuidelines(bundle.guidelines, bundle.conflicts);
if (!index.ok || !guidelines.ok) throw new Error("the knowledge does not open");
const context = statusContext({ index: index.value, guidelines: guidelines.value }, bundle.asOf);

const made = (): Record<string, string>[] =>
  Array.from({ length: 1097 }, (_, i) => ({
    bcr_patient_barcode: `M-${i}`,
    her2_ihc_score: ["0", "1+", "2+", "3+", "[Not Available]"][i % 5] ?? "",
    her2_copy_number: String(2 + (i % 17)),
    cent17_copy_number: String(2 + (i % 3)),
    her2_and_cent17_cells_count: "20",
    her2_cent17_ratio: ((2 + (i % 17)) / (2 + (i % 3))).toFixed(1),
  }));
const read = (path: string): Record<string, string>[] => {
  const [head = "", ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const names = head.split("\t");
  return lines.map((line) => Object.fromEntries(line.split("\t").map((cell, i) => [names[i] ?? "", cell])));
};
const oracle = process.env.ERBIUM_ORACLES;
const records = oracle ? read(join(oracle, "evidence/tcga_brca_her2_testing.tsv")) : made();

const once = (): Record<string, number> => {
  const count: Record<string, number> = {};
  for (const record of records) {
    const mapped = mapRow(tcgaBrca, record);
    const row = readMeasurement(mapped.row);
    const { status } = assess(row.measurement, context, [...mapped.flags, ...row.flags]);
    count[status] = (count[status] ?? 0) + 1;
  }
  return count;
};
const milliseconds: number[] = [];
let counts = {};
for (let i = 0; i < 15; i++) {
  const start = performance.now();
  counts = once();
  milliseconds.push(performance.now() - start);
}
console.log(machine());
console.log(
  `${records.length} rows: first ${milliseconds[0]?.toFixed(0)} ms, median ${median(milliseconds).toFixed(0)} ms; ${JSON.stringify(counts)}`,
);
