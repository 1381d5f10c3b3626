import { err, ok, type Refusal, type Result } from "@erbium/model";
import {
  componentNetwork,
  decomposeByDesign,
  leagueTable,
  type NetworkComparisons,
  networkMetaAnalysis,
  pScores,
  splitEvidence,
} from "@erbium/stats";
import { type BucherComparison, bucherComparisons } from "./bucher.ts";
import { type ContrastMeasure, type NetworkContrasts, networkContrasts } from "./network-contrasts.ts";
import { networkParts } from "./network-parts.ts";
import type { Interval } from "./pairwise-result.ts";
import type { StudyTable } from "./study-table.ts";

interface NetworkOptions {
  readonly level: number;
  readonly reference?: string;
  /** which effects are better; smaller ones where left out, as for hazard ratios of progression or death */
  readonly better?: "lower" | "higher";
  /** what arms with events are compared by, OR where left out */
  readonly contrast?: ContrastMeasure;
  /** what parts the components of a combination: fits their effects too */
  readonly components?: string;
  /** component without an effect of its own */
  readonly inactive?: string;
  /** every indirect comparison through one common comparator */
  readonly bucher?: boolean;
}

/** What the parts of combinations add, as if effects were additive. */
interface ComponentResult {
  readonly model: string;
  readonly tauSquared: number;
  readonly q: number;
  readonly df: number;
  readonly p: number | null;
  readonly components: readonly (Interval & { readonly component: string; readonly determined: boolean })[];
}

export interface NetworkResult extends NetworkPart {
  /** parts that no study connects with this one, fitted by themselves */
  readonly separate: readonly NetworkPart[];
  readonly refused: readonly { readonly treatments: readonly string[]; readonly reason: Refusal }[];
  readonly components: ComponentResult | null;
  readonly bucher: readonly BucherComparison[];
  readonly notes: readonly string[];
}

/** Treatments that studies connect. */
interface NetworkPart {
  readonly measure: "NMA";
  readonly studies: number;
  readonly treatments: readonly string[];
  readonly model: string;
  readonly reference: string;
  readonly tauSquared: number;
  readonly inconsistency: { readonly q: number; readonly df: number; readonly p: number | null };
  /** what is compared, by the name of its column where that says */
  readonly effect: string;
  readonly better: "lower" | "higher";
  /** best first */
  readonly ranking: readonly { readonly treatment: string; readonly pScore: number }[];
  readonly againstReference: readonly {
    readonly treatment: string;
    readonly effect: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly league: ReturnType<typeof leagueTable>;
  /** comparisons as the studies make them, with the error of the logarithm of a ratio, else of the effect */
  readonly direct: readonly {
    readonly study: string;
    readonly treatment: string;
    readonly comparator: string;
    readonly standardError: number;
  }[];
  /** direct against indirect evidence of every comparison that has both */
  readonly splits: readonly {
    readonly treatment: string;
    readonly against: string;
    readonly direct: Interval;
    readonly indirect: Interval;
    readonly p: number;
  }[];
  /** effects are logarithms of ratios and are shown as ratios */
  readonly ratio: boolean;
}

/**
 * All treatments against all others, from contrasts or from arms. Where no study connects the network, each part is
 * fitted by itself: the one with the reference, else the largest, comes first.
 */
export const poolNetwork = (table: StudyTable, options: NetworkOptions): Result<NetworkResult> => {
  const contrasts = networkContrasts(table, options.contrast);
  if (!contrasts.ok) return contrasts;
  const { comparisons, ratio, leftOut } = contrasts.value;
  const parts = networkParts(comparisons);
  if (!parts.ok) return parts;
  const { reference } = options;
  const known = [...comparisons.treatments1, ...comparisons.treatments2];
  if (reference !== undefined && !known.includes(reference))
    return err({
      code: "unknown-reference",
      path: "--reference",
      message: `no study gives "${reference}"`,
      remedy: `choose ${[...new Set(known)].sort().join(", ")}`,
    });
  const effect = contrasts.value.effect ?? effectName(table, ratio);
  const fitted = parts.value.map((part) => {
    const own = [...part.treatments1, ...part.treatments2];
    const asked = reference !== undefined && own.includes(reference);
    return {
      asked,
      treatments: [...new Set(own)].sort(),
      fit: fitPart(part, contrasts.value, effect, options, asked),
    };
  });
  const done = fitted.flatMap(({ asked, fit }) => (fit.ok ? [{ asked, part: fit.value }] : []));
  const main = done.find(({ asked }) => asked) ?? done[0];
  if (main === undefined) return fitted[0]?.fit.ok === false ? fitted[0].fit : err(nothing);
  const components = options.components === undefined ? ok(null) : componentsOf(comparisons, ratio, options);
  if (!components.ok) return components;
  const separate = done.filter((one) => one !== main).map(({ part }) => part);
  return ok({
    ...main.part,
    separate,
    refused: fitted.flatMap(({ treatments, fit }) => (fit.ok ? [] : [{ treatments, reason: fit.error }])),
    components: components.value,
    bucher: options.bucher
      ? bucherComparisons(comparisons, options.level, ratio ? Math.exp : (value) => value)
      : [],
    notes: [
      ...(leftOut.length === 0 ? [] : [`no effect can be computed of ${leftOut.join(", ")}: left out`]),
      ...(fitted.length === 1
        ? []
        : [
            `no study connects ${fitted.map(({ treatments }) => treatments.join(", ")).join(" | ")}: each part is fitted by itself`,
          ]),
    ],
  });
};

const nothing: Refusal = {
  code: "no-comparisons",
  message: "there is no comparison",
  remedy: "give at least one study",
};

const componentsOf = (
  comparisons: NetworkComparisons,
  ratio: boolean,
  { components, inactive, level }: NetworkOptions,
): Result<ComponentResult> => {
  const fit = componentNetwork(comparisons, {
    level,
    ...(components === undefined ? {} : { separator: components }),
    ...(inactive === undefined ? {} : { inactive }),
  });
  if (!fit.ok) return fit;
  const on = ratio ? Math.exp : (value: number) => value;
  const { random, tau2, q } = fit.value;
  return ok({
    model: "additive effects of components, random effects, moments",
    tauSquared: tau2,
    q: q.statistic,
    df: q.df,
    p: Number.isNaN(q.pValue) ? null : q.pValue,
    components: random.components.map((one) => ({
      component: one.component,
      determined: one.determined,
      ...shownInterval(one, on),
    })),
  });
};

const fitPart = (
  comparisons: NetworkComparisons,
  { ratio }: NetworkContrasts,
  effect: string,
  { level, reference, better = "lower" }: NetworkOptions,
  hasReference: boolean,
): Result<NetworkPart> => {
  const asked = hasReference && reference !== undefined ? { reference } : {};
  const fit = networkMetaAnalysis(comparisons, { tau2Method: "REML", level, ...asked });
  if (!fit.ok) return fit;
  const { studies, treatments1: first, treatments2: second, standardErrors } = comparisons;
  const { network, random, randomFit, tau2 } = fit.value;
  const on = ratio ? Math.exp : (value: number) => value;
  const base = asked.reference ?? network.treatments[0] ?? "";
  const scores = pScores(
    random.effects,
    random.standardErrors,
    network.treatments.length,
    better === "lower" ? "better" : "worse",
  );
  const ranking = network.treatments
    .map((treatment, at) => ({ treatment, pScore: scores[at] ?? 0 }))
    .toSorted((a, b) => b.pScore - a.pScore);
  const order = ranking.map(({ treatment }) => treatment);
  const league = leagueTable(fit.value, order).map((row) =>
    row.map((cell) => ({ ...cell, effect: on(cell.effect), low: on(cell.low), high: on(cell.high) })),
  );
  const { betweenDesigns } = decomposeByDesign(network);
  return ok({
    measure: "NMA",
    studies: network.studies.length,
    treatments: network.treatments,
    model: "frequentist network, random effects, REML, consistency",
    reference: base,
    tauSquared: tau2.estimate,
    inconsistency: {
      q: betweenDesigns.statistic,
      df: betweenDesigns.df,
      p: Number.isNaN(betweenDesigns.pValue) ? null : betweenDesigns.pValue,
    },
    ranking,
    againstReference: league
      .flat()
      .filter(({ column }) => column === base)
      .map(({ row, effect, low, high }) => ({ treatment: row, effect, low, high })),
    league,
    ratio,
    effect,
    better,
    direct: studies.map((study, row) => ({
      study,
      treatment: first[row] ?? "",
      comparator: second[row] ?? "",
      standardError: standardErrors[row] ?? Number.NaN,
    })),
    splits: splitEvidence(network, randomFit, level)
      .filter((one) => one.studies > 0 && Number.isFinite(one.indirect.effect))
      .map((one) => ({
        treatment: network.treatments[one.first] ?? "",
        against: network.treatments[one.second] ?? "",
        direct: shownInterval(one.direct, on),
        indirect: shownInterval(one.indirect, on),
        p: one.difference.pValue,
      })),
  });
};

const effectName = (table: StudyTable, ratio: boolean): string => {
  if (!ratio) return "Effect";
  const column =
    table.roles
      .get("ratio")
      ?.toLowerCase()
      .replace(/[^a-z]/g, "") ?? "";
  return (
    { hr: "Hazard ratio", hazardratio: "Hazard ratio", or: "Odds ratio", rr: "Risk ratio" }[column] ?? "Ratio"
  );
};

const shownInterval = (
  { effect, low, high }: { readonly effect: number; readonly low: number; readonly high: number },
  on: (value: number) => number,
): Interval => ({ estimate: on(effect), low: on(low), high: on(high) });
