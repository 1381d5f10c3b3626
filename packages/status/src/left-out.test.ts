import { message } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { impossibleValue, notANumber, unknownField, unknownValue } from "./left-out.ts";

describe("what was left out of a row", () => {
  it("is named with its field and value, as the severity asks", () => {
    expect(notANumber("ish.ratio", "about 2")).toEqual({
      code: "non-numeric",
      severity: "error",
      message: message("flag.non-numeric", { field: "ish.ratio", value: "about 2" }).text,
      inputs: { field: "ish.ratio", value: "about 2" },
    });
    expect(impossibleValue("ish.ratio", -1)).toEqual({
      code: "impossible-value",
      severity: "error",
      message: message("flag.impossible-value", { field: "ish.ratio", value: "-1" }).text,
      inputs: { field: "ish.ratio", value: "-1" },
    });
    expect(unknownValue("ihc.score", "4+")).toEqual({
      code: "unknown-value",
      severity: "warning",
      message: message("flag.unknown-value", { field: "ihc.score", value: "4+" }).text,
      inputs: { field: "ihc.score", value: "4+" },
    });
    expect(unknownField("ish.rato")).toEqual({
      code: "unknown-value",
      severity: "warning",
      message: message("flag.unknown-value.field", { field: "ish.rato" }).text,
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
