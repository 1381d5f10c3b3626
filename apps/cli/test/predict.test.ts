import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, root } from "./run.ts";

const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("erbium predict", () => {
  it("answers one JSON object with every field of the contract", () => {
    const { out, code } = erbium(
      ["predict", "npi", "--json"],
      '{"size_cm":2.5,"positive_nodes":2,"grade":3}',
    );
    expect(code).toBe(0);
    expect(lines(out)).toEqual([
      {
        model: "npi",
        version: "2026-11-21",
        status: "verified",
        values: { node_stage: 2, npi: 5.5, group: "poor" },
        class: "poor",
        unit: null,
        interval: null,
        warnings: [],
        sources: [{ source: "npi-primed" }, { source: "npi-wikipedia" }, { source: "genefu-npi" }],
        wouldChange: [],
        error: null,
        knowledge: { version: expect.any(String), hash: expect.stringMatching(/^sha256:/) },
      },
    ]);
  });
  it("answers JSON Lines, arrays and tables alike, in their order", () => {
    const jsonl = erbium(
      ["predict", "h-score", "--json"],
      '{"p1":10,"p2":0,"p3":0}\n{"p1":0,"p2":0,"p3":100}\n',
    );
    const array = erbium(
      ["predict", "h-score", "--json"],
      '[{"p1":10,"p2":0,"p3":0},\n{"p1":0,"p2":0,"p3":100}]',
    );
    const table = erbium(["predict", "h-score", "--json"], "p1,p2,p3\n10,0,0\n0,0,1e2\n");
    expect(lines(jsonl.out).map((one) => one.values.value)).toEqual([10, 300]);
    expect(array.out).toBe(jsonl.out);
    expect(table.out).toBe(jsonl.out);
  });
  it("goes on after a refused input, says why on both channels and ends with 1", () => {
    const { out, err, code } = erbium(
      ["predict", "h-score", "--json"],
      '{"p1":90,"p2":90,"p3":0}\nnot json\n{"p1":0,"p2":0,"p3":1}\n',
    );
    expect(code).toBe(1);
    expect(lines(out).map((one) => [one.values, one.error?.code ?? null])).toEqual([
      [{}, "inconsistent-input"],
      [{}, "not-an-object"],
      [{ value: 3 }, null],
    ]);
    expect(err).toContain("p1: the shares add up to 180 %");
  });
  it("prints values, interval, warnings and sources for a reader", () => {
    const { out } = erbium(["predict", "pcr-likelihood", "--input", "examples/predict/pcr-likelihood.json"]);
    for (const words of [
      "if_independent",
      "beware",
      "depend on each other",
      "source",
      "Zhao 2021",
      "Knowledge ",
    ])
      expect(out).toContain(words);
    expect(erbium(["predict", "npi"], '{"size_cm":2,"positive_nodes":0}').out).toMatch(
      /npi +- {2}2\.4 to 4\.4 \(every value/,
    );
    const { out: table } = erbium([
      "predict",
      "predict-breast-3.2",
      "--input",
      "examples/predict/predict-breast-3.2.json",
    ]);
    expect(table).toMatch(/surv_pct +s {2}98\.72, /);
  });
  it("refuses a patient outside the scope with the scope", () => {
    const { err, code } = erbium(
      ["predict", "npi"],
      '{"size_cm":2,"positive_nodes":0,"grade":1,"patient":{"setting":"metastatic"}}',
    );
    expect(code).toBe(1);
    expect(err).toContain("the disease is metastatic: Nottingham prognostic index is for operable");
    expect(err).toContain("not for: a tumour treated before surgery");
  });
  it("lists the models, those not computed and those unconfirmed as such", () => {
    const { out } = erbium(["predict", "list"]);
    expect(out).toMatch(/^her2dx +\S+ +input only/m);
    expect(out).toMatch(/^rcb +2007 +score +verified/m);
    const listed = lines(erbium(["predict", "list", "--json"]).out);
    expect(listed.length).toBeGreaterThan(35);
    expect(listed.find((one) => one.id === "her2dx")).toMatchObject({ computed: false, kind: "input-only" });
    for (const one of listed)
      expect(one).toMatchObject({ scope: { for: expect.any(String) }, title: expect.any(String) });
  });
  it("says why a model is not computed, whatever it is given", () => {
    for (const input of ["", '{"score":50}']) {
      const { code, err } = erbium(["predict", "her2dx"], input);
      expect(code).toBe(1);
      expect(err).toContain("HER2DX is not computed here: its weights are not public");
    }
    expect(lines(erbium(["predict", "pre-rcb", "--json"], "").out)[0]).toMatchObject({
      values: {},
      error: { code: "not-computed" },
    });
  });
  it.each(["[]", "null", '"x"'])("says that %s holds no input", (input) => {
    expect(erbium(["predict", "npi"], input)).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("holds no input for npi"),
    });
  });
  it("reads numbers of a table as tables write them", () => {
    const { code, out } = erbium(["predict", "npi", "--json"], "size_cm,positive_nodes,grade\n02.50,002,3\n");
    expect(code).toBe(0);
    expect(lines(out)[0]).toMatchObject({ values: { npi: 5.5 } });
  });
  it("shows inputs, scope, an example that runs, traps and sources of one model", () => {
    const { out, code } = erbium(["predict", "rcb", "--help"]);
    expect(code).toBe(0);
    for (const words of ["d1_mm", "open", "Not for:", "Beware:", "Sources:", "Formula:"])
      expect(out).toContain(words);
    const example = /echo '(\{.*\})' \| erbium predict rcb/.exec(out)?.[1] ?? "";
    expect(erbium(["predict", "rcb"], example).code).toBe(0);
    expect(erbium(["predict", "her2dx", "--help"]).out).toContain(
      "Not computed here: its weights are not public",
    );
    expect(erbium(["predict", "predict-breast-3.2", "--help"]).out).toContain(
      "MIT License. Copyright (c) 2022",
    );
  });
  it("shows its own help, names a slip, and ends wrong usage with 2", () => {
    expect(erbium(["predict", "--help"])).toMatchObject({
      code: 0,
      out: expect.stringContaining("erbium predict list"),
    });
    expect(erbium(["predict", "list", "--help"]).out).toContain("Usage: erbium predict");
    expect(erbium(["predict"]).code).toBe(2);
    expect(erbium(["predict", "npj"], "{}")).toMatchObject({
      code: 1,
      err: expect.stringContaining('did you mean "npi"?'),
    });
    expect(erbium(["predict", "npi", "--input", "no-such-file.json"]).code).toBe(1);
  });
  it.each(readdirSync(join(root, "examples/predict")))("the example %s runs", (file) => {
    const model = file.startsWith("recist") ? "recist-1.1" : file.replace(/\.(?:json|jsonl|csv)$/, "");
    expect(erbium(["predict", model, "--input", join("examples/predict", file), "--json"])).toMatchObject({
      code: 0,
      err: "",
    });
  });
});

describe("erbium verify models", () => {
  it("answers the worked examples that ship", () => {
    const { out, code } = erbium(["verify", "models"]);
    expect(code, out).toBe(0);
    expect(out).toMatch(/\n\d{2,} passed, 0 failed, 0 skipped\n$/);
  });
});
