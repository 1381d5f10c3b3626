import type { Case, Measurement } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { alteration, smallKnowledge, smallPatient } from "../test/small-knowledge.ts";
import { sequencingContext } from "./sequencing-context.ts";

const knowledge = smallKnowledge({ alterations: [alteration("V777L")] });
const context = (given: Partial<Case>, measurement: Measurement = { sample: "s1" }) => {
  const { findings, sequencing } = smallPatient(given, knowledge);
  return sequencingContext(measurement, findings, sequencing);
};
const covered = {
  sequencing: [
    {
      material: "tissue" as const,
      genes: ["ERBB2", "KRAS", "NRAS", "NRG1"],
      types: ["snv" as const, "indel" as const, "cnv" as const, "fusion" as const],
      result: "complete" as const,
    },
  ],
};

describe("what sequencing tells the tables of a test", () => {
  it("is nothing where nothing was sequenced, and no where all was covered", () => {
    expect(context({})).toEqual({});
    expect(context(covered)).toEqual({
      activatingMutation: false,
      kinaseDomainMutation: false,
      amplifiedBySequencing: false,
      nrg1Fusion: false,
      ras: "wild-type",
    });
  });
  it("is what was found, with every alteration of ERBB2 in order of its key", () => {
    const alterations = ["ERBB2 V777L", "ERBB2 amplification", "HER2 gibberish", "CD74-NRG1", "KRAS G12D"];
    expect(context({ alterations })).toEqual({
      activatingMutation: true,
      kinaseDomainMutation: true,
      amplifiedBySequencing: true,
      nrg1Fusion: true,
      ras: "mutant",
      anyErbb2Alteration: ["ERBB2:amplification", "ERBB2:p.V777L", "HER2 gibberish"],
    });
    expect(context({ alterations: ["PIK3CA H1047R"] })).toEqual({});
  });
});

describe("findings of another named sample", () => {
  const of = (sample: string | undefined, measurement: Measurement) =>
    context({ alterations: [{ name: "ERBB2 V777L", ...(sample ? { sample } : {}) }] }, measurement);
  const merged = {
    activatingMutation: true,
    kinaseDomainMutation: true,
    anyErbb2Alteration: ["ERBB2:p.V777L"],
  };
  it("are not merged into a test", () => {
    expect(of("s2", { sample: "s1" })).toEqual({});
    expect(of("s1", { sample: "s1" })).toEqual(merged);
  });
  it("are, where either does not say its sample", () => {
    expect(of(undefined, { sample: "s1" })).toEqual(merged);
    expect(of("s2", {})).toEqual(merged);
  });
  it("keep what is not about ERBB2: RAS belongs to the tumour", () => {
    const alterations = [
      { name: "ERBB2 V777L", sample: "s2" },
      { name: "ERBB2 amplification", sample: "s1" },
      { name: "KRAS G12D", sample: "s2" },
    ];
    expect(context({ alterations })).toEqual({ ras: "mutant" });
    expect(context({ alterations: alterations.slice(2) })).toEqual({ ras: "mutant" });
  });
});
