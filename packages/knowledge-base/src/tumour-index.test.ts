import type { Tumour } from "@erbium/model";
import { expect, it } from "vitest";
import { tumourIndex } from "./tumour-index.ts";

const tumour = (id: string, parent: string | null, groups?: string[]): Tumour =>
  ({ id, parent, names: { en: [id], zh: [], ko: [] }, ...(groups ? { groups } : {}) }) as unknown as Tumour;
const index = tumourIndex([
  tumour("SOLID", null),
  tumour("BLADDER", "SOLID"),
  tumour("UROTHELIAL", "BLADDER"),
  tumour("BLCA", "BLADDER", ["UROTHELIAL"]),
  tumour("UTUC", "BLADDER", ["UROTHELIAL"]),
  tumour("BLSC", "BLADDER"),
  tumour("PART", "UTUC"),
]);

it("a group covers its members and what lies below them, and its members do not cover each other", () => {
  for (const code of ["BLCA", "UTUC", "PART", "UROTHELIAL"])
    expect(index.tumourIs(code, "UROTHELIAL")).toBe(true);
  expect(index.tumourIs("UTUC", "BLCA")).toBe(false);
  expect(index.tumourIs("BLSC", "UROTHELIAL")).toBe(false);
  expect(index.tumourIs("BLADDER", "UROTHELIAL")).toBe(false);
});

it("a lineage names the group before the parents, each once", () => {
  expect(index.lineage("UTUC")).toEqual(["UTUC", "UROTHELIAL", "BLADDER", "SOLID"]);
  expect(index.lineage("PART")).toEqual(["PART", "UTUC", "UROTHELIAL", "BLADDER", "SOLID"]);
});
