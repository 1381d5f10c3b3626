import type { Outcome } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { knowledgeOf, studyRow } from "../test/study-row.ts";
import { pooledRate } from "./pooled-rate.ts";
import type { Question } from "./question.ts";
import { fitRate } from "./rate-fit.ts";
import type { StudyRow } from "./study-row.ts";

const question: Question = {
  outcome: "ORR",
  tumour: "NSCLC",
  population: "mutation",
  regimen: null,
  line: null,
};
const rateOf = (rows: readonly StudyRow[], options: Parameters<typeof pooledRate>[2] = {}) =>
  pooledRate(question, knowledgeOf(rows), options);
const rates = (events: readonly number[], patients: readonly number[]) =>
  fitRate(Float64Array.from(events), Float64Array.from(patients));

describe("the fit of a rate", () => {
  it("is that of the binomial-normal model, in percent", () => {
    // metafor 3.8: rma.glmm(measure = "PLO", xi = c(15, 18, 8), ni = c(78, 60, 15), nAGQ = 50)
    const fit = rates([15, 18, 8], [78, 60, 15]);
    if (!fit.ok) throw new Error(fit.error.message);
    const { estimate, low, high, tauSquared, heterogeneity, convention, prediction } = fit.value;
    expect(estimate).toBeCloseTo(29.53, 1);
    expect([low, high].map(Math.round)).toEqual([18, 45]);
    expect(tauSquared).toBeCloseTo(0.18, 2);
    expect(heterogeneity.iSquared).toBeCloseTo(60.8, 1);
    expect(heterogeneity.q).toBeCloseTo(7.46, 2);
    expect(heterogeneity.df).toBe(2);
    expect(heterogeneity.p).toBeCloseTo(0.024, 3);
    expect(convention).toContain("binomial-normal");
    expect(prediction?.low).toBeLessThan(low);
    expect(prediction?.high).toBeGreaterThan(high);
    expect(prediction?.high).toBeGreaterThan(1);
    expect(prediction?.convention).toMatch(/t\(k-2\)/);
  });
  it("has no prediction for two studies", () => {
    const fit = rates([5, 7], [20, 30]);
    expect(fit.ok && fit.value.prediction).toBeNull();
  });
  it("is refused where nobody answered", () => {
    expect(rates([0, 0], [20, 30]).ok).toBe(false);
  });
});

describe("a pooled rate", () => {
  it("adds up its arms, each with its own exact interval", () => {
    const { arms, studies, events, patients, fit, thin, left } = rateOf([
      studyRow("a.x"),
      studyRow("b.x", { responders: 3, n: 20 }),
      studyRow("c.x", { status: "recalled" }),
    ]);
    expect({ studies, events, patients, thin }).toEqual({ studies: 2, events: 8, patients: 30, thin: null });
    expect(arms.map(({ events: x, patients: n }) => [x, n])).toEqual([
      [5, 10],
      [3, 20],
    ]);
    expect(arms[0]?.estimate).toBe(50);
    expect(arms[0]?.low).toBeCloseTo(18.71, 2);
    expect(arms[0]?.high).toBeCloseTo(81.29, 2);
    expect(fit?.estimate).toBeGreaterThan(15);
    expect(fit?.estimate).toBeLessThan(50);
    expect(left.map(({ code }) => code)).toEqual(["recalled"]);
  });
  it("needs two studies, not two arms", () => {
    const twoArms = rateOf([studyRow("a.x", { population: "low" }), studyRow("a.y", { population: "high" })]);
    expect(twoArms).toMatchObject({ studies: 1, patients: 20, fit: null });
    expect(twoArms.thin).toBe("one study alone: nothing to pool");
    expect(rateOf([])).toMatchObject({
      studies: 0,
      fit: null,
      thin: "no study answers this question with counts",
    });
  });
  it("says why the counts carry no fit", () => {
    const none = rateOf([studyRow("a.x", { responders: 0 }), studyRow("b.x", { responders: 0 })]);
    expect(none.fit).toBeNull();
    expect(none.thin).toMatch(/\w/);
    expect(none.thin).not.toContain("one study");
  });
  it("takes its certainty from its own spread, width and shares", () => {
    const { certainty, fit } = rateOf(
      [studyRow("a.x", { responders: 90, n: 100 }), studyRow("b.x", { responders: 10, n: 100 })],
      { indirect: "another line" },
    );
    const why = Object.fromEntries(certainty.domains.map((one) => [one.domain, one.why]));
    expect(certainty.start).toBe("low");
    expect(why.inconsistency).toContain(`${Math.round(fit?.heterogeneity.iSquared ?? 0)}`);
    expect(why.imprecision).toContain((((fit?.high ?? 0) - (fit?.low ?? 0)) / 2).toFixed(1));
    expect(why.indirectness).toContain("another line");
  });
  it("asks for the judgement of studies that weigh most", () => {
    const judged = (study: string) =>
      pooledRate(
        { ...question, judged: { studies: [{ study, judgement: "very serious", why: null }] } },
        knowledgeOf([studyRow("a.x", { responders: 50, n: 100 }), studyRow("b.x")]),
      ).certainty.domains.find(({ domain }) => domain === "risk of bias");
    expect(judged("a")?.down).toBe(2);
    expect(judged("b")?.down).not.toBe(2);
  });
  it("knows what was public", () => {
    const rows = [studyRow("a.x", { year: 2019 }), studyRow("b.x", { year: 2023 })];
    const until = (year: number) =>
      rateOf(rows, { isPublic: (row: Outcome) => (row.year ?? 0) <= year }).studies;
    expect([until(2018), until(2020), until(2023)]).toEqual([0, 1, 2]);
  });
});
