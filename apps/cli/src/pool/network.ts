import { err, ok, type Result } from "@erbium/model";
import {
  decomposeByDesign,
  hazardRatioFromInterval,
  leagueTable,
  networkMetaAnalysis,
  pScores,
} from "@erbium/stats";
import type { StudyTable } from "./study-table.ts";

export interface NetworkResult {
  readonly measure: "NMA";
  readonly studies: number;
  readonly treatments: readonly string[];
  readonly model: string;
  readonly reference: string;
  readonly tauSquared: number;
  readonly inconsistency: { readonly q: number; readonly df: number; readonly p: number | null };
  /** best first, where smaller effects are better */
  readonly ranking: readonly { readonly treatment: string; readonly pScore: number }[];
  readonly againstReference: readonly {
    readonly treatment: string;
    readonly effect: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly league: ReturnType<typeof leagueTable>;
  /** effects are logarithms of ratios and are shown as ratios */
  readonly ratio: boolean;
}

/** All treatments against all others; contrasts as ratio with interval, or effect with standard error. */
export const poolNetwork = (
  table: StudyTable,
  { level, reference }: { readonly level: number; readonly reference?: string },
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
  const { network, random, tau2 } = fit.value;
  const ratio = contrasts.value.ratio;
  const on = ratio ? Math.exp : (value: number) => value;
  const base = reference ?? network.treatments[0] ?? "";
  const scores = pScores(random.effects, random.standardErrors, network.treatments.length, "better");
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
  });
};

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
