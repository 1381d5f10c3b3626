import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Outcome } from "@erbium/model";
import { describe, expect, it } from "vitest";
import type { Patient } from "./patient.ts";
import { type FittingOutcome, figuresFor, fittingOutcomes, sameRegimen } from "./study-evidence.ts";

const parents: Readonly<Record<string, readonly string[]>> = {
  trastuzumab: ["anti-HER2"],
  "T-DXd": ["anti-HER2", "HER2 ADC"],
  "HER2 ADC": ["anti-HER2"],
  capecitabine: ["chemotherapy"],
  cisplatin: ["chemotherapy"],
};
const therapyIs = (id: string, what: string): boolean => id === what || (parents[id] ?? []).includes(what);

describe("the same regimen", () => {
  it.each([
    [["trastuzumab", "capecitabine"], ["capecitabine", "trastuzumab"], true],
    [["trastuzumab", "capecitabine", "cisplatin"], ["trastuzumab", "chemotherapy"], true],
    [["trastuzumab"], ["trastuzumab", "chemotherapy"], false],
    [["trastuzumab", "chemotherapy"], ["trastuzumab"], false],
    [["T-DXd"], ["HER2 ADC"], false],
    [["anti-HER2"], ["trastuzumab"], false],
  ])("%j and %j: %s", (a, b, expected) => {
    expect(sameRegimen(a, b, { therapyIs })).toBe(expected);
  });
});

const row = (part: Partial<Outcome>): Outcome =>
  ({
    id: "r",
    year: 2022,
    tumour: "BRCA",
    tumourWords: "breast",
    setting: "metastatic",
    line: "pretreated",
    alteration: "HER2-positive",
    allele: null,
    regimen: ["T-DXd"],
    population: null,
    outcome: "ORR",
    responders: null,
    n: null,
    percent: null,
    ciLow: null,
    ciHigh: null,
    ciLevel: null,
    medianMonths: null,
    medianCiLow: null,
    medianCiHigh: null,
    hr: null,
    hrCiLow: null,
    hrCiHigh: null,
    dataCut: null,
    scope: null,
    pool: null,
    status: "verified",
    sources: [],
    ...part,
  }) as Outcome;
const fitting = (part: Partial<Outcome>, more: Partial<FittingOutcome> = {}): FittingOutcome =>
  ({
    study: { name: "S", nct: null },
    row: row(part),
    tumour: "tumour",
    scope: "tumour",
    certain: true,
    mixed: false,
    line: true,
    ...more,
  }) as FittingOutcome;
const figures = (...outcomes: FittingOutcome[]) =>
  figuresFor(["T-DXd"], outcomes, { therapyIs } as KnowledgeIndex);

describe("figures", () => {
  it("keep the printed interval and its level", () => {
    expect(
      figures(fitting({ percent: 50, responders: 5, n: 10, ciLow: 20, ciHigh: 80, ciLevel: 95 }))[0],
    ).toMatchObject({ estimate: 50, ciLow: 20, ciHigh: 80, ciLevel: 95, interval: "printed" });
    expect(figures(fitting({ percent: 50, ciLow: 20, ciHigh: 80, ciLevel: 90 }))[0]).toMatchObject({
      ciLevel: 90,
      interval: "printed, 90 %",
    });
  });
  it("compute the exact interval where none is printed, and say so", () => {
    const [figure] = figures(fitting({ responders: 6, n: 15, percent: 40 }));
    expect(figure?.interval).toMatch(/^computed: exact/);
    expect(figure?.ciLow).toBeCloseTo(16.34, 2);
    expect(figure?.ciHigh).toBeCloseTo(67.71, 2);
  });
  it("leave the interval out where neither is possible", () => {
    expect(figures(fitting({ percent: 40 }))[0]).toMatchObject({
      ciLow: null,
      ciHigh: null,
      ciLevel: null,
      interval: "none printed",
    });
  });
  it("count the rate where only numbers are given, and skip a row with no figure", () => {
    expect(figures(fitting({ responders: 1, n: 4 }))[0]?.estimate).toBe(25);
    expect(figures(fitting({}))).toEqual([]);
  });
  it("carry hazard ratios and medians in their units", () => {
    expect(
      figures(fitting({ outcome: "PFS", hr: 0.5, hrCiLow: 0.4, hrCiHigh: 0.6, medianMonths: 20 }))[0],
    ).toMatchObject({ unit: "hazard ratio", estimate: 0.5, ciLow: 0.4 });
    expect(
      figures(fitting({ outcome: "DOR", medianMonths: 9, medianCiLow: 7, medianCiHigh: 11 }))[0],
    ).toMatchObject({ unit: "months", estimate: 9, ciHigh: 11 });
  });
  it("come in order: this line, this allele, response first, the preferred data cut, the larger study", () => {
    const named = (id: string, part: Partial<Outcome>, more: Partial<FittingOutcome> = {}) =>
      fitting({ id, population: id, percent: 1, ...part }, more);
    const order = figures(
      named("other line", { pool: true }, { line: false }),
      named("small", { pool: true, n: 10 }),
      named("survival", { outcome: "OS", pool: true }),
      named("left out of pools", { pool: false }),
      named("allele", {}, { scope: "allele" }),
      named("large", { pool: true, n: 100 }),
      named("recalled", { status: "recalled", pool: true }),
    ).map((one) => one.population);
    expect(order).toEqual([
      "allele",
      "large",
      "small",
      "left out of pools",
      "recalled",
      "survival",
      "other line",
    ]);
  });
  it("say what a reader must know of the row", () => {
    expect(
      figures(fitting({ percent: 1, scope: "cohort 1", dataCut: "2024-01", doubt: "odd", note: "a note" }))[0]
        ?.note,
    ).toBe("cohort 1; data cut 2024-01; odd; a note");
    expect(figures(fitting({ percent: 1 }))[0]?.note).toBeNull();
  });
});

describe("fitting rows", () => {
  const patient = (setting: "early" | "metastatic" | undefined, lines: { atLeast: number; exact: boolean }) =>
    ({
      given: { tumour: "BRCA", ...(setting ? { setting } : {}) },
      tumour: { code: "BRCA" },
      findings: [],
      history: { linesMetastatic: () => lines, received: () => undefined },
      sequencing: { covered: () => false },
    }) as unknown as Patient;
  const untreated = { atLeast: 0, exact: true };
  const fits = (
    part: Partial<Outcome>,
    one = patient("metastatic", untreated),
    asOf = "2026-11-21",
    her2: boolean | "unknown" = true,
  ) =>
    fittingOutcomes(
      one,
      {
        her2Positive: her2 === "unknown" ? undefined : her2,
        ihcScore: undefined,
        amplified: undefined,
        ishPositive: undefined,
        her2Low: undefined,
        her2Ultralow: undefined,
        hormoneReceptorPositive: undefined,
      },
      {
        outcomes: [{ study: { name: "S" }, row: row(part) }],
        tumourIs: (code: string, above: string) => code === above || above === "SOLID",
        asOf: "2026-11-21",
      } as unknown as KnowledgeIndex,
      asOf,
    );
  it("are of the tumour, or of any", () => {
    expect(fits({})).toMatchObject([{ tumour: "tumour", certain: true }]);
    expect(fits({ tumour: "SOLID" })).toMatchObject([{ tumour: "any" }]);
    expect(fits({ tumour: "STAD" })).toEqual([]);
  });
  it("are of the extent of disease", () => {
    expect(fits({ setting: "early, neoadjuvant" })).toEqual([]);
    expect(fits({ setting: "early, neoadjuvant" }, patient("early", untreated))).toHaveLength(1);
    expect(fits({}, patient("early", untreated))).toEqual([]);
    expect(fits({}, patient(undefined, untreated))).toHaveLength(1);
  });
  it("were public on the day", () => {
    expect(fits({}, undefined, "2021-12-31")).toEqual([]);
    expect(fits({}, undefined, "2022-06-01")).toHaveLength(1);
    expect(fits({ year: null })).toHaveLength(1);
    expect(fits({ year: null }, undefined, "2022-06-01")).toEqual([]);
  });
  it("are uncertain where the population's marker is unknown, and gone where it is another", () => {
    expect(fits({}, undefined, "2026-11-21", "unknown")).toMatchObject([{ certain: false }]);
    expect(fits({}, undefined, "2026-11-21", false)).toEqual([]);
  });
  it.each([
    ["first", untreated, true],
    ["pretreated", untreated, false],
    ["first or later", untreated, true],
    ["mixed", { atLeast: 2, exact: true }, true],
    ["first", { atLeast: 1, exact: true }, false],
    ["second", { atLeast: 1, exact: true }, true],
    ["first", { atLeast: 1, exact: false }, false],
    ["first", { atLeast: 0, exact: false }, true],
    ["pretreated", { atLeast: 0, exact: false }, true],
  ])("of line %s fit after %j: %s", (line, lines, expected) => {
    expect(fits({ line }, patient("metastatic", lines))[0]?.line).toBe(expected);
  });
});
