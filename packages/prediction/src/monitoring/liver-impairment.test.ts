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
