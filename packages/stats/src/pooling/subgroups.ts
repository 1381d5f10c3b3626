import { err, ok, type Result } from "@erbium/model";
import { chiSquared } from "@erbium/numerics";
import { type PooledEffect, type PoolOptions, pool, pooled, tauSquaredOf } from "./pool.ts";

export interface Subgroups {
  /** in order of appearance */
  readonly levels: readonly string[];
  /** one fit a level */
  readonly fits: readonly PooledEffect[];
  /** common-effect fit of each level, for its Q and for the test between common effects */
  readonly common: readonly PooledEffect[];
  /** tau2 shared by all levels, or null where each has its own */
  readonly sharedTauSquared: number | null;
  /** test that the pooled effects are equal */
  readonly between: { readonly q: number; readonly df: number; readonly p: number };
  readonly betweenCommon: { readonly q: number; readonly df: number; readonly p: number };
  /** all studies together */
  readonly overall: PooledEffect;
}

const between = (fits: readonly PooledEffect[]): Subgroups["between"] => {
  let weights = 0;
  let weighted = 0;
  for (const fit of fits) {
    const { estimate, standardError } = pooled(fit);
    weights += 1 / standardError ** 2;
    weighted += estimate / standardError ** 2;
  }
  let q = 0;
  for (const fit of fits) {
    const { estimate, standardError } = pooled(fit);
    q += ((estimate - weighted / weights) / standardError) ** 2;
  }
  const df = fits.length - 1;
  return { q, df, p: chiSquared.survival(q, df) };
};

/**
 * Pools each level of a grouping and tests whether their effects differ.
 *
 * With a shared tau2 it is estimated from the residuals around the levels' own means (a meta-regression on the
 * grouping); a level of one study can then be pooled too. With tau2 apart, a level of one study has its common
 * effect.
 *
 * @param groups level of each study, length k
 * @returns refusals as {@link pool}, and `one-group`
 * @source Borenstein, Hedges, Higgins and Rothstein 2009, Introduction to Meta-Analysis, chapter 19
 */
export const poolSubgroups = (
  effects: Float64Array,
  variances: Float64Array,
  groups: readonly string[],
  options: Omit<PoolOptions, "moderators" | "weights"> & { readonly shareTauSquared?: boolean } = {},
): Result<Subgroups> => {
  const levels = [...new Set(groups)];
  if (groups.length !== effects.length || levels.length < 2)
    return err({
      code: "one-group",
      message: `${groups.length} group labels for ${effects.length} studies name ${levels.length} groups`,
      remedy: "give a group for every study, two groups at least",
    });
  const { shareTauSquared = false, ...poolOptions } = options;
  const overall = pool(effects, variances, poolOptions);
  if (!overall.ok) return overall;
  let shared: number | null = poolOptions.tauSquared ?? null;
  if (shareTauSquared && shared === null) {
    const values = Float64Array.from(
      groups.flatMap((group) => levels.map((level) => Number(group === level))),
    );
    const regression = pool(effects, variances, { ...poolOptions, moderators: { names: levels, values } });
    if (!regression.ok) return regression;
    shared = tauSquaredOf(regression.value);
  }
  const fits: PooledEffect[] = [];
  const common: PooledEffect[] = [];
  for (const level of levels) {
    const rows = groups.flatMap((group, at) => (group === level ? [at] : []));
    const y = Float64Array.from(rows, (at) => effects[at]!);
    const v = Float64Array.from(rows, (at) => variances[at]!);
    const alone = rows.length === 1;
    const fit = pool(y, v, {
      ...poolOptions,
      ...(shared === null ? {} : { tauSquared: shared }),
      ...(alone ? { test: "normal" as const } : {}),
      ...(alone && shared === null ? { method: "common" as const } : {}),
    });
    const fixed = pool(y, v, { method: "common", level: poolOptions.level ?? 0.95 });
    if (!fit.ok) return fit;
    if (!fixed.ok) return fixed;
    fits.push(fit.value);
    common.push(fixed.value);
  }
  return ok({
    levels,
    fits,
    common,
    sharedTauSquared: shared,
    between: between(fits),
    betweenCommon: between(common),
    overall: overall.value,
  });
};
