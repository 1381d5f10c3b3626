import { err, ok, type Result } from "@erbium/model";
import { normal, type PseudoInverse, pseudoInverse } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";
import { contrastCount, heterogeneityPerUnit } from "./between-study-variance.ts";
import { studyLaplacian } from "./consistency-model.ts";
import type { Evidence } from "./direct-evidence.ts";
import {
  differenceVariances,
  inOrder,
  type MultiArmTolerance,
  type Network,
  type NetworkComparisons,
  readNetwork,
  subnetworks,
} from "./network.ts";
import { chiSquaredP } from "./network-meta-analysis.ts";

export interface ComponentOptions {
  /** what parts the components of a combination, default "+" */
  readonly separator?: string;
  /** a component without an effect of its own (placebo, usual care): the zero of the scale */
  readonly inactive?: string;
  readonly level?: number;
  /** in place of the estimate by the method of moments */
  readonly tau2?: number;
  readonly tolerance?: MultiArmTolerance;
}

/** Effect of one component when it is added to a treatment; not a number where the network does not determine it. */
export interface ComponentEffect extends Evidence {
  readonly component: string;
  readonly determined: boolean;
}

export interface ComponentModel {
  readonly components: readonly ComponentEffect[];
  /** treatments against each other by their components, n x n; not a number where not determined */
  readonly effects: Float64Array;
  readonly standardErrors: Float64Array;
}

export interface ComponentNetwork {
  readonly network: Network;
  /** parts that no study connects, by treatment names; one part in a connected network */
  readonly parts: readonly (readonly string[])[];
  readonly common: ComponentModel;
  readonly random: ComponentModel;
  readonly tau2: number;
  /** of the additive model */
  readonly q: { readonly statistic: number; readonly df: number; readonly pValue: number };
}

interface AdditiveFit extends PseudoInverse {
  readonly coefficients: Float64Array;
  readonly q: number;
}

/** Components of each treatment, treatments x components, row-major: 1 where the treatment contains it. */
const componentMatrix = (treatments: readonly string[], separator: string, inactive: string | undefined) => {
  const parts = treatments.map((label) => label.split(separator).map((part) => part.trim()));
  const components = inOrder(parts.flat().filter((part) => part !== inactive));
  const matrix = new Float64Array(treatments.length * components.length);
  for (const [row, list] of parts.entries())
    for (const part of list)
      if (part !== inactive) matrix[row * components.length + components.indexOf(part)] = 1;
  return { components, matrix };
};

/** Weighted least squares of the comparisons on the differences in components. */
const fitAdditive = (network: Network, matrix: Float64Array, c: number, tau2: number): AdditiveFit | null => {
  const information = new Float64Array(c * c);
  const score = new Float64Array(c);
  const weighted: { readonly weight: number; readonly effect: number; readonly x: Float64Array }[] = [];
  for (const study of network.studies) {
    const k = study.arms.length;
    const part = studyLaplacian(differenceVariances(network, study, tau2), k);
    if (part === null) return null;
    for (const row of study.rows) {
      const [i, j] = [network.first[row]!, network.second[row]!];
      const weight = -part[study.arms.indexOf(i) * k + study.arms.indexOf(j)]!;
      const effect = network.effects[row]!;
      const x = Float64Array.from({ length: c }, (_, at) => matrix[i * c + at]! - matrix[j * c + at]!);
      for (let a = 0; a < c; a++) {
        score[a]! += weight * x[a]! * effect;
        for (let b = 0; b < c; b++) information[a * c + b]! += weight * x[a]! * x[b]!;
      }
      weighted.push({ weight, effect, x });
    }
  }
  const pseudo = pseudoInverse(information, c);
  const coefficients = new Float64Array(c);
  for (let a = 0; a < c; a++)
    for (let b = 0; b < c; b++) coefficients[a]! += pseudo.inverse[a * c + b]! * score[b]!;
  let q = 0;
  for (const { weight, effect, x } of weighted)
    q += weight * (effect - x.reduce((sum, one, at) => sum + one * coefficients[at]!, 0)) ** 2;
  return { ...pseudo, coefficients, q };
};

/** Value and standard error of a linear combination, or not a number where the network does not determine it. */
const combination = (fit: AdditiveFit, x: Float64Array): { effect: number; standardError: number } => {
  const c = x.length;
  for (const free of fit.nullSpace) {
    let along = 0;
    for (let a = 0; a < c; a++) along += free[a]! * x[a]!;
    if (Math.abs(along) > 1e-6) return { effect: Number.NaN, standardError: Number.NaN };
  }
  let effect = 0;
  let variance = 0;
  for (let a = 0; a < c; a++) {
    effect += x[a]! * fit.coefficients[a]!;
    for (let b = 0; b < c; b++) variance += x[a]! * x[b]! * fit.inverse[a * c + b]!;
  }
  return { effect, standardError: Math.sqrt(variance) };
};

const modelOf = (
  fit: AdditiveFit,
  matrix: Float64Array,
  components: readonly string[],
  n: number,
  level: number,
): ComponentModel => {
  const c = components.length;
  const z = normal.upperQuantile((1 - level) / 2);
  const effects = new Float64Array(n * n);
  const standardErrors = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      const x = Float64Array.from({ length: c }, (_, at) => matrix[i * c + at]! - matrix[j * c + at]!);
      const found = combination(fit, x);
      effects[i * n + j] = found.effect;
      standardErrors[i * n + j] = found.standardError;
    }
  return {
    components: components.map((component, at) => {
      const found = combination(
        fit,
        Float64Array.from({ length: c }, (_, b) => (b === at ? 1 : 0)),
      );
      const { effect, standardError } = found;
      return {
        ...{ component, determined: !Number.isNaN(effect), effect, standardError },
        ...{ low: effect - z * standardError, high: effect + z * standardError },
        pValue: normal.twoSided(effect / standardError),
      };
    }),
    effects,
    standardErrors,
  };
};

/**
 * Additive component network: the effect of a combination is the sum of the effects of its components, so that
 * parts of a network that share components are compared although no study connects them.
 *
 * @returns component effects and treatments against each other, with common and random effects (tau2 by the
 *          method of moments on the additive model). What the network leaves undetermined is said so, component by
 *          component. Refuses what {@link readNetwork} refuses and a network without an active component.
 * @source Rücker, Petropoulou and Schwarzer 2020, Biom J 62:808; Rücker, Schmitz and Schwarzer 2021, Biom J 63:235;
 *         agrees with netmeta's discomb
 */
export const componentNetwork = (
  comparisons: NetworkComparisons,
  options: ComponentOptions = {},
): Result<ComponentNetwork> => {
  const { separator = "+", inactive, level = 0.95 } = options;
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const read = readNetwork(comparisons, options.tolerance);
  if (!read.ok) return read;
  const network = read.value;
  const { components, matrix } = componentMatrix(network.treatments, separator, inactive);
  const [n, c] = [network.treatments.length, components.length];
  if (c === 0)
    return err({
      code: "no-active-component",
      message: `no treatment has a component beside ${inactive}`,
      remedy: "name another inactive component or none",
    });
  const common = fitAdditive(network, matrix, c, 0);
  const df = contrastCount(network) - (common?.rank ?? 0);
  const moments =
    common === null || df <= 0
      ? 0
      : Math.max(
          0,
          (common.q - df) /
            heterogeneityPerUnit(network, network.studies, treatmentInverse(common, matrix, n, c)),
        );
  const tau2 = options.tau2 ?? moments;
  const random = fitAdditive(network, matrix, c, tau2);
  if (common === null || random === null)
    return err({
      code: "impossible-multi-arm-variances",
      message: "a study of several arms has standard errors that no covariance of its arms allows",
      remedy: "check the standard errors of studies with three or more arms",
    });
  return ok({
    network,
    parts: subnetworks(network).map((part) => part.map((number) => network.treatments[number]!)),
    common: modelOf(common, matrix, components, n, level),
    random: modelOf(random, matrix, components, n, level),
    tau2,
    q: { statistic: common.q, df, pValue: chiSquaredP(common.q, df) },
  });
};

/** Covariance of the treatments that the components imply: C (C'LC)+ C'. */
const treatmentInverse = (fit: AdditiveFit, matrix: Float64Array, n: number, c: number): Float64Array => {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let a = 0; a < c; a++)
        for (let b = 0; b < c; b++)
          inverse[i * n + j]! += matrix[i * c + a]! * fit.inverse[a * c + b]! * matrix[j * c + b]!;
  return inverse;
};
