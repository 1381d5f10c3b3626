import { err, ok } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { overCompletions } from "./missing.ts";
import { type Answer, warning } from "./prediction.ts";

/** A sum of two fields, a class of three, and a warning for each odd field. */
const sum = (input: Readonly<Record<string, unknown>>) => {
  const { a, b } = input as { a: number; b: number };
  if (a > 5) return err({ code: "too-much", message: "a is above 5", remedy: "less" });
  const total = a + b;
  return ok({
    values: { total, first: a },
    class: total < 3 ? "low" : total < 6 ? "middle" : "high",
    warnings: [warning("always", "always"), ...(b % 2 === 1 ? [warning("odd", "odd")] : [])],
  } satisfies Answer);
};
const scale = ["low", "middle", "high"];

describe("missing inputs", () => {
  it("leave a complete input to the model", () => {
    expect(overCompletions({ a: 1, b: 1 }, { b: [0, 1] }, sum, scale)).toEqual(sum({ a: 1, b: 1 }));
  });
  it("give an interval of what depends on them, and the value of what does not", () => {
    expect(overCompletions({ a: 1 }, { b: [0, 1] }, sum, scale)).toEqual({
      ok: true,
      value: {
        values: { total: null, first: 1 },
        class: "low",
        interval: {
          total: { low: 1, high: 2, convention: "every value that the missing inputs could take" },
        },
        warnings: [
          {
            code: "missing-inputs",
            params: { fields: "b" },
            text: "without b: shown is what every possible value allows",
          },
          warning("always", "always"),
        ],
        wouldChange: ["b"],
      },
    });
  });
  it("keep a warning that every completion gives, and no other", () => {
    const codes = (b: number[]) => {
      const answer = overCompletions({ a: 1 }, { b }, sum, scale);
      return answer.ok ? answer.value.warnings?.map((one) => one.code) : [];
    };
    expect(codes([1, 3])).toEqual(["missing-inputs", "always", "odd"]);
    expect(codes([1, 2])).toEqual(["missing-inputs", "always"]);
  });
  it("name classes of a scale between the lowest and the highest found", () => {
    expect(overCompletions({ a: 1 }, { b: [0, 9] }, sum, scale)).toMatchObject({
      value: { class: null, interval: { class: { oneOf: ["low", "middle", "high"] } } },
    });
    expect(overCompletions({ a: 1 }, { b: [9, 0] }, sum, [])).toMatchObject({
      value: { interval: { class: { oneOf: ["high", "low"] } } },
    });
  });
  it("name no class beyond those found", () => {
    expect(overCompletions({ a: 1 }, { b: [0, 4] }, sum, scale)).toMatchObject({
      value: { interval: { class: { oneOf: ["low", "middle"] } } },
    });
    expect(overCompletions({ a: 1 }, { b: [4, 9] }, sum, scale)).toMatchObject({
      value: { interval: { class: { oneOf: ["middle", "high"] } } },
    });
  });
  it("name every field that is missing, and need no warnings and no scale", () => {
    const bare = (input: Readonly<Record<string, unknown>>) =>
      ok({ values: { one: input.a } } satisfies Answer);
    expect(overCompletions({}, { a: [1, 2], b: [1] }, bare)).toMatchObject({
      value: {
        warnings: [
          { params: { fields: "a, b" }, text: "without a, b: shown is what every possible value allows" },
        ],
      },
    });
  });
  it("read null as missing, and several fields together", () => {
    expect(overCompletions({ a: null, b: null }, { a: [0, 5], b: [0, 1] }, sum, scale)).toMatchObject({
      value: {
        interval: { total: { low: 0, high: 6 }, first: { low: 0, high: 5 } },
        wouldChange: ["a", "b"],
      },
    });
  });
  it("change nothing where every completion agrees", () => {
    expect(overCompletions({ a: 1 }, { b: [2] }, sum, scale)).toMatchObject({
      value: { values: { total: 3 }, class: "middle", interval: null, wouldChange: [] },
    });
  });
  it("leave out completions that the model refuses, and pass on the refusal of all", () => {
    expect(overCompletions({ b: 0 }, { a: [1, 6] }, sum, scale)).toMatchObject({
      value: { values: { total: 1 } },
    });
    expect(overCompletions({ b: 0 }, { a: [6, 7] }, sum, scale)).toEqual(sum({ a: 6, b: 0 }));
  });
  it("are refused where too many would have to be tried", () => {
    const many = Array.from({ length: 65 }, (_, i) => i);
    expect(overCompletions({}, { a: many, b: many }, sum, scale)).toMatchObject({
      error: {
        code: "missing-input",
        message: "too much is missing: a, b",
        path: "b",
        remedy: "give more of the inputs",
      },
    });
    const fewer = many.slice(0, 64);
    expect(overCompletions({}, { a: fewer, b: fewer }, () => ok({ values: {} }), scale)).toMatchObject({
      ok: true,
    });
  });
  it("tell objects and numbers apart, and a value that is not always there", () => {
    const mixed = (input: Readonly<Record<string, unknown>>) =>
      ok({ values: { one: input.a } } satisfies Answer);
    expect(overCompletions({}, { a: [1, "x"] }, mixed)).toMatchObject({
      value: { interval: { one: { oneOf: [1, "x"] } } },
    });
    expect(overCompletions({}, { a: [{ x: 1 }, { x: 1 }] }, mixed)).toMatchObject({
      value: { values: { one: { x: 1 } }, class: null },
    });
  });
});
