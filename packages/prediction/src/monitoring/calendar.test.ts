import { describe, expect, it } from "vitest";
import { addDays, addInterval, addMonths, closedBounds, daysBetween, monthsBetween } from "./calendar.ts";

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

  it("counts days through leap years, backwards and as parts of a month", () => {
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(daysBetween("2026-03-01", "2026-02-28")).toBe(-1);
    expect(addDays("2024-03-01", -2)).toBe("2024-02-28");
    expect(monthsBetween("2026-01-01", "2027-01-01")).toBeCloseTo(11.992, 3);
  });

  it("bounds of open or absent dates are none", () => {
    expect(closedBounds(undefined)).toBeNull();
    expect(closedBounds("../2026-01")).toBeNull();
    expect(closedBounds("2026-01/..")).toBeNull();
    expect(closedBounds("2026-02")).toEqual({ earliest: "2026-02-01", latest: "2026-02-28" });
  });
});
