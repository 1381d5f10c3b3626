import type { Case, CaseEvent, DueItem, Surveillance } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { conjugate, course, dueOf, lvef, trastuzumab } from "../../test/course.ts";

const order = ["overdue", "about now", "to come", "regularly"];

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

describe("a row of surveillance", () => {
  const row = {
    id: "row",
    therapies: ["trastuzumab", "pertuzumab"],
    tumours: [],
    agencies: [],
    watch: "lvef" as const,
    phase: "during" as const,
    every: { count: 3, unit: "month" as const },
    settings: [],
    text: "look",
    status: "verified" as const,
    sources: [],
  };
  const due = (
    more: Partial<Surveillance>,
    given: Partial<Case> = {},
    asOf = "2026-06-30",
  ): DueItem | undefined =>
    course({ treatments: [trastuzumab], events: [], ...given }, asOf, { surveillance: [{ ...row, ...more }] })
      .due[0];
  const after = { phase: "after" as const };

  it("counts for each of its medicines", () => {
    expect(due({})).toBeDefined();
    expect(due({ therapies: ["pertuzumab"] })).toBeUndefined();
    expect(due({}, { treatments: [{ regimen: ["pertuzumab"], start: "2026-01-10" }] })?.therapy).toBe(
      "trastuzumab",
    );
  });

  it("counts in its setting alone, where it has one", () => {
    expect(due({ settings: ["adjuvant"] })).toBeUndefined();
    expect(due({ settings: ["adjuvant", "metastatic"] })).toBeDefined();
    expect(due({ settings: ["adjuvant"] }, { treatments: [{ regimen: ["trastuzumab"] }] })).toBeUndefined();
  });

  it("counts in its months alone: from the first day of the first one, up to the last", () => {
    const window = { fromMonth: 0, toMonth: 48 };
    const on = (asOf: string, more: Partial<Surveillance> = window): boolean =>
      due(more, {}, asOf) !== undefined;
    expect([on("2026-01-10"), on("2030-01-09"), on("2030-01-10")]).toEqual([true, true, false]);
    expect(on("2026-02-09", { fromMonth: 1 })).toBe(false);
    expect(on("2026-02-10", { fromMonth: 1 })).toBe(true);
    expect(on("2026-01-10", { toMonth: 1 })).toBe(true);
    expect(due(window, { treatments: [{ regimen: ["trastuzumab"] }] })).toBeUndefined();
  });

  it("before the first dose asks for nothing afterwards", () => {
    expect(due({ phase: "before" })).toBeUndefined();
  });

  it("of what nobody writes down is due from the start", () => {
    expect(due({ watch: "pregnancy" })).toMatchObject({
      last: null,
      due: { earliest: "2026-04-10" },
    });
    const signs = { kind: "respiratory" as const, date: "2026-05-01", signs: ["cough" as const] };
    expect(due({ watch: "ild" }, { events: [signs] })?.last).toBe("2026-05-01");
    expect(due({ watch: "her2" }, { events: [signs] })?.last).toBeNull();
  });

  it("is withheld for the heart alone: a hold does not lengthen what else is watched", () => {
    const held = { kind: "dose" as const, date: "2026-06-01", therapy: "trastuzumab", held: true };
    expect(due({}, { events: [held] })).toBeUndefined();
    expect(due({ phase: "withheld" }, { events: [held] })).toBeDefined();
    expect(due({ watch: "liver" }, { events: [held] })).toBeDefined();
    expect(due({ therapies: ["pertuzumab", "trastuzumab"] }, { events: [held] })).toBeUndefined();
  });

  it("after the end counts from the last treatment that has ended on a known day", () => {
    const adjuvant = { regimen: ["trastuzumab"], start: "2024-01-10" };
    const ended = (...ends: object[]) =>
      due(after, { treatments: ends.map((end) => ({ ...adjuvant, ...end })) })?.due?.earliest;
    expect(ended({ end: "2025-01-31" })).toBe("2025-04-30");
    expect(ended({ end: "2025-01-31" }, { start: "2025-06-01", end: "2026-01-31" })).toBe("2026-04-30");
    expect(ended({ end: "2025-01-31" }, { start: "2025-06-01", progressed: true })).toBe("2025-04-30");
    expect(ended({ progressed: true })).toBeUndefined();
    expect(ended({ end: "2025-01-31" }, { start: "2025-06-01", end: "2026" })).toBe("2025-04-30");
  });

  it("stands by its day, then by its name; without a day it comes last", () => {
    const rows = [
      { ...row, id: "b", every: null },
      { ...row, id: "d" },
      { ...row, id: "c" },
      { ...row, id: "a", every: { count: 1, unit: "month" as const } },
    ];
    const order = (list: typeof rows) =>
      course({ treatments: [trastuzumab], events: [] }, "2026-06-30", {
        surveillance: list as Surveillance[],
      }).due.map(({ rule }) => rule);
    expect(order(rows)).toEqual(["a", "c", "d", "b"]);
    expect(order(rows.toReversed())).toEqual(["a", "c", "d", "b"]);
  });

  it("does not count looks of which only one bound is known", () => {
    const events: CaseEvent[] = [lvef("../2026-05", 60)];
    expect(due({}, { events })).toMatchObject({ last: null, due: { earliest: "2026-04-10" } });
  });
});

describe("the heart that withholds a medicine", () => {
  const rules = (...events: CaseEvent[]): string[] =>
    course({
      treatments: [conjugate, { ...trastuzumab, regimen: ["trastuzumab"] }],
      events,
      jurisdictions: ["FDA"],
    })
      .due.filter(({ watch, therapy }) => watch === "lvef" && therapy === "trastuzumab")
      .map(({ rule }) => rule);
  const low = (date: string, percent: number): CaseEvent => lvef(date, percent, { lowerLimitPercent: 50 });

  it("withholds by the lower of two values of one day, in whatever order", () => {
    const first = lvef("2026-01-05", 66);
    expect(rules(first, low("2026-06-01", 60), low("2026-06-01", 48))).toEqual(["trastuzumab.lvef.withheld"]);
    expect(rules(first, low("2026-06-01", 48), low("2026-06-01", 60))).toEqual(["trastuzumab.lvef.withheld"]);
    expect(rules(first, low("2026-05-01", 48), low("2026-06-01", 60))).toEqual(["trastuzumab.lvef.during"]);
  });

  it("withholds only the medicine whose label says so", () => {
    // 39 % stops the conjugate by its own label; a fall of 5 points is nothing to trastuzumab
    expect(rules(lvef("2026-01-05", 44), low("2026-06-01", 39))).toEqual(["trastuzumab.lvef.during"]);
  });

  it("withholds it where the label stops it, until something else is known", () => {
    const row = {
      id: "row",
      therapies: ["trastuzumab deruxtecan"],
      tumours: [],
      agencies: [],
      watch: "lvef" as const,
      phase: "withheld" as const,
      every: null,
      settings: [],
      text: "look",
      status: "verified" as const,
      sources: [],
    };
    const due = (more: object): number =>
      course(
        { treatments: [conjugate], events: [lvef("2026-01-05", 60), lvef("2026-06-01", 58, more)] },
        "2026-06-30",
        { surveillance: [row] },
      ).due.length;
    expect(due({ heartFailure: true })).toBe(1);
    expect(due({ heartFailure: false })).toBe(0);
  });
});
