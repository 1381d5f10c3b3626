import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { realFiles, sha256, tinyBundle } from "../../test/tiny-knowledge.ts";
import { compileBundle } from "../compile.ts";
import { findEvidence } from "../find-evidence.ts";
import { type ImportedItem, importedEvidenceSchema } from "../imported-evidence.ts";
import { openKnowledge } from "../open.ts";
import { importCivic } from "./import.ts";

const sample = readFileSync(join(import.meta.dirname, "../../test/civic-sample.tsv"), "utf8");
const names = (id: string, en: string[]) => ({
  id,
  names: { en },
  classes: ["anti-HER2"],
  status: "verified",
  sources: [{ source: "paper" }],
});
const opened = openKnowledge(
  tinyBundle((items) =>
    items.therapies?.push(names("trastuzumab", ["trastuzumab"]), names("zenocutuzumab", ["zenocutuzumab"])),
  ).bundle,
);
if (!opened.ok) throw new Error(opened.error.message);
const knowledge = opened.value;

const imported = (text: string) =>
  importCivic(new TextEncoder().encode(text), {
    name: "CIViC",
    date: "2026-04-25",
    hash: "sha256:0",
    knowledge,
  });
const items = (): ReadonlyMap<string, ImportedItem> => {
  const result = imported(sample);
  if (!result.ok) throw new Error(result.error.message);
  return new Map(result.value.items.map((item) => [item.id, item]));
};
const item = (id: number): ImportedItem => items().get(`civic:EID${id}`) as ImportedItem;
const changed = (from: string, to: string) => imported(sample.replace(from, to));

describe("importing CIViC", () => {
  it("keeps level, significance, direction, status, rating and citation", () => {
    expect(item(1012)).toMatchObject({
      level: "B",
      type: "predictive",
      direction: "does not support",
      significance: "Sensitivity/Response",
      status: "accepted",
      rating: 4,
      citation: { type: "PubMed", id: "26822398", pmid: "26822398" },
      url: "https://civicdb.org/links/evidence_items/1012",
    });
  });
  it("never flips a direction", () => {
    expect(item(1012).effect).toBe("not supported: sensitivity");
    expect(item(895).effect).toBe("not supported: resistance");
    expect(item(279).effect).toBe("sensitivity");
    expect(item(5814).effect).toBe("poor outcome");
  });
  it("keeps how therapies belong together", () => {
    expect([895, 1113, 279, 1012].map((id) => item(id).interaction)).toEqual([
      "combination",
      "sequential",
      "substitutes",
      null,
    ]);
    expect(item(1113).therapies).toEqual([
      { name: "Neratinib", id: null },
      { name: "Trastuzumab", id: "trastuzumab" },
    ]);
  });
  it("resolves a biologic with its suffix", () => {
    expect(item(12246).therapies).toEqual([{ name: "Zenocutuzumab-zbco", id: "zenocutuzumab" }]);
  });
  it("merges the names of one change under one key", () => {
    expect(item(1045).keys).toEqual(["ERBB2:p.Y772_A775dup"]);
    expect(item(12564).keys).toEqual(item(1045).keys);
  });
  it("reads a name for several changes as alternatives", () => {
    expect(item(1179).keys).toEqual(["ERBB2:p.S310F", "ERBB2:p.S310Y"]);
  });
  it("parses OR, AND, NOT and parentheses", () => {
    expect(item(11669).profile).toMatchObject({ or: [{ key: "ERBB2:mutation" }, { key: "ERBB3:mutation" }] });
    expect(item(1979).profile).toMatchObject({
      and: [{ name: "MET Amplification" }, { not: { name: "KRAS Mutation" } }],
    });
    expect(item(8195).profile).toMatchObject({
      and: [
        { name: "KIF5B::RET Fusion" },
        { or: [{ name: "RET G810C" }, { name: "RET G810S" }, { name: "RET G810R" }] },
      ],
    });
  });
  it("does not list under its keys what a profile excludes", () => {
    expect(item(1979).genes).toEqual(["MET", "KRAS"]);
    expect(item(1979).keys.filter((key) => key.startsWith("KRAS"))).toEqual([]);
  });
  it("resolves diseases whatever the order of their words", () => {
    expect([12564, 1012, 895].map((id) => [item(id).doid, item(id).tumour])).toEqual([
      ["3908", "NSCLC"],
      ["0060079", "BRCA"],
      ["9256", "COADREAD"],
    ]);
  });
  it("blocks an item whose paper is reported as retracted, and only that", () => {
    expect([...items().values()].filter((one) => one.blocked).map((one) => one.id)).toEqual(["civic:EID760"]);
    expect(item(760).blocked).toContain("retracted");
  });
  it("is found as evidence beside our own, but for what is blocked", () => {
    const result = imported(sample);
    const opened = openKnowledge(knowledge.bundle, result.ok ? [result.value] : []);
    if (!opened.ok) throw new Error(opened.error.message);
    expect(opened.value.imports).toEqual([{ name: "CIViC", date: "2026-04-25", hash: "sha256:0" }]);
    expect(opened.value.hash).toBe(knowledge.hash);
    const hits = findEvidence(opened.value, { alteration: "ERBB2:p.Y772_A775dup" });
    expect(hits.map((hit) => [hit.id, hit.level, hit.sources])).toEqual([
      ["civic:EID1045", "C", ["PubMed 26559459"]],
      ["civic:EID12564", "A", ["PubMed 40293180"]],
    ]);
    expect(findEvidence(opened.value, { source: "18725974" })).toEqual([]);
  });
  it("gives what its own schema reads back", () => {
    const result = imported(sample);
    expect(result.ok && importedEvidenceSchema.parse(JSON.parse(JSON.stringify(result.value)))).toEqual(
      result.ok && result.value,
    );
  });
  it("reads Windows line ends and a byte order mark", () => {
    const result = imported(`\uFEFF${sample.replaceAll("\n", "\r\n")}`);
    expect(result.ok && result.value.items.length).toBe(items().size);
  });

  it.each([
    ["a level that does not exist", "\tD\tPredictive", "\tF\tPredictive", "line 2", "evidence_level"],
    ["an unknown direction", "Does Not Support", "Opposes", "line 3", "evidence_direction"],
    ["an unknown interaction", "Combination", "Mixture", "line 4", "therapy_interaction_type"],
    ["an unknown status", "accepted", "maybe", "line 2", "evidence_status"],
    ["an id that is no number", "\n760\t", "\nabc\t", "line 2", "id"],
    ["an id that stands twice", "\n1012\t", "\n760\t", "line 3", "id"],
    ["an unclosed parenthesis", "RET G810R )", "RET G810R", "line 12", "not closed"],
    ["an operator without operand", "AND NOT KRAS Mutation", "AND", "line 11", "missing"],
    ["a row with a column too few", "1012\tERBB2 Amplification", "1012", "line 3", "17 columns"],
  ])("refuses %s with its line", (_, from, to, path, words) => {
    expect(changed(from, to)).toMatchObject({
      ok: false,
      error: { path, message: expect.stringContaining(words) },
    });
  });
  it("refuses a table without a column it needs", () => {
    expect(changed("evidence_direction", "direction")).toMatchObject({
      ok: false,
      error: { code: "table-column", path: "line 1" },
    });
  });
  it("refuses what is not UTF-8 text, and nothing at all", () => {
    const options = { name: "CIViC", date: "2026-04-25", hash: "sha256:0", knowledge };
    for (const bytes of [
      Uint8Array.of(0xff, 0xfe, 0x69, 0),
      Uint8Array.of(0x1f, 0x8b, 8, 0),
      Uint8Array.of(0xc4, 0xe3, 0xba),
    ])
      expect(importCivic(bytes, options)).toMatchObject({ ok: false, error: { code: "table-encoding" } });
    expect(importCivic(new Uint8Array(), options)).toMatchObject({
      ok: false,
      error: { code: "table-empty" },
    });
  });
});

const oracles = process.env.ERBIUM_ORACLES;
describe.skipIf(!oracles)("the whole of CIViC", () => {
  it("is read: 4,842 items, one of them blocked, the YVMA duplication under one key", () => {
    const compiled = compileBundle(realFiles(), sha256);
    if (!compiled.ok)
      throw new Error(`${compiled.error.length} errors in the knowledge: ${compiled.error[0]?.message}`);
    const index = openKnowledge(compiled.value.bundle);
    if (!index.ok) throw new Error(index.error.message);
    const bytes = readFileSync(join(oracles ?? "", "evidence/civic_all_20260425.tsv"));
    const result = importCivic(bytes, {
      name: "CIViC",
      date: "2026-04-25",
      hash: "sha256:0",
      knowledge: index.value,
    });
    if (!result.ok) throw new Error(result.error.message);
    const all = result.value.items;
    expect(all).toHaveLength(4842);
    expect(all.filter((one) => one.blocked).map((one) => one.id)).toEqual(["civic:EID760"]);
    expect(
      new Set(all.filter((one) => one.keys.includes("ERBB2:p.Y772_A775dup")).map((one) => one.profileWords))
        .size,
    ).toBe(3);
    const erbb2 = all.filter((one) => one.genes.includes("ERBB2"));
    expect(erbb2.filter((one) => one.keys.length === 0).map((one) => one.profileWords)).toEqual([]);
    expect(new Set(erbb2.filter((one) => one.tumour === null).map((one) => one.disease))).toEqual(
      new Set(["Cancer"]),
    );
    const count = (field: "level" | "direction" | "interaction") =>
      Object.groupBy(all, (one) => one[field] ?? "none");
    expect(count("direction")["does not support"]).toHaveLength(513);
    expect([
      count("interaction").combination?.length,
      count("interaction").substitutes?.length,
      count("interaction").sequential?.length,
    ]).toEqual([346, 328, 11]);
  });
});

describe("any bytes at all", () => {
  const line = sample.split("\n");
  it("give items or a refusal", () => {
    const cell = fc.oneof(fc.constantFrom(...line.flatMap((one) => one.split("\t"))), fc.string());
    const table = fc
      .array(fc.array(cell, { minLength: 17, maxLength: 19 }).map((cells) => cells.join("\t")))
      .map((rows) => new TextEncoder().encode([line[0], ...rows].join("\n")));
    const options = { name: "CIViC", date: "2026-04-25", hash: "sha256:0", knowledge };
    fc.assert(
      fc.property(
        fc.oneof(table, fc.uint8Array({ maxLength: 300 })),
        (bytes) => typeof importCivic(bytes, options).ok === "boolean",
      ),
    );
  });
});
