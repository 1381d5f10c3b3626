import { factsFrom } from "@erbium/rules";
import { describe, expect, it } from "vitest";
import { claim, tinyBundle } from "../test/tiny-knowledge.ts";
import { findEvidence } from "./find-evidence.ts";
import { openKnowledge } from "./open.ts";

const index = (change?: Parameters<typeof tinyBundle>[0]) => {
  const opened = openKnowledge(tinyBundle(change).bundle);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
};
const knowledge = index();

describe("tumours by name", () => {
  it.each([
    ["BRCA", "BRCA"],
    ["brca", "BRCA"],
    ["Breast Cancer", "BRCA"],
    ["ＢＲＥＡＳＴ　cancer", "BRCA"],
    ["breast", "BRCA"],
    ["metastatic breast cancer", "BRCA"],
    ["乳腺癌", "BRCA"],
    ["유방암", "BRCA"],
    ["non small-cell lung cancer", "NSCLC"],
  ])("finds %s", (name, code) =>
    expect(knowledge.tumour(name)).toMatchObject({ ok: true, value: { id: code } }),
  );
  it("refuses an unknown one and suggests the nearest", () => {
    expect(knowledge.tumour("brest cancer")).toMatchObject({
      ok: false,
      error: { code: "unknown-tumour", remedy: expect.stringContaining("Breast cancer") },
    });
    expect(knowledge.tumour("x".repeat(100_000)).ok).toBe(false);
  });
  it("knows ancestors, itself first", () => {
    expect(knowledge.lineage("IDC")).toEqual(["IDC", "BRCA", "SOLID"]);
    expect([
      knowledge.tumourIs("IDC", "BRCA"),
      knowledge.tumourIs("BRCA", "IDC"),
      knowledge.tumourIs("STAD", "SOLID"),
    ]).toEqual([true, false, true]);
  });
  it("inherits the guideline family", () => {
    expect([knowledge.guidelineFamily("COADREAD"), knowledge.guidelineFamily("BRCA")]).toEqual([
      "colorectal",
      null,
    ]);
  });
});

describe("therapies by name", () => {
  it.each([
    "alphamab deruxtecan",
    "A-DXd",
    "a dxd",
    "AB 1234",
    "Alfertu",
    "阿尔法",
    "알파맙",
    "fam-alphamab deruxtecan-abcd",
  ])("finds %s", (name) => {
    expect(knowledge.therapy(name)).toEqual({ id: "alphamab deruxtecan", kind: "therapy" });
  });
  it("finds a class, and nothing for an unknown name", () => {
    expect(knowledge.therapy("抗HER2治疗")).toEqual({ id: "anti-HER2", kind: "class" });
    expect(knowledge.therapy("gammamab")).toBeNull();
  });
  it("knows classes through all levels", () => {
    expect(
      ["HER2 ADC", "anti-HER2", "systemic therapy", "alphamab deruxtecan", "alphamab"].map((one) =>
        knowledge.therapyIs("alphamab deruxtecan", one),
      ),
    ).toEqual([true, true, true, true, false]);
    expect(knowledge.therapyIs("HER2 ADC", "anti-HER2")).toBe(true);
    expect(knowledge.therapyIs("unknown", "anti-HER2")).toBe(false);
  });
  it("knows regimens that have a name of their own, and says it", () => {
    const named = index((items) => {
      items.regimens = [
        {
          id: "AB",
          names: { en: ["AB"], zh: ["方案"] },
          members: ["alphamab", "betataxel"],
          status: "verified",
          sources: [{ source: "paper" }],
        },
      ];
    });
    expect(named.regimen("方案")).toEqual(["alphamab", "betataxel"]);
    expect(named.regimenName(["betataxel", "alphamab"])).toBe("betataxel + alphamab (AB)");
    expect(named.regimen("CD")).toBeNull();
  });
  it("names regimens with usual abbreviations", () => {
    expect(knowledge.regimenName(["alphamab deruxtecan", "betataxel"])).toBe(
      "alphamab deruxtecan (A-DXd) + betataxel",
    );
  });
});

describe("approvals", () => {
  it("carry each part with its words and condition", () => {
    const [first] = index((items) =>
      Object.assign(items.approvals![0]!, {
        requires: { biomarker: "her2Positive", line: "linesMetastatic >= 1" },
        recalled: ["line"],
      }),
    ).approvals;
    expect(first?.parts.map(({ part, words, recalled }) => ({ part, words, recalled }))).toEqual([
      { part: "biomarker", words: "HER2+", recalled: false },
      { part: "line", words: "2L", recalled: true },
    ]);
    expect(first?.parts[0]?.condition.evaluate(factsFrom({ her2Positive: true })).truth).toBe("met");
    expect(first?.parts[1]?.condition.evaluate(factsFrom({})).truth).toBe("unknown");
  });
});

describe("alterations", () => {
  it("are found by key, and by residue without themselves", () => {
    expect(knowledge.alteration("ERBB2:p.L755S")?.id).toBe("L755S");
    expect(knowledge.alteration("ERBB2:p.V777L")).toBeNull();
    expect(knowledge.sameResidue("ERBB2:p.L755P").map((record) => record.id)).toEqual(["L755S"]);
    expect(knowledge.sameResidue("ERBB2:p.L755S")).toEqual([]);
    expect(knowledge.sameResidue("ERBB2:p.V777L")).toEqual([]);
  });
});

describe("claims", () => {
  const three = index((items) => {
    items.claims = [
      claim("a", { alterationKey: "ERBB2:p.L755S", therapies: ["alphamab deruxtecan"], tumour: "IDC" }),
      claim("b", {
        alterationKey: null,
        certainty: "low",
        tumour: "STAD",
        tumourWords: "gastric",
        statement: "Gastric figures.",
      }),
      claim("c", { alterationKey: "EGFR:mutation", tumour: null, therapies: [] }),
    ];
  });
  it.each([
    [{}, ["a", "b", "c"]],
    [{ key: "ERBB2:p.L755S" }, ["a"]],
    [{ gene: "EGFR" }, ["c"]],
    [{ tumour: "BRCA" }, ["a"]],
    [{ tumour: "SOLID" }, ["a", "b"]],
    [{ therapy: "HER2 ADC" }, ["a"]],
    [{ therapy: "anti-HER2" }, ["a", "b"]],
    [{ level: "low" }, ["b"]],
    [{ text: "figures gastric" }, ["b"]],
    [{ source: "paper", tumour: "GIST" }, []],
  ])("%j finds %j", (query, ids) => expect(three.claimsFor(query).map((one) => one.id)).toEqual(ids));
});

describe("evidence", () => {
  const kinds = (query: Parameters<typeof findEvidence>[1]) =>
    findEvidence(knowledge, query).map((hit) => `${hit.kind} ${hit.id}`);
  it("is found over every kind, with its source", () => {
    expect(kinds({})).toEqual(["statement L755S.1", "claim c1", "outcome o1", "approval A1"]);
    expect(findEvidence(knowledge, {}).every((hit) => hit.sources.includes("paper"))).toBe(true);
  });
  it.each([
    [{ gene: "ERBB2" }, ["statement L755S.1", "outcome o1", "approval A1"]],
    [{ gene: "PTEN" }, []],
    [{ alteration: "ERBB2:p.L755S" }, ["statement L755S.1"]],
    [{ tumour: "IDC" }, ["claim c1", "outcome o1", "approval A1"]],
    [{ tumour: "GIST" }, []],
    [{ level: "Preclinical" }, ["statement L755S.1"]],
    [{ source: "NCT00000001" }, ["claim c1", "outcome o1"]],
    [{ source: "12345" }, ["statement L755S.1", "claim c1", "outcome o1", "approval A1"]],
    [{ text: "RESISTANT lapatinib" }, ["statement L755S.1"]],
    [{ therapy: "HER2 ADC" }, []],
  ])("%j finds %j", (query, found) => expect(kinds(query)).toEqual(found));
});

describe("opening", () => {
  it("refuses a value that is no bundle", () => {
    expect(openKnowledge({} as never)).toMatchObject({ ok: false, error: { code: "knowledge-shape" } });
  });
});
