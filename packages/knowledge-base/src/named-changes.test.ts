import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { namedChanges } from "./named-changes.ts";
import { openKnowledge } from "./open.ts";

const opened = openKnowledge(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../dist/knowledge.json"), "utf8")),
);
if (!opened.ok) throw new Error(opened.error.message);
const { genes } = opened.value;

describe("protein changes named among words", () => {
  it.each([
    ["L755S/P", ["L755S", "L755P"]],
    ["p.Arg678Gln", ["R678Q"]],
    ["A775_G776insYVMA or G776delinsVC", ["Y772_A775dup", "G776delinsVC"]],
    ["exon 20 insertions", []],
    [null, []],
  ])("%s", (words, changes) => {
    expect(namedChanges(words, genes)).toEqual(changes);
  });
  it("of another gene are read on that gene", () => {
    expect(namedChanges("H1047R", genes, "PIK3CA")).toEqual(["H1047R"]);
  });
  it("stand as they are where the gene has no such residue", () => {
    expect(namedChanges("W9999Q", genes)).toEqual(["W9999Q"]);
  });
});
