import { err, ok, type Result } from "@erbium/model";
import { weightedMean } from "./columns.ts";
import { type Effect, type Effects, effectsOf } from "./effects.ts";
import { corrections, type ZeroCells } from "./zero-cells.ts";

/** A scale, and the variance on it at a true proportion p. */
interface Transform {
  readonly of: (x: number, n: number) => number;
  readonly variance: (p: number, n: number) => number;
  /** what is usually added where there are no events, or only events */
  readonly add: number;
}

/** Freeman-Tukey double arcsine, halved: the scale of metafor; the original is twice this. */
const doubleArcsine = (x: number, n: number): number =>
  0.5 * (Math.asin(Math.sqrt(x / (n + 1))) + Math.asin(Math.sqrt((x + 1) / (n + 1))));

/**
 * Scales of a proportion, in metafor's names: PR as it is, PLN logarithm, PLO logit, PAS arcsine square root, PFT
 * Freeman-Tukey double arcsine.
 */
const transforms = {
  PR: { of: (x, n) => x / n, variance: (p, n) => (p * (1 - p)) / n, add: 0.5 },
  PLN: { of: (x, n) => Math.log(x / n), variance: (p, n) => 1 / (n * p) - 1 / n, add: 0.5 },
  PLO: {
    of: (x, n) => Math.log(x / (n - x)),
    variance: (p, n) => 1 / (n * p) + 1 / (n * (1 - p)),
    add: 0.5,
  },
  PAS: { of: (x, n) => Math.asin(Math.sqrt(x / n)), variance: (_, n) => 1 / (4 * n), add: 0 },
  PFT: { of: doubleArcsine, variance: (_, n) => 1 / (4 * n + 2), add: 0 },
} as const satisfies Record<string, Transform>;

/**
 * Which variance: `LS` large-sample, at the study's own proportion; `AV` at that of all studies together; `UB` with
 * n - 1 (of PR).
 */
export type ProportionVariance = "LS" | "AV" | "UB";

export type ProportionMeasure = keyof typeof transforms;
export const isProportionMeasure = (word: string): word is ProportionMeasure =>
  Object.hasOwn(transforms, word);

/** Refuses what is no proportion; names the study. */
export const checkProportions = (events: Float64Array, n: Float64Array): Result<null> => {
  if (events.length !== n.length)
    return err({
      code: "lengths-differ",
      message: `${events.length} event counts for ${n.length} denominators`,
      remedy: "give events and patients of every study",
    });
  const at = Array.from(events).findIndex(
    (x, i) => !Number.isNaN(x) && !Number.isNaN(n[i]) && (!(x >= 0) || !(x <= n[i]!) || !(n[i]! > 0)),
  );
  return at < 0
    ? ok(null)
    : err({
        code: "not-a-proportion",
        message: `study ${at + 1} has ${events[at]} events of ${n[at]}`,
        remedy: "give counts with 0 <= events <= patients, patients >= 1",
      });
};

/**
 * Proportions on the scale on which they are pooled. PR, PLN and PLO of a study without events, or with events
 * only, take a continuity correction.
 *
 * @source Freeman and Tukey 1950, Ann Math Stat 21:607; Schwarzer, Chemaitelly, Abu-Raddad and Rucker 2019, Res
 *         Synth Methods 10:476 (why PFT misleads)
 */
export const proportionEffects = (
  events: Float64Array,
  n: Float64Array,
  measure: ProportionMeasure,
  rule: ZeroCells = {},
  variance: ProportionVariance = "LS",
): Result<Effects> => {
  const checked = checkProportions(events, n);
  if (!checked.ok) return checked;
  const { of, variance: varianceAt, add }: Transform = transforms[measure];
  const extreme = Array.from(events, (x, i) => x === 0 || x === n[i]);
  const plus = corrections(extreme, rule, add);
  const counts = events.map((x, i) => x + plus[i]!);
  const sizes = n.map((one, i) => one + 2 * plus[i]!);
  const shares = counts.map((x, i) => x / sizes[i]!);
  const mean = variance === "AV" ? weightedMean(shares, sizes) : Number.NaN;
  return ok(
    effectsOf(events.length, (i): Effect => {
      const at = variance === "AV" ? mean : shares[i]!;
      const size = variance === "UB" && measure === "PR" ? sizes[i]! - 1 : sizes[i]!;
      return [of(counts[i]!, sizes[i]!), varianceAt(at, size)];
    }),
  );
};

/**
 * Back from the double arcsine to a proportion, by Miller's closed formula.
 *
 * @param t on the halved scale, see {@link doubleArcsine}
 * @param n size that the inverse assumes: of the study, or the harmonic mean of the pooled ones
 * @returns 0 or 1 beyond what the scale can hold
 * @source Miller 1978, Am Stat 32:138
 */
export const inverseFreemanTukey = (t: number, n: number): number => {
  if (t < 0.5 * Math.asin(Math.sqrt(1 / (n + 1)))) return 0;
  if (t > 0.5 * (Math.asin(Math.sqrt(n / (n + 1))) + Math.PI / 2)) return 1;
  const sine = Math.sin(2 * t);
  return 0.5 * (1 - Math.sign(Math.cos(2 * t)) * Math.sqrt(1 - (sine + (sine - 1 / sine) / n) ** 2));
};

/** n / sum(1 / n_i) */
export const harmonicMean = (n: Float64Array): number => n.length / n.reduce((sum, one) => sum + 1 / one, 0);

/**
 * From the pooled scale back to a proportion. A bound on the scale PR or PLN may lie outside 0 to 1: these scales
 * know no such end.
 *
 * @param n size for the inverse of Freeman-Tukey
 */
export const proportionOf = (value: number, measure: ProportionMeasure, n: number): number => {
  if (measure === "PR") return value;
  if (measure === "PLN") return Math.exp(value);
  if (measure === "PLO") return 1 / (1 + Math.exp(-value));
  if (measure === "PAS") return Math.sin(Math.min(Math.PI / 2, Math.max(0, value))) ** 2;
  return inverseFreemanTukey(value, n);
};
