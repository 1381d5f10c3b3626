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

describe("the words of a caution", () => {
  const of = (part: Partial<FoundStatement["statement"]>) => cautions(statement(part))[0];
  it.each([
    ["resistant", "resistant"],
    ["reduced", "reduced"],
    ["conflicting", "conflicting"],
    ["no benefit", "no-benefit"],
    ["uncertain", "uncertain"],
  ] as const)(
    "on what is %s have a code of their own, and another where it was only recalled",
    (effect, code) => {
      expect(of({ effect })).toMatchObject({
        code: `alteration-${code}`,
        message: { code: `caution.alteration-${code}` },
      });
      expect(of({ effect, status: "recalled" })).toMatchObject({
        code: `alteration-${code}`,
        message: { code: `caution.unconfirmed-${code}` },
      });
    },
  );
  it("name the alteration, the therapy and how closely it matches", () => {
    expect(of({})?.message.params).toEqual({
      alteration: "ERBB2 T798I",
      therapy: "neratinib",
      match: "this alteration",
    });
    expect(of({ match: "class" })?.message.params.match).toBe("its class");
  });
  it("name every neighbour the evidence belongs to, once", () => {
    const near = (key: string) => statement({ match: "same residue" }, key);
    const [found] = cautions(near("ERBB2:p.T798M"), near("ERBB2:p.T798M"), near("ERBB2:class"));
    expect(found?.message.params).toEqual({
      alteration: "ERBB2 T798I",
      therapy: "neratinib",
      effect: "resistant",
      other: "T798M, ERBB2:class",
    });
  });
});

describe("what stands in one caution", () => {
  it("is of one therapy, one effect and one closeness", () => {
    const found = cautions(
      statement({ id: "a" }),
      statement({ id: "b", effect: "reduced" }),
      statement({ id: "c", match: "class" }),
      statement({ id: "d", therapies: ["lapatinib", "neratinib"] }),
    );
    expect(
      found.map((one) => [one.therapies[0], one.code, one.message.params.match, one.because.length]),
    ).toEqual([
      ["lapatinib", "alteration-resistant", "this alteration", 1],
      ["neratinib", "alteration-reduced", "this alteration", 3],
      ["neratinib", "alteration-resistant", "its class", 1],
      ["neratinib", "alteration-resistant", "this alteration", 3],
    ]);
  });
  it("sets beside it what is said otherwise of the same therapy at the same closeness", () => {
    const [found] = cautions(
      statement({ sources: [{ source: "a" }] }),
      statement({ effect: "sensitive", therapies: ["lapatinib"], text: "of another therapy" }),
      statement({ effect: "sensitive", match: "class", text: "of the class" }),
      statement({ effect: null, text: "no effect stated", doubt: "a misprint", sources: [{ source: "b" }] }),
    );
    expect(found?.because.map((one) => one.code)).toEqual(["caution.says", "caution.counter"]);
    expect(found?.because[1]?.params.text).toBe("no effect stated; doubted: a misprint");
    expect(found?.sources).toEqual([{ source: "a" }, { source: "b" }]);
  });
  it("is recalled only where nothing in it was seen, and else has the status of its first", () => {
    const status = (...of: ("verified" | "recalled" | "conflict")[]) => {
      const [found] = cautions(...of.map((one) => statement({ status: one })));
      return [found?.status, found?.severity];
    };
    expect(status("recalled", "recalled")).toEqual(["recalled", "watch"]);
    expect(status("verified", "recalled")).toEqual(["verified", "caution"]);
    expect(status("conflict", "verified")).toEqual(["conflict", "caution"]);
  });
  it("cites the claims on this alteration and this therapy", () => {
    const asked: unknown[] = [];
    const noting = {
      ...knowledge,
      claimsFor: (query: unknown) => {
        asked.push(query);
        return [];
      },
    } as unknown as KnowledgeIndex;
    expect(alterationCautions(finding, [statement({})], noting)[0]?.claims).toEqual([]);
    expect(asked).toEqual([{ key: "ERBB2:p.T798I", therapy: "neratinib" }]);
  });
});

describe("mechanisms", () => {
  const judged = (
    part: Partial<Mechanism>,
    values: Record<string, Value> = { ras: "mutant" },
    asOf = "2026-11-21",
  ) => {
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
    const knowledge = {
      mechanisms: [{ row, condition: condition?.ok ? condition.value : null }],
      tumourIs: (a: string, b: string) => a === b,
      asOf: "2026-11-21",
    } as unknown as KnowledgeIndex;
    return mechanismCautions(
      { tumour: { code: "BRCA" } } as Patient,
      { facts, supposing: () => facts },
      knowledge,
      asOf,
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
    expect(judged({ tumours: ["STAD", "BRCA"] })).toBeDefined();
    expect(judged({ facts: [] })).toBeUndefined();
    expect(judged({ concerns: undefined })).toBeUndefined();
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
  it("say by name what the patient has, and nothing that is unknown", () => {
    const found = judged({ concerns: 'ras = "mutant" or her2Positive' });
    expect(found?.message.code).toBe("caution.mechanism-resistance");
    expect(found?.message.params).toEqual({ name: "RAS", because: "RAS: mutant" });
    expect(judged({ role: "biomarker" })?.message.code).toBe("caution.mechanism-biomarker");
    expect(found).toMatchObject({ topic: "resistance", claims: [], sources: [{ source: "r" }] });
    expect(judged({ role: "biomarker" })?.topic).toBe("biomarker");
  });
  it("say what holds before what does not; a condition of denials says those", () => {
    const said = (concerns: string, values: Record<string, Value>) =>
      judged({ concerns }, values)?.message.params.because;
    expect(said("her2Positive or pregnant", { her2Positive: true, pregnant: false })).toBe(
      "HER2-positive: yes",
    );
    expect(said("not(pregnant)", { pregnant: false })).toBe("pregnant: no");
  });
  it("say a fact with its note and its doubt, and name each therapy once", () => {
    const fact = {
      id: "f",
      text: "weakens",
      note: "in cells",
      doubt: "small",
      therapies: ["a", "b"],
      bearing: "for" as const,
      status: "conflict" as const,
      sources: [],
    };
    const found = judged({
      facts: [fact, { ...fact, note: undefined, doubt: undefined, status: "verified" }],
    });
    expect(found?.because.map((one) => one.params.text)).toEqual(["weakens; in cells; small", "weakens"]);
    expect(found).toMatchObject({ therapies: ["a", "b"], status: "conflict", severity: "caution" });
  });
  it("count a recalled fact for nothing that was seen", () => {
    const fact = (bearing: "for" | "against", status: "verified" | "recalled") => ({
      id: bearing,
      text: bearing,
      therapies: [],
      bearing,
      status,
      sources: [],
    });
    expect(judged({ facts: [fact("for", "verified"), fact("against", "recalled")] })).toMatchObject({
      status: "verified",
      severity: "caution",
    });
    expect(judged({ facts: [fact("against", "verified"), fact("for", "verified")] })?.severity).toBe(
      "caution",
    );
  });
  it("watch only, where nothing speaks for a weakened effect or it is a biomarker", () => {
    expect(judged({ role: "biomarker" })?.severity).toBe("watch");
    expect(
      judged({
        facts: [{ id: "f", text: "t", therapies: [], bearing: "against", status: "verified", sources: [] }],
      })?.severity,
    ).toBe("watch");
  });
  it("tell on a day in the past what was public then, and when the first of it was", () => {
    const fact = (id: string, from: string) => ({
      id,
      text: id,
      therapies: [],
      bearing: "for" as const,
      status: "verified" as const,
      sources: [{ source: "r" }],
      from,
    });
    const part = { facts: [fact("late", "2020"), fact("early", "2012-05"), fact("vague", "../2016")] };
    const on = (asOf: string) => {
      const found = judged(part, { ras: "mutant" }, asOf);
      return [found?.because.length, found?.inForce?.from, found?.inForce?.held];
    };
    expect(on("2012-04-30")).toEqual([1, "../2016", "unknown"]);
    expect(on("2014-01-01")).toEqual([2, "2012-05", "met"]);
    expect(on("2021-01-01")).toEqual([3, "2012-05", "met"]);
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
      [
        {
          direction: "resistant",
          level: "preclinical",
          match: "exact",
          unconfirmed: false,
          statements: ["s"],
        },
        null,
      ],
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
  it("takes the closest match and the best level", () => {
    const found = cells(
      statement({ match: "same residue", effect: "sensitive" }),
      statement({ match: "class", kind: "clinical" }),
    );
    expect(found.cells[0]?.[0]).toMatchObject({ match: "class", direction: "resistant", level: "clinical" });
  });
});
