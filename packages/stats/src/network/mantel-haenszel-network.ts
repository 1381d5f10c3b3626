import { err, ok, type Result } from "@erbium/model";
import { cholesky, choleskyInverse } from "@erbium/numerics";
import {
  type BinaryArms,
  type BinaryDesign,
  type BinaryNetwork,
  readBinaryNetwork,
} from "./binary-network.ts";
import { chiSquaredP } from "./network-meta-analysis.ts";

export interface BinaryNetworkEstimates {
  readonly network: BinaryNetwork;
  /** log odds ratios, treatments x treatments, row against column */
  readonly effects: Float64Array;
  readonly standardErrors: Float64Array;
}

export interface MantelHaenszelNetwork extends BinaryNetworkEstimates {
  /** between designs; not a number of p without degrees of freedom */
  readonly inconsistency: { readonly statistic: number; readonly df: number; readonly pValue: number };
}

interface DesignEstimate {
  readonly arms: readonly number[];
  /** first arm against each other one */
  readonly effects: Float64Array;
  readonly covariance: Float64Array;
}

/**
 * Generalised Mantel-Haenszel log odds ratios of one design with their covariance.
 *
 * With a_h events and b_h non-events of arm h in a study of N patients: C_hi = sum a_h b_i / N, L_hi =
 * ln(C_hi / C_ih), and the estimates that agree among each other, (L_h. - L_i.) / T over the T arms. Variances by
 * Robins, Breslow and Greenland; the covariance of L_hi and L_hj is the mean of the three estimates it has under
 * a common odds ratio, each with its mirror image.
 *
 * @source Greenland 1989, Biometrics 45:183; Mickey and Elashoff 1985, Biometrics 41:623
 */
const designEstimate = ({ arms, studies }: BinaryDesign): DesignEstimate => {
  const k = arms.length;
  const sum = (value: (a: readonly number[], b: readonly number[], total: number) => number): number =>
    studies.reduce((before, { events, patients }) => {
      const free = patients.map((n, at) => n - events[at]!);
      return (
        before +
        value(
          events,
          free,
          patients.reduce((all, n) => all + n, 0),
        )
      );
    }, 0);
  const c = new Float64Array(k * k);
  for (let h = 0; h < k; h++)
    for (let i = 0; i < k; i++) if (h !== i) c[h * k + i] = sum((a, b, n) => (a[h]! * b[i]!) / n);
  const at = (h: number, i: number): number => c[h * k + i]!;
  const variance = (h: number, i: number): number =>
    sum((a, b, n) => {
      const [forth, back] = [(a[h]! * b[i]!) / n, (a[i]! * b[h]!) / n];
      const [p, q] = [(a[h]! + b[i]!) / n, (a[i]! + b[h]!) / n];
      return (
        (forth * p) / (2 * at(h, i) ** 2) +
        (forth * q + back * p) / (2 * at(h, i) * at(i, h)) +
        (back * q) / (2 * at(i, h) ** 2)
      );
    });
  const shared = (h: number, i: number, j: number): number =>
    sum((a, b, n) => {
      const [ahi, aih, ahj, ajh] = [at(h, i), at(i, h), at(h, j), at(j, h)];
      const events =
        (a[h]! * b[i]! * b[j]!) / (ahi * ahj) +
        (b[h]! * b[i]! * a[j]!) / (ahi * ajh) +
        (b[h]! * a[i]! * b[j]!) / (aih * ahj);
      const mirrored =
        (b[h]! * a[i]! * a[j]!) / (aih * ajh) +
        (a[h]! * a[i]! * b[j]!) / (aih * ahj) +
        (a[h]! * b[i]! * a[j]!) / (ahi * ajh);
      return (events + mirrored) / (3 * n * n);
    });
  const covariance = ([h, i]: readonly [number, number], [j, l]: readonly [number, number]): number => {
    if (h === j) return i === l ? variance(h, i) : shared(h, i, l);
    if (i === l) return shared(i, h, j);
    if (i === j) return -shared(i, h, l);
    if (h === l) return -shared(h, i, j);
    return 0;
  };
  const pairs: (readonly [number, number])[] = [];
  for (let h = 0; h < k; h++) for (let i = h + 1; i < k; i++) pairs.push([h, i]);
  // How much of each pair goes into (L_0. - L_j.) / T.
  const share = (j: number, [h, i]: readonly [number, number]): number =>
    ((h === 0 ? 1 : 0) - (i === 0 ? 1 : 0) - (h === j ? 1 : 0) + (i === j ? 1 : 0)) / k;
  const effects = new Float64Array(k - 1);
  const whole = new Float64Array((k - 1) ** 2);
  for (let j = 1; j < k; j++)
    for (const one of pairs) {
      effects[j - 1]! += share(j, one) * Math.log(at(one[0], one[1]) / at(one[1], one[0]));
      for (let l = 1; l < k; l++)
        for (const other of pairs)
          whole[(j - 1) * (k - 1) + l - 1]! += share(j, one) * share(l, other) * covariance(one, other);
    }
  return { arms, effects, covariance: whole };
};

/**
 * Mantel-Haenszel network meta-analysis of odds ratios: made for rare events, common effects, no continuity
 * correction. Each design gives its generalised Mantel-Haenszel estimate; the designs are joined by generalised
 * least squares.
 *
 * @returns log odds ratios with the inconsistency between designs; refuses what {@link readBinaryNetwork} refuses
 * @source Efthimiou et al. 2019, Stat Med 38:2992; agrees with netmeta's netmetabin(method = "MH")
 */
export const mantelHaenszelNetwork = (input: BinaryArms): Result<MantelHaenszelNetwork> => {
  const read = readBinaryNetwork(input);
  if (!read.ok) return read;
  const network = read.value;
  const n = network.treatments.length;
  const p = n - 1;
  const information = new Float64Array(p * p);
  const score = new Float64Array(p);
  const parts: (DesignEstimate & { readonly precision: Float64Array })[] = [];
  let contrasts = 0;
  const x = (arms: readonly number[], i: number, treatment: number): number =>
    (arms[0] === treatment ? 1 : 0) - (arms[i + 1] === treatment ? 1 : 0);
  for (const design of network.designs) {
    const estimate = designEstimate(design);
    const k = estimate.effects.length;
    const factor = cholesky(estimate.covariance, k);
    if (factor === null)
      return err({
        code: "singular-design",
        message: `the design ${design.arms.map((arm) => network.treatments[arm]).join(":")} has too few events for the covariance of its arms`,
        remedy: "leave the design out or use a method with a prior",
      });
    const precision = choleskyInverse(factor, k);
    parts.push({ ...estimate, precision });
    contrasts += k;
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) {
        const weight = precision[i * k + j]!;
        for (let a = 1; a < n; a++) {
          const left = x(design.arms, i, a) * weight;
          if (left === 0) continue;
          score[a - 1]! += left * estimate.effects[j]!;
          for (let b = 1; b < n; b++) information[(a - 1) * p + b - 1]! += left * x(design.arms, j, b);
        }
      }
  }
  const factor = cholesky(information, p)!;
  const inverse = choleskyInverse(factor, p);
  const levels = new Float64Array(n);
  for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) levels[a + 1]! += inverse[a * p + b]! * score[b]!;
  let statistic = 0;
  for (const { arms, effects, precision } of parts) {
    const k = effects.length;
    const residuals = effects.map((one, i) => one - levels[arms[0]!]! + levels[arms[i + 1]!]!);
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) statistic += residuals[i]! * precision[i * k + j]! * residuals[j]!;
  }
  const df = contrasts - p;
  return ok({
    network,
    ...contrastsOfLevels(levels, inverse),
    inconsistency: { statistic, df, pValue: chiSquaredP(statistic, df) },
  });
};

/**
 * All treatments against all others from levels against the first one.
 *
 * @param levels     length n, the first 0
 * @param covariance of the others, (n-1) x (n-1)
 */
export const contrastsOfLevels = (levels: Float64Array, covariance: Float64Array) => {
  const n = levels.length;
  const p = n - 1;
  const at = (i: number, j: number): number => (i === 0 || j === 0 ? 0 : covariance[(i - 1) * p + j - 1]!);
  const effects = new Float64Array(n * n);
  const standardErrors = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      effects[i * n + j] = levels[i]! - levels[j]!;
      standardErrors[i * n + j] = Math.sqrt(at(i, i) + at(j, j) - 2 * at(i, j));
    }
  return { effects, standardErrors };
};
