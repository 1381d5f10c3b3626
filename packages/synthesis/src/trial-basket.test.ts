import type { Outcome, Study } from "@erbium/model";
import { basketModel } from "@erbium/stats";
import { describe, expect, it } from "vitest";
import { knowledge } from "../test/compiled.ts";
import { trialBaskets } from "./trial-basket.ts";

const study = (id: string) => ({ id, name: id.toUpperCase() }) as Study;
const row = (id: string, change: Partial<Outcome> = {}): Outcome =>
  ({
    id,
    tumour: "BRCA",
    tumourWords: "breast",
    setting: "metastatic",
    alteration: "ERBB2 mutation",
    line: "pretreated",
    regimen: ["neratinib"],
    outcome: "ORR",
    responders: 2,
    n: 8,
    allele: null,
    year: 2022,
    dataCut: null,
    scope: null,
    pool: null,
    status: "verified",
    sources: [{ source: "paper" }],
    percent: null,
    ...change,
  }) as Outcome;
const found = (rows: readonly Outcome[], asked?: (row: Outcome) => boolean) =>
  trialBaskets(
    {
      outcomes: rows.map((one) => ({ study: study(one.id.split(".")[0] ?? ""), row: one })),
      tumourIs: knowledge.tumourIs,
      therapyIs: knowledge.therapyIs,
      bundle: knowledge.bundle,
    },
    asked === undefined ? {} : { asked },
  );
const alleles = ["V777L", "L755S", "S310F"];
const byAllele = alleles.map((allele, at) => row(`a.${allele}`, { allele, responders: at, n: 5 }));
const tumours = ["PANCREAS", "BLCA", "UCEC"];
const byTumour = tumours.map((tumour) => row(`t.${tumour}`, { tumour, tumourWords: tumour.toLowerCase() }));
const labels = (rows: readonly Outcome[]) =>
  found(rows).map(({ by, strata }) => [by, ...strata.map(({ label }) => label)]);

describe("baskets of trials", () => {
  it("are the strata of one study told apart by allele, in the order of their ids", () => {
    expect(labels(byAllele)).toEqual([["allele", "L755S", "S310F", "V777L"]]);
    expect(labels([...byAllele].reverse())).toEqual(labels(byAllele));
  });
  it("are those told apart by tumour, named in the study's words", () => {
    expect(labels(byTumour)).toEqual([["tumour", "blca", "pancreas", "ucec"]]);
  });
  it("hold what the hierarchical model gives of their counts", () => {
    const [basket] = found(byAllele);
    const model = basketModel(
      (basket?.strata ?? []).map(({ label, responders, n }) => ({ label, responders, n })),
    );
    if (!model.ok) throw new Error(model.error.message);
    expect(basket?.strata.map(({ shrunk }) => shrunk)).toEqual(
      model.value.strata.map(({ shrunk }) => shrunk),
    );
    expect(basket?.strata.map(({ responders }) => responders)).toEqual([1, 2, 0]);
  });
  it("need three strata", () => {
    expect(found(byAllele.slice(1))).toEqual([]);
    expect(found(byTumour.slice(1))).toEqual([]);
  });
  it.each<[string, Partial<Outcome>]>([
    ["another outcome", { outcome: "DCR" }],
    ["another regimen", { regimen: ["neratinib", "trastuzumab"] }],
    ["another line", { line: "untreated" }],
    ["another setting", { setting: "early" }],
    ["another report", { year: 2020 }],
    ["another data cut", { dataCut: "2020-03-10" }],
    ["another scope", { scope: "response at 8 weeks" }],
    ["another tumour", { tumour: "NSCLC" }],
    ["no source that was seen", { status: "recalled" }],
    ["no source at all", { sources: [] }],
    ["a rate of another denominator", { percent: 55 }],
    ["no responders", { responders: null }],
    ["no denominator", { n: null }],
    ["more responders than patients", { responders: 9, n: 5 }],
  ])("do not take in a stratum of %s", (_, change) => {
    expect(found([...byAllele.slice(1), { ...byAllele[0]!, ...change }])).toEqual([]);
  });
  it("do not take in a row of another study", () => {
    expect(found([...byAllele.slice(1), row("b.V777L", { allele: "V777L" })])).toEqual([]);
  });
  it("do not mix populations, and leave out a tumour that holds another stratum's", () => {
    expect(found([...byTumour.slice(1), { ...byTumour[0]!, alteration: "ERBB2 amplification" }])).toEqual([]);
    expect(labels([...byTumour, row("t.all", { tumour: "SOLID", tumourWords: "any solid" })])).toEqual(
      labels(byTumour),
    );
  });
  it("are not read where one stratum is told twice", () => {
    expect(found([...byAllele, row("a.again", { allele: "V777L", responders: 1, n: 5 })])).toEqual([]);
    expect(found([...byTumour, row("t.again", { tumour: "BLCA" })])).toEqual([]);
  });
  it("are computed only where a row of them is asked about, and hold only what was public", () => {
    expect(found([...byAllele, ...byTumour], ({ id }) => id === "a.S310F").map(({ by }) => by)).toEqual([
      "allele",
    ]);
    const outcomes = byAllele.map((one) => ({ study: study("a"), row: one }));
    expect(trialBaskets({ ...knowledge, outcomes }, { isPublic: ({ id }) => id !== "a.S310F" })).toEqual([]);
  });
  it("try other priors unless told not to", () => {
    const outcomes = byAllele.map((one) => ({ study: study("a"), row: one }));
    const tried = (sensitivity?: boolean) =>
      trialBaskets({ ...knowledge, outcomes }, sensitivity === undefined ? {} : { sensitivity })[0]?.analysis
        .sensitivity.length;
    expect([tried(), tried(true), tried(false)]).toEqual([2, 2, 0]);
  });
  it("of the knowledge are counted by alleles in SUMMIT", () => {
    const summit = trialBaskets(knowledge).find(({ study: one }) => one.id === "summit");
    const v777l = summit?.strata.find(({ label }) => label === "V777L");
    expect(summit?.by).toBe("allele");
    expect(v777l).toMatchObject({ responders: 3, n: 6 });
    expect(v777l?.shrunk.mean).toBeLessThan(0.5);
  });
});
