import { describe, expect, it } from "vitest";
import { badNumbering, rowsOfStrata } from "./row-numbers.ts";

describe("numbers of groups, strata or clusters", () => {
  it("are one whole number from 0 an observation, or not given", () => {
    expect(badNumbering("strata", undefined, 3)).toBeNull();
    expect(badNumbering("strata", [0, 2, 2], 3)).toBeNull();
    expect(badNumbering("strata", [0, 1], 3)).toEqual({
      code: "unequal-lengths",
      message: "3 observations stand beside 2 numbers of strata",
      remedy: "give one number an observation",
    });
  });
  it.each([-1, 0.5, Number.NaN])("are not %d", (odd) => {
    expect(badNumbering("groups", [0, odd], 2)).toEqual({
      code: "not-a-number-of-a-group",
      message: `observation 1: ${odd} is no number of groups`,
      path: "[1]",
      remedy: "number groups from 0",
    });
  });
  it("gather the observations of a stratum in their order", () => {
    expect([...rowsOfStrata([1, 0, 1], 3)]).toEqual([[0, 2], [1]]);
    expect([...rowsOfStrata(undefined, 2)]).toEqual([[0, 1]]);
  });
});
