import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { caseVocabulary, type Mechanism } from "@erbium/model";
import { factsFrom, parseCondition, type Value } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import type { FoundStatement } from "./alteration-statements.ts";
import { matrixOf } from "./matrix.ts";
import type { KnownFinding, Patient } from "./patient.ts";
import { alterationCautions, mechanismCautions } from "./resistance-cautions.ts";

const finding = {
  alteration: { gene: "ERBB2", proteinShort: "T798I", key: "ERBB2:p.T798I", input: "T798I", classes: [] },
  known: { polymorphism: false },
} as unknown as KnownFinding;
const statement = (part: Partial<FoundStatement["statement"]>, key = "ERBB2:p.T798I"): FoundStatement => ({
  key,
  imported: false,
  statement: {
    id: "s",
    text: "words",
    kind: "preclinical",
    therapies: ["neratinib"],
    effect: "resistant",
    scope: "allele",
    match: "exact",
    status: "verified",
    doubt: null,
    sources: [{ source: "r" }],
    ...part,
  },
});
const knowledge = {
  therapyName: (id: string) => id,
  claimsFor: () => [{ id: "c1" }],
  therapyIs: () => true,
} as unknown as KnowledgeIndex;
const cautions = (...statements: FoundStatement[]) => alterationCautions(finding, statements, knowledge);

describe("cautions of an alteration", () => {
  it.each([
    ["resistant", "caution", /resistance to neratinib/],
    ["reduced", "caution", /reduced effect of neratinib/],
    ["conflicting", "caution", /conflicts/],
    ["no benefit", "caution", /no benefit of neratinib/],
    ["uncertain", "watch", /uncertain/],
  ] as const)("%s is a %s", (effect, severity, words) => {
    const [found] = cautions(statement({ effect }));
    expect(found).toMatchObject({
      severity,
      therapies: ["neratinib"],
      topic: "resistance",
      status: "verified",
      claims: ["c1"],
    });
    expect(found?.message.text).toMatch(words);
  });
  it.each(["sensitive", "binds", "none stated", null] as const)("%s is none", (effect) => {
    expect(cautions(statement({ effect }))).toEqual([]);
  });
  it("show the counter-evidence beside it", () => {
    const [found] = cautions(
      statement({}),
      statement({ id: "t", effect: "sensitive", text: "it works", kind: "clinical" }),
    );
    expect(found?.because.map((one) => one.text)).toEqual([
      "preclinical: words",
      "also reported, clinical: it works",
    ]);
  });
  it("never transfer a neighbour's evidence", () => {
    const [found] = cautions(statement({ match: "same residue" }, "ERBB2:p.T798M"));
    expect(found).toMatchObject({ code: "same-residue", severity: "watch" });
    expect(found?.message.text).toMatch(/belongs to T798M.*not transferred/);
  });
  it("mark what was recalled, and say a doubt", () => {
    expect(cautions(statement({ status: "recalled" }))[0]).toMatchObject({
      severity: "watch",
      status: "recalled",
      message: { code: "caution.unconfirmed-resistant" },
    });
    expect(cautions(statement({ doubt: "misprint" }))[0]?.because[0]?.text).toMatch(/doubted: misprint/);
  });
  it("stand once per therapy and effect", () => {
    expect(
      cautions(statement({}), statement({ id: "t" }), statement({ therapies: ["lapatinib"] })).map(
        (one) => one.therapies,
      ),
    ).toEqual([["lapatinib"], ["neratinib"]]);
  });
});

describe("mechanisms", () => {
  const judged = (part: Partial<Mechanism>, values: Record<string, Value> = { ras: "mutant" }) => {
    const row = {
      id: "R1",
      name: "RAS",
      category: "",
      role: "resistance",
      concerns: 'ras = "mutant"',
      therapies: ["a"],
      tumours: [],
      facts: [
        {
          id: "f",
          text: "weakens",
          therapies: ["b"],
          bearing: "for",
          status: "verified",
          sources: [{ source: "r" }],
        },
      ],
      ...part,
    } as Mechanism;
    const condition = row.concerns === undefined ? null : parseCondition(row.concerns, caseVocabulary);
    if (condition && !condition.ok) throw new Error(condition.error.message);
    const facts = factsFrom(values);
    return mechanismCautions(
      { tumour: { code: "BRCA" } } as Patient,
      { facts, supposing: () => facts, countsAreOpen: false },
      {
        mechanisms: [{ row, condition: condition?.ok ? condition.value : null }],
        tumourIs: (a: string, b: string) => a === b,
      } as unknown as KnowledgeIndex,
    )[0];
  };
  it("concern a patient who meets their condition in their tumour", () => {
    expect(judged({})).toMatchObject({
      code: "mechanism.R1",
      severity: "caution",
      therapies: ["a", "b"],
      status: "verified",
    });
    expect(judged({}, { ras: "wild-type" })).toBeUndefined();
    expect(judged({}, {})).toBeUndefined();
    expect(judged({ tumours: ["STAD"] })).toBeUndefined();
    expect(judged({ tumours: ["BRCA"] })).toBeDefined();
    expect(judged({ facts: [] })).toBeUndefined();
  });
  it("set facts for and against side by side, recalled ones marked", () => {
    const facts = (["for", "against", "context"] as const).map((bearing) => ({
      id: bearing,
      text: bearing,
      therapies: [],
      bearing,
      status: "verified" as const,
      sources: [],
    }));
    const recalled = {
      id: "r",
      text: "r",
      therapies: [],
      bearing: "for" as const,
      status: "recalled" as const,
      sources: [{ source: "never" }],
    };
    const found = judged({ facts: [...facts, recalled] });
    expect(found?.because.map((one) => one.code)).toEqual([
      "caution.fact-for",
      "caution.fact-against",
      "caution.fact-context",
      "caution.fact-unconfirmed",
    ]);
    expect(found?.sources).toEqual([]);
    expect(judged({ facts: [recalled] })).toMatchObject({ status: "recalled", severity: "watch" });
  });
  it("watch only, where nothing speaks for a weakened effect or it is a biomarker", () => {
    expect(judged({ role: "biomarker" })?.severity).toBe("watch");
    expect(
      judged({
        facts: [{ id: "f", text: "t", therapies: [], bearing: "against", status: "verified", sources: [] }],
      })?.severity,
    ).toBe("watch");
  });
});

describe("the matrix", () => {
  const cells = (...statements: FoundStatement[]) => matrixOf([{ finding, statements }], [], knowledge);
  it("has a cell where something is said and null where nothing is", () => {
    const found = matrixOf(
      [{ finding, statements: [statement({})] }],
      [{ regimen: ["tucatinib"] } as never],
      knowledge,
    );
    expect(found.columns.map((one) => one.therapy)).toEqual(["neratinib", "tucatinib"]);
    expect(found.cells).toEqual([
      [{ direction: "resistant", level: "preclinical", match: "exact", statements: ["s"] }, null],
    ]);
    expect(found.rows).toEqual([{ key: "ERBB2:p.T798I", label: "ERBB2 T798I" }]);
  });
  it("splits on a conflict, counts reduced as resistant and lets a firm word stand before an uncertain one", () => {
    expect(cells(statement({}), statement({ effect: "sensitive" })).cells[0]?.[0]?.direction).toBe(
      "conflicting",
    );
    expect(cells(statement({ effect: "reduced" })).cells[0]?.[0]?.direction).toBe("resistant");
    expect(
      cells(statement({ effect: "uncertain" }), statement({ effect: "sensitive" })).cells[0]?.[0]?.direction,
    ).toBe("sensitive");
    expect(cells(statement({ effect: "uncertain" })).cells[0]?.[0]?.direction).toBe("uncertain");
    expect(cells(statement({ effect: "no benefit" })).cells[0]?.[0]?.direction).toBe("no benefit");
  });
  it("takes the closest match and the best level, and nothing recalled", () => {
    const found = cells(
      statement({ match: "same residue", effect: "sensitive" }),
      statement({ match: "class", kind: "clinical" }),
    );
    expect(found.cells[0]?.[0]).toMatchObject({ match: "class", direction: "resistant", level: "clinical" });
    expect(cells(statement({ status: "recalled" })).columns).toEqual([]);
  });
});
