import type { Advice, Case, KnowledgeBundle } from "@erbium/model";
import { compileGuidelines } from "@erbium/status";
import { canonical } from "@erbium/variants";
import { describe, expect, it } from "vitest";
import {
  alteration,
  approval,
  claim,
  conflict,
  fact,
  imported,
  mechanism,
  outcome,
  reportedPositive,
  type SmallCircumstances,
  safetyRule,
  smallAdvice,
  smallKnowledge,
  source,
  statement,
  study,
} from "../test/small-knowledge.ts";
import { advise } from "./advise.ts";

const advice = (
  given: Partial<Case> = {},
  part: Partial<KnowledgeBundle> = {},
  circumstances: SmallCircumstances = {},
): Advice => smallAdvice({ ...reportedPositive, ...given }, smallKnowledge(part), circumstances);
const texts = (messages: readonly { readonly text: string }[]) => messages.map((one) => one.text);
const codes = (one: Advice) => one.cautions.map((caution) => caution.code);

describe("the advice", () => {
  it("names the case, the knowledge, the tumour and the jurisdictions, each once", () => {
    const found = advice({ tumour: "IDC" }, {}, { jurisdictions: ["EMA", "FDA", "EMA"] });
    expect(found.case).toEqual({ ...reportedPositive, tumour: "IDC" });
    expect(found.knowledge).toEqual({
      version: "1.0.0",
      hash: "sha256:small",
      asOf: "2026-11-21",
      imports: [],
    });
    expect(found.tumour).toEqual({
      code: "IDC",
      name: "Invasive ductal carcinoma",
      lineage: ["IDC", "BRCA", "SOLID"],
    });
    expect(found.jurisdictions).toEqual(["EMA", "FDA"]);
  });
  it("refuses a tumour that nobody knows, and says where it stands", () => {
    const guidelines = compileGuidelines([]);
    if (!guidelines.ok) throw new Error("no guidelines");
    const found = advise({
      case: { tumour: "brest cancer" },
      knowledge: smallKnowledge(),
      guidelines: guidelines.value,
      asOf: "2026-11-21",
      jurisdictions: [],
    });
    expect(found).toMatchObject({ ok: false, error: [{ code: "unknown-tumour", path: "tumour" }] });
  });
  it("rests on a test, and says why; without one on the alterations alone", () => {
    expect(advice().status).toMatchObject({
      status: "positive",
      test: 0,
      why: { code: "guiding.only" },
    });
    expect(advice({ tests: [] }).status).toMatchObject({ test: null, why: { code: "status.no-test" } });
  });
  it("lists imports that a user loaded beside the bundle", () => {
    expect(smallAdvice({}, smallKnowledge({}, imported())).knowledge.imports).toEqual([
      { name: "civic", date: "2026-04-25", hash: "sha256:import" },
    ]);
  });
  it("opens with the headline, whose parts stand beside it", () => {
    const found = advice({}, { approvals: [approval()] });
    expect(found.headline.text).toBe(texts(found.headlineParts ?? []).join(" "));
    expect(found.headlineParts?.map((one) => one.code)).toEqual([
      "headline.reported",
      "headline.options-met",
    ]);
  });
});

describe("labels", () => {
  it("read the histology from the tumour's name, where nobody states it", () => {
    const squamous = (tumour: string, tumours: string[]) =>
      advice(
        { tumour },
        { approvals: [approval({ tumours, requires: { tumour: "squamous" } })] },
      ).options.map((one) => one.tier);
    expect(squamous("LUSC", ["LUSC"])).toEqual(["1"]);
    expect(squamous("LUSC", [])).toEqual(["1"]);
    expect(squamous("BRCA", ["BRCA"])).toEqual(["2"]);
  });
});

describe("tests", () => {
  const test = (date: string, reported: "positive" | "negative" | "equivocal") => ({
    sample: date,
    date,
    reported,
  });
  it("stand in order of their date, each compared with the one before it", () => {
    const found = advice({
      tests: [test("2026-03", "negative"), test("2024-01", "positive"), test("2025-01", "positive")],
    });
    expect(found.tests.map((one) => one.status)).toEqual(["positive", "positive", "negative"]);
    expect(found.comparisons.map((one) => [one.from, one.to, one.changed])).toEqual([
      [0, 1, false],
      [1, 2, true],
    ]);
    expect(found.comparisons[1]?.message.text).toMatch(/2025-01.*2026-03/);
  });
  it("that differ are a caution, those that agree are none", () => {
    expect(codes(advice({ tests: [test("2024-01", "positive"), test("2025-01", "negative")] }))).toContain(
      "results-differ",
    );
    expect(codes(advice({ tests: [test("2024-01", "positive"), test("2025-01", "positive")] }))).toEqual([]);
    expect(advice().comparisons).toEqual([]);
  });
});

describe("alterations", () => {
  const records = [
    alteration("L755S", { statements: [statement({ id: "own" })] }),
    alteration("kinase", {
      key: "ERBB2:kinase domain",
      function: { class: "uncertain" },
      statements: [statement({ id: "of the class" })],
    }),
  ];
  const described = (
    given: NonNullable<Case["alterations"]>[number],
    part: Partial<KnowledgeBundle> = { alterations: records },
  ) => advice({ alterations: [given] }, part).alterations[0];
  it("carry what the file says of them and what the knowledge says of their function", () => {
    const claims = [claim("c1", { alterationKey: "ERBB2:p.L755S" }), claim("c2")];
    const whole = described(
      { name: "HER2 p.Leu755Ser", vaf: 0.3, origin: "somatic", sample: "s1", date: "2026" },
      { alterations: records, claims },
    );
    expect(whole).toMatchObject({
      key: "ERBB2:p.L755S",
      vaf: 0.3,
      origin: "somatic",
      sample: "s1",
      date: "2026",
      function: {
        class: "activating",
        words: "activating in cells",
        status: "verified",
        sources: [{ source: "paper" }],
      },
      germlineAdvice: null,
      claims: ["c1"],
    });
    expect(Object.keys(whole?.function ?? {})).toEqual(["class", "words", "status", "sources"]);
    expect(whole?.statements.map((one) => one.id)).toEqual(["own", "of the class"]);
  });
  it("say how closely the knowledge matches", () => {
    const match = (name: string, of = records) => described(name, { alterations: of })?.match;
    expect(match("ERBB2 L755S")).toBe("exact");
    expect(match("ERBB2 V777L")).toBe("class");
    expect(match("ERBB2 L755P", records.slice(0, 1))).toBe("same residue");
    expect(match("ERBB2 V777L", records.slice(0, 1))).toBe("none");
  });
  it("of which nothing is recorded have no function, and none that could not be read has claims", () => {
    expect(described("ERBB2 S310F", { alterations: records.slice(0, 1) })?.function).toBeNull();
    const claims = [claim("c1", { alterationKey: "ERBB2:p.L755S" })];
    expect(described("gibberish", { alterations: records, claims })).toMatchObject({
      key: null,
      match: "none",
      claims: [],
      statements: [],
    });
  });
  it("that may be germline advise counselling", () => {
    expect(described({ name: "ERBB2 L755S", origin: "germline" })?.germlineAdvice?.code).toBe(
      "caution.germline",
    );
  });
});

describe("evidence carries an option", () => {
  const said = (part: object, asOf: string) =>
    advice(
      { alterations: ["ERBB2 L755S"] },
      { alterations: [alteration("L755S", { statements: [statement(part)] })] },
      { asOf },
    ).options.map((one) => one.id);
  it("once one of its sources was public", () => {
    expect(said({}, "2020-02-29")).toEqual([]);
    expect(said({}, "2020-03-31")).toEqual(["gammanib"]);
    expect(said({ sources: [{ source: "second" }, { source: "paper" }] }, "2020-03-31")).toEqual([
      "gammanib",
    ]);
    expect(said({ sources: [{ source: "second" }] }, "2020-03-31")).toEqual([]);
  });
  it("of an undated source, or imported, from the day of the knowledge on", () => {
    const undated = (asOf: string) =>
      advice(
        { alterations: ["ERBB2 L755S"] },
        {
          sources: [source("undated")],
          alterations: [
            alteration("L755S", { statements: [statement({ sources: [{ source: "undated" }] })] }),
          ],
        },
        { asOf },
      ).options.length;
    expect([undated("2026-11-20"), undated("2026-11-21")]).toEqual([0, 1]);
    const of = (asOf: string) =>
      smallAdvice({ ...reportedPositive, alterations: ["ERBB2 L755S"] }, smallKnowledge({}, imported()), {
        asOf,
      }).options.length;
    expect([of("2026-11-20"), of("2026-11-21")]).toEqual([0, 1]);
  });
  it("in a population that the HER2 state fits", () => {
    const found = (words: string, given: Partial<Case> = {}) =>
      advice(given, { studies: [study("ONE", outcome({ alteration: words }))] }).options.length;
    expect(found("HER2-positive")).toBe(1);
    expect(found("HER2-positive", { tests: [{ reported: "negative" }] })).toBe(0);
    const hormone = { biomarkers: { er: "positive" as const } };
    expect(found("HER2-positive, HR+", hormone)).toBe(1);
    expect(found("HER2-positive, triple-negative", hormone)).toBe(0);
    const scored = (score: "2+" | "3+") => ({
      tests: [{ ihc: { score, scoring: "breast-2018" as const } }],
    });
    expect(found("HER2 IHC 3+", scored("3+"))).toBe(1);
    expect(found("HER2 IHC 3+", scored("2+"))).toBe(0);
    expect(found("ERBB2 amplification", { alterations: ["ERBB2 amplification"] })).toBe(1);
  });
});

describe("cautions", () => {
  it("are of the case, of its alterations, of safety, of resistance and of the options, each once", () => {
    const found = advice(
      {
        alterations: ["ERBB2 T798I", "PIK3CA H1047R"],
        treatments: [{ regimen: ["betamab"], setting: "metastatic", line: 1, progressed: true }],
        treatmentsComplete: true,
      },
      {
        approvals: [
          approval({ companionDiagnostics: ["Test A"] }),
          approval({ id: "A2", regimen: ["alphamab", "betamab"] }),
        ],
        alterations: [
          alteration("T798I", {
            function: { class: "disputed" },
            statements: [statement({ effect: "resistant" })],
          }),
        ],
        mechanisms: [mechanism()],
        safety: [
          safetyRule({ id: "option", text: "Of the option." }),
          safetyRule({ id: "other", therapies: ["gammanib"], text: "Of no option." }),
          safetyRule({ id: "case", therapies: ["gammanib"], tumours: ["BRCA"], text: "Of the case." }),
          safetyRule({
            id: "stop",
            therapies: ["gammanib"],
            severity: "stop",
            when: "linesMetastatic >= 1",
            text: "It stops.",
          }),
        ],
      },
    );
    expect(found.cautions.map((one) => [one.severity, one.code])).toEqual([
      ["stop", "safety.stop"],
      ["caution", "alteration-resistant"],
      ["caution", "disputed-function"],
      ["caution", "mechanism.R1"],
      ["caution", "prior-progression"],
      ["watch", "companion-diagnostic"],
      ["watch", "safety.case"],
      ["watch", "safety.option"],
    ]);
  });
  it("of one weight stand in order of code, then of their words", () => {
    const found = advice(
      {},
      {
        approvals: [approval()],
        safety: [safetyRule({ id: "b", text: "B" }), safetyRule({ id: "a", text: "A" })],
        mechanisms: [mechanism({ id: "z", concerns: "her2Positive", facts: [fact({ text: "x" })] })],
      },
    );
    expect(codes(found)).toEqual(["mechanism.z", "safety.a", "safety.b"]);
    const unclassified = advice({ alterations: ["ERBB2 V777L", "ERBB2 L755S"] });
    expect(texts(unclassified.cautions.map((one) => one.message))).toEqual([
      expect.stringMatching(/^ERBB2 L755S/),
      expect.stringMatching(/^ERBB2 V777L/),
    ]);
  });
  it("of a tumour-agnostic label say that a score was read under another system, where something stands on it", () => {
    const found = (ground: boolean) =>
      advice(
        { tests: [{ ihc: { score: "3+", scoring: "breast-2018" } }] },
        {
          approvals: [
            approval({
              tumours: [],
              requires: {
                biomarker: ground ? 'ihcScore = "3+"' : 'ihcScore = "3+" and not(setting = "metastatic")',
              },
            }),
          ],
        },
      );
    expect(codes(found(true))).toEqual(["scoring-mismatch"]);
    expect(found(true).options[0]?.cautions.map((one) => one.code)).toEqual(["scoring-mismatch"]);
    expect(codes(found(false))).toEqual([]);
  });
});

describe("gaps", () => {
  it("are what labels and safety rules miss, with the options they touch", () => {
    const found = advice(
      {},
      {
        approvals: [
          approval({ requires: { biomarker: "pdl1Cps >= 1" } }),
          approval({ id: "A2", regimen: ["gammanib"] }),
        ],
        safety: [
          safetyRule({ when: "lvefPercent < 50", severity: "caution" }),
          safetyRule({ id: "no option", therapies: ["betamab"], when: "ageYears > 80" }),
        ],
      },
    );
    expect(found.gaps.map((one) => [one.test, one.wouldChange])).toEqual([
      ["PD-L1 combined positive score (CPS)", ["alphamab"]],
      ["LVEF (echocardiogram or MUGA)", ["alphamab"]],
      ["HER2 IHC", []],
    ]);
    expect(found.headlineParts?.at(-1)).toMatchObject({
      code: "headline.gap",
      params: { test: "PD-L1 combined positive score (CPS)" },
    });
  });
});

describe("conflicts", () => {
  it("are those that the case touches, by alteration, therapy of an option, label or rule", () => {
    const found = advice(
      { alterations: ["ERBB2 L755S"] },
      {
        approvals: [
          approval(),
          approval({ id: "A2", regimen: ["betamab"], requires: { biomarker: "not(her2Positive)" } }),
          approval({ id: "A3", state: "superseded", to: "2021-01" }),
          approval({ id: "A4", regimen: ["betamab"], state: "unresolved" }),
        ],
        conflicts: [
          conflict({ id: "therapy", concerns: { therapies: ["alphamab"] } }),
          conflict({ id: "rejected", concerns: { therapies: ["betamab"] } }),
          conflict({ id: "label", concerns: { approvals: ["A1"] } }),
          conflict({ id: "label not met", concerns: { approvals: ["A2"] } }),
          conflict({ id: "label over", concerns: { approvals: ["A3"] } }),
          conflict({ id: "label in doubt", concerns: { approvals: ["A4"] } }),
          conflict({ id: "key", severity: "high", concerns: { keys: ["ERBB2:p.L755S"] } }),
          conflict({ id: "tumour", concerns: { tumours: ["STAD"], keys: ["ERBB2:p.L755S"] } }),
        ],
      },
    );
    expect(found.conflicts.map((one) => one.id)).toEqual(["key", "label", "label in doubt", "therapy"]);
    expect(found.conflicts[0]).toEqual({
      id: "key",
      question: "Which?",
      positions: [{ says: "this", sources: [{ source: "paper" }] }],
      use: "neither",
      moderators: [],
      concerns: ["ERBB2:p.L755S"],
      inForce: { from: null, to: null, held: "met" },
    });
  });
});

describe("sources", () => {
  it("are numbered as the report shows them: status, alterations, options, cautions, conflicts, the rest", () => {
    const cite = (id: string) => ({ sources: [{ source: id }] });
    const found = advice(
      { alterations: ["ERBB2 L755S"] },
      {
        sources: ["alteration", "option", "safety", "conflict", "rejected", "case"].map((id) =>
          source(id, { date: "2019" }),
        ),
        alterations: [
          alteration("L755S", {
            function: cite("alteration"),
            statements: [
              statement({
                id: "s",
                therapies: [],
                case: { regimen: ["gammanib"], outcome: "PR" },
                ...cite("case"),
              }),
            ],
          }),
        ],
        approvals: [
          approval(cite("option")),
          approval({
            id: "A2",
            regimen: ["betamab"],
            requires: { biomarker: "not(her2Positive)" },
            ...cite("rejected"),
          }),
        ],
        safety: [safetyRule({ tumours: ["BRCA"], therapies: ["gammanib"], ...cite("safety") })],
        conflicts: [
          conflict({
            concerns: { tumours: ["BRCA"] },
            positions: [{ says: "this", ...cite("conflict") }],
          }),
        ],
      },
    );
    expect(found.sources.map((one) => one.id)).toEqual([
      "alteration",
      "case",
      "option",
      "safety",
      "conflict",
      "rejected",
    ]);
    expect(found.similarCases.map((one) => one.statement)).toEqual(["s"]);
  });
});

describe("the scope", () => {
  const scope = (...from: Parameters<typeof advice>) => advice(...from).scope.map((one) => one.code);
  const always = ["scope.support", "scope.as-of", "scope.agencies", "scope.rates"];
  const complete = { treatments: [] };
  it("says what the advice is, its day, its jurisdictions and what is not ranked", () => {
    expect(scope(complete)).toEqual(always);
    expect(texts(advice(complete).scope)).toContain(
      "Jurisdictions chosen: FDA, EMA. No record found never means not approved.",
    );
    expect(texts(advice(complete, {}, { asOf: "2025-01-01" }).scope)).toContain(
      "Labels, guideline editions and evidence as of 2025-01-01; knowledge as of 2026-11-21.",
    );
    expect(scope(complete, {}, { jurisdictions: [] })).toEqual([
      "scope.support",
      "scope.as-of",
      "scope.all-agencies",
      "scope.rates",
    ]);
  });
  it("says that the history is not complete", () => {
    expect(scope({})).toEqual([...always, "scope.history"]);
  });
  it("says how much was left out", () => {
    const many = [...Array(14).keys()].map((n) =>
      study(`S${n}`, outcome({ regimen: ["alphamab", `x${n}`] })),
    );
    const therapies = [
      ...smallKnowledge().bundle.therapies,
      ...[...Array(14).keys()].map((n) => ({
        ...(smallKnowledge().bundle.therapies[4] as KnowledgeBundle["therapies"][number]),
        id: `x${n}`,
        names: { en: [`x${n}`], zh: [], ko: [] },
      })),
    ];
    const found = advice(
      { treatments: [{ regimen: ["deltaxel"], setting: "metastatic", line: 1 }], treatmentsComplete: true },
      { studies: many, therapies },
    );
    expect(texts(found.scope).at(-1)).toMatch(/^2 further investigational regimens/);
  });
  it("says that the day asked for lies after the knowledge", () => {
    expect(scope(complete, {}, { asOf: "2026-11-21" })).toEqual(always);
    expect(scope(complete, {}, { asOf: "2026-11-22" })).toEqual([...always, "scope.later"]);
  });
});

describe("calls of a file", () => {
  const call = (name: string, filter: string | null) => ({
    alteration: canonical(name, smallKnowledge().genes),
    vaf: 0.4,
    depth: 100,
    filter,
    sample: "t",
    line: 1,
    genotype: null,
  });
  it("count as alterations of the patient; those that were left out are said", () => {
    const file = {
      records: 2,
      calls: [call("ERBB2 L755S", "PASS"), call("ERBB2 V777L", "LowQual")],
      assembly: "GRCh38" as const,
      sample: "t",
      warnings: [],
    };
    const found = advice({}, {}, { calls: [file] });
    expect(found.alterations.map((one) => [one.key, one.vaf, one.sample])).toEqual([
      ["ERBB2:p.L755S", 0.4, "t"],
    ]);
    expect(codes(found)).toContain("calls-left-out");
  });
});
