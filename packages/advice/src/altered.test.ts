import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClassDefinition, canonical, type GeneModel, geneIndex } from "@erbium/variants";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { inKinaseDomain, isActivating } from "./alteration-knowledge.ts";
import { altered, isMutation } from "./altered.ts";
import { findingsOf } from "./finding.ts";

const folder = join(import.meta.dirname, "../../../knowledge/genes");
const genes = geneIndex(
  readdirSync(folder)
    .filter((name) => /^[A-Z0-9]+\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as GeneModel),
  {
    classes: (parse(readFileSync(join(folder, "classes.yaml"), "utf8")) as { items: ClassDefinition[] })
      .items,
  },
);
const named = (...alterations: string[]) => findingsOf({ tumour: "BRCA", alterations }, [], genes).findings;
const ask = (alterations: string[], gene: string, name: string, covered = false) =>
  altered(
    named(...alterations),
    gene,
    name,
    () => covered,
    () => false,
  );

describe("altered", () => {
  it("finds a class, a name and a category", () => {
    expect(ask(["ERBB2 L755S"], "ERBB2", "mutation")).toBe(true);
    expect(ask(["ERBB2 L755S"], "ERBB2", "L755S")).toBe(true);
    expect(ask(["HER2 exon 20 insertion"], "ERBB2", "exon 20 insertion")).toBe(true);
    expect(ask(["A775_G776insYVMA"], "ERBB2", "exon 20 insertion")).toBe(true);
    expect(ask(["PTEN loss"], "PTEN", "loss")).toBe(true);
    expect(ask(["CD74-NRG1"], "NRG1", "fusion")).toBe(true);
    expect(ask(["ERBB2 amplification"], "ERBB2", "amplification")).toBe(true);
    expect(ask(["ERBB2 p95"], "ERBB2", "p95")).toBe(true);
    expect(ask(["ERBB3 E928G"], "ERBB2", "mutation", true)).toBe(false);
  });
  it("is unknown without coverage, no with it, and unknown where no panel answers", () => {
    expect(ask([], "ERBB2", "mutation")).toBeUndefined();
    expect(ask([], "ERBB2", "mutation", true)).toBe(false);
    expect(ask(["ERBB2 amplification"], "ERBB2", "mutation", true)).toBe(false);
    expect(ask([], "ERBB2", "p95", true)).toBeUndefined();
    expect(ask([], "ERBB2", "exon 16 skipping", true)).toBeUndefined();
  });
  it("leaves open what an unspecified mutation may be", () => {
    expect(ask(["ERBB2 mutation"], "ERBB2", "mutation")).toBe(true);
    expect(ask(["ERBB2 mutation"], "ERBB2", "L755S", true)).toBeUndefined();
    expect(ask(["ERBB2 mutation"], "ERBB2", "amplification", true)).toBe(false);
  });
  it("asks for the types of alteration that a class needs", () => {
    const asked: string[][] = [];
    for (const name of [
      "amplification",
      "fusion",
      "exon 20 insertion",
      "exon 19 deletion",
      "loss",
      "mutation",
      "L755S",
    ])
      altered(
        [],
        "ERBB2",
        name,
        (_, types) => asked.push([...types]) > 0,
        () => false,
      );
    expect(asked).toEqual([
      ["cnv"],
      ["fusion"],
      ["indel"],
      ["indel"],
      ["snv", "indel", "cnv"],
      ["snv", "indel"],
      ["snv", "indel"],
    ]);
  });
  it("does not count a silent change", () => {
    const [silent] = named("ERBB2 p.L755=");
    if (silent?.alteration.error === null) expect(isMutation(silent.alteration)).toBe(false);
  });
});

describe("findings", () => {
  it("stand once each, in an order of their own", () => {
    const keys = (...names: string[]) => named(...names).map((one) => one.alteration.key);
    expect(keys("ERBB2 V777L", "PIK3CA H1047R", "ERBB2 L755S", "HER2 p.Leu755Ser")).toEqual(
      keys("ERBB2 p.L755S", "ERBB2 V777L", "PIK3CA H1047R"),
    );
  });
  it("of two samples stay two", () => {
    const alterations = ["a", "b"].map((sample) => ({ name: "ERBB2 L755S", sample }));
    expect(findingsOf({ tumour: "BRCA", alterations }, [], genes).findings).toHaveLength(2);
  });
  it("come from tests too, with the sample of the test", () => {
    const { findings } = findingsOf(
      { tumour: "BRCA", tests: [{ sample: "s9", alterations: ["ERBB2 L755S"] }] },
      [],
      genes,
    );
    expect(findings[0]?.sample).toBe("s9");
  });
  it("of a call file count when they passed, and take the words of the case", () => {
    const call = (filter: string | null) => ({
      alteration: canonical("ERBB2 L755S", genes),
      vaf: 0.4,
      depth: 100,
      filter,
      sample: "t",
      line: 1,
      genotype: null,
    });
    const file = (filter: string | null) => ({
      records: 1,
      calls: [call(filter)],
      assembly: "GRCh38" as const,
      sample: "t",
      warnings: [],
    });
    expect(findingsOf({ tumour: "BRCA" }, [file("PASS")] as never, genes)).toMatchObject({
      leftOut: 0,
      findings: [{ vaf: 0.4 }],
    });
    expect(findingsOf({ tumour: "BRCA" }, [file("LowQual")] as never, genes)).toMatchObject({
      leftOut: 1,
      findings: [],
    });
    const both = findingsOf(
      { tumour: "BRCA", alterations: [{ name: "ERBB2 L755S", origin: "somatic" }] },
      [file(null)] as never,
      genes,
    );
    expect(both.findings).toMatchObject(
      [{ vaf: 0.4, origin: "somatic", from: "calls" }].map(({ from: _, ...rest }) => rest),
    );
  });
});

describe("function and place", () => {
  const record = (className: string, status = "verified") =>
    ({ function: { class: className, status } }) as never;
  const of = (exact: never | null, classes: never[] = [], polymorphism = false) =>
    isActivating({ exact, classes, sameResidue: [], polymorphism });
  it.each([
    ["activating", true],
    ["neutral", false],
    ["benign polymorphism", false],
    ["loss", false],
    ["likely activating", undefined],
    ["disputed", undefined],
    ["uncertain", undefined],
    ["resistance", undefined],
    ["gain of function", undefined],
  ] as const)("%s is activating: %s", (className, expected) => {
    expect(of(record(className))).toBe(expected);
  });
  it("needs a verified word; the change's own word goes before its class's", () => {
    expect(of(record("activating", "recalled"))).toBeUndefined();
    expect(of(null, [record("activating")])).toBe(true);
    expect(of(null, [record("activating", "recalled")])).toBeUndefined();
    expect(of(record("disputed"), [record("activating")])).toBeUndefined();
    expect(of(null, [record("uncertain", "recalled"), record("activating")])).toBe(true);
    expect(of(null)).toBeUndefined();
    expect(of(record("activating"), [], true)).toBe(false);
  });
  it.each([
    ["ERBB2 V777L", true],
    ["ERBB2 S310F", false],
    ["ERBB2 V659E", false],
    ["ERBB2 mutation", undefined],
    ["ERBB2 L720V", undefined],
    ["ERBB2 L722V", undefined],
  ] as const)("%s lies in the kinase domain: %s", (name, expected) => {
    const [finding] = named(name);
    expect(finding && inKinaseDomain(finding.alteration)).toBe(expected);
  });
});
