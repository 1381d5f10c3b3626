import type { ImportedItem } from "@erbium/knowledge-base";
import { describe, expect, it } from "vitest";
import { alteration, imported, smallKnowledge, smallPatient, statement } from "../test/small-knowledge.ts";
import { statementsOf } from "./alteration-statements.ts";

/** What is said of the last of these alterations of the patient, in which all of them stand. */
const said = (alterations: readonly string[], knowledge = smallKnowledge()) => {
  const { findings } = smallPatient({ alterations: [...alterations] }, knowledge);
  const last = alterations.at(-1);
  const finding = findings.find((one) => one.alteration.input === last);
  if (!finding) throw new Error(`no finding ${last}`);
  return statementsOf(finding, new Set(findings.flatMap((one) => one.alteration.key ?? [])), knowledge);
};

describe("what is recorded", () => {
  const knowledge = smallKnowledge({
    alterations: [
      alteration("L755S", { statements: [statement({ id: "own", text: "of itself", doubt: "a misprint" })] }),
      alteration("L755P", { statements: [statement({ id: "neighbour", text: "of a neighbour" })] }),
      alteration("class", {
        key: "ERBB2:kinase domain",
        words: "kinase domain mutations",
        statements: [statement({ id: "class", text: "of a class", effect: "reduced" })],
      }),
      alteration("V777L", { statements: [statement({ id: "other" })] }),
    ],
  });
  it("of the change, of its class and of its residue, each marked", () => {
    expect(said(["ERBB2 L755S"], knowledge).map((one) => [one.statement.match, one.statement.text])).toEqual([
      ["exact", "of itself"],
      ["class", "kinase domain mutations: of a class"],
      ["same residue", "L755P: of a neighbour"],
    ]);
  });
  it("is carried over whole, with the key it stands under", () => {
    expect(said(["ERBB2 L755S"], knowledge)[0]).toEqual({
      key: "ERBB2:p.L755S",
      imported: false,
      statement: {
        id: "own",
        text: "of itself",
        kind: "clinical",
        therapies: ["gammanib"],
        effect: "sensitive",
        scope: "allele",
        match: "exact",
        status: "verified",
        doubt: "a misprint",
        sources: [{ source: "paper" }],
      },
    });
    const bare = smallKnowledge({
      alterations: [alteration("L755S", { statements: [statement({ effect: undefined })] })],
    });
    expect(said(["ERBB2 L755S"], bare)[0]?.statement).toMatchObject({ effect: null, doubt: null });
  });
});

describe("what is imported", () => {
  const from = (part: Partial<ImportedItem>, ...alterations: string[]) =>
    said(alterations.length > 0 ? alterations : ["ERBB2 L755S"], smallKnowledge({}, imported(part)));

  it("stands with its words, level, therapies and disease", () => {
    expect(from({})).toEqual([
      {
        key: "ERBB2:p.L755S",
        imported: true,
        statement: {
          id: "civic:EID1",
          text: "ERBB2 L755S, gammanib, Breast Cancer: supports sensitivity (level B)",
          kind: "clinical",
          therapies: ["gammanib"],
          effect: "sensitive",
          scope: "allele",
          match: "exact",
          status: "verified",
          doubt: null,
          sources: [{ source: "civic:EID1" }],
        },
      },
    ]);
  });
  it("names several therapies as the source relates them, and by its own name where none resolves", () => {
    const therapies = [
      { name: "Gammanib", id: "gammanib" },
      { name: "Mystery", id: null },
    ];
    expect(from({ therapies, interaction: "combination" })[0]?.statement).toMatchObject({
      therapies: ["gammanib", "Mystery"],
      text: "ERBB2 L755S, gammanib + Mystery, Breast Cancer: supports sensitivity (level B)",
    });
    expect(from({ therapies, interaction: "substitutes" })[0]?.statement.text).toMatch(
      /gammanib or Mystery,/,
    );
    expect(from({ therapies: [], disease: null })[0]?.statement.text).toBe(
      "ERBB2 L755S: supports sensitivity (level B)",
    );
  });
  it.each([
    ["A", "clinical"],
    ["B", "clinical"],
    ["C", "case"],
    ["D", "preclinical"],
    ["E", "note"],
  ] as const)("of level %s is %s evidence", (level, kind) => {
    expect(from({ level })[0]?.statement.kind).toBe(kind);
  });
  it("that predicts nothing is a note without an effect", () => {
    expect(from({ type: "Prognostic" })[0]?.statement).toMatchObject({ kind: "note", effect: null });
  });
  it.each([
    ["supports", "Sensitivity/Response", "sensitive"],
    ["supports", "Response", "sensitive"],
    ["supports", "Resistance", "resistant"],
    ["supports", "Reduced Sensitivity", "reduced"],
    ["supports", "Adverse event", "none stated"],
    ["supports", null, "none stated"],
    ["does not support", "Sensitivity/Response", "none stated"],
    ["does not support", "Resistance", "none stated"],
    [null, "Resistance", "none stated"],
  ] as const)("%s %s is read as: %s", (direction, significance, effect) => {
    expect(from({ direction, significance })[0]?.statement.effect).toBe(effect);
  });
  it("is not used when it is blocked or was rejected, and doubted while only submitted", () => {
    expect(from({ blocked: "retracted" })).toEqual([]);
    expect(from({ status: "rejected" })).toEqual([]);
    expect(from({ status: "submitted" })[0]?.statement.doubt).toMatch(/not yet accepted/);
  });
  it("is of this gene and this change", () => {
    expect(from({ genes: ["EGFR"] })).toEqual([]);
    expect(from({}, "ERBB2 V777L")).toEqual([]);
    expect(from({}, "no alteration at all")).toEqual([]);
  });
  it("of another change of the residue is shown as such", () => {
    expect(from({}, "ERBB2 L755P")[0]?.statement).toMatchObject({ match: "same residue" });
    expect(from({}, "ERBB2 L755P")[0]?.key).toBe("ERBB2:p.L755P");
    expect(from({ keys: ["ERBB2:p.L755S", "ERBB3:p.E928G"] }, "ERBB2 L755P")).toEqual([]);
    expect(from({ keys: [] }, "ERBB2 L755P")).toEqual([]);
  });

  describe("of a profile of several alterations", () => {
    const l755s = { name: "L755S", key: "ERBB2:p.L755S" };
    const e928g = { name: "E928G", key: "ERBB3:p.E928G" };
    const unread = { name: "something", key: null };
    const of = (profile: ImportedItem["profile"], ...alterations: string[]) =>
      from(
        { profile, keys: ["ERBB2:p.L755S", "ERBB3:p.E928G"], genes: ["ERBB2", "ERBB3"] },
        ...alterations,
        "ERBB2 L755S",
      ).length;
    it("needs every part of an AND", () => {
      expect(of({ and: [l755s, e928g] }, "ERBB3 E928G")).toBe(1);
      expect(of({ and: [l755s, e928g] })).toBe(0);
      expect(of({ and: [l755s, unread] })).toBe(0);
    });
    it("needs one part of an OR", () => {
      expect(of({ or: [l755s, e928g] })).toBe(1);
      expect(of({ or: [e928g, unread] })).toBe(0);
    });
    it("never counts an alteration nobody listed as absent", () => {
      expect(of({ and: [l755s, { not: e928g }] }, "ERBB3 E928G")).toBe(0);
      expect(of({ and: [l755s, { not: e928g }] })).toBe(0);
      expect(of({ not: { not: l755s } })).toBe(0);
      const withoutE928g = { and: [l755s, { not: e928g }] };
      expect(from({ profile: withoutE928g, keys: ["ERBB2:p.L755S"] })).toEqual([]);
    });
  });
});
