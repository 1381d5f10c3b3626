import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

describe("trastuzumab and the ejection fraction", () => {
  it.each([
    [66, 50.1, 50, "continue"],
    [66, 50, 50, "withhold_4wk"],
    [65.3, 49.3, 40, "withhold_4wk"],
    [65.3, 49.4, 40, "continue"],
    [60, 50, 50, "continue"],
    [60, 49.9, 50, "withhold_4wk"],
    [59.8, 49.8, 50, "withhold_4wk"],
    [59.7, 49.8, 50, "continue"],
    [50, 60, 50, "continue"],
  ])("from %d to %d with a lower limit of %d: %s", (baseline, current, lln, expected) => {
    expect(ask("lvef-trastuzumab", { baseline, current, lln }).values.value).toBe(expected);
  });

  it("needs the lower limit only where it decides", () => {
    expect(ask("lvef-trastuzumab", { baseline: 65, current: 49 }).values.value).toBe("withhold_4wk");
    expect(ask("lvef-trastuzumab", { baseline: 60, current: 55 }).values.value).toBe("continue");
    expect(ask("lvef-trastuzumab", { baseline: 60, current: 48 }).error).toMatchObject({
      code: "missing-input",
      path: "lln",
    });
  });

  it("names the European label where it says something else", () => {
    const differing = ask("lvef-trastuzumab", { baseline: 68, current: 52, lln: 50 });
    expect(differing.values.value).toBe("withhold_4wk");
    expect(differing.warnings.find((one) => one.code === "labels-differ")?.text).toContain("European Union");
    const agreeing = ask("lvef-trastuzumab", { baseline: 60, current: 45, lln: 50 });
    expect(agreeing.warnings.map((one) => one.code)).not.toContain("labels-differ");
  });
});

describe("trastuzumab deruxtecan and the ejection fraction", () => {
  it.each([
    [65, 45, "interrupt_repeat_3wk_resume_if_within_10"],
    [65.1, 45, "interrupt_repeat_3wk_discontinue_if_confirmed"],
    [65.1, 45.1, "continue"],
    [54.9, 45, "continue_repeat_3wk"],
    [55, 45, "interrupt_repeat_3wk_resume_if_within_10"],
    [50, 40, "interrupt_repeat_3wk_resume_if_within_10"],
    [50, 39.9, "interrupt_repeat_3wk_discontinue_if_confirmed"],
    [65.3, 45.3, "continue"],
    [60, 65, "continue"],
  ])("from %d to %d: %s", (baseline, current, expected) => {
    expect(ask("lvef-tdxd", { baseline, current, symptomatic_chf: false }).values.value).toBe(expected);
  });

  it("decides nothing while nobody knows of heart failure", () => {
    expect(ask("lvef-tdxd", { baseline: 60, current: 60 }).error).toMatchObject({
      code: "missing-input",
      path: "symptomatic_chf",
    });
    expect(ask("lvef-tdxd", { baseline: 60, current: 60, symptomatic_chf: true }).values.value).toBe(
      "discontinue",
    );
  });
});

describe("grades", () => {
  it.each([
    [60, 50.1, 0],
    [60, 50, 2],
    [70, 60.1, 0],
    [70, 60, 2],
    [70.3, 50.4, 2],
    [70.3, 50.3, 3],
    [50, 40, 2],
    [50, 39.9, 3],
    [30, 20, 3],
    [30, 19.9, 4],
  ])("from %d to %d: grade %d, unconfirmed", (baseline, current, grade) => {
    const answer = ask("ctcae", { baseline, current });
    expect(answer.values).toMatchObject({ grade, version: "5.0" });
    expect(answer.warnings[0]?.code).toBe("unconfirmed");
  });

  it("of diarrhoea follow version 4.03, and life-threatening consequences go first", () => {
    const known = { term: "diarrhoea", hospitalised: false, life_threatening: false };
    expect(ask("ctcae", { ...known, stools_over_baseline: 6 }).values).toMatchObject({
      grade: 2,
      version: "4.03",
    });
    expect(ask("ctcae", { ...known, stools_over_baseline: 7 }).values).toMatchObject({ grade: 3 });
    expect(ask("ctcae", { ...known, stools_over_baseline: 1, life_threatening: true }).values).toMatchObject({
      grade: 4,
    });
    expect(ask("ctcae", { term: "diarrhoea", stools_over_baseline: 1 }).error).toMatchObject({
      path: "life_threatening",
    });
  });

  it("of pneumonitis rise with symptoms", () => {
    const known = { term: "pneumonitis", died: false, life_threatening: false, oxygen_needed: false };
    expect(ask("ctcae", { ...known, symptomatic: false }).values).toMatchObject({ grade: 1 });
    expect(ask("ctcae", { ...known, symptomatic: true }).values).toMatchObject({ grade: 2 });
    expect(ask("ctcae", { ...known, oxygen_needed: true }).values).toMatchObject({ grade: 3 });
  });

  it("need a baseline where a fall could change them", () => {
    expect(ask("ctcae", { current: 45 }).error).toMatchObject({ code: "missing-input", path: "baseline" });
    expect(ask("ctcae", { current: 19 }).values).toMatchObject({ grade: 4 });
  });
});

describe("an answer of a label on the heart", () => {
  it("names its row, its action, what is to be repeated and until when", () => {
    expect(ask("lvef-tdxd", { baseline: 60, current: 42, symptomatic_chf: false })).toMatchObject({
      values: {
        action: "hold",
        repeat_weeks: 3,
        until: expect.stringContaining("within 10 points"),
        fall_points: 18,
        rule: "t-dxd.lvef.us/between-40-and-45-fall-10",
        because: "40 to 45 %, with an absolute fall of 10 to 20 points",
        agencies: ["FDA"],
      },
      class: "hold",
      warnings: [],
    });
    expect(ask("lvef-tdxd", { baseline: 60, current: 60, symptomatic_chf: false }).values).toMatchObject({
      repeat_weeks: null,
      until: null,
    });
    expect(ask("lvef-tdxd", { baseline: 60, current: 42, symptomatic_chf: false })).toMatchObject({
      wouldChange: expect.arrayContaining(["symptomatic congestive heart failure"]),
    });
  });

  it("names another label only where it decides otherwise", () => {
    const warned = (input: object) =>
      ask("lvef-trastuzumab", input).warnings.map(({ code, text, params }) => [code, text, params]);
    expect(warned({ baseline: 68, current: 52, lln: 50 })).toEqual([
      [
        "labels-differ",
        "Trastuzumab and the ejection fraction (European Union): continue (less than that)",
        { table: "trastuzumab.lvef.eu" },
      ],
    ]);
    expect(warned({ baseline: 60, current: 45, lln: 50 })).toEqual([]);
    expect(warned({ baseline: 60, current: 58, lln: 50 })).toEqual([]);
  });
});

describe("an answer of a grade", () => {
  it("names its row, its words and its class", () => {
    const known = { term: "pneumonitis", died: false, life_threatening: false, oxygen_needed: false };
    expect(ask("ctcae", { ...known, symptomatic: true })).toMatchObject({
      values: {
        value: 2,
        rule: "ctcae.pneumonitis/grade-2",
        because: "symptoms; medical intervention indicated",
      },
      class: "2",
      wouldChange: expect.arrayContaining(["death"]),
    });
  });

  it("asks for what it needs by the names of its inputs, once each", () => {
    const remedy = (input: object) => ask("ctcae", input).error?.remedy;
    const known = { hospitalised: false, life_threatening: false, died: false };
    expect(remedy({})).toBe("give current; it has no default");
    expect(remedy({ baseline: 60 })).toBe("give current; it has no default");
    expect(remedy({ current: 45 })).toBe("give baseline; it has no default");
    expect(remedy({ ...known, term: "diarrhoea" })).toBe("give stools_over_baseline; it has no default");
    expect(remedy({ ...known, term: "pneumonitis" })).toBe(
      "give oxygen_needed, symptomatic; it has no default",
    );
  });
});

it("names no label of another medicine, whatever it says", () => {
  expect(ask("lvef-tdxd", { baseline: 60, current: 49, symptomatic_chf: false })).toMatchObject({
    values: { action: "continue" },
    warnings: [],
  });
});
