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
      remedy: "allowed: number above 0",
    });
    expect(refused({ size_cm: 1, nodes: 1.5 })?.remedy).toBe("allowed: whole number from 0");
    expect(refused({ size_cm: 1, nodes: 0, course: "x" })?.remedy).toBe("allowed: list of object");
    const pair = readInput("model", z.strictObject({ ci: z.tuple([z.number(), z.number()]) }), { ci: "x" });
    expect(pair.ok ? "" : pair.error.remedy).toBe("allowed: list of values");
    expect(refused({ size_cm: 1, nodes: 0, course: [7] })?.remedy).toContain("expected object");
    const odd = z.strictObject({
      a: z.number().refine((a) => a % 2 === 1, "a must be odd"),
      b: z.array(z.int()).min(2),
    });
    const remedy = (given: object) => {
      const read = readInput("model", odd, given);
      return read.ok ? null : read.error.remedy;
    };
    expect(remedy({ a: 2, b: [1, 2] })).toBe("a must be odd");
    expect(remedy({ a: 1, b: [1] })).toContain(">=2 items");
  });
  it("is read in another spelling of its names and values, where that can mean one thing", () => {
    const own = { ok: true, value: { size_cm: 2.5, nodes: 1 } };
    for (const given of [
      { size_cm: "2.5", nodes: "1" },
      { Size_CM: 2.5, Nodes: 1 },
      { sizeCm: 2.5, nodes: 1 },
      { size_MM: 25, nodes: 1 },
      { "size mm": "25", nodes: 1 },
      { size_mm: "25", nodes: 1, course: null },
    ])
      expect(readInput("model", schema, given)).toEqual(own);
    expect(refused({ size_cm: "2,5", nodes: 1 })?.message).toBe('"size_cm" is "2,5"');
    expect(refused({ size_cm: 1, nodes: 0, Nodes: 3 })?.path).toBe("Nodes");
    expect(refused({ size_cm: 1, NODES: 0, Nodes: 3 })?.message).toContain(
      '"NODES" is not an input of model',
    );
    expect(refused({ size_cm: 1, Size_MM: 25, nodes: 0 })?.code).toBe("unknown-field");
  });
  it("is read in the unit of its name where the field's own name has none", () => {
    const beds = z.strictObject({ size: z.number().meta({ unit: "mm" }), age: z.number() });
    const size = (given: object) => {
      const read = readInput("model", beds, { age: 50, ...given });
      return read.ok ? read.value.size : read.error.path;
    };
    expect(size({ size: 25 })).toBe(25);
    expect(size({ size_mm: 25 })).toBe(25);
    expect(size({ size_cm: 2.5 })).toBe(25);
    expect(size({ Size_CM: "2.5" })).toBe(25);
    expect(size({ size_inch: 1 })).toBe("size");
    expect(size({ size: 25, size_cm: 2.5 })).toBe("size_cm");
  });
  it("says in one sentence what is missing", () => {
    expect(refused({})).toEqual({
      code: "missing-input",
      message: '"size_cm", "nodes" are missing',
      path: "size_cm",
      remedy: "give size_cm, nodes; none has a default",
    });
    expect(refused({ weather: 1 })?.message).toBe(
      '"size_cm", "nodes" are missing; "weather" is not an input of model',
    );
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
