import type { Case } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { course, trastuzumab } from "../../test/course.ts";

const entries = (treatment: object, more: Partial<Case> = {}, asOf?: string) =>
  course({ treatments: [{ ...trastuzumab, ...treatment }], events: [], ...more }, asOf).entries;
const said = (treatment: object, asOf?: string): string[] =>
  entries(treatment, {}, asOf).map(({ date, part, what }) => `${date} ${part}: ${what.text}`);

describe("a treatment in the course", () => {
  const begins = "2026-01-10 begin: docetaxel + trastuzumab begins";

  it("begins on its first day", () => {
    expect(entries({})).toEqual([
      {
        date: "2026-01-10",
        kind: "treatment",
        what: expect.objectContaining({ code: "monitor.event.begins" }),
        value: null,
        unit: null,
        part: "begin",
        means: [],
      },
    ]);
    expect(said({ start: undefined })).toEqual(["null begin: docetaxel + trastuzumab begins"]);
  });

  it("ends on its last day, with what the case says of its end", () => {
    const ends = "2026-04-01 end: docetaxel + trastuzumab ends";
    expect(said({ end: "2026-04-01" })).toEqual([begins, ends]);
    expect(said({ end: "2026-04-01", stopReason: "toxicity" })).toEqual([begins, `${ends} (toxicity)`]);
    expect(said({ end: "2026-04-01", bestResponse: "PR", stopReason: "progression" })).toEqual([
      begins,
      `${ends} (PR, progression)`,
    ]);
  });

  it("has not ended before the day, and has no end without one", () => {
    expect(said({ end: "2026-04-01" }, "2026-03-31")).toEqual([begins]);
    expect(said({ end: "2026-04-01" }, "2026-04-01")).toHaveLength(2);
    expect(said({ progressed: true })).toEqual([begins]);
  });

  it("ends after everything of its last day and begins before everything of its first", () => {
    const events = ["2026-01-10", "2026-04-01"].map((date) => ({ kind: "ki67" as const, date, percent: 5 }));
    expect(entries({ end: "2026-04-01" }, { events }).map(({ part }) => part)).toEqual([
      "begin",
      "point",
      "point",
      "end",
    ]);
  });

  it("of which only a month is known stands on the last day that it can mean", () => {
    const events = [{ kind: "ki67" as const, date: "2026-04-30", percent: 5 }];
    expect(entries({ end: "2026-04" }, { events }).map(({ part }) => part)).toEqual([
      "begin",
      "point",
      "end",
    ]);
  });

  it("stands in an order of its own, whatever the order in the case", () => {
    const regimens = [
      { regimen: ["trastuzumab"], start: "2026-01-10", line: 2 },
      { regimen: ["trastuzumab"], start: "2026-01-10", line: 1, toxicity: [{ term: "a" }, { term: "b" }] },
      { regimen: ["capecitabine"], start: "2026-01-10" },
      { regimen: ["lapatinib"], start: "2026-01" },
      { regimen: ["neratinib"], start: "2026-01/2026-02" },
      { regimen: ["pertuzumab"] },
      { regimen: ["T-DM1"], start: "2025" },
    ];
    const read = (treatments: Case["treatments"]) => course({ treatments: treatments ?? [], events: [] });
    const words = read(regimens).entries.map(({ what }) => what.text.replace(" begins", ""));
    expect(words).toEqual([
      "pertuzumab",
      "T-DM1",
      "lapatinib",
      "neratinib",
      "capecitabine",
      "trastuzumab",
      "trastuzumab",
    ]);
    expect(read(regimens.toReversed())).toEqual(read(regimens));
    const turned = regimens.map((one) => ({
      ...one,
      ...(one.toxicity ? { toxicity: one.toxicity.toReversed() } : {}),
    }));
    expect(read(turned)).toEqual(read(regimens));
  });

  it("counts from its first day on, and a vague day of the present counts", () => {
    expect(said({}, "2026-01-09")).toEqual([]);
    expect(said({}, "2026-01-10")).toEqual([begins]);
    expect(said({ start: "2026-01" }, "2026-01-05")).toHaveLength(1);
    expect(said({ start: "2026-02" }, "2026-01-31")).toEqual([]);
  });
});
