import { ok, type Result } from "@erbium/model";
import { checkColumns } from "./columns.ts";
import { type Effect, type Effects, effectsOf } from "./effects.ts";

export type ReliabilityMeasure = "ARAW" | "AHW" | "ABT";
export const isReliabilityMeasure = (word: string): word is ReliabilityMeasure =>
  ["ARAW", "AHW", "ABT"].includes(word);

/**
 * Cronbach's alpha as it is (ARAW), as `1 - (1 - alpha)^(1/3)` (AHW) or as `-ln(1 - alpha)` (ABT), which rise with it.
 *
 * @param alpha at most 1, length k
 * @param items of the instrument, two or more, length k
 * @param n     persons, length k
 * @returns refusals: lengths-differ, not-finite, not-a-size
 * @source Hakstian and Whalen 1976, Psychometrika 41:219; Bonett 2002, J Educ Behav Stat 27:335 and 2010, Psychol
 *         Methods 15:368
 */
export const reliabilityEffects = (
  alpha: Float64Array,
  items: Float64Array,
  n: Float64Array,
  measure: ReliabilityMeasure,
): Result<Effects> => {
  const checked = checkColumns({ alpha: [alpha, "any"], items: [items, "size"], n: [n, "size"] });
  if (!checked.ok) return checked;
  return ok(
    effectsOf(checked.value, (i): Effect => {
      const [left, size, m] = [1 - alpha[i]!, n[i]!, items[i]!];
      const log = (2 * m) / ((m - 1) * (size - 2));
      if (measure === "ARAW") return [alpha[i]!, log * left ** 2];
      if (measure === "ABT") return [-Math.log(left), log];
      const root = Math.cbrt(left);
      return [1 - root, (18 * m * (size - 1) * root ** 2) / ((m - 1) * (9 * size - 11) ** 2)];
    }),
  );
};
