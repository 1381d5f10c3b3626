import type { CaseEvent, Monitoring } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { codesOf, conjugate, course, meansOf, trastuzumab } from "../../test/course.ts";

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

  it("of the lung called grade 1 beside respiratory symptoms are no grade 1: nothing is resumed", () => {
    const ild = {
      kind: "toxicity",
      date: "2026-03-01",
      term: "ILD",
      grade: 1,
      resolved: "2026-03-20",
    } as const;
    const read = (date: string, signs: ("cough" | "imaging")[] = ["cough"], event: CaseEvent = ild) =>
      meansOf(onConjugate({ kind: "respiratory", date, signs }, event), event.date).join(" | ");
    expect(read("2026-03-01")).toContain("until the grade is settled");
    expect(read("2026-02-01")).toContain("until the grade is settled");
    expect(read("2026-01-31")).toContain("the same dose");
    expect(read("2026-03-20")).toContain("until the grade is settled");
    expect(read("2026-03-21")).toContain("the same dose");
    expect(read("2026-03-01", ["imaging"])).toContain("the same dose");
    expect(read("2026-03-01", ["imaging", "cough"])).toContain("until the grade is settled");
    expect(read("2026-03")).toContain("until the grade is settled");
    expect(read("2026-05-01", ["cough"], { ...ild, resolved: undefined } as CaseEvent)).toContain(
      "until the grade is settled",
    );
    expect(read("2026-03-01", ["cough"], { ...ild, term: "pneumonitis", grade: 2 } as CaseEvent)).toContain(
      "stop",
    );
    expect(read("2026-03-01", ["cough"], { ...ild, term: "rash" } as CaseEvent)).not.toContain("settled");
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

describe("what resolved, and what was given, by the day of reading", () => {
  const dose = (date: string, amount: number, therapy = "T-DXd"): CaseEvent => ({
    kind: "dose",
    date,
    therapy,
    dose: amount,
  });
  const ild = (more: object): CaseEvent =>
    ({ kind: "toxicity", date: "2026-03-01", term: "ILD", grade: 1, ...more }) as CaseEvent;
  const meant = (events: CaseEvent[], asOf?: string): string[] =>
    meansOf(course({ treatments: [conjugate], events }, asOf), "2026-03-01");

  it("has not resolved before the day it did", () => {
    const resolved = [ild({ resolved: "2026-03-20" })];
    expect(meant(resolved, "2026-03-20")[0]).toContain("resume");
    expect(meant(resolved, "2026-03-19")[0]).toContain("withhold");
  });

  it("names no dose where two of one day differ, and the one where they agree", () => {
    const two = (amount: number): string | undefined =>
      meant([dose("2026-02-01", 5.4), dose("2026-02-01", amount), ild({ resolved: "2026-03-30" })])[0];
    expect(two(4.4)).toContain("then one dose level less");
    expect(two(5.4)).toContain("then 4.4 mg/kg");
  });

  it("counts a dose whose day has one bound alone, and every dose where the day of the reaction has", () => {
    expect(meant([dose("../2026-01", 5.4), ild({ resolved: "2026-03-30" })])[0]).toContain("then 4.4 mg/kg");
    const vague = course({
      treatments: [conjugate],
      events: [dose("2026-02-01", 4.4), ild({ date: "2026-03-01/.." })],
    });
    expect(vague.entries.flatMap(({ means }) => means.map(({ code }) => code))).toEqual(["label-hold"]);
  });

  it("takes the levels of the medicine itself, seen ones before those that were not", () => {
    const reduced = (therapy: string, regimen: string, amount: number): string | undefined =>
      meansOf(
        course({
          treatments: [{ regimen: [regimen], start: "2026-01-10" }],
          events: [
            dose("2026-02-01", amount, therapy),
            { kind: "laboratory", date: "2026-03-01", platelets: 20 },
          ],
        }),
        "2026-03-01",
      )[0];
    expect(reduced("T-DM1", "T-DM1", 3)).toContain("then 2.4 mg/kg");
    // 6.4 mg/kg is a level of a ladder that was not seen: its step is not named
    expect(reduced("T-DXd", "T-DXd", 6.4)).toContain("then one dose level less");
  });

  it("names no next dose where the label goes on", () => {
    const lab: CaseEvent = { kind: "laboratory", date: "2026-03-01", neutrophils: 2 };
    expect(meant([dose("2026-02-01", 5.4), lab])[0]).not.toContain("then");
  });

  it("means nothing where a laboratory row holds nothing", () => {
    expect(meant([{ kind: "laboratory", date: "2026-03-01" }])).toEqual([]);
  });

  it("reads bilirubin alone, and transaminases alone", () => {
    const lab = (more: object): string[] =>
      codesOf(
        course({
          treatments: [{ regimen: ["T-DM1"], start: "2026-01-10" }],
          events: [{ kind: "laboratory", date: "2026-03-01", ...more } as CaseEvent],
        }),
        "2026-03-01",
      );
    expect(lab({ bilirubinTimesUln: 11 })).toEqual(["label-stop"]);
    expect(lab({ altTimesUln: 21 })).toEqual(["label-stop"]);
    expect(lab({ platelets: 20 })).toEqual(["label-hold"]);
  });

  it("a dose of a medicine that nobody knows, or that has no levels, means nothing", () => {
    const read = (therapy: string): string[] =>
      codesOf(course({ treatments: [conjugate], events: [dose("2026-03-01", 99, therapy)] }), "2026-03-01");
    expect(read("no such medicine")).toEqual([]);
    expect(read("docetaxel")).toEqual([]);
  });

  it("a raise is counted from the higher of two doses of one day, and only where the label forbids it", () => {
    const raised = (therapy: string, ...amounts: [string, number][]): string[] => {
      const read = course({
        treatments: [{ regimen: [therapy], start: "2026-01-10" }],
        events: amounts.map(([date, amount]) => dose(date, amount, therapy)),
      });
      return codesOf(read, "2026-03-01");
    };
    expect(raised("T-DXd", ["2026-02-01", 4.4], ["2026-03-01", 5.4])).toEqual(["dose-raised"]);
    expect(raised("T-DXd", ["2026-02-01", 4.4], ["2026-02-01", 5.4], ["2026-03-01", 5.4])).toEqual([]);
    expect(raised("T-DXd", ["2026-03-01", 4.4], ["2026-03-01", 5.4])).toEqual([]);
    expect(raised("tucatinib", ["2026-02-01", 250], ["2026-03-01", 300])).toEqual([]);
  });

  it("cites the ladder by which a dose is no level, or is raised", () => {
    const read = course({ treatments: [conjugate], events: [dose("2026-03-01", 5)] });
    expect(read.entries.at(-1)?.means).toMatchObject([
      { code: "dose-no-level", weight: "open", rule: "t-dxd.5.4", agencies: ["FDA"], status: "verified" },
    ]);
    expect(read.entries.at(-1)?.means[0]?.sources.length).toBeGreaterThan(0);
    const high = course({
      treatments: [conjugate],
      events: [dose("2026-02-01", 4.4), dose("2026-03-01", 6.4)],
    });
    expect(high.entries.at(-1)?.means).toMatchObject([
      { code: "dose-raised", weight: "act", rule: "t-dxd.6.4", status: "recalled" },
    ]);
  });
});
