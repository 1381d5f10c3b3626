import type { Case, CaseEvent, Surveillance } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { conjugate, course, dueOf, knowledge, lvef, trastuzumab } from "../../test/course.ts";
import { monitor } from "./monitor.ts";

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
    for (const shuffled of [events.toReversed(), [...events.slice(2), ...events.slice(0, 2)]])
      expect(course({ treatments: [trastuzumab], events: shuffled })).toEqual(expected);
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

describe("an entry of the course", () => {
  it("has its day, its kind, its number and its unit", () => {
    expect(course({ events: [{ kind: "ki67", date: "2026-03-01", percent: 15 }] }).entries).toEqual([
      {
        date: "2026-03-01",
        kind: "ki67",
        what: expect.objectContaining({ text: "Ki-67 15 %" }),
        value: 15,
        unit: "%",
        part: "point",
        means: [],
      },
    ]);
  });

  it("of a day with one bound alone comes first", () => {
    const read = course({
      events: [
        { kind: "ki67", date: "2026-03-01", percent: 15 },
        { kind: "ki67", date: "../2026-05", percent: 5 },
      ],
    });
    expect(read.entries.map(({ value }) => value)).toEqual([5, 15]);
  });

  it("of two of one day stands in an order of its own", () => {
    const events = [30, 15, 5].map((percent) => ({ kind: "ki67" as const, date: "2026-03-01", percent }));
    const values = (list: typeof events) => course({ events: list }).entries.map(({ value }) => value);
    expect(values(events)).toEqual(values(events.toReversed()));
  });

  it("of progression says that HER2 may have changed; another response says nothing", () => {
    const meansAfter = (response: "PD" | "SD" | "CR") =>
      course({ events: [{ kind: "response", date: "2026-03-01", response }] }).entries[0]?.means;
    expect(meansAfter("PD")).toEqual([
      {
        code: "progression",
        weight: "note",
        message: expect.objectContaining({ text: expect.stringContaining("HER2 may have changed") }),
        rule: null,
        agencies: [],
        status: "verified",
        sources: [],
      },
    ]);
    expect(meansAfter("SD")).toEqual([]);
    expect(meansAfter("CR")).toEqual([]);
  });

  it("refuses a day that is none by quoting it", () => {
    const read = monitor({ tumour: "BRCA" }, knowledge, "yesterday");
    expect(read.ok ? null : read.error).toEqual({
      code: "not-a-date",
      message: '"yesterday" is not a date',
      path: "asOf",
      remedy: "write it as 2026-11-21",
    });
  });
});

describe("respiratory signs", () => {
  const signs = { kind: "respiratory" as const, date: "2026-03-01", signs: ["cough" as const] };
  const row = {
    id: "ild",
    therapies: ["trastuzumab deruxtecan", "trastuzumab emtansine"],
    tumours: [],
    agencies: [],
    watch: "ild" as const,
    phase: "during" as const,
    every: null,
    settings: [],
    text: "look",
    status: "verified" as const,
    sources: [],
  };
  const codes = (more: Partial<Surveillance>): string[] =>
    course({ treatments: [conjugate], events: [signs] }, "2026-06-30", {
      surveillance: [{ ...row, ...more }],
    }).entries.flatMap(({ means }) => means.map(({ code }) => code));

  it("are acted on by a row for any medicine that is given, during treatment, and of the lungs", () => {
    expect(codes({})).toEqual(["respiratory-signs"]);
    expect(codes({ phase: "before" })).toEqual([]);
    expect(codes({ watch: "liver" })).toEqual([]);
    expect(codes({ therapies: ["trastuzumab emtansine"] })).toEqual([]);
  });
});
