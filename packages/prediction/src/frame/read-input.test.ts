import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readInput } from "./read-input.ts";

const schema = z.strictObject({
  size_cm: z.number().positive(),
  nodes: z.int().min(0),
  course: z.array(z.strictObject({ week: z.number() })).optional(),
});
const refused = (given: unknown) => {
  const read = readInput("model", schema, given);
  return read.ok ? null : read.error;
};

describe("input of a model", () => {
  it("is read with its own names or in a related unit", () => {
    expect(readInput("model", schema, { size_mm: 25, nodes: 1 })).toEqual({
      ok: true,
      value: { size_cm: 2.5, nodes: 1 },
    });
  });
  it.each([[null], [[1]], ["text"], [7], [undefined]])("refuses %o, which is no object", (given) => {
    expect(refused(given)).toMatchObject({
      code: "not-an-object",
      remedy: "give an object with size_cm, nodes, course",
    });
  });
  it("says what it found instead of an object, in few characters", () => {
    expect(refused([1])?.message).toBe("the input of model must be one object, not [1]");
    expect(refused(undefined)?.message).toBe("the input of model must be one object, not nothing");
    expect(refused("x".repeat(58))?.message).toBe(
      `the input of model must be one object, not "${"x".repeat(58)}"`,
    );
    expect(refused("x".repeat(59))?.message).toBe(
      `the input of model must be one object, not "${"x".repeat(56)}...`,
    );
  });
  it("names a missing field, and has no default for it", () => {
    expect(refused({ size_cm: 1 })).toEqual({
      code: "missing-input",
      message: '"nodes" is missing',
      path: "nodes",
      remedy: "give nodes; it has no default",
    });
    expect(refused({ size_cm: 1, nodes: null })?.code).toBe("missing-input");
  });
  it("names a wrong value and what would be right", () => {
    expect(refused({ size_cm: -1, nodes: 0 })).toMatchObject({
      code: "invalid-value",
      message: '"size_cm" is -1',
      path: "size_cm",
      remedy: expect.stringContaining(">0"),
    });
  });
  it("names an unknown field and the nearest that is known", () => {
    expect(refused({ size_cm: 1, nodes: 0, node: 1 })).toEqual({
      code: "unknown-field",
      message: '"node" is not an input of model',
      path: "node",
      remedy: 'did you mean "nodes"?',
    });
    expect(refused({ size_cm: 1, nodes: 0, SIZE_CM_: 1 })?.remedy).toBe('did you mean "size_cm"?');
    expect(refused({ size_cm: 1, nodes: 0, weather: 1 })?.remedy).toBe("use size_cm, nodes, course");
  });
  it("names the nearest of several, three letters away at most, and none inside lists", () => {
    const beds = z.strictObject({ d1_mm: z.number().optional(), d2_mm: z.number().optional() });
    const remedy = (field: string) => {
      const read = readInput("model", beds, { [field]: 1 });
      return read.ok ? null : read.error.remedy;
    };
    expect(remedy("d2_m")).toBe('did you mean "d2_mm"?');
    expect(remedy("2m")).toBe('did you mean "d2_mm"?');
    expect(remedy("2")).toBe("use d1_mm, d2_mm");
    expect(refused({ size_cm: 1, nodes: 0, course: [{ week: 1, node: 2 }] })?.remedy).toBe(
      "use size_cm, nodes, course",
    );
  });
  it("has no path where the fields are wrong together", () => {
    const both = z
      .strictObject({ a: z.number(), b: z.number() })
      .refine(({ a, b }) => a < b, "a must be below b");
    expect(readInput("model", both, { a: 2, b: 1 })).toEqual({
      ok: false,
      error: { code: "invalid-value", message: '"" is {"a":2,"b":1}', remedy: "a must be below b" },
    });
  });
  it("has no path for a field without a name", () => {
    expect(refused({ size_cm: 1, nodes: 0, "": 1 })).toEqual({
      code: "unknown-field",
      message: '"" is not an input of model',
      remedy: "use size_cm, nodes, course",
    });
  });
  it("names fields inside lists by their place", () => {
    expect(refused({ size_cm: 1, nodes: 0, course: [{ week: 1 }, { week: "x" }] })).toMatchObject({
      path: "course.1.week",
      message: '"course.1.week" is "x"',
    });
    expect(refused({ size_cm: 1, nodes: 0, course: [{ week: 1, day: 2 }] })).toMatchObject({
      path: "course.0.day",
      remedy: "use size_cm, nodes, course",
    });
  });
  it("gives every reason at once", () => {
    const error = refused({ size_cm: -1, nod: 1 });
    expect(error?.message).toContain('"size_cm" is -1; "nodes" is missing; "nod" is not an input of model');
    expect(error?.path).toBe("size_cm");
    expect(error?.remedy).toContain('give nodes; it has no default; did you mean "nodes"?');
  });
});
