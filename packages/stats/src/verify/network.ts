import type { NetworkVarianceMethod } from "../network/between-study-variance.ts";
import type { BinaryArms } from "../network/binary-network.ts";
import { indirectComparison } from "../network/bucher.ts";
import { componentNetwork } from "../network/component-network.ts";
import { hatMatrix } from "../network/consistency-model.ts";
import { contributions } from "../network/contribution.ts";
import { decomposeByDesign } from "../network/design-decomposition.ts";
import { type Evidence, type EvidenceSplit, splitEvidence } from "../network/direct-evidence.ts";
import { evidenceFlow } from "../network/evidence-flow.ts";
import { hypergeometricNetwork } from "../network/hypergeometric-network.ts";
import { type BinaryNetworkEstimates, mantelHaenszelNetwork } from "../network/mantel-haenszel-network.ts";
import {
  compareArms,
  designOf,
  inOrder,
  type MultiArmTolerance,
  type NetworkComparisons,
} from "../network/network.ts";
import {
  type NetworkMetaAnalysis,
  type NetworkOptions,
  networkMetaAnalysis,
} from "../network/network-meta-analysis.ts";
import { pScores } from "../network/p-scores.ts";
import { pairwiseComparisons } from "../network/pairwise-comparisons.ts";
import { poolLevelOf } from "./meta-arguments.ts";
import { innerCall, numberArgument, type RCall, type RValue, textArgument, truthArgument } from "./r-call.ts";
import { labels, numbers, type ReferenceFamily, type ReferenceQuestion } from "./reference-case.ts";

type Data = ReferenceQuestion["data"];

/** Network meta-analysis: netmeta and what is asked of its result, component, binary and indirect comparisons. */
export const networkAnswers: ReferenceFamily = (question) => {
  const { call, data, method } = question;
  switch (call.function.replace(/^.*::/, "")) {
    case "netmeta":
      return whole(call, data, networkFields);
    case "netsplit":
      return whole(innerCall(call), data, (asked) =>
        splitFields(asked, textArgument(call, "reference.group")),
      );
    case "netmeasures":
      return whole(innerCall(call), data, (analysis) => measureFields(analysis, randomAsked(call)));
    case "decomp.design":
      return whole(innerCall(call), data, decompositionFields);
    case "netcontrib": {
      const path = contributionMethods[textArgument(call, "method") ?? "shortestpath"];
      return path === undefined
        ? null
        : whole(innerCall(call), data, (analysis) => contributionFields(analysis, path));
    }
    case "netcomb":
      return componentFields(call, innerCall(call), data);
    case "discomb":
      return componentFields(call, call, data);
    case "netmetabin":
      return binaryFields(call, data);
    default:
      return /\bbucher\b/i.test(method) ? bucherFields(question) : null;
  }
};

const contributionMethods: Readonly<Record<string, "shortest path" | "random walk">> = {
  shortestpath: "shortest path",
  randomwalk: "random walk",
};

const varianceMethods: Readonly<Record<string, NetworkVarianceMethod>> = { DL: "DL", ML: "ML", REML: "REML" };

/** The columns of a call netmeta(TE, seTE, treat1, treat2, studlab), by its names or by the usual ones. */
const comparisonsOf = (call: RCall, data: Data): NetworkComparisons | null => {
  const pairs = innerCall(call);
  if (pairs?.function === "pairwise") return pairsOf(pairs, data);
  const named = (at: number, argument: string): string => {
    const value = call.named[argument] ?? call.positional[at];
    return value?.kind === "name" && value.value in data ? value.value : argument;
  };
  const effectName = [named(0, "TE"), ...Object.keys(data)].find(
    (name) => numbers(data, name) !== null && (`se${name}` in data || named(1, "seTE") in data),
  );
  if (effectName === undefined) return null;
  const errorName = `se${effectName}` in data ? `se${effectName}` : named(1, "seTE");
  const effects = numbers(data, effectName);
  const standardErrors = numbers(data, errorName);
  const treatments1 = labels(data, named(2, "treat1"));
  const treatments2 = labels(data, named(3, "treat2"));
  const studies = labels(data, named(4, "studlab"));
  if (!effects || !standardErrors || !treatments1 || !treatments2 || !studies) return null;
  return { studies, treatments1, treatments2, effects, standardErrors };
};

const toleranceOf = (call: RCall): MultiArmTolerance => ({
  effects: numberArgument(call, "tol.multiarm") ?? 0.001,
  standardErrors: numberArgument(call, "tol.multiarm.se") ?? 0.001,
});

/** netmeta lets a name stand for its beginning: reference.group = "plac". */
const fullName = (name: string | null, comparisons: NetworkComparisons): string | null =>
  treatmentNamed(name, inOrder([...comparisons.treatments1, ...comparisons.treatments2]));

const treatmentNamed = (name: string | null, treatments: readonly string[]): string | null => {
  if (name === null || name === "") return null;
  return (
    treatments.find((one) => one === name) ??
    treatments.find((one) => one.toLowerCase().startsWith(name.toLowerCase())) ??
    null
  );
};

interface Asked {
  readonly analysis: NetworkMetaAnalysis;
  readonly reference: string | null;
}

const whole = (
  call: RCall | null,
  data: Data,
  fields: (asked: Asked) => Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null => {
  const comparisons = call === null ? null : comparisonsOf(call, data);
  return call === null || comparisons === null ? null : analysed(call, comparisons, fields);
};

const analysed = (
  call: RCall,
  comparisons: NetworkComparisons,
  fields: (asked: Asked) => Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> | null => {
  const tau2Method = varianceMethods[textArgument(call, "method.tau") ?? "DL"];
  if (tau2Method === undefined) return null;
  const reference = fullName(textArgument(call, "reference.group"), comparisons);
  const level = poolLevelOf(call);
  const tau = numberArgument(call, "tau.preset");
  const options: NetworkOptions = {
    tau2Method,
    likelihood: "as netmeta",
    ...(tau === null ? {} : { tau2: tau * tau }),
    ...(reference === null ? {} : { reference }),
    level,
    predictionLevel: numberArgument(call, "level.predict") ?? 0.95,
    tolerance: toleranceOf(call),
  };
  const analysis = networkMetaAnalysis(comparisons, options);
  return analysis.ok ? fields({ analysis: analysis.value, reference }) : { refusal: analysis.error };
};

const table = (rows: readonly string[], cols: readonly string[], values: Float64Array) => ({
  rows,
  cols,
  values: rows.map((_, row) => values.subarray(row * cols.length, (row + 1) * cols.length)),
});

const byName = (names: readonly string[], values: ArrayLike<number>): Record<string, number> =>
  Object.fromEntries(names.map((name, at) => [name, values[at]!]));

const networkFields = ({ analysis }: Asked) => {
  const { network, common, random, commonFit, randomFit, prediction, tau2, i2, q } = analysis;
  const { treatments, studies } = network;
  const n = treatments.length;
  const square = (values: Float64Array) => table(treatments, treatments, values);
  const decomposition = decomposeByDesign(network);
  const hat = hatMatrix(network, commonFit);
  const m = network.effects.length;
  const multiArm = new Set(studies.filter((study) => study.arms.length > 2).flatMap((study) => study.rows));
  const leverage = network.effects.map((_, row) => (multiArm.has(row) ? Number.NaN : hat[row * m + row]!));
  const splits = { common: splitEvidence(network, commonFit), random: splitEvidence(network, randomFit) };
  const evidenceTable = (
    list: readonly EvidenceSplit[],
    kind: "direct" | "indirect",
    field: "effect" | "standardError",
  ) => {
    const values = new Float64Array(n * n).fill(Number.NaN);
    for (const split of list) {
      const value = split[kind][field];
      values[split.first * n + split.second] = value;
      values[split.second * n + split.first] = field === "effect" ? -value : value;
    }
    return square(values);
  };
  const pairName = (split: EvidenceSplit): string => `${treatments[split.first]}:${treatments[split.second]}`;
  const proportions = (list: readonly EvidenceSplit[]) =>
    Object.fromEntries(list.map((split) => [pairName(split), split.proportionDirect]));
  const scores = (of: typeof common, smallerIs: "better" | "worse") =>
    byName(treatments, pScores(of.effects, of.standardErrors, n, smallerIs));
  const fitted = (of: typeof common): Float64Array =>
    network.effects.map((_, row) => of.effects[network.first[row]! * n + network.second[row]!]!);
  const designs = [...new Map(studies.map((study) => [designOf(network, study), study.arms]))]
    .sort(([, one], [, other]) => compareArms(one, other))
    .map(([name]) => name);
  const rows = network.studies
    .flatMap((study) => study.rows.map((row) => ({ row, label: study.label })))
    .sort((one, other) => one.row - other.row)
    .map((one) => one.label);
  return {
    ...{ k: studies.length, m, n, d: designs.length, trts: treatments, designs },
    ...{ tau2: tau2.estimate, tau: Math.sqrt(tau2.estimate) },
    ...{ I2: i2.estimate, lower_I2: i2.low, upper_I2: i2.high },
    ...{ Q: q.statistic, df_Q: q.df, pval_Q: q.pValue },
    Q_het: decomposition.withinDesigns.statistic,
    df_Q_het: decomposition.withinDesigns.df,
    pval_Q_het: decomposition.withinDesigns.pValue,
    Q_inc: decomposition.betweenDesigns.statistic,
    df_Q_inc: decomposition.betweenDesigns.df,
    pval_Q_inc: decomposition.betweenDesigns.pValue,
    ...{ df_predict: null, P_common: null },
    seTE_adj_common: commonFit.weights.map((one) => 1 / Math.sqrt(one)),
    seTE_adj_random: randomFit.weights.map((one) => 1 / Math.sqrt(one)),
    ...estimateFields("common", common, square),
    ...estimateFields("random", random, square),
    lower_predict: square(prediction.low),
    upper_predict: square(prediction.high),
    TE_nma_common: fitted(common),
    TE_nma_random: fitted(random),
    leverage_common: leverage,
    prop_direct_common: proportions(splits.common),
    prop_direct_random: proportions(splits.random),
    pscore_small_desirable_common: scores(common, "better"),
    pscore_small_desirable_random: scores(random, "better"),
    pscore_small_undesirable_common: scores(common, "worse"),
    pscore_small_undesirable_random: scores(random, "worse"),
    ...Object.fromEntries(
      (["common", "random"] as const).flatMap((model) =>
        (["direct", "indirect"] as const).flatMap((kind) => [
          [`TE_${kind}_${model}`, evidenceTable(splits[model], kind, "effect")],
          [`seTE_${kind}_${model}`, evidenceTable(splits[model], kind, "standardError")],
        ]),
      ),
    ),
    hat_matrix_common: table(rows, rows, hat),
    hat_matrix_random: table(rows, rows, hatMatrix(network, randomFit)),
  };
};

const estimateFields = (
  model: string,
  { effects, standardErrors, low, high, pValues }: NetworkMetaAnalysis["common"],
  square: (values: Float64Array) => unknown,
) => ({
  [`TE_${model}`]: square(effects),
  [`seTE_${model}`]: square(standardErrors),
  [`lower_${model}`]: square(low),
  [`upper_${model}`]: square(high),
  [`pval_${model}`]: square(pValues),
});

/** Comparisons with the reference are listed as treatment against reference, the others as they stand. */
const splitFields = ({ analysis, reference: ofNetwork }: Asked, asked: string | null) => {
  const reference = asked === null ? ofNetwork : treatmentNamed(asked, analysis.network.treatments);
  const { network, commonFit, randomFit, level } = analysis;
  const { treatments } = network;
  const turned = (split: EvidenceSplit): boolean => treatments[split.first] === reference;
  const model = (name: string, fit: typeof commonFit) => {
    const splits = splitEvidence(network, fit, level);
    const comparison = splits.map((split) => {
      const pair = [treatments[split.first], treatments[split.second]];
      return (turned(split) ? pair.reverse() : pair).join(":");
    });
    const part = (of: (split: EvidenceSplit) => Evidence) => {
      const list = splits.map((split) => ({ ...of(split), sign: turned(split) ? -1 : 1 }));
      return {
        comparison,
        TE: list.map((one) => one.sign * one.effect),
        seTE: list.map((one) => one.standardError),
        lower: list.map((one) => (one.sign > 0 ? one.low : -one.high)),
        upper: list.map((one) => (one.sign > 0 ? one.high : -one.low)),
        z: list.map((one) => (one.sign * one.effect) / one.standardError),
        p: list.map((one) => one.pValue),
      };
    };
    return {
      [`direct_${name}`]: part((split) => split.direct),
      [`indirect_${name}`]: part((split) => split.indirect),
      [`compare_${name}`]: part((split) => split.difference),
      [`network_${name}`]: part((split) => split.network),
      [`prop_${name}`]: splits.map((split) => split.proportionDirect),
      k: splits.map((split) => split.studies),
    };
  };
  return { ...model("common", commonFit), ...model("random", randomFit) };
};

/** Under random effects unless the call, or the network that it asks about, is without them. */
const randomAsked = (call: RCall): boolean => {
  const inner = innerCall(call);
  const before = inner === null ? true : truthArgument(inner, "comb.random", true);
  return truthArgument(call, "random", inner === null ? before : truthArgument(inner, "random", before));
};

const measureFields = ({ analysis }: Asked, random: boolean) => {
  const { network, commonFit, randomFit } = analysis;
  const fit = random ? randomFit : commonFit;
  const names = evidenceFlow(network, fit).map(
    ({ first, second }) => `${network.treatments[first]}:${network.treatments[second]}`,
  );
  const flows = evidenceFlow(network, fit);
  return {
    proportion: byName(
      names,
      splitEvidence(network, fit).map((split) => split.proportionDirect),
    ),
    meanpath: byName(
      names,
      flows.map((one) => one.meanPathLength),
    ),
    minpar: byName(
      names,
      flows.map((one) => one.minimalParallelism),
    ),
  };
};

const decompositionFields = ({ analysis }: Asked) => {
  const found = decomposeByDesign(analysis.network);
  const { total, withinDesigns, betweenDesigns, designByTreatment } = found;
  const column = <Key extends "statistic" | "df" | "pValue">(
    list: readonly Record<Key, number>[],
    key: Key,
  ) => list.map((one) => one[key]);
  const statistics = (list: readonly { statistic: number; df: number; pValue: number }[]) => ({
    Q: column(list, "statistic"),
    df: column(list, "df"),
    pval: column(list, "pValue"),
  });
  const named = (list: (typeof found)["heterogeneity"]) => ({
    design: list.map((one) => one.design),
    ...statistics(list),
  });
  return {
    Q_decomp: statistics([total, withinDesigns, betweenDesigns]),
    Q_het_design: named(found.heterogeneity),
    Q_inc_detach: named(found.detached),
    Q_inc_design: Object.fromEntries(
      found.contributions.map(({ design, contrast, q }) => [
        contrast === 1 ? design : `${design}.${contrast - 1}`,
        q,
      ]),
    ),
    Q_inc_random: {
      Q: designByTreatment.statistic,
      df: designByTreatment.df,
      pval: designByTreatment.pValue,
      "tau.within": Math.sqrt(designByTreatment.tau2Within),
    },
  };
};

const contributionFields = ({ analysis }: Asked, method: "shortest path" | "random walk") => {
  const { network, commonFit, randomFit } = analysis;
  const of = (fit: typeof commonFit) => {
    const found = contributions(network, fit, method);
    const name = ([i, j]: readonly [number, number]): string =>
      `${network.treatments[i]}:${network.treatments[j]}`;
    return table(found.rows.map(name), found.columns.map(name), found.shares);
  };
  return { common: of(commonFit), random: of(randomFit) };
};

/** `discomb(...)` names its columns itself; `netcomb(netmeta(...))` takes those of the network. */
const componentFields = (call: RCall, columns: RCall | null, data: Data) => {
  const comparisons = columns === null ? null : comparisonsOf(columns, data);
  if (columns === null || comparisons === null) return null;
  const inactive = fullName(textArgument(call, "inactive"), comparisons);
  const separator = textArgument(call, "sep.comps");
  const tau = numberArgument(call, "tau.preset");
  const found = componentNetwork(comparisons, {
    ...(inactive === null ? {} : { inactive }),
    ...(separator === null ? {} : { separator }),
    level: poolLevelOf(columns),
    ...(tau === null ? {} : { tau2: tau * tau }),
    tolerance: { effects: Number.POSITIVE_INFINITY, standardErrors: Number.POSITIVE_INFINITY },
  });
  if (!found.ok) return { refusal: found.error };
  const { network, parts, tau2, q } = found.value;
  const { treatments } = network;
  const model = (name: "common" | "random") => {
    const { components, effects, standardErrors } = found.value[name];
    return {
      [`Comp_${name}`]: components.map((one) => one.effect),
      [`seComp_${name}`]: components.map((one) => one.standardError),
      [`lower_Comp_${name}`]: components.map((one) => one.low),
      [`upper_Comp_${name}`]: components.map((one) => one.high),
      [`pval_Comp_${name}`]: components.map((one) => one.pValue),
      [`TE_${name}`]: table(treatments, treatments, effects),
      [`seTE_${name}`]: table(treatments, treatments, standardErrors),
    };
  };
  const standard = networkMetaAnalysis(comparisons, {
    tolerance: { effects: Number.POSITIVE_INFINITY, standardErrors: Number.POSITIVE_INFINITY },
  });
  return {
    comps: found.value.common.components.map((one) => one.component),
    ...{ k: network.studies.length, m: network.effects.length, n: treatments.length, s: parts.length },
    c: found.value.common.components.length,
    ...model("common"),
    ...model("random"),
    ...{ Q_additive: q.statistic, df_Q_additive: q.df, pval_Q_additive: q.pValue },
    ...{ tau2, tau: Math.sqrt(tau2) },
    ...(standard.ok
      ? {
          Q_standard: standard.value.q.statistic,
          df_Q_standard: standard.value.q.df,
          Q_diff: q.statistic - standard.value.q.statistic,
          df_Q_diff: q.df - standard.value.q.df,
        }
      : {}),
  };
};

/** `pairwise(treat, event, n, studlab = id)`: one row an arm. */
const armsOf = (call: RCall, data: Data): BinaryArms | null => {
  const column = (at: number, name: string): string => {
    const value = call.named[name] ?? call.positional[at];
    return value?.kind === "name" ? value.value : "";
  };
  const treatments = labels(data, column(0, "treat"));
  const events = numbers(data, column(1, "event"));
  const patients = numbers(data, column(2, "n"));
  const studies = labels(data, column(3, "studlab"));
  if (!treatments || !events || !patients || !studies) return null;
  return { treatments, events, patients, studies };
};

/** Every pair of arms by the log odds ratio; null of another measure, also of the risk ratio where none is named. */
const pairsOf = (call: RCall, data: Data, measure = textArgument(call, "sm")): NetworkComparisons | null => {
  const arms = armsOf(call, data);
  if (arms === null || measure !== "OR") return null;
  const pairs = pairwiseComparisons(arms, "log odds ratio", numberArgument(call, "incr") ?? 0.5);
  return pairs.ok ? pairs.value.comparisons : null;
};

/** `netmetabin(pairwise(treat, event, n, studlab = id, sm = "OR"), method = ...)`. */
const binaryFields = (call: RCall, data: Data) => {
  const pairs = innerCall(call);
  const word = textArgument(call, "method") ?? "MH";
  const method = ["MH", "NCH", "Inverse"].find((one) => one.startsWith(word));
  const input = pairs === null ? null : armsOf(pairs, data);
  const measure = textArgument(call, "sm") ?? (pairs && textArgument(pairs, "sm"));
  if (pairs === null || method === undefined || input === null || measure !== "OR") return null;
  const shared = ({ network, effects, standardErrors }: BinaryNetworkEstimates) => ({
    trts: network.treatments,
    n: network.treatments.length,
    k: network.designs.reduce((sum, design) => sum + design.studies.length, 0),
    d: network.designs.length,
    TE_common: table(network.treatments, network.treatments, effects),
    seTE_common: table(network.treatments, network.treatments, standardErrors),
    ...{ Q: null, df_Q: null, Q_inc: null, df_Q_inc: null, pval_Q_inc: null },
  });
  if (method === "Inverse") {
    const given = call.named.incr === undefined ? pairs : withArgument(pairs, "incr", call.named.incr);
    const comparisons = pairsOf(given, data, measure);
    return comparisons && analysed(call, comparisons, networkFields);
  }
  if (method === "NCH") {
    const found = hypergeometricNetwork(input, "as optim's L-BFGS-B");
    return found.ok ? shared(found.value) : { refusal: found.error };
  }
  const found = mantelHaenszelNetwork(input);
  if (!found.ok) return { refusal: found.error };
  const { statistic, df, pValue } = found.value.inconsistency;
  return { ...shared(found.value), Q_inc: statistic, df_Q_inc: df, pval_Q_inc: pValue };
};

const withArgument = (call: RCall, name: string, value: RValue): RCall => ({
  ...call,
  named: { ...call.named, [name]: value },
});

/** `TE_AB-TE_CB; sqrt(sum se^2)`: the two effects by their names, their standard errors by the same ending. */
const bucherFields = ({ command, data }: ReferenceQuestion) => {
  const [, one = "", other = ""] = /^\s*(\w+)\s*-\s*(\w+)/.exec(command) ?? [];
  const estimate = (name: string) => ({
    effect: Number(data[name]),
    standardError: Number(data[name.replace(/^[^_]*/, "se")]),
  });
  const found = indirectComparison(estimate(one), estimate(other));
  if (!found.ok) return { refusal: found.error };
  const { effect, standardError, low, high, pValue } = found.value;
  return { TE: effect, se: standardError, seTE: standardError, lower: low, upper: high, p: pValue };
};
