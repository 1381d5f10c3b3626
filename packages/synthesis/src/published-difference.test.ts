import type { PublishedPool } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { apart, counts, impossibleLimits, noAnswer, type OurAnswer, unique } from "./published-difference.ts";

const theirs = (change: Partial<PublishedPool>): PublishedPool =>
  ({ measure: "ORR %", ciLow: 20, ciHigh: 40, kStudies: 3, n: 100, ...change }) as PublishedPool;
const ours: OurAnswer = {
  k: 3,
  studies: 3,
  patients: 100,
  estimate: 30,
  low: 20,
  high: 40,
  thin: null,
  of: ["a"],
};

describe("what differs between a published pool and ours", () => {
  it.each<[Partial<PublishedPool>, number]>([
    [{ ciLow: 0, ciHigh: 100 }, 0],
    [{ ciLow: -0.1 }, 1],
    [{ ciHigh: 100.1 }, 1],
    [{ ciLow: null, ciHigh: null }, 0],
    [{ measure: "HR", ciLow: -1, ciHigh: 112 }, 0],
  ])("limits that no percentage has: %o, %i", (change, found) => {
    const differs = impossibleLimits(theirs(change));
    expect(differs).toHaveLength(found);
    for (const { code, text } of differs) {
      expect(code).toBe("limits-outside-range");
      expect(text).toContain("leaves 0-100");
    }
  });
  it("counts of studies and patients, where theirs are printed", () => {
    expect(counts(theirs({}), ours)).toEqual([]);
    expect(counts(theirs({ kStudies: null, n: null }), ours)).toEqual([]);
    expect(counts(theirs({ kStudies: 2, n: 90 }), ours)).toEqual([
      { code: "study-count", text: "theirs 2 studies, ours 3" },
      { code: "patient-count", text: "theirs 90 patients, ours 100" },
    ]);
  });
  it("why ours has no estimate", () => {
    expect(noAnswer(ours)).toEqual([]);
    expect(noAnswer({ ...ours, thin: "one study" })).toEqual([{ code: "no-answer", text: "one study" }]);
  });
  it.each<[Partial<PublishedPool>, Partial<OurAnswer>, boolean]>([
    [{ ciLow: 40 }, {}, false],
    [{ ciLow: 40.1 }, {}, true],
    [{ ciLow: 10, ciHigh: 20 }, {}, false],
    [{ ciLow: 10, ciHigh: 19.9 }, {}, true],
    [{ ciLow: null }, {}, false],
    [{ ciHigh: null }, {}, false],
    [{ ciLow: 50 }, { low: null }, false],
    [{ ciLow: 50 }, { high: null }, false],
  ])("intervals that do not meet: %o and %o, %s", (change, mine, differ) => {
    expect(apart(theirs(change), { ...ours, ...mine })).toEqual(
      differ ? [{ code: "apart", text: "the intervals do not meet" }] : [],
    );
  });
  it("names once what stands twice", () => {
    expect(unique(["a", "b", "a"])).toEqual(["a", "b"]);
  });
});
