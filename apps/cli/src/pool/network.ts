import { err, ok, type Result } from "@erbium/model";
import {
  decomposeByDesign,
  hazardRatioFromInterval,
  leagueTable,
  networkMetaAnalysis,
  pScores,
  splitEvidence,
} from "@erbium/stats";
import type { Interval } from "./pairwise-result.ts";
import type { StudyTable } from "./study-table.ts";

interface NetworkOptions {
  readonly level: number;
  readonly reference?: string;
  /** which effects are better; smaller ones where left out, as for hazard ratios of progression or death */
  readonly better?: "lower" | "higher";
}

export interface NetworkResult {
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

/** All treatments against all others; contrasts as ratio with interval, or effect with standard error. */
export const poolNetwork = (
  table: StudyTable,
  { level, reference, better = "lower" }: NetworkOptions,
): Result<NetworkResult> => {
  const [studies, first, second] = [
    table.texts("study"),
    table.texts("treatment1"),
    table.texts("treatment2"),
  ];
  if (studies === null || first === null || second === null)
    return err({
      code: "missing-column",
      message: "a network needs a study and two treatments in each row",
      remedy: "name them: --columns study=A,treatment1=B,treatment2=C",
    });
  const contrasts = contrastsOf(table);
  if (!contrasts.ok) return contrasts;
  const fit = networkMetaAnalysis(
    { studies, treatments1: first, treatments2: second, ...contrasts.value },
    { tau2Method: "REML", level, ...(reference === undefined ? {} : { reference }) },
  );
  if (!fit.ok) return fit;
  const { network, random, randomFit, tau2 } = fit.value;
  const ratio = contrasts.value.ratio;
  const on = ratio ? Math.exp : (value: number) => value;
  const base = reference ?? network.treatments[0] ?? "";
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
    effect: effectName(table, ratio),
    better,
    direct: studies.map((study, row) => ({
      study,
      treatment: first[row] ?? "",
      comparator: second[row] ?? "",
      standardError: contrasts.value.standardErrors[row] ?? Number.NaN,
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

const contrastsOf = (
  table: StudyTable,
): Result<{ effects: Float64Array; standardErrors: Float64Array; ratio: boolean }> => {
  if (table.has("ratio", "low", "high")) {
    const [ratio, low, high] = [table.numbers("ratio"), table.numbers("low"), table.numbers("high")];
    if (!ratio.ok) return ratio;
    if (!low.ok) return low;
    if (!high.ok) return high;
    const effects = new Float64Array(table.size);
    const standardErrors = new Float64Array(table.size);
    for (let at = 0; at < table.size; at++) {
      const one = hazardRatioFromInterval(ratio.value[at] ?? 0, low.value[at] ?? 0, high.value[at] ?? 0);
      if (!one.ok) return err({ ...one.error, path: `row ${at + 1}` });
      effects[at] = one.value.effect;
      standardErrors[at] = Math.sqrt(one.value.variance);
    }
    return ok({ effects, standardErrors, ratio: true });
  }
  const [effects, standardErrors] = [table.numbers("effect"), table.numbers("standardError")];
  if (!effects.ok) return effects;
  if (!standardErrors.ok) return standardErrors;
  return ok({ effects: effects.value, standardErrors: standardErrors.value, ratio: false });
};
