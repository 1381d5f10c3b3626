import { scorings } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { context } from "../test/guidelines.ts";
import { assessRow } from "./assess.ts";
import { pathwaysOf } from "./pathways.ts";

const state = (row: object) => assessRow(row, context());

describe("the guidelines of a tumour", () => {
  it.each([
    ["BRCA", ["breast overall"]],
    ["STAD", ["gastric overall", "agnostic overexpression"]],
    ["COAD", ["colorectal.heracles overall", "colorectal.harmonised overall", "agnostic overexpression"]],
    ["LUAD", ["nsclc mutation", "nsclc amplification", "nsclc overexpression", "agnostic overexpression"]],
    ["CHOL", ["biliary overall", "agnostic overexpression"]],
    ["USC", ["endometrial overall", "agnostic overexpression"]],
    ["BLCA", ["urothelial overall", "agnostic overexpression"]],
    ["PAAD", ["agnostic overexpression"]],
  ])("%s are %j, the primary one first", (tumour, names) => {
    const one = state({ tumour });
    expect(one.assessments.map(({ guideline, axis }) => `${guideline.id} ${axis}`)).toEqual(names);
    expect(one.guideline?.id).toBe(names[0]?.split(" ")[0]);
  });
  it("are those of the edition in force on the day, under the same name", () => {
    const then = assessRow({ tumour: "BRCA", ihc: { score: "3+" } }, context({}, "2015-06-01"));
    expect(then.assessments.map(({ guideline, axis, status }) => [guideline, axis, status])).toEqual([
      [{ id: "breast", edition: "ASCO/CAP 2013" }, "overall", "positive"],
    ]);
  });
  it("are none for a family that has none of its own, or for no family", () => {
    for (const family of ["agnostic", "moon", "", null, undefined]) expect(pathwaysOf(family)).toEqual([]);
  });
});

describe("the scoring that a guideline reads", () => {
  const read = (tumour: string, guideline: string) =>
    scorings.filter((scoring) =>
      state({ tumour, ihc: { score: "3+", scoring, percentStained: 60 } }).assessments.some(
        (one) => one.guideline.id === guideline && one.status === "positive",
      ),
    );
  it.each([
    ["BRCA", "breast", ["breast-2018"]],
    ["STAD", "gastric", ["gastric-2016"]],
    ["COAD", "colorectal.heracles", ["heracles"]],
    ["COAD", "colorectal.harmonised", scorings],
    ["LUAD", "nsclc", ["gastric-2016"]],
    ["CHOL", "biliary", scorings],
    ["USC", "endometrial", ["isgyp"]],
    ["BLCA", "urothelial", ["breast-2018"]],
    ["PAAD", "agnostic", ["gastric-2016"]],
  ] as const)("of %s under %s is %j", (tumour, guideline, systems) =>
    expect(read(tumour, guideline)).toEqual(systems),
  );
  it("of the breast is its own under the earlier edition as well", () =>
    expect(
      scorings.filter(
        (scoring) =>
          assessRow({ tumour: "BRCA", ihc: { score: "3+", scoring } }, context({}, "2015-06-01")).status ===
          "positive",
      ),
    ).toEqual(["breast-2018"]));
  it.each([
    ["BRCA", { intensity: "strong", percentStained: 5 }, "2+"],
    ["COAD", { intensity: "strong", percentStained: 5 }, "3+"],
    ["USC", { intensity: "strong", percentStained: 31 }, "3+"],
    ["BLCA", { intensity: "strong", percentStained: 5 }, "2+"],
    ["STAD", { intensity: "strong", percentStained: 5 }, "0"],
    ["LUAD", { intensity: "strong", percentStained: 5 }, "0"],
    ["PAAD", { intensity: "strong", percentStained: 5 }, "0"],
    ["CHOL", { intensity: "strong", percentStained: 5 }, undefined],
  ])("gives the score of %s from %j: %s", (tumour, ihc, score) =>
    expect(state({ tumour, specimen: "resection", ihc }).ihc?.score).toBe(score),
  );
});

describe("the ISH that a guideline reads", () => {
  const ish = (tumour: string, sheet: object) => state({ tumour, ihc: { score: "2+" }, ish: sheet }).ish;
  it.each([
    ["BRCA", { ratio: 2, her2PerCell: 4 }, "positive"],
    ["STAD", { ratio: 2 }, "positive"],
    ["COAD", { percentCellsAmplified: 50 }, "positive"],
    ["LUAD", { ratio: 2 }, "positive"],
    ["CHOL", { ratio: 2 }, "indeterminate"],
    ["CHOL", { ratio: 2, call: "negative" }, "negative"],
    ["USC", { ratio: 2 }, "positive"],
    ["BLCA", { ratio: 2 }, "indeterminate"],
    ["PAAD", { ratio: 2 }, "indeterminate"],
  ])("of %s gives %j as %s", (tumour, sheet, result) => expect(ish(tumour, sheet)).toBe(result));
  it("of the harmonised criteria asks for more than 10 % of a resected tumour, and reads the staining", () => {
    const harmonised = (specimen: string, percentStained: number, ihc: object = { score: "3+" }) =>
      state({ tumour: "COAD", specimen, ihc: { ...ihc, percentStained } }).assessments[1]?.status;
    expect(harmonised("resection", 10)).toBe("indeterminate");
    expect(harmonised("resection", 10.1)).toBe("positive");
    expect(harmonised("biopsy", 5)).toBe("positive");
    expect(harmonised("resection", 60, { intensity: "strong", pattern: "circumferential" })).toBe("positive");
  });
  it("of the harmonised criteria is the ratio", () => {
    const one = state({ tumour: "COAD", ihc: { score: "2+" }, ish: { ratio: 1.9 } });
    expect(one.assessments.map((each) => each.status)).toEqual([
      "indeterminate",
      "negative",
      "indeterminate",
    ]);
  });
});
