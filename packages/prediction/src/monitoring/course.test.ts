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

  it("is not told from names that nobody knows", () => {
    const read = course({ treatments: [{ regimen: ["no such medicine"], start: "2026-01-10" }], events: [] });
    expect(read.due).toEqual([]);
    expect(read.entries[0]?.what.text).toBe("no such medicine begins");
  });
});

describe("the order of a course", () => {
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
