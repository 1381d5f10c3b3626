import { describe, expect, it } from "vitest";
import { unitOf } from "./unit.ts";

describe("units that measure one thing", () => {
  it.each([
    ["%", "%", 1],
    ["percent", "%", 1],
    ["% of cells", "%", 1],
    ["proportion", "%", 100],
    ["mo", "months", 1],
    ["months", "months", 1],
    ["years", "months", 12],
    ["HR", "ratio", 1],
    ["hazard ratio", "ratio", 1],
    ["Cohen's kappa", "kappa", 1],
    [" signals/cell ", "signals/cell", 1],
    ["NG/ML", "ng/ml", 1],
    [null, "", 1],
  ])("%s", (unit, name, times) => {
    expect(unitOf(unit)).toEqual({ name, times });
  });
  it("weeks are parts of months: 52.18 of them are twelve", () => {
    expect(unitOf("weeks").name).toBe("months");
    expect(52.18 * unitOf("weeks").times).toBeCloseTo(12, 10);
  });
});
