import type { Case, CaseEvent, Monitoring } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { codesOf, conjugate, course, lvef, meansOf, trastuzumab } from "../../test/course.ts";

describe("the ejection fraction in a course", () => {
  const treated = (...events: CaseEvent[]): Monitoring =>
    course({ treatments: [trastuzumab], events, jurisdictions: ["FDA"] });

  it("is read against the last one before the treatment, not against a later one", () => {
    const read = treated(
      lvef("2025-06-01", 75),
      lvef("2026-01-05", 66),
      lvef("2026-03-01", 70),
      lvef("2026-04-10", 50, { lowerLimitPercent: 50 }),
    );
    expect(codesOf(read, "2026-04-10")).toEqual(["label-hold"]);
    expect(meansOf(read, "2026-04-10")[0]).toContain("fall of 16 points or more");
    expect(codesOf(read, "2026-03-01")).toEqual(["label-continue"]);
  });

  // at 52 %, above the limit, the label withholds from a fall of 16 points on: from a baseline of 68 %
  it.each([
    [
      "the last one before the start, not an older one",
      [lvef("2025-06-01", 75), lvef("2026-01-05", 66)],
      "continue",
    ],
    ["not one measured during treatment", [lvef("2026-01-05", 66), lvef("2026-03-01", 70)], "continue"],
    ["not a lower one during treatment", [lvef("2026-01-05", 68), lvef("2026-03-01", 60)], "hold"],
    ["one on the first day", [lvef("2025-12-01", 68), lvef("2026-01-10", 60)], "continue"],
    ["not one on the second day", [lvef("2025-12-01", 68), lvef("2026-01-11", 60)], "hold"],
    ["not one of a month that reaches into treatment", [lvef("2025-12-01", 68), lvef("2026-01", 60)], "hold"],
    ["one of the month before", [lvef("2025-11-01", 68), lvef("2025-12", 60)], "continue"],
    [
      "the first of all where none was before the start",
      [lvef("2026-01-20", 68), lvef("2026-03-01", 60)],
      "hold",
    ],
    ["never a later one", [lvef("2026-01-05", 67), lvef("2026-05-01", 80)], "continue"],
  ])("is counted from %s", (_which, before, action) => {
    const read = treated(...before, lvef("2026-04-10", 52, { lowerLimitPercent: 50 }));
    expect(codesOf(read, "2026-04-10")).toEqual([`label-${action}`]);
  });

  it("is counted from the first of all where the start is not recorded", () => {
    const read = course({
      treatments: [{ regimen: ["trastuzumab"] }],
      events: [
        lvef("2026-01-05", 68),
        lvef("2026-03-01", 60),
        lvef("2026-04-10", 52, { lowerLimitPercent: 50 }),
      ],
      jurisdictions: ["FDA"],
    });
    expect(codesOf(read, "2026-04-10")).toEqual(["label-hold"]);
  });

  it("is read by the setting where the label has one, and asks for it where nobody gave it", () => {
    const pertuzumab = (setting: object): string[] =>
      course({
        treatments: [{ regimen: ["pertuzumab"], start: "2026-01-10", ...setting }],
        events: [lvef("2026-01-05", 60), lvef("2026-04-10", 49)],
      })
        .entries.filter(({ date }) => date === "2026-04-10")
        .flatMap(({ means }) => means.filter(({ rule }) => rule?.startsWith("pertuzumab-trastuzumab.lvef")))
        .map(({ code }) => code);
    expect(pertuzumab({ setting: "adjuvant" })).toEqual(["label-hold"]);
    expect(pertuzumab({ setting: "metastatic" })).toEqual(["label-continue"]);
    expect(pertuzumab({})).toEqual(["label-open"]);
  });

  it("adds the condition of no heart failure only where nobody said so", () => {
    const said = (more: object): string | undefined =>
      meansOf(
        course({ treatments: [conjugate], events: [lvef("2026-01-05", 60), lvef("2026-04-10", 55, more)] }),
        "2026-04-10",
      )[0];
    expect(said({})).toContain("provided that there is no symptomatic heart failure");
    expect(said({ heartFailure: false })).not.toContain("provided");
    expect(said({ heartFailure: true })).not.toContain("provided");
  });

  it("is told by a label that needs no baseline even where it is the first one", () => {
    const read = course({
      treatments: [conjugate],
      events: [lvef("2026-02-01", 39, { heartFailure: false })],
    });
    expect(codesOf(read, "2026-02-01")).toEqual(["label-hold"]);
    const first = course({
      treatments: [conjugate],
      events: [lvef("2026-02-01", 44, { heartFailure: false })],
    });
    expect(first.entries.flatMap(({ means }) => means)).toMatchObject([
      { code: "lvef-baseline", weight: "note", rule: "t-dxd.lvef.us", status: "verified", sources: [] },
    ]);
  });

  it("is a baseline where there is none before it", () => {
    expect(codesOf(treated(lvef("2026-01-20", 60)), "2026-01-20")).toEqual(["lvef-baseline"]);
  });

  it("stays open where the lower limit decides and nobody gives it", () => {
    const read = treated(lvef("2026-01-05", 60), lvef("2026-04-10", 49));
    expect(codesOf(read, "2026-04-10")).toEqual(["label-open"]);
    expect(meansOf(read, "2026-04-10")[0]).toContain("lower limit of normal");
  });

  it("says what it leaves out where nobody wrote of heart failure", () => {
    const read = course({
      treatments: [conjugate],
      events: [lvef("2026-01-05", 60), lvef("2026-04-10", 43)],
    });
    expect(codesOf(read, "2026-04-10")).toEqual(["label-hold"]);
    expect(meansOf(read, "2026-04-10")[0]).toContain("provided that there is no symptomatic heart failure");
    const failing = course({
      treatments: [conjugate],
      events: [lvef("2026-01-05", 60), lvef("2026-04-10", 55, { heartFailure: true })],
    });
    expect(codesOf(failing, "2026-04-10")).toEqual(["label-stop"]);
  });

  it("is read by the labels of the jurisdictions, side by side where none was chosen", () => {
    const events = [lvef("2026-01-05", 68), lvef("2026-04-10", 52, { lowerLimitPercent: 50 })];
    const both = course({ treatments: [trastuzumab], events });
    expect(codesOf(both, "2026-04-10")).toEqual(["label-hold", "label-continue"]);
    const eu = course({ treatments: [trastuzumab], events, jurisdictions: ["EMA"] });
    expect(codesOf(eu, "2026-04-10")).toEqual(["label-continue"]);
  });

  it("means nothing while nothing is given that watches it", () => {
    const read = course({
      treatments: [{ regimen: ["docetaxel"], start: "2026-01-10" }],
      events: [lvef("2026-02-01", 40)],
    });
    expect(codesOf(read, "2026-02-01")).toEqual([]);
    const over = course({
      treatments: [{ ...trastuzumab, end: "2026-02-01" }],
      events: [lvef("2026-03-01", 40)],
    });
    expect(codesOf(over, "2026-03-01")).toEqual([]);
  });
});

describe("trastuzumab that is withheld for the heart", () => {
  const dose = (date: string, more: object): CaseEvent => ({
    kind: "dose",
    date,
    therapy: "trastuzumab",
    ...more,
  });
  const held = (date: string): CaseEvent => dose(date, { held: true });
  /** withheld from 2 March on, after a fall from 65 to 45 % */
  const measured = (date: string, percent: number, ...more: CaseEvent[]): [string, string] => {
    const read = course({
      treatments: [trastuzumab],
      events: [
        lvef("2026-01-05", 65),
        lvef("2026-03-01", 45, { lowerLimitPercent: 50 }),
        held("2026-03-02"),
        ...more,
        lvef(date, percent, { lowerLimitPercent: 50 }),
      ],
      jurisdictions: ["FDA"],
    });
    return [codesOf(read, date).join(), meansOf(read, date).join()];
  };

  it.each([
    ["before 4 weeks, however well", "2026-03-29", 60, "label-hold"],
    ["from 4 weeks on", "2026-03-30", 60, "label-resume"],
    ["at the limit with a fall of 15 points", "2026-03-30", 50, "label-resume"],
    ["below the limit", "2026-03-30", 49.9, "label-hold"],
    ["up to 8 weeks", "2026-04-27", 60, "label-resume"],
    ["below the limit at 8 weeks", "2026-04-27", 49, "label-hold"],
    ["below the limit after 8 weeks", "2026-04-28", 49, "label-stop"],
    ["recovered only after 8 weeks, of which the label does not speak", "2026-04-28", 60, "label-hold"],
  ])("%s (%s, %d %%): %s", (_what, date, percent, expected) => {
    expect(measured(date, percent)[0]).toBe(expected);
  });

  it("counts from the first dose of the row that was not given", () => {
    expect(measured("2026-03-30", 60, held("2026-03-23"))[0]).toBe("label-resume");
  });

  it("is withheld no longer once a dose was given: then the usual rule counts", () => {
    const [codes, words] = measured("2026-04-20", 60, dose("2026-04-06", { dose: 6 }));
    expect(codes).toBe("label-continue");
    expect(words).toContain("neither of the two");
    expect(measured("2026-04-20", 60, dose("2026-04-06", { dose: 6 }), held("2026-04-13"))[0]).toBe(
      "label-hold",
    );
  });

  it("asks for how often, where it was more often than the label allows and the reasons are not recorded", () => {
    const again = (day: string, next: string): CaseEvent[] => [dose(day, { dose: 6 }), held(next)];
    const thrice = [...again("2026-03-04", "2026-03-05"), ...again("2026-03-06", "2026-03-07")];
    expect(measured("2026-04-06", 60, ...thrice)[0]).toBe("label-resume");
    const [codes, words] = measured("2026-04-06", 60, ...thrice, ...again("2026-03-08", "2026-03-09"));
    expect(codes).toBe("label-open");
    expect(words).toContain("how often it has been withheld");
  });

  it("stays open where the day from which it is withheld is vague", () => {
    const read = course({
      treatments: [trastuzumab],
      events: [lvef("2026-01-05", 65), held("2026-03"), lvef("2026-04-10", 60, { lowerLimitPercent: 50 })],
      jurisdictions: ["FDA"],
    });
    expect(codesOf(read, "2026-04-10")).toEqual(["label-open"]);
    expect(meansOf(read, "2026-04-10")[0]).toContain("the day from which it has been withheld");
  });

  it("says with the order to withhold when it may be resumed", () => {
    const read = course({
      treatments: [trastuzumab],
      events: [lvef("2026-01-05", 65), lvef("2026-03-01", 45, { lowerLimitPercent: 50 })],
      jurisdictions: ["FDA"],
    });
    expect(meansOf(read, "2026-03-01")[0]).toContain("within 4 to 8 weeks; beyond 8 weeks it is stopped");
  });

  it("is read so by the label of the United States alone", () => {
    const events = [
      lvef("2026-01-05", 65),
      held("2026-03-02"),
      lvef("2026-04-06", 60, { lowerLimitPercent: 50 }),
    ];
    const rules = (jurisdictions: Case["jurisdictions"]): (string | null)[] =>
      course({ treatments: [trastuzumab], events, ...(jurisdictions ? { jurisdictions } : {}) })
        .entries.filter(({ date }) => date === "2026-04-06")
        .flatMap(({ means }) => means.map(({ rule }) => rule));
    expect(rules(["EMA"])).toEqual(["trastuzumab.lvef.eu/neither"]);
    expect(rules(undefined)).toEqual(["trastuzumab.resumption.us/recovered", "trastuzumab.lvef.eu/neither"]);
  });
});

describe("which ejection fractions are compared", () => {
  const at = (treatments: NonNullable<Case["treatments"]>, ...before: CaseEvent[]): string[] =>
    codesOf(
      course({
        treatments,
        events: [...before, lvef("2026-04-10", 52, { lowerLimitPercent: 50 })],
        jurisdictions: ["FDA"],
      }),
      "2026-04-10",
    );

  it("takes the higher of two of one day before treatment: a fall too many is better than one overlooked", () => {
    const day = "2026-01-05";
    expect(at([trastuzumab], lvef(day, 60), lvef(day, 68))).toEqual(["label-hold"]);
    expect(at([trastuzumab], lvef(day, 68), lvef(day, 60))).toEqual(["label-hold"]);
    expect(at([trastuzumab], lvef(day, 60), lvef(day, 67))).toEqual(["label-continue"]);
  });

  it("counts no fall between two values of one day", () => {
    const read = course({
      treatments: [trastuzumab],
      events: [lvef("2026-04-10", 70), lvef("2026-04-10", 52, { lowerLimitPercent: 50 })],
      jurisdictions: ["FDA"],
    });
    expect(codesOf(read, "2026-04-10")).toEqual(["lvef-baseline", "lvef-baseline"]);
  });

  it("stays open where it is vague which of two came first", () => {
    const read = course({
      treatments: [trastuzumab],
      events: [lvef("2026-04", 70), lvef("2026-04-10", 52, { lowerLimitPercent: 50 })],
      jurisdictions: ["FDA"],
    });
    expect(codesOf(read, "2026-04-10")).toEqual(["label-open"]);
  });

  it("counts from before the first of two treatments with the medicine", () => {
    const again = { ...trastuzumab, start: "2026-03-20" };
    const measured = [lvef("2026-01-05", 68), lvef("2026-03-15", 60)];
    expect(at([again, trastuzumab], ...measured)).toEqual(["label-hold"]);
    expect(at([again], ...measured)).toEqual(["label-continue"]);
  });

  it("counts from the first of all where no treatment has a first day, and where one was measured on a vague day", () => {
    expect(at([{ regimen: ["trastuzumab"] }], lvef("2026-01-05", 68), lvef("2026-03-15", 60))).toEqual([
      "label-hold",
    ]);
    expect(at([trastuzumab], lvef("../2026-01", 70), lvef("2026-01-05", 60))).toEqual(["label-continue"]);
  });

  it("takes the setting of the treatment that has one", () => {
    const pertuzumab = { regimen: ["pertuzumab"], start: "2026-01-10" };
    const codes = (...treatments: NonNullable<Case["treatments"]>): string[] =>
      course({ treatments, events: [lvef("2026-01-05", 60), lvef("2026-04-10", 49)] })
        .entries.filter(({ date }) => date === "2026-04-10")
        .flatMap(({ means }) => means.map(({ code }) => code));
    expect(codes(pertuzumab, { ...pertuzumab, setting: "adjuvant" })).toEqual(["label-hold"]);
  });

  it("says nothing of heart failure to a label that does not ask for it", () => {
    const read = course({
      treatments: [trastuzumab],
      events: [lvef("2026-01-05", 60), lvef("2026-04-10", 49)],
      jurisdictions: ["FDA"],
    });
    expect(meansOf(read, "2026-04-10")[0]).not.toContain("heart failure");
  });

  it("is held up by no dose of a day with one bound alone", () => {
    const read = course({
      treatments: [trastuzumab],
      events: [
        lvef("2026-01-05", 65),
        { kind: "dose", date: "2026-03-02", therapy: "trastuzumab", held: true },
        lvef("2026-04-01/..", 60, { lowerLimitPercent: 50 }),
      ],
      jurisdictions: ["FDA"],
    });
    expect(codesOf(read, "2026-04-01/..")).not.toContain("label-resume");
  });

  it("counts a hold from its own day on, and not before", () => {
    const on = (date: string): string[] =>
      codesOf(
        course({
          treatments: [trastuzumab],
          events: [
            lvef("2026-01-05", 65),
            { kind: "dose", date: "2026-03-02", therapy: "trastuzumab", held: true },
            lvef(date, 60, { lowerLimitPercent: 50 }),
          ],
          jurisdictions: ["FDA"],
        }),
        date,
      );
    expect(on("2026-03-01")).toEqual(["label-continue"]);
    expect(on("2026-03-02")).toEqual(["label-hold"]);
  });
});
