import type { Case } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { adviceFor } from "./workbench.ts";

const bed = { d1_mm: 20, d2_mm: 15, cellularity_pct: 20, in_situ_pct: 5, positive_nodes: 2, d_met_mm: 6 };
const early = {
  tumour: "BRCA",
  setting: "early" as const,
  tests: [{ sample: "core", ihc: { score: "3+" as const, scoring: "breast-2018" as const } }],
  biomarkers: { er: "positive" as const },
  patient: { sex: "female" as const },
};
const scores = (asked: Case["scores"], rest: object = {}) => {
  const { outlook } = adviceFor({ ...early, ...rest, scores: asked });
  if (outlook === undefined) throw new Error("no outlook");
  return outlook.scores;
};
const only = (model: string, input: object, rest: object = {}) => {
  const [score] = scores([{ model, input: { ...input } }], rest);
  if (score === undefined) throw new Error("no score");
  return score;
};

describe("models that a case asks for", () => {
  it("are computed in its order, each with what its values are, its version and its sources", () => {
    const found = scores([
      { model: "rcb", date: "2026-03", input: { ...bed, patient: { treated: true } } },
      { model: "NPI", input: { size_mm: 25, positive_nodes: 2, grade: "III" } },
    ]);
    expect(found.map((one) => [one.model, one.date, one.class, one.refused])).toEqual([
      ["rcb", "2026-03", "RCB-II", null],
      ["npi", null, "poor", null],
    ]);
    expect(found[0]).toMatchObject({
      title: "Residual cancer burden, index and class",
      version: "2007",
      open: [],
      scopeOpen: [],
    });
    expect(found[0]?.values).toContainEqual({ name: "index", what: "residual cancer burden", value: "3.21" });
    expect(found[0]?.sources.length).toBeGreaterThan(0);
    expect(found[1]?.scopeOpen).toEqual(["setting", "treated"]);
  });
  it("are a range and say what is open where an input is missing", () => {
    const { in_situ_pct: _, ...rest } = bed;
    const score = only("rcb", { ...rest, cellularity_pct: 100, positive_nodes: 0, d_met_mm: 0 });
    expect(score).toMatchObject({ class: "RCB-0 or RCB-I or RCB-II", open: ["in_situ_pct"], refused: null });
    expect(score.warnings.map((one) => one.code)).toContain("missing-inputs");
  });
  it("refuse a patient they were not made for, by what the case says", () => {
    const npi = { size_cm: 2, positive_nodes: 0, grade: 2 };
    expect(only("npi", npi, { setting: "metastatic" }).refused).toMatchObject({
      message: expect.stringContaining("the disease is metastatic"),
      remedy: expect.stringContaining("not for"),
    });
    expect(only("npi", npi).refused).toBeNull();
    const magee = {
      nottingham_score: 6,
      er_h: 270,
      pr_h: 200,
      her2: "neg",
      size_cm: 1.8,
      ki67_pct: 12,
      mitosis_score: 1,
    };
    expect(only("magee", magee).refused?.message).toContain("the tumour is HER2-positive");
    const ihc0 = { tests: [{ sample: "core", ihc: { score: "0", scoring: "breast-2018" } }] };
    expect(only("magee", magee, ihc0).refused).toBeNull();
    expect(only("magee", magee, { ...ihc0, biomarkers: { er: "negative" } }).refused?.message).toContain(
      "ER-negative",
    );
    const ki67 = { er10: 8, pgr10: 5, her2: 1, ki67_pct: 30 };
    expect(only("ihc4", ki67, { tests: [] }).scopeOpen).toEqual(["setting"]);
  });
  it("believe what the input says of the patient before the case", () => {
    const npi = { size_cm: 2, positive_nodes: 0, grade: 2, patient: { setting: "adjuvant", treated: false } };
    expect(only("npi", npi, { setting: "metastatic" })).toMatchObject({ refused: null, scopeOpen: [] });
    expect(only("npi", { ...npi, patient: 7 }).refused?.message).toContain("must be one object");
  });
  it("say why they are not computed: an unknown one, a laboratory's own, a wrong input", () => {
    expect(only("npj", {})).toMatchObject({
      title: "npj",
      version: "",
      values: [],
      refused: { remedy: expect.stringContaining('"npi"') },
    });
    expect(only("her2dx", {}).refused?.message).toContain("can only come from its laboratory");
    expect(only("rcb", {}).refused?.message).toContain("are missing");
  });
  it("cite their sources in the list, and move no option", () => {
    const asked = [{ model: "rcb", input: bed }];
    const told = adviceFor({ ...early, scores: asked });
    const silent = adviceFor(early);
    expect(told.sources.map((one) => one.id)).toContain("rcbYau");
    expect(silent.outlook?.scores).toEqual([]);
    expect(told.options).toEqual(silent.options);
    expect(JSON.parse(JSON.stringify(told.outlook))).toEqual(told.outlook);
  });
});
