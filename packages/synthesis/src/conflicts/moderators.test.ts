import { describe, expect, it } from "vitest";
import { assertion } from "./assertion.fixture.ts";
import type { Assertion } from "./assertion.ts";
import { moderatorsBetween } from "./moderators.ts";

const between = (...sides: readonly (readonly Partial<Assertion>[])[]): string[] =>
  moderatorsBetween(
    sides.map((parts, at) => ({
      says: String(at),
      assertions: parts.map((part) => assertion({ source: "s", tumour: null, alteration: "", ...part })),
    })),
  );

describe("what may explain a disagreement", () => {
  it.each<[Partial<Assertion>, Partial<Assertion>, string]>([
    [{ tumour: "NSCLC" }, { tumour: "STAD" }, "tumour: NSCLC against STAD"],
    [{ preclinical: true }, {}, "patients or cells: cells or animals against patients"],
    [{ assay: "ihc" }, { assay: "ish" }, "test: ihc against ish"],
    [{ alteration: "a" }, { alteration: "b" }, "alteration: a against b"],
    [{ population: "old" }, { population: "young" }, "population: old against young"],
    [{ therapies: ["y", "x"] }, { therapies: ["z"] }, "treatment: x + y against z"],
    [{ outcome: "OS" }, { outcome: "PFS" }, "outcome: OS against PFS"],
    [{ comparator: "a" }, { comparator: "b" }, "comparison: a against b"],
    [{ n: 20 }, { n: 300 }, "size of the study: 20 against 300"],
    [{ source: "a" }, { source: "b" }, "who asserts it: a against b"],
  ])("%o against %o", (a, b, words) => {
    expect(between([a], [b])).toEqual([words]);
  });
  it("is nothing that one side leaves unsaid or that both share", () => {
    expect(between([{ tumour: "NSCLC" }], [{}])).toEqual([]);
    expect(between([{ tumour: "NSCLC" }, { tumour: "STAD" }], [{ tumour: "STAD" }])).toEqual([]);
    expect(between([{ n: 1 }])).toEqual([]);
  });
  it("names three values in order and counts the rest", () => {
    const many = ["d", "c", "b", "a", "e"].map((population) => ({ population }));
    expect(between(many, [{ population: "z" }])).toEqual(["population: a, b, c and 2 more against z"]);
    expect(between(many.slice(1, 4), [{ population: "z" }])).toEqual(["population: a, b, c against z"]);
  });
  it("finds the sides that differ among three", () => {
    expect(between([{ n: 1 }], [{ n: 1 }], [{ n: 2 }])).toEqual(["size of the study: 1 against 2"]);
  });
});
