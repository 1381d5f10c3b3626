import { err, ok, type Result } from "@erbium/model";
import type { BinaryArms } from "./binary-network.ts";
import type { NetworkComparisons } from "./network.ts";

export type BinaryMeasure = "log odds ratio" | "log risk ratio" | "risk difference";

/** Level of an arm and its variance, from events and others (with any correction added). */
const armOf = (measure: BinaryMeasure, events: number, others: number): readonly [number, number] => {
  const n = events + others;
  switch (measure) {
    case "log odds ratio":
      return [Math.log(events / others), 1 / events + 1 / others];
    case "log risk ratio":
      return [Math.log(events / n), 1 / events - 1 / n];
    case "risk difference":
      return [events / n, (events * others) / n ** 3];
  }
};

/**
 * Comparisons of all pairs of arms of each study, for inverse-variance pooling in a network.
 *
 * A study with an empty cell in any arm has the correction added to all its cells, so that its comparisons add up.
 * Ratios know nothing of a study without events in any arm, or with events only: it is left out and named.
 *
 * @param add continuity correction, default 1/2
 * @returns the comparisons and the studies left out; refuses counts that are not counts, a study of one arm, a
 *          treatment twice in a study, and nothing to compare
 * @source Woolf 1955, Ann Hum Genet 19:251; Haldane 1956, Ann Hum Genet 20:309 (the correction)
 */
export const pairwiseComparisons = (
  { studies, treatments, events, patients }: BinaryArms,
  measure: BinaryMeasure = "log odds ratio",
  add = 0.5,
): Result<{ readonly comparisons: NetworkComparisons; readonly leftOut: readonly string[] }> => {
  if ([treatments, events, patients].some((column) => column.length !== studies.length))
    return err({
      code: "lengths-differ",
      message: "studies, treatments, events and patients have different lengths",
      remedy: "give one of each for every arm",
    });
  const rowsOf = new Map<string, number[]>();
  for (const [row, study] of studies.entries()) {
    const [event, n] = [events[row]!, patients[row]!];
    if (!(Number.isInteger(event) && Number.isInteger(n) && n >= 1 && event >= 0 && event <= n))
      return err({
        code: "not-a-proportion",
        message: `study ${study}, ${treatments[row]}: ${event} of ${n} are not counts`,
        remedy: "give whole counts with 0 <= events <= patients and at least one patient",
      });
    rowsOf.set(study, [...(rowsOf.get(study) ?? []), row]);
  }
  const found: { study: string; one: number; other: number; effect: number; variance: number }[] = [];
  const leftOut: string[] = [];
  for (const [study, rows] of rowsOf) {
    if (rows.length < 2)
      return err({
        code: "one-arm",
        message: `study ${study} has one arm`,
        remedy: "give its comparator or leave it out",
      });
    if (new Set(rows.map((row) => treatments[row])).size < rows.length)
      return err({
        code: "arm-twice",
        message: `study ${study} gives one treatment twice`,
        remedy: "merge its arms",
      });
    const none = rows.every((row) => events[row] === 0);
    const all = rows.every((row) => events[row] === patients[row]);
    if (measure !== "risk difference" && (none || (all && measure === "log odds ratio"))) {
      leftOut.push(study);
      continue;
    }
    const empty = rows.some((row) => events[row] === 0 || events[row] === patients[row]);
    const arms = rows.map((row) => {
      const extra = empty ? add : 0;
      return armOf(measure, events[row]! + extra, patients[row]! - events[row]! + extra);
    });
    for (let i = 0; i < rows.length; i++)
      for (let j = i + 1; j < rows.length; j++)
        found.push({
          ...{ study, one: rows[i]!, other: rows[j]! },
          effect: arms[i]![0] - arms[j]![0],
          variance: arms[i]![1] + arms[j]![1],
        });
  }
  if (found.length === 0)
    return err({
      code: "no-information",
      message: "no study has events in one arm and patients without event in another",
      remedy: "use risk differences, or a method with a prior",
    });
  return ok({
    comparisons: {
      studies: found.map((one) => one.study),
      treatments1: found.map((one) => treatments[one.one]!),
      treatments2: found.map((one) => treatments[one.other]!),
      effects: Float64Array.from(found, (one) => one.effect),
      standardErrors: Float64Array.from(found, (one) => Math.sqrt(one.variance)),
    },
    leftOut,
  });
};
