import { describe, expect, it } from "vitest";
import { findingsOf } from "../../test/tiny-knowledge.ts";
import { accuracy } from "./accuracy.ts";

const table = { id: "t", study: "A", tumour: "BRCA", status: "verified", sources: [] };
const cells = { truePositive: 8, falseNegative: 2, trueNegative: 27, falsePositive: 3 };
const found = (row: Record<string, unknown>) =>
  findingsOf(accuracy, (bundle) => bundle.accuracies.push({ ...table, ...row } as never)).map(
    (one) => one.field,
  );

describe("accuracy figures", () => {
  it("accept a table that adds up", () => {
    expect(
      found({ ...cells, n: 40, nPositive: 10, nNegative: 30, sensitivity: 80, specificity: 90, auc: 1 }),
    ).toEqual([]);
  });
  it.each([
    ["n", { ...cells, n: 41 }],
    ["nPositive", { ...cells, nPositive: 11 }],
    ["nNegative", { ...cells, nNegative: 29 }],
    ["sensitivity", { ...cells, sensitivity: 81 }],
    ["specificity", { ...cells, specificity: 88 }],
    ["sensitivity", { sensitivity: 101 }],
    ["auc", { auc: 80 }],
  ])("find a wrong %s", (field, row) => expect(found(row)).toEqual([field]));
  it("find a pooled estimate outside its interval", () => {
    const pool = {
      id: "p",
      what: "a",
      measure: "HR",
      estimate: 0.9,
      ciLow: 0.4,
      ciHigh: 0.8,
      status: "verified",
      sources: [],
    };
    expect(findingsOf(accuracy, (bundle) => bundle.publishedPools.push(pool as never))).toMatchObject([
      { item: "p", field: "estimate" },
    ]);
  });
});
