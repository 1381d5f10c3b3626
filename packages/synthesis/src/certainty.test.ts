import { describe, expect, it } from "vitest";
import { type CertaintyInput, certaintyOf } from "./certainty.ts";

const solid: CertaintyInput = {
  design: "randomised comparisons",
  studies: 12,
  heterogeneity: { iSquared: 0, p: 0.8 },
  halfWidth: Math.log(1.1),
  indirect: null,
};
const downOf = (input: CertaintyInput, domain: string) =>
  certaintyOf(input).domains.find((one) => one.domain === domain)?.down;

describe("certainty", () => {
  it("starts high for randomised comparisons and low for arms", () => {
    expect(certaintyOf(solid)).toMatchObject({ level: "high", start: "high" });
    expect(certaintyOf({ ...solid, design: "arms", halfWidth: 5 })).toMatchObject({
      level: "low",
      start: "low",
    });
  });
  it("never assesses the risk of bias by itself", () => {
    expect(downOf(solid, "risk of bias")).toBeNull();
  });
  it("says that a level is at most what it says while a judgement is asked, and no longer once it is given", () => {
    expect(certaintyOf(solid).atMost).toBe(true);
    const judged = {
      riskOfBias: { judgement: "not serious", why: null },
      publicationBias: { judgement: "not serious", why: "all trials of the register are published" },
    } as const;
    expect(certaintyOf({ ...solid, judged })).toMatchObject({ level: "high", atMost: false });
    const { atMost, domains } = certaintyOf({ ...solid, judged: { riskOfBias: judged.riskOfBias } });
    expect(atMost).toBe(true);
    expect(domains.filter(({ how }) => how === "asked").map(({ domain }) => domain)).toEqual([
      "publication bias",
    ]);
  });
  it.each([
    ["not serious", "high"],
    ["serious", "moderate"],
    ["very serious", "low"],
  ] as const)("takes off what a reader judged %s: %s", (judgement, level) => {
    const given = certaintyOf({ ...solid, judged: { riskOfBias: { judgement, why: "open label" } } });
    expect(given.level).toBe(level);
    expect(given.domains[0]).toMatchObject({ how: "given", why: `${judgement}: open label` });
  });
  it.each([
    [49.9, 0.01, 0],
    [50, 0.01, 1],
    [50, 0.0999, 1],
    [50, 0.1, 0],
    [90, 0.2, 0],
  ])("takes a level off for I2 %f with p %f: %i", (iSquared, p, down) => {
    expect(downOf({ ...solid, heterogeneity: { iSquared, p } }, "inconsistency")).toBe(down);
  });
  it.each([
    ["arms", 10, 0],
    ["arms", 10.01, 1],
    ["randomised comparisons", Math.log(1.25), 0],
    ["randomised comparisons", Math.log(1.26), 1],
  ] as const)("takes a level off %s with a half-width of %f: %i", (design, halfWidth, down) => {
    expect(downOf({ ...solid, design, halfWidth }, "imprecision")).toBe(down);
  });
  it("takes a level off where the patients are not those asked about", () => {
    expect(downOf({ ...solid, indirect: "another line" }, "indirectness")).toBe(1);
  });
  it("says that too few studies show no small-study effect, and that one study has nothing to disagree with", () => {
    const why = (studies: number) =>
      certaintyOf({ ...solid, studies }).domains.find(({ domain }) => domain === "publication bias")?.why;
    expect(why(9)).toContain("10 studies could show it, here are 9");
    expect(why(10)).toContain("funnel");
    expect(downOf({ ...solid, studies: 1, heterogeneity: null }, "inconsistency")).toBeNull();
  });
  it("falls no lower than very low", () => {
    const level = certaintyOf({
      design: "arms",
      studies: 3,
      heterogeneity: { iSquared: 90, p: 0.001 },
      halfWidth: 30,
      indirect: "another tumour",
    }).level;
    expect(level).toBe("very low");
  });
});
