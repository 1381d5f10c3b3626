import { ok, type Score } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bundle, models } from "../../test/models.ts";
import { definitions } from "../definitions.ts";
import { describeInput } from "./describe-input.ts";
import { defineModel } from "./model.ts";
import { registry } from "./registry.ts";

const record: Score = {
  id: "twice",
  title: "Twice",
  version: "7",
  kind: "score",
  scope: { for: "numbers", notFor: ["words", "letters"] },
  unit: "points",
  gives: {},
  formula: [],
  parameters: { factor: 2 },
  tables: { scope: { hit: "first", inputs: {}, rules: [{ id: "m", when: 'sex = "male"', then: "a man" }] } },
  pitfalls: [],
  validation: [],
  status: "recalled",
  sources: [{ source: "s" }],
};
const twice = defineModel({
  id: "twice",
  input: z.strictObject({ x: z.number() }),
  parameters: z.strictObject({ factor: z.number() }),
  example: { x: 1 },
  evaluate: ({ x }, { parameters }) => ok({ values: { value: x * parameters.factor } }),
});
const only = (score: Score = record, code = [twice]) => registry({ ...bundle, scores: [score] }, code);
const model = (score?: Score) => {
  const found = only(score).model("twice");
  if (!found.ok) throw new Error();
  return found.value;
};

describe("registry", () => {
  it("joins what is recorded with the code", () => {
    expect(model()).toMatchObject({
      id: "twice",
      title: "Twice",
      version: "7",
      kind: "score",
      unit: "points",
      status: "recalled",
      scope: record.scope,
      example: { x: 1 },
      mayBeMissing: [],
    });
    expect(model().evaluate({ x: 3 })).toEqual({
      ok: true,
      value: {
        model: "twice",
        version: "7",
        status: "recalled",
        values: { value: 6 },
        class: null,
        unit: "points",
        interval: null,
        warnings: [],
        scope: { for: "numbers", open: ["sex"] },
        sources: [{ source: "s" }],
        wouldChange: [],
      },
    });
  });
  it("has no unit where none is recorded", () => {
    const { unit: _, ...bare } = record;
    expect(model(bare).unit).toBeNull();
  });
  it("computes nothing without code, and says why where that is recorded", () => {
    const found = only(record, []).model("twice");
    expect(found.ok && found.value).toMatchObject({ input: null, example: null, mayBeMissing: [] });
    expect(found.ok && found.value.evaluate({ x: 1 })).toMatchObject({
      error: { code: "not-computed", message: "Twice is not computed here" },
    });
    const why = only({ ...record, note: "secret" }, []).model("twice");
    expect(why.ok && why.value.evaluate({ x: 1 })).toMatchObject({
      error: { message: "Twice is not computed here: secret" },
    });
  });
  it("does not run code without a record, nor with parameters of another shape", () => {
    expect(() => registry({ ...bundle, scores: [] }, [twice])).toThrow(
      "the model twice is not described in knowledge/scores/",
    );
    expect(() => model({ ...record, parameters: { factor: "2" } }).evaluate({ x: 1 })).toThrow();
  });
  it("refuses a patient outside the scope, by whatever is told, and asks nobody else", () => {
    expect(model().evaluate({ x: 1, patient: { sex: "male" } })).toEqual({
      ok: false,
      error: {
        code: "out-of-scope",
        message: "a man: Twice is for numbers",
        path: "patient",
        remedy: "not for: words; letters",
      },
    });
    expect(model().evaluate({ x: 1, patient: { sex: "female" } })).toMatchObject({ ok: true });
    expect(model().evaluate({ x: 1, patient: {} })).toMatchObject({ ok: true });
    expect(model({ ...record, tables: {} }).evaluate({ x: 1, patient: { sex: "male" } })).toMatchObject({
      ok: true,
    });
  });
  it("reads what is told of the patient as strictly as the rest", () => {
    expect(model().evaluate({ x: 1, patient: { sexe: "male" } })).toMatchObject({
      error: { code: "unknown-field", path: "patient.sexe", remedy: 'did you mean "sex"?' },
    });
    expect(model().evaluate({ x: 1, patient: null })).toMatchObject({
      error: { code: "not-an-object", path: "patient" },
    });
    expect(model().evaluate([1])).toMatchObject({ error: { code: "not-an-object" } });
  });
  it("throws where a model asks for a table that is not recorded", () => {
    const asks = defineModel({
      id: "twice",
      input: z.strictObject({}),
      example: {},
      evaluate: (_, { table }) => ok({ values: { value: table("none").order } }),
    });
    const found = only(record, [asks]).model("twice");
    expect(() => found.ok && found.value.evaluate({})).toThrow('the model twice has no table "none"');
  });
  it("finds models in any case, and names the nearest to a slip", () => {
    expect(models.model("RCB")).toMatchObject({ ok: true, value: { id: "rcb" } });
    expect(models.model("npj")).toMatchObject({
      error: {
        code: "unknown-model",
        message: 'there is no model "npj"',
        path: "model",
        remedy: 'did you mean "npi"? `erbium predict list` shows all',
      },
    });
    expect(models.model("weather-forecast")).toMatchObject({
      error: { remedy: "`erbium predict list` shows all" },
    });
  });
  it("says which words go into an input, and with which limits", () => {
    const input = z.strictObject({
      a: z.number().min(1).max(2).describe("first"),
      b: z.int().positive().optional(),
      c: z.enum(["x", "y"]),
      d: z.union([z.literal(0), z.literal(9)]),
      e: z.array(z.boolean()),
      f: z.int(),
      g: z.number().lt(4).optional(),
      h: z.unknown().optional(),
      i: z.record(z.string(), z.number()),
    });
    expect(describeInput({ input, mayBeMissing: ["c"] })).toEqual([
      { name: "a", allowed: "number from 1 to 2", description: "first", need: "required" },
      { name: "b", allowed: "whole number above 0", description: "", need: "optional" },
      { name: "c", allowed: '"x", "y"', description: "", need: "open" },
      { name: "d", allowed: "0 or 9", description: "", need: "required" },
      { name: "e", allowed: "list of true, false", description: "", need: "required" },
      { name: "f", allowed: "whole number", description: "", need: "required" },
      { name: "g", allowed: "number below 4", description: "", need: "optional" },
      { name: "h", allowed: "anything", description: "", need: "optional" },
      { name: "i", allowed: "object", description: "", need: "required" },
    ]);
    expect(describeInput({ input: null, mayBeMissing: [] })).toEqual([]);
  });
});

describe("every model", () => {
  it("is one of those recorded, by a name of its own", () => {
    expect(new Set(definitions.map((one) => one.id)).size).toBe(definitions.length);
    expect(models.list.map((one) => one.id)).toEqual(bundle.scores.map((one) => one.id));
  });
  it.each(models.list.filter((one) => one.input !== null).map((one) => [one.id, one] as const))(
    "%s answers its own example, with a source and no undefined value",
    (_, one) => {
      const answer = one.evaluate(one.example);
      expect(answer).toMatchObject({ ok: true, value: { model: one.id, version: one.version } });
      if (!answer.ok) return;
      expect(JSON.parse(JSON.stringify(answer.value))).toEqual(answer.value);
      expect(Object.keys(answer.value.values).length).toBeGreaterThan(0);
      expect(one.status === "recalled" || one.sources.length > 0).toBe(true);
    },
  );
  it.each(models.list.filter((one) => one.input !== null).map((one) => [one.id, one] as const))(
    "%s refuses nothing, text and an unknown field without throwing",
    (_, one) => {
      for (const input of [null, "text", 7, [], { ...one.example, nonsense: 1 }]) {
        const answer = one.evaluate(input);
        expect(answer).toMatchObject({
          ok: false,
          error: { message: expect.any(String), remedy: expect.any(String) },
        });
      }
    },
  );
  it.each<[model: string, ...inputs: object[]]>([
    ...definitions.map(({ id, example }): [string, object] => [id, example]),
    ["recist-1.1", { target: "PR" }, { sums: [100, 70] }],
    [
      "mri-ftv",
      { recipe: "2x2x2, voxel 1x1x1 mm; a=1; b=2; c=2", min_neighbours: 0 },
      { ftv0_cc: 1, ftv3_cc: 1 },
    ],
    ["esmo-mcbs", { endpoint: "single-arm", pfs_mo: 7 }],
    ["ctdna-dynamics", { cfdna_ng: 5 }, { cfdna_ng: 5, vaf_pct: 1, min_mutant_molecules: 1, recovery: 1 }],
  ])("%s says what each value and each part of a value is", (id, ...inputs) => {
    const found = models.model(id);
    if (!found.ok) throw new Error(found.error.message);
    const { gives } = found.value.score;
    for (const input of inputs) {
      const answer = found.value.evaluate(input);
      if (!answer.ok) throw new Error(answer.error.message);
      const { values, interval } = answer.value;
      for (const name of new Set([...Object.keys(values), ...Object.keys(interval ?? {})]))
        if (name !== "class") expect(gives).toHaveProperty([name]);
      const parted = Object.keys(gives).filter((name) => name.includes("."));
      for (const name of new Set(parted.map((one) => one.slice(0, one.indexOf(".")))))
        for (const part of Object.keys(values[name] ?? {})) expect(gives).toHaveProperty([`${name}.${part}`]);
    }
  });
  it.each(models.list.map((one) => [one.id, one] as const))("%s has tables that parse", (_, one) => {
    for (const [name, table] of Object.entries(one.score.tables))
      expect(`${name} ${table.rules.length}`).not.toBe(`${name} 0`);
  });
});
