/**
 * Question: how long does a network of 30 studies and 10 treatments take?  Goal: 1,000 times faster than netmeta.
 * netmeta is not in Debian; the 6.7 s that stand for it were measured elsewhere and are quoted, not measured here.
 */
import { seededRandom } from "@erbium/numerics";
import {
  contributions,
  decomposeByDesign,
  evidenceFlow,
  type NetworkComparisons,
  networkMetaAnalysis,
  splitEvidence,
} from "@erbium/stats";
import { machine, median } from "./machine.ts";

const quotedSeconds = 6.7;
const [studyCount, treatmentCount] = [30, 10];
const random = seededRandom(30);

const rows: { study: string; one: string; other: string; effect: number; error: number }[] = [];
for (let i = 0; i < studyCount; i++) {
  // Every fifth study has three arms; a ring connects all treatments.
  const arms = [i % treatmentCount, (i + 1 + (i % 3)) % treatmentCount];
  if (i % 5 === 0) arms.push((i + 5) % treatmentCount);
  const means = arms.map((arm) => 0.1 * arm + 0.2 * random.normal());
  const variances = arms.map(() => 0.02 + 0.05 * random.uniform());
  for (let a = 0; a < arms.length; a++)
    for (let b = a + 1; b < arms.length; b++)
      rows.push({
        study: `study ${i}`,
        one: `treatment ${arms[a]}`,
        other: `treatment ${arms[b]}`,
        effect: means[a]! - means[b]!,
        error: Math.sqrt(variances[a]! + variances[b]!),
      });
}
const comparisons: NetworkComparisons = {
  studies: rows.map((row) => row.study),
  treatments1: rows.map((row) => row.one),
  treatments2: rows.map((row) => row.other),
  effects: Float64Array.from(rows, (row) => row.effect),
  standardErrors: Float64Array.from(rows, (row) => row.error),
};

const analyse = (tau2Method: "DL" | "REML") => {
  const analysis = networkMetaAnalysis(comparisons, { tau2Method });
  if (!analysis.ok) throw new Error(analysis.error.message);
  return analysis.value;
};
const everything = () => {
  const analysis = analyse("REML");
  const { network, commonFit, randomFit } = analysis;
  decomposeByDesign(network);
  for (const one of [commonFit, randomFit]) {
    splitEvidence(network, one);
    evidenceFlow(network, one);
    contributions(network, one, "shortest path");
  }
  return analysis;
};

const time = (run: () => unknown): number => {
  for (let i = 0; i < 20; i++) run();
  const milliseconds: number[] = [];
  for (let i = 0; i < 60; i++) {
    const start = performance.now();
    run();
    milliseconds.push(performance.now() - start);
  }
  return median(milliseconds);
};

console.log(machine());
console.log(`${studyCount} studies, ${treatmentCount} treatments, ${rows.length} comparisons`);
for (const [name, run] of [
  ["fit, tau2 by moments", () => analyse("DL")],
  ["fit, tau2 by REML", () => analyse("REML")],
  ["fit by REML with splits, decomposition, flow and contributions", everything],
] as const) {
  const milliseconds = time(run);
  const ratio = (1000 * quotedSeconds) / milliseconds;
  console.log(
    `${name}: ${milliseconds.toFixed(2)} ms; netmeta ${quotedSeconds} s (quoted); ratio ${Math.round(ratio).toLocaleString("en")}`,
  );
}
