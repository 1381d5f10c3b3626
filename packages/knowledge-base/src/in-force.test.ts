import type { Approval } from "@erbium/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inForce } from "./in-force.ts";

const row = (change: Partial<Approval> = {}) => ({
  state: "active" as const,
  from: "2020-05-10",
  to: null,
  ...change,
});

describe("in force", () => {
  it("begins on the day and not the day before", () => {
    expect(["2020-05-09", "2020-05-10", "2020-05-11"].map((day) => inForce(row(), day))).toEqual([
      "not met",
      "met",
      "met",
    ]);
  });
  it("has ended on the day of its end", () => {
    const ended = row({ state: "superseded", to: "2022-01-05" });
    expect(["2022-01-04", "2022-01-05", "2022-01-06"].map((day) => inForce(ended, day))).toEqual([
      "met",
      "not met",
      "not met",
    ]);
  });
  it("is unknown while a vague date straddles the day", () => {
    const vague = row({ from: "2020" });
    expect(["2019-12-31", "2020-06-01", "2020-12-31"].map((day) => inForce(vague, day))).toEqual([
      "not met",
      "unknown",
      "met",
    ]);
  });
  it("is unknown without a date, and for a superseded row without an end", () => {
    expect(inForce(row({ from: null }), "2026-01-01")).toBe("unknown");
    expect(inForce(row({ state: "superseded" }), "2026-01-01")).toBe("unknown");
    expect(inForce(row({ state: "superseded" }), "2019-01-01")).toBe("not met");
  });
  it("is never met where nothing was decided, whatever the dates", () => {
    const day = fc
      .date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const state = fc.constantFrom<Approval["state"]>(
      "pending",
      "opinion",
      "rejected",
      "not approved",
      "unresolved",
      "unknown",
    );
    fc.assert(
      fc.property(
        state,
        fc.option(day),
        fc.option(day),
        day,
        (one, from, to, asOf) => inForce({ state: one, from, to }, asOf) !== "met",
      ),
    );
  });
});
