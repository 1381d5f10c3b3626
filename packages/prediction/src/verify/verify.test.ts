import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { models } from "../../test/models.ts";
import { firstDifference, statedTolerance } from "./compare.ts";
import { readReferences } from "./files.ts";
import { workedExamples } from "./reference.ts";
import { verifyModels } from "./verify.ts";

const npi = { input: { size_cm: 2, positive_nodes: 0, grade: 2 }, expected: { npi: 3.4, group: "good" } };

describe("worked examples", () => {
  it("are read in every shape", () => {
    expect(workedExamples({ id: "m", examples: [npi, { id: "B", ...npi }] })).toEqual([
      { name: "1", ...npi },
      { name: "B", ...npi },
    ]);
    expect(workedExamples({ id: "m", examples: { one: [{ input: { a: 1 }, expected: 7 }] } })).toEqual([
      { name: "one 1", input: { a: 1 }, expected: { value: 7 } },
    ]);
    expect(workedExamples({ id: "m", examples: [{ event: "x", current: 3, expected: "stop" }] })).toEqual([
      { name: "1", input: { event: "x", current: 3 }, expected: { value: "stop" } },
    ]);
    expect(workedExamples({ id: "m", examples: [{ input: {}, expected_grade: 2 }] })).toEqual([
      { name: "1", input: {}, expected: { grade: 2 } },
    ]);
    expect(
      workedExamples({ id: "m", examples: [{ id: "A", model: "M", input: {}, pi: [1], note: "n" }] }),
    ).toEqual([{ name: "A", input: {}, expected: { pi: [1] } }]);
    expect(
      workedExamples({
        id: "m",
        examples: [{ weights: { A: 1 }, expected_subtype: "A", expected_spearman: { A: 1 } }],
      }),
    ).toEqual([{ name: "1", input: { weights: { A: 1 } }, expected: { subtype: "A", spearman: { A: 1 } } }]);
    expect(workedExamples({ id: "m", examples: [{ input: {}, was_expected_low: 1 }] })[0]?.expected).toEqual({
      was_expected_low: 1,
    });
    expect(workedExamples({ id: "m", overall_table: [{ target: "CR", overall: "PR" }] })).toEqual([
      { name: "overall_table 1", input: { target: "CR" }, expected: { overall: "PR" } },
    ]);
    expect(workedExamples({ id: "m" })).toEqual([]);
    expect(workedExamples({ id: "m", examples: [7, null] })).toEqual([]);
    expect(workedExamples({ id: "m", examples: "none" })).toEqual([]);
  });
});

describe("verify", () => {
  it("passes what the models answer, fails what they do not, each with both values", () => {
    const wrong = { ...npi, expected: { npi: 3.5 } };
    expect(verifyModels([{ id: "npi", examples: [npi, wrong] }], models)).toEqual([
      {
        name: "npi 1",
        status: "passed",
        expected: npi.expected,
        got: { npi: 3.4, group: "good" },
        tolerance: 1e-9,
        note: null,
      },
      {
        name: "npi 2",
        status: "failed",
        expected: { npi: 3.5 },
        got: { npi: 3.4 },
        tolerance: 1e-9,
        note: "npi: expected 3.5, got 3.4",
      },
    ]);
  });
  it("fails a model that is not known, with and without examples", () => {
    expect(verifyModels([{ id: "weather", examples: [npi] }, { id: "weather" }], models)).toMatchObject([
      { name: "weather 1", status: "failed", got: null, note: 'there is no model "weather"' },
      {
        name: "weather",
        status: "failed",
        expected: "described",
        got: null,
        note: 'there is no model "weather"',
      },
    ]);
  });
  it("passes a model without examples when it is described", () => {
    expect(verifyModels([{ id: "her2dx", examples: [] }], models)).toEqual([
      {
        name: "her2dx",
        status: "passed",
        expected: "described",
        got: "described",
        tolerance: 1e-9,
        note: null,
      },
    ]);
  });
  it("fails a refusal and says it", () => {
    expect(verifyModels([{ id: "npi", examples: [{ input: {}, expected: {} }] }], models)).toMatchObject([
      {
        status: "failed",
        got: null,
        note: expect.stringContaining('refused: "size_cm", "positive_nodes" are missing'),
      },
    ]);
  });
  it("skips a mixture of centroids whose centroids are not there", () => {
    const examples = [{ weights: { A: 1 }, expected_subtype: "A" }];
    expect(verifyModels([{ id: "pam50-centroid", examples }], models)).toMatchObject([
      { status: "skipped", got: null, note: "its centroids are not there" },
    ]);
  });
});

describe("comparison", () => {
  it.each([
    [1, 1 + 0.9e-9, null],
    [1, 1 + 1.1e-9, ""],
    [1e6, 1e6 + 0.9e-3, null],
    [1e6, 1e6 + 1.1e-3, ""],
    [2.052632, 2.0526315789, null],
    [2.052632, 2.0526325001, null],
    [2.052632, 2.0526335, ""],
    [2.05, 2.0526, ""],
    [[1, 2], [1, 2], null],
    [[1, 2], [1, 3], "1"],
    [[1], [1, 2], ""],
    [[1], 1, ""],
    [{ a: { b: 1 } }, { a: { b: 1, c: 2 } }, null],
    [{ a: { b: 1 } }, { a: { b: 2 } }, "a.b"],
    [{ a: 1 }, {}, "a"],
    [{ a: 1 }, null, ""],
    ["x", "x", null],
    ["x", "y", ""],
    [null, null, null],
    [null, 0, ""],
    [true, 1, ""],
    [1, "1", ""],
    [1, null, ""],
    [{ a: 1 }, 7, ""],
    [1.2345678e-7, 1.5e-7, ""],
    [Number.NaN, 1, ""],
  ])("%o against %o differs at %o", (expected, got, path) => {
    expect(firstDifference(expected, got, 1e-9)?.path ?? null).toBe(path);
  });
  it("takes what differs by the tolerance itself, and no more", () => {
    expect(firstDifference(0, 0.5, 0.5)).toBeNull();
    expect(firstDifference(0, 0.5000001, 0.5)).toEqual({ path: "", expected: 0, got: 0.5000001 });
    expect(firstDifference(4, 3, 0.25)).toBeNull();
  });
  it.each([
    [1e-6, 1e-6],
    ["1e-6 percentage points; another 5e-9", 1e-6],
    ["exact voxel counts; threshold 1e-9", 1e-9],
    ["within 0.05", 0.05],
    ["12.5 points", 12.5],
    ["0.125", 0.125],
    ["1.25e-10 of the value", 1.25e-10],
    ["12e-10", 12e-10],
    ["2E3", 2000],
    [0.01, 0.01],
    [2, 2],
    ["exact", 1e-9],
    [undefined, 1e-9],
  ])("%o states %d", (stated, tolerance) => {
    expect(statedTolerance(stated)).toBe(tolerance);
  });
});

describe("files of a reference folder", () => {
  it("are models, cases that name theirs, and lists by the name of one; what stands twice counts once", () => {
    const files = {
      "models.json": {
        models: [
          { id: "npi", examples: [npi] },
          { id: "cps-eg", examples: [] },
        ],
      },
      "examples.json": { npi: [npi, { ...npi, id: "B" }], cps_eg: [{ input: { a: 1 }, expected: {} }] },
      "predict.json": [{ id: "A", model: "PREDICT-3.2", input: {} }],
      "phenopacket.json": { measurements: [{ assay: 1 }], id: "x" },
      "nothing.json": null,
    };
    const read = readReferences(files);
    expect(read.map(({ id, examples }) => [id, (examples as unknown[]).length])).toEqual([
      ["npi", 2],
      ["cps-eg", 1],
      ["predict-breast-3.2", 1],
    ]);
  });
  it("keep lists by name and tables apart", () => {
    const read = readReferences({
      "models.json": {
        models: [
          {
            id: "recist-1.1",
            examples: [{ input: { a: 1 } }],
            overall_table: [{ target: "CR", overall: "CR" }],
          },
          { id: "ctdna-dynamics", examples: { lod: [{ input: { a: 1 } }] } },
        ],
      },
      "examples.json": {
        recist_target: [{ input: { a: 1 } }, { input: { a: 2 } }],
        recist_overall_table: [
          { target: "CR", overall: "CR" },
          { target: "PD", overall: "PD" },
        ],
        ctdna_lod: [{ input: { a: 1 } }, { input: { a: 2 } }, { input: { a: 3 } }],
      },
    });
    expect(read).toEqual([
      {
        id: "recist-1.1",
        examples: [{ input: { a: 1 } }, { input: { a: 2 } }],
        overall_table: [
          { target: "CR", overall: "CR" },
          { target: "PD", overall: "PD" },
        ],
      },
      {
        id: "ctdna-dynamics",
        examples: { lod: [{ input: { a: 1 } }], more: [{ input: { a: 2 } }, { input: { a: 3 } }] },
      },
    ]);
  });
  it("put centroids into the mixtures that need them", () => {
    const model = {
      id: "pam50-centroid",
      coefficients: { file: "oracle/c.csv" },
      examples: [{ id: "x", weights: { Her2: 1 }, expected_subtype: "Her2" }],
    };
    const table = '"","Her2","LumA"\r\n"ERBB2",3,0\n"GRB7",2,1\n"ESR1",0,3\n';
    const read = readReferences({ "models.json": { models: [model] }, "oracle/c.csv": table });
    expect(read[0]?.examples).toMatchObject([
      { centroids: { Her2: { ERBB2: 3, GRB7: 2, ESR1: 0 }, LumA: { ERBB2: 0, GRB7: 1, ESR1: 3 } } },
    ]);
    expect(verifyModels(read, models)).toMatchObject([{ name: "pam50-centroid x", status: "passed" }]);
    expect(verifyModels(readReferences({ "models.json": { models: [model] } }), models)).toMatchObject([
      { status: "skipped" },
    ]);
    expect(readReferences({ "pam50.json": [{ id: "y", weights: { A: 1 } }] })[0]).toMatchObject({
      id: "pam50-centroid",
    });
  });
});

describe.skipIf(!process.env.ERBIUM_ORACLES)("the reference folder", () => {
  it("is answered in full but for centroids that are not in it", () => {
    const folder = join(process.env.ERBIUM_ORACLES ?? "", "models");
    const files = Object.fromEntries(
      ["models.json", "examples.json", "predict_oracle.json", "pam50_oracle.json"].map((name) => [
        name,
        JSON.parse(readFileSync(join(folder, name), "utf8")),
      ]),
    );
    const cases = verifyModels(readReferences(files), models);
    expect(cases.filter((one) => one.status === "failed")).toEqual([]);
    expect(cases.filter((one) => one.status === "passed").length).toBeGreaterThan(170);
    expect(cases.filter((one) => one.status === "skipped").every((one) => one.name.startsWith("pam50"))).toBe(
      true,
    );
  });
});
