import { ok, type Result } from "@erbium/model";
import { checkColumns } from "./columns.ts";
import { type Effect, type Effects, effectsOf } from "./effects.ts";
import { corrections, type ZeroCells } from "./zero-cells.ts";

/** Events over person-time of two groups. */
export interface TwoRates {
  readonly events1: Float64Array;
  readonly time1: Float64Array;
  readonly events2: Float64Array;
  readonly time2: Float64Array;
}

type Measure = (x1: number, t1: number, x2: number, t2: number) => Effect;

/** IRR log rate ratio, IRD rate difference, IRSD difference of the square roots of the rates. */
const measures = {
  IRR: { of: ((x1, t1, x2, t2) => [Math.log(x1 / t1 / (x2 / t2)), 1 / x1 + 1 / x2]) as Measure, add: 0.5 },
  IRD: { of: ((x1, t1, x2, t2) => [x1 / t1 - x2 / t2, x1 / t1 ** 2 + x2 / t2 ** 2]) as Measure, add: 0.5 },
  IRSD: {
    of: ((x1, t1, x2, t2) => [
      Math.sqrt(x1 / t1) - Math.sqrt(x2 / t2),
      1 / (4 * t1) + 1 / (4 * t2),
    ]) as Measure,
    add: 0,
  },
} as const;

export type TwoRatesMeasure = keyof typeof measures;
export const isTwoRatesMeasure = (word: string): word is TwoRatesMeasure => Object.hasOwn(measures, word);

/**
 * Effects of two incidence rates, the first against the second; the unit of time cancels in the ratio only.
 *
 * @returns one effect a study, not-a-number where it has none; refusals: lengths-differ, not-a-count, no-person-time
 * @source Rothman, Greenland and Lash 2008, Modern Epidemiology, chapter 14
 */
export const twoRateEffects = (
  rates: TwoRates,
  measure: TwoRatesMeasure,
  rule: ZeroCells = {},
): Result<Effects> => {
  const { events1, time1, events2, time2 } = rates;
  const checked = checkColumns({
    ...{ events1: [events1, "count"], time1: [time1, "time"] },
    ...{ events2: [events2, "count"], time2: [time2, "time"] },
  });
  if (!checked.ok) return checked;
  const { of, add } = measures[measure];
  const zero = Array.from(events1, (x1, i) => x1 === 0 || events2[i] === 0);
  const plus = corrections(zero, rule, add);
  return ok(
    effectsOf(checked.value, (i) => of(events1[i]! + plus[i]!, time1[i]!, events2[i]! + plus[i]!, time2[i]!)),
  );
};
