import { describe, expect, it } from "vitest";
import { readFormula } from "./formula.ts";
import { modelMatrix } from "./model-matrix.ts";
import { readRCalls } from "./r-call.ts";

const data = {
  y: [1, 0, 1, 0, 1, 1],
  age: [50, 60, 70, null, 55, 65],
  sex: [1, 2, 2, 1, 1, 2],
  cell: ["b", "a", "C", "a", "b", "C"],
};
const build = (formula: string, withIntercept = true) => {
  const calls = readRCalls(`f(${formula})`);
  const value = calls.ok ? calls.value[0]?.positional[0] : undefined;
  const read = value && readFormula(value, Object.keys(data));
  return read ? modelMatrix(read, data, withIntercept) : null;
};
const rowsOf = (formula: string) => {
  const matrix = build(formula);
  if (matrix === null) return null;
  const p = matrix.names.length;
  return matrix.rows.map((_, i) => [...matrix.values.subarray(i * p, (i + 1) * p)]);
};

describe("the design matrix of a formula", () => {
  it("codes words by treatment contrasts, alphabetically whatever their case", () => {
    expect(build("y~cell")?.names).toEqual(["(Intercept)", "cellb", "cellC"]);
    expect(rowsOf("y~cell")?.slice(0, 3)).toEqual([
      [1, 1, 0],
      [1, 0, 0],
      [1, 0, 1],
    ]);
  });
  it("drops rows where a used column is missing, and only those", () => {
    expect(build("y~age")?.rows).toEqual([0, 1, 2, 4, 5]);
    expect(build("y~sex")?.rows).toHaveLength(6);
  });
  it("expands a product to main effects and their crossing", () => {
    expect(build("y~age*cell")?.names).toEqual([
      "(Intercept)",
      "age",
      "cellb",
      "cellC",
      "age:cellb",
      "age:cellC",
    ]);
    expect(build("y~age*cell")?.terms.map(({ name, columns }) => [name, columns])).toEqual([
      ["age", [1]],
      ["cell", [2, 3]],
      ["age:cell", [4, 5]],
    ]);
  });
  it("gives a crossing all levels where the margin is not in the model", () => {
    expect(build("y~age+age:cell")?.names).toEqual(["(Intercept)", "age", "age:cellb", "age:cellC"]);
    expect(build("y~age:cell")?.names).toEqual(["(Intercept)", "age:cella", "age:cellb", "age:cellC"]);
    expect(build("y~0+cell")?.names).toEqual(["cella", "cellb", "cellC"]);
    expect(build("y~0+cell+factor(sex)")?.names).toEqual(["cella", "cellb", "cellC", "factor(sex)2"]);
    expect(build("y~cell-1")?.names).toEqual(["cella", "cellb", "cellC"]);
  });
  it("takes a condition as a category, and names columns as R prints them", () => {
    expect(build("y~I(age>55)")?.names).toEqual(["(Intercept)", "I(age > 55)TRUE"]);
    expect(build("y~factor(sex>1)+I(age-50)")?.names).toEqual([
      "(Intercept)",
      "factor(sex > 1)TRUE",
      "I(age - 50)",
    ]);
    expect(rowsOf("y~I(sex>1)")).toEqual([1, 2, 2, 1, 1, 2].map((one) => [1, one - 1]));
  });
  it("puts main effects before crossings", () => {
    expect(build("y~age:sex+cell")?.names).toEqual(["(Intercept)", "cellb", "cellC", "age:sex"]);
    expect(build("y~(age+sex)^2")?.names).toEqual(["(Intercept)", "age", "sex", "age:sex"]);
  });
  it("makes categories of numbers when told to, and computes", () => {
    expect(build("y~factor(sex)")?.names).toEqual(["(Intercept)", "factor(sex)2"]);
    expect(rowsOf("y~I(sex^2)+log(sex)")?.[1]).toEqual([1, 4, Math.log(2)]);
    expect(rowsOf("y~I(sex==2)")?.[1]).toEqual([1, 1]);
  });
  it("takes strata, clusters and offsets apart", () => {
    const matrix = build("y~age+strata(sex)+cluster(cell)+offset(log(sex))", false);
    expect(matrix?.names).toEqual(["age"]);
    expect(matrix?.strataLabels).toEqual(["sex=1", "sex=2"]);
    expect([...(matrix?.strata ?? [])]).toEqual([0, 1, 1, 0, 1]);
    expect([...(matrix?.cluster ?? [])]).toEqual([0, 1, 2, 0, 2]);
    expect(matrix?.offset?.[1]).toBe(Math.log(2));
  });
  it("labels strata of words by the word, crossed ones by both", () => {
    expect(build("y~strata(cell)")?.strataLabels).toEqual(["a", "b", "C"]);
    expect(build("y~strata(sex,cell)")?.strataLabels).toEqual([
      "sex=1, cell=a",
      "sex=1, cell=b",
      "sex=2, cell=a",
      "sex=2, cell=C",
    ]);
  });
  it("reads a dot as every other column", () => {
    expect(build("y~.")?.names).toEqual(["(Intercept)", "age", "sex", "cellb", "cellC"]);
  });
  it.each(["y~weight", "y~sin(age)", 'y~"age"', "y~2"])("does not answer %s", (formula) => {
    expect(build(formula)).toBeNull();
  });
});
