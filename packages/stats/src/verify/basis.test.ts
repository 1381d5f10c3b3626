import { describe, expect, it } from "vitest";
import { readFormula } from "./formula.ts";
import { modelMatrix } from "./model-matrix.ts";
import { readRCalls } from "./r-call.ts";

const data = {
  y: [1, 0, 1, 0, 1, 1],
  x: [1, 2, 4, 7, 11, null],
  long: [1, 3, 4, 7, 9, 11, 12, 15, 18, 20, 22],
  arm: ["b", "a", "c", "a", "b", "c"],
  dose: [10, 2, 10, 30, 2, 30],
};
const build = (formula: string) => {
  const calls = readRCalls(`f(${formula})`);
  const value = calls.ok ? calls.value[0]?.positional[0] : undefined;
  const read = value && readFormula(value, Object.keys(data));
  return read ? modelMatrix(read, data, false) : null;
};
const column = (formula: string, at: number): number[] => {
  const matrix = build(formula);
  if (matrix === null) throw new Error(formula);
  const p = matrix.names.length;
  return matrix.rows.map((_, row) => matrix.values[row * p + at]!);
};

describe("variables that enter as several columns", () => {
  it("orthogonal polynomials of the rows that are kept (R 4.2 poly)", () => {
    expect(build("y~poly(x,2)")?.names).toEqual(["poly(x, 2)1", "poly(x, 2)2"]);
    expect(build("y~poly(x,2)")?.rows).toEqual([0, 1, 2, 3, 4]);
    const first = [-0.492365963917331, -0.369274472937998, -0.123091490979333, 0.246182981958665];
    const second = [0.475997296813151, 0.0793328828021918, -0.449553002545753, -0.58177447388274];
    first.forEach((one, i) => {
      expect(column("y~poly(x,2)", 0)[i]).toBeCloseTo(one, 13);
    });
    second.forEach((one, i) => {
      expect(column("y~poly(x,2)", 1)[i]).toBeCloseTo(one, 13);
    });
  });
  it("a polynomial of degree 3 is orthogonal to the lower ones, to the constant, and of length 1", () => {
    const columns = [0, 1, 2].map((at) => column("y~poly(x,degree=3)", at));
    columns.forEach((one, i) => {
      expect(one.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 13);
      columns.forEach((other, j) => {
        expect(one.reduce((sum, value, row) => sum + value * other[row]!, 0)).toBeCloseTo(
          Number(i === j),
          12,
        );
      });
    });
  });
  it("raw powers, and a single degree without a number", () => {
    expect(column("y~poly(x,2,raw=TRUE)", 1)).toEqual([1, 4, 16, 49, 121]);
    expect(build("y~poly(x,1)")?.names).toEqual(["poly(x, 1)"]);
  });
  it("a restricted cubic spline with knots by their number or given (Hmisc 4.8 rcspline.eval)", () => {
    expect(build("long~rcs(long,3)")?.names).toEqual(["long", "long'"]);
    const bent = [0, 0, 0, 0, 0, 8 / 9, 8 / 3, 26 / 3, 44 / 3, 56 / 3, 68 / 3];
    for (const formula of ["long~rcs(long,3)", "long~rcs(long,c(9,11,12))"])
      bent.forEach((one, i) => {
        expect(column(formula, 1)[i]).toBeCloseTo(one, 12);
      });
    expect(column("long~rcs(long,3)", 0)).toEqual(data.long);
  });
  it("crosses them with categories", () => {
    expect(build("y~poly(x,2):arm")?.names).toHaveLength(6);
  });
  it.each(["y~poly(x,5)", "y~poly(arm,2)", "y~rcs(x,4)", "y~poly(nothing,2)"])("not %s", (formula) => {
    expect(build(formula)).toBeNull();
  });
});

describe("categories in an order of their own", () => {
  it("relevel puts one first, the others stay", () => {
    expect(build('y~relevel(arm,ref="b")')?.names).toEqual([
      'relevel(arm, ref = "b")a',
      'relevel(arm, ref = "b")c',
    ]);
    expect(column('y~relevel(factor(dose),"10")', 1)).toEqual([0, 0, 0, 1, 0, 1]);
    expect(build('y~relevel(factor(dose),"10")')?.names.map((one) => one.slice(-2))).toEqual([")2", "30"]);
  });
  it("factor takes the order of its levels, and their labels", () => {
    expect(column('y~factor(arm,levels=c("c","b","a"))', 0)).toEqual([1, 0, 0, 0, 1, 0]);
    expect(build('y~factor(arm,levels=c("c","b","a"),labels=c("C","B","A"))')?.names).toEqual([
      'factor(arm, levels = c("c", "b", "a"), labels = c("C", "B", "A"))B',
      'factor(arm, levels = c("c", "b", "a"), labels = c("C", "B", "A"))A',
    ]);
    expect(build('y~factor(arm,levels=c("a","b"))')?.rows).toEqual([0, 1, 3, 4]);
    expect(build("y~factor(dose,levels=c(30,2,10))")?.names.map((one) => one.slice(-2))).toEqual([
      ")2",
      "10",
    ]);
  });
  it.each(['y~relevel(arm,ref="d")', 'y~factor(arm,labels=c("x"))', "y~relevel(arm)"])(
    "not %s",
    (formula) => {
      expect(build(formula)).toBeNull();
    },
  );
});
