/**
 * Question: how long does CIViC's evidence table take to read and index?  Goal: at most 40 ms for 4,842 items.
 * Reads the table of ERBIUM_ORACLES; without it, the sample of the tests repeated to the same length.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { importCivic, openKnowledge } from "@erbium/knowledge-base";
import type { KnowledgeBundle } from "@erbium/model";
import { machine, median } from "./machine.ts";

const text = readFileSync("dist/knowledge.json", "utf8");
const opening: number[] = [];
const open = () => {
  const start = performance.now();
  const index = openKnowledge(JSON.parse(text) as KnowledgeBundle);
  opening.push(performance.now() - start);
  if (!index.ok) throw new Error(index.error.message);
  return index.value;
};
for (let i = 0; i < 9; i++) open();
const knowledge = open();

const repeated = (): Buffer => {
  const [head = "", ...rows] = readFileSync("packages/knowledge-base/test/civic-sample.tsv", "utf8")
    .trimEnd()
    .split("\n");
  return Buffer.from(
    [
      head,
      ...Array.from({ length: 4842 }, (_, i) => rows[i % rows.length]?.replace(/^\d+/, String(i + 1))),
    ].join("\n"),
  );
};
const oracle = process.env.ERBIUM_ORACLES;
const bytes = oracle ? readFileSync(join(oracle, "evidence/civic_all_20260425.tsv")) : repeated();
const hash = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

const milliseconds: number[] = [];
let items = 0;
for (let i = 0; i < 25; i++) {
  const start = performance.now();
  const result = importCivic(bytes, { name: "CIViC", date: "2026-04-25", hash, knowledge });
  milliseconds.push(performance.now() - start);
  if (!result.ok) throw new Error(result.error.message);
  items = result.value.items.length;
}
console.log(machine());
console.log(
  `open the bundle (${(text.length / 1e6).toFixed(1)} MB of JSON, parsing included): first ${opening[0]?.toFixed(0)} ms, median ${median(opening).toFixed(0)} ms`,
);
console.log(
  `${items} CIViC items: first ${milliseconds[0]?.toFixed(0)} ms, median ${median(milliseconds).toFixed(0)} ms`,
);
