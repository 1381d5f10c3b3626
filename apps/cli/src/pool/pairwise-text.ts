import { columns } from "../terminal/columns.ts";
import { written } from "../terminal/estimate.ts";
import { heterogeneityLine } from "./pairwise-figures.ts";
import type {
  Asymmetry,
  ModeratorAnalysis,
  PairwiseResult,
  PoolStep,
  StudyInfluence,
} from "./pairwise-result.ts";
import { pWords } from "./pool-text.ts";

/** A pool of studies for the terminal: the studies, the pool, then whatever else was asked. */
export const pairwiseText = (result: PairwiseResult): string => {
  const decimals = result.unit.startsWith("%") ? 1 : 3;
  const effect = `${result.unit} (${100 * result.level} % interval)`;
  const lines = [
    columns(
      ["study", "counts", "weight", effect],
      [
        ...result.studies.map((one) => [
          one.study,
          one.counts,
          one.weight === null ? "" : `${(100 * one.weight).toFixed(1)} %`,
          written(one, decimals),
        ]),
        ...result.subgroups.map((one) => [
          `${one.group} (k ${one.k})`,
          "",
          "",
          `${written(one, decimals)}${one.iSquared === null ? "" : `  I2 ${one.iSquared.toFixed(0)} %`}`,
        ]),
        [`pooled (k ${result.k})`, "", "", written(result.pooled, decimals)],
      ],
    ),
    "",
    result.model,
    heterogeneityLine(result.heterogeneity),
  ];
  if (result.prediction !== null)
    lines.push(
      `prediction interval ${result.prediction.low.toFixed(decimals)} to ${result.prediction.high.toFixed(decimals)}, ${result.prediction.convention}`,
    );
  if (result.betweenSubgroups !== null) {
    const { q, df, p } = result.betweenSubgroups;
    lines.push(`between subgroups: Q ${q.toFixed(2)} (df ${df}, ${pWords(p)})`);
  }
  const part = (title: string, text: string): void => void lines.push("", title, text);
  if (result.cumulative !== null)
    part(
      `cumulative, ${result.cumulative.order}`,
      stepsTable(result.cumulative.steps, "with the study", effect, decimals),
    );
  if (result.leaveOneOut.length > 0)
    part("leave one out", stepsTable(result.leaveOneOut, "without", effect, decimals));
  if (result.influence.length > 0)
    part("influence, by fits without each study", influenceTable(result.influence));
  if (result.moderators !== null) part(...moderatorLines(result.moderators));
  if (result.asymmetry !== null) part("asymmetry of the funnel", asymmetryLines(result.asymmetry, decimals));
  if (result.notes.length > 0) lines.push("", ...result.notes.map((note) => `note: ${note}`));
  return `${lines.join("\n")}\n`;
};

const stepsTable = (steps: readonly PoolStep[], head: string, effect: string, decimals: number): string =>
  columns(
    [head, "k", "I2", effect],
    steps.map((one) => [
      one.study,
      String(one.k),
      one.k > 1 ? `${one.iSquared.toFixed(1)} %` : "",
      written(one, decimals),
    ]),
  );

const influenceTable = (rows: readonly StudyInfluence[]): string =>
  columns(
    ["study", "residual", "DFFITS", "Cook", "cov ratio", "tau2 without", "Q without", "leverage", "weight"],
    rows.map((one) => [
      one.study,
      one.studentisedResidual.toFixed(3),
      one.dffits.toFixed(3),
      one.cooksDistance.toFixed(3),
      one.covarianceRatio.toFixed(3),
      one.tauSquaredWithout.toPrecision(3),
      one.qWithout.toFixed(2),
      one.leverage.toFixed(3),
      `${one.weight.toFixed(1)} %`,
    ]),
  );

const moderatorLines = (analysis: ModeratorAnalysis): [string, string] => {
  const { omnibus, residual, rSquared } = analysis;
  const ratio = analysis.coefficients.some((one) => one.ratio !== null);
  return [
    `${analysis.model}; coefficients on the ${analysis.scale}`,
    [
      columns(
        ["moderator", "p", "coefficient", ...(ratio ? ["as ratio"] : [])],
        analysis.coefficients.map((one) => [
          one.name,
          pWords(one.p).replace(/^p /, ""),
          written(one, 4),
          ...(ratio ? [one.ratio === null ? "" : written(one.ratio, 3)] : []),
        ]),
      ),
      `all moderators: ${omnibus.df2 === null ? "chi2" : "F"} ${omnibus.statistic.toFixed(2)} (df ${omnibus.df}${omnibus.df2 === null ? "" : `, ${omnibus.df2}`}, ${pWords(omnibus.p)})`,
      `left over: ${heterogeneityLine(residual)}${rSquared === null ? "" : `; R2 ${rSquared.toFixed(1)} %`}`,
    ].join("\n"),
  ];
};

const asymmetryLines = (found: Asymmetry, decimals: number): string =>
  [
    ...(found.tests.length === 0
      ? []
      : [
          columns(
            ["test", "statistic", "p", "of"],
            found.tests.map(({ test, of, statistic, p }) => [
              test,
              statistic.toFixed(3),
              pWords(p).replace(/^p /, ""),
              of,
            ]),
          ),
        ]),
    ...(found.trimAndFill === null
      ? []
      : [
          `trim and fill (${found.trimAndFill.estimator}): ${found.trimAndFill.missing} missing on the ${found.trimAndFill.side}; with them ${written(found.trimAndFill, decimals)}`,
        ]),
    ...found.failSafe.map(({ convention, studies }) => `fail-safe N, ${convention}: ${studies}`),
    ...found.refused.map(({ test, why }) => `${test}: not computed, ${why}`),
  ].join("\n");
