import { describe, expect, it } from "vitest";
import type { Treatment } from "./case.ts";
import { dateBounds } from "./partial-date.ts";
import { begunBy, givenOn, treatmentPeriod } from "./treatment-period.ts";

const period = (more: Partial<Treatment>) => treatmentPeriod({ regimen: ["trastuzumab"], ...more });
const on = (more: Partial<Treatment>, day: string) => givenOn(period(more), dateBounds(day));
const closed = { start: "2025-03-10", end: "2025-06-20" };

describe("a treatment on a day", () => {
  it.each([
    ["the day before the first", "2025-03-09", "not met"],
    ["the first day", "2025-03-10", "met"],
    ["the last day", "2025-06-20", "met"],
    ["the day after the last", "2025-06-21", "not met"],
    ["a month within it", "2025-05", "met"],
    ["a month that begins before it", "2025-03", "unknown"],
    ["a month that goes on after it", "2025-06", "unknown"],
    ["a year that holds all of it", "2025", "unknown"],
    ["a month before it", "2025-02", "not met"],
    ["a month after it", "2025-07", "not met"],
  ])("with both days written, on %s (%s): %s", (_what, day, expected) => {
    expect(on(closed, day)).toBe(expected);
  });

  it.each([
    ["from a vague first day", { start: "2025-03" }, "2025-03-31", "met"],
    ["within a vague first day", { start: "2025-03" }, "2025-03-30", "unknown"],
    ["before a vague first day", { start: "2025-03" }, "2025-02-28", "not met"],
    ["up to a vague last day", { start: "2025-03-10", end: "2025-06" }, "2025-06-01", "met"],
    ["within a vague last day", { start: "2025-03-10", end: "2025-06" }, "2025-06-02", "unknown"],
    ["after a vague last day", { start: "2025-03-10", end: "2025-06" }, "2025-07-01", "not met"],
    ["after an end that came by a day", { start: "2025-03-10", end: "../2025-06" }, "2025-07-01", "not met"],
    ["before it", { start: "2025-03-10", end: "../2025-06" }, "2025-05-01", "unknown"],
    ["before a start that came from a day on", { start: "2025-03-10/.." }, "2025-03-09", "not met"],
    ["after it", { start: "2025-03-10/.." }, "2025-04-01", "unknown"],
  ])("%s", (_what, more, day, expected) => {
    expect(on(more, day)).toBe(expected);
  });

  it("is not known without the first day, but for what lies after the last", () => {
    expect(on({}, "2025-05-01")).toBe("unknown");
    expect(on({ end: "2025-06-20" }, "2025-06-20")).toBe("unknown");
    expect(on({ end: "2025-06-20" }, "2025-06-21")).toBe("not met");
  });

  it("goes on while nothing is said to have ended it", () => {
    expect(on({ start: "2025-03-10" }, "2030-01-01")).toBe("met");
    expect(on({ start: "2025-03-10", progressed: false }, "2030-01-01")).toBe("met");
  });

  it.each([
    ["a reason to stop", { stopReason: "toxicity" as const }],
    ["progression", { progressed: true }],
    ["the months after its end", { recurrenceMonthsAfterEnd: 3 }],
  ])("is not known after its start where %s ended it on a day nobody wrote", (_what, more) => {
    expect(on({ start: "2025-03-10", ...more }, "2025-05-01")).toBe("unknown");
    expect(on({ start: "2025-03-10", ...more }, "2025-03-09")).toBe("not met");
    expect(period(more).saidToHaveEnded).toBe(true);
  });

  it("is not known on a day that is not known", () => {
    expect(givenOn(period({ start: "2025-03-10" }), null)).toBe("unknown");
    expect(givenOn(period(closed), null)).toBe("unknown");
    expect(begunBy(period(closed), null)).toBe("unknown");
  });
});

describe("the beginning of a treatment", () => {
  it("has come on its first day and stays, whatever ended it", () => {
    const by = (day: string) => begunBy(period(closed), dateBounds(day));
    expect([by("2025-03-09"), by("2025-03"), by("2025-03-10"), by("2026-01-01")]).toEqual([
      "not met",
      "unknown",
      "met",
      "met",
    ]);
  });
});
