import type { Case } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { course } from "../../test/course.ts";

describe("an impaired liver at the beginning", () => {
  const begins = (given: Partial<Case>): string[] =>
    course({
      treatments: [{ regimen: ["neratinib"], start: "2026-01-10" }],
      events: [],
      ...given,
    }).entries.flatMap((entry) => entry.means.map((one) => one.message.text));

  it("is read by each label, side by side", () => {
    expect(begins({ patient: { childPugh: "C" } })).toEqual([
      expect.stringMatching(/European Union.*contraindicated/),
      expect.stringMatching(/United States.*start at the stated dose.*then 80/),
    ]);
    expect(begins({ patient: { childPugh: "C" }, jurisdictions: ["FDA"] })).toHaveLength(1);
  });

  it("says nothing where nobody gave its class", () => {
    expect(begins({})).toEqual([]);
  });
});

describe("the dose to begin with", () => {
  const begin = (regimen: string[], childPugh: "A" | "C", more: object = {}): string[] =>
    course({
      treatments: [{ regimen, start: "2026-01-10", ...more }],
      events: [],
      patient: { childPugh },
    }).entries.flatMap(({ means }) => means.map(({ message }) => message.text));

  it("is read for each medicine of a regimen, and for no other", () => {
    expect(begin(["tucatinib", "capecitabine"], "C")).toEqual([expect.stringMatching(/then 200$/)]);
    expect(begin(["capecitabine"], "C")).toEqual([]);
  });

  it("is not read where the treatment has ended", () => {
    expect(begin(["tucatinib"], "C", { end: "2026-02-01" })).toEqual([]);
  });

  it("names no dose where the label forbids it", () => {
    const eu = begin(["neratinib"], "C").find((text) => text.includes("European Union"));
    expect(eu).not.toContain("then");
  });
});
