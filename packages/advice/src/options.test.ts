import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Agency, Case, Caution, KnowledgeBundle, StudyFigure, Truth } from "@erbium/model";
import { message } from "@erbium/model";
import { describe, expect, it } from "vitest";
import {
  approval,
  claim,
  reportedPositive,
  smallKnowledge,
  smallPatient,
  statement,
} from "../test/small-knowledge.ts";
import { judgeApproval } from "./approval-verdict.ts";
import { caseFacts } from "./case-facts.ts";
import type { Considered } from "./considered.ts";
import { tumourView } from "./her2-view.ts";
import { decideOptions } from "./options.ts";
import type { Against } from "./reasons-against.ts";
import { regimenId } from "./regimen.ts";
import type { JudgedSafety } from "./safety-cautions.ts";

const knowledge = smallKnowledge();
const untouched: Against = { safety: [], cautions: [], ofRegimen: () => null };
const studied = { randomised: false, prospective: false, basket: false, fda: false };

/** Labels as judged for a patient who is HER2-positive as reported. */
const judged = (...parts: Parameters<typeof approval>[0][]) => {
  const patient = smallPatient(reportedPositive);
  const facts = caseFacts(patient, tumourView(patient.state), "2026-11-21", []);
  return smallKnowledge({ approvals: parts.map((part) => approval(part)) }).approvals.map((one) =>
    judgeApproval(one, patient, facts, "2026-11-21"),
  );
};
const considered = (part: Partial<Considered> = {}): Considered => {
  const regimen = part.regimen ?? ["alphamab"];
  return {
    id: regimenId(regimen),
    regimen,
    approvals: [],
    figures: [],
    statements: [],
    ground: "label met",
    studied,
    ...part,
  };
};
const figure = (part: Partial<StudyFigure> = {}): StudyFigure => ({
  outcome: "ORR",
  study: "ONE",
  trial: null,
  population: "breast",
  line: "pretreated",
  alteration: "HER2-positive",
  responders: 4,
  n: 10,
  estimate: 40,
  unit: "%",
  ciLow: null,
  ciHigh: null,
  ciLevel: null,
  interval: "none printed",
  scope: "tumour",
  status: "verified",
  beside: null,
  note: null,
  sources: [{ source: "paper" }],
  ...part,
});
const caution = (part: Partial<Caution> = {}): Caution => ({
  code: "mechanism.R1",
  severity: "watch",
  topic: "resistance",
  message: message("caution.note", { text: "a caution" }),
  therapies: ["alphamab"],
  because: [],
  claims: [],
  status: "verified",
  sources: [{ source: "second" }],
  ...part,
});
const resistance = (therapies: string[], part: Partial<Caution> = {}): Caution =>
  caution({
    code: "alteration-resistant",
    severity: "caution",
    therapies,
    message: message("caution.alteration-resistant", {
      alteration: "ERBB2 T798I",
      therapy: therapies.join(),
      match: "this alteration",
    }),
    ...part,
  });
const safety = (part: Partial<JudgedSafety> & { readonly caution?: Caution } = {}): JudgedSafety => ({
  caution: caution({ code: "safety.rule", message: message("caution.note", { text: "a rule" }) }),
  forCase: false,
  stops: false,
  missing: [],
  ...part,
});

interface Circumstances {
  readonly given?: Partial<Case>;
  readonly against?: Partial<Against>;
  readonly chosen?: readonly Agency[];
  readonly knowledge?: KnowledgeIndex;
}
const decide = (of: readonly Considered[], circumstances: Circumstances = {}) =>
  decideOptions(
    of,
    smallPatient({ ...reportedPositive, ...circumstances.given }),
    { ...untouched, ...circumstances.against },
    circumstances.knowledge ?? knowledge,
    circumstances.chosen ?? ["FDA", "EMA"],
    () => ({ pooled: [], ratios: [], published: [] }),
  );
const option = (part: Partial<Considered> = {}, circumstances: Circumstances = {}) => {
  const found = decide([considered(part)], circumstances).options[0];
  if (!found) throw new Error("no option");
  return found;
};
const rejected = (part: Partial<Considered> = {}, circumstances: Circumstances = {}) => {
  const { options, notRecommended } = decide([considered(part)], circumstances);
  expect(options).toEqual([]);
  return notRecommended[0];
};
const progressed: Partial<Case> = {
  treatments: [{ regimen: ["alphamab", "deltaxel"], setting: "metastatic", progressed: true }],
};

describe("an option", () => {
  it("stands with its tier, name and kind", () => {
    expect(
      option({ regimen: ["deltaxel", "alphamab"], studied: { ...studied, randomised: true, fda: true } }),
    ).toMatchObject({
      id: "alphamab + deltaxel",
      regimen: ["deltaxel", "alphamab"],
      name: "alphamab + deltaxel",
      tier: "1",
      kind: "standard",
      esmoEscat: "I-A",
      ampAscoCap: "I-A",
      evidence: { claims: [], figures: [], pooled: [], ratios: [], published: [], statements: [] },
      cautions: [],
      missing: [],
    });
  });
  it.each([
    ["label met", "standard"],
    ["label open", "standard"],
    ["label elsewhere", "investigational"],
    ["trial", "investigational"],
    ["clinical elsewhere", "investigational"],
    ["preclinical", "investigational"],
  ] as const)("on %s is %s", (ground, kind) => {
    expect(option({ ground }).kind).toBe(kind);
  });
  it("cites the claims on its HER2-directed members in this tumour, each once", () => {
    const claims = [
      claim("c2", { therapies: ["alphamab"], tumour: "BRCA" }),
      claim("c1", { therapies: ["betamab", "alphamab"], tumour: "BRCA" }),
      claim("elsewhere", { therapies: ["alphamab"], tumour: "STAD" }),
      claim("partner", { therapies: ["deltaxel"], tumour: "BRCA" }),
    ];
    expect(
      option(
        { regimen: ["alphamab", "betamab", "deltaxel"] },
        { knowledge: smallKnowledge({ claims } as Partial<KnowledgeBundle>) },
      ).evidence.claims,
    ).toEqual(["c1", "c2"]);
  });
  it("shows what is missing for the open labels of the chosen jurisdictions, each input once", () => {
    const open = judged(
      { id: "a", requires: { biomarker: "pdl1Cps >= 1", line: "ageYears >= 18" } },
      { id: "b", agency: "EMA", requires: { biomarker: "pdl1Cps >= 1" } },
      { id: "c", agency: "NMPA", requires: { biomarker: 'ras = "wild-type"' } },
      { id: "d", requires: { biomarker: "pdl1Tps >= 1" }, state: "pending" },
      { id: "e", requires: { biomarker: "not(her2Positive)", line: "ki67Percent >= 20" } },
    );
    const missing = (chosen: readonly Agency[]) =>
      option({ approvals: open, ground: "label open" }, { chosen }).missing.map((one) => one.message.text);
    expect(missing(["FDA", "EMA"])).toEqual(["not known: age", "not known: PD-L1 CPS"]);
    expect(missing([])).toEqual(["not known: age", "not known: PD-L1 CPS", "not known: RAS"]);
  });
  it("says that no record was found for a chosen agency, which is not that it did not approve", () => {
    const { approvals } = option({ approvals: judged({ id: "A1" }) }, { chosen: ["FDA", "NMPA"] });
    expect(approvals.map((one) => [one.id, one.applies])).toEqual([
      ["A1", "met"],
      ["no-record.NMPA", "unknown"],
    ]);
    expect(approvals[1]).toEqual({
      id: "no-record.NMPA",
      agency: "NMPA",
      indication: "",
      status: "no record found",
      date: null,
      applies: "unknown",
      couldChange: true,
      because: [
        {
          part: "in force",
          words: "no record found",
          truth: "unknown",
          missing: [],
          message: message("label.no-record", { agency: "NMPA" }),
        },
      ],
      sources: [],
      recalled: [],
    });
    const both = judged({ id: "A1" }, { id: "A2", agency: "EMA" });
    expect(option({ approvals: both }, { chosen: ["FDA", "EMA"] }).approvals).toHaveLength(2);
    expect(option({ approvals: judged({ agency: "any" }) }, { chosen: ["FDA"] }).approvals).toHaveLength(1);
    expect(option({}, { chosen: [] }).approvals).toEqual([]);
  });
});

describe("the reasons of an option", () => {
  const texts = (part: Partial<Considered>, circumstances?: Circumstances) =>
    option(part, circumstances).because.map((one) => one.text);
  it("name its labels, met and open, and none that is not met or carries nothing", () => {
    expect(
      texts({
        approvals: judged(
          { id: "a" },
          { id: "b", agency: "EMA", requires: { biomarker: "pdl1Cps >= 1" }, from: null },
          { id: "c", requires: { biomarker: "not(her2Positive)" } },
          { id: "d", state: "pending" },
          { id: "e", status: "recalled" },
        ),
      }),
    ).toEqual([
      "FDA label met: breast cancer (from 2020-05)",
      "EMA label open: breast cancer (from unknown)",
    ]);
  });
  it("say that the label is of another jurisdiction", () => {
    expect(texts({ ground: "label elsewhere" })).toEqual([
      "no label of the chosen jurisdictions (FDA, EMA) is met; one of another jurisdiction is",
    ]);
  });
  it("name the studies, each once, and nothing recalled; without one, the open label elsewhere", () => {
    expect(
      texts({
        ground: "trial",
        figures: [figure(), figure(), figure({ study: "TWO" }), figure({ study: "SIX", status: "recalled" })],
      }),
    ).toEqual(["studied in this tumour and alteration: ONE, TWO"]);
    expect(texts({ ground: "trial" })).toEqual([
      "studied in this tumour and alteration: a label of another jurisdiction that is open",
    ]);
  });
  it("say that figures of different lines must not be ranked", () => {
    const figures = [figure(), figure({ line: "first" }), figure({ line: "second", status: "recalled" })];
    expect(texts({ figures })).toEqual([
      "the figures come from different lines of treatment and must not be ranked against each other: pretreated; first",
    ]);
    expect(texts({ figures: [figure(), figure()] })).toEqual([]);
  });
  it("say how far evidence from elsewhere goes", () => {
    expect(texts({ ground: "clinical elsewhere" })[0]).toMatch(/only in another tumour, for the class/);
    expect(texts({ ground: "preclinical" })).toEqual(["only preclinical evidence speaks for it"]);
  });
});

describe("the cautions of an option", () => {
  const codes = (part: Partial<Considered>, against: Partial<Against>, given: Partial<Case> = {}) =>
    option(part, { against, given }).cautions.map((one) => one.code);
  it("concern its members, by name or by class", () => {
    const cautions = [
      caution({ code: "own" }),
      caution({ code: "class", therapies: ["anti-HER2"] }),
      caution({ code: "other", therapies: ["gammanib"] }),
      caution({ code: "case", therapies: [] }),
    ];
    expect(codes({}, { cautions })).toEqual(["own", "class"]);
    expect(
      codes({}, { safety: [safety(), safety({ caution: caution({ code: "x", therapies: ["gammanib"] }) })] }),
    ).toEqual(["safety.rule"]);
  });
  it("stand in order of their weight", () => {
    const cautions = (["watch", "stop", "caution"] as const).map((severity) =>
      caution({ code: severity, severity }),
    );
    expect(codes({}, { cautions })).toEqual(["stop", "caution", "watch"]);
  });
  it("take the word on a member over the word on its class, where the alteration itself is sensitive to it", () => {
    const ofClass = caution({ code: "alteration-resistant", therapies: ["HER2 TKI"] });
    const sensitive = statement({ effect: "sensitive" });
    const said = (part: object) => [
      { ...sensitive, match: "exact", doubt: null, effect: "sensitive", ...part } as never,
    ];
    const of = (found: Caution, statements: Considered["statements"]) =>
      codes({ regimen: ["gammanib"], statements }, { cautions: [found] });
    expect(of(ofClass, said({}))).toEqual([]);
    expect(of(ofClass, [])).toEqual(["alteration-resistant"]);
    expect(of(ofClass, said({ match: "class" }))).toEqual(["alteration-resistant"]);
    expect(of(ofClass, said({ effect: "resistant" }))).toEqual(["alteration-resistant"]);
    expect(of(ofClass, said({ therapies: ["alphamab"] }))).toEqual(["alteration-resistant"]);
    expect(of(caution({ code: "mechanism.R1", therapies: ["HER2 TKI"] }), said({}))).toEqual([
      "mechanism.R1",
    ]);
    for (const therapies of [["gammanib"], ["HER2 TKI", "gammanib"]])
      expect(of(caution({ code: "alteration-reduced", therapies }), said({}))).toEqual([
        "alteration-reduced",
      ]);
    expect(of(ofClass, said({ therapies: ["alphamab", "gammanib"] }))).toEqual([]);
  });
  it("say what is said of this regimen alone", () => {
    expect(codes({}, { ofRegimen: (one) => caution({ code: `of ${one.id}` }) })).toEqual(["of alphamab"]);
  });
  it("name a member that failed where its partners have not", () => {
    const { cautions } = option({ regimen: ["alphamab", "betamab"] }, { given: progressed });
    expect(cautions).toEqual([
      {
        code: "prior-progression",
        severity: "caution",
        topic: "prior therapy",
        message: message("prior.progressed", { therapy: "alphamab", regimen: "alphamab + deltaxel" }),
        therapies: ["alphamab"],
        because: [message("prior.partner", { regimen: "alphamab + betamab" })],
        claims: [],
        status: "verified",
        sources: [],
      },
    ]);
  });
  it("ask for the companion test that nobody recorded, of a met label of a chosen agency", () => {
    const diagnostics = (part: object, chosen: readonly Agency[] = ["FDA"]) =>
      option(
        { approvals: judged({ companionDiagnostics: ["Test A", "Test B"], regimen: ["alphamab"], ...part }) },
        { chosen },
      ).cautions;
    expect(diagnostics({})).toEqual([
      {
        code: "companion-diagnostic",
        severity: "watch",
        topic: "companion diagnostic",
        message: message("caution.diagnostic", { agency: "FDA", tests: "Test A, Test B" }),
        therapies: ["alphamab"],
        because: [],
        claims: [],
        status: "verified",
        sources: [{ source: "paper" }],
      },
    ]);
    expect(diagnostics({ companionDiagnostics: [] })).toEqual([]);
    expect(diagnostics({ companionDiagnostics: undefined })).toEqual([]);
    expect(diagnostics({ agency: "any" })).toEqual([]);
    expect(diagnostics({}, ["EMA"])).toEqual([]);
    expect(diagnostics({}, [])).toHaveLength(1);
    expect(diagnostics({ requires: { biomarker: "pdl1Cps >= 1" } })).toEqual([]);
  });
  it("say what an agency decided against it, or of which sources disagree", () => {
    const regulatory = (part: object, chosen: readonly Agency[] = ["FDA"]) =>
      option({ approvals: judged({ state: "rejected", ...part }) }, { chosen }).cautions;
    expect(regulatory({ note: "no benefit shown" })).toEqual([
      {
        code: "regulatory",
        severity: "caution",
        topic: "approval",
        message: message("caution.regulatory", {
          regimen: "alphamab",
          agency: "FDA",
          status: "rejected (full)",
          indication: "breast cancer",
        }),
        therapies: ["alphamab"],
        because: [message("caution.note", { text: "no benefit shown" })],
        claims: [],
        status: "verified",
        sources: [{ source: "paper" }],
      },
    ]);
    expect(regulatory({})[0]?.because).toEqual([]);
    const decided = (begun: Truth) =>
      option({ approvals: [...judged({ state: "rejected" })].map((one) => ({ ...one, begun })) }).cautions;
    expect(decided("not met")).toEqual([]);
    expect(decided("unknown")).toHaveLength(1);
    expect(regulatory({ state: "not approved" })[0]?.severity).toBe("caution");
    expect(regulatory({ state: "unresolved" })[0]?.severity).toBe("watch");
    expect(regulatory({ status: "recalled" })[0]?.severity).toBe("watch");
    expect(regulatory({ agency: "any" })[0]?.message.params.agency).toBe("any agency");
    expect(regulatory({ agency: "EMA" })).toEqual([]);
    expect(regulatory({ agency: "EMA" }, [])).toHaveLength(1);
    for (const state of ["active", "pending", "opinion", "superseded", "withdrawn", "unknown"])
      expect([state, regulatory({ state })]).toEqual([state, []]);
  });
});

describe("what is not recommended", () => {
  const reasons = (...from: Parameters<typeof rejected>) => rejected(...from)?.because.map((one) => one.text);
  it("is what progressed or was stopped for toxicity, with the rules of its labels", () => {
    expect(reasons({}, { given: progressed })).toEqual([
      "the disease progressed on alphamab (given as alphamab + deltaxel)",
    ]);
    const rule = (part: Partial<Caution>) =>
      safety({
        caution: caution({
          severity: "caution",
          because: [message("caution.note", { text: "grade 2" })],
          message: message("caution.note", { text: "discontinue" }),
          ...part,
        }),
      });
    const found = rejected({}, { given: progressed, against: { safety: [rule({})] } });
    expect(found?.because.map((one) => one.code)).toEqual(["prior.progressed", "reason.rule"]);
    expect(found?.sources).toEqual([{ source: "second" }]);
    for (const part of [{ because: [] }, { severity: "watch" as const }, { therapies: ["gammanib"] }])
      expect(reasons({}, { given: progressed, against: { safety: [rule(part)] } })).toHaveLength(1);
    expect(option({}, { against: { safety: [rule({})] } }).cautions).toHaveLength(1);
  });
  it("is what a label's rule stops, for whom it touches", () => {
    const stop = safety({ stops: true });
    const found = rejected({}, { against: { safety: [stop] } });
    expect(found?.because.map((one) => one.text)).toEqual(["a label's rule stops it: a rule"]);
    expect(found?.sources).toEqual([{ source: "second" }]);
    expect(option({ regimen: ["gammanib"] }, { against: { safety: [stop] } }).id).toBe("gammanib");
  });
  it.each(["trial", "clinical elsewhere"] as const)(
    "is, on %s, what no patient responded to, or what was no better in any comparison",
    (ground) => {
      const zero = figure({ estimate: 0, responders: 0 });
      const worse = figure({ outcome: "PFS", unit: "hazard ratio", estimate: 1, responders: null });
      expect(reasons({ ground, figures: [zero] })?.[0]).toMatch(/^no response was seen/);
      expect(reasons({ ground, figures: [worse] })?.[0]).toMatch(/^randomised comparisons that fit did not/);
      expect(rejected({ ground, figures: [zero] })?.sources).toEqual([{ source: "paper" }]);
      expect(rejected({ ground, figures: [worse] })?.sources).toEqual([{ source: "paper" }]);
      for (const figures of [
        [],
        [zero, figure()],
        [worse, { ...worse, estimate: 0.99 }],
        [{ ...zero, status: "recalled" as const }],
        [{ ...zero, outcome: "pCR" }],
        [{ ...worse, status: "recalled" as const }],
        [figure({ estimate: 1, unit: "months", outcome: "PFS" })],
      ])
        expect(decide([considered({ ground, figures })]).options).toHaveLength(1);
    },
  );
  it("is not a label for its figures", () => {
    expect(option({ figures: [figure({ estimate: 0 })] }).tier).toBe("1");
  });
  it("is what the patient's own alteration resists, unless a label stands or a HER2-directed partner is not resisted", () => {
    const against = { cautions: [resistance(["alphamab"])] };
    expect(reasons({ ground: "trial" }, { against })).toEqual([
      "ERBB2 T798I: resistance to alphamab is reported for this alteration",
    ]);
    for (const ground of ["label met", "label open", "label elsewhere"] as const)
      expect(option({ ground }, { against }).id).toBe("alphamab");
    expect(option({ ground: "trial", regimen: ["alphamab", "betamab"] }, { against }).id).toBe(
      "alphamab + betamab",
    );
    expect(option({ ground: "trial", regimen: ["deltaxel"] }, { against }).id).toBe("deltaxel");
    const partnered = considered({ ground: "trial", regimen: ["alphamab", "deltaxel"] });
    expect(decide([partnered], { against }).options).toEqual([]);
    const both = { cautions: [resistance(["alphamab"]), resistance(["betamab"])] };
    const { notRecommended } = decide([considered({ ground: "trial", regimen: ["alphamab", "betamab"] })], {
      against: both,
    });
    expect(notRecommended.find((one) => one.id === "alphamab + betamab")?.because).toHaveLength(2);
  });
  it("is not what is only said of a class, recalled, or less than resistance", () => {
    const ofClass = message("caution.alteration-resistant", {
      alteration: "ERBB2 T798I",
      therapy: "alphamab",
      match: "its class",
    });
    for (const part of [
      { message: ofClass },
      { status: "recalled" as const },
      { code: "alteration-reduced" },
    ])
      expect(
        decide([considered({ ground: "trial" })], {
          against: { cautions: [resistance(["alphamab"], part)] },
        }).options,
      ).toHaveLength(1);
  });
  it("names a therapy that is resisted though nothing else speaks of it", () => {
    const against = { cautions: [resistance(["gammanib"])] };
    expect(decide([], { against }).notRecommended).toEqual([
      {
        id: "gammanib",
        regimen: ["gammanib"],
        name: "gammanib",
        because: [resistance(["gammanib"]).message],
        approvals: [],
        sources: [{ source: "second" }],
      },
    ]);
    expect(decide([considered({ regimen: ["gammanib"] })], { against }).notRecommended).toEqual([]);
    expect(decide([considered()], { against }).notRecommended).toHaveLength(1);
    const other = { cautions: [caution({ therapies: ["gammanib"] })] };
    expect(decide([], { against: other }).notRecommended).toEqual([]);
  });
  it("adds the resistance to a row that stands already, once", () => {
    const against = { cautions: [resistance(["alphamab"])] };
    const [row] = decide([considered({})], { against, given: progressed }).notRecommended;
    expect(row?.because.map((one) => one.code)).toEqual(["prior.progressed", "caution.alteration-resistant"]);
    expect(row?.sources).toEqual([{ source: "second" }]);
    const rows = decide([considered({ regimen: ["alphamab conjugate"] }), considered()], {
      against: {
        ...against,
        safety: [
          safety({ stops: true }),
          safety({ stops: true, caution: caution({ therapies: ["alphamab conjugate"] }) }),
        ],
      },
    }).notRecommended;
    expect(rows.map((one) => [one.id, one.because.length])).toEqual([
      ["alphamab", 2],
      ["alphamab conjugate", 1],
    ]);
    const [worse] = decide(
      [considered({ ground: "trial", figures: [figure({ estimate: 0, responders: 0, unit: "months" })] })],
      { against },
    ).notRecommended;
    expect(worse?.because.map((one) => one.code)).toEqual([
      "reason.no-response",
      "caution.alteration-resistant",
    ]);
    const [again] = decide([considered({ ground: "trial" })], { against }).notRecommended;
    expect(again?.because).toHaveLength(1);
    expect(again?.sources).toEqual([{ source: "second" }]);
  });

  it("shows the labels that are not met and those that establish nothing, of the chosen jurisdictions", () => {
    const approvals = judged(
      { id: "a", requires: { biomarker: "not(her2Positive)", line: "linesMetastatic >= 0" } },
      { id: "b", agency: "EMA", requires: { biomarker: "not(her2Positive)" } },
      { id: "c", agency: "any", requires: { biomarker: "her2Positive" }, state: "unresolved" },
      { id: "d", requires: { biomarker: "pdl1Cps >= 1" } },
      { id: "e", state: "pending" },
    );
    const found = rejected({ approvals, ground: null }, { chosen: ["FDA"] });
    expect(found?.because.map((one) => one.text)).toEqual([
      "FDA: biomarker: not met (HER2-positive: yes); the label says: HER2-positive",
      "any: unresolved (full); no approval is established",
      expect.stringMatching(/^FDA: in force: not met/),
    ]);
    expect(found?.approvals.map((one) => one.id)).toEqual(["a", "b", "c", "d", "e"]);
    expect(found?.sources).toEqual(Array(4).fill({ source: "paper" }));
    expect(reasons({ approvals, ground: null }, { chosen: [] })).toHaveLength(4);
  });
  it("shows what studies saw, three at most, nothing recalled", () => {
    const figures = [
      figure({ status: "recalled" }),
      figure({ outcome: "PFS", unit: "months" }),
      figure({ study: "S1" }),
      figure({ study: "S2", responders: null }),
      figure({ study: "S3", n: null }),
      figure({ study: "S4" }),
    ];
    const found = rejected({ figures }, { given: progressed });
    expect(found?.because.slice(1).map((one) => one.text)).toEqual([
      "S1, HER2-positive, pretreated: ORR 4/10",
      "S2, HER2-positive, pretreated: ORR 40 %",
      "S3, HER2-positive, pretreated: ORR 40 %",
    ]);
    expect(found?.figures?.map((one) => one.study)).toEqual(["S1", "S2", "S3"]);
    expect(rejected({}, { given: progressed })).not.toHaveProperty("figures");
  });
  it("says each reason once", () => {
    expect(reasons({ figures: [figure(), figure()] }, { given: progressed })).toHaveLength(2);
  });
  it("without any ground is worth a word only where a chosen jurisdiction has a row of it", () => {
    const approvals = (agency: "FDA" | "EMA" | "any") =>
      judged({ agency, requires: { biomarker: "not(her2Positive)" } });
    const count = (agency: "FDA" | "EMA" | "any", chosen: readonly Agency[]) =>
      decide([considered({ ground: null, approvals: approvals(agency) })], { chosen }).notRecommended.length;
    expect([count("FDA", ["FDA"]), count("EMA", ["FDA"]), count("any", ["FDA"]), count("EMA", [])]).toEqual([
      1, 0, 1, 1,
    ]);
    expect(decide([considered({ ground: null })]).notRecommended).toEqual([]);
    expect(decide([considered({ ground: "trial" })], { given: progressed }).notRecommended).toHaveLength(1);
  });
  it("stands in order: first what could change", () => {
    const row = (regimen: string, requires: object) =>
      considered({ regimen: [regimen], ground: null, approvals: judged({ requires }) });
    const fixed = { biomarker: "not(her2Positive)" };
    const turning = { line: "linesMetastatic >= 2" };
    const given = { treatments: [] };
    const { notRecommended } = decide(
      [row("alphamab", fixed), row("gammanib", fixed), row("betamab", turning)],
      { given },
    );
    expect(notRecommended.map((one) => one.id)).toEqual(["betamab", "alphamab", "gammanib"]);
    const mixed = considered({
      regimen: ["zetalisib"],
      ground: null,
      approvals: judged({ requires: turning }, { id: "A2", requires: fixed }),
    });
    const resisted = { cautions: [resistance(["deltaxel"])] };
    expect(
      decide([row("gammanib", fixed), mixed], { given, against: resisted }).notRecommended.map(
        (one) => one.id,
      ),
    ).toEqual(["zetalisib", "deltaxel", "gammanib"]);
  });
});

describe("options stand in order", () => {
  const order = (of: Considered[], circumstances?: Circumstances) =>
    decide(of, circumstances).options.map((one) => one.id);
  const one = (regimen: string, part: Partial<Considered> = {}) =>
    considered({ regimen: [regimen], ...part });
  it("of their tier, whatever the response rates say", () => {
    expect(
      order([
        one("alphamab", { ground: "preclinical" }),
        one("betamab", { ground: "trial", figures: [figure({ estimate: 90, n: 500 })] }),
        one("gammanib", { ground: "label met" }),
        one("deltaxel", { ground: "clinical elsewhere" }),
      ]),
    ).toEqual(["gammanib", "betamab", "deltaxel", "alphamab"]);
  });
  it("of one tier, an open label here before a label elsewhere", () => {
    expect(
      order([one("alphamab", { ground: "label elsewhere" }), one("betamab", { ground: "label open" })]),
    ).toEqual(["betamab", "alphamab"]);
  });
  it("of what was studied in brain metastases first, where the patient has them, and within its tier only", () => {
    const studied = safety({ caution: caution({ topic: "brain metastases", therapies: ["betamab"] }) });
    const whole = [one("alphamab"), one("betamab"), one("gammanib", { ground: "trial" })];
    const ids = (...found: JudgedSafety[]) =>
      decide(whole, { against: { safety: found } }).options.map((option) => option.id);
    expect(ids()).toEqual(["alphamab", "betamab", "gammanib"]);
    expect(ids(studied)).toEqual(["betamab", "alphamab", "gammanib"]);
    expect(ids(safety({ caution: caution({ topic: "brain metastases", therapies: ["gammanib"] }) }))).toEqual(
      ["alphamab", "betamab", "gammanib"],
    );
  });
  it("of chosen agencies that approved, then of those whose label is open, then of others, each agency once", () => {
    const labels = (...agencies: string[]) => ({
      approvals: judged(...agencies.map((agency, index) => ({ id: `${index}`, agency: agency as never }))),
    });
    expect(
      order([
        one("alphamab", labels("FDA", "FDA", "FDA")),
        one("betamab", labels("FDA", "EMA")),
        one("gammanib", labels("FDA", "NMPA")),
        one("deltaxel", labels("FDA", "NMPA", "PMDA")),
      ]),
    ).toEqual(["betamab", "deltaxel", "gammanib", "alphamab"]);
    const open = judged({ id: "x", agency: "EMA", requires: { biomarker: "pdl1Cps >= 1" } });
    expect([labels("FDA").approvals[0]?.verdict.applies, open[0]?.verdict.applies]).toEqual([
      "met",
      "unknown",
    ]);
    expect(
      order([
        one("alphamab", labels("FDA")),
        one("betamab", { approvals: [...labels("FDA").approvals, ...open] }),
        one("gammanib", labels("FDA", "EMA")),
        one("deltaxel", { approvals: [...labels("FDA", "EMA").approvals, ...open] }),
      ]),
    ).toEqual(["deltaxel", "gammanib", "betamab", "alphamab"]);
    expect(
      order([
        one("alphamab", labels("FDA", "PMDA")),
        one("betamab", { ...labels("FDA"), figures: [figure({ n: 10 })] }),
      ]),
    ).toEqual(["betamab", "alphamab"]);
  });
  it("of figures that were seen, then of the largest study, then of their id", () => {
    expect(
      order([
        one("alphamab", { figures: [figure({ status: "recalled", n: 900 })] }),
        one("betamab", { figures: [figure({ n: 10 }), figure({ n: 20 }), figure({ status: "recalled" })] }),
        one("gammanib", { figures: [figure({ n: 30 }), figure({ n: 5 })] }),
        one("epsilabine", { figures: [figure({ n: null })] }),
        one("deltaxel", { figures: [figure({ n: null })] }),
      ]),
    ).toEqual(["gammanib", "betamab", "deltaxel", "epsilabine", "alphamab"]);
  });
  it("of investigational ones twelve at most, the rest is counted; labels are never left out", () => {
    const many = [...Array(14).keys()].map((n) =>
      one("alphamab", { id: `i${String(n).padStart(2, "0")}`, ground: "trial" }),
    );
    const labels = [...Array(13).keys()].map((n) => one("alphamab", { id: `l${n}` }));
    const { options, leftOut } = decide([...many, ...labels]);
    expect(leftOut).toBe(2);
    expect(options).toHaveLength(25);
    expect(options.map((each) => each.id)).not.toContain("i12");
    expect(options.map((each) => each.id)).toContain("i11");
    expect(decide(many.slice(0, 12)).leftOut).toBe(0);
  });
});
