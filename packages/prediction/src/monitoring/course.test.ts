import { describe, expect, it } from "vitest";
import { course, dueOf, lvef, trastuzumab } from "../../test/course.ts";

describe("what is being given", () => {
  it("is a treatment without any date, unless something says that it ended", () => {
    const undated = { regimen: ["trastuzumab"] };
    const read = course({ treatments: [undated], events: [lvef("2026-05-01", 60)] });
    expect(dueOf(read, "trastuzumab.lvef.during")?.because.text).toBe(
      "trastuzumab is being given; last on 2026-05-01",
    );
    const adjuvant = {
      regimen: ["trastuzumab"],
      setting: "adjuvant" as const,
      start: "2024",
      end: "2025-12-31",
    };
    expect(dueOf(course({ treatments: [adjuvant] }), "trastuzumab.lvef.after")).toBeDefined();
    expect(dueOf(course({ treatments: [adjuvant, undated] }), "trastuzumab.lvef.after")).toBeUndefined();
  });

  it("is in doubt where it is vague whether it has begun", () => {
    const because = (asOf: string): string | undefined => {
      const read = course(
        { treatments: [{ regimen: ["trastuzumab"], start: "2026-06" }], events: [lvef("2026-05-01", 60)] },
        asOf,
      );
      return dueOf(read, "trastuzumab.lvef.during")?.because.text;
    };
    expect(because("2026-06-15")).toContain("whether it is still given is not certain");
    expect(because("2026-06-30")).not.toContain("not certain");
    expect(because("2026-05-31")).toBeUndefined();
  });

  it("is not told from names that nobody knows", () => {
    const read = course({ treatments: [{ regimen: ["no such medicine"], start: "2026-01-10" }], events: [] });
    expect(read.due).toEqual([]);
    expect(read.entries[0]?.what.text).toBe("no such medicine begins");
  });
});

describe("the order of a course", () => {
  it("of treatments is by their first day, so that what is due counts from the first of two", () => {
    const from = (...starts: (string | undefined)[]): string | undefined => {
      const [first, second] = starts.map((start, at) => ({
        regimen: ["trastuzumab", at === 0 ? "vinorelbine" : "capecitabine"],
        ...(start === undefined ? {} : { start }),
      }));
      if (first === undefined || second === undefined) throw new Error("two are compared");
      const read = [
        [first, second],
        [second, first],
      ].map((treatments) => dueOf(course({ treatments, events: [] }), "trastuzumab.lvef.during"));
      expect(read[0]).toEqual(read[1]);
      return read[0]?.because.text;
    };
    expect(from("2026-01-10", "2026-02-10")).toContain("vinorelbine since 2026-01-10");
    expect(from("2026-02-10", "2026-01-10")).toContain("capecitabine + trastuzumab since 2026-01-10");
    expect(from("2026-01-01", "2026-01")).toContain("vinorelbine since 2026-01-01;");
    expect(from(undefined, "2025-01-01")).toContain("trastuzumab + vinorelbine is being given");
  });

  it("of two treatments of one day is by their end and their setting, however the case lists them", () => {
    const adjuvant = { regimen: ["trastuzumab"], setting: "adjuvant" as const, start: "2024-01-10" };
    const treatments = [
      { ...adjuvant, end: "2025-06-30" },
      { ...adjuvant, end: "2025-12-31" },
    ];
    const read = course({ treatments });
    expect(dueOf(read, "trastuzumab.lvef.after")?.due?.earliest).toBe("2026-06-30");
    expect(course({ treatments: treatments.toReversed() })).toEqual(read);
    const settings = (["adjuvant", "metastatic"] as const).map((setting) => ({
      ...trastuzumab,
      regimen: ["pertuzumab"],
      setting,
    }));
    const events = [lvef("2026-01-05", 60), lvef("2026-04-10", 49)];
    expect(course({ treatments: settings.toReversed(), events })).toEqual(
      course({ treatments: settings, events }),
    );
  });

  it("of two events that begin on one day is by the last day that they can mean", () => {
    const events = ["2026-03", "2026-03-01", "2026-03-02"].map((date) => ({
      kind: "ki67" as const,
      date,
      percent: 5,
    }));
    for (const list of [events, events.toReversed()])
      expect(course({ events: list }).entries.map(({ date }) => date)).toEqual([
        "2026-03-01",
        "2026-03",
        "2026-03-02",
      ]);
  });
});
