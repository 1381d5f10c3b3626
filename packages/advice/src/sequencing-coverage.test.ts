import { expect, it } from "vitest";
import { coveredInTissue } from "./sequencing-coverage.ts";

const complete = {
  material: "tissue",
  genes: ["HER2", "KRAS"],
  types: ["snv", "indel"],
  result: "complete",
} as const;
const symbol = (name: string): string => (name === "HER2" ? "ERBB2" : name);
const covered = (test: object, gene = "ERBB2", types: ("snv" | "indel" | "cnv")[] = ["snv"]): boolean =>
  coveredInTissue([test], gene, types, symbol);

it("covers a gene under its alias, for the types that were looked at", () => {
  expect(covered(complete)).toBe(true);
  expect(covered(complete, "ERBB2", ["snv", "indel"])).toBe(true);
  expect(covered(complete, "ERBB2", ["snv", "cnv"])).toBe(false);
  expect(covered(complete, "NRAS")).toBe(false);
});

it.each([
  ["plasma", { material: "plasma" }],
  ["a failed test", { result: "failed" }],
  ["an unstated material", { material: undefined }],
  ["an unstated result", { result: undefined }],
  ["unstated genes", { genes: undefined }],
  ["unstated types", { types: undefined }],
])("does not cover by %s", (_, part) => {
  expect(covered({ ...complete, ...part })).toBe(false);
});

it("lets two tests cover what one did not", () => {
  const test = (type: "snv" | "cnv") => ({
    material: "tissue" as const,
    genes: ["ERBB2"],
    types: [type],
    result: "complete" as const,
  });
  expect(coveredInTissue([test("snv"), test("cnv")], "ERBB2", ["snv", "cnv"], symbol)).toBe(true);
  expect(coveredInTissue([test("snv")], "ERBB2", ["snv", "cnv"], symbol)).toBe(false);
  expect(coveredInTissue(undefined, "ERBB2", ["snv"], symbol)).toBe(false);
});
