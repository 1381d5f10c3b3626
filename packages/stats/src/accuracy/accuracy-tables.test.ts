import { describe, expect, it } from "vitest";
import { bivariateModel } from "./bivariate-model.ts";
import { pooledRatio } from "./pooled-ratio.ts";
import { code, type Row, studies, tablesOf, value } from "./studies.test-data.ts";
import { studyAccuracy } from "./study-accuracy.ts";

describe("tables that are not", () => {
  it.each([
    [[], "no-studies"],
    [[[1, 2, 3, -1]], "not-counts"],
    [[[1.5, 2, 3, 1]], "not-counts"],
    [[[0, 0, 3, 1]], "empty-group"],
    [[[3, 1, 0, 0]], "empty-group"],
  ] as const)("are refused with their cause: %j", (rows, expected) => {
    expect(code(studyAccuracy(tablesOf(rows as unknown as Row[])))).toBe(expected);
  });
  it("are not asked of at a coverage in percent", () => {
    const tables = tablesOf(studies);
    expect(code(studyAccuracy(tables, {}, 95))).toBe("level-not-a-share");
    expect(code(pooledRatio(tables, "diagnostic odds ratio", "Mantel-Haenszel", { level: 95 }))).toBe(
      "level-not-a-share",
    );
    expect(code(bivariateModel(tables, { level: 95 }))).toBe("level-not-a-share");
  });
  it.each<readonly [Row, string, string]>([
    [
      [0, 0, 1, 1],
      "study 7 has no diseased patient",
      "leave the study out: it can not show both sensitivity and specificity",
    ],
    [
      [1, 1, 0, 0],
      "study 7 has no healthy patient",
      "leave the study out: it can not show both sensitivity and specificity",
    ],
    [[1, 2.5, 3, 4], "study 7: 1, 2.5, 3, 4 are not counts", "give whole numbers of patients, zero or more"],
  ])("name the study by its place: %j", (row, message, remedy) => {
    expect(studyAccuracy(tablesOf([...studies, row]))).toMatchObject({ error: { message, remedy } });
  });
  it("are refused where the lists have different lengths", () => {
    for (const list of ["falseNegatives", "falsePositives", "trueNegatives"])
      expect(studyAccuracy({ ...tablesOf(studies), [list]: new Float64Array(1).fill(1) })).toMatchObject({
        error: {
          code: "lengths-differ",
          message: "true and false positives and negatives have different lengths",
          remedy: "give all four counts for every study",
        },
      });
    expect(studyAccuracy(tablesOf([]))).toMatchObject({
      error: { message: "there is no study", remedy: "give at least one" },
    });
  });
  it("take a correction of another size", () => {
    const rows: Row[] = [
      [10, 0, 5, 5],
      [8, 2, 4, 6],
    ];
    const { sensitivity } = value(studyAccuracy(tablesOf(rows), { add: 0.1 }));
    expect(sensitivity.estimate[0]).toBeCloseTo(10.1 / 10.2, 12);
    expect(sensitivity.estimate[1]).toBeCloseTo(8.1 / 10.2, 12);
    expect(value(studyAccuracy(tablesOf(studies), { to: "any" }))).toEqual(
      value(studyAccuracy(tablesOf(studies), { to: "none" })),
    );
  });
});
