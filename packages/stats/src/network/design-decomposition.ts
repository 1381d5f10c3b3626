import { pseudoInverse } from "@erbium/numerics";
import { degreesOfFreedom, heterogeneityPerUnit } from "./between-study-variance.ts";
import { studyLaplacian } from "./consistency-model.ts";
import { compareArms, designOf, differenceVariances, type Network, type NetworkStudy } from "./network.ts";
import { chiSquaredP } from "./network-meta-analysis.ts";

export interface QStatistic {
  readonly statistic: number;
  readonly df: number;
  /** not a number without degrees of freedom */
  readonly pValue: number;
}

export interface DesignDecomposition {
  readonly total: QStatistic;
  readonly withinDesigns: QStatistic;
  readonly betweenDesigns: QStatistic;
  /** heterogeneity of each design, two-arm designs first */
  readonly heterogeneity: readonly ({ readonly design: string } & QStatistic)[];
  /** what is left between designs when one is set free; only designs whose freedom costs degrees of freedom */
  readonly detached: readonly ({ readonly design: string } & QStatistic)[];
  /** share of each design in Q between designs, one entry for each contrast against its first treatment */
  readonly contributions: readonly {
    readonly design: string;
    readonly contrast: number;
    readonly q: number;
  }[];
  /** between designs when the heterogeneity within designs is allowed for (full design-by-treatment model) */
  readonly designByTreatment: QStatistic & { readonly tau2Within: number };
}

interface DesignFit {
  readonly name: string;
  readonly arms: readonly number[];
  readonly studies: readonly NetworkStudy[];
  /** effects of the first treatment against each other one */
  readonly effects: Float64Array;
  /** their precision, (k-1) x (k-1) */
  readonly precision: Float64Array;
  readonly q: number;
  readonly df: number;
}

/** The designs of a network, those of two arms first, each with its studies. */
const designs = (network: Network): Map<string, NetworkStudy[]> => {
  const byDesign = new Map<string, NetworkStudy[]>();
  const ordered = [...network.studies].sort(
    (one, other) => one.arms.length - other.arms.length || compareArms(one.arms, other.arms),
  );
  for (const study of ordered) {
    const name = designOf(network, study);
    byDesign.set(name, [...(byDesign.get(name) ?? []), study]);
  }
  return byDesign;
};

/** Levels of the arms of one design from all its studies: the network of that design alone. */
const fitDesign = (
  network: Network,
  name: string,
  studies: readonly NetworkStudy[],
  tau2: number,
): DesignFit => {
  const arms = studies[0]!.arms;
  const k = arms.length;
  const laplacian = new Float64Array(k * k);
  const pull = new Float64Array(k);
  const weighted: {
    readonly i: number;
    readonly j: number;
    readonly weight: number;
    readonly effect: number;
  }[] = [];
  for (const study of studies) {
    const part = studyLaplacian(differenceVariances(network, study, tau2), k)!;
    for (let at = 0; at < k * k; at++) laplacian[at]! += part[at]!;
    for (const row of study.rows) {
      const [i, j] = [arms.indexOf(network.first[row]!), arms.indexOf(network.second[row]!)];
      const [weight, effect] = [-part[i * k + j]!, network.effects[row]!];
      pull[i]! += weight * effect;
      pull[j]! -= weight * effect;
      weighted.push({ i, j, weight, effect });
    }
  }
  const { inverse } = pseudoInverse(laplacian, k);
  const levels = new Float64Array(k);
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) levels[i]! += inverse[i * k + j]! * pull[j]!;
  let q = 0;
  for (const { i, j, weight, effect } of weighted) q += weight * (effect - levels[i]! + levels[j]!) ** 2;
  const precision = new Float64Array((k - 1) ** 2);
  for (let i = 1; i < k; i++)
    for (let j = 1; j < k; j++) precision[(i - 1) * (k - 1) + j - 1] = laplacian[i * k + j]!;
  return {
    ...{ name, arms, studies, precision },
    effects: Float64Array.from({ length: k - 1 }, (_, i) => levels[0]! - levels[i + 1]!),
    q: studies.length === 1 ? 0 : q,
    df: (studies.length - 1) * (k - 1),
  };
};

/** Q between designs: the effects of the designs against the consistent network that fits them best. */
const between = (network: Network, fits: readonly DesignFit[]) => {
  const n = network.treatments.length;
  const information = new Float64Array(n * n);
  const score = new Float64Array(n);
  let contrasts = 0;
  // Each contrast is first - other; its row of the design matrix has +1 and -1.
  for (const { arms, effects, precision } of fits) {
    const c = effects.length;
    contrasts += c;
    for (let i = 0; i < c; i++)
      for (let j = 0; j < c; j++) {
        const weight = precision[i * c + j]!;
        const [base, one, other] = [arms[0]!, arms[i + 1]!, arms[j + 1]!];
        information[base * n + base]! += weight;
        information[one * n + other]! += weight;
        information[base * n + other]! -= weight;
        information[one * n + base]! -= weight;
        score[base]! += weight * effects[j]!;
        score[one]! -= weight * effects[j]!;
      }
  }
  const { inverse, rank } = pseudoInverse(information, n);
  const levels = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) levels[i]! += inverse[i * n + j]! * score[j]!;
  let q = 0;
  const contributions: { design: string; contrast: number; q: number }[] = [];
  for (const { name, arms, effects, precision } of fits) {
    const c = effects.length;
    const residuals = effects.map((one, i) => one - levels[arms[0]!]! + levels[arms[i + 1]!]!);
    for (let i = 0; i < c; i++) {
      let weighted = 0;
      for (let j = 0; j < c; j++) weighted += precision[i * c + j]! * residuals[j]!;
      const share = residuals[i]! * weighted;
      q += share;
      contributions.push({ design: name, contrast: i + 1, q: share });
    }
  }
  return { q, df: contrasts - rank, contributions };
};

const statistic = (value: number, df: number): QStatistic => ({
  statistic: value,
  df,
  pValue: chiSquaredP(value, df),
});

/**
 * Splits the Q of a network into heterogeneity within designs and inconsistency between them, and by design.
 *
 * A design is the set of treatments a study compares. Detaching a design gives it effects of its own; the full
 * design-by-treatment model allows for tau2 within designs by the method of moments.
 *
 * @param network connected
 * @source Krahn, Binder and König 2013, BMC Med Res Methodol 13:35; Higgins et al. 2012, Res Synth Methods 3:98;
 *         agrees with netmeta's decomp.design
 */
export const decomposeByDesign = (network: Network): DesignDecomposition => {
  const byDesign = [...designs(network)];
  const fitsAt = (tau2: number): DesignFit[] =>
    byDesign.map(([name, studies]) => fitDesign(network, name, studies, tau2));
  const fits = fitsAt(0);
  const qWithin = fits.reduce((sum, fit) => sum + fit.q, 0);
  const dfWithin = fits.reduce((sum, fit) => sum + fit.df, 0);
  const all = between(network, fits);
  const detached = fits.flatMap((fit) => {
    const rest = between(
      network,
      fits.filter((one) => one !== fit),
    );
    return rest.df < all.df ? [{ design: fit.name, ...statistic(rest.q, rest.df) }] : [];
  });
  const tau2Within =
    dfWithin > 0 ? Math.max(0, (qWithin - dfWithin) / perUnitWithin(network, fits)) : Number.NaN;
  const random = between(network, fitsAt(dfWithin > 0 ? tau2Within : 0));
  return {
    total: statistic(qWithin + all.q, degreesOfFreedom(network)),
    withinDesigns: statistic(qWithin, dfWithin),
    betweenDesigns: statistic(all.q, all.df),
    heterogeneity: fits.map((fit) => ({ design: fit.name, ...statistic(fit.q, fit.df) })),
    detached,
    contributions: all.contributions,
    designByTreatment: { ...statistic(random.q, random.df), tau2Within },
  };
};

/** What one unit of tau2 adds to Q within designs in expectation. */
const perUnitWithin = (network: Network, fits: readonly DesignFit[]): number => {
  const n = network.treatments.length;
  let sum = 0;
  for (const { arms, studies } of fits) {
    if (studies.length === 1) continue;
    const k = arms.length;
    const laplacian = new Float64Array(k * k);
    for (const study of studies) {
      const part = studyLaplacian(differenceVariances(network, study, 0), k)!;
      for (let at = 0; at < k * k; at++) laplacian[at]! += part[at]!;
    }
    const { inverse } = pseudoInverse(laplacian, k);
    const wide = new Float64Array(n * n);
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++) wide[arms[i]! * n + arms[j]!] = inverse[i * k + j]!;
    sum += heterogeneityPerUnit(network, studies, wide);
  }
  return sum;
};
