import { factsFrom, type Value } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import { bundle } from "../test/models.ts";
import { expectationOf } from "./outlook.ts";

const expected = (
  values: Record<string, Value | undefined>,
  alterations: readonly string[] = [],
  tumour = "BRCA",
  ...foundAs: readonly ((gene: string, name: string) => readonly string[])[]
) =>
  expectationOf(
    bundle,
    factsFrom(values, {
      altered: (gene, what) => (alterations.includes(`${gene} ${what}`) ? true : undefined),
    }),
    (code) => code === tumour,
    (id) => id.toUpperCase(),
    ...foundAs,
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

  it("names the patient's own findings that light a step, each once, and no others", () => {
    const asked: string[] = [];
    const { lines } = expected({}, ["ERBB3 mutation"], "BRCA", (gene, name) => {
      asked.push(`${gene} ${name}`);
      return gene === "ERBB3" ? ["ERBB3 V104M", "ERBB3 V104M"] : [];
    });
    expect(asked).toEqual(["ERBB3 mutation"]);
    expect(lines.map(({ found }) => found)).toEqual(lines.map(() => ["ERBB3 V104M"]));
    expect(expected({}, ["ERBB3 mutation"]).lines[0]).toMatchObject({
      topic: "resistance",
      of: "her3",
      found: [],
      status: "verified",
    });
    const step = { topic: "resistance", of: "akt", level: "argument", found: ["AKT1 E17K"] };
    expect(expected({}, ["AKT1 mutation"], "BRCA", () => ["AKT1 E17K"]).lines).toMatchObject([step]);
  });

  it("draws the pathway of what is told, also where other steps are open", () => {
    const view = expected({}, ["ERBB3 mutation"]).pathway;
    expect(view?.id).toBe("her2");
    const lit = Object.fromEntries(view?.nodes.map((node) => [node.id, node.lit]) ?? []);
    expect(lit).toMatchObject({ her3: "met", pi3k: "unknown", akt: "unknown" });
  });

  it("says of a frequency that patients were counted, and of no therapy", () => {
    const lines = expected({}, ["PIK3CA mutation"]).lines.filter((one) => one.topic === "frequency");
    for (const line of lines)
      expect(line).toMatchObject({
        code: "expect.frequency",
        of: "pi3k",
        found: [],
        therapies: [],
        level: "clinical",
      });
  });

  describe("of a combination", () => {
    const markers = { pam50: "HER2-enriched", hormoneReceptorPositive: false };
    const early = { her2Positive: true, setting: "early", ...markers };
    const named = (values: Record<string, Value | undefined>, id: string) =>
      expected(values).lines.find((one) => one.of === id);
    it("gives level, therapies and the sources of the whole and of each marker", () => {
      const line = named({ ...early, tilPercent: 45 }, "enriched-and-lymphocytes");
      expect(line).toMatchObject({
        topic: "combination",
        found: [],
        level: "each marker alone",
        status: "verified",
      });
      const sources = line?.sources.map(({ source }) => source);
      expect(sources).toEqual(["seed-002", "shen", "schett", "apt2", "tilT"]);
    });
    it("names the markers found and those still open, and only those", () => {
      const all = named({ ...early, tilPercent: 45 }, "enriched-lymphocytes-pik3ca-ki67");
      expect(all?.message.text).toContain(
        ": HER2-enriched (PAM50), stromal lymphocytes of 30 % or more found; open: PIK3CA wild type, Ki-67 measured.",
      );
    });
    it("asks for what is open of it, and is not told of a patient it may not be about", () => {
      expect(expected(early).missing).toContain("tilPercent");
      expect(expected(early).missing).not.toContain("pam50");
      expect(expected({ ...markers, tilPercent: 45 }).lines).toEqual([]);
    });
  });
});
