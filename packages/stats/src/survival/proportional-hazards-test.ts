import { chiSquared, cholesky, choleskySolve } from "@erbium/numerics";
import type { ChiSquaredTest } from "../chi-squared-test.ts";
import type { FittedCox } from "./cox-hazard-steps.ts";
import { riskOf } from "./cox-partial-likelihood.ts";
import { visitDeathTimes } from "./death-times.ts";
import { riskTable } from "./risk-table.ts";

/** Function of time whose product with a covariate is tested: 1 - KM(t-), t itself, its rank among all times, log t. */
export type TimeTransform = "km" | "identity" | "rank" | "log";

export interface ProportionalHazardsTest {
  /** one test a term, in their order */
  readonly terms: readonly ChiSquaredTest[];
  readonly global: ChiSquaredTest;
  readonly convention: string;
}

/**
 * Score test of proportional hazards: whether a coefficient drifts along g(t), by adding x g(t) to the model with
 * coefficient 0. The information of the added part is taken given that of the fitted part.
 *
 * @param terms columns of each term, tested together; each column by itself where left out
 * @source Grambsch and Therneau 1994, Biometrika 81:515
 */
export const proportionalHazardsTest = (
  fit: FittedCox,
  transform: TimeTransform = "km",
  terms?: readonly (readonly number[])[],
): ProportionalHazardsTest => {
  const { sets, coefficients, ties } = fit;
  const { p, x, weight, event } = sets;
  const g = transformed(fit, transform);
  const { risk } = riskOf(sets, coefficients);
  const score = new Float64Array(p);
  const plain = new Float64Array(p * p);
  const mixed = new Float64Array(p * p);
  const added = new Float64Array(p * p);
  const mean = new Float64Array(p);
  visitDeathTimes(sets, risk, true, ({ group, from, to, deaths, deathWeight, s0, s1, s2, d0, d1, d2 }) => {
    const at = g[group]!;
    for (let i = from; i < to; i++)
      if (event[i] === 1) for (let k = 0; k < p; k++) score[k]! += at * weight[i]! * x[i * p + k]!;
    const steps = ties === "efron" ? deaths : 1;
    const w = deathWeight / steps;
    for (let step = 0; step < steps; step++) {
      const share = step / deaths;
      const total = s0 - share * d0;
      for (let j = 0; j < p; j++) {
        mean[j] = (step === 0 ? s1[j]! : s1[j]! - share * d1[j]!) / total;
        score[j]! -= at * w * mean[j]!;
        for (let k = 0; k <= j; k++) {
          const cell = j * p + k;
          const product = step === 0 ? s2[cell]! : s2[cell]! - share * d2[cell]!;
          const variance = w * (product / total - mean[j]! * mean[k]!);
          plain[cell]! += variance;
          mixed[cell]! += at * variance;
          added[cell]! += at * at * variance;
          if (j !== k) {
            mixed[k * p + j]! += at * variance;
            added[k * p + j]! += at * at * variance;
          }
        }
      }
    }
  });
  // What is left of the information of the added part once the fitted part is known.
  const factor = cholesky(plain, p, 1e-14);
  const left = added.slice();
  if (factor !== null)
    for (let j = 0; j < p; j++) {
      const solved = choleskySolve(factor, p, mixed.slice(j * p, (j + 1) * p));
      for (let i = 0; i < p; i++)
        for (let k = 0; k < p; k++) left[i * p + j]! -= mixed[i * p + k]! * solved[k]!;
    }
  const test = (columns: readonly number[]): ChiSquaredTest => {
    const size = columns.length;
    const u = Float64Array.from(columns, (one) => score[one]!);
    const part = cholesky(
      Float64Array.from(columns.flatMap((a) => columns.map((b) => left[a * p + b]!))),
      size,
      1e-14,
    );
    const solved = part === null ? u.fill(Number.NaN) : choleskySolve(part, size, u);
    const statistic = u.reduce((sum, one, k) => sum + one * solved[k]!, 0);
    return { statistic, degreesOfFreedom: size, p: chiSquared.survival(statistic, size) };
  };
  const all = Array.from({ length: p }, (_, column) => column);
  return {
    terms: (terms ?? all.map((column) => [column])).map(test),
    global: test(all),
    convention: `score test, time as ${transform}`,
  };
};

/** g at the time of each group, less its mean over the failures (which changes nothing but the digits). */
const transformed = ({ sets }: FittedCox, transform: TimeTransform): Float64Array => {
  const { stop, event, start, groupEnd, groupDeaths } = sets;
  const times = Float64Array.from(groupEnd, (end) => stop[end - 1]!);
  let g: (time: number) => number;
  if (transform === "identity") g = (time) => time;
  else if (transform === "log") g = Math.log;
  else {
    // Of all strata together, and without weights: only the shape of time is wanted.
    const { time, events, censored, atRisk } = riskTable({ stop, event, start: start ?? undefined });
    const value = new Map<number, number>();
    let alive = 1;
    let before = 0;
    for (let at = 0; at < time.length; at++) {
      const here = events[at]! + censored[at]!;
      value.set(time[at]!, transform === "km" ? 1 - alive : before + (here + 1) / 2);
      before += here;
      if (events[at]! > 0) alive *= 1 - events[at]! / atRisk[at]!;
    }
    g = (time) => value.get(time) ?? Number.NaN;
  }
  const values = times.map(g);
  let sum = 0;
  let deaths = 0;
  for (let group = 0; group < groupDeaths.length; group++)
    if (groupDeaths[group]! > 0) {
      sum += groupDeaths[group]! * values[group]!;
      deaths += groupDeaths[group]!;
    }
  return values.map((one) => one - sum / deaths);
};
