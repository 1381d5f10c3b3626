import { err, ok, type Result } from "@erbium/model";
import { fisherF } from "@erbium/numerics";
import { badLevel } from "../coverage-level.ts";

/**
 * Which agreement is meant: `one-way` (every subject has its own raters), `two-way random` (agreement among raters
 * of whom these are a sample) or `two-way mixed` (consistency of exactly these raters).
 */
export type IntraclassModel = "one-way" | "two-way random" | "two-way mixed";

export interface IntraclassCorrelation {
  readonly icc: number;
  readonly low: number;
  readonly high: number;
  /** test of no agreement */
  readonly f: number;
  readonly degreesOfFreedom: readonly [number, number];
  readonly p: number;
  /** Shrout and Fleiss's name: ICC(2,1) */
  readonly convention: string;
}

/**
 * Intraclass correlation of ratings, of a single rating or of the mean of all raters.
 *
 * @param ratings subjects x raters, row-major, complete
 * @param raters  ratings a subject, 2 or more
 * @returns refuses fewer than two subjects or raters, missing ratings, ratings without any variation, and a level that is no share
 * @source Shrout and Fleiss 1979, Psychol Bull 86:420; McGraw and Wong 1996, Psychol Methods 1:30
 */
export const intraclassCorrelation = (
  ratings: Float64Array,
  raters: number,
  model: IntraclassModel,
  options: { readonly average?: boolean; readonly level?: number } = {},
): Result<IntraclassCorrelation> => {
  const { average = false, level = 0.95 } = options;
  const outside = badLevel(level);
  if (outside !== null) return err(outside);
  const k = raters;
  const n = ratings.length / k;
  if (!Number.isInteger(n) || n < 2 || k < 2 || !ratings.every(Number.isFinite))
    return err({
      code: "not-ratings",
      message: `${ratings.length} ratings by ${k} raters are not a complete table of two subjects and two raters or more`,
      remedy: "leave out subjects with a missing rating",
    });
  const { betweenSubjects, withinSubjects, betweenRaters, residual } = meanSquares(ratings, n, k);
  const oneWay = model === "one-way";
  const error = oneWay ? withinSubjects : residual;
  if (betweenSubjects === 0 && withinSubjects === 0)
    return err({
      code: "no-variation",
      message: "all ratings are equal",
      remedy: "agreement needs subjects that differ",
    });
  if (!Number.isFinite(betweenSubjects + withinSubjects))
    return err({
      code: "beyond-numbers",
      message: "the squares of the ratings are beyond what a number holds",
      remedy: "give the ratings in a larger unit",
    });
  const f = betweenSubjects / error;
  const df1 = n - 1;
  const df2 = oneWay ? n * (k - 1) : (n - 1) * (k - 1);
  const tail = (1 - level) / 2;
  const forSingle = (ratio: number): number => (ratio - 1) / (ratio + k - 1);
  const forMean = (ratio: number): number => 1 - 1 / ratio;
  let icc: number;
  let limits: readonly [number, number];
  if (model === "two-way random") {
    const raterPart = (k * (betweenRaters - residual)) / n;
    icc = (betweenSubjects - residual) / (betweenSubjects + (k - 1) * residual + raterPart);
    limits = randomLimits(icc, { betweenSubjects, betweenRaters, residual }, n, k, tail);
    if (average) {
      icc = (betweenSubjects - residual) / (betweenSubjects + (betweenRaters - residual) / n);
      // Spearman-Brown steps the limits of a single rating up to the mean of k.
      limits = [stepUp(limits[0], k), stepUp(limits[1], k)];
    }
  } else {
    const low = f / fisherF.upperQuantile(tail, df1, df2);
    const high = f * fisherF.upperQuantile(tail, df2, df1);
    const of = average ? forMean : forSingle;
    icc = (betweenSubjects - error) / (betweenSubjects + (average ? 0 : k - 1) * error);
    // Raters who never differ leave nothing to be uncertain about.
    limits = error > 0 ? [of(low), of(high)] : [1, 1];
  }
  const number = { "one-way": 1, "two-way random": 2, "two-way mixed": 3 }[model];
  return ok({
    icc,
    low: limits[0],
    high: limits[1],
    f,
    degreesOfFreedom: [df1, df2],
    p: fisherF.survival(f, df1, df2),
    convention: `ICC(${number},${average ? "k" : 1}), ${model}${model === "two-way mixed" ? ", consistency" : ", agreement"}`,
  });
};

const stepUp = (single: number, k: number): number => (k * single) / (1 + (k - 1) * single);

const meanSquares = (ratings: Float64Array, n: number, k: number) => {
  const ofSubject = new Float64Array(n);
  const ofRater = new Float64Array(k);
  let grand = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) {
      const one = ratings[i * k + j]!;
      ofSubject[i]! += one / k;
      ofRater[j]! += one / n;
      grand += one / (n * k);
    }
  const squares = (means: Float64Array, times: number): number =>
    times * means.reduce((sum, one) => sum + (one - grand) ** 2, 0);
  const subjects = squares(ofSubject, k);
  const raters = squares(ofRater, n);
  let within = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < k; j++) within += (ratings[i * k + j]! - ofSubject[i]!) ** 2;
  return {
    betweenSubjects: subjects / (n - 1),
    withinSubjects: within / (n * (k - 1)),
    betweenRaters: raters / (k - 1),
    residual: Math.max(0, within - raters) / ((n - 1) * (k - 1)),
  };
};

/** Satterthwaite's limits of ICC(2,1). */
const randomLimits = (
  icc: number,
  squares: { readonly betweenSubjects: number; readonly betweenRaters: number; readonly residual: number },
  n: number,
  k: number,
  tail: number,
): readonly [number, number] => {
  const { betweenSubjects, betweenRaters, residual } = squares;
  const a = (k * icc) / (n * (1 - icc));
  const b = 1 + (k * icc * (n - 1)) / (n * (1 - icc));
  const df =
    (a * betweenRaters + b * residual) ** 2 /
    ((a * betweenRaters) ** 2 / (k - 1) + (b * residual) ** 2 / ((n - 1) * (k - 1)));
  const upper = fisherF.upperQuantile(tail, n - 1, df);
  const lower = fisherF.upperQuantile(tail, df, n - 1);
  const mixed = k * betweenRaters + (k * n - k - n) * residual;
  return [
    (n * (betweenSubjects - upper * residual)) / (upper * mixed + n * betweenSubjects),
    (n * (lower * betweenSubjects - residual)) / (mixed + n * lower * betweenSubjects),
  ];
};
