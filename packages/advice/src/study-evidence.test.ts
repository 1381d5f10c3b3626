import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Outcome } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { smallKnowledge } from "../test/small-knowledge.ts";
import type { Patient } from "./patient.ts";
import { type FittingOutcome, figuresFor, fittingOutcomes, sameRegimen } from "./study-evidence.ts";

const parents: Readonly<Record<string, readonly string[]>> = {
  trastuzumab: ["anti-HER2"],
  "T-DXd": ["anti-HER2", "HER2 ADC", "systemic therapy"],
  "HER2 ADC": ["anti-HER2"],
  capecitabine: ["chemotherapy", "systemic therapy"],
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
    [["trastuzumab"], ["trastuzumab"], true],
    [["trastuzumab", "chemotherapy"], ["trastuzumab", "capecitabine"], true],
    [["trastuzumab", "cisplatin"], ["trastuzumab", "capecitabine"], false],
    [["trastuzumab", "T-DXd"], ["trastuzumab"], false],
    [["HER2 ADC"], ["T-DXd"], false],
    [["T-DXd"], ["anti-HER2"], false],
    [["systemic therapy"], ["T-DXd"], false],
    [["T-DXd"], ["systemic therapy"], false],
    [["systemic therapy"], ["capecitabine"], true],
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
  it("stand with what they are of", () => {
    const part = { percent: 40, responders: 4, n: 10, line: "second", alteration: "ERBB2 mutation" };
    expect(
      figures(
        fitting(
          { ...part, population: "the trial's population", sources: [{ source: "paper" }] },
          { scope: "class", study: { name: "ONE", nct: "NCT00000001" } as FittingOutcome["study"] },
        ),
      )[0],
    ).toEqual({
      outcome: "ORR",
      study: "ONE",
      trial: "NCT00000001",
      population: "the trial's population",
      line: "second",
      alteration: "ERBB2 mutation",
      responders: 4,
      n: 10,
      estimate: 40,
      unit: "%",
      ciLow: expect.closeTo(12.155, 2),
      ciHigh: expect.closeTo(73.762, 2),
      ciLevel: 95,
      interval: expect.stringMatching(/^computed: exact/),
      scope: "class",
      status: "verified",
      note: null,
      beside: null,
      sources: [{ source: "paper" }],
    });
    const beside = {
      by: "allele",
      strata: 7,
      estimate: 40,
      low: 21,
      high: 64,
      level: 95,
      model: "m",
    } as const;
    expect(figures(fitting({ percent: 1, allele: "L755S" }, { beside }))[0]?.beside).toEqual(beside);
    expect(figures(fitting({ percent: 1, allele: "L755S" }))[0]).toMatchObject({
      alteration: "L755S",
      population: "breast",
    });
  });
  it("are of this regimen", () => {
    expect(figures(fitting({ percent: 1, regimen: ["trastuzumab"] }))).toEqual([]);
  });
  it("print an interval only where both limits are printed, of 95 % unless it is said", () => {
    const of = (part: Partial<Outcome>) => figures(fitting({ percent: 40, ...part }))[0];
    expect(of({ ciLow: 20 })).toMatchObject({ ciLow: null, ciHigh: null, interval: "none printed" });
    expect(of({ ciHigh: 60 })).toMatchObject({ ciLow: null, ciHigh: null, interval: "none printed" });
    expect(of({ ciLow: 20, ciHigh: 60 })).toMatchObject({ ciLevel: 95, interval: "printed" });
    expect(of({ ciLow: 0, ciHigh: 60 })).toMatchObject({ ciLow: 0, interval: "printed" });
    expect(of({ responders: 5 })?.interval).toBe("none printed");
    expect(of({ n: 5 })?.interval).toBe("none printed");
  });
  it("are eight at most", () => {
    expect(figures(...[...Array(9).keys()].map((n) => fitting({ id: `${n}`, percent: n })))).toHaveLength(8);
  });
  it("of patients who only may be like this one are shown where none certainly is", () => {
    const uncertain = fitting({ id: "u", percent: 1 }, { certain: false });
    expect(figures(uncertain)).toHaveLength(1);
    expect(figures(uncertain, fitting({ id: "c", percent: 2 })).map((one) => one.estimate)).toEqual([2]);
  });
  it("of impossible counts have the printed rate alone", () => {
    expect(figures(fitting({ percent: 40, responders: 6, n: 5 }))[0]).toMatchObject({
      estimate: 40,
      interval: "none printed",
    });
    expect(figures(fitting({ responders: 0, n: 0 }))[0]?.estimate).toBe(0);
    expect(figures(fitting({ responders: 1, n: 8 }))[0]?.estimate).toBe(12.5);
    expect(figures(fitting({ responders: 1 }))).toEqual([]);
    expect(figures(fitting({ n: 1 }))).toEqual([]);
  });
  it("are a hazard ratio before a rate, and a rate before a median", () => {
    const whole = { hr: 0.5, percent: 40, medianMonths: 9 };
    expect(figures(fitting(whole))[0]?.unit).toBe("hazard ratio");
    expect(figures(fitting({ ...whole, hr: null }))[0]?.unit).toBe("%");
    expect(figures(fitting({ ...whole, hr: null, percent: null }))[0]?.unit).toBe("months");
    expect(figures(fitting({ hr: 0.5, hrCiLow: 0.4, hrCiHigh: 0.6, ciLevel: 90 }))[0]).toMatchObject({
      ciHigh: 0.6,
      ciLevel: 90,
    });
    expect(
      figures(fitting({ medianMonths: 9, medianCiLow: 7, medianCiHigh: 11, ciLevel: 80 }))[0],
    ).toMatchObject({
      ciLow: 7,
      ciLevel: 80,
      interval: "printed, 80 %",
    });
  });
  it("are response, then progression, then survival; an end point nobody ranked is last", () => {
    const outcomes = ["a new one", "DOR", "CBR", "DCR", "TTP", "OS", "iDFS", "PFS", "pCR", "ORR"];
    const shown = (of: string[]) =>
      figures(...of.map((outcome) => fitting({ outcome, percent: 1 }))).map((one) => one.outcome);
    expect(shown(outcomes.slice(4))).toEqual(["ORR", "pCR", "PFS", "iDFS", "OS", "TTP"]);
    expect(shown(outcomes.slice(0, 5))).toEqual(["TTP", "DCR", "CBR", "DOR", "a new one"]);
  });
  it("of one end point stand in order: seen, preferred for a pool, not judged, of this tumour, by id", () => {
    const named = (id: string, part: Partial<Outcome>, more: Partial<FittingOutcome> = {}) =>
      fitting({ id, population: id, percent: 1, ...part }, more);
    const shown = (...of: FittingOutcome[]) => figures(...of).map((one) => one.population);
    expect(
      shown(
        named("not judged", { pool: null }),
        named("left out", { pool: false }),
        named("any tumour", { pool: true }, { tumour: "any" }),
        named("preferred", { pool: true }),
      ),
    ).toEqual(["preferred", "any tumour", "not judged", "left out"]);
    expect(shown(named("b", {}), named("a", {}))).toEqual(["a", "b"]);
    expect(shown(named("a", { n: null }), named("b", { n: 3 }))).toEqual(["b", "a"]);
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
  const patient = (
    setting: "early" | "locally-advanced" | "metastatic" | undefined,
    lines: { atLeast: number; exact: boolean },
  ) =>
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
    siblings: readonly Outcome[] = [],
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
        outcomes: [{ study: { name: "S", outcomes: siblings }, row: row(part) }],
        tumourIs: (code: string, above: string) => code === above || above === "SOLID",
        asOf: "2026-11-21",
        genes: smallKnowledge().genes,
      } as unknown as KnowledgeIndex,
      asOf,
    );
  it("are of the tumour, or of any", () => {
    expect(fits({})).toMatchObject([{ tumour: "tumour", certain: true }]);
    expect(fits({ tumour: "SOLID" })).toMatchObject([{ tumour: "any" }]);
    expect(fits({ tumour: "STAD" })).toEqual([]);
  });
  it("of which allele, class or tumour they are is said", () => {
    const carrying = (...names: string[]) => {
      const one = patient("metastatic", untreated);
      const findings = names.map((proteinShort) => ({
        alteration: { gene: "ERBB2", proteinShort, classes: ["mutation"] },
        known: { polymorphism: false },
      }));
      return { ...one, findings } as unknown as Patient;
    };
    const mutation = { alteration: "ERBB2 mutation" };
    expect(fits({ ...mutation, allele: "L755S" }, carrying("L755S"))).toMatchObject([{ scope: "allele" }]);
    expect(fits({ ...mutation, allele: "L755S/P" }, carrying("L755S"))).toMatchObject([{ scope: "class" }]);
    expect(fits({ ...mutation, allele: "V777L" }, carrying("L755S"))).toEqual([]);
    expect(fits({ ...mutation, allele: "kinase domain" }, carrying("L755S"))).toMatchObject([
      { scope: "class" },
    ]);
    const other = { ...mutation, allele: "other kinase domain missense" };
    const sister = (change: Partial<Outcome>) => [row({ id: "sister", allele: "L755S/P", ...change })];
    const beside = (change: Partial<Outcome>) =>
      fits(other, carrying("L755S"), "2026-11-21", true, sister(change));
    expect(beside({})).toEqual([]);
    expect(beside({ outcome: "PFS" })).toHaveLength(1);
    expect(beside({ tumour: "NSCLC" })).toHaveLength(1);
    expect(beside({ regimen: ["lapatinib"] })).toHaveLength(1);
    expect(fits(mutation, carrying("L755S"))).toMatchObject([
      { scope: "class", mixed: false, certain: true },
    ]);
    expect(fits({ alteration: "any HER2 alteration" }, carrying("L755S"))).toMatchObject([
      { scope: "class", mixed: true },
    ]);
    expect(fits({})).toMatchObject([{ scope: "tumour", mixed: false }]);
    for (const words of ["ERBB2 exon 20 insertion", "ERBB2 exon 19 deletion"])
      expect(fits({ alteration: words }, carrying("L755S"))).toMatchObject([
        { scope: "class", certain: false },
      ]);
  });
  it("are of the extent of disease", () => {
    expect(fits({ setting: "early, neoadjuvant" })).toEqual([]);
    expect(fits({ setting: "early, neoadjuvant" }, patient("early", untreated))).toHaveLength(1);
    expect(fits({}, patient("early", untreated))).toEqual([]);
    expect(fits({}, patient(undefined, untreated))).toHaveLength(1);
    for (const setting of ["neoadjuvant", "adjuvant", "early"]) {
      expect(fits({ setting })).toEqual([]);
      expect(fits({ setting }, patient("early", untreated))).toHaveLength(1);
      expect(fits({ setting }, patient("locally-advanced", untreated))).toHaveLength(1);
    }
    expect(fits({}, patient("locally-advanced", untreated))).toHaveLength(1);
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
    ["mostly pretreated", untreated, true],
    ["first, unresectable or recurrent", { atLeast: 2, exact: true }, true],
    ["after the first", untreated, false],
    ["second", { atLeast: 1, exact: false }, true],
    ["first", { atLeast: 2, exact: true }, false],
    ["first", { atLeast: 1, exact: true }, false],
    ["second", { atLeast: 1, exact: true }, true],
    ["first", { atLeast: 1, exact: false }, false],
    ["first", { atLeast: 0, exact: false }, true],
    ["pretreated", { atLeast: 0, exact: false }, true],
  ])("of line %s fit after %j: %s", (line, lines, expected) => {
    expect(fits({ line }, patient("metastatic", lines))[0]?.line).toBe(expected);
  });

  it.each([
    ["early, neoadjuvant", false, true],
    ["early, neoadjuvant", true, false],
    ["early, neoadjuvant", undefined, true],
    ["adjuvant", false, false],
    ["adjuvant", true, true],
    ["adjuvant", undefined, true],
  ] as const)(
    "of early disease, %s, fit after neoadjuvant treatment (%s): %s",
    (setting, received, expected) => {
      const one = patient("early", untreated);
      const asked: unknown[] = [];
      const history = {
        ...one.history,
        received: (...of: unknown[]) => {
          asked.push(of);
          return received;
        },
      };
      expect(fits({ setting }, { ...one, history } as unknown as Patient)[0]?.line).toBe(expected);
      expect(asked).toEqual([["systemic therapy", "neoadjuvant"]]);
    },
  );
});
