import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addInterval, addMonths, closedBounds, daysBetween, monthsBetween } from "./calendar.ts";

const day = fc
  .tuple(fc.integer({ min: 1990, max: 2060 }), fc.integer({ min: 0, max: 364 }))
  .map(([year, offset]) => addDays(`${year}-01-01`, offset));

describe("days of the calendar", () => {
  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2026-11-30", 3, "2027-02-28"],
    ["2026-03-31", -1, "2026-02-28"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-02-28", 6, "2026-08-28"],
  ])("%s and %d months is %s", (from, months, expected) => {
    expect(addMonths(from, months)).toBe(expected);
  });

  it("adds weeks as days, months as months", () => {
    expect(addInterval("2026-02-25", { count: 4, unit: "week" })).toBe("2026-03-25");
    expect(addInterval("2026-02-25", { count: 5, unit: "day" })).toBe("2026-03-02");
    expect(addInterval("2026-01-31", { count: 3, unit: "month" })).toBe("2026-04-30");
  });

  it("adding days and counting them agree, through leap years", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(monthsBetween("2026-01-01", "2027-01-01")).toBeCloseTo(11.992, 3);
  });

  it("adding months one by one never comes later than at once", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (from, months) => {
        let step = from;
        for (let each = 0; each < months; each++) step = addMonths(step, 1);
        expect(step <= addMonths(from, months)).toBe(true);
      }),
    );
  });

  it("bounds of open or absent dates are none", () => {
    expect(closedBounds(undefined)).toBeNull();
    expect(closedBounds("../2026-01")).toBeNull();
    expect(closedBounds("2026-01/..")).toBeNull();
    expect(closedBounds("2026-02")).toEqual({ earliest: "2026-02-01", latest: "2026-02-28" });
  });
});
