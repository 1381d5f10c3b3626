import { describe, expect, it } from "vitest";
import { familiesOf } from "./families.ts";

const tree: Readonly<Record<string, readonly string[]>> = {
  LUAD: ["LUAD", "NSCLC", "LUNG"],
  NSCLC: ["NSCLC", "LUNG"],
  LUNG: ["LUNG"],
  MIXED: ["MIXED"],
  BRCA: ["BRCA", "MIXED"],
  STAD: ["STAD", "MIXED"],
  SKIN: ["SKIN"],
  NAIL: ["NAIL", "SKIN"],
};
const guideline: Readonly<Record<string, string>> = {
  LUAD: "lung",
  NSCLC: "lung",
  BRCA: "breast",
  STAD: "gastric",
  SKIN: "agnostic",
  NAIL: "agnostic",
};
const families = () =>
  familiesOf({
    lineage: (id: string) => tree[id] ?? [],
    guidelineFamily: (id: string) => guideline[id] ?? null,
    bundle: { tumours: Object.keys(tree).map((id) => ({ id })) },
  } as unknown as Parameters<typeof familiesOf>[0]);

describe("the family of a tumour", () => {
  it.each([
    [null, "any"],
    ["SOLID", "any"],
    ["LUAD", "lung"],
    ["LUNG", "lung"],
    ["MIXED", "MIXED"],
    ["SKIN", "SKIN"],
    ["NAIL", "NAIL"],
    ["XXXX", "XXXX"],
  ])("of %s is %s", (code, of) => {
    const family = families();
    expect(family(code)).toBe(of);
    expect(family(code)).toBe(of);
  });
});
