import type { Case, DueItem } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { course } from "../../test/course.ts";

const her2 = (given: Partial<Case>, asOf?: string): readonly DueItem[] =>
  course(given, asOf).due.filter(({ watch }) => watch === "her2");
const rules = (given: Partial<Case>, asOf?: string): string[] => her2(given, asOf).map(({ rule }) => rule);

describe("a HER2 test of a metastasis", () => {
  const early = {
    regimen: ["TCHP"],
    setting: "neoadjuvant" as const,
    start: "2023-01-10",
    end: "2023-06-30",
  };
  const late = { regimen: ["trastuzumab"], setting: "metastatic" as const, start: "2026-01-10" };
  const both = { treatments: [early, late] };
  const asked = ["her2.breast.metastasis"];
  const ihc = { ihc: { score: "2+" as const } };

  it("is asked for where metastatic disease follows early disease, for a reason and without an interval", () => {
    expect(her2(both)).toMatchObject([
      {
        state: "about now",
        due: null,
        last: null,
        therapy: "",
        status: "verified",
        because: { text: "metastatic disease after early disease, 2026-01-10; no HER2 test since" },
      },
    ]);
    expect(her2(both)[0]?.sources.length).toBe(1);
    expect(rules({ setting: "metastatic", treatments: [{ ...early, setting: "adjuvant" }] })).toEqual(asked);
    expect(her2({ setting: "metastatic", treatments: [early] })[0]?.because.text).toContain(
      "on a day that is not recorded",
    );
  });

  it("is not asked for in early disease, in disease that was metastatic from the start, and in another tumour", () => {
    expect(rules({ treatments: [early] })).toEqual([]);
    expect(rules({ setting: "early", treatments: [early] })).toEqual([]);
    expect(rules({ setting: "metastatic", treatments: [late] })).toEqual([]);
    expect(rules({ ...both, tumour: "COADREAD" })).toEqual([]);
    expect(rules({ ...both, tumour: "no such tumour" })).toEqual([]);
    expect(rules({ ...both, tumour: "IDC" })).toEqual(asked);
  });

  it("is not asked for before the disease is known to have spread", () => {
    expect(rules(both, "2025-12-31")).toEqual([]);
    expect(rules(both, "2026-01-10")).toEqual(asked);
  });

  it.each([
    ["of a metastasis, without a date", { ...ihc, site: "liver" }, []],
    ["of the primary, however late", { ...ihc, site: "primary", date: "2026-02-01" }, asked],
    ["of the breast, however late", { ...ihc, site: "left breast", date: "2026-02-01" }, asked],
    ["after the early treatment had ended", { ...ihc, date: "2023-07-01" }, []],
    ["on its last day", { ...ihc, date: "2023-06-30" }, asked],
    ["in a month that begins before its end", { ...ihc, date: "2023-06" }, asked],
    ["by ISH", { ish: { call: "positive" as const }, date: "2026-02-01" }, []],
    ["of serum", { serum: { her2NgPerMl: 20 }, date: "2026-02-01" }, asked],
    ["after the day of reading", { ...ihc, site: "liver", date: "2026-07-01" }, asked],
    ["on the day of reading", { ...ihc, site: "liver", date: "2026-06-30" }, []],
  ])("is answered by a test %s, or not: %j", (_what, test, expected) => {
    expect(rules({ ...both, tests: [test] as NonNullable<Case["tests"]> })).toEqual(expected);
  });

  it("names the last test, and doubts where one has no date", () => {
    const tests = [
      { ...ihc, date: "2023-01-02" },
      { ...ihc, date: "2022-12-20" },
    ];
    expect(her2({ ...both, tests })[0]).toMatchObject({ last: "2023-01-02" });
    expect(her2({ ...both, tests })[0]?.because.text).not.toContain("without a date");
    expect(her2({ ...both, tests: [ihc, ...tests] })[0]).toMatchObject({
      last: "2023-01-02",
      because: { text: expect.stringContaining("a test without a date may be a later one") },
    });
  });

  it("stands between what is overdue and what is to come", () => {
    const states = course(both).due.map(({ state, rule }) => [state, rule]);
    expect(states[0]?.[0]).toBe("overdue");
    expect(states.findIndex(([, rule]) => rule === asked[0])).toBeGreaterThan(0);
  });
});

describe("a HER2 test after progression of a gastric cancer", () => {
  const first = {
    regimen: ["trastuzumab", "cisplatin"],
    setting: "metastatic" as const,
    start: "2026-01-10",
  };
  const asked = ["her2.gastric.progression"];
  const pd = { kind: "response" as const, date: "2026-05-01", response: "PD" as const };
  const gastric = (more: Partial<Case>): string[] => rules({ tumour: "STAD", ...more });

  it.each([
    ["a response of progression", { treatments: [first], events: [pd] }, asked],
    ["another response", { treatments: [first], events: [{ ...pd, response: "SD" as const }] }, []],
    ["progression before it", { treatments: [first], events: [{ ...pd, date: "2026-01-09" }] }, []],
    [
      "progression under something else",
      { treatments: [{ ...first, regimen: ["cisplatin"] }], events: [pd] },
      [],
    ],
    [
      "a reason to stop",
      { treatments: [{ ...first, end: "2026-05-01", stopReason: "progression" as const }] },
      asked,
    ],
    [
      "another reason to stop",
      { treatments: [{ ...first, end: "2026-05-01", stopReason: "toxicity" as const }] },
      [],
    ],
    ["a word of progression", { treatments: [{ ...first, progressed: true }] }, asked],
    ["a word of none", { treatments: [{ ...first, progressed: false }] }, []],
    [
      "a best response",
      { treatments: [{ ...first, end: "2026-05-01", bestResponse: "PD" as const }] },
      asked,
    ],
    [
      "an end after the day of reading",
      { treatments: [{ ...first, end: "2026-07-01", progressed: true }] },
      [],
    ],
  ])("is asked for by %s, or not: %j", (_what, given, expected) => {
    expect(gastric(given)).toEqual(expected);
  });

  it("says under what and when it progressed", () => {
    expect(her2({ tumour: "STAD", treatments: [first], events: [pd] })[0]).toMatchObject({
      therapy: "trastuzumab",
      because: { text: "progression under cisplatin + trastuzumab, 2026-05-01; no HER2 test since" },
    });
  });

  it.each([
    ["on the day", { date: "2026-05-01" }, []],
    ["the day before", { date: "2026-04-30" }, asked],
    ["said to be after trastuzumab", { afterTherapy: ["cisplatin", "Herceptin"] }, []],
    ["said to be after another medicine", { afterTherapy: ["cisplatin"] }, asked],
    ["without a date", {}, asked],
  ])("is answered by a test %s, or not: %j", (_what, more, expected) => {
    const tests = [{ ihc: { score: "3+" as const }, ...more }];
    expect(gastric({ treatments: [first], events: [pd], tests })).toEqual(expected);
  });

  it("counts from the last progression", () => {
    const tests = [{ ihc: { score: "3+" as const }, date: "2026-05-10" }];
    const events = [pd, { ...pd, date: "2026-06-01" }];
    expect(gastric({ treatments: [first], events, tests })).toEqual(asked);
  });

  it("is not asked for in breast cancer", () => {
    expect(rules({ treatments: [first], events: [pd] })).toEqual([]);
  });
});
