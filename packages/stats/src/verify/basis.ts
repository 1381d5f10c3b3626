import { restrictedCubicSpline, splineKnots } from "../prediction/restricted-cubic-spline.ts";
import { type Column, evaluate, type Table } from "./evaluate.ts";
import { textOf } from "./formula.ts";
import { numberIn, numbersIn } from "./literals.ts";
import type { RValue } from "./r-call.ts";

/** A variable that enters a model as several columns. */
export interface Basis {
  /** the variable itself, whose missing values drop a row */
  readonly column: Column;
  /** names of the columns and their values, row-major, from the rows that are kept; null where there are none */
  readonly of: (
    values: Float64Array,
  ) => { readonly names: readonly string[]; readonly values: Float64Array } | null;
}

/**
 * Polynomials up to a degree, orthogonal over the values and of length 1.
 *
 * @returns n x degree, row-major; null where the values are fewer than the degree asks for
 * @source Forsythe 1957, J Soc Ind Appl Math 5:74
 */
const orthogonalPolynomials = (x: Float64Array, degree: number): Float64Array | null => {
  const n = x.length;
  if (new Set(x).size <= degree) return null;
  const values = new Float64Array(n * degree);
  let before = new Float64Array(n);
  let current = new Float64Array(n).fill(1);
  let length = n;
  let ratio = 0;
  for (let power = 1; power <= degree; power++) {
    const centre = current.reduce((sum, one, i) => sum + x[i]! * one * one, 0) / length;
    const next = current.map((one, i) => (x[i]! - centre) * one - ratio * before[i]!);
    const square = next.reduce((sum, one) => sum + one * one, 0);
    for (let i = 0; i < n; i++) values[i * degree + power - 1] = next[i]! / Math.sqrt(square);
    ratio = square / length;
    length = square;
    before = current;
    current = next;
  }
  return values;
};

const rawPowers = (x: Float64Array, degree: number): Float64Array =>
  Float64Array.from(
    { length: x.length * degree },
    (_, at) => x[Math.floor(at / degree)]! ** ((at % degree) + 1),
  );

/** `poly(x, 2)`, `poly(x, 2, raw = TRUE)`, `rcs(x, 4)`, `rcs(x, c(1, 5, 9))`; null where the value is none of these. */
export const basisOf = (value: RValue, data: Table): Basis | null => {
  if (value.kind !== "call" || (value.function !== "poly" && value.function !== "rcs")) return null;
  const [argument, second] = value.positional;
  const column = argument === undefined ? null : evaluate(argument, data);
  if (argument === undefined || column?.kind !== "numbers") return null;
  if (value.function === "poly") {
    const degree = numberIn(value.named.degree ?? second) ?? 1;
    const raw = value.named.raw?.kind === "name" && value.named.raw.value.startsWith("T");
    const names = Array.from({ length: degree }, (_, i) => `${textOf(value)}${degree === 1 ? "" : i + 1}`);
    return {
      column,
      of: (x) => {
        const values = raw ? rawPowers(x, degree) : orthogonalPolynomials(x, degree);
        return values && { names, values };
      },
    };
  }
  const given = numbersIn(value.named.parms ?? second) ?? [5];
  return {
    column,
    of: (x) => {
      const [count] = given;
      const knots =
        given.length > 1
          ? { ok: true as const, value: Float64Array.from(given) }
          : splineKnots(x, count ?? 5);
      if (!knots.ok) return null;
      const names = Array.from(
        { length: knots.value.length - 1 },
        (_, i) => `${textOf(argument)}${"'".repeat(i)}`,
      );
      return { names, values: restrictedCubicSpline(x, knots.value) };
    },
  };
};
