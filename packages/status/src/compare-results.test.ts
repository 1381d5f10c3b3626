import { describe, expect, it } from "vitest";
import { context } from "../test/guidelines.ts";
import { assess } from "./assess.ts";
import { compareResults } from "./compare-results.ts";
import { guidingTest } from "./guiding-test.ts";
import { readMeasurement } from "./read-measurement.ts";

const test = (row: object) => {
  const { measurement } = readMeasurement({ tumour: "BRCA", ...row });
  return { measurement, state: assess(measurement, context()) };
};
const primary = () => test({ site: "primary", date: "2024-01", ihc: { score: "3+" } });
const metastasis = () =>
  test({
    site: "liver",
    date: "2026-01",
    ihc: { score: "1+" },
    afterTherapy: ["trastuzumab"],
  });
const open = () => test({ site: "bone", date: "2026-06", ihc: { score: "2+" } });

describe("two results of one patient", () => {
  it("say a loss after therapy with both results", () => {
    const { changed, message, flag } = compareResults(primary(), metastasis());
    expect([changed, flag?.code]).toEqual([true, "results-differ"]);
    expect(message.text).toBe(
      "HER2 differs: primary, 2024-01 (positive) and, after trastuzumab, liver, 2026-01 (negative, HER2-low).",
    );
    expect(flag?.message).toBe(message.text);
  });
  it("do not name a therapy that both followed", () =>
    expect(
      compareResults(test({ ihc: { score: "3+" }, afterTherapy: ["trastuzumab"] }), metastasis()).message
        .code,
    ).toBe("compare.differ"));
  it("differ also between HER2-low and null", () => {
    const none = test({ ihc: { score: "0", membraneStaining: "none" } });
    expect(compareResults(metastasis(), none).changed).toBe(true);
    expect(compareResults(none, none)).toMatchObject({
      changed: false,
      flag: null,
      message: { code: "compare.same" },
    });
  });
  it("are not compared while one is open", () => {
    for (const pair of [compareResults(primary(), open()), compareResults(open(), primary())])
      expect(pair).toMatchObject({ changed: false, flag: null, message: { code: "compare.open" } });
  });
});

describe("the test a report rests on", () => {
  it("is the most recent settled one, whatever the order", () => {
    expect(guidingTest([primary(), metastasis(), open()])).toMatchObject({
      index: 1,
      why: { code: "guiding.recent" },
    });
    expect(guidingTest([open(), metastasis(), primary()])).toMatchObject({ index: 1 });
    expect(guidingTest([metastasis(), primary()])).toMatchObject({ index: 0 });
  });
  it("is named as the only one, or as open", () => {
    expect(guidingTest([primary(), open()])).toMatchObject({ index: 0, why: { code: "guiding.only" } });
    expect(guidingTest([open()])).toMatchObject({ index: 0, why: { code: "guiding.none" } });
    expect(guidingTest([])).toBeNull();
  });
  it("prefers a measurement to a status somebody wrote", () => {
    const reported = test({ date: "2026-05", reported: "negative" });
    expect(guidingTest([reported, primary()])).toMatchObject({ index: 1 });
    expect(guidingTest([reported])).toMatchObject({ index: 0, why: { code: "guiding.only" } });
  });
  it("says so when the dates do not tell", () => {
    const undated = test({ ihc: { score: "1+" } });
    expect(guidingTest([undated, primary()])).toMatchObject({ index: 1, why: { code: "guiding.undated" } });
    expect(guidingTest([primary(), test({ date: "2024", ihc: { score: "1+" } })])).toMatchObject({
      why: { code: "guiding.undated" },
    });
  });
});
