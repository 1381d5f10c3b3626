import { err, ok, type Result } from "@erbium/model";
import { chiSquared, findRoot, normal } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { projectAt, traceOf } from "./projector.ts";
import { type Moderators, type Studies, studiesOf } from "./studies.ts";
import { profileLogLikelihood } from "./tau-squared/likelihood.ts";
import { tauSquaredWhereQ } from "./tau-squared/paule-mandel.ts";
import { badTauSquared } from "./tau-squared/tau-squared.ts";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Intervals of tau2 and of what follows from it. */
export interface HeterogeneityInterval {
  readonly convention: string;
  readonly tauSquared: Interval;
  readonly tau: Interval;
  /** percent */
  readonly iSquared: Interval;
  readonly hSquared: Interval;
}

const tooFew = (studies: Studies): Result<never> =>
  err({
    code: studies.k === 1 ? "one-study" : "too-few-studies",
    message: `${studies.k} studies leave nothing to estimate tau2 from beside ${studies.p} coefficients`,
    remedy: "add studies",
  });

/** I2 and H2 follow tau2 by the typical sampling variance `(k - p) / tr(P)`. */
const followed = (studies: Studies, convention: string, tauSquared: Interval): HeterogeneityInterval => {
  const typical = (studies.k - studies.p) / traceOf(studies, projectAt(studies, 0));
  const both = (f: (tauSquared: number) => number): Interval => ({
    low: f(tauSquared.low),
    high: f(tauSquared.high),
  });
  return {
    convention,
    tauSquared,
    tau: both(Math.sqrt),
    iSquared: both((one) => (100 * one) / (one + typical)),
    hSquared: both((one) => one / typical + 1),
  };
};

/**
 * Exact interval of tau2 by the Q profile: the values at which Q(tau2) meets the quantiles of chi-squared(k - p);
 * from 0 to 0 where even tau2 = 0 leaves Q below the lower quantile.
 *
 * @returns refusals as {@link studiesOf}, and `level-not-a-share`, `one-study`, `too-few-studies`
 * @source Viechtbauer 2007, Stat Med 26:37
 */
export const qProfileInterval = (
  effects: Float64Array,
  variances: Float64Array,
  level = 0.95,
  moderators?: Moderators,
): Result<HeterogeneityInterval> => {
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const studies = studiesOf(effects, variances, moderators);
  if (!studies.ok) return studies;
  const df = studies.value.k - studies.value.p;
  if (df < 1) return tooFew(studies.value);
  const tail = (1 - level) / 2;
  const at = (target: number): number => tauSquaredWhereQ(studies.value, target).value;
  return ok(
    followed(studies.value, "Q profile, Viechtbauer", {
      low: at(chiSquared.upperQuantile(tail, df)),
      high: at(chiSquared.quantile(tail, df)),
    }),
  );
};

/**
 * Interval of tau2 by its profile likelihood: where twice the log-likelihood falls by the quantile of
 * chi-squared(1) below its peak.
 *
 * @param estimate   tau2 at the peak, by ML or REML
 * @param restricted whether REML
 * @returns refusals as {@link qProfileInterval}, and `negative-tau-squared`
 * @source Hardy and Thompson 1996, Stat Med 15:619
 */
export const profileLikelihoodInterval = (
  effects: Float64Array,
  variances: Float64Array,
  estimate: number,
  restricted: boolean,
  level = 0.95,
  moderators?: Moderators,
): Result<HeterogeneityInterval> => {
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const studies = studiesOf(effects, variances, moderators);
  if (!studies.ok) return studies;
  if (studies.value.k <= studies.value.p) return tooFew(studies.value);
  const negative = badTauSquared(estimate);
  if (negative !== null) return err(negative);
  const peak = profileLogLikelihood(studies.value, estimate, restricted);
  const fall = chiSquared.quantile(level, 1) / 2;
  const above = (tauSquared: number): number =>
    profileLogLikelihood(studies.value, tauSquared, restricted) - peak + fall;
  let far = Math.max(estimate, 1e-8) * 2;
  for (let doubling = 0; doubling < 200 && above(far) > 0; doubling++) far *= 2;
  const low = above(0) < 0 ? findRoot(above, 0, estimate, 1e-14 * estimate) : ok(0);
  const high = findRoot(above, estimate, far, 1e-14 * far);
  if (!low.ok) return low;
  if (!high.ok) return high;
  return ok(
    followed(studies.value, "profile likelihood, Hardy-Thompson", { low: low.value, high: high.value }),
  );
};

/** I2 and H by Q alone, with the test-based interval. */
export interface QBasedHeterogeneity {
  /** share 0 to 1: (Q - df) / Q */
  readonly iSquared: number;
  readonly iSquaredInterval: Interval | null;
  /** sqrt(Q / df), at least 1 */
  readonly h: number;
  readonly hInterval: Interval | null;
}

/**
 * I2 and H from Q, with the interval by the standard error of ln H; no interval for fewer than three studies.
 *
 * @source Higgins and Thompson 2002, Stat Med 21:1539
 */
export const heterogeneityByQ = (q: number, df: number, level = 0.95): QBasedHeterogeneity => {
  const crude = Math.sqrt(q / df);
  const h = Math.max(1, crude);
  const shareOf = (one: number): number => (one ** 2 - 1) / one ** 2;
  const k = df + 1;
  const error =
    q > k
      ? (0.5 * (Math.log(q) - Math.log(df))) / (Math.sqrt(2 * q) - Math.sqrt(2 * k - 3))
      : Math.sqrt((1 / (2 * (k - 2))) * (1 - 1 / (3 * (k - 2) ** 2)));
  if (k < 3 || !Number.isFinite(error))
    return { iSquared: shareOf(h), iSquaredInterval: null, h, hInterval: null };
  const reach = normal.upperQuantile((1 - level) / 2) * error;
  const interval = {
    low: Math.max(1, Math.exp(Math.log(crude) - reach)),
    high: Math.max(1, Math.exp(Math.log(crude) + reach)),
  };
  return {
    iSquared: shareOf(h),
    iSquaredInterval: { low: shareOf(interval.low), high: shareOf(interval.high) },
    h,
    hInterval: interval,
  };
};

/**
 * The share of tau2 in the variance of the pooled effect, `R_b = tau2 / (k se^2)`: Crippa, Khudyakov, Wang, Orsini
 * and Spiegelman 2016, Stat Med 35:3661.
 */
export const betweenStudyShare = (tauSquared: number, k: number, waldError: number): number =>
  tauSquared / (k * waldError ** 2);
