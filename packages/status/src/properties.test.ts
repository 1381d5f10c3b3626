import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { context } from "../test/guidelines.ts";
import { assessRow } from "./assess.ts";

const here = context();
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const number = (max: number) => fc.double({ min: 0, max, noNaN: true });
const near = fc.constantFrom(1.9, 1.99, 2, 2.01, 2.2, 3.9, 4, 4.1, 5.9, 6, 6.1);
const row = fc.record({
  tumour: fc.constantFrom("BRCA", "STAD", "COAD", "LUAD", "CHOL", "USC", "BLCA", "PAAD"),
  specimen: maybe(fc.constantFrom("biopsy", "resection")),
  ihc: maybe(
    fc.record({
      score: maybe(fc.constantFrom("0", "1+", "2+", "3+")),
      percentStained: maybe(fc.oneof(number(100), fc.constantFrom(9, 10, 11, 49, 50, 51))),
      intensity: maybe(fc.constantFrom("none", "faint", "weak", "moderate", "strong")),
      pattern: maybe(fc.constantFrom("circumferential", "basolateral", "incomplete")),
      clusterCells: maybe(fc.integer({ min: 0, max: 10 })),
    }),
  ),
  ish: maybe(
    fc.record({
      ratio: maybe(fc.oneof(near, number(10))),
      her2PerCell: maybe(fc.oneof(near, number(20))),
      cep17PerCell: maybe(fc.oneof(near, number(9))),
      cells: maybe(fc.constantFrom(10, 20, 40)),
      recount: maybe(fc.record({ ratio: near, her2PerCell: near })),
    }),
  ),
});

describe("any row", () => {
  it("gives a state and never throws, whatever JSON it is", () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(["positive", "negative", "equivocal", "indeterminate"]).toContain(
          assessRow(value, here).status,
        );
      }),
      { numRuns: 500 },
    ));
  it("gives a state when known fields hold anything", () =>
    fc.assert(
      fc.property(
        row,
        fc.jsonValue({ maxDepth: 2 }),
        fc.constantFrom("ihc", "ish", "date", "alterations", "serum"),
        (one, junk, key) => {
          const state = assessRow({ ...one, [key]: junk }, here);
          expect(JSON.parse(JSON.stringify(state)).status).toBe(state.status);
        },
      ),
      { numRuns: 300 },
    ));
  it("depends on nothing but itself", () =>
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 5 }), (rows) => {
        const forward = rows.map((one) => assessRow(one, here));
        const backward = rows.toReversed().map((one) => assessRow(one, here));
        expect(backward.toReversed()).toEqual(forward);
      }),
      { numRuns: 100 },
    ));
});

describe("leaving out a value of a test", () => {
  it("never turns an open or positive answer into a negative one", () =>
    fc.assert(
      fc.property(row, fc.nat(), (one, pick) => {
        const before = assessRow(one, here);
        const contradicts =
          before.flags.length > 0 || before.needed.some((two) => two.test.startsWith("Clarification"));
        if (before.status === "negative" || contradicts) return;
        const leaves = (["ihc", "ish"] as const).flatMap((test) =>
          Object.keys(one[test] ?? {})
            .filter((key) => (one[test] as Record<string, unknown>)[key] !== undefined)
            .map((key) => [test, key] as const),
        );
        const leaf = leaves[pick % Math.max(1, leaves.length)];
        if (leaf === undefined) return;
        const [test, key] = leaf;
        const rest = { ...(one[test] as Record<string, unknown>), [key]: undefined };
        const says = Object.entries(rest).some(([name, value]) => value !== undefined && name !== "scoring");
        if (!says) return;
        const after = assessRow({ ...one, [test]: rest }, here);
        expect(after.status).not.toBe("negative");
      }),
      { numRuns: 5000 },
    ));
});
