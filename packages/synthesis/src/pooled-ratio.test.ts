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

describe("a pool of hazard ratios", () => {
  const five = ["a", "b", "c", "d", "e"].map((id, at) =>
    row(id, { hr: 0.5 + at / 20, hrCiLow: 0.3, hrCiHigh: 1 }),
  );
  it("names its test: normal below five trials, Hartung-Knapp from five", () => {
    const [few] = ratios(five.slice(0, 4));
    const [many] = ratios(five);
    expect(few?.fit?.convention).toBe("random effects, REML, normal interval");
    expect(many?.fit?.convention).toBe("random effects, REML, Hartung-Knapp interval");
  });
  it("is that of metafor for two trials", () => {
    // metafor 3.8: rma(log(c(0.5, 0.8)), sei = log(1.25) / qnorm(0.975), method = "REML")
    const [two] = ratios([row("a"), row("b", { hr: 0.8, hrCiLow: 0.64, hrCiHigh: 1 })]);
    expect(two?.fit?.estimate).toBeCloseTo(Math.sqrt(0.4), 6);
    expect(two?.fit?.heterogeneity).toMatchObject({ df: 1 });
    expect(two?.fit?.heterogeneity.q).toBeCloseTo(8.5213, 2);
    expect(two?.fit?.heterogeneity.iSquared).toBeCloseTo(88.26, 1);
    expect(two?.fit?.tauSquared).toBeCloseTo(0.0975, 3);
    expect(two?.fit?.low).toBeCloseTo(0.399, 2);
    expect(two?.fit?.high).toBeCloseTo(1.0026, 2);
    expect(two?.trials.map(({ weight }) => weight)).toEqual([0.5, 0.5]);
    expect(two?.trials.map(({ estimate, low, high }) => [estimate.toFixed(2), low, high])).toEqual([
      ["0.50", 0.4, 0.625],
      ["0.80", 0.64, 1],
    ]);
    expect(two?.thin).toBeNull();
  });
  it("weighs trials by what they know", () => {
    const [two] = ratios([row("a"), row("b", { hrCiLow: 0.25, hrCiHigh: 1 })]);
    const [first = 0, second = 0] = two?.trials.map(({ weight }) => weight ?? 0) ?? [];
    expect(first).toBeGreaterThan(0.8);
    expect(first + second).toBeCloseTo(1, 12);
  });
  it("is none of one trial, which stands alone with its imprecision", () => {
    const [one] = ratios([row("a")]);
    expect(one).toMatchObject({ studies: 1, fit: null, thin: "one trial alone: nothing to pool" });
    expect(one?.trials[0]?.weight).toBeNull();
    const why = (change: Partial<Outcome>) =>
      ratios([row("a", change)])[0]?.certainty.domains.find(({ domain }) => domain === "imprecision")?.why;
    expect(why({})).toContain("a factor of 1.25");
    expect(why({ hrCiLow: 0.25, hrCiHigh: 1 })).toContain("a factor of 2.00");
    expect(one?.certainty.start).toBe("high");
  });
  it("gives the kind with most trials first, then by name", () => {
    const kinds = ratios([
      row("a", { comparator: ["lapatinib"] }),
      row("b", { comparator: ["trastuzumab"] }),
      row("c", { comparator: ["trastuzumab"] }),
      row("d", { comparator: [], comparatorWords: "best care" }),
      row("e", { comparator: [], comparatorWords: "a placebo" }),
    ]);
    expect(kinds.map(({ comparator, studies }) => [comparator.join(" + "), studies])).toEqual([
      ["trastuzumab", 2],
      ["a placebo", 1],
      ["best care", 1],
      ["lapatinib", 1],
    ]);
  });
  it("leaves a row out with its reason, and takes marked rows of a study before its others", () => {
    const [one] = ratios([
      row("a.x", { pool: true, population: "p" }),
      row("a.y", { population: "q", alteration: "HER2-positive", overlap: "other" }),
      row("b", { status: "recalled" }),
      row("c", { hrCiLow: null }),
      row("d", { hr: null }),
    ]);
    expect(one?.trials.map(({ row: kept }) => kept.id)).toEqual(["a.x"]);
    expect(one?.left.map(({ row: out, code }) => [out.id, code])).toEqual([
      ["a.y", "shared-patients"],
      ["b", "recalled"],
      ["c", "no-counts"],
    ]);
  });
});
