import { factsFrom, type Value } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import { bundle } from "../../test/models.ts";
import { judgeCombinations } from "./biomarker-combination.ts";

const early = { her2Positive: true, setting: "early" };
const judged = (id: string, values: Record<string, Value | undefined>, pik3ca?: boolean, tumour = "BRCA") =>
  judgeCombinations(
    bundle.biomarkerCombinations,
    factsFrom(values, { altered: (gene) => (gene === "PIK3CA" ? pik3ca : undefined) }),
    (code) => code === tumour,
  ).find((one) => one.combination.id === id);

describe("biomarkers read together", () => {
  const id = "enriched-and-lymphocytes";
  const enriched = { ...early, pam50: "HER2-enriched" };

  it.each([
    [{ ...enriched, tilPercent: 29.9 }, "not met", []],
    [{ ...enriched, tilPercent: 30 }, "met", []],
    [{ ...enriched, tilPercent: 30.1 }, "met", []],
    [enriched, "unknown", ["tilPercent"]],
    [{ ...early, tilPercent: 80 }, "unknown", ["pam50"]],
    [{ ...early, pam50: "luminal A" }, "not met", []],
    [early, "unknown", ["pam50", "tilPercent"]],
  ])("%j: %s, and asks for %j", (values, truth, missing) => {
    expect(judged(id, values)).toMatchObject({ truth, missing });
  });

  it("are about HER2-positive early breast cancer: elsewhere they are left out, in doubt they are asked", () => {
    expect(judged(id, { ...enriched, her2Positive: false, tilPercent: 50 })).toBeUndefined();
    expect(judged(id, { ...enriched, setting: "metastatic", tilPercent: 50 })).toBeUndefined();
    expect(judged(id, { ...enriched, tilPercent: 50 }, undefined, "STAD")).toBeUndefined();
    expect(judged(id, { setting: "early", pam50: "HER2-enriched", tilPercent: 50 })).toMatchObject({
      about: "unknown",
      truth: "met",
      missing: ["her2Positive"],
    });
  });

  it("are about every tumour they name, and name each marker with what it gave", () => {
    const found = bundle.biomarkerCombinations.find((one) => one.id === id);
    if (found === undefined) throw new Error("nothing to copy");
    const facts = factsFrom({ ...enriched, tilPercent: 50 });
    const of = (tumours: readonly string[]) =>
      judgeCombinations([{ ...found, tumours: [...tumours] }], facts, (code) => code === "BRCA");
    expect(of(["STAD", "BRCA"])).toHaveLength(1);
    expect(of(["BRCA", "STAD"])[0]?.markers.map(({ truth, missing }) => [truth, missing])).toEqual([
      ["met", []],
      ["met", []],
    ]);
    expect(of(["STAD"])).toEqual([]);
    expect(of([])).toEqual([]);
  });

  it("ask for each input once, whichever markers need it", () => {
    const found = bundle.biomarkerCombinations.find((one) => one.id === id);
    if (found === undefined) throw new Error("nothing to copy");
    const doubled = { ...found, markers: [...found.markers, ...found.markers] };
    expect(judgeCombinations([doubled], factsFrom(early), () => true)[0]?.missing).toEqual([
      "pam50",
      "tilPercent",
    ]);
  });

  it("name the combination whose condition does not parse", () => {
    const [found] = bundle.biomarkerCombinations;
    if (found === undefined) throw new Error("nothing to copy");
    expect(() =>
      judgeCombinations([{ ...found, id: "broken", about: "her2Positive and" }], factsFrom({}), () => true),
    ).toThrow("the combination broken does not parse");
  });

  it("call a gene wild type only where sequencing looked", () => {
    const values = { ...enriched, tilPercent: 40, ki67Percent: 30 };
    const of = (pik3ca?: boolean) => judged("enriched-lymphocytes-pik3ca-ki67", values, pik3ca)?.truth;
    expect([of(false), of(true), of(undefined)]).toEqual(["met", "not met", "unknown"]);
  });

  it("need PIK3CA and PTEN both", () => {
    expect(judged("pik3ca-and-pten", { her2Positive: true }, true)).toMatchObject({ truth: "unknown" });
    expect(judged("pik3ca-and-pten", { her2Positive: true }, false)).toMatchObject({ truth: "not met" });
  });

  it("say how weak their evidence is and where each cut-off comes from, and rest on nothing damaged", () => {
    for (const { id: name, evidence, markers, sources } of bundle.biomarkerCombinations) {
      expect([name, markers.every((one) => one.cutoff !== "")]).toEqual([name, true]);
      expect([name, evidence === "tested together" && sources.length === 0]).toEqual([name, false]);
      const quotes = [...sources, ...markers.flatMap((one) => one.sources)].flatMap((one) => one.quote ?? []);
      expect([name, quotes.filter((quote) => /0\.85|0\.75|45%/.test(quote))]).toEqual([name, []]);
    }
  });
});
