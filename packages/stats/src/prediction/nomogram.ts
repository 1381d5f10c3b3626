import { err, ok, type Result } from "@erbium/model";

/** One covariate as a nomogram draws it: values with what each adds to the linear predictor. */
export interface NomogramCovariate {
  readonly name: string;
  /** two values or more; a spline gives as many as its curve needs */
  readonly values: readonly { readonly label: string; readonly contribution: number }[];
}

export interface Nomogram {
  readonly axes: readonly {
    readonly name: string;
    readonly values: readonly { readonly label: string; readonly points: number }[];
  }[];
  /** of the covariate with the widest range */
  readonly maximumPoints: number;
  readonly maximumTotal: number;
  /** linear predictor = base + total points * perPoint */
  readonly base: number;
  readonly perPoint: number;
}

/**
 * A model as a table of points: the covariate with the widest range of contributions spans 0 to 100, the others in
 * proportion, each from the value that adds least.
 *
 * @param constant intercept, with everything that is held fixed
 * @returns refuses a covariate with fewer than two values, contributions that are not finite, and a model in which
 *          nothing contributes
 * @source Lubsen, Pool and van der Does 1978, Methods Inf Med 17:127; Harrell 2015, Regression Modeling Strategies
 */
export const nomogram = (
  covariates: readonly NomogramCovariate[],
  constant: number,
  maximumPoints = 100,
): Result<Nomogram> => {
  const ranges = covariates.map(({ values }) => {
    const contributions = values.map((one) => one.contribution);
    return { low: Math.min(...contributions), high: Math.max(...contributions) };
  });
  const widest = ranges.reduce((most, { low, high }) => Math.max(most, high - low), 0);
  const short = covariates.find(({ values }) => values.length < 2);
  if (short !== undefined || !(widest > 0 && widest < Number.POSITIVE_INFINITY) || !Number.isFinite(constant))
    return err({
      code: "not-a-nomogram",
      message:
        short === undefined
          ? "no covariate has a finite range of contributions"
          : `${short.name} has fewer than two values`,
      remedy: "give each covariate two values or more with what they add to the linear predictor",
    });
  const perPoint = widest / maximumPoints;
  return ok({
    axes: covariates.map(({ name, values }, at) => ({
      name,
      values: values.map(({ label, contribution }) => ({
        label,
        points: (contribution - ranges[at]!.low) / perPoint,
      })),
    })),
    maximumPoints,
    maximumTotal: ranges.reduce((sum, { low, high }) => sum + (high - low) / perPoint, 0),
    base: constant + ranges.reduce((sum, { low }) => sum + low, 0),
    perPoint,
  });
};

/** Total points at which the linear predictor has a value: where a risk stands on the axis of totals. */
export const totalPointsAt = ({ base, perPoint }: Nomogram, linearPredictor: number): number =>
  (linearPredictor - base) / perPoint;
