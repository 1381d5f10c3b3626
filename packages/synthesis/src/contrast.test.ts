import type { Outcome } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { studyRow } from "../test/study-row.ts";
import { contrastOf, isContrast, limitsOf } from "./contrast.ts";

const contrast = (change: Partial<Outcome>) =>
  contrastOf(
    studyRow("a.x", {
      regimen: ["trastuzumab", "docetaxel"],
      comparator: ["placebo", "docetaxel"],
      hr: 0.5,
      hrCiLow: 0.25,
      hrCiHigh: 1,
      ...change,
    }),
  );
const reasonOf = (change: Partial<Outcome>) => {
  const one = contrast(change);
  return isContrast(one) ? null : [one.code, one.text];
};

describe("the contrast that a row prints", () => {
  it("is a logarithm with its error, between treatments named in alphabetical order", () => {
    const one = contrast({});
    if (!isContrast(one)) throw new Error(one.text);
    expect(one.treatment).toBe("docetaxel + trastuzumab");
    expect(one.comparator).toBe("docetaxel + placebo");
    expect(one.effect).toBeCloseTo(Math.log(0.5), 12);
    expect(one.standardError).toBeCloseTo(Math.log(4) / (2 * 1.959964), 6);
  });
  it("reads an interval at its own level", () => {
    const one = contrast({ ciLevel: 90 });
    expect(isContrast(one) && one.standardError).toBeCloseTo(Math.log(4) / (2 * 1.644854), 6);
  });
  it("takes the study's words where members say less", () => {
    const one = contrast({ regimenWords: "trastuzumab or lapatinib", comparatorWords: "placebo" });
    expect(isContrast(one) && [one.treatment, one.comparator]).toEqual([
      "trastuzumab or lapatinib",
      "placebo",
    ]);
    const onlyWords = contrast({ comparator: [], comparatorWords: "placebo" });
    expect(isContrast(onlyWords) && onlyWords.comparator).toBe("placebo");
  });
  it.each<[Partial<Outcome>, string[] | null]>([
    [{ status: "recalled" }, ["recalled", "no source of this figure was seen"]],
    [{ comparator: null }, ["no-counts", "no comparator"]],
    [{ comparator: [] }, ["no-counts", "no comparator"]],
    [{ hr: null }, ["no-counts", "no hazard ratio with an interval is printed"]],
    [{ hrCiLow: null }, ["no-counts", "no hazard ratio with an interval is printed"]],
    [{ hrCiHigh: null }, ["no-counts", "no hazard ratio with an interval is printed"]],
    [{}, null],
  ])("%o is left out: %o", (change, reason) => {
    expect(reasonOf(change)).toEqual(reason);
  });
  it("is refused where the ratio lies outside of its interval", () => {
    expect(reasonOf({ hrCiLow: 0.6 })?.[1]).toContain("does not lie in its interval");
  });
});

describe("the limits that are shown", () => {
  const limits = (change: Partial<Outcome>) => {
    const one = contrast(change);
    if (!isContrast(one)) throw new Error(one.text);
    return limitsOf(one);
  };
  it("are those printed where they are of 95 %, else of 95 %", () => {
    expect(limits({})).toEqual({ low: 0.25, high: 1 });
    expect(limits({ ciLevel: 95 })).toEqual({ low: 0.25, high: 1 });
    const wider = limits({ ciLevel: 90 });
    expect(Math.log(wider.high / wider.low)).toBeCloseTo(Math.log(4) * (1.959964 / 1.644854), 5);
    expect(Math.sqrt(wider.low * wider.high)).toBeCloseTo(0.5, 9);
  });
});
