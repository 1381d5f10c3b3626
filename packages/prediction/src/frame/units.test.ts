import { describe, expect, it } from "vitest";
import { inOwnUnits, namesInOtherUnits } from "./units.ts";

describe("units", () => {
  it.each([
    [{ size_mm: 25 }, ["size_cm"], { size_cm: 2.5 }],
    [{ d1_cm: 2.5 }, ["d1_mm"], { d1_mm: 25 }],
    [{ ki67_fraction: 0.07 }, ["ki67_pct"], { ki67_pct: 7 }],
    [{ ftv0_mm3: 408 }, ["ftv0_cc"], { ftv0_cc: 0.408 }],
    [{ gain_weeks: 52.17857142857143 }, ["gain_mo"], { gain_mo: 12 }],
    [{ gain_days: 365.25 }, ["gain_mo"], { gain_mo: 12 }],
  ])("%o is %o's %o", (given, fields, own) => {
    expect(inOwnUnits(given, fields)).toEqual(own);
  });
  it("leaves alone what the model has itself, what is no number, and other quantities", () => {
    expect(inOwnUnits({ size_cm: 1, size_mm: 25 }, ["size_cm"])).toEqual({ size_cm: 1, size_mm: 25 });
    expect(inOwnUnits({ size_mm: 25 }, ["size_cm", "size_mm"])).toEqual({ size_mm: 25 });
    expect(inOwnUnits({ size_mm: "25" }, ["size_cm"])).toEqual({ size_mm: "25" });
    expect(inOwnUnits({ size_inch: 1, grade: 2 }, ["size_cm", "grade"])).toEqual({ size_inch: 1, grade: 2 });
  });
  it("reads a field whose name has no unit with any unit of the quantity that is stated for it", () => {
    const unit = { size: "mm" };
    expect(inOwnUnits({ size_cm: 2.5 }, ["size"], unit)).toEqual({ size: 25 });
    expect(inOwnUnits({ size_mm: 25 }, ["size"], unit)).toEqual({ size: 25 });
    expect(inOwnUnits({ size_mm: 25 }, ["size"])).toEqual({ size_mm: 25 });
    expect(inOwnUnits({ size_cc: 1 }, ["size"], unit)).toEqual({ size_cc: 1 });
    expect(namesInOtherUnits(["size", "d_cm", "grade"], unit)).toEqual(["size_mm", "size_cm", "d_mm"]);
  });
  it("moves nothing over a threshold: 0.07 x 100 is 7", () => {
    expect(inOwnUnits({ x_fraction: 0.57 }, ["x_pct"]).x_pct).toBe(57);
  });
});
