import { message } from "@erbium/model";
import { describe, expect, it } from "vitest";
import {
  alteration,
  approval,
  reportedPositive,
  smallKnowledge,
  smallPatient,
} from "../test/small-knowledge.ts";
import { judgeApproval } from "./approval-verdict.ts";
import {
  caseCautions,
  changedCaution,
  findingCautions,
  germlineAdvice,
  scoringCaution,
} from "./case-cautions.ts";
import { caseFacts } from "./case-facts.ts";
import type { Considered } from "./considered.ts";
import { tumourView } from "./her2-view.ts";
import type { Patient } from "./patient.ts";

const finding = (
  name: string | { name: string; origin: "somatic" | "germline" },
  record?: ReturnType<typeof alteration>,
  polymorphism = false,
) => {
  const knowledge = smallKnowledge({
    alterations: record ? [record] : [],
    polymorphisms: [],
  });
  const [found] = smallPatient({ alterations: [name] }, knowledge).findings;
  if (!found) throw new Error("no finding");
  return polymorphism ? { ...found, known: { ...found.known, polymorphism } } : found;
};

describe("of an alteration is said", () => {
  it("nothing where its function is known and it is somatic", () => {
    expect(findingCautions(finding("ERBB2 L755S", alteration("L755S")))).toEqual([]);
    expect(germlineAdvice(finding("ERBB2 L755S", alteration("L755S")))).toBeNull();
  });
  it("that it could not be read", () => {
    const [found, ...more] = findingCautions(finding("ERBB2 Q755S"));
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      code: "unread-alteration",
      severity: "caution",
      topic: "alteration",
      status: "verified",
      therapies: [],
      because: [],
      claims: [],
      sources: [],
    });
    expect(found?.message.text).toMatch(/^"ERBB2 Q755S" could not be read as an alteration: ./);
  });
  it("that it is a common polymorphism, and then nothing else", () => {
    const record = alteration("I655V", {
      function: { class: "benign polymorphism" },
      germlinePossible: true,
    });
    const found = finding("ERBB2 I655V", record);
    expect(findingCautions(found)).toMatchObject([
      {
        code: "polymorphism",
        severity: "watch",
        topic: "alteration",
        message: { text: "ERBB2 I655V is a common polymorphism; no therapy follows from it" },
        sources: [{ source: "paper" }],
      },
    ]);
    expect(germlineAdvice(found)?.code).toBe("caution.polymorphism");
    expect(findingCautions(finding("ERBB2 I655V", undefined, true))[0]?.sources).toEqual([]);
  });
  it("that nothing is recorded of its function: neither activating nor neutral", () => {
    expect(findingCautions(finding("ERBB2 G776S"))).toMatchObject([
      {
        code: "unclassified",
        severity: "caution",
        topic: "alteration",
        message: { params: { name: "ERBB2 G776S" } },
      },
    ]);
    expect(findingCautions(finding("ERBB2 amplification"))).toEqual([]);
    expect(findingCautions(finding("PIK3CA H1047R"))).toEqual([]);
  });
  it("that its function is disputed, by its class or by its sources", () => {
    for (const part of [{ class: "disputed" }, { class: "activating", status: "conflict" }])
      expect(
        findingCautions(
          finding("ERBB2 L755S", alteration("L755S", { function: { ...part, words: "both" } })),
        ),
      ).toMatchObject([
        {
          code: "disputed-function",
          severity: "caution",
          topic: "alteration",
          status: "conflict",
          message: { params: { name: "ERBB2 L755S", words: "both" } },
          sources: [{ source: "paper" }],
        },
      ]);
  });
  it("that it may be germline, by the record or by what the patient's file says", () => {
    const possible = finding("ERBB2 G660D", alteration("G660D", { germlinePossible: true }));
    expect(findingCautions(possible)).toMatchObject([
      {
        code: "germline",
        severity: "caution",
        topic: "alteration",
        message: { code: "caution.germline", params: { name: "ERBB2 G660D" } },
        sources: [{ source: "paper" }],
      },
    ]);
    expect(germlineAdvice(possible)?.text).toMatch(/counselling/);
    const stated = finding({ name: "PIK3CA H1047R", origin: "germline" });
    expect(findingCautions(stated)).toMatchObject([{ code: "germline", sources: [] }]);
    expect(germlineAdvice(stated)?.code).toBe("caution.germline");
    expect(findingCautions(finding({ name: "PIK3CA H1047R", origin: "somatic" }))).toEqual([]);
    expect(germlineAdvice(finding({ name: "ERBB2 amplification", origin: "germline" }))?.text).toMatch(
      /^ERBB2 amplification may be germline/,
    );
  });
});

describe("of the case is said", () => {
  const cautions = (given: object, part: Partial<Patient> = {}) =>
    caseCautions({ ...smallPatient(given), ...part });
  it("nothing of one without contradictions", () => {
    expect(cautions({})).toEqual([]);
    expect(cautions({ biomarkers: { ras: "wild-type" } })).toEqual([]);
    expect(cautions({ biomarkers: { ras: "mutant" }, alterations: ["KRAS G12D"] })).toEqual([]);
  });
  it("that a stated wild type contradicts a listed mutation", () => {
    expect(cautions({ biomarkers: { ras: "wild-type" }, alterations: ["KRAS G12D"] })).toMatchObject([
      {
        code: "contradiction",
        severity: "caution",
        topic: "RAS",
        message: { code: "caution.ras-contradiction" },
      },
    ]);
  });
  it("which treatments nobody knows, each once, in order", () => {
    const treatments = [
      { regimen: ["study drug b", "alphamab"] },
      { regimen: ["study drug b", "study drug a"] },
    ];
    expect(cautions({ treatments })).toMatchObject([
      {
        code: "unknown-therapy",
        severity: "caution",
        topic: "history",
        message: { params: { names: "study drug a, study drug b" } },
      },
    ]);
  });
  it("how many calls were left out", () => {
    expect(cautions({}, { callsLeftOut: 1 })).toMatchObject([
      { code: "calls-left-out", severity: "watch", topic: "sequencing", message: { params: { count: 1 } } },
    ]);
  });
  it("that two tests differ", () => {
    const text = message("scope.rates");
    expect(changedCaution(text)).toMatchObject({
      code: "results-differ",
      severity: "caution",
      topic: "HER2 test",
      message: text,
    });
  });
});

describe("a score under another system than the tumour-agnostic label's", () => {
  const patient = (ihc: object | null, flags: object[] = []): Patient => {
    const found = smallPatient(reportedPositive);
    return { ...found, state: { ...found.state, ihc, flags } as Patient["state"] };
  };
  const considered = (part: Parameters<typeof approval>[0]): Considered => {
    const knowledge = smallKnowledge({ approvals: [approval(part)] });
    const [compiled] = knowledge.approvals;
    if (!compiled) throw new Error("no approval");
    const one = smallPatient();
    const facts = caseFacts(one, tumourView(one.state), "2026-11-21", []);
    return {
      regimen: ["alphamab"],
      approvals: [judgeApproval(compiled, one, facts, "2026-11-21")],
    } as unknown as Considered;
  };
  const agnostic = considered({ tumours: [], requires: { biomarker: 'ihcScore = "3+"' } });
  const breast = (score: string) => patient({ score, scoring: "breast-2018", computed: false });

  it("is said, with both systems", () => {
    expect(scoringCaution(agnostic, breast("3+"), "gastric-2016")).toMatchObject({
      code: "scoring-mismatch",
      severity: "caution",
      topic: "HER2 test",
      therapies: ["alphamab"],
      sources: [{ source: "paper" }],
      message: {
        code: "caution.scoring-mismatch",
        params: { score: "3+", scoring: "breast-2018", asked: "gastric-2016" },
      },
    });
  });
  it("is said of 0 too, which is carried over", () => {
    expect(scoringCaution(agnostic, breast("0"), "gastric-2016")?.message.code).toBe(
      "caution.scoring-mismatch-zero",
    );
  });
  it("is said where a system is not recorded, or the label names none", () => {
    const unrecorded = patient({ score: "3+", scoring: null, computed: false });
    expect(scoringCaution(agnostic, unrecorded, "gastric-2016")?.message.params.scoring).toBe(
      "an unrecorded system",
    );
    expect(scoringCaution(agnostic, breast("3+"), null)?.message.params.asked).toBe("another system");
  });
  it("is said of a score that the tumour's own guideline did not read", () => {
    const flag = (inputs: object) => ({ code: "scoring-mismatch", severity: "warning", message: "", inputs });
    const read = (inputs: object) =>
      scoringCaution(
        agnostic,
        patient(null, [{ code: "historic", inputs: {} }, flag(inputs)]),
        "gastric-2016",
      )?.message.params;
    expect(read({ score: "2+", scoring: "heracles" })).toMatchObject({ score: "2+", scoring: "heracles" });
    expect(read({ score: "2+" })).toMatchObject({ scoring: "an unrecorded system" });
    expect(read({ score: 2 })).toBeUndefined();
    expect(scoringCaution(agnostic, patient(null), "gastric-2016")).toBeNull();
  });
  it("is not said of a label that is not met whatever the score", () => {
    const over = considered({ tumours: [], requires: { biomarker: 'ihcScore = "3+"' }, to: "2022-01-01" });
    expect(scoringCaution(over, breast("3+"), "gastric-2016")).toBeNull();
  });
  it("is not said where the systems agree, or the regimen has no tumour-agnostic label over HER2", () => {
    const gastric = patient({ score: "3+", scoring: "gastric-2016", computed: false });
    expect(scoringCaution(agnostic, gastric, "gastric-2016")).toBeNull();
    for (const part of [
      { tumours: ["BRCA"], requires: { biomarker: 'ihcScore = "3+"' } },
      { tumours: [], requires: { biomarker: 'altered("ERBB2", "mutation")' } },
      { tumours: [], requires: {} },
    ])
      expect(scoringCaution(considered(part), breast("3+"), "gastric-2016")).toBeNull();
    expect(
      scoringCaution(
        considered({ tumours: ["SOLID"], requires: { biomarker: "her2Positive" } }),
        breast("3+"),
        "gastric-2016",
      ),
    ).not.toBeNull();
  });
});
