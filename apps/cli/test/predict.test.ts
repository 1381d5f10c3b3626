import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, inFolder, root } from "./run.ts";

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
        scope: { for: expect.stringContaining("operable"), open: ["setting", "treated"] },
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
    expect(err).toContain("p1: row 1: the shares add up to 180 %");
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
    expect(table).toMatch(/surv_pct +alive at the end of the year, %, each line with those above it;/);
    expect(table).toMatch(/\n +surgery alone +82\.4 {3}65\.0 {3}51\.4\n/);
    expect(table).toMatch(/\n +and trastuzumab +94\.5 {3}87\.4 {3}79\.7\n/);
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
    const model = file.startsWith("recist")
      ? "recist-1.1"
      : file.replace(/(?:-cohort)?\.(?:json|jsonl|csv|yaml)$/, "");
    const keep = file.includes("cohort") ? ["--keep", "patient_id"] : [];
    expect(
      erbium(["predict", model, "--input", join("examples/predict", file), "--json", ...keep]),
    ).toMatchObject({
      code: 0,
      err: "",
    });
  });
});

describe("erbium predict for a cohort", () => {
  const cohort = 'patient_id,size_cm,positive_nodes,grade\nP-01,2.0,0,2\nP-02,9,x,3\n"P-03, left",2.5,2,\n';
  it("answers a table with a table, each row by its number and what was kept of it", () => {
    const { out, err, code } = erbium(["predict", "npi", "--keep", "patient_id", "--csv"], cohort);
    expect(code).toBe(1);
    expect(out.split("\r\n")).toEqual([
      "patient_id,row,model,version,status,node_stage,npi,npi_low,npi_high,group,group_one_of,class_one_of,class,unit,open,scope_open,warnings,refused",
      "P-01,1,npi,2026-11-21,verified,1,3.4,,,good,,,good,,,setting; treated,,",
      'P-02,2,npi,2026-11-21,verified,,,,,,,,,,,,,"""positive_nodes"" is ""x"""',
      '"P-03, left",3,npi,2026-11-21,verified,2,,3.5,5.5,,moderate; poor,moderate; poor,,,grade,setting; treated,without grade: shown is what every possible value allows,',
      "",
    ]);
    expect(err).toBe(
      'erbium: positive_nodes: row 2, patient_id P-02: "positive_nodes" is "x"\n        allowed: whole number from 0\n',
    );
  });
  it("gives values in parts a column each, without binary noise", () => {
    const { out } = erbium([
      "predict",
      "predict-breast-3.2",
      "--input",
      "examples/predict/predict-breast-3.2.json",
      "--csv",
    ]);
    const [head, row] = out.split("\r\n").map((line) => line.split(","));
    expect(row?.[head?.indexOf("surv_pct.s.10") ?? -1]).toMatch(/^64\.95035449\d{1,4}$/);
    expect(row?.[head?.indexOf("benefit_y10.total") ?? -1]).toBe("22.4");
    expect(head).not.toContain("surv_pct");
  });
  it("carries what was kept in every form, and reads it too where the model does", () => {
    const json = lines(erbium(["predict", "npi", "--keep", "patient_id, grade", "--json"], cohort).out);
    expect(json.map((one) => one.kept)).toEqual([
      { patient_id: "P-01", grade: 2 },
      { patient_id: "P-02", grade: 3 },
      { patient_id: "P-03, left", grade: null },
    ]);
    expect(json[0].values.npi).toBe(3.4);
    const { out } = erbium(["predict", "npi", "--keep", "patient_id"], cohort);
    expect(out).toMatch(/^Nottingham[^\n]*\n\nrow 1, patient_id P-01\n {2}node_stage/);
    expect(out).toContain("\nrow 3, patient_id P-03, left\n");
    expect(out.match(/primed\.info/g)).toHaveLength(1);
  });
  it("says how to carry a field that no model reads", () => {
    const { err } = erbium(["predict", "npi", "--json"], cohort);
    expect(err).toContain('row 1: "patient_id" is not an input of npi');
    expect(err).toContain("to carry it to the answer unread: --keep patient_id");
  });
  it("numbers no row where there is one", () => {
    const { err, out } = erbium(["predict", "npi"], '{"size_cm":2,"positive_nodes":0,"grade":7}');
    expect([out, err]).toEqual([
      "",
      'erbium: grade: "grade" is 7\n        allowed: whole number from 1 to 3\n',
    ]);
  });
  it("reads fields of the patient and lists from cells", () => {
    const table = "size_cm,positive_nodes,grade,patient.setting\n2,0,2,adjuvant\n2,0,2,metastatic\n";
    expect(
      lines(erbium(["predict", "npi", "--json"], table).out).map((one) => one.error?.code ?? null),
    ).toEqual([null, "out-of-scope"]);
    const sums = 'sums\n"[100,70,80]"\n[100\n';
    expect(lines(erbium(["predict", "recist-1.1", "--json"], sums).out).map((one) => one.class)).toEqual([
      "PR",
      null,
    ]);
  });
  it("reads YAML: one input, a list, or several documents", () =>
    inFolder((folder) => {
      const npi = (text: string, name = "in.yaml") => {
        writeFileSync(join(folder, name), text);
        return erbium(["predict", "npi", "--json", "--input", join(folder, name)]);
      };
      const one = "size_cm: 2\npositive_nodes: 0\ngrade: 2\n";
      const scores = (text: string, name?: string) =>
        lines(npi(text, name).out).map((each) => each.values.npi);
      expect(scores(one)).toEqual([3.4]);
      expect(scores(one, "in.YML")).toEqual([3.4]);
      expect(scores(`${one}---\n${one}`)).toEqual([3.4, 3.4]);
      expect(
        scores("- {size_cm: 2, positive_nodes: 0, grade: 2}\n- {size_cm: 4, positive_nodes: 5, grade: 3}\n"),
      ).toEqual([3.4, 6.8]);
      expect(npi("size_cm: [1\n")).toMatchObject({
        code: 1,
        out: "",
        err: expect.stringContaining("is not YAML"),
      });
      expect(npi("a: &a 1\nb: *a\n")).toMatchObject({ code: 1, out: "" });
      expect(npi("")).toMatchObject({ code: 1, err: expect.stringContaining("holds no input for npi") });
      expect(erbium(["predict", "npi", "--input", join(folder, "none.yaml")]).code).toBe(1);
    }));
  it.each(["size_cm: 2\npositive_nodes: 0\ngrade: 2\n", "- size_cm: 2\n  grade: 2\n", "---\nsize_cm: 2\n"])(
    "says that YAML needs a file: %j",
    (yaml) => {
      expect(erbium(["predict", "npi"], yaml)).toMatchObject({
        code: 1,
        out: "",
        err: expect.stringContaining("give it as --input FILE.yaml"),
      });
    },
  );
  it("refuses two forms at once", () => {
    expect(erbium(["predict", "npi", "--json", "--csv"], cohort)).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("give one of them"),
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
