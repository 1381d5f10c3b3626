import { describe, expect, it } from "vitest";
import { context } from "../test/guidelines.ts";
import { assessRow } from "./assess.ts";
import type { SequencingContext } from "./context.ts";

const state = (row: unknown, sequencing: SequencingContext = {}, asOf?: string) =>
  assessRow(row, context(sequencing, asOf));
const codes = (row: unknown, sequencing: SequencingContext = {}) =>
  state(row, sequencing).flags.map((flag) => flag.code);
const tests = (row: unknown) => state(row).needed.map((one) => one.test);
const open = (row: unknown) => state(row).undecided.map((one) => one.eligibility);
const breast = (ihc?: object, ish?: object, more: object = {}) => ({ tumour: "BRCA", ihc, ish, ...more });

describe("breast, IHC alone", () => {
  it.each([
    ["3+", "positive", ["her2-positive", "ihc-3+"]],
    ["2+", "equivocal", ["ihc-2+"]],
    ["1+", "negative", ["her2-low"]],
    ["0", "negative", []],
  ] as const)("%s is %s", (score, status, eligibility) => {
    const one = state(breast({ score }));
    expect([one.status, one.eligibility]).toEqual([status, eligibility]);
  });
  it("asks for ISH on the same specimen after 2+", () =>
    expect(tests(breast({ score: "2+" }))).toEqual(["HER2 ISH on the same specimen"]));
  it("leaves low open until the ISH is known, with what is missing", () =>
    expect(state(breast({ score: "2+" })).undecided).toContainEqual({
      eligibility: "her2-low",
      missing: ["ish"],
    }));
  it("tells ultralow from null by the membrane staining, and neither without it", () => {
    expect(state(breast({ score: "0", membraneStaining: "faint-partial" })).eligibility).toEqual([
      "her2-ultralow",
    ]);
    expect(state(breast({ score: "0", membraneStaining: "none" })).eligibility).toEqual(["her2-null"]);
    expect(state(breast({ score: "0" })).undecided).toContainEqual({
      eligibility: "her2-ultralow",
      missing: ["membraneStaining"],
    });
  });
  it.each([
    ["circumferential", "strong", 10, "2+"],
    ["circumferential", "strong", 10.1, "3+"],
    ["circumferential", "weak", 10.1, "2+"],
    ["circumferential", "weak", 10, undefined],
    ["incomplete", "faint", 10, "0"],
    ["incomplete", "faint", 10.1, "1+"],
    ["lateral", "moderate", 30, "2+"],
    ["basolateral", "strong", 80, "2+"],
  ])("scores %s %s staining of %f %% as %s", (pattern, intensity, percentStained, score) => {
    const one = state(breast({ pattern, intensity, percentStained }));
    expect(one.ihc?.score).toBe(score);
    expect(one.ihc?.computed ?? true).toBe(true);
    if (score === undefined) expect(one.status).toBe("indeterminate");
  });
  it("flags a stated score that the staining contradicts, and decides nothing where the two lead apart", () => {
    const row = breast({ score: "2+", pattern: "circumferential", intensity: "strong", percentStained: 60 });
    expect(codes(row)).toEqual(["call-contradicts-score"]);
    expect(state(row).status).toBe("indeterminate");
    expect(tests(row)).toContain("Clarification by the laboratory which value holds");
  });
  it("keeps a status that both contradicting scores share, but not HER2-low", () => {
    const row = breast({ score: "0", pattern: "incomplete", intensity: "faint", percentStained: 20 });
    expect(state(row).status).toBe("negative");
    expect(open(row)).toEqual(expect.arrayContaining(["her2-low", "her2-ultralow"]));
  });
});

describe("breast, dual-probe ISH", () => {
  const ish = (ratio: number, her2PerCell: number) => ({ ratio, her2PerCell });
  it.each([
    [2.0, 4.0, 1],
    [2.0, 3.99, 2],
    [1.99, 6.0, 3],
    [1.99, 5.99, 4],
    [1.99, 4.0, 4],
    [1.99, 3.99, 5],
  ])("ratio %f with %f copies is group %i", (ratio, copies, group) =>
    expect(state(breast({ score: "2+" }, ish(ratio, copies))).ishGroup).toBe(group),
  );
  it.each([
    [2.2, 3.2, 2, "negative", ["her2-low", "ihc-2+"]],
    [1.3, 6.4, 3, "positive", ["her2-positive", "ihc-2+", "ish-amplified"]],
    [1.3, 4.6, 4, "negative", ["her2-low", "ihc-2+"]],
  ] as const)(
    "group of ratio %f and %f copies waits for a recount, then is %i",
    (ratio, copies, group, final, eligibility) => {
      const before = state(breast({ score: "2+" }, ish(ratio, copies)));
      expect([before.status, before.ishGroup, before.ish]).toEqual(["equivocal", group, "equivocal"]);
      expect(before.eligibility).toEqual(["ihc-2+"]);
      expect(before.needed.map((one) => one.test)).toEqual(["Blinded ISH recount of at least 20 cells"]);
      const same = state(breast({ score: "2+" }, { ...ish(ratio, copies), recount: ish(ratio, copies) }));
      expect([same.status, same.ish, same.eligibility]).toEqual([final, final, eligibility]);
      const moved = state(breast({ score: "2+" }, { ...ish(ratio, copies), recount: ish(1.1, 2) }));
      expect([moved.status, moved.ishGroup]).toEqual(["indeterminate", group]);
      expect(moved.needed.map((one) => one.test)).toContain(
        "Adjudication by the laboratory's internal procedure",
      );
      for (const score of ["0", "1+"])
        expect(state(breast({ score }, ish(ratio, copies))).status).toBe("negative");
      expect(state(breast({ score: "3+" }, ish(ratio, copies))).status).toBe("positive");
      const alone = state(breast(undefined, ish(ratio, copies)));
      expect([alone.status, alone.needed[0]?.test]).toEqual([
        "equivocal",
        "HER2 IHC on sections of the same tissue",
      ]);
    },
  );
  it("leaves the answer open when the recount can not be read", () =>
    expect(state(breast({ score: "2+" }, { ...ish(2.2, 3.2), recount: { ratio: 2.2 } })).status).toBe(
      "indeterminate",
    ));
  it("takes groups 1 and 5 by themselves", () => {
    expect(state(breast({ score: "2+" }, ish(3, 6))).status).toBe("positive");
    expect(state(breast({ score: "2+" }, ish(1.2, 2.4))).eligibility).toContain("her2-low");
    expect(state(breast(undefined, ish(1.2, 2.4))).status).toBe("negative");
    expect(open(breast(undefined, ish(1.2, 2.4)))).toEqual(
      expect.arrayContaining(["her2-low", "her2-ultralow"]),
    );
  });
  it("flags IHC and ISH that disagree, in both directions", () => {
    expect(codes(breast({ score: "3+" }, ish(1.1, 2.4)))).toEqual(["ihc-ish-discordant"]);
    expect(codes(breast({ score: "1+" }, ish(3, 6)))).toEqual(["ihc-ish-discordant"]);
    expect(codes(breast({ score: "3+" }, ish(3, 6)))).toEqual([]);
  });
  it("computes the ratio from the means where none is stated", () => {
    expect(state(breast({ score: "2+" }, { her2PerCell: 4.6, cep17PerCell: 2.3 })).ishGroup).toBe(1);
  });
  it("follows a stated and a computed ratio apart and decides what both agree on", () => {
    const apart = breast({ score: "2+" }, { ratio: 2.2, her2PerCell: 4.2, cep17PerCell: 2.7, cells: 40 });
    expect([state(apart).status, state(apart).ishGroup]).toEqual(["indeterminate", null]);
    expect(codes(apart)).toEqual(["ratio-mismatch"]);
    const together = breast({ score: "2+" }, { ratio: 4, her2PerCell: 8, cep17PerCell: 3 });
    expect([state(together).status, codes(together)]).toEqual(["positive", ["ratio-mismatch"]]);
  });
  it.each([
    [1.1, []],
    [1.11, ["ratio-mismatch"]],
  ])("compares the stated ratio with 1.0 at 10 %%: %f", (ratio, flags) =>
    expect(codes(breast({ score: "2+" }, { ratio, her2PerCell: 2, cep17PerCell: 2 }))).toEqual(flags),
  );
  it("turns totals over the counted cells into means and says so", () => {
    const one = state(breast({ score: "2+" }, { ratio: 3.2, her2PerCell: 172, cep17PerCell: 54, cells: 20 }));
    expect([one.status, one.ishGroup, one.flags.map((flag) => flag.code)]).toEqual([
      "positive",
      1,
      ["totals-not-means"],
    ]);
    expect(one.flags[0]?.message).toContain("8.6 and 2.7 per cell");
    expect(state(breast({ score: "2+" }, { her2PerCell: 114, cep17PerCell: 74 })).ishGroup).toBeNull();
  });
  it.each([
    [19, ["too-few-cells"]],
    [20, []],
  ])("wants 20 cells: %i", (cells, flags) =>
    expect(codes(breast({ score: "2+" }, { ...ish(3, 6), cells }))).toEqual(flags),
  );
  it("cannot tell the group from a ratio alone and carries the laboratory's call as such", () => {
    const one = state(breast(undefined, { ratio: 3.2, call: "positive" }));
    expect([one.status, one.ishGroup]).toEqual(["indeterminate", null]);
    expect(one.flags.map((flag) => flag.code)).toEqual(["interpretation-only"]);
    expect(one.flags[0]?.message).toContain("positive as reported by the laboratory");
    expect(one.needed.map((two) => two.test)).toEqual(
      expect.arrayContaining(["mean HER2 signals per cell", "mean CEP17 signals per cell"]),
    );
  });
  it("decides by a ratio alone where every possible group gives the same answer", () =>
    expect(state(breast({ score: "1+" }, { ratio: 1.3 })).status).toBe("negative"));
  it("takes a call without numbers as reported, and leaves low open", () => {
    const row = breast({ score: "2+" }, { call: "negative" });
    expect([state(row).status, codes(row)]).toEqual(["negative", ["interpretation-only"]]);
    expect(state(row).eligibility).not.toContain("her2-low");
    expect(open(row)).toContain("her2-low");
  });
});

describe("the laboratory's call", () => {
  it("is explained by an older edition where the edition in force differs", () => {
    const row = breast(
      { score: "2+" },
      { ratio: 1.3, her2PerCell: 6.4, cep17PerCell: 5, cells: 20, call: "negative" },
    );
    expect([state(row).status, state(row).ishGroup]).toEqual(["equivocal", 3]);
    expect(codes(row)).toEqual(["edition-differs"]);
    expect(state(row).flags[0]?.message).toMatch(/negative fits ASCO\/CAP 2007; .*group 3/);
  });
  it("leaves the answer open where nothing explains it", () => {
    const row = breast({ score: "2+" }, { ratio: 4, her2PerCell: 8, call: "negative" });
    expect([state(row).status, codes(row)]).toEqual(["indeterminate", ["call-contradicts-counts"]]);
  });
  it("does not matter where IHC settles the status either way", () =>
    expect(state(breast({ score: "3+" }, { ratio: 4, her2PerCell: 8, call: "negative" })).status).toBe(
      "positive",
    ));
  it("agrees in silence", () =>
    expect(codes(breast({ score: "2+" }, { ratio: 4, her2PerCell: 8, call: "positive" }))).toEqual([]));
});

describe("single-probe ISH", () => {
  it.each([
    [6.0, "2+", "positive"],
    [5.99, "2+", "equivocal"],
    [5.99, "3+", "positive"],
    [4.0, "1+", "negative"],
    [4.0, "2+", "equivocal"],
    [3.99, "2+", "negative"],
  ])("%f signals with IHC %s is %s", (her2PerCell, score, status) =>
    expect(state(breast({ score }, { probe: "single", her2PerCell })).status).toBe(status),
  );
  it("goes through the adjudication table when dual-probe ISH follows", () => {
    const single = { probe: "single", her2PerCell: 4.6 };
    const dual = (ratio: number, her2PerCell: number) => ({ probe: "dual", ratio, her2PerCell });
    expect(tests(breast({ score: "2+" }, single))).toEqual(["Dual-probe HER2 ISH"]);
    expect(state(breast({ score: "2+" }, { ...single, recount: dual(2.4, 4.6) })).status).toBe("positive");
    expect(state(breast({ score: "2+" }, { ...single, recount: dual(1.2, 3) })).status).toBe("negative");
    const four = state(breast({ score: "2+" }, { ...single, recount: dual(1.5, 4.6) }));
    expect([four.status, four.ishGroup]).toEqual(["equivocal", 4]);
  });
});

describe("a status that was only reported", () => {
  it("is carried as reported, with low and ultralow open and the score asked for", () => {
    for (const row of [{ reported: "negative" }, { tumour: "BRCA", reported: "negative" }]) {
      const one = state(row);
      expect([one.status, one.flags.map((flag) => flag.code)]).toEqual(["negative", ["interpretation-only"]]);
      expect(open(row)).toEqual(expect.arrayContaining(["her2-low", "her2-ultralow"]));
      expect(one.needed.map((two) => two.test)).toContain("HER2 IHC");
    }
  });
  it("that the measurement contradicts leaves the answer open", () => {
    expect(state(breast({ score: "3+" }, undefined, { reported: "negative" })).status).toBe("indeterminate");
    expect(codes(breast({ score: "3+" }, undefined, { reported: "negative" }))).toEqual([
      "call-contradicts-score",
    ]);
    expect(codes(breast(undefined, { ratio: 3, her2PerCell: 6 }, { reported: "negative" }))).toEqual([
      "call-contradicts-counts",
    ]);
    expect(state(breast({ score: "3+" }, undefined, { reported: "positive" })).status).toBe("positive");
  });
});

describe("a test whose result can not be read", () => {
  it.each([
    [{ ihc: { score: "1+" }, ish: { her2PerCell: "many" } }],
    [{ ihc: { score: "1+" }, ish: { cells: 40 } }],
    [{ ihc: { score: "five" }, ish: { ratio: 1.2, her2PerCell: 2.4 } }],
    [{ ihc: { score: "five" }, reported: "negative" }],
  ])("is not a test that was not done: %j", (row) =>
    expect(state({ tumour: "BRCA", ...row }).status).toBe("indeterminate"),
  );
});

describe("stomach", () => {
  const stad = (ihc?: object, ish?: object, specimen?: string) => ({ tumour: "STAD", specimen, ihc, ish });
  it("reads a biopsy by clusters and a resection by percentage; the same staining differs by tumour", () => {
    const strong = { intensity: "strong", clusterCells: 6, percentStained: 4 };
    expect(state(stad(strong, undefined, "biopsy")).ihc).toEqual({
      score: "3+",
      scoring: "gastric-2016",
      computed: true,
    });
    expect(state(stad(strong, undefined, "biopsy")).status).toBe("positive");
    expect(state(stad(strong, undefined, "resection")).ihc?.score).toBe("0");
    expect(state({ tumour: "BRCA", ihc: strong }).ihc?.score).toBe("2+");
  });
  it.each([
    [9.9, "0"],
    [10, "3+"],
    [10.1, "3+"],
  ])("strong staining of %f %% in a resection is %s", (percentStained, score) =>
    expect(state(stad({ intensity: "strong", percentStained }, undefined, "resection")).ihc?.score).toBe(
      score,
    ),
  );
  it.each([
    [4, undefined],
    [5, "3+"],
    [6, "3+"],
  ])("a cluster of %i strongly stained cells is %s", (clusterCells, score) => {
    const row = stad({ intensity: "strong", clusterCells }, undefined, "biopsy");
    expect(state(row).ihc?.score).toBe(score);
    if (score === undefined) {
      expect(state(row).status).toBe("indeterminate");
      expect(tests(row)[0]).toMatch(/^Review by a pathologist/);
    }
  });
  it("does not take a stated score for a cluster that no row covers", () =>
    expect(
      state(stad({ score: "3+", intensity: "strong", clusterCells: 3 }, undefined, "biopsy")).status,
    ).toBe("indeterminate"));
  it("computes nothing without knowing the kind of specimen", () =>
    expect(state(stad({ intensity: "strong", clusterCells: 6, percentStained: 40 })).status).toBe(
      "indeterminate",
    ));
  it("does not decide ratio below 2 with many copies", () => {
    const row = stad({ score: "2+" }, { ratio: 1.5, her2PerCell: 6, cep17PerCell: 4 });
    expect([state(row).status, codes(row)]).toEqual(["indeterminate", ["guideline-conflict"]]);
    expect(tests(row)[0]).toMatch(/^Review by a pathologist/);
  });
  it("does not let a row that nobody saw decide", () => {
    const row = stad({ score: "2+" }, { ratio: 1.5, her2PerCell: 5, cep17PerCell: 3.4 });
    expect(state(row).status).toBe("indeterminate");
    expect(state(row).flags[0]?.message).toMatch(/not confirmed by a source/);
  });
  it.each([
    [2.0, undefined, "positive"],
    [1.99, 3.99, "negative"],
    [1.99, 4, "indeterminate"],
    [1.99, undefined, "indeterminate"],
  ])("IHC 2+ with ratio %f and %s copies is %s", (ratio, her2PerCell, status) =>
    expect(state(stad({ score: "2+" }, { ratio, her2PerCell })).status).toBe(status),
  );
  it("starts from IHC: negative ISH alone settles nothing", () => {
    expect(state(stad(undefined, { ratio: 1.1, her2PerCell: 2 })).status).toBe("indeterminate");
    expect(state(stad({ score: "2+" })).status).toBe("equivocal");
    expect(state(stad({ score: "1+" })).status).toBe("negative");
  });
});

describe("colorectum, HERACLES", () => {
  const coad = (ihc: object, ish?: object) => ({ tumour: "COAD", ihc, ish });
  it.each([
    ["3+", 8, "negative"],
    ["3+", 10, "negative"],
    ["3+", 10.1, "positive"],
    ["3+", 49.9, "positive"],
    ["3+", 50, "positive"],
    ["2+", 49.9, "negative"],
    ["2+", 50, "equivocal"],
    ["1+", 90, "negative"],
    ["3+", undefined, "indeterminate"],
  ])("%s in %s %% is %s", (score, percentStained, status) =>
    expect(state(coad({ score, percentStained })).status).toBe(status),
  );
  it("asks for a re-test and ISH, and takes both", () => {
    expect(tests(coad({ score: "3+", percentStained: 30 }))).toEqual(
      expect.arrayContaining(["Repeated HER2 IHC", "HER2 ISH on the same specimen"]),
    );
    expect(tests(coad({ score: "3+", percentStained: 60 }))).toContain("Confirmatory HER2 IHC");
    expect(tests(coad({ score: "3+", percentStained: 60, confirmed: true }))).not.toContain(
      "Confirmatory HER2 IHC",
    );
    const two = { score: "2+", percentStained: 60, confirmed: true };
    expect(state(coad(two, { percentCellsAmplified: 50 })).status).toBe("positive");
    expect(state(coad(two, { percentCellsAmplified: 49.9 })).status).toBe("negative");
    expect(state(coad(two, { ratio: 3 })).status).toBe("indeterminate");
    expect(state(coad({ score: "3+", percentStained: 30 }, { percentCellsAmplified: 20 })).status).toBe(
      "negative",
    );
  });
  it("gives the harmonised criteria beside it", () => {
    const both = state(coad({ score: "2+", percentStained: 30 }, { ratio: 2.0 })).assessments;
    expect(both.map((one) => [one.guideline.id, one.status])).toEqual([
      ["colorectal.heracles", "negative"],
      ["colorectal.harmonised", "positive"],
      ["agnostic", "indeterminate"],
    ]);
  });
});

describe("lung: three things kept apart", () => {
  const axes = (row: object, sequencing: SequencingContext) =>
    Object.fromEntries(
      state({ tumour: "LUAD", ...row }, sequencing)
        .assessments.filter((one) => one.guideline.id === "nsclc")
        .map((one) => [one.axis, one.status]),
    );
  it("amplification by sequencing is neither mutation nor overexpression", () => {
    expect(axes({}, { activatingMutation: false, amplifiedBySequencing: true })).toEqual({
      mutation: "negative",
      amplification: "positive",
      overexpression: "indeterminate",
    });
    expect(
      state({ tumour: "LUAD" }, { amplifiedBySequencing: true }).needed.map((one) => one.test),
    ).toContain("HER2 IHC");
  });
  it("a mutation does not make the tumour HER2-positive for labels that mean protein or copies", () => {
    const one = state({ tumour: "LUAD" }, { activatingMutation: true });
    expect([one.status, one.eligibility]).toEqual(["positive", []]);
  });
  it("unknown is not negative", () =>
    expect(axes({}, {})).toEqual({
      mutation: "indeterminate",
      amplification: "indeterminate",
      overexpression: "indeterminate",
    }));
  it.each([
    [1.99, "negative"],
    [2, "positive"],
  ])("ISH ratio %f is %s", (ratio, status) =>
    expect(axes({ ish: { ratio } }, {}).amplification).toBe(status),
  );
  it("is negative only when all three are", () =>
    expect(
      state(
        { tumour: "LUAD", ihc: { score: "1+" } },
        { activatingMutation: false, amplifiedBySequencing: false },
      ).status,
    ).toBe("negative"));
});

describe("other tumours", () => {
  it.each([
    [{ tumour: "CHOL", ihc: { score: "3+" } }, "positive"],
    [{ tumour: "CHOL", ihc: { score: "2+" } }, "equivocal"],
    [{ tumour: "CHOL", ihc: { score: "2+" }, ish: { call: "positive" } }, "positive"],
    [{ tumour: "CHOL", ihc: { score: "2+" }, ish: { ratio: 3 } }, "indeterminate"],
    [{ tumour: "CHOL", ihc: { score: "1+" } }, "negative"],
    [{ tumour: "BLCA", ihc: { score: "2+" } }, "positive"],
    [{ tumour: "BLCA", ihc: { score: "1+" } }, "negative"],
    [{ tumour: "USC", ihc: { score: "2+" }, ish: { ratio: 2 } }, "positive"],
    [{ tumour: "USC", ihc: { score: "2+" }, ish: { ratio: 1.99, her2PerCell: 5.9 } }, "negative"],
    [{ tumour: "USC", ihc: { score: "2+" }, ish: { ratio: 1.99, her2PerCell: 6 } }, "indeterminate"],
    [{ tumour: "USC", ihc: { intensity: "strong", percentStained: 30 } }, "equivocal"],
    [{ tumour: "USC", ihc: { intensity: "strong", percentStained: 30.1 } }, "positive"],
    [{ tumour: "PAAD", ihc: { score: "3+", scoring: "gastric-2016" } }, "positive"],
    [{ tumour: "PAAD", ihc: { score: "2+", scoring: "gastric-2016" } }, "negative"],
  ])("%j is %s", (row, status) => expect(state(row).status).toBe(status));
  it("never carries a score of another system into a guideline without saying so", () => {
    const row = { tumour: "CHOL", ihc: { score: "3+", scoring: "breast-2018" } };
    expect(state(row).assessments.find((one) => one.guideline.id === "agnostic")?.status).toBe(
      "indeterminate",
    );
    expect(codes(row)).toEqual(["scoring-mismatch"]);
    const breastByGastric = { tumour: "BRCA", ihc: { score: "3+", scoring: "gastric-2016" } };
    expect([state(breastByGastric).status, codes(breastByGastric)]).toEqual([
      "indeterminate",
      ["scoring-mismatch"],
    ]);
  });
  it("does not take a score of unstated scoring as gastric outside the stomach", () => {
    const row = { tumour: "PAAD", ihc: { score: "3+" } };
    expect(state(row).status).toBe("indeterminate");
    expect(tests(row)).toContain("The scoring system under which the IHC score was read");
  });
});

describe("what never decides", () => {
  it("serum and mRNA are labelled historic", () => {
    for (const her2NgPerMl of [15, 15.1]) {
      const one = state({ tumour: "BRCA", serum: { her2NgPerMl } });
      expect([one.status, one.flags.map((flag) => [flag.code, flag.severity])]).toEqual([
        "indeterminate",
        [["historic", "note"]],
      ]);
    }
    expect(state({ tumour: "BRCA", serum: { her2NgPerMl: 15 } }).flags[0]?.inputs.rule).toBe("h.serum.below");
    expect(state({ tumour: "BRCA", serum: { her2NgPerMl: 15.1 } }).flags[0]?.inputs.rule).toBe("h.serum");
    expect(state({ tumour: "BRCA", expression: { ratioTumourNormal: 1.8 } }).flags[0]?.inputs.rule).toBe(
      "h.mrna",
    );
    expect(state({ tumour: "BRCA", expression: { ratioTumourNormal: 1.79 } }).flags[0]?.inputs.rule).toBe(
      "h.mrna.below",
    );
  });
  it.each([
    [{ ischaemiaHours: 1 }, []],
    [{ ischaemiaHours: 1.1 }, ["preanalytic"]],
    [{ fixationHours: 5.9 }, ["preanalytic"]],
    [{ fixationHours: 6 }, []],
    [{ fixationHours: 72 }, []],
    [{ fixationHours: 72.1 }, ["preanalytic"]],
  ])("handling %j flags %j and keeps the status", (preanalytics, flags) => {
    const row = breast({ score: "1+" }, undefined, { preanalytics });
    expect([codes(row), state(row).status]).toEqual([flags, "negative"]);
  });
  it("states sequencing copies per tumour cell beside a tissue test that disagrees", () => {
    const row = breast({ score: "1+" }, undefined, { copyNumber: { copies: 12, purity: 0.6 } });
    expect([state(row).status, codes(row)]).toEqual(["negative", ["sequencing-discordant"]]);
    expect(state(row).flags[0]?.message).toContain("18.7");
    expect(codes(breast({ score: "1+" }, undefined, { copyNumber: { copies: 3.9 } }))).toEqual([]);
    expect(codes(breast({ score: "3+" }, undefined, { copyNumber: { copies: 3.9 } }))).toEqual([
      "sequencing-discordant",
    ]);
    expect(
      codes(breast({ score: "2+" }, { ratio: 1, her2PerCell: 2 }), { amplifiedBySequencing: true }),
    ).toEqual(["sequencing-discordant"]);
  });
  it("an amplified second population leaves a negative answer open", () => {
    const row = breast({ score: "2+" }, { ratio: 1.5, her2PerCell: 3, percentCellsAmplified: 15 });
    expect([state(row).status, codes(row)]).toEqual(["indeterminate", ["heterogeneity"]]);
    expect(tests(row)).toContain("Separate ISH counts of the cell populations");
    expect(
      state(breast({ score: "2+" }, { ratio: 1.5, her2PerCell: 3, percentCellsAmplified: 10 })).status,
    ).toBe("negative");
  });
});

describe("the edition", () => {
  it("must be in force on the day asked for", () => {
    const row = breast({ score: "3+" });
    expect(state(row, {}, "2012-01-01").status).toBe("indeterminate");
    expect(state(row, {}, "2012-01-01").flags.map((flag) => flag.code)).toContain("edition-differs");
    expect(state(row, {}, "2019-01-01").status).toBe("positive");
    expect(state(row, {}, "2018-03-01").status).toBe("indeterminate");
  });
  it("of 2013 decides from the day it was published until the year of the next", () => {
    const row = breast({ score: "3+" });
    const editionOf = (day: string) => state(row, {}, day).guideline?.edition;
    expect(state(row, {}, "2013-10-06").status).toBe("indeterminate");
    for (const day of ["2013-10-07", "2013-10-08", "2017-12-31"]) {
      expect(state(row, {}, day).status).toBe("positive");
      expect(editionOf(day)).toBe("ASCO/CAP 2013");
    }
    expect(editionOf("2019-01-01")).toBe("ASCO/CAP 2018, affirmed 2023");
  });
  it.each([
    [1.99, 3.99, "negative"],
    [1.99, 4.0, "equivocal"],
    [1.99, 5.99, "equivocal"],
    [1.99, 6.0, "positive"],
    [2.0, 3.99, "positive"],
    [1.99, 4.01, "equivocal"],
  ])("of 2013 reads a ratio of %d with %d copies as %s", (ratio, her2PerCell, expected) => {
    const one = state({ tumour: "BRCA", ish: { probe: "dual", ratio, her2PerCell } }, {}, "2015-06-01");
    expect([one.status, one.ish]).toEqual([expected, expected]);
    expect(one.needed.length > 0).toBe(expected === "equivocal");
  });
  it("of 2013 leaves a single probe open, whose rows were not seen", () => {
    const row = { tumour: "BRCA", ish: { probe: "single", her2PerCell: 7 } };
    expect(state(row, {}, "2015-06-01").status).toBe("indeterminate");
    expect(state(row, {}, "2020-06-01").status).toBe("positive");
  });
});

describe("the trace", () => {
  it("names table, rule, edition, inputs and sources of what decided", () => {
    const one = state(breast({ score: "2+" }, { ratio: 2.2, her2PerCell: 3.2 }));
    expect(one.guideline).toEqual({ id: "breast", edition: "ASCO/CAP 2018, affirmed 2023" });
    expect(one.rules[0]).toEqual({
      id: "breast.dualISH.group/b.g2",
      edition: "ASCO/CAP 2018, affirmed 2023",
      because: { ratio: 2.2, copies: 3.2 },
      sources: ["gcfig3", "bc18abs"],
    });
    expect(one.path.map((station) => [station.table, station.taken])).toContainEqual([
      "breast.dualISH.adjudication",
      "b.g2.2.recount",
    ]);
    expect(one.path[0]?.branches.find((branch) => branch.rule === "b.g1")?.truth).toBe("not met");
  });
  it("says when a tumour is not known, and takes nothing for granted", () => {
    const one = state({ tumour: "moon", ihc: { score: "3+" } });
    expect([one.status, one.guideline, one.tumour]).toEqual(["indeterminate", null, "moon"]);
    expect(one.flags.map((flag) => flag.code)).toEqual(["unknown-tumour"]);
  });
});
