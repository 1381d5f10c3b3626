import { err, ok, type Result } from "@erbium/model";
import { type Moderators, type PoolOptions, pool, tauSquaredOf } from "@erbium/stats";
import { analysisScale, isRatio, type PairwiseMeasure, type StudyEffects } from "./measures.ts";
import { interval, testWords } from "./pairwise-model.ts";
import type { ModeratorAnalysis } from "./pairwise-result.ts";
import type { StudyTable } from "./study-table.ts";

const intercept = "intercept";

/**
 * A meta-regression on columns of the table: numbers as they are, words as groups against the first one that
 * appears.
 *
 * @param columns names, separated by commas
 */
export const moderatorAnalysis = (
  table: StudyTable,
  columns: string,
  effects: StudyEffects,
  measure: PairwiseMeasure,
  options: PoolOptions,
): Result<ModeratorAnalysis> => {
  const design = designOf(table, columns);
  if (!design.ok) return design;
  const fit = pool(effects.effects, effects.variances, { ...options, moderators: design.value });
  if (!fit.ok) return err({ ...fit.error, path: "--moderators" });
  const plain = pool(effects.effects, effects.variances, options);
  const before = plain.ok ? tauSquaredOf(plain.value) : 0;
  const { iSquared, q, df, p } = fit.value.heterogeneity;
  const { omnibus, test, method } = fit.value;
  return ok({
    model: `meta-regression, ${method === "common" ? "common effect" : `random effects, ${method}`}, ${testWords[test]}`,
    scale: analysisScale[measure],
    coefficients: fit.value.coefficients.map((one) => ({
      name: one.name,
      estimate: one.estimate,
      low: one.low,
      high: one.high,
      standardError: one.standardError,
      p: one.p,
      ratio: isRatio(measure) && one.name !== intercept ? interval(one, Math.exp) : null,
    })),
    omnibus: {
      statistic: omnibus.statistic,
      df: omnibus.df,
      df2: Number.isFinite(omnibus.df2) ? omnibus.df2 : null,
      p: omnibus.p,
    },
    residual: { tauSquared: tauSquaredOf(fit.value), iSquared, statistic: "Q", q, df, p },
    rSquared: before > 0 ? Math.max(0, (100 * (before - tauSquaredOf(fit.value))) / before) : null,
  });
};

interface Column {
  readonly name: string;
  readonly values: readonly number[];
}

const designOf = (table: StudyTable, words: string): Result<Moderators> => {
  const columns: Column[] = [{ name: intercept, values: Array.from({ length: table.size }, () => 1) }];
  for (const name of words.split(",").map((word) => word.trim())) {
    const cells = table.column(name);
    if (cells === null)
      return err({
        code: "unknown-column",
        path: "--moderators",
        message: `the table has no column "${name}"`,
        remedy: `it has ${table.columns.join(", ")}`,
      });
    const empty = cells.findIndex((cell) => cell.trim() === "");
    if (empty >= 0)
      return err({
        code: "missing-moderator",
        path: `row ${empty + 1}, ${name}`,
        message: "the cell is empty",
        remedy: "fill it, or leave the study out",
      });
    const numbers = cells.map(Number);
    if (numbers.every(Number.isFinite)) columns.push({ name, values: numbers });
    else
      for (const group of [...new Set(cells)].slice(1))
        columns.push({ name: `${name}: ${group}`, values: cells.map((cell) => Number(cell === group)) });
  }
  return ok({
    names: columns.map(({ name }) => name),
    values: Float64Array.from({ length: table.size * columns.length }, (_, at) => {
      const row = Math.floor(at / columns.length);
      return columns[at % columns.length]?.values[row] ?? Number.NaN;
    }),
  });
};
