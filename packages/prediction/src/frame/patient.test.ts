import { therapyIndex } from "@erbium/knowledge-base";
import type { Score } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { bundle } from "../../test/models.ts";
import { openScope, scopeInputs } from "./patient.ts";
import { openTable } from "./tables.ts";

const index = therapyIndex(bundle.therapies, bundle.therapyClasses, bundle.regimens);
/** The check of a model whose scope refuses under these conditions, each a reason by its own words. */
const scope = (...conditions: string[]) => {
  const rules = conditions.map((when) => ({ id: when, when, then: `because ${when}` }));
  const score: Score = {
    id: "model",
    title: "A model",
    version: "1",
    kind: "score",
    scope: { for: "somebody", notFor: ["the sick", "the tired"] },
    gives: {},
    formula: [],
    parameters: {},
    tables: { scope: { hit: "first", inputs: {}, rules } },
    pitfalls: [],
    validation: [],
    status: "verified",
    sources: [],
  };
  const table = openTable("model.scope", { hit: "first", inputs: scopeInputs, rules });
  return openScope(score, table, () => index);
};
const open = (check: ReturnType<typeof scope>, patient?: unknown) => {
  const fits = check(patient);
  return fits.ok ? fits.value.open : fits.error.message;
};

describe("the scope of a model", () => {
  const ages = scope('setting = "metastatic"', 'sex = "male" and treated = true');
  it("leaves open what it turns on and was not told, and nothing else", () => {
    expect(open(ages)).toEqual(["setting", "treated", "sex"]);
    expect(open(ages, {})).toEqual(["setting", "treated", "sex"]);
    expect(open(ages, { setting: "adjuvant", er: "positive", regimen: ["lapatinib"] })).toEqual([
      "treated",
      "sex",
    ]);
    expect(open(ages, { setting: "adjuvant", treated: false, sex: "male" })).toEqual([]);
  });
  it("refuses where a condition is met, with its reason, whom it is for and whom not", () => {
    expect(ages({ setting: "metastatic" })).toEqual({
      ok: false,
      error: {
        code: "out-of-scope",
        message: 'because setting = "metastatic": A model is for somebody',
        path: "patient",
        remedy: "not for: the sick; the tired",
      },
    });
    expect(open(ages, { sex: "male" })).toEqual(["setting", "treated"]);
    expect(open(ages, { sex: "male", treated: true })).toContain("because");
    expect(open(ages, { sex: "Male", treated: "yes" })).toContain("because");
  });
  it("is the scope of everybody where there is no table", () => {
    const none = openScope({ ...(bundle.scores[0] as Score), tables: {} }, null, () => index);
    expect(open(none)).toEqual([]);
    expect(open(none, { setting: "metastatic", regimen: ["moonshine"] })).toEqual([]);
  });
  it("reads a patient as strictly as the rest, and says where", () => {
    expect(ages({ sexe: "male" })).toMatchObject({
      error: {
        code: "unknown-field",
        path: "patient.sexe",
        message: '"sexe" is not an input of model, patient',
      },
    });
    expect(ages("male")).toMatchObject({
      error: { code: "not-an-object", path: "patient", message: expect.stringContaining("model, patient") },
    });
    expect(ages({ regimen: "trastuzumab" })).toMatchObject({ error: { path: "patient.regimen" } });
  });
});

describe("a scope that turns on therapies", () => {
  const byName = scope('therapy = "pertuzumab"');
  const byClass = scope('antiHer2 = true and therapy != "trastuzumab"', 'setting = "metastatic"');
  it("leaves the regimen open until it is told, an empty one included", () => {
    expect(open(byName)).toEqual(["regimen"]);
    expect(open(byClass, { setting: "adjuvant" })).toEqual(["regimen"]);
    expect(open(byClass, { regimen: [] })).toEqual(["setting"]);
    expect(open(byName, { regimen: ["trastuzumab"] })).toEqual([]);
  });
  it("looks at each medicine of each entry, by any name", () => {
    for (const regimen of [
      ["pertuzumab"],
      ["trastuzumab", "Perjeta"],
      ["trastuzumab + pertuzumab"],
      ["TCHP"],
    ])
      expect(open(byName, { regimen })).toBe('because therapy = "pertuzumab": A model is for somebody');
    expect(open(byClass, { regimen: ["docetaxel", "lapatinib"] })).toContain("because antiHer2");
    expect(open(byClass, { regimen: ["docetaxel", "Herceptin"], setting: "adjuvant" })).toEqual([]);
  });
  it("still looks at the rest of the patient", () => {
    for (const regimen of [[], ["trastuzumab"]])
      expect(open(byClass, { setting: "metastatic", regimen })).toContain('because setting = "metastatic"');
  });
  it("cannot say whether it covers a therapy that is not known", () => {
    expect(byName({ regimen: ["trastuzumab", "moonshine"] })).toEqual({
      ok: false,
      error: {
        code: "unknown-therapy",
        message:
          'the therapy "moonshine" is not known here, so that it cannot be said whether A model covers it',
        path: "patient.regimen.1",
        remedy: "give each medicine by its non-proprietary name",
      },
    });
    expect(open(scope('sex = "male"'), { regimen: ["moonshine"] })).toEqual(["sex"]);
  });
});
