import { describe, expect, it } from "vitest";
import { badLevel } from "./coverage-level.ts";

describe("coverage of an interval", () => {
  it.each([0, 1, -0.95, 1.05, 95, Number.NaN])("is no share: %d", (level) => {
    expect(badLevel(level)).toEqual({
      code: "level-not-a-share",
      message: `the level ${level} is not between 0 and 1`,
      remedy: "give the coverage as a share: 0.95",
    });
  });
  it.each([1e-9, 0.8, 0.95, 1 - 1e-9])("is a share: %d", (level) => {
    expect(badLevel(level)).toBeNull();
  });
});
