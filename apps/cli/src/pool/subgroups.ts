import { err, ok, type Result } from "@erbium/model";
import { pool } from "@erbium/stats";
import type { PairwiseModel } from "./pairwise-model.ts";
import type { PairwiseResult, PooledStudies } from "./pairwise-result.ts";
import type { StudyTable } from "./study-table.ts";

export interface SubgroupPools {
  readonly subgroups: PairwiseResult["subgroups"];
  readonly between: PairwiseResult["betweenSubgroups"];
  readonly notes: readonly string[];
}

/**
 * Pools the groups of a column apart, each with its own tau2, and tests whether their effects differ: the scatter
 * of the groups' effects around their common one.
 *
 * @source Borenstein, Hedges, Higgins and Rothstein 2009, Introduction to Meta-Analysis, chapter 19
 */
export const subgroupPools = (
  table: StudyTable,
  column: string,
  model: PairwiseModel,
): Result<SubgroupPools> => {
  const cells = table.column(column);
  if (cells === null)
    return err({
      code: "unknown-column",
      path: "--subgroup",
      message: `the table has no column "${column}"`,
      remedy: `it has ${table.columns.join(", ")}`,
    });
  const groups = [...new Set(cells)];
  if (groups.length < 2)
    return err({
      code: "one-group",
      path: "--subgroup",
      message: `the column "${column}" names one group`,
      remedy: "give a column with two groups at least",
    });
  const fitted: { group: string; members: number[]; fit: PooledStudies }[] = [];
  const notes: string[] = [];
  for (const group of groups) {
    const members = cells.flatMap((cell, row) => (cell === group ? [row] : []));
    const fit = model.fit(members);
    if (fit.ok) fitted.push({ group: group.trim() === "" ? "not said" : group, members, fit: fit.value });
    else notes.push(`${group} is not pooled: ${fit.error.message}`);
  }
  const between = pool(
    Float64Array.from(fitted, ({ fit }) => fit.analysed.estimate),
    Float64Array.from(fitted, ({ fit }) => fit.analysed.standardError ** 2),
    { method: "common", test: "normal" },
  );
  return ok({
    subgroups: fitted.map(({ group, members, fit }) => ({
      group,
      members,
      k: members.length,
      ...fit.pooled,
      iSquared: members.length > 1 ? fit.heterogeneity.iSquared : null,
    })),
    between:
      between.ok && fitted.length > 1
        ? {
            q: between.value.heterogeneity.q,
            df: between.value.heterogeneity.df,
            p: between.value.heterogeneity.p,
          }
        : null,
    notes,
  });
};
