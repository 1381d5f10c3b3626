import { cholesky, choleskySolve, logDeterminant, minimiseScalar } from "@erbium/numerics";
import { degreesOfFreedom } from "./between-study-variance.ts";
import { differenceVariances, type Network, type NetworkStudy } from "./network.ts";

/** Contrasts of one study against one of its arms, with their covariance without tau2. */
export interface Contrasts {
  readonly base: number;
  readonly others: readonly number[];
  readonly effects: Float64Array;
  readonly covariance: Float64Array;
}

/**
 * Contrasts of a study against its reference treatment where it has it, else against its last arm.
 *
 * @param covariances whether contrasts of one study keep the covariance that their common arm gives them
 */
export const contrastsOf = (
  network: Network,
  study: NetworkStudy,
  covariances: boolean,
  reference: number | null,
): Contrasts => {
  const { arms, rows } = study;
  const k = arms.length;
  const differences = differenceVariances(network, study, 0);
  const at = reference !== null && arms.includes(reference) ? arms.indexOf(reference) : k - 1;
  const others = arms.filter((_, i) => i !== at);
  const effects = new Float64Array(k - 1);
  for (const row of rows) {
    const [one, other] = [network.first[row]!, network.second[row]!];
    if (other === arms[at]) effects[others.indexOf(one)] = network.effects[row]!;
    else if (one === arms[at]) effects[others.indexOf(other)] = -network.effects[row]!;
  }
  const covariance = new Float64Array((k - 1) ** 2);
  for (const [i, one] of others.entries())
    for (const [j, other] of others.entries()) {
      const [a, b] = [arms.indexOf(one), arms.indexOf(other)];
      if (i === j) covariance[i * (k - 1) + j] = differences[a * k + at]!;
      else if (covariances)
        covariance[i * (k - 1) + j] =
          (differences[a * k + at]! + differences[b * k + at]! - differences[a * k + b]!) / 2;
    }
  return { base: arms[at]!, others, effects, covariance };
};

/** Minus the (restricted) log-likelihood of tau2, up to a constant. */
export const likelihoodOf = (network: Network, contrasts: readonly Contrasts[], restricted: boolean) => {
  const n = network.treatments.length;
  const p = n - 1;
  const information = new Float64Array(p * p);
  const score = new Float64Array(p);
  const k = Math.max(...contrasts.map((one) => one.others.length));
  const covariance = new Float64Array(k * k);
  const solved = new Float64Array(k);
  const factor = new Float64Array(k * k);
  return (tau2: number): number => {
    information.fill(0);
    score.fill(0);
    let logs = 0;
    let squares = 0;
    const add = (i: number, j: number, weight: number): void => {
      if (i > 0 && j > 0) information[(i - 1) * p + j - 1]! += weight;
    };
    for (const { base, others, effects, covariance: sampling } of contrasts) {
      const c = others.length;
      for (let i = 0; i < c; i++)
        for (let j = 0; j < c; j++)
          covariance[i * c + j] = sampling[i * c + j]! + (i === j ? tau2 : tau2 / 2);
      if (cholesky(covariance, c, 1e-14, factor) === null) return Number.POSITIVE_INFINITY;
      logs += logDeterminant(factor, c);
      for (let i = 0; i < c; i++) {
        solved.fill(0);
        solved[i] = 1;
        choleskySolve(factor, c, solved, solved);
        for (let j = 0; j < c; j++) {
          const weight = solved[j]!;
          squares += effects[i]! * weight * effects[j]!;
          const share = weight * effects[i]!;
          if (others[j]! > 0) score[others[j]! - 1]! += share;
          if (base > 0) score[base - 1]! -= share;
          add(others[i]!, others[j]!, weight);
          add(base, base, weight);
          add(others[i]!, base, -weight);
          add(base, others[j]!, -weight);
        }
      }
    }
    const whole = cholesky(information, p, 1e-13);
    if (whole === null) return Number.POSITIVE_INFINITY;
    const levels = choleskySolve(whole, p, score);
    let explained = 0;
    for (let i = 0; i < p; i++) explained += levels[i]! * score[i]!;
    return 0.5 * (logs + squares - explained + (restricted ? logDeterminant(whole, p) : 0));
  };
};

/**
 * Between-study variance by maximum or restricted maximum likelihood, on [0, inf): the best of zero and the
 * valleys found between powers of two around the size of the variances.
 *
 * Model: contrasts y_s of study s ~ N(X_s d, S_s + tau2 (I + J) / 2).
 *
 * @source Salanti et al. 2008, Stat Methods Med Res 17:279
 */
export const likelihoodVariance = (network: Network, method: "ML" | "REML"): number => {
  if (degreesOfFreedom(network) <= 0) return 0;
  const contrasts = network.studies.map((study) => contrastsOf(network, study, true, null));
  const f = likelihoodOf(network, contrasts, method === "REML");
  let size = 0;
  for (const effect of network.effects) size = Math.max(size, effect * effect);
  for (const variance of network.variances) size = Math.max(size, variance);
  // Coarse points first, since the likelihood may have more than one valley.
  const grid = [0, ...Array.from({ length: 24 }, (_, i) => size * 2 ** (i - 20))];
  const values = grid.map(f);
  const least = values.indexOf(Math.min(...values));
  const [low, high] = [grid[Math.max(0, least - 1)]!, grid[Math.min(grid.length - 1, least + 1)]!];
  const found = minimiseScalar(f, low, high, 1e-12 * size);
  return values[0]! <= found.value ? 0 : found.at;
};
