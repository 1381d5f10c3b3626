import type { BiomarkerCombination, Case, KnowledgeBundle, Pathway, Surveillance } from "@erbium/model";
import { describe, expect, it } from "vitest";
import {
  approval,
  reportedPositive,
  type SmallCircumstances,
  smallAdvice,
  smallKnowledge,
} from "../test/small-knowledge.ts";

const verified = { status: "verified" as const, sources: [{ source: "paper" }] };
const pathway: Pathway = {
  id: "p",
  title: "a pathway",
  tumours: [],
  nodes: [
    {
      id: "pi3k",
      label: "PIK3CA",
      lane: "PI3K/AKT/mTOR",
      lit: 'altered("PIK3CA", "mutation")',
      what: "runs on",
      mechanisms: [],
      bearings: [
        {
          therapy: "alphamab",
          effect: "weakens",
          level: "clinical",
          tumours: ["BRCA"],
          text: "seen",
          ...verified,
        },
        {
          therapy: "gammanib",
          effect: "may get round",
          level: "argument",
          tumours: ["STAD"],
          text: "there",
          ...verified,
        },
      ],
      frequencies: [],
      ...verified,
    },
  ],
  edges: [],
  ...verified,
};
const combination: BiomarkerCombination = {
  id: "c",
  title: "Two markers",
  tumours: ["BRCA"],
  about: "her2Positive",
  markers: [
    { name: "many lymphocytes", when: "tilPercent >= 30", cutoff: "a trial", ...verified },
    { name: "PIK3CA", when: 'altered("PIK3CA", "mutation")', cutoff: "as reported", ...verified },
  ],
  says: "Both.",
  evidence: "proposed",
  therapies: [],
  ...verified,
};
const surveillance = (agencies: Surveillance["agencies"]): Surveillance => ({
  id: `lvef.${agencies.join()}`,
  therapies: ["alphamab"],
  tumours: [],
  agencies,
  watch: "lvef",
  phase: "during",
  every: { count: 3, unit: "month" },
  settings: [],
  text: "LVEF every 3 months.",
  ...verified,
});

const outlook = (
  given: Partial<Case>,
  part: Partial<KnowledgeBundle> = {},
  circumstances: SmallCircumstances = {},
) => {
  const advice = smallAdvice(
    { ...reportedPositive, ...given },
    smallKnowledge({ pathways: [pathway], biomarkerCombinations: [combination], ...part }),
    circumstances,
  );
  if (advice.outlook === undefined) throw new Error("no outlook");
  return { advice, ...advice.outlook };
};

describe("the outlook", () => {
  it("tells what a finding of the case says of therapies in its tumour", () => {
    const { lines, pathway: drawn } = outlook({ alterations: ["PIK3CA H1047R"] });
    expect(lines.filter((one) => one.topic === "resistance").map((one) => [one.code, one.therapies])).toEqual(
      [["expect.weakens", ["alphamab"]]],
    );
    expect(drawn?.nodes).toMatchObject([{ id: "pi3k", lit: "met" }]);
  });

  it("names the findings of the case that light a step, and no others", () => {
    const found = (...alterations: string[]) =>
      outlook({ alterations }).lines.find((one) => one.topic === "resistance")?.found;
    expect(found("PIK3CA H1047R", "ERBB2 L755S")).toEqual(["PIK3CA H1047R"]);
    expect(found("PIK3CA p.His1047Arg", "PIK3CA E545K")).toEqual(["PIK3CA E545K", "PIK3CA H1047R"]);
    expect(outlook({ biomarkers: { tilPercent: 40 } }).lines.map((one) => one.found)).toEqual([[]]);
  });

  it("asks in words for what would tell, genes together", () => {
    const { wanted, lines } = outlook({});
    expect(lines).toEqual([]);
    expect(wanted.map((one) => one.text)).toEqual(["stromal TIL (%)", "sequencing that covers PIK3CA"]);
  });

  it("tells a half-known combination as open", () => {
    const { lines } = outlook({ biomarkers: { tilPercent: 40 } });
    expect(lines.map((one) => one.code)).toEqual(["expect.combination-open"]);
  });

  it("knows on an earlier day only what a dated source had said by then", () => {
    // the paper is of March 2020
    const at = (asOf: string): string[] =>
      outlook({ alterations: ["PIK3CA H1047R"] }, {}, { asOf }).lines.map((one) => one.of);
    expect(at("2020-02-28")).toEqual([]);
    expect(at("2020-03")).toEqual([]);
    expect(at("2020-04-01")).toEqual(["pi3k", "c"]);
  });

  it("watches by the labels of the jurisdictions asked for", () => {
    const given: Partial<Case> = { treatments: [{ regimen: ["alphamab"], start: "2026-05-01" }] };
    const rules = (jurisdictions: SmallCircumstances["jurisdictions"]): string[] =>
      outlook(
        given,
        { surveillance: [surveillance(["FDA"]), surveillance(["EMA"])] },
        jurisdictions === undefined ? {} : { jurisdictions },
      ).watch.due.map((one) => one.rule);
    expect(rules(["FDA"])).toEqual(["lvef.FDA"]);
    expect(rules(["EMA"])).toEqual(["lvef.EMA"]);
    expect(rules(["NMPA"])).toEqual([]);
  });

  it("moves no option: with it and without it they are the same", () => {
    const approvals = [approval(), approval({ id: "A2", regimen: ["gammanib"] })];
    const given: Partial<Case> = {
      alterations: ["PIK3CA H1047R"],
      events: [{ kind: "lvef", date: "2026-01-01", percent: 20, heartFailure: true }],
      treatments: [{ regimen: ["alphamab"], start: "2025-05-01" }],
    };
    const told = outlook(given, { approvals, surveillance: [surveillance(["FDA"])] });
    const silent = outlook({ ...given, events: [] }, { approvals, pathways: [], biomarkerCombinations: [] });
    expect(told.lines.length).toBeGreaterThan(0);
    expect(told.advice.options).toEqual(silent.advice.options);
    expect(told.advice.notRecommended).toEqual(silent.advice.notRecommended);
  });

  it("cites what it rests on, so that the sources of the report have it", () => {
    const { advice } = outlook({ alterations: ["PIK3CA H1047R"] });
    expect(advice.sources.map((one) => one.id)).toContain("paper");
  });
});
