import type { GuidelineTable } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { compileGuidelines, tableOf } from "./guidelines.ts";
import { verifyStatus } from "./verify.ts";

const cases = (table: Partial<GuidelineTable>) => {
  const compiled = compileGuidelines([
    { id: "t", title: "T", tumours: [], edition: "E", hit: "first", sources: [], rules: [], ...table },
  ]);
  if (!compiled.ok) throw new Error(compiled.error.message);
  return verifyStatus(compiled.value);
};
const rule = (when: string, then: object = {}) =>
  ({ id: "r", words: "w", when, then, status: "verified", sources: [] }) as GuidelineTable["rules"][number];

describe("the reference cases of a table", () => {
  const rules = [rule("ratio >= 2", { ish: "positive", ishGroup: 1 })];
  const vectors = (given: object, expect: object) =>
    cases({ rules, vectors: [{ given: { ...given }, expect: { ...expect } }] })[0];
  it("pass where the row gives what is expected, and only that is compared", () =>
    expect(vectors({ ratio: 2 }, { ish: "positive" })).toEqual({
      name: 't vector 1 {"ratio":2}',
      status: "passed",
      expected: { ish: "positive" },
      got: { ish: "positive" },
    }));
  it("fail where it gives something else, or no row decides", () => {
    expect(vectors({ ratio: 2 }, { ish: "negative" })).toMatchObject({
      status: "failed",
      expected: { ish: "negative" },
      got: { ish: "positive" },
    });
    expect(vectors({ ratio: 1 }, { ish: "positive" })).toMatchObject({ status: "failed", got: {} });
    expect(vectors({}, { ish: "positive" })).toMatchObject({ status: "failed", got: {} });
  });
  it("are numbered", () =>
    expect(
      cases({
        rules,
        vectors: [
          { given: { ratio: 3 }, expect: { ish: "positive" } },
          { given: { ratio: 4 }, expect: { ishGroup: 1 } },
        ],
      })
        .slice(0, 2)
        .map((one) => one.name),
    ).toEqual(['t vector 1 {"ratio":3}', 't vector 2 {"ratio":4}']));
});

describe("the thresholds of a table", () => {
  const boundaries = (when: string) =>
    cases({ rules: [rule(when)] }).map((one) => [one.name, one.expected, one.status]);
  it.each([
    [">=", ["not met", "met", "met"]],
    [">", ["not met", "not met", "met"]],
    ["<=", ["met", "met", "not met"]],
    ["<", ["met", "not met", "not met"]],
  ])("are asked just below, at and just above: %s", (sign, truths) =>
    expect(boundaries(`ratio ${sign} 2.0`)).toEqual([
      [`t/r ratio ${sign} 2.0 at 1.999999`, truths[0], "passed"],
      [`t/r ratio ${sign} 2.0 at 2`, truths[1], "passed"],
      [`t/r ratio ${sign} 2.0 at 2.000001`, truths[2], "passed"],
    ]),
  );
  it("may have decimals", () => {
    for (const limit of ["2.25", "12", "0.5"])
      expect(boundaries(`ratio<=${limit}`)[1]).toEqual([`t/r ratio<=${limit} at ${limit}`, "met", "passed"]);
  });
  it("are found wherever they stand, but not where a limit is computed", () => {
    const named = (when: string) => [
      ...new Set(boundaries(when).map(([name]) => String(name).split(" at ")[0])),
    ];
    expect(named("(ratio<2.0 and copies >= 4) or cells < 20")).toEqual([
      "t/r ratio<2.0",
      "t/r copies >= 4",
      "t/r cells < 20",
    ]);
    expect(named("copies >= 20 * 0.5")).toEqual([]);
    expect(named('ihcScore = "2+"')).toEqual([]);
  });
  it("are none where a rule has no condition", () =>
    expect(
      verifyStatus({
        tables: new Map([["t", { ...tableOf({ tables: new Map() }, "t"), rules: [], decision: null }]]),
      }),
    ).toEqual([]));
});
