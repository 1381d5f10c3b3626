import { ok, type Result } from "@erbium/model";
import { checkColumns } from "./columns.ts";
import { type Effect, type Effects, effectsOf } from "./effects.ts";
import { hedgesCorrection } from "./standardisation.ts";

/** Means and standard deviations of the same n patients at two times (or of n pairs), with their correlation. */
export interface MeanChange {
  readonly mean1: Float64Array;
  readonly sd1: Float64Array;
  readonly mean2: Float64Array;
  readonly sd2: Float64Array;
  readonly correlation: Float64Array;
  readonly n: Float64Array;
}

interface Change {
  readonly m1: number;
  readonly s1: number;
  readonly m2: number;
  readonly s2: number;
  readonly r: number;
  readonly n: number;
}
/** with the factor whose square scales the variance of `LS2`, see {@link ChangeVariance} */
type Measure = (change: Change, variance: ChangeVariance) => Effect;

/** `LS` the large-sample variance, `LS2` the same before the correction of bias, then scaled by its square. */
export type ChangeVariance = "LS" | "LS2";

/** Variance of the differences of single patients. */
const squaredSd = ({ s1, s2, r }: Change): number => s1 ** 2 + s2 ** 2 - 2 * r * s1 * s2;

/** A difference over a standard deviation of n patients; `apart` the variance of the difference over that square. */
const standardised = (crude: number, apart: number, n: number, variance: ChangeVariance): Effect => {
  const factor = hedgesCorrection(n - 1);
  const g = factor * crude;
  return variance === "LS2"
    ? [g, factor ** 2 * (apart + crude ** 2 / (2 * n))]
    : [g, apart + g ** 2 / (2 * n)];
};

/** Bonett 2008, Psychol Methods 13:99. */
const heteroscedastic: Measure = (change) => {
  const { m1, m2, s1, n } = change;
  const factor = hedgesCorrection(n - 1);
  const g = (factor * (m1 - m2)) / s1;
  return [g, (factor ** 2 * (squaredSd(change) / s1 ** 2 + g ** 2 / 2)) / (n - 1)];
};

const ratioVariance = ({ m1, s1, m2, s2, r, n }: Change): number =>
  ((s1 / m1) ** 2 + (s2 / m2) ** 2 - (2 * r * s1 * s2) / (m1 * m2)) / n;

/**
 * In metafor's names: MC mean change, SMCC over the standard deviation of the changes (Gibbons, Hedeker and Davis
 * 1993), SMCR over that of the first time (Becker 1988), SMCRH the same for unequal variances, ROMC log ratio of means
 * (Lajeunesse 2011), VRC and CVRC log ratios of standard deviations and of coefficients of variation.
 */
const measures = {
  MC: (change) => [change.m1 - change.m2, squaredSd(change) / change.n],
  SMCC: (change, variance) => {
    const crude = (change.m1 - change.m2) / Math.sqrt(squaredSd(change));
    return standardised(crude, 1 / change.n, change.n, variance);
  },
  SMCR: ({ m1, m2, s1, r, n }, variance) => standardised((m1 - m2) / s1, (2 * (1 - r)) / n, n, variance),
  SMCRH: heteroscedastic,
  ROMC: (change) => [Math.log(change.m1 / change.m2), ratioVariance(change)],
  VRC: ({ s1, s2, r, n }) => [Math.log(s1 / s2), (1 - r ** 2) / (n - 1)],
  CVRC: (change) => {
    const { m1, s1, m2, s2, r, n } = change;
    return [Math.log(s1 / m1 / (s2 / m2)), (1 - r ** 2) / (n - 1) + ratioVariance(change)];
  },
} as const satisfies Record<string, Measure>;

export type ChangeMeasure = keyof typeof measures;
export const isChangeMeasure = (word: string): word is ChangeMeasure => Object.hasOwn(measures, word);

/**
 * Effects of a change within patients or a difference within pairs, the first time (or member) less, or over, the
 * second.
 *
 * @returns one effect a study, not-a-number where it has none; refusals: lengths-differ, not-finite, negative-spread,
 *          not-a-correlation, not-a-size
 * @source Becker 1988, Br J Math Stat Psychol 41:257; Morris and DeShon 2002, Psychol Methods 7:105
 */
export const changeEffects = (
  change: MeanChange,
  measure: ChangeMeasure,
  variance: ChangeVariance = "LS",
): Result<Effects> => {
  const { mean1, sd1, mean2, sd2, correlation, n } = change;
  const checked = checkColumns({
    ...{ mean1: [mean1, "any"], sd1: [sd1, "spread"], mean2: [mean2, "any"], sd2: [sd2, "spread"] },
    ...{ correlation: [correlation, "correlation"], n: [n, "size"] },
  });
  if (!checked.ok) return checked;
  const of: Measure = measures[measure];
  return ok(
    effectsOf(checked.value, (i) =>
      of(
        {
          ...{ m1: mean1[i]!, s1: sd1[i]!, m2: mean2[i]!, s2: sd2[i]! },
          ...{ r: correlation[i]!, n: n[i]! },
        },
        variance,
      ),
    ),
  );
};
