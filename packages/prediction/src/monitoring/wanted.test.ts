import type { Case, CaseEvent } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { course, trastuzumab } from "../../test/course.ts";

const wanted = (given: Partial<Case>, asOf = "2026-12-01"): string[] =>
  course(given, asOf).wanted.map(({ code }) => code.replace("monitor.", ""));
const complete = { treatments: [trastuzumab], events: [] };

describe("what would let more be said", () => {
  it("is nothing where all is given", () => {
    expect(wanted(complete)).toEqual([]);
  });

  it("is the treatments and the events, where the case has no list of them", () => {
    expect(wanted({ events: [] })).toEqual(["wanted.treatments"]);
    expect(wanted({ treatments: [] })).toEqual(["wanted.events"]);
    expect(wanted({})).toEqual(["wanted.treatments", "wanted.events"]);
  });

  it("is the first day of a treatment that has none", () => {
    const treatments = [trastuzumab, { regimen: ["tucatinib"] }];
    expect(course({ treatments, events: [] }, "2026-12-01").wanted.map(({ text }) => text)).toEqual([
      "the day tucatinib began",
    ]);
  });

  it("is the amount of DNA, where two samples could be compared and one has none", () => {
    const sample = (date: string, cfdnaNg?: number): CaseEvent => ({
      kind: "ctdna",
      date,
      vafPercent: 1,
      ...(cfdnaNg === undefined ? {} : { cfdnaNg }),
    });
    const of = (...events: CaseEvent[]): string[] => wanted({ ...complete, events });
    expect(of(sample("2026-02-01"))).toEqual([]);
    expect(of(sample("2026-02-01", 10), sample("2026-03-01", 10))).toEqual([]);
    expect(of(sample("2026-02-01", 10), sample("2026-03-01"))).toEqual(["wanted.cfdna"]);
  });

  it("is the labels of an earlier day, on a day before those that are on file", () => {
    expect(wanted(complete, "2026-06-30")).toEqual(["labels-of"]);
    expect(course(complete, "2026-06-30").wanted[0]?.text).toContain("2026-06-30");
  });
});
