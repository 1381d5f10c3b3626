import { openKnowledge } from "@erbium/knowledge-base";
import type { Case, CaseEvent, Monitoring } from "@erbium/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bundle } from "../../test/models.ts";
import { monitor } from "./monitor.ts";

const opened = openKnowledge(bundle);
if (!opened.ok) throw new Error("the knowledge does not open");
const knowledge = opened.value;

const course = (given: Partial<Case>, asOf = "2026-06-30"): Monitoring => {
  const read = monitor({ tumour: "BRCA", ...given }, knowledge, asOf);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
};
const trastuzumab = {
  regimen: ["trastuzumab", "docetaxel"],
  setting: "metastatic" as const,
  start: "2026-01-10",
};
const conjugate = { regimen: ["T-DXd"], setting: "metastatic" as const, start: "2026-01-10" };
const lvef = (date: string, percent: number, more: object = {}): CaseEvent => ({
  kind: "lvef",
  date,
  percent,
  ...more,
});
const meansOf = (read: Monitoring, date: string): string[] =>
  read.entries
    .filter((entry) => entry.date === date)
    .flatMap((entry) => entry.means.map((one) => one.message.text));
const codesOf = (read: Monitoring, date: string): string[] =>
  read.entries.filter((entry) => entry.date === date).flatMap((entry) => entry.means.map((one) => one.code));
const order = ["overdue", "about now", "to come", "regularly"];
const dueOf = (read: Monitoring, rule: string) => read.due.find((one) => one.rule === rule);

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

describe("what is due", () => {
  it("every 3 months under trastuzumab, from the last measurement: t - 1, t, t + 1 days", () => {
    const at = (asOf: string) =>
      dueOf(
        course({ treatments: [trastuzumab], events: [lvef("2026-03-15", 60)] }, asOf),
        "trastuzumab.lvef.during",
      );
    expect(at("2026-06-14")).toMatchObject({
      state: "to come",
      due: { earliest: "2026-06-15", latest: "2026-06-15" },
    });
    expect(at("2026-06-15")).toMatchObject({ state: "about now" });
    expect(at("2026-06-16")).toMatchObject({ state: "overdue", last: "2026-03-15" });
  });

  it("from the start where nothing was measured since", () => {
    expect(dueOf(course({ treatments: [trastuzumab], events: [] }), "trastuzumab.lvef.during")).toMatchObject(
      {
        state: "overdue",
        last: null,
        due: { earliest: "2026-04-10" },
        because: { text: expect.stringContaining("none recorded since") },
      },
    );
  });

  it("about now while a vague date leaves open whether it has passed", () => {
    const read = course({ treatments: [trastuzumab], events: [lvef("2026-03", 60)] }, "2026-06-15");
    expect(dueOf(read, "trastuzumab.lvef.during")).toMatchObject({
      state: "about now",
      due: { earliest: "2026-06-01", latest: "2026-06-30" },
    });
  });

  it("every 4 weeks while it is withheld for the heart", () => {
    const read = course({
      treatments: [trastuzumab],
      events: [lvef("2026-01-05", 66), lvef("2026-06-01", 48, { lowerLimitPercent: 50 })],
      jurisdictions: ["FDA"],
    });
    expect(dueOf(read, "trastuzumab.lvef.withheld")).toMatchObject({
      due: { latest: "2026-06-29" },
      state: "overdue",
    });
    expect(dueOf(read, "trastuzumab.lvef.during")).toBeUndefined();
  });

  it("every 6 months for 2 years after adjuvant trastuzumab, and not after metastatic", () => {
    const after = (setting: "adjuvant" | "metastatic", asOf: string) =>
      dueOf(
        course(
          { treatments: [{ ...trastuzumab, setting, start: "2024-01-10", end: "2024-12-31" }], events: [] },
          asOf,
        ),
        "trastuzumab.lvef.after",
      );
    expect(after("adjuvant", "2025-03-01")).toMatchObject({
      due: { latest: "2025-06-30" },
      state: "to come",
    });
    expect(after("adjuvant", "2026-12-20")).toMatchObject({ state: "overdue" });
    expect(after("adjuvant", "2027-01-10")).toBeUndefined();
    expect(after("metastatic", "2025-03-01")).toBeUndefined();
  });

  it("regularly where the label names no interval", () => {
    expect(dueOf(course({ treatments: [conjugate], events: [] }), "t-dxd.lvef.during")).toMatchObject({
      state: "regularly",
      due: null,
    });
  });

  it("liver tests of neratinib monthly at first and every 3 months later", () => {
    const rules = (asOf: string): string[] =>
      course({ treatments: [{ regimen: ["neratinib"], start: "2026-01-10" }], events: [] }, asOf)
        .due.filter(({ watch }) => watch === "liver")
        .map(({ rule }) => rule);
    expect(rules("2026-04-05")).toEqual(["neratinib.liver.first-months"]);
    expect(rules("2026-04-15")).toEqual(["neratinib.liver.later"]);
  });

  it("each laboratory result counts as a look at its own thing alone", () => {
    const due = (event: object): (string | null | undefined)[] => {
      const read = course({
        treatments: [{ regimen: ["T-DM1"], setting: "metastatic", start: "2026-01-10" }],
        events: [{ kind: "laboratory", date: "2026-06-20", ...event } as CaseEvent],
      });
      return ["t-dm1.liver.during", "t-dm1.blood-count.during"].map((rule) => dueOf(read, rule)?.last);
    };
    expect(due({ altTimesUln: 1 })).toEqual(["2026-06-20", null]);
    expect(due({ bilirubinTimesUln: 1 })).toEqual(["2026-06-20", null]);
    expect(due({ platelets: 200 })).toEqual([null, "2026-06-20"]);
    expect(due({ neutrophils: 4, astTimesUln: 1 })).toEqual(["2026-06-20", "2026-06-20"]);
  });

  it("after the end from the last look since then, a look before the end does not count", () => {
    const after = (end: string, ...events: CaseEvent[]) =>
      dueOf(
        course({
          treatments: [{ ...trastuzumab, setting: "adjuvant", start: "2024-01-10", end }],
          events,
        }),
        "trastuzumab.lvef.after",
      );
    expect(after("2025-06-30", lvef("2025-06-29", 60))).toMatchObject({
      state: "overdue",
      last: null,
      due: { earliest: "2025-12-30", latest: "2025-12-30" },
      because: { text: expect.stringContaining("ended on 2025-06-30") },
    });
    expect(after("2025-06-30", lvef("2025-06-30", 60))).toMatchObject({ last: "2025-06-30" });
    expect(after("2025-06-30", lvef("2026-02-01", 60), lvef("2025-07-01", 60))).toMatchObject({
      state: "to come",
      last: "2026-02-01",
      due: { earliest: "2026-08-01", latest: "2026-08-01" },
    });
    expect(after("2025-06")).toMatchObject({
      due: { earliest: "2025-12-01", latest: "2025-12-30" },
      because: { text: expect.stringContaining("2025-06-01/2025-06-30") },
    });
  });

  it("with the doubt whether it is still given, where the month of the end is the month of reading", () => {
    const read = course({ treatments: [{ ...trastuzumab, end: "2026-06" }], events: [] }, "2026-06-15");
    expect(dueOf(read, "trastuzumab.lvef.during")?.because.text).toContain(
      "whether it is still given is not certain",
    );
    const sure = course({ treatments: [trastuzumab], events: [] }, "2026-06-15");
    expect(dueOf(sure, "trastuzumab.lvef.during")?.because.text).not.toContain("certain");
  });

  it("names the medicine, the last look and why, in words", () => {
    const read = course({ treatments: [trastuzumab], events: [lvef("2026-03", 60)] });
    expect(dueOf(read, "trastuzumab.lvef.during")).toMatchObject({
      watch: "lvef",
      therapy: "trastuzumab",
      last: "2026-03-01/2026-03-31",
      because: { text: "docetaxel + trastuzumab is being given; last on 2026-03-01/2026-03-31" },
    });
    const undated = course({ treatments: [{ regimen: ["trastuzumab"] }], events: [] });
    expect(dueOf(undated, "trastuzumab.lvef.during")?.because.text).toContain(
      "as of 2026-06-30; its start is not recorded",
    );
  });

  it("by the shorter interval while it is written as held, and by the usual one once it is given again", () => {
    const rules = (...events: CaseEvent[]): string[] =>
      course({ treatments: [trastuzumab], events })
        .due.filter(({ watch }) => watch === "lvef")
        .map(({ rule }) => rule);
    const held: CaseEvent = { kind: "dose", date: "2026-05-01", therapy: "trastuzumab", held: true };
    expect(rules(held)).toEqual(["trastuzumab.lvef.withheld"]);
    expect(rules(held, { kind: "dose", date: "2026-05-22", therapy: "trastuzumab", dose: 6 })).toEqual([
      "trastuzumab.lvef.during",
    ]);
    // another medicine that is held says nothing of this one
    expect(rules({ ...held, therapy: "docetaxel" } as CaseEvent)).toEqual(["trastuzumab.lvef.during"]);
  });

  it("nothing after the end while the same medicine is given again", () => {
    const read = course({
      treatments: [
        { ...trastuzumab, setting: "adjuvant", start: "2024-01-10", end: "2025-06-30" },
        { ...trastuzumab, start: "2026-02-01" },
      ],
      events: [],
    });
    expect(dueOf(read, "trastuzumab.lvef.after")).toBeUndefined();
    expect(dueOf(read, "trastuzumab.lvef.during")).toMatchObject({ due: { earliest: "2026-05-01" } });
  });

  it("overdue things stand first, then what comes next, then what has no day", () => {
    const states = course({
      treatments: [conjugate, { regimen: ["trastuzumab"], start: "2026-01-10" }],
      events: [{ kind: "laboratory", date: "2026-06-20", neutrophils: 2 }],
    }).due.map((one) => one.state);
    expect(states[0]).toBe("overdue");
    expect(states).toEqual([...states].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  });

  it("nothing without a treatment, and then the treatments are asked for", () => {
    const read = course({});
    expect(read).toMatchObject({ entries: [], due: [], risks: [] });
    expect(read.wanted.map((one) => one.code)).toContain("monitor.wanted.treatments");
    expect(course({ treatments: [{ ...trastuzumab, end: "2026-02-01" }], events: [] }).due).toEqual([]);
  });

  it("asks for the start where a treatment has none", () => {
    const read = course({ treatments: [{ regimen: ["trastuzumab"] }], events: [] });
    expect(dueOf(read, "trastuzumab.lvef.during")).toMatchObject({ state: "regularly", due: null });
    expect(read.wanted.map((one) => one.code)).toContain("monitor.wanted.start");
  });
});

describe("reactions and laboratory results in a course", () => {
  const onConjugate = (...events: CaseEvent[]): Monitoring => course({ treatments: [conjugate], events });

  it("give the next dose from the last one given", () => {
    const read = onConjugate(
      { kind: "dose", date: "2026-01-10", therapy: "Enhertu", dose: 5.4 },
      { kind: "toxicity", date: "2026-03-01", term: "pneumonitis", grade: 1, resolved: "2026-03-30" },
    );
    expect(meansOf(read, "2026-03-01")[0]).toContain("then 4.4 mg/kg");
  });

  it("resolved on day 28 keeps the dose, a vague day leaves it open", () => {
    const at = (resolved: string): string[] =>
      codesOf(
        onConjugate({ kind: "toxicity", date: "2026-03-01", term: "ILD", grade: 1, resolved }),
        "2026-03-01",
      );
    expect(
      meansOf(
        onConjugate({ kind: "toxicity", date: "2026-03-01", term: "ILD", grade: 1, resolved: "2026-03-29" }),
        "2026-03-01",
      )[0],
    ).toContain("the same dose");
    expect(at("2026-03")).toEqual(["label-open"]);
  });

  it("leaves the days open where the day of onset is vague, though that of recovery is not", () => {
    const event = { kind: "toxicity", term: "ILD", grade: 1 } as const;
    const read = onConjugate({ ...event, date: "2026-03", resolved: "2026-03-30" });
    expect(codesOf(read, "2026-03")).toEqual(["label-open"]);
    expect(meansOf(read, "2026-03")[0]).toContain("not decided without the days to resolution");
    const unresolved = onConjugate({ ...event, date: "2026-03-01" });
    expect(codesOf(unresolved, "2026-03-01")).toEqual(["label-hold"]);
  });

  it("stop where the last dose has no lower level, and say no number where the dose is unknown or no level", () => {
    const ild: CaseEvent = {
      kind: "toxicity",
      date: "2026-03-01",
      term: "pneumonitis",
      grade: 1,
      resolved: "2026-03-30",
    };
    const dose = (amount: number, date = "2026-01-10"): CaseEvent => ({
      kind: "dose",
      date,
      therapy: "T-DXd",
      dose: amount,
    });
    const next = (...doses: CaseEvent[]): string | undefined =>
      meansOf(onConjugate(...doses, ild), "2026-03-01")[0]?.replace(/^.*; then /, "");
    expect(next(dose(3.2))).toBe("no lower level: stop permanently");
    expect(next()).toBe("one dose level less");
    expect(next(dose(5))).toBe("one dose level less");
    // the dose that counts is the last one up to the day of the reaction
    expect(next(dose(5.4), dose(4.4, "2026-03-01"))).toBe("3.2 mg/kg");
    expect(next(dose(5.4), dose(4.4, "2026-03-02"))).toBe("4.4 mg/kg");
    expect(next(dose(5.4), { kind: "dose", date: "2026-02-01", therapy: "T-DXd", held: true })).toBe(
      "4.4 mg/kg",
    );
  });

  it("read the higher of the two transaminases, whichever it is", () => {
    const hold = (event: object): string[] =>
      codesOf(
        course({
          treatments: [{ regimen: ["T-DM1"], start: "2026-01-10" }],
          events: [{ kind: "laboratory", date: "2026-03-01", bilirubinTimesUln: 1, ...event } as CaseEvent],
        }),
        "2026-03-01",
      );
    expect(hold({ astTimesUln: 5.1 })).toEqual(["label-hold"]);
    expect(hold({ altTimesUln: 5.1 })).toEqual(["label-hold"]);
    expect(hold({ altTimesUln: 2, astTimesUln: 5.1 })).toEqual(["label-hold"]);
    expect(hold({ altTimesUln: 5.1, astTimesUln: 2 })).toEqual(["label-hold"]);
    expect(hold({ altTimesUln: 5, astTimesUln: 5 })).toEqual(["label-continue"]);
    expect(hold({})).toEqual(["label-open"]);
  });

  it("name the levels where a dose is none, and both doses where it rises", () => {
    const read = onConjugate(
      { kind: "dose", date: "2026-01-10", therapy: "T-DXd", dose: 5 },
      { kind: "dose", date: "2026-02-01", therapy: "T-DXd", dose: 4.4 },
      { kind: "dose", date: "2026-02-22", therapy: "T-DXd", held: true },
      { kind: "dose", date: "2026-03-15", therapy: "T-DXd", dose: 5.4 },
      { kind: "dose", date: "2026-04-05", therapy: "T-DXd", dose: 5.4 },
      { kind: "dose", date: "2026-04-06", therapy: "docetaxel", dose: 75 },
    );
    expect(meansOf(read, "2026-01-10")[0]).toContain("5 mg/kg is no dose level of the label (5.4, 4.4, 3.2)");
    expect(codesOf(read, "2026-03-15")).toEqual(["dose-raised"]);
    expect(meansOf(read, "2026-03-15")[0]).toMatch(/4\.4.*5\.4/);
    expect(codesOf(read, "2026-04-05")).toEqual([]);
    expect(codesOf(read, "2026-04-06")).toEqual([]);
  });

  it("mean nothing before the treatment begins and after it has ended, and something on both days", () => {
    const at = (date: string): string[] =>
      codesOf(
        course({
          treatments: [{ ...conjugate, end: "2026-03-01" }],
          events: [{ kind: "toxicity", date, term: "ILD", grade: 2 }],
        }),
        date,
      );
    expect(at("2026-01-09")).toEqual([]);
    expect(at("2026-01-10")).toEqual(["label-stop"]);
    expect(at("2026-03-01")).toEqual(["label-stop"]);
    expect(at("2026-03-02")).toEqual([]);
  });

  it("read every finding of one laboratory row", () => {
    const read = onConjugate({ kind: "laboratory", date: "2026-03-01", neutrophils: 0.4, platelets: 40 });
    expect(
      read.entries.find((entry) => entry.date === "2026-03-01")?.means.map((one) => [one.code, one.status]),
    ).toEqual([
      ["label-hold", "recalled"],
      ["label-hold", "verified"],
    ]);
  });

  it("stay open where the second liver value decides", () => {
    const read = course({
      treatments: [{ regimen: ["T-DM1"], start: "2026-01-10" }],
      events: [{ kind: "laboratory", date: "2026-03-01", altTimesUln: 6 }],
    });
    expect(codesOf(read, "2026-03-01")).toEqual(["label-open"]);
    expect(meansOf(read, "2026-03-01")[0]).toContain("bilirubin");
  });

  it("are read by the medicine that is blamed", () => {
    const both = { regimen: ["tucatinib", "neratinib"], start: "2026-01-10" };
    const event: CaseEvent = {
      kind: "toxicity",
      date: "2026-03-01",
      term: "rash",
      grade: 4,
      therapy: "tucatinib",
    };
    const rules = course({ treatments: [both], events: [event] })
      .entries.flatMap((entry) => entry.means)
      .map((one) => one.rule);
    expect(rules).toEqual(["tucatinib.adverse-reactions.us/other-4"]);
  });

  it("a reduced dose that rises again is pointed out, and one that is no level", () => {
    const read = onConjugate(
      { kind: "dose", date: "2026-01-10", therapy: "T-DXd", dose: 5.4 },
      { kind: "dose", date: "2026-02-01", therapy: "T-DXd", dose: 4.4 },
      { kind: "dose", date: "2026-02-22", therapy: "T-DXd", dose: 5.4 },
      { kind: "dose", date: "2026-03-15", therapy: "T-DXd", dose: 5 },
    );
    expect(codesOf(read, "2026-02-01")).toEqual([]);
    expect(codesOf(read, "2026-02-22")).toEqual(["dose-raised"]);
    expect(codesOf(read, "2026-03-15")).toEqual(["dose-no-level"]);
  });

  it("respiratory signs on the conjugate are to be investigated, elsewhere they are only noted", () => {
    const event: CaseEvent = { kind: "respiratory", date: "2026-03-01", signs: ["cough"] };
    expect(codesOf(onConjugate(event), "2026-03-01")).toEqual(["respiratory-signs"]);
    expect(codesOf(course({ treatments: [trastuzumab], events: [event] }), "2026-03-01")).toEqual([]);
  });

  it("factors of interstitial lung disease are listed on the conjugate alone", () => {
    const patient = { ageYears: 50 };
    expect(course({ patient, treatments: [conjugate], events: [] }).risks[0]?.text).toContain("age below 65");
    expect(course({ patient, treatments: [trastuzumab], events: [] }).risks).toEqual([]);
  });
});

describe("an impaired liver at the beginning", () => {
  const begins = (given: Partial<Case>): string[] =>
    course({
      treatments: [{ regimen: ["neratinib"], start: "2026-01-10" }],
      events: [],
      ...given,
    }).entries.flatMap((entry) => entry.means.map((one) => one.message.text));

  it("is read by each label, side by side", () => {
    expect(begins({ patient: { childPugh: "C" } })).toEqual([
      expect.stringMatching(/European Union.*contraindicated/),
      expect.stringMatching(/United States.*start at the stated dose.*then 80/),
    ]);
    expect(begins({ patient: { childPugh: "C" }, jurisdictions: ["FDA"] })).toHaveLength(1);
  });

  it("says nothing where nobody gave its class", () => {
    expect(begins({})).toEqual([]);
  });
});

describe("markers in a course", () => {
  it("Ki-67 is compared with the first one", () => {
    const read = course({
      events: [
        { kind: "ki67", date: "2026-01-01", percent: 40 },
        { kind: "ki67", date: "2026-01-22", percent: 5 },
      ],
    });
    expect(codesOf(read, "2026-01-01")).toEqual([]);
    expect(meansOf(read, "2026-01-22")[0]).toMatch(/^-87.5 % .* Mukai rule .* met; ADAPT/);
  });

  it("tumour DNA is compared with the last sample in which it was found, like with like", () => {
    const read = course({
      events: [
        { kind: "ctdna", date: "2026-01-01", alteration: "a", vafPercent: 2 },
        { kind: "ctdna", date: "2026-02-01", alteration: "b", vafPercent: 9 },
        { kind: "ctdna", date: "2026-03-01", alteration: "a", vafPercent: 0 },
        { kind: "ctdna", date: "2026-04-01", alteration: "a", vafPercent: 1 },
      ],
    });
    expect(codesOf(read, "2026-02-01")).toEqual([]);
    expect(meansOf(read, "2026-03-01")[0]).toMatch(/^not detected, after 2 %/);
    expect(meansOf(read, "2026-04-01")[0]).toMatch(/^ratio 0.5 to 2 % of 2026-01-01/);
    expect(read.wanted.map((one) => one.code)).toContain("monitor.wanted.cfdna");
  });

  it("tumour volume has its early look at three weeks of neoadjuvant treatment alone", () => {
    const read = (date: string): string[] =>
      codesOf(
        course({
          treatments: [{ regimen: ["TCHP"], setting: "neoadjuvant", start: "2026-01-01" }],
          events: [
            { kind: "ftv", date: "2025-12-28", cc: 20 },
            { kind: "ftv", date, cc: 18 },
          ],
        }),
        date,
      );
    expect(read("2026-01-22")).toEqual(["ftv-change", "ftv-early-look"]);
    expect(read("2026-02-12")).toEqual(["ftv-change"]);
  });
});

describe("a course", () => {
  it("stops at the day it is read on", () => {
    const read = course({
      treatments: [{ ...trastuzumab, start: "2027-01-01" }],
      events: [lvef("2027-02-01", 60)],
    });
    expect(read.entries).toEqual([]);
    expect(read.due).toEqual([]);
  });

  it("stands in order of time, whatever the order in the case", () => {
    const events: CaseEvent[] = [
      lvef("2026-01-05", 66),
      lvef("2026-02-10", 50, { lowerLimitPercent: 50 }),
      { kind: "ki67", date: "2026-02-01", percent: 5 },
      { kind: "response", date: "2026-03-01", response: "PD" },
      { kind: "dose", date: "2026-01", therapy: "trastuzumab", held: true },
    ];
    const expected = course({ treatments: [trastuzumab], events });
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        expect(course({ treatments: [trastuzumab], events: shuffled })).toEqual(expected);
      }),
      { numRuns: 20 },
    );
    const days = expected.entries.map((entry) =>
      entry.date === "2026-01" ? "2026-01-01" : (entry.date ?? ""),
    );
    expect(days).toEqual(days.toSorted());
  });

  it("names tests by what they gave, in one order however the case lists them", () => {
    const tests = [{}, { ihc: { score: "0" as const } }, { ish: { ratio: 2.1 }, date: "2026-02-01" }];
    const said = (given: Case["tests"]): string[] =>
      course({ tests: given ?? [] }).entries.map(({ what }) => what.text);
    expect(said(tests).sort()).toEqual([
      "HER2 test without a score, ratio or call",
      "HER2 test: IHC 0",
      "HER2 test: ISH ratio 2.1",
    ]);
    expect(said([...tests].reverse())).toEqual(said(tests));
  });

  it.each([
    ["a reason to stop", { stopReason: "toxicity" }],
    ["progression", { progressed: true }],
    ["the months after its end", { recurrenceMonthsAfterEnd: 3 }],
    ["its end", { end: "2026-02-01" }],
  ])("takes a treatment for ended where somebody gave %s", (_what, more) => {
    const read = course({ treatments: [{ ...trastuzumab, ...more } as never], events: [] });
    expect(dueOf(read, "trastuzumab.lvef.during")).toBeUndefined();
  });

  it("takes it for ongoing where it is only said not to have progressed", () => {
    const read = course({ treatments: [{ ...trastuzumab, progressed: false }], events: [] });
    expect(dueOf(read, "trastuzumab.lvef.during")).toBeDefined();
  });

  it("refuses a day that is none", () => {
    expect(monitor({ tumour: "BRCA" }, knowledge, "yesterday")).toMatchObject({
      ok: false,
      error: { code: "not-a-date", path: "asOf" },
    });
  });

  it("cites what it rests on: every rule that asks for something has a source or is unconfirmed", () => {
    const read = course({
      treatments: [conjugate],
      events: [
        lvef("2026-01-05", 60),
        lvef("2026-03-01", 39),
        { kind: "laboratory", date: "2026-03-01", neutrophils: 0.4 },
      ],
    });
    const acts = read.entries.flatMap((entry) => entry.means).filter((one) => one.weight === "act");
    expect(acts.length).toBe(2);
    for (const one of acts) expect(one.sources.length > 0 || one.status === "recalled").toBe(true);
  });
});
