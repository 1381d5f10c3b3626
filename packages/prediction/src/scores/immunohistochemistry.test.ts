import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

describe("h-score", () => {
  it.each([
    [50, 50, 0, 150],
    [0, 0, 80, 240],
    [10, 20, 30, 140],
    [0, 0, 100, 300],
    [0, 0, 0, 0],
    [100, 0, 0, 100],
  ])("%d %% weak, %d %% moderate, %d %% strong give %d", (p1, p2, p3, value) => {
    expect(ask("h-score", { p1, p2, p3 }).values).toEqual({ value });
  });
  it("refuses shares of more than all cells, but not their binary noise", () => {
    expect(ask("h-score", { p1: 50, p2: 50, p3: 0.01 }).error).toMatchObject({
      code: "inconsistent-input",
      path: "p1",
      message: "the shares add up to 100.01 %",
    });
    expect(ask("h-score", { p1: 33.3, p2: 33.3, p3: 33.4 }).error).toBeNull();
    expect(ask("h-score", { p1: 101, p2: 0, p3: 0 }).error?.path).toBe("p1");
  });
  it("never leaves the range of 0 to 300, so that another scale shows itself", () => {
    expect(ask("h-score", { p1: 0, p2: 0, p3: 100 }).values.value).toBe(300);
  });
});

describe("allred", () => {
  it.each([
    [0, 0, 0],
    [0.01, 1, 1],
    [0.999999, 1, 1],
    [1, 1, 2],
    [10, 1, 2],
    [10.000001, 1, 3],
    [33, 1, 3],
    [33.333333, 1, 3],
    [33.34, 1, 4],
    [34, 1, 4],
    [66, 1, 4],
    [66.67, 1, 5],
    [67, 1, 5],
    [100, 1, 5],
  ])("%d %% of nuclei at intensity %d have proportion %d", (percent, intensity, proportion) => {
    expect(ask("allred", { percent, intensity }).values).toMatchObject({
      proportion,
      intensity,
      total: proportion + intensity,
    });
  });
  it.each([
    [0, 0, false],
    [0.5, 1, false],
    [0.5, 2, true],
    [5, 1, true],
  ])("%d %% at intensity %d: positive %s, from a total of 3", (percent, intensity, positive) => {
    const answer = ask("allred", { percent, intensity });
    expect(answer.values).toMatchObject({ positive });
    expect(answer.class).toBe(positive ? "positive" : "negative");
  });
  it.each([
    [0, 1],
    [5, 0],
  ])("refuses %d %% at intensity %d: a total of 1 does not exist", (percent, intensity) => {
    expect(ask("allred", { percent, intensity }).error).toMatchObject({
      code: "inconsistent-input",
      path: "intensity",
      message: `${percent} % of nuclei stained at intensity ${intensity} contradict each other`,
    });
  });
});

describe("pdl1", () => {
  const counts = { viable_tumour_cells: 200, pos_tumour: 20, pos_lymph_macrophage: 30, assay: "22C3" };
  it("relates both scores to the viable tumour cells", () => {
    expect(ask("pdl1", counts)).toMatchObject({
      values: { tps_pct: 10, cps: 25, evaluable: true },
      class: null,
      codes: [],
      wouldChange: [],
    });
  });
  it("ends the combined score at 100, the proportion score by itself", () => {
    const { values } = ask("pdl1", {
      ...counts,
      viable_tumour_cells: 120,
      pos_tumour: 100,
      pos_lymph_macrophage: 90,
    });
    expect(values.cps).toBe(100);
    expect(values.tps_pct).toBeCloseTo(83.33333333333333, 12);
  });
  it.each([
    [99, false],
    [100, true],
    [101, true],
  ])("%d cells: evaluable %s", (viable_tumour_cells, evaluable) => {
    const answer = ask("pdl1", { ...counts, viable_tumour_cells, cancer: "gastric" });
    expect(answer.values).toMatchObject({ evaluable });
    expect(answer.codes).toEqual(evaluable ? [] : ["too-few-cells"]);
    expect(answer.class).toBe(evaluable ? "CPS 1 or more" : null);
    expect(answer.wouldChange).toEqual(evaluable ? [] : ["viable_tumour_cells"]);
  });
  it.each([
    ["gastric", 0, 9, "CPS below 1"],
    ["gastric", 0, 10, "CPS 1 or more"],
    ["gastric", 0, 11, "CPS 1 or more"],
    ["triple-negative breast", 0, 99, "CPS below 10"],
    ["triple-negative breast", 0, 100, "CPS 10 or more"],
    ["lung", 9, 0, "TPS below 1 %"],
    ["lung", 10, 0, "TPS 1 to 49 %"],
    ["lung", 499, 0, "TPS 1 to 49 %"],
    ["lung", 500, 0, "TPS 50 % or more"],
  ])("%s, %d and %d of 1000: %s", (cancer, pos_tumour, pos_lymph_macrophage, named) => {
    expect(
      ask("pdl1", { viable_tumour_cells: 1000, pos_tumour, pos_lymph_macrophage, cancer, assay: "x" }).class,
    ).toBe(named);
  });
  it("lets the assay travel with the values", () => {
    expect(ask("pdl1", counts).values.assay).toBe("22C3");
    const { assay: _, ...unnamed } = counts;
    expect(ask("pdl1", unnamed).values.assay).toBeNull();
  });
  it("says when no assay is named, and refuses more positive than viable cells", () => {
    const { assay: _, ...unnamed } = counts;
    expect(ask("pdl1", unnamed).codes).toEqual(["assay-not-named"]);
    expect(ask("pdl1", { ...counts, pos_tumour: 201 }).error).toMatchObject({
      path: "pos_tumour",
      message: "201 positive of 200 viable tumour cells",
    });
    expect(ask("pdl1", { ...counts, pos_tumour: 200 }).error).toBeNull();
    expect(ask("pdl1", { ...counts, viable_tumour_cells: 0 }).error?.path).toBe("viable_tumour_cells");
  });
});

describe("ihc4", () => {
  it.each([
    [10, 10, 0, 10, -64.62054089323185],
    [8, 0, 1, 30, 109.44540209721244],
    [0, 0, 1, 50, 196.7852234654568],
  ])("ER10 %d, PgR10 %d, HER2 %d, Ki-67 %d %%: %d", (er10, pgr10, her2, ki67_pct, value) => {
    expect(ask("ihc4", { er10, pgr10, her2, ki67_pct }).values.value).toBeCloseTo(value, 9);
  });
  const tumour = { er10: 8, pgr10: 0, her2: 1, ki67_pct: 30 };
  it("says that the scale of Ki-67 is undecided, and that ER 0 is not what it was made for", () => {
    expect(ask("ihc4", tumour).codes).toEqual(["undecided-scale"]);
    expect(ask("ihc4", { ...tumour, er10: 0 }).codes).toEqual(["undecided-scale", "er-negative"]);
  });
  it.each(["size_mm", "grade", "nodes"])("refuses %s, which would make it IHC4+C", (field) => {
    expect(ask("ihc4", { ...tumour, [field]: 2 }).error).toMatchObject({ code: "out-of-scope", path: field });
  });
  it("refuses a Ki-67 that may be a fraction, unless percent is said", () => {
    expect(ask("ihc4", { ...tumour, ki67_pct: 0.3 }).error).toMatchObject({ code: "trap", path: "ki67_pct" });
    expect(ask("ihc4", { ...tumour, ki67_pct: 0.999 }).error?.message).toBe(
      "a Ki-67 of 0.999 may be a fraction",
    );
    expect(ask("ihc4", { ...tumour, ki67_pct: 1 }).error).toBeNull();
    expect(ask("ihc4", { ...tumour, ki67_pct: 0 }).error).toBeNull();
    expect(ask("ihc4", { ...tumour, ki67_pct: 0.3, ki67_scale: "percent" }).error).toBeNull();
    expect(ask("ihc4", { ...tumour, ki67_scale: "fraction" }).error).toMatchObject({
      code: "trap",
      remedy: "give Ki-67 in percent",
    });
  });
  it("reads a Ki-67 that is named a fraction as the percent it is", () => {
    const { ki67_pct: _, ...rest } = tumour;
    expect(ask("ihc4", { ...rest, ki67_fraction: 0.3 }).values).toEqual(ask("ihc4", tumour).values);
  });
  it("reads HER2 in words", () => {
    expect(ask("ihc4", { ...tumour, her2: "positive" })).toEqual(ask("ihc4", tumour));
    expect(ask("ihc4", { ...tumour, her2: "negative" })).toEqual(ask("ihc4", { ...tumour, her2: 0 }));
    expect(ask("ihc4", { ...tumour, her2: "low" }).error?.path).toBe("her2");
  });
  it("refuses an H-score where its thirtieth belongs", () => {
    expect(ask("ihc4", { ...tumour, er10: 240 }).error?.path).toBe("er10");
  });
});

describe("stil", () => {
  it.each([
    [49.999999, "not lymphocyte-predominant"],
    [50, "lymphocyte-predominant by the lower of two definitions"],
    [59.999999, "lymphocyte-predominant by the lower of two definitions"],
    [60, "lymphocyte-predominant"],
  ])("%d %% is %s", (stil_pct, named) => {
    expect(ask("stil", { stil_pct, reader: "A", method: "M" })).toMatchObject({
      values: { value: stil_pct },
      class: named,
      codes: ["unconfirmed-limits"],
    });
  });
  it("keeps reader and method with the value", () => {
    expect(ask("stil", { stil_pct: 40, reader: "A", method: "M" }).values).toEqual({
      value: 40,
      reader: "A",
      method: "M",
    });
    expect(ask("stil", { stil_pct: 40 }).values).toEqual({ value: 40, reader: null, method: null });
  });
  it("asks for reader and method, and refuses a treated tumour", () => {
    expect(ask("stil", { stil_pct: 40, method: "M" }).codes).toEqual([
      "unconfirmed-limits",
      "reader-not-named",
    ]);
    expect(ask("stil", { stil_pct: 40, reader: "A" }).codes).toEqual([
      "unconfirmed-limits",
      "reader-not-named",
    ]);
    expect(ask("stil", { stil_pct: 40, patient: { treated: true } }).error).toMatchObject({
      code: "out-of-scope",
      message: expect.stringContaining("the tumour was treated"),
    });
  });
});

describe("results of laboratories", () => {
  it.each(["her2dx", "rps-ispy2", "pre-rcb", "oncotype-paik"])(
    "%s is never computed, and says why",
    (model) => {
      expect(ask(model, {}).error).toMatchObject({
        code: "not-computed",
        message: expect.stringMatching(/is not computed here: .*can only come from/),
        remedy: "give the result of the laboratory that measured it",
      });
    },
  );
});
