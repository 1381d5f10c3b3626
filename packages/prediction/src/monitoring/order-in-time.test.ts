import { dateBounds } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { earliestOf, type InTime, isBefore, latestOf } from "./order-in-time.ts";

const at = (date: string): InTime & { readonly date: string } => ({ date, bounds: dateBounds(date) });
const dates = (items: readonly { readonly date: string }[]): string[] => items.map(({ date }) => date);
const nowhere = { date: "nowhere", bounds: null };

describe("order in time", () => {
  it.each([
    ["2026-03-01", "2026-03-02", true],
    ["2026-03-01", "2026-03-01", false],
    ["2026-03-02", "2026-03-01", false],
    ["2026-02", "2026-03-01", true],
    ["2026-03", "2026-03-01", false],
    ["2026-03", "2026-03-31", false],
    ["2026-03", "2026-04-01", true],
    ["2026-03-31", "2026-04", true],
    ["2026-04-01", "2026-04", false],
  ])("%s lies certainly before %s: %s", (one, other, expected) => {
    expect(isBefore(at(one), at(other))).toBe(expected);
  });

  it("knows nothing of what has no place", () => {
    expect([isBefore(nowhere, at("2026")), isBefore(at("2026"), nowhere)]).toEqual([false, false]);
  });

  it("takes for latest, and for earliest, all that may be", () => {
    const items = [at("2026-01"), at("2026-01-20"), at("2026-02-03"), at("2026-03-05"), at("2026-03")];
    expect(dates(latestOf(items))).toEqual(["2026-03-05", "2026-03"]);
    expect(dates(earliestOf(items))).toEqual(["2026-01", "2026-01-20"]);
    expect(latestOf([])).toEqual([]);
    const days = [at("2026-03-05"), nowhere, at("2026-03-05"), at("2026-03-04")];
    expect(dates(latestOf(days))).toEqual(["2026-03-05", "nowhere", "2026-03-05"]);
    expect(dates(earliestOf(days))).toEqual(["nowhere", "2026-03-04"]);
    expect(dates(latestOf([nowhere]))).toEqual(["nowhere"]);
  });
});
