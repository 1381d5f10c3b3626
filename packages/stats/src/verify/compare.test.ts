import { describe, expect, it } from "vitest";
import { firstDifference } from "./compare.ts";

const tolerance = { relative: 1e-6, absolute: 1e-9 };

describe("comparison with a reference", () => {
  it("accepts what lies within the relative tolerance and refuses what lies beyond", () => {
    expect(firstDifference({ a: 100 }, { a: 100.0000999 }, tolerance)).toBeNull();
    expect(firstDifference({ a: 100 }, { a: 100.000102 }, tolerance)).toMatchObject({ path: "a" });
  });
  it("uses the absolute tolerance at zero", () => {
    expect(firstDifference(0, 9e-10, tolerance)).toBeNull();
    expect(firstDifference(0, 2e-9, tolerance)).not.toBeNull();
  });
  it("names the place of the first difference", () => {
    expect(firstDifference({ t: { values: [[1, 2]] } }, { t: { values: [[1, 3]] } }, tolerance)).toEqual({
      path: "t.values[0][1]",
      expected: 2,
      got: 3,
    });
  });
  it("takes a missing field, a shorter list and NaN as differences", () => {
    expect(firstDifference({ a: 1 }, {}, tolerance)).not.toBeNull();
    expect(firstDifference([1, 2], [1], tolerance)).not.toBeNull();
    expect(firstDifference(1, Number.NaN, tolerance)).not.toBeNull();
  });
  it("reads null as not available or not finite, and nothing else", () => {
    expect(firstDifference(null, Number.POSITIVE_INFINITY, tolerance)).toBeNull();
    expect(firstDifference(null, undefined, tolerance)).toBeNull();
    expect(firstDifference(null, 0, tolerance)).not.toBeNull();
  });
  it("takes a list of one for its element, as a reference writes it", () => {
    expect(firstDifference(2, [2], tolerance)).toBeNull();
    expect(firstDifference(2, Float64Array.of(2.1), tolerance)).not.toBeNull();
    expect(firstDifference(2, [2, 2], tolerance)).not.toBeNull();
  });
  it("reads typed arrays as lists and truth values as 0 and 1", () => {
    expect(firstDifference([1, 2], Float64Array.of(1, 2), tolerance)).toBeNull();
    expect(firstDifference(1, true, tolerance)).toBeNull();
    expect(firstDifference("a", "b", tolerance)).not.toBeNull();
  });
});
