import { describe, expect, it } from "vitest";
import { impossibleValue, notANumber, unknownField, unknownValue } from "./left-out.ts";

describe("what was left out of a row", () => {
  it("is named with its field and value, as the severity asks", () => {
    expect(notANumber("ish.ratio", "about 2")).toEqual({
      code: "non-numeric",
      severity: "error",
      message: 'ish.ratio: "about 2" is not a number; it is left out.',
      inputs: { field: "ish.ratio", value: "about 2" },
    });
    expect(impossibleValue("ish.ratio", -1)).toEqual({
      code: "impossible-value",
      severity: "error",
      message: "ish.ratio: -1 is not possible; it is left out.",
      inputs: { field: "ish.ratio", value: "-1" },
    });
    expect(unknownValue("ihc.score", "4+")).toEqual({
      code: "unknown-value",
      severity: "warning",
      message: 'ihc.score: "4+" is not a known value; it is left out.',
      inputs: { field: "ihc.score", value: "4+" },
    });
    expect(unknownField("ish.rato")).toEqual({
      code: "unknown-value",
      severity: "warning",
      message: "ish.rato is not a field of a measurement; it is left out.",
      inputs: { field: "ish.rato" },
    });
  });
  it.each([
    ["x".repeat(60), "x".repeat(60)],
    ["x".repeat(61), `${"x".repeat(60)}...`],
    [true, "true"],
    [12.5, "12.5"],
    [["3+"], "a list"],
    [{ score: "3+" }, "an object"],
  ])("shows the value %j as %s", (value, shown) =>
    expect(unknownValue("tumour", value).inputs.value).toBe(shown),
  );
  it("shortens a long field name", () =>
    expect(unknownField("f".repeat(61)).inputs.field).toBe(`${"f".repeat(60)}...`));
});
