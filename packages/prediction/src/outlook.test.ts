import { factsFrom, type Value } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import { bundle } from "../test/models.ts";
import { expectationOf } from "./outlook.ts";

const expected = (
  values: Record<string, Value | undefined>,
  alterations: readonly string[] = [],
  tumour = "BRCA",
) =>
  expectationOf(
    bundle,
    factsFrom(values, {
      altered: (gene, what) => (alterations.includes(`${gene} ${what}`) ? true : undefined),
    }),
    (code) => code === tumour,
    (id) => id.toUpperCase(),
  );

describe("what to expect", () => {
  it("tells of each lit step what it weakens, what may get round it and how often it is found, with level and source", () => {
    const { lines } = expected({}, ["ERBB3 mutation"]);
    expect(lines.map((one) => [one.code, one.therapies[0], one.level])).toEqual([
      ["expect.weakens", "neratinib", "preclinical"],
      ["expect.weakens", "lapatinib", "preclinical"],
      ["expect.around", "PI3K inhibitor", "preclinical"],
    ]);
    expect(lines[2]?.message.text).toBe(
      "HER3: PI3K INHIBITOR may get round it (seen in models): a PI3K inhibitor reverses it in models",
    );
    for (const line of lines) expect(line.sources.length).toBeGreaterThan(0);
  });

  it("tells nothing of what nobody found, and what would tell more", () => {
    const { lines, pathway, missing } = expected({});
    expect(lines).toEqual([]);
    expect(pathway).toBeNull();
    expect(missing).toContain('altered("PIK3CA", "mutation")');
    expect(missing).not.toContain('altered("AKT1", "mutation")');
  });

  it("draws nothing for the target alone, which in breast cancer says nothing of resistance", () => {
    expect(expected({ her2Positive: true }).pathway).toBeNull();
    expect(expected({ her2Amplified: true }, [], "NSCLC").lines.map((one) => one.therapies[0])).toEqual([
      "EGFR TKI",
    ]);
  });

  it("shows a step whose source was not seen as such", () => {
    const [line] = expected({}, ["AKT1 mutation"]).lines;
    expect(line).toMatchObject({ code: "expect.step", status: "recalled", therapies: [], sources: [] });
    expect(line?.message.text).toContain("no source was seen");
  });

  it("keeps frequencies of different series apart", () => {
    const { lines } = expected({}, ["PIK3CA mutation"]);
    expect(lines.filter((one) => one.topic === "frequency").map((one) => one.message.text)).toEqual([
      "PIK3CA, how often: about 20 % of HER2-positive tumours, a report says",
      "PIK3CA, how often: 34.0 % of those sequenced in NALA",
    ]);
  });

  it("tells a combination whole, or open once one marker is found, never when one is absent", () => {
    const early = {
      her2Positive: true,
      setting: "early",
      pam50: "HER2-enriched",
      hormoneReceptorPositive: false,
    };
    const of = (values: Record<string, Value | undefined>): string[] =>
      expected(values)
        .lines.filter((one) => one.of === "enriched-and-lymphocytes")
        .map((one) => one.code);
    expect(of({ ...early, tilPercent: 45 })).toEqual(["expect.combination"]);
    expect(of(early)).toEqual(["expect.combination-open"]);
    expect(of({ ...early, tilPercent: 5 })).toEqual([]);
    expect(of({ her2Positive: true, setting: "early" })).toEqual([]);
    const texts = expected({ ...early, tilPercent: 45 })
      .lines.map((one) => one.message.text)
      .join();
    expect(texts).toContain("each marker alone, the combination untested");
  });
});
