import { ok, type Result } from "@erbium/model";
import { influenceOf, type PoolOptions } from "@erbium/stats";
import type { StudyEffects } from "./measures.ts";
import type { StudyInfluence } from "./pairwise-result.ts";

/** What each study does to the pool, by fits without it (Viechtbauer and Cheung 2010). */
export const studyInfluence = (
  effects: StudyEffects,
  labels: readonly string[],
  options: PoolOptions,
): Result<readonly StudyInfluence[]> => {
  const found = influenceOf(effects.effects, effects.variances, options);
  if (!found.ok) return found;
  return ok(found.value.flatMap((one, row) => (one === null ? [] : [{ study: labels[row] ?? "", ...one }])));
};
