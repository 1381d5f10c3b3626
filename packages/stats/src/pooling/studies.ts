import { err, ok, type Result } from "@erbium/model";

/** Moderators of a meta-regression: columns with names; a column of ones where an intercept is wanted. */
export interface Moderators {
  readonly names: readonly string[];
  /** k x p, row-major, one study a row */
  readonly values: Float64Array;
}

/** Studies checked, with the design made orthonormal so that no scale of a moderator costs digits. */
export interface Studies {
  readonly k: number;
  readonly p: number;
  /** effects on the analysis scale, length k */
  readonly y: Float64Array;
  /** their sampling variances, length k */
  readonly v: Float64Array;
  /** orthonormal columns that span the design, k x p row-major; null where there is an intercept alone */
  readonly q: Float64Array | null;
  /** R^-1, p x p, of the design = q R: what turns coefficients of q into those of the moderators */
  readonly back: Float64Array;
  /** log |X'X| */
  readonly logDeterminant: number;
  readonly names: readonly string[];
  /** column of the intercept, or null */
  readonly intercept: number | null;
}

export const interceptName = "intercept";
const interceptAlone = [interceptName];
const unit = Float64Array.of(1);

/** A column counts as a combination of those before it when less than this share of its length is left. */
const rankTolerance = 1e-9;

/**
 * Checks effects and variances and prepares the design.
 *
 * @param effects    length k, finite
 * @param variances  length k, finite, > 0
 * @param moderators design of a meta-regression; an intercept alone where left out
 * @returns refusals: no-studies, lengths-differ, not-finite, variance-not-positive, too-few-studies,
 *          singular-design; each names the study or the column
 */
export const studiesOf = (
  effects: Float64Array,
  variances: Float64Array,
  moderators?: Moderators,
): Result<Studies> => {
  const k = effects.length;
  if (k === 0)
    return err({
      code: "no-studies",
      message: "there is no study to pool",
      remedy: "give at least one study with an effect and a variance",
    });
  if (variances.length !== k)
    return err({
      code: "lengths-differ",
      message: `${k} effects but ${variances.length} variances`,
      remedy: "give one variance for each effect",
    });
  for (let i = 0; i < k; i++) {
    if (!Number.isFinite(effects[i]) || !Number.isFinite(variances[i]))
      return err({
        code: "not-finite",
        message: `study ${i + 1} has effect ${effects[i]} and variance ${variances[i]}`,
        remedy: "leave the study out or say its effect; a zero cell needs a continuity correction",
      });
    if (!(variances[i]! > 0))
      return err({
        code: "variance-not-positive",
        message: `study ${i + 1} has variance ${variances[i]}`,
        remedy: "a sampling variance is greater than zero",
      });
  }
  if (moderators === undefined)
    return ok({
      k,
      p: 1,
      y: effects,
      v: variances,
      q: null,
      back: unit,
      logDeterminant: Math.log(k),
      names: interceptAlone,
      intercept: 0,
    });
  return withDesign(effects, variances, moderators);
};

const withDesign = (y: Float64Array, v: Float64Array, moderators: Moderators): Result<Studies> => {
  const { names, values } = moderators;
  const k = y.length;
  const p = names.length;
  if (values.length !== k * p || p === 0)
    return err({
      code: "lengths-differ",
      message: `${values.length} moderator values for ${k} studies and ${p} columns`,
      remedy: "give the moderators of every study, one row a study",
    });
  const missing = values.findIndex((one) => !Number.isFinite(one));
  if (missing >= 0)
    return err({
      code: "not-finite",
      message: `study ${Math.floor(missing / p) + 1} has no value of ${names[missing % p]}`,
      remedy: "leave the study out or say the value",
    });
  if (k < p)
    return err({
      code: "too-few-studies",
      message: `${k} studies can not determine ${p} coefficients`,
      remedy: "leave out moderators or add studies",
    });
  // Gram-Schmidt, twice over each column, which leaves the columns orthogonal to the last digit.
  const q = values.slice();
  const r = new Float64Array(p * p);
  for (let column = 0; column < p; column++) {
    let before = 0;
    for (let i = 0; i < k; i++) before += q[i * p + column]! ** 2;
    for (let round = 0; round < 2; round++)
      for (let other = 0; other < column; other++) {
        let dot = 0;
        for (let i = 0; i < k; i++) dot += q[i * p + other]! * q[i * p + column]!;
        r[other * p + column]! += dot;
        for (let i = 0; i < k; i++) q[i * p + column]! -= dot * q[i * p + other]!;
      }
    let length = 0;
    for (let i = 0; i < k; i++) length += q[i * p + column]! ** 2;
    if (!(length > rankTolerance ** 2 * before))
      return err({
        code: "singular-design",
        message: `the moderator ${names[column]} is constant or a combination of those before it`,
        path: `moderators.${names[column]}`,
        remedy: "leave the moderator out",
      });
    length = Math.sqrt(length);
    r[column * p + column] = length;
    for (let i = 0; i < k; i++) q[i * p + column]! /= length;
  }
  const back = new Float64Array(p * p);
  let logDeterminant = 0;
  for (let column = 0; column < p; column++) {
    logDeterminant += 2 * Math.log(r[column * p + column]!);
    back[column * p + column] = 1 / r[column * p + column]!;
    for (let row = column - 1; row >= 0; row--) {
      let sum = 0;
      for (let j = row + 1; j <= column; j++) sum += r[row * p + j]! * back[j * p + column]!;
      back[row * p + column] = -sum / r[row * p + row]!;
    }
  }
  const intercept = names.findIndex((_, column) => {
    for (let i = 0; i < k; i++) if (values[i * p + column] !== 1) return false;
    return true;
  });
  return ok({ k, p, y, v, q, back, logDeterminant, names, intercept: intercept < 0 ? null : intercept });
};
