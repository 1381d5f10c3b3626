import type { Outcome, Study } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { knowledge } from "../test/compiled.ts";
import { pooledRatios } from "./pooled-ratio.ts";
import type { Question } from "./question.ts";

const row = (id: string, change: Partial<Outcome> = {}): Outcome =>
  ({
    id,
    tumour: "BRCA",
    alteration: "HER2-positive",
    line: "second",
    regimen: ["pyrotinib", "capecitabine"],
    comparator: ["lapatinib", "capecitabine"],
    outcome: "PFS",
    allele: null,
    overlap: null,
    pool: null,
    design: "randomised",
    scope: null,
    n: 100,
    hr: 0.5,
    hrCiLow: 0.4,
    hrCiHigh: 0.625,
    ciLevel: null,
    responders: null,
    population: null,
    status: "verified",
    sources: [{ source: `paper of ${id}` }],
    ...change,
  }) as Outcome;
const question: Question = {
  outcome: "PFS",
  tumour: "BRCA",
  population: "her2-positive",
  regimen: { members: ["pyrotinib", "capecitabine"], partners: [] },
  line: "pretreated",
};
const ratios = (rows: readonly Outcome[]) =>
  pooledRatios(question, {
    outcomes: rows.map((one) => ({ study: { id: one.id.split(".")[0], name: one.id } as Study, row: one })),
    tumourIs: knowledge.tumourIs,
    therapyIs: knowledge.therapyIs,
    bundle: knowledge.bundle,
  });

describe("hazard ratios of a regimen", () => {
  it("takes one kind of comparator whichever chemotherapy stood beside it", () => {
    const [both, ...more] = ratios([row("a"), row("b", { comparator: ["lapatinib", "vinorelbine"] })]);
    expect(more).toEqual([]);
    expect(both).toMatchObject({ studies: 2, comparator: ["chemotherapy", "lapatinib"], thin: null });
    expect(ratios([row("a"), row("b", { comparator: ["capecitabine"] })])).toHaveLength(2);
  });
  it("does not depend on the order of rows, and lies between its trials", () => {
    const rows = [row("a"), row("b", { hr: 0.8, hrCiLow: 0.6, hrCiHigh: 1.067 })];
    const [forth, back] = [ratios(rows)[0]?.fit, ratios(rows.toReversed())[0]?.fit];
    expect(forth?.estimate).toBeCloseTo(back?.estimate ?? 0, 12);
    expect(forth?.estimate).toBeGreaterThan(0.5);
    expect(forth?.estimate).toBeLessThan(0.8);
  });
  it("counts one data cut of a trial, and names the others with their reason", () => {
    const [only] = ratios([
      row("a.early", { overlap: "A", pool: false }),
      row("a.final", { overlap: "A", pool: true, hr: 0.6, hrCiLow: 0.5, hrCiHigh: 0.72 }),
      row("b", { status: "recalled" }),
      row("c", { hrCiLow: null }),
    ]);
    expect(only?.trials.map((one) => one.row.id)).toEqual(["a.final"]);
    expect(only?.left.map((one) => [one.row.id, one.code])).toEqual([
      ["a.early", "blocked-pool"],
      ["b", "recalled"],
      ["c", "no-counts"],
    ]);
  });
  it("lets an unmarked trial stand beside a marked one: marks speak of the rows of their own study", () => {
    expect(ratios([row("a", { pool: true }), row("b")])[0]?.studies).toBe(2);
  });
});
