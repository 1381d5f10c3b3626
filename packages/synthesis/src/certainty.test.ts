import { describe, expect, it } from "vitest";
import { type CertaintyInput, certaintyLevel, certaintyOf } from "./certainty.ts";

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

describe("each domain says how it came about", () => {
  const of = (change: Partial<CertaintyInput>, domain: string) =>
    certaintyOf({ ...solid, ...change }).domains.find((one) => one.domain === domain);
  it("inconsistency: computed from I2 and p; nothing to judge of one study", () => {
    expect(of({ heterogeneity: { iSquared: 60.6, p: 0.0456 } }, "inconsistency")).toEqual({
      domain: "inconsistency",
      down: 1,
      how: "computed",
      why: "I2 61 %, p 0.046",
    });
    expect(of({ heterogeneity: { iSquared: 50, p: 0.0009 } }, "inconsistency")).toMatchObject({
      down: 1,
      why: "I2 50 %, p < 0.001",
    });
    expect(of({ heterogeneity: { iSquared: 50, p: 0.001 } }, "inconsistency")?.why).toContain("p 0.001");
    const alone = {
      domain: "inconsistency",
      down: null,
      how: "nothing to judge",
      why: "one study has nothing to disagree with",
    };
    expect(of({ heterogeneity: null }, "inconsistency")).toEqual(alone);
    expect(of({ studies: 1 }, "inconsistency")).toEqual(alone);
    expect(of({ studies: 2 }, "inconsistency")?.how).toBe("computed");
  });
  it("imprecision: points of a rate, a factor of a ratio; nothing where nothing was pooled", () => {
    expect(of({ design: "arms", halfWidth: 10 }, "imprecision")).toEqual({
      domain: "imprecision",
      down: 0,
      how: "computed",
      why: "95 % interval of +- 10.0 points, wanted 10",
    });
    expect(of({ design: "arms", halfWidth: 10.1 }, "imprecision")?.down).toBe(1);
    expect(of({ halfWidth: Math.log(1.3) }, "imprecision")).toMatchObject({
      down: 1,
      why: "95 % interval by a factor of 1.30, wanted 1.25",
    });
    expect(of({ halfWidth: null }, "imprecision")).toMatchObject({
      down: null,
      how: "nothing to judge",
      why: "nothing was pooled",
    });
  });
  it("indirectness: as it is said", () => {
    expect(of({}, "indirectness")).toMatchObject({
      down: 0,
      how: "computed",
      why: "the pooled patients are those asked about",
    });
    expect(of({ indirect: "another line" }, "indirectness")).toMatchObject({ down: 1, why: "another line" });
  });
  it("risk of bias: asked of arms and of trials in their words, until it is given", () => {
    expect(of({}, "risk of bias")).toEqual({
      domain: "risk of bias",
      down: null,
      how: "asked",
      why: "needs a reader of the trials",
    });
    expect(of({ design: "arms" }, "risk of bias")?.why).toContain("single arms");
    const whole = (why: string | null) => ({ riskOfBias: { judgement: "serious", why } as const });
    expect(of({ judged: whole("open label") }, "risk of bias")).toMatchObject({
      down: 1,
      how: "given",
      why: "serious: open label",
    });
    expect(of({ judged: whole(null) }, "risk of bias")?.why).toBe("serious");
  });
  it("risk of bias of studies: the pool's own judgement goes first; who is not judged is named", () => {
    const studies = [{ study: "a", judgement: "very serious", why: null }] as const;
    const share = (id: string, weight: number) => ({
      study: { id, name: id, aliases: [] } as never,
      share: weight,
    });
    const contributions = [share("a", 3), share("b", 1)];
    expect(of({ judged: { studies }, contributions }, "risk of bias")).toMatchObject({
      down: 2,
      how: "given",
    });
    expect(
      of(
        { judged: { studies, riskOfBias: { judgement: "not serious", why: null } }, contributions },
        "risk of bias",
      ),
    ).toMatchObject({ down: 0 });
    expect(
      of({ judged: { studies }, contributions: [share("a", 1), share("b", 3)] }, "risk of bias"),
    ).toMatchObject({
      down: null,
      how: "asked",
      why: "needs a reader of the trials; not judged: b",
    });
  });
  it("publication bias: asked, with what could show it", () => {
    expect(of({ studies: 9 }, "publication bias")?.why).toBe(
      "10 studies could show it, here are 9; needs a reader of registers",
    );
    expect(of({ studies: 10 }, "publication bias")?.why).toBe("look at the funnel");
  });
});

describe("the level", () => {
  it.each([
    ["high", 0, 0, "high"],
    ["high", 1, 0, "moderate"],
    ["high", 3, 0, "very low"],
    ["high", 9, 0, "very low"],
    ["low", 0, 1, "moderate"],
    ["low", 0, 9, "high"],
    ["low", 1, 1, "very low"],
    ["high", 0, 1, "high"],
  ] as const)("from %s, %i off and %i added: %s", (start, down, up, level) => {
    expect(certaintyLevel(start, down, up)).toBe(level);
  });
  it("is no more at most where nothing lower is left", () => {
    const worst = { ...solid, design: "arms", indirect: "x", halfWidth: 50 } as const;
    expect(certaintyOf(worst)).toMatchObject({ level: "very low", atMost: false });
  });
});
