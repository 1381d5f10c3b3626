import { describe, expect, it } from "vitest";
import { refusalsOf } from "./schema-refusals.ts";

const invalid = (path: PropertyKey[], whole: unknown, message = "a remedy") =>
  refusalsOf([{ code: "custom", path, message }], whole)[0];
const unknownFields = (path: PropertyKey[], ...keys: string[]) =>
  refusalsOf([{ code: "unrecognized_keys", path, keys, message: "" }], {});

describe("a value that cannot be", () => {
  it("is named by its path, shown as it was found, with the schema's word as the remedy", () => {
    expect(invalid(["tests", 0, "ish", "ratio"], { tests: [{ ish: { ratio: -1 } }] }, "at least 0")).toEqual({
      code: "invalid-value",
      message: '"tests.0.ish.ratio" is -1',
      path: "tests.0.ish.ratio",
      remedy: "at least 0",
    });
  });
  it("that is the whole case has no path", () => {
    expect(invalid([], null)).toEqual({
      code: "invalid-value",
      message: "the case is null",
      remedy: "a remedy",
    });
  });
  const cycle: Record<string, unknown> = {};
  cycle.itself = cycle;
  it.each<[string, unknown, string]>([
    ["a text", "x", '"x"'],
    ["nothing", undefined, "nothing"],
    ["a list", [1, 2], "[1,2]"],
    ["a function", () => 1, "function"],
    ["a symbol", Symbol("x"), "symbol"],
    ["a number that JSON has no form for", 10n, "bigint"],
    ["a cycle", cycle, "object"],
    ["sixty characters", "x".repeat(58), `"${"x".repeat(58)}"`],
    ["a longer text", "x".repeat(59), `"${"x".repeat(56)}...`],
  ])("is shown in few characters: %s", (_, value, shown) => {
    expect(invalid(["field"], { field: value })?.message).toBe(`"field" is ${shown}`);
  });
  it("is nothing where the path leads nowhere", () => {
    for (const whole of [null, "text", 3, { a: null }, { a: "text" }])
      expect(invalid(["a", "length"], whole)?.message).toBe('"a.length" is nothing');
  });
});

describe("a field that nobody knows", () => {
  it("is refused by itself, with the nearest field of its place", () => {
    expect(unknownFields([], "tumor", "alteration")).toEqual([
      {
        code: "unknown-field",
        message: '"tumor" is not a field of a case',
        path: "tumor",
        remedy: 'did you mean "tumour"?',
      },
      {
        code: "unknown-field",
        message: '"alteration" is not a field of a case',
        path: "alteration",
        remedy: 'did you mean "alterations"?',
      },
    ]);
  });
  it.each<[PropertyKey[], string, string]>([
    [["patient"], "lvef", "lvefPercent"],
    [["tests", 3], "specimn", "specimen"],
    [["tests", 0, "ihc"], "scroe", "score"],
    [["tests", 0, "ish", "recount"], "cep17", "cep17PerCell"],
    [["treatments", 1], "regimn", "regimen"],
    [["treatments", 0, "toxicity", 2], "grad", "grade"],
    [["alterations", 0], "vav", "vaf"],
    [["tests", 0, "alterations", 0], "orign", "origin"],
    [["sequencing", 0], "materal", "material"],
    [["brainMetastases"], "leptomeninegal", "leptomeningeal"],
  ])("at %j: %s means %s", (path, key, field) => {
    expect(unknownFields(path, key)[0]).toMatchObject({
      path: [...path, key].join("."),
      remedy: `did you mean "${field}"?`,
    });
  });
  it("with no neighbour lists what its place allows", () => {
    expect(unknownFields(["brainMetastases"], "qqqqqqqq")[0]?.remedy).toBe(
      "use one of: state, leptomeningeal",
    );
    expect(unknownFields(["id"], "qqqqqqqq")[0]?.remedy).toBe("use one of: the fields of the schema");
  });
  it("is none where the issue names none", () => {
    expect(refusalsOf([{ code: "unrecognized_keys", path: [], message: "" }], {})).toEqual([]);
  });
});

describe("a value of several forms", () => {
  const branches = (
    ...errors: { code?: string; path: PropertyKey[]; message: string; keys?: string[] }[][]
  ) =>
    refusalsOf([{ code: "invalid_union", path: ["alterations", 0], message: "neither", errors }], {
      alterations: [{ name: "L755S", vaf: 31 }],
    });
  const other = { code: "invalid_type", path: [], message: "expected text" };
  it("is refused as the form that was meant: the one whose inside is wrong", () => {
    expect(branches([other], [{ code: "too_big", path: ["vaf"], message: "at most 1" }])).toEqual([
      {
        code: "invalid-value",
        message: '"alterations.0.vaf" is 31',
        path: "alterations.0.vaf",
        remedy: "at most 1",
      },
    ]);
    expect(
      branches([other], [{ code: "unrecognized_keys", path: [], keys: ["vav"], message: "" }]),
    ).toMatchObject([{ code: "unknown-field", path: "alterations.0.vav", remedy: 'did you mean "vaf"?' }]);
  });
  it("is refused as a whole where no form was meant", () => {
    expect(branches([other], [other])).toEqual([
      {
        code: "invalid-value",
        message: '"alterations.0" is {"name":"L755S","vaf":31}',
        path: "alterations.0",
        remedy: "neither",
      },
    ]);
    expect(
      refusalsOf([{ code: "invalid_union", path: ["id"], message: "neither" }], { id: 3 })[0]?.remedy,
    ).toBe("neither");
  });
});
