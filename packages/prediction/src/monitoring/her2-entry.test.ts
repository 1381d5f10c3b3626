import type { Case } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { course } from "../../test/course.ts";

const entries = (tests: NonNullable<Case["tests"]>, asOf?: string) => course({ tests }, asOf).entries;

describe("a HER2 test in the course", () => {
  it("is named by what it gave", () => {
    expect(
      entries([
        { date: "2026-02-01", site: "liver", ihc: { score: "2+" }, ish: { ratio: 2.1, call: "positive" } },
      ]),
    ).toEqual([
      {
        date: "2026-02-01",
        kind: "her2",
        what: expect.objectContaining({ text: "HER2 test: IHC 2+, ISH ratio 2.1, ISH positive, liver" }),
        value: null,
        unit: null,
        part: "point",
        means: [],
      },
    ]);
    expect(entries([{ ish: { her2PerCell: 5 } }])[0]).toMatchObject({
      date: null,
      what: { text: "HER2 test without a score, ratio or call" },
    });
  });

  it("counts up to the day of reading, and without a date", () => {
    const on = (date: string): number => entries([{ date, ihc: { score: "0" } }], "2026-06-30").length;
    expect([on("2026-06-30"), on("2026-07-01"), on("2026-06"), on("2026-07")]).toEqual([1, 0, 1, 0]);
  });

  it("stands in its place in time, without one at the beginning", () => {
    const tests = [
      { date: "2026-03-01", ihc: { score: "1+" as const } },
      { ihc: { score: "2+" as const } },
      { date: "2026-01-01", ihc: { score: "3+" as const } },
    ];
    const events = [{ kind: "ki67" as const, date: "2026-02-01", percent: 5 }];
    expect(course({ tests, events }).entries.map(({ what }) => what.text)).toEqual([
      "HER2 test: IHC 2+",
      "HER2 test: IHC 3+",
      "Ki-67 5 %",
      "HER2 test: IHC 1+",
    ]);
  });
});
