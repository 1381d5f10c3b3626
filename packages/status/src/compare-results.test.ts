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

describe("the words of a comparison", () => {
  const params = (a: object, b: object) => compareResults(test(a), test(b)).message.params;
  it("name site, sample and date as far as they are recorded, else the place in the row", () => {
    const ihc = { score: "3+" };
    expect(
      params({ ihc, site: "liver", sample: "s1", date: "2026-01" }, { ihc, sample: "s2" }),
    ).toMatchObject({
      before: "liver, s1, 2026-01",
      after: "s2",
    });
    expect(params({ ihc }, { ihc })).toMatchObject({ before: "the first test", after: "the second test" });
  });
  it("name every therapy that came between, and none that came before", () => {
    const after = (afterTherapy: string[] | undefined, score: string) => ({
      ihc: { score },
      ...(afterTherapy === undefined ? {} : { afterTherapy }),
    });
    expect(params(after(["A"], "3+"), after(["A", "B", "C"], "1+")).therapy).toBe("B, C");
    expect(params(after(undefined, "3+"), after(undefined, "1+")).therapy).toBeUndefined();
    expect(compareResults(test(after(["A"], "3+")), test(after(undefined, "1+"))).message.code).toBe(
      "compare.differ",
    );
  });
  it("say the class of a negative test, and no class of a positive one", () => {
    const status = (row: object) => params(row, row).beforeStatus;
    expect(status({ ihc: { score: "1+" } })).toBe("negative, HER2-low");
    expect(status({ ihc: { score: "0", membraneStaining: "present" } })).toBe("negative, HER2-ultralow");
    expect(status({ ihc: { score: "0", membraneStaining: "none" } })).toBe("negative, HER2-null");
    expect(status({ ihc: { score: "0" } })).toBe("negative");
    expect(status({ ihc: { score: "3+" } })).toBe("positive");
    const odd = test({ ihc: { score: "3+" } });
    const both = { ...odd, state: { ...odd.state, eligibility: ["her2-low" as const] } };
    expect(compareResults(both, both).message.params.beforeStatus).toBe("positive");
  });
  it("carry what was compared into the flag", () => {
    const { flag, message } = compareResults(primary(), metastasis());
    const { therapy: _, ...rest } = message.params;
    expect(flag).toEqual({
      code: "results-differ",
      severity: "warning",
      message: message.text,
      inputs: rest,
    });
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
  const dated = (date: string | undefined, score = "3+") =>
    test({ ihc: { score }, ...(date === undefined ? {} : { date }) });
  const chosen = (...dates: (string | undefined)[]) => {
    const { index, why } = guidingTest(dates.map((date) => dated(date))) ?? { index: -1, why: null };
    return [index, why?.code];
  };
  it.each<[readonly (string | undefined)[], number, string]>([
    [["2024-01-01", "2024-01-02"], 1, "guiding.recent"],
    [["2024-01-02", "2024-01-01"], 0, "guiding.recent"],
    [["2024-01-02", "2024-01-02"], 0, "guiding.undated"],
    [["2024", "2024-06"], 0, "guiding.undated"],
    [["2024-06", "2024"], 0, "guiding.undated"],
    [["2023/2024", "2024/2025"], 1, "guiding.undated"],
    [["2024/2025", "2023/2024"], 0, "guiding.undated"],
    [["2023/2025", "2024/2025"], 0, "guiding.undated"],
    [["2024", "2024/2025"], 0, "guiding.undated"],
    [["2023", "2024-01-01"], 1, "guiding.recent"],
    [[undefined, "2024"], 1, "guiding.undated"],
    [["2024", undefined], 0, "guiding.undated"],
    [[undefined, undefined], 0, "guiding.undated"],
    [["2022", "2024", "2023"], 1, "guiding.recent"],
    [["2022", "2024", undefined], 1, "guiding.undated"],
  ])("of %j is number %i, %s", (dates, index, code) => expect(chosen(...dates)).toEqual([index, code]));
  it("says the date that makes it the most recent", () =>
    expect(guidingTest([dated("2023"), dated("2024-05")])?.why.params).toEqual({ date: "2024-05" }));
  it("is the most recent even where none is settled, and then says only that", () =>
    expect(guidingTest([dated("2023", "2+"), dated("2024", "2+")])).toMatchObject({
      index: 1,
      why: { code: "guiding.none" },
    }));
  it("may rest on an ISH or on a written status", () => {
    const ish = test({ date: "2023", ish: { ratio: 3, her2PerCell: 6 } });
    const written = (date: string) => test({ date, reported: "negative" });
    expect(guidingTest([written("2024"), ish])).toMatchObject({ index: 1, why: { code: "guiding.only" } });
    expect(guidingTest([written("2023"), open()])).toMatchObject({ index: 0, why: { code: "guiding.only" } });
    expect(guidingTest([written("2023"), written("2024")])).toMatchObject({
      index: 1,
      why: { code: "guiding.recent" },
    });
    expect(guidingTest([dated("2023"), dated("2024", "1+"), open()])).toMatchObject({ index: 1 });
  });
});
