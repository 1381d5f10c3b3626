import { therapyIndex } from "@erbium/knowledge-base";
import { describe, expect, it } from "vitest";
import { ask, bundle } from "../../test/models.ts";

type Survival = Readonly<Record<string, readonly number[]>>;
const early = {
  "age.start": 55,
  screen: 0,
  size: 25,
  grade: 3,
  nodes: 1,
  er: 1,
  her2: 1,
  ki67: 1,
  generation: 3,
  horm: 1,
  traz: 1,
  bis: 0,
};
const full = { ...early, pr: 1, radio: 1, "heart.gy": 1, smoker: 0 };
const negative = {
  ...full,
  "age.start": 45,
  size: 30,
  nodes: 3,
  er: 0,
  ki67: 9,
  pr: 0,
  horm: 0,
  "heart.gy": 2,
};
const v3 = (change: object = {}) => ask("predict-breast-3.2", { ...full, ...change });
const v2 = (change: object = {}) => ask("predict-breast-2.2", { ...early, ...change });
const survival = (change: object = {}) => v3(change).values.surv_pct as Survival;
const index = (change: object = {}) => (v3(change).values.pi as readonly number[])[14] as number;

describe("coded inputs of PREDICT", () => {
  it("may be said in words, with the unit in the name", () => {
    const { "age.start": age_start, size: _, ...rest } = full;
    const worded = {
      ...rest,
      age_start,
      size_cm: 2.5,
      screen: "no",
      grade: "III",
      er: "positive",
      her2: "Positive",
      ki67: "high",
      pr: "positive",
      generation: "third",
      horm: "yes",
      traz: true,
      bis: false,
      radio: "yes",
      smoker: "no",
    };
    expect(ask("predict-breast-3.2", worded)).toEqual(v3());
    const unknown = { screen: "unknown", grade: "unknown", her2: "unknown", ki67: "unknown", pr: "unknown" };
    expect(v3(unknown)).toEqual(v3({ screen: 2, grade: 9, her2: 9, ki67: 9, pr: 9 }));
    expect(
      v3({ screen: "yes", grade: "II", her2: "negative", ki67: "low", er: "negative", generation: "second" }),
    ).toEqual(v3({ screen: 1, grade: 2, her2: 0, ki67: 0, er: 0, generation: 2 }));
    expect(v3({ generation: "none", grade: "I" })).toEqual(v3({ generation: 0, grade: 1 }));
  });
  it("are refused in words of another field", () => {
    for (const change of [
      { er: "unknown" },
      { er: "high" },
      { ki67: "positive" },
      { grade: "IV" },
      { traz: "unknown" },
    ])
      expect(v3(change).error).toMatchObject({ code: "invalid-value", path: Object.keys(change)[0] });
  });
});

// reference values: R 4.2.2 with WintonCentre/predict-v30-r
describe("predict-breast-3.2", () => {
  it("gives survival by nested treatments, ER-positive", () => {
    const { pi, mi, surv_pct, benefit_y10, benefit_y15_h10 } = v3().values as {
      pi: number[];
      mi: number[];
      surv_pct: Survival;
      benefit_y10: object;
      benefit_y15_h10: object;
    };
    expect(pi).toHaveLength(15);
    expect(pi[0]).toBeCloseTo(5.412043772, 8);
    expect(pi[14]).toBeCloseTo(4.804043772, 8);
    expect(mi).toHaveLength(1);
    expect(mi[0]).toBeCloseTo(0.774588679, 8);
    const at = (arm: string) => [surv_pct[arm]?.[0], surv_pct[arm]?.[9], surv_pct[arm]?.[14]];
    const close = (arm: string, expected: readonly number[]) =>
      expected.forEach((value, i) => {
        expect(at(arm)[i]).toBeCloseTo(value, 6);
      });
    close("s", [98.71656373, 64.95035449, 51.40114037]);
    close("r", [98.93019755, 69.80476947, 57.23097415]);
    close("rh", [99.24484526, 77.602714, 67.05582317]);
    close("rhc", [99.46949847, 83.66776632, 74.74217139]);
    close("rhct", [99.59848272, 87.36291557, 79.73421224]);
    close("rhctb", [99.59848272, 87.36291557, 79.73421224]);
    close("hct", [99.53435347, 85.50792563, 77.2516859]);
    close("rh10ctb", [99.59848272, 87.36291557, 80.77754416]);
    expect(Object.keys(surv_pct)).toHaveLength(8);
    expect(benefit_y10).toEqual({ r: 4.9, h: 7.8, c: 6.1, t: 3.7, b: 0, total: 22.4 });
    expect(benefit_y15_h10).toEqual({ h10: 11.8, total10: 29.4 });
  });
  const smoker = {
    ...full,
    "age.start": 50,
    size: 20,
    grade: 2,
    nodes: 2,
    her2: 0,
    bis: 1,
    "heart.gy": 4,
    smoker: 1,
  };
  it("gives survival of a smoker, HER2-negative, with every treatment and a dose to the heart", () => {
    const { pi, mi, surv_pct, benefit_y10, benefit_y15_h10 } = v3(smoker).values as {
      pi: number[];
      mi: number[];
      surv_pct: Survival;
      benefit_y10: object;
      benefit_y15_h10: object;
    };
    // HER2-negative rises for nine years, then stays
    expect([pi[0], pi[1], pi[7], pi[8], pi[9]]).toEqual(
      [4.082482442, 4.089482442, 4.128482442, 4.135482442, 4.135482442].map((value) =>
        expect.closeTo(value, 8),
      ),
    );
    expect(mi[0]).toBeCloseTo(0.5940178206, 8);
    for (const [arm, year1, year10, year15] of [
      ["s", 99.61239154, 83.14312122, 72.95033729],
      ["r", 99.66421395, 85.42674974, 76.17351433],
      ["rh", 99.74798743, 89.11884393, 81.63386303],
      ["rhc", 99.7973486, 91.58424108, 85.11526329],
      ["rhct", 99.7973486, 91.58424108, 85.11526329],
      ["rhctb", 99.81783852, 92.53598079, 86.56728862],
      ["hct", 99.77904502, 90.64378704, 83.80033599],
      ["rh10ctb", 99.81783852, 92.53598079, 87.24582342],
    ] as const) {
      const years = surv_pct[arm] as readonly number[];
      expect(years[0]).toBeCloseTo(year1, 6);
      expect(years[9]).toBeCloseTo(year10, 6);
      expect(years[14]).toBeCloseTo(year15, 6);
    }
    // ten years of hormone therapy part from five in the eleventh year
    expect(surv_pct.rh10ctb?.[9]).toBe(surv_pct.rhctb?.[9]);
    expect(surv_pct.rhctb?.[10]).toBeCloseTo(91.43340986, 6);
    expect(surv_pct.rh10ctb?.[10]).toBeCloseTo(91.57836497, 6);
    expect(benefit_y10).toEqual({ r: 2.3, h: 3.7, c: 2.5, t: 0, b: 1, total: 9.4 });
    expect(benefit_y15_h10).toEqual({ h10: 6.7, total10: 14.3 });
  });
  it("gives survival of a small tumour found by screening, without radiotherapy or chemotherapy", () => {
    const { pi, mi, surv_pct, benefit_y10, benefit_y15_h10 } = v3({
      ...{ "age.start": 70, screen: 1, size: 12, grade: 1, nodes: 0, her2: 0, ki67: 0 },
      ...{ generation: 0, traz: 0, bis: 1, radio: 0, "heart.gy": 0 },
    }).values as {
      pi: number[];
      mi: number[];
      surv_pct: Survival;
      benefit_y10: object;
      benefit_y15_h10: object;
    };
    expect(pi[0]).toBeCloseTo(1.970857586, 8);
    expect(mi[0]).toBeCloseTo(2.337315812, 8);
    expect(surv_pct.s?.[9]).toBeCloseTo(85.80346765, 6);
    expect(surv_pct.r).toEqual(surv_pct.s);
    expect(surv_pct.rhct).toEqual(surv_pct.rh);
    expect(surv_pct.rhctb?.[14]).toBeCloseTo(73.15158153, 6);
    expect(surv_pct.rh10ctb?.[14]).toBeCloseTo(73.28339232, 6);
    expect(benefit_y10).toEqual({ r: 0, h: 0.5, c: 0, t: 0, b: 0.2, total: 0.7 });
    expect(benefit_y15_h10).toEqual({ h10: 0.9, total10: 1.2 });
  });
  it("gives survival in ER-negative disease, with an unknown Ki-67", () => {
    const { surv_pct, benefit_y10 } = v3(negative).values as { surv_pct: Survival; benefit_y10: object };
    expect(surv_pct.s?.[0]).toBeCloseTo(95.31114301, 6);
    expect(surv_pct.rhctb?.[14]).toBeCloseTo(68.36135267, 6);
    expect(surv_pct.r).toEqual(surv_pct.rh);
    expect(benefit_y10).toEqual({ r: 6.8, h: 0, c: 13.4, t: 8.6, b: 0, total: 28.8 });
    expect(v3(negative).codes).toContain("read-as-average");
  });
  it("reads unknown as the average, never as negative, and names what was read so", () => {
    const at9 = {
      "age.start": 62,
      screen: 2,
      size: 18,
      grade: 9,
      nodes: 0,
      er: 0,
      ki67: 9,
      pr: 9,
      generation: 2,
    };
    const { values, warnings } = v3({ ...at9, horm: 0, bis: 1, smoker: 1 });
    expect((values.pi as number[])[0]).toBeCloseTo(1.846222645, 8);
    expect((values.mi as number[])[0]).toBeCloseTo(1.675138725, 8);
    const years = values.surv_pct as Survival;
    expect(years.s?.[9]).toBeCloseTo(78.37947093, 6);
    expect(years.rhc?.[9]).toBeCloseTo(82.19073781, 6);
    expect(years.rhctb?.[14]).toBeCloseTo(76.9703281, 6);
    expect(warnings.find((one) => one.code === "read-as-average")).toEqual({
      code: "read-as-average",
      params: { fields: "screen, grade, ki67, pr" },
      text: "screen, grade, ki67, pr unknown: read as the average, not as negative",
    });
    expect(v3({ her2: 9, traz: 0 }).warnings[1]?.text).toBe(
      "her2 unknown: read as the average, not as negative",
    );
    const first = (her2: 0 | 1 | 9): number => (v3({ her2, traz: 0 }).values.pi as number[])[0] ?? Number.NaN;
    expect(first(0)).toBeLessThan(first(9));
    expect(first(9)).toBeLessThan(first(1));
  });
  it.each([
    ["grade", 1, 3],
    ["nodes", 0, 4],
    ["size", 10, 30],
    ["screen", 1, 0],
    ["ki67", 0, 1],
    ["pr", 1, 0],
  ])("is worse with more of %s: %d against %d", (field, less, more) => {
    expect(index({ [field]: more })).toBeGreaterThan(index({ [field]: less }));
  });
  it("gives trastuzumab an effect only where HER2 is positive", () => {
    expect(survival({ her2: 0 }).rhct).toEqual(survival({ her2: 0 }).rhc);
    expect(v3({ her2: 0 }).codes).toEqual(["no-interval", "no-trastuzumab-effect"]);
    expect(v3({ her2: 0, traz: 0 }).codes).toEqual(["no-interval"]);
    expect(v3({ her2: 9 }).codes).toEqual(["no-interval", "read-as-average", "no-trastuzumab-effect"]);
    expect(survival({ her2: 9 }).rhct).toEqual(survival({ her2: 9 }).rhc);
    expect(v3({ traz: 0 }).values.benefit_y10).toMatchObject({ t: 0 });
  });
  it("gives hormone therapy an effect only where the receptor is positive", () => {
    expect(v3({ er: 0 }).codes).toContain("no-hormone-effect");
    expect(v3({ er: 0 }).values.benefit_y15_h10).toMatchObject({ h10: 0 });
    expect(v3({ horm: 0 }).values.benefit_y10).toMatchObject({ h: 0 });
    expect(v3({ horm: 0 }).codes).not.toContain("no-hormone-effect");
  });
  it("counts chemotherapy by generation, and none of it without", () => {
    const gain = (generation: number) => (v3({ generation }).values.benefit_y10 as { c: number }).c;
    expect(gain(0)).toBe(0);
    expect(gain(3)).toBeGreaterThan(gain(2));
  });
  it("adds deaths by smoking and by dose to the heart", () => {
    const mi = (change: object) => (v3(change).values.mi as number[])[0] as number;
    expect(mi({ smoker: 1 }) - mi({ smoker: 0 })).toBeCloseTo(Math.log(1.25), 9);
    expect(survival({ "heart.gy": 4 }).r?.[14]).toBeLessThan(survival({ "heart.gy": 0 }).r?.[14] as number);
    expect(v3({ radio: 0 }).codes).toContain("heart-dose-without-radiotherapy");
    expect(v3({ radio: 0, "heart.gy": 0 }).codes).not.toContain("heart-dose-without-radiotherapy");
    expect(v3().codes).not.toContain("heart-dose-without-radiotherapy");
  });
  it("says what bisphosphonates assume, and above 75 years which version was better calibrated", () => {
    expect(v3({ bis: 1 }).codes).toContain("postmenopausal-only");
    expect(v3({ "age.start": 75 }).codes).not.toContain("less-calibrated-above-75");
    expect(v3({ "age.start": 76 }).codes).toContain("less-calibrated-above-75");
  });
  it.each([
    [{ setting: "metastatic" }, "the disease is metastatic"],
    [{ setting: "neoadjuvant" }, "the decision is on treatment before surgery"],
    [{ treated: true }, "the tumour was treated before surgery"],
    [{ sex: "male" }, "the patient is male"],
    [{ invasive: false }, "the cancer is in situ alone"],
    [{ regimen: ["trastuzumab", "T-DM1"] }, "no effect of trastuzumab emtansine"],
    [{ regimen: ["trastuzumab deruxtecan"] }, "no effect of trastuzumab deruxtecan"],
    [{ regimen: ["pertuzumab"] }, "no effect of pertuzumab"],
    [{ regimen: ["neratinib"] }, "no effect of neratinib"],
  ])("refuses %o with its scope", (patient, reason) => {
    for (const answer of [v3({ patient }), v2({ patient })])
      expect(answer.error).toMatchObject({
        code: "out-of-scope",
        path: "patient",
        message: expect.stringContaining(reason),
        remedy: expect.stringContaining("not for: a tumour treated before surgery"),
      });
  });
  it.each([
    "ado-trastuzumab emtansine",
    "Kadcyla",
    "t dm1",
    "Enhertu",
    "DS-8201",
    "fam-trastuzumab deruxtecan-nxki",
    "Perjeta",
    "trastuzumab + pertuzumab",
    "TCHP",
    "Nerlynx",
    "lapatinib",
    "Tukysa",
    "帕妥珠单抗",
  ])("refuses %s by whatever name it has, alone, joined or in a regimen", (name) => {
    for (const regimen of [[name], ["docetaxel", name]])
      expect(v3({ patient: { regimen } }).error).toMatchObject({ code: "out-of-scope", path: "patient" });
  });
  it("knows of all therapies against HER2 the effect of trastuzumab alone, biosimilars included", () => {
    const index = therapyIndex(bundle.therapies, bundle.therapyClasses, bundle.regimens);
    const refused = (name: string) => v3({ patient: { regimen: [name] } }).error?.code ?? null;
    const against = bundle.therapies.filter((one) => index.therapyIs(one.id, "anti-HER2"));
    expect(against.length).toBeGreaterThan(10);
    for (const { id, brands } of against)
      for (const name of [id, ...brands])
        expect([name, refused(name)]).toEqual([name, id === "trastuzumab" ? null : "out-of-scope"]);
    expect(refused("trastuzumab-dkst")).toBeNull();
    expect(refused("TCH")).toBeNull();
    expect(refused("tamoxifen")).toBeNull();
  });
  it("cannot say whether it covers a therapy that is not known, and names it", () => {
    expect(v3({ patient: { regimen: ["trastuzumab", "moonshine"] } }).error).toMatchObject({
      code: "unknown-therapy",
      path: "patient.regimen.1",
      message:
        'the therapy "moonshine" is not known here, so that it cannot be said whether PREDICT Breast v3.2 covers it',
    });
    expect(
      ask("npi", { size_cm: 2, positive_nodes: 0, grade: 1, patient: { regimen: ["moonshine"] } }).error,
    ).toBeNull();
  });
  it("refuses the setting whether or not therapies are told", () => {
    for (const regimen of [undefined, [], ["trastuzumab"]])
      expect(v3({ patient: { setting: "metastatic", regimen } }).error?.message).toContain(
        "the disease is metastatic",
      );
  });
  it("says what of its scope was not told", () => {
    const open = (patient?: object) => v3({ ...(patient === undefined ? {} : { patient }) }).scope?.open;
    expect(open()).toEqual(["setting", "treated", "sex", "invasive", "regimen"]);
    expect(open({ setting: "adjuvant", regimen: [] })).toEqual(["treated", "sex", "invasive"]);
    expect(
      open({ setting: "adjuvant", treated: false, sex: "female", invasive: true, regimen: ["trastuzumab"] }),
    ).toEqual([]);
    expect(v3().scope?.for).toContain("women with invasive breast cancer after surgery");
    expect(ask("h-score", { p1: 1, p2: 0, p3: 0 }).scope?.open).toEqual([]);
    expect(ask("stil", { stil_pct: 1, patient: { er: "positive" } }).scope?.open).toEqual(["treated"]);
  });
  it("takes a patient inside its scope, and one of whom nothing is told", () => {
    expect(
      v3({ patient: { setting: "adjuvant", sex: "female", regimen: ["trastuzumab"] } }).error,
    ).toBeNull();
    expect(v3({ patient: { regimen: [] } }).error).toBeNull();
    expect(v3({ patient: {} }).error).toBeNull();
  });
  it("has no default: a missing HER2 is refused", () => {
    expect(v3({ her2: undefined }).error).toMatchObject({ code: "missing-input", path: "her2" });
    expect(v3({ "age.start": 24 }).error?.path).toBe("age.start");
  });
  it("keeps the notice of its licence with the coefficients", async () => {
    const { models } = await import("../../test/models.ts");
    for (const id of ["predict-breast-3.2", "predict-breast-2.2"]) {
      const model = models.model(id);
      expect(model.ok && model.value.score.notice).toMatch(
        /MIT License\. Copyright \(c\) 2022 University of Cambridge/,
      );
    }
  });
});

describe("predict-breast-2.2", () => {
  it("gives survival after surgery and what each combination adds", () => {
    const { survival_pct_surgery_only: alone, benefit_pct_vs_surgery: benefit } = v2().values as {
      survival_pct_surgery_only: number[];
      benefit_pct_vs_surgery: Survival;
    };
    expect(alone).toHaveLength(15);
    expect(alone[0]).toBeCloseTo(98.30661446, 6);
    expect(alone[5]).toBeCloseTo(69.68305808, 6);
    expect(benefit.h?.[2]).toBeCloseTo(3.216030999, 6);
    expect(benefit.hc?.[2]).toBeCloseTo(5.75332261, 6);
    expect(benefit.hct?.[2]).toBeCloseTo(7.136304095, 6);
    expect(benefit.hctb?.[2]).toBeCloseTo(7.136304095, 6);
    expect(benefit.ct?.[2]).toBeCloseTo(5.618766158, 6);
    expect(benefit.t?.[2]).toBeCloseTo(3.011584774, 6);
    expect(Object.keys(benefit)).toEqual(["h", "c", "t", "b", "hc", "ct", "hct", "hctb"]);
  });
  it("adds bisphosphonate and every combination to surgery", () => {
    const { survival_pct_surgery_only: alone, benefit_pct_vs_surgery: benefit } = v2({
      ...{ "age.start": 57, size: 29, grade: 1, nodes: 5, bis: 1 },
    }).values as { survival_pct_surgery_only: number[]; benefit_pct_vs_surgery: Survival };
    expect(alone[0]).toBeCloseTo(98.90709757, 6);
    expect(alone[14]).toBeCloseTo(47.50540125, 6);
    for (const [name, year3, year15] of [
      ["h", 1.856724583, 10.1960766],
      ["hc", 3.301223076, 19.44389385],
      ["hct", 4.081276777, 24.97273314],
      ["hctb", 4.410077157, 27.42355431],
      ["ct", 3.225057068, 18.92489718],
      ["t", 1.739562211, 9.498884264],
    ] as const) {
      expect(benefit[name]?.[2]).toBeCloseTo(year3, 6);
      expect(benefit[name]?.[14]).toBeCloseTo(year15, 6);
    }
    expect(benefit.b?.[14]).toBeGreaterThan(0);
    expect(v2().values.benefit_pct_vs_surgery).toMatchObject({ b: Array(15).fill(0) });
  });
  it("counts a treatment only where it is given and the tumour answers to it", () => {
    const benefit = (change: object) => v2(change).values.benefit_pct_vs_surgery as Survival;
    const none = Array(15).fill(0);
    for (const her2 of [0, 9]) expect(benefit({ her2 }).t).toEqual(none);
    expect(benefit({ traz: 0 }).t).toEqual(none);
    expect(benefit({ horm: 0 }).h).toEqual(none);
    expect(benefit({ er: 0 }).h).toEqual(none);
    expect(benefit({ generation: 0 }).c).toEqual(none);
    expect(benefit({ generation: 3 }).c?.[9]).toBeGreaterThan(benefit({ generation: 2 }).c?.[9] as number);
    expect(benefit({ generation: 2 }).c?.[9]).toBeGreaterThan(0);
  });
  it("gives the same in ER-negative disease, and with few treatments", () => {
    const c = v2({ "age.start": 45, size: 30, nodes: 3, er: 0, ki67: 9, horm: 0 }).values as Record<
      string,
      unknown
    >;
    expect((c.survival_pct_surgery_only as number[])[2]).toBeCloseTo(64.00537841, 6);
    expect((c.benefit_pct_vs_surgery as Survival).hc?.[2]).toBeCloseTo(11.00934029, 6);
    expect((c.benefit_pct_vs_surgery as Survival).h?.[2]).toBe(0);
    const d = v2({
      "age.start": 70,
      screen: 1,
      size: 12,
      grade: 1,
      nodes: 0,
      her2: 0,
      ki67: 0,
      generation: 0,
      traz: 0,
      bis: 1,
    }).values as Record<string, unknown>;
    expect((d.survival_pct_surgery_only as number[])[2]).toBeCloseTo(95.8448834, 6);
    expect((d.benefit_pct_vs_surgery as Survival).hctb?.[2]).toBeCloseTo(0.1907574751, 6);
    expect((d.benefit_pct_vs_surgery as Survival).ct?.[2]).toBe(0);
  });
  it("says that v3 supersedes it and how it reads an unknown grade in ER-negative disease", () => {
    expect(v2().codes).toEqual(["superseded", "no-interval"]);
    expect(v2({ "age.start": 80 }).codes).toEqual(["superseded", "no-interval"]);
    expect(v2({ bis: 1 }).codes).toEqual(["superseded", "no-interval", "postmenopausal-only"]);
    expect(v2({ er: 0, horm: 0 }).codes).toEqual(["superseded", "no-interval"]);
    expect(v2({ er: 0, horm: 0, grade: 9 }).codes).toContain("unknown-grade-as-1");
    expect(v2({ grade: 9 }).codes).not.toContain("unknown-grade-as-1");
    const alone = (grade: number) => v2({ er: 0, horm: 0, grade }).values.survival_pct_surgery_only;
    expect(alone(9)).toEqual(alone(1));
    expect(alone(2)).toEqual(alone(3));
    expect(alone(1)).not.toEqual(alone(2));
  });
  it("reads an unknown grade, screening and HER2 as the average in ER-positive disease", () => {
    const at = (change: object) => (v2(change).values.survival_pct_surgery_only as number[])[9] as number;
    expect(at({ grade: 9 })).toBeGreaterThan(at({ grade: 3 }));
    expect(at({ grade: 9 })).toBeLessThan(at({ grade: 2 }));
    expect(at({ screen: 2 })).toBeGreaterThan(at({ screen: 0 }));
    expect(at({ screen: 2 })).toBeLessThan(at({ screen: 1 }));
    expect(at({ her2: 9 })).toBeGreaterThan(at({ her2: 1 }));
    expect(at({ her2: 9 })).toBeLessThan(at({ her2: 0 }));
  });
});
