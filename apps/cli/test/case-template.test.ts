import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { erbium, inFolder } from "./run.ts";

/** The template with every commented field in force: lines of prose stay comments. */
const allFields = (template: string): string =>
  template
    .split("\n")
    .map((line, at) => (at < 2 ? line : line.replace(/^(\s*)# (\s*(?:- |\w+:))/, "$1$2")))
    .join("\n");

const report = (text: string) =>
  inFolder((folder) => {
    const file = join(folder, "case.yaml");
    writeFileSync(file, text);
    const run = erbium(["report", file, "--json"]);
    expect(run.err).toBe("");
    expect(run.code).toBe(0);
    const advice = JSON.parse(run.out);
    return { tumour: advice.case.tumour, tests: advice.tests.length, alterations: advice.alterations.length };
  });

it("the template of a tumour is a case of that tumour as it stands", () => {
  expect(report(erbium(["case", "template", "BRCA"]).out)).toEqual({
    tumour: "BRCA",
    tests: 1,
    alterations: 0,
  });
});

it("the template is a case with every field filled in, for a tumour by its name too", () => {
  const template = erbium(["case", "template", "肺腺癌"]).out;
  expect(report(allFields(template))).toEqual({ tumour: "LUAD", tests: 1, alterations: 2 });
});

it("an unknown tumour has no template", () => {
  const run = erbium(["case", "template", "no such tumour"]);
  expect(run.code).toBe(1);
  expect(run.out).toBe("");
});
