/**
 * Question: how long does one prediction take?  Goal: under 0.1 ms for every model, its tables parsed. Each
 * model answers its own example; the first answer, which parses the tables, is shown apart.
 */
import { readFileSync } from "node:fs";
import type { KnowledgeBundle } from "@erbium/model";
import { type Model, openModels } from "@erbium/prediction";
import { machine, median } from "./machine.ts";

const bundle = JSON.parse(readFileSync("dist/knowledge.json", "utf8")) as KnowledgeBundle;

const milliseconds = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** Median of batches, so that the clock's own step does not count. */
const perAnswer = (model: Model): number => {
  const batch = 50;
  const batches = Array.from({ length: 15 }, () =>
    milliseconds(() => {
      for (let i = 0; i < batch; i++) model.evaluate(model.example);
    }),
  );
  return median(batches) / batch;
};

console.log(`${machine()}\nmodel, first answer in ms, every further answer in microseconds`);
const opened = performance.now();
const { list } = openModels(bundle);
console.log(`opening ${list.length} models: ${(performance.now() - opened).toFixed(2)} ms`);
let slowest = { id: "", ms: 0 };
for (const model of list) {
  if (model.input === null) continue;
  const first = milliseconds(() => model.evaluate(model.example));
  const ms = perAnswer(model);
  if (ms > slowest.ms) slowest = { id: model.id, ms };
  console.log(`${model.id.padEnd(20)} ${first.toFixed(2).padStart(7)} ${(ms * 1000).toFixed(1).padStart(8)}`);
}
console.log(`slowest: ${slowest.id}, ${(slowest.ms * 1000).toFixed(1)} microseconds; goal 100`);
if (slowest.ms > 0.1) process.exitCode = 1;
