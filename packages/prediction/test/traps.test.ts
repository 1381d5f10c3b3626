import { describe, expect, it } from "vitest";
import { ask, bundle, models } from "./models.ts";

/**
 * The traps that are known of each model, one test each: where another program, a secondary table or a careless
 * reading gave a wrong answer. Limits on both sides and refusals in full stand beside the models themselves.
 */

const pitfalls = (id: string) => (bundle.scores.find((one) => one.id === id)?.pitfalls ?? []).join(" ");
const number = (id: string, input: object, value: string) => ask(id, input).values[value] as number;
const without = (input: object, ...fields: string[]) =>
  Object.fromEntries(Object.entries(input).filter(([field]) => !fields.includes(field)));

describe("residual burden", () => {
  const bed = { d1_mm: 20, d2_mm: 15, cellularity_pct: 20, in_situ_pct: 5, positive_nodes: 2, d_met_mm: 6 };
  it("a cut-off belongs to the lower class, where some software moves it up", () => {
    // 1.4 x (f x d)^0.17 = 1.36 exactly
    const d = (1.36 / 1.4) ** (1 / 0.17);
    const at = {
      ...bed,
      d1_mm: d,
      d2_mm: d,
      cellularity_pct: 100,
      in_situ_pct: 0,
      positive_nodes: 0,
      d_met_mm: 0,
    };
    expect(ask("rcb", at).class).toBe("RCB-I");
  });
  it.each([{ positive_nodes: 0 }, { d_met_mm: 0 }])(
    "nodes without a deposit, or the reverse, are refused: %o",
    (change) => {
      expect(ask("rcb", { ...bed, ...change }).error?.code).toBe("inconsistent-input");
    },
  );
  it("nothing to the power of 0.17 is nothing, not a term of the index", () => {
    const none = { ...bed, cellularity_pct: 0, positive_nodes: 0, d_met_mm: 0 };
    expect(ask("rcb", none).values).toMatchObject({
      term_primary: 0,
      term_nodes: 0,
      index: 0,
      rcb_class: "RCB-0",
    });
  });
  it("the cells are those of the whole bed, and the reader is told so", () => {
    expect(pitfalls("rcb")).toContain("average over the area of the tumour bed");
  });
});

describe("PREDICT", () => {
  const model = models.model("predict-breast-3.2");
  const woman = (model.ok ? model.value.example : {}) as object;
  const v3 = (change: object = {}) => ask("predict-breast-3.2", { ...woman, ...change });
  it.each([
    { setting: "neoadjuvant" },
    { treated: true },
    { setting: "metastatic" },
    { invasive: false },
    { sex: "male" },
  ])("is not for %o", (patient) => {
    expect(v3({ patient }).error?.code).toBe("out-of-scope");
  });
  it("knows trastuzumab alone among therapies against HER2", () => {
    for (const therapy of ["pertuzumab", "T-DM1", "T-DXd", "neratinib"])
      expect(v3({ patient: { regimen: [therapy] } }).error?.code).toBe("out-of-scope");
    expect(v3({ patient: { regimen: ["trastuzumab"] } }).error).toBeNull();
  });
  it("trastuzumab does nothing where HER2 is not positive, and that is said", () => {
    for (const her2 of [0, 9]) {
      const { values, codes } = v3({ her2 });
      expect((values.benefit_y10 as { t: number }).t).toBe(0);
      expect(codes).toContain("no-trastuzumab-effect");
    }
  });
  it("the year is that of the model: no input moves it", () => {
    expect(v3({ year: 2026 }).error?.code).toBe("unknown-field");
  });
  it("bisphosphonates are for women after the menopause, which the program does not ask", () => {
    expect(v3({ bis: 1 }).codes).toContain("postmenopausal-only");
  });
  it("what is unknown is the average, not negative", () => {
    const index = (change: object) => (v3(change).values.pi as number[])[0] as number;
    for (const marker of ["her2", "ki67", "pr"]) {
      const [no, yes, unknown] = [0, 1, 9].map((state) => index({ [marker]: state })) as [
        number,
        number,
        number,
      ];
      expect([marker, Math.min(no, yes) < unknown && unknown < Math.max(no, yes)]).toEqual([marker, true]);
    }
  });
  it("2.2: hormone therapy with chemotherapy is their sum, where the program adds two others", () => {
    const input = without(woman, "pr", "radio", "heart.gy", "smoker");
    const { survival_pct_surgery_only: alone, benefit_pct_vs_surgery: benefit } = ask("predict-breast-2.2", {
      ...input,
      bis: 1,
    }).values as { survival_pct_surgery_only: number[]; benefit_pct_vs_surgery: Record<string, number[]> };
    const at10 = (name: string) => (benefit[name]?.[9] ?? 0) as number;
    expect(at10("hc")).toBeGreaterThan(at10("h"));
    expect(at10("hc")).toBeGreaterThan(at10("c"));
    expect(at10("hc")).not.toBeCloseTo(at10("t") + at10("b"), 3);
    // its first column is survival, the others are what is added to it
    expect((alone[9] as number) + at10("hctb")).toBeLessThan(100);
    expect(at10("hctb")).toBeLessThan(alone[9] as number);
  });
  it("the standing of the hosted tool does not pass to this one, and its licence stays with it", () => {
    expect(pitfalls("predict-breast-3.2")).toContain("medical device");
    expect(model.ok && model.value.score.notice).toContain("University of Cambridge");
  });
});

describe("prognostic index", () => {
  it("3.4 is good, where one program calls it intermediate, though 0.2 x 7 + 1 + 1 is more in binary", () => {
    expect(ask("npi", { size_cm: 2, positive_nodes: 0, grade: 2 }).class).toBe("good");
    expect(0.2 * 7 + 1 + 1).toBeGreaterThan(3.4);
    expect(ask("npi", { size_cm: 7, positive_nodes: 0, grade: 1 })).toMatchObject({
      values: { npi: 3.4 },
      class: "good",
    });
  });
});

describe("Magee equations", () => {
  const tumour = {
    nottingham_score: 8,
    er_h: 150,
    pr_h: 10,
    her2: "neg",
    size_cm: 2.5,
    ki67_pct: 35,
    mitosis_score: 3,
  };
  it("each has its own term of equivocal HER2, which a port takes from the first for the second", () => {
    const term = (value: string) =>
      number("magee", { ...tumour, her2: "equiv" }, value) - number("magee", tumour, value);
    expect(term("me1")).toBeCloseTo(0.77681, 9);
    expect(term("me2")).toBeCloseTo(1.82921, 9);
    expect(term("me3")).toBeCloseTo(1.46495, 9);
    expect(ask("magee", { ...tumour, her2: "equiv" }).codes).toContain("unconfirmed-term");
  });
  it("mean nothing in HER2-positive or ER-negative disease", () => {
    for (const change of [{ her2: "pos" }, { er_h: 0 }])
      expect(ask("magee", { ...tumour, ...change }).error?.code).toBe("out-of-scope");
  });
});

describe("scores of immunohistochemistry", () => {
  it("an H-score weighs 1, 2 and 3, not 2, 3 and 4, and its shares are of all cells", () => {
    expect(number("h-score", { p1: 100, p2: 0, p3: 0 }, "value")).toBe(100);
    expect(ask("h-score", { p1: 60, p2: 60, p3: 0 }).error?.code).toBe("inconsistent-input");
  });
  it("an Allred total of 1 does not exist", () => {
    for (const input of [
      { percent: 0, intensity: 1 },
      { percent: 0.5, intensity: 0 },
    ])
      expect(ask("allred", input).error?.code).toBe("inconsistent-input");
  });
  it("the assay travels with a PD-L1 score, and which cells count is said", () => {
    const counts = { viable_tumour_cells: 200, pos_tumour: 20, pos_lymph_macrophage: 30, assay: "22C3" };
    expect(ask("pdl1", counts).values.assay).toBe("22C3");
    expect(ask("pdl1", without(counts, "assay")).codes).toContain("assay-not-named");
    expect(pitfalls("pdl1")).toContain("Plasma cells, neutrophils and eosinophils are not counted");
  });
  it("IHC4 says that its scale of Ki-67 is undecided, and is never IHC4+C", () => {
    const tumour = { er10: 8, pgr10: 5, her2: 1, ki67_pct: 30 };
    expect(ask("ihc4", tumour).codes).toContain("undecided-scale");
    expect(ask("ihc4", { ...tumour, ki67_pct: 0.3 }).error?.code).toBe("trap");
    for (const field of ["size_mm", "grade", "nodes"])
      expect(ask("ihc4", { ...tumour, [field]: 2 }).error?.code).toBe("out-of-scope");
  });
  it("lymphocytes of residual disease have no validated reading, and a reading keeps its reader", () => {
    expect(ask("stil", { stil_pct: 40, patient: { treated: true } }).error?.code).toBe("out-of-scope");
    expect(ask("stil", { stil_pct: 40, reader: "A", method: "M" }).values).toMatchObject({
      reader: "A",
      method: "M",
    });
  });
});

describe("what only a laboratory or a trial can give", () => {
  it.each(["oncotype-paik", "rps-ispy2", "her2dx", "pre-rcb"])("%s is not computed from other data", (id) => {
    expect(ask(id, { score: 50 }).error).toMatchObject({
      code: "not-computed",
      message: expect.stringContaining(": "),
    });
  });
  it("limits of I-SPY2.2 are not public: a probability is compared with the user's own limit or not at all", () => {
    expect(ask("ispy2-redirection", { week: 12, predicted_pcr: 0.9 }).error?.code).toBe("no-limit");
    expect(ask("ispy2-redirection", { week: 12 }).values.above_limit).toBeNull();
    expect(ask("ispy2-redirection", { week: 3, fall_pct: 10 }).codes).toContain("trial-only");
  });
});

describe("functional tumour volume", () => {
  const block = {
    dimensions: [2, 2, 2],
    voxel_mm: [1, 1, 1],
    pre: Array(8).fill(100),
    early: Array(8).fill(200),
    late: Array(8).fill(200),
  };
  it("asks for four neighbours, where comments of the program say three", () => {
    // a plane of 2 x 2: each voxel has three neighbours
    const plane = { ...block, early: [...Array(4).fill(200), ...Array(4).fill(100)] };
    expect(number("mri-ftv", plane, "voxels")).toBe(0);
    expect(number("mri-ftv", { ...plane, min_neighbours: 3 }, "voxels")).toBe(4);
  });
  it("an infinite ratio counts, none at all does not", () => {
    expect(number("mri-ftv", { ...block, late: block.pre }, "voxels")).toBe(8);
    const flat = { ...block, early: block.pre, late: block.pre, pe_threshold: 0 };
    expect(number("mri-ftv", flat, "voxels")).toBe(0);
  });
  it("the background counts omitted voxels as zero", () => {
    const pre = [1000, 1000, 1000, 1000, 100, 100, 100, 100];
    const omit = pre.map((signal) => signal === 1000);
    expect(number("mri-ftv", { ...block, pre, omit }, "background_threshold")).toBe(60);
  });
});

describe("response", () => {
  it("80 after 70 from 100 is SD by itself and PR as the EORTC reads it, both named", () => {
    expect(ask("recist-1.1", { sums: [100, 70, 70, 80, 80, 80] }).values).toMatchObject({
      time_point: ["PR", "PR", "SD", "SD", "SD"],
      carried_forward: ["PR", "PR", "PR", "PR", "PR"],
    });
  });
  it("the smallest sum includes the baseline", () => {
    const visit = { baseline: 100, current: 110, all_target_gone: false };
    expect(ask("recist-1.1", { ...visit, nadir: 101 }).error?.code).toBe("inconsistent-input");
    expect(ask("recist-1.1", { sums: [50, 60] }).values.time_point).toEqual(["PD"]);
  });
  it("20 % is no progression below 5 mm, whatever a secondary table says", () => {
    expect(ask("recist-1.1", { baseline: 20, nadir: 20, current: 24, all_target_gone: false }).class).toBe(
      "SD",
    );
  });
  it("attenuation is not part of RECIST, and 0.8 is not 8", () => {
    expect(ask("recist-1.1", { target: "SD", attenuation: -20 }).error?.code).toBe("unknown-field");
    const scan = { sulpeak_baseline: 3, sulpeak_followup: 2, new_lesion: false, all_background: false };
    expect(ask("percist-1.0", scan).class).toBe("PMR");
  });
});

describe("classes", () => {
  it("a ratio below 2 with six signals or more is group 3, not negative", () => {
    expect(
      ask("her2-ish-2018", { mean_her2: 6, mean_cep17: 3.5, ihc: null, recount_group: null }).values,
    ).toMatchObject({ group: 3, status: "ihc_needed_same_tissue" });
  });
  it("PAM50 gives no risk of recurrence, says that it is research, and knows genes by their old names", () => {
    const centroids = { A: { CDCA1: 1, KNTC2: 2, ORC6L: 3 }, B: { CDCA1: 3, KNTC2: 2, ORC6L: 1 } };
    const answer = ask("pam50-centroid", { expression: { NUF2: 1, NDC80: 2, ORC6: 3 }, centroids });
    expect(answer).toMatchObject({ class: "A", values: { genes: 3 } });
    expect(answer.codes).toContain("research-use");
    expect(Object.keys(answer.values).filter((name) => /ror|risk/i.test(name))).toEqual([]);
  });
  it("ESMO-MCBS grades by the lower limit of the interval, and its grade is preliminary", () => {
    const trial = { endpoint: "OS", control_median_mo: 10, gain_mo: 5 };
    expect(ask("esmo-mcbs", { ...trial, hr_lower_ci: 0.66 }).values.top_grade).toBe("lower");
    expect(ask("esmo-mcbs", { ...trial, hr_lower_ci: 0.65 })).toMatchObject({
      values: { top_grade: 4 },
      codes: ["preliminary"],
    });
    expect(models.list.find((one) => one.id === "esmo-mcbs")?.scope.notFor.join()).toContain(
      "before the forms are transcribed",
    );
  });
  it("GRADE rates nothing up where something was rated down", () => {
    expect(ask("grade", { design: "observational", levels_down: 1, levels_up: 1 }).values.value).toBe(
      "very_low",
    );
  });
});

describe("Ki-67 on treatment", () => {
  it("14 to 9.8 is 30 % on paper and is said to be at the limit", () => {
    const answer = ask("ki67-dynamics", { baseline: 14, on_treatment: 9.8 });
    expect(answer.values.adapt_30pct_drop).toBe(false);
    expect(answer.codes).toContain("at-the-limit");
  });
});
