import { describe, expect, it } from "vitest";
import { at, findingsOf } from "../../test/tiny-knowledge.ts";
import { figures } from "./figures.ts";

const row = (change: Record<string, unknown>) =>
  findingsOf(figures, (bundle) => Object.assign(at(at(bundle.studies, "trial-one").outcomes, "o1"), change));
const bare = { responders: null, n: null, ciLow: null, ciHigh: null };

describe("figures", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["a percentage above 100", { ...bare, percent: 100.1 }, "not a percentage"],
    ["a percentage below 0", { ...bare, percent: -0.1 }, "not a percentage"],
    [
      "a percentage below its interval",
      { ...bare, percent: 40, ciLow: 41, ciHigh: 60 },
      "outside its interval",
    ],
    [
      "a percentage above its interval",
      { ...bare, percent: 61, ciLow: 41, ciHigh: 60 },
      "outside its interval",
    ],
    ["an interval that runs backwards", { ...bare, ciLow: 60, ciHigh: 41, percent: null }, "runs backwards"],
    [
      "a hazard ratio outside its interval",
      { ...bare, percent: null, hr: 0.9, hrCiLow: 0.4, hrCiHigh: 0.8 },
      "outside its interval",
    ],
    [
      "a median outside its interval",
      { ...bare, percent: null, medianMonths: 3, medianCiLow: 4.1, medianCiHigh: 9 },
      "outside its interval",
    ],
    [
      "more responders than patients",
      { percent: null, ciLow: null, ciHigh: null, responders: 16, n: 15 },
      "16 responders of 15",
    ],
    [
      "a rate that is not responders by patients",
      { ciLow: null, ciHigh: null, percent: 41, responders: 6, n: 15 },
      "is 40.00 %, not 41 %",
    ],
    ["a negative hazard ratio", { ...bare, percent: null, hr: -1 }, "negative"],
  ])("finds %s", (_, change, message) => {
    expect(row(change)).toMatchObject([{ severity: "error", message: expect.stringContaining(message) }]);
  });
  it.each([
    ["both ends", { ...bare, percent: 0 }],
    ["both ends", { ...bare, percent: 100 }],
    ["rounding to whole percents", { responders: 1, n: 3, percent: 33, ciLow: null, ciHigh: null }],
    ["rounding to one place", { responders: 1, n: 3, percent: 33.3, ciLow: null, ciHigh: null }],
  ])("accepts %s", (_, change) => expect(row(change)).toEqual([]));
  it("warns instead where the row says that its source prints it so", () => {
    expect(row({ ciLow: null, ciHigh: null, percent: 41, note: "as printed" })).toMatchObject([
      { severity: "warning" },
    ]);
  });
  it("finds a claim's value outside its interval", () => {
    const found = findingsOf(figures, (bundle) => Object.assign(at(bundle.claims, "c1"), { value: 70 }));
    expect(found).toMatchObject([{ kind: "claims", item: "c1", severity: "error" }]);
  });
  it("finds a printed result outside its interval", () => {
    const found = findingsOf(figures, (bundle) =>
      at(bundle.studies, "trial-one").results.push({
        field: "pfs",
        value: 5,
        ci: [6, 9],
        status: "verified",
        sources: [],
      }),
    );
    expect(found).toMatchObject([{ field: "results.0" }]);
  });
});
