import type { Case, Sequencing } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { alteration, smallKnowledge, smallPatient } from "../test/small-knowledge.ts";

const covered = (part: Partial<Sequencing> = {}): Sequencing => ({
  material: "tissue",
  genes: ["ERBB2", "KRAS", "NRAS", "BRAF", "NRG1"],
  types: ["snv", "indel", "cnv", "fusion"],
  result: "complete",
  ...part,
});
const knowledge = smallKnowledge({
  alterations: [
    alteration("L755S", { function: { class: "disputed" } }),
    alteration("V777L"),
    alteration("V659E"),
    alteration("I655V", { function: { class: "benign polymorphism" } }),
    alteration("S310F", { function: { class: "neutral" } }),
  ],
});
const patient = (given: Partial<Case>) => smallPatient(given, knowledge);

describe("the tumour", () => {
  it("is known by its code and its first name, with what stands above it", () => {
    expect(patient({ tumour: "Invasive ductal carcinoma" }).tumour).toEqual({
      code: "IDC",
      name: "Invasive ductal carcinoma",
      lineage: ["IDC", "BRCA", "SOLID"],
    });
  });
});

describe("what sequencing says", () => {
  const asked = (alterations: string[], sequencing: Sequencing[] = []) => {
    const { activatingMutation, kinaseDomainMutation, amplified, ras, braf } = patient({
      alterations,
      sequencing,
    }).sequencing;
    return { activatingMutation, kinaseDomainMutation, amplified, ras, braf };
  };
  const nothing = {
    activatingMutation: undefined,
    kinaseDomainMutation: undefined,
    amplified: undefined,
    ras: undefined,
    braf: undefined,
  };
  const wild = {
    activatingMutation: false,
    kinaseDomainMutation: false,
    amplified: false,
    ras: "wild-type",
    braf: "wild-type",
  };
  it("is unknown without it, and no where all was covered", () => {
    expect(asked([])).toEqual(nothing);
    expect(asked([], [covered()])).toEqual(wild);
  });
  it("needs coverage of the gene and the types", () => {
    expect(asked([], [covered({ genes: ["ERBB2"] })])).toEqual({
      ...wild,
      ras: undefined,
      braf: undefined,
    });
    expect(asked([], [covered({ genes: ["KRAS", "BRAF"] })])).toEqual({ ...nothing, braf: "wild-type" });
    expect(asked([], [covered({ types: ["snv"] })])).toEqual({
      ...nothing,
      ras: "wild-type",
      braf: "wild-type",
    });
    expect(asked([], [covered({ types: ["snv", "indel"] })])).toEqual({ ...wild, amplified: undefined });
    expect(asked([], [covered({ types: ["cnv"] })])).toEqual({ ...nothing, amplified: false });
  });
  it("knows genes by any name", () => {
    expect(asked([], [covered({ genes: ["HER2"] })]).activatingMutation).toBe(false);
    expect(patient({ sequencing: [covered({ genes: ["HER2"] })] }).sequencing.covered("ERBB2", ["snv"])).toBe(
      true,
    );
    expect(patient({ sequencing: [covered({ genes: ["XYZ"] })] }).sequencing.covered("XYZ", ["snv"])).toBe(
      true,
    );
  });
  it("finds an activating mutation, in the kinase domain or elsewhere", () => {
    expect(asked(["ERBB2 V777L"])).toMatchObject({ activatingMutation: true, kinaseDomainMutation: true });
    expect(asked(["ERBB2 V659E"])).toMatchObject({
      activatingMutation: true,
      kinaseDomainMutation: undefined,
    });
    expect(asked(["ERBB2 V659E"], [covered()])).toMatchObject({
      activatingMutation: true,
      kinaseDomainMutation: false,
    });
  });
  it("leaves a disputed function open, and reads a neutral one and a polymorphism as no", () => {
    expect(asked(["ERBB2 L755S"], [covered()])).toMatchObject({
      activatingMutation: undefined,
      kinaseDomainMutation: undefined,
    });
    for (const name of ["ERBB2 S310F", "ERBB2 I655V", "ERBB2 amplification", "PIK3CA H1047R"])
      expect([name, asked([name], [covered()]).activatingMutation]).toEqual([name, false]);
    expect(asked(["ERBB2 S310F"]).activatingMutation).toBeUndefined();
  });
  it("finds amplification and fusions", () => {
    const found = patient({ alterations: ["ERBB2 amplification", "CD74-NRG1"] }).sequencing;
    expect([found.amplified, found.altered("NRG1", "fusion")]).toEqual([true, true]);
  });
  it("counts no common polymorphism as a mutation", () => {
    const { sequencing } = patient({ alterations: ["ERBB2 I655V"], sequencing: [covered()] });
    expect(sequencing.altered("ERBB2", "mutation")).toBe(false);
    expect(sequencing.altered("ERBB2", "I655V")).toBe(false);
  });
  it("reads RAS and BRAF from what is stated or found", () => {
    expect(asked(["NRAS Q61K"])).toMatchObject({ ras: "mutant", braf: undefined });
    expect(asked(["BRAF V600E"])).toMatchObject({ ras: undefined, braf: "mutant" });
    const stated = patient({ biomarkers: { ras: "mutant", braf: "wild-type" } }).sequencing;
    expect([stated.ras, stated.braf]).toEqual(["mutant", "wild-type"]);
  });
});

describe("tests", () => {
  it("stand in order of date, sample and id, whatever the order of the case", () => {
    const tests = [
      { id: "2", sample: "b", date: "2025", reported: "negative" as const },
      { id: "1", sample: "b", date: "2025", reported: "negative" as const },
      { id: "3", sample: "a", date: "2025", reported: "negative" as const },
      { id: "9", sample: "z", date: "2024", reported: "negative" as const },
      { id: "0", sample: "z", reported: "negative" as const },
      { reported: "negative" as const },
      { reported: "equivocal" as const },
    ];
    const sameButId = [
      { id: "b", date: "2025", ihc: { score: "1+" as const } },
      { id: "a", date: "2025", ihc: { score: "3+" as const } },
      { date: "2025", sample: "A" },
      { date: "2025" },
    ];
    expect(patient({ tests: sameButId }).tests.map(({ measurement }) => measurement)).toMatchObject([
      { date: "2025" },
      { id: "a" },
      { id: "b" },
      { sample: "A" },
    ]);
    const order = (of: typeof tests) =>
      patient({ tests: of }).tests.map(({ measurement }) => measurement.id ?? measurement.reported);
    expect(order(tests)).toEqual(["equivocal", "negative", "0", "9", "3", "1", "2"]);
    expect(order(tests.toReversed())).toEqual(order(tests));
  });
  it("are of the case's tumour unless they name their own", () => {
    const { tests } = patient({
      tumour: "IDC",
      tests: [
        { date: "2024" },
        { date: "2025", tumour: "STAD" },
        { date: "2026", tumour: "of no knowledge" },
      ],
    });
    expect(tests.map(({ state }) => state.tumour)).toEqual(["IDC", "STAD", expect.anything()]);
    expect(tests[2]?.state.flags.map((flag) => flag.code)).toContain("unknown-tumour");
    expect(tests[0]?.state.guideline?.id).toBe("breast");
    expect(tests[1]?.state.guideline?.id).toBe("gastric");
  });
  it("give the state the report rests on; without one the alterations do", () => {
    const both = patient({
      tests: [
        { date: "2024", reported: "positive" },
        { date: "2026", reported: "negative" },
      ],
    });
    expect([both.guiding?.index, both.state.status]).toEqual([1, "negative"]);
    const none = patient({});
    expect([none.guiding, none.state.tumour, none.state.status]).toEqual([null, "BRCA", "indeterminate"]);
  });
});

describe("findings", () => {
  it("carry what is recorded of them", () => {
    const [found] = patient({ alterations: ["ERBB2 V777L"] }).findings;
    expect(found?.known.exact?.id).toBe("V777L");
  });
  it("say how many calls of the files were left out", () => {
    expect(patient({}).callsLeftOut).toBe(0);
  });
});
