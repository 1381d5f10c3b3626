import { all, any, not, type Truth } from "@erbium/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, type Known } from "./words.fixture.ts";

/** Conditions over four atoms that can each be true, false or unknown. */
const atoms = ["resectable", "pregnant", "ratio > 1", 'list contains(sites, "brain")'] as const;
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 5, depthIdentifier: "condition" },
    fc.constantFrom(...atoms),
    fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => `(${a} and ${b})`),
    fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => `(${a} or ${b})`),
    tie("condition").map((a) => `not(${a})`),
    fc
      .tuple(tie("condition"), tie("condition"), tie("condition"))
      .map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
  ),
}));
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const complete = fc.record({
  resectable: fc.boolean(),
  pregnant: fc.boolean(),
  ratio: fc.constantFrom(0.5, 1, 2),
  sites: fc.subarray(["brain", "liver"]),
});
const partial: fc.Arbitrary<Known> = fc.record({
  resectable: maybe(fc.boolean()),
  pregnant: maybe(fc.boolean()),
  ratio: maybe(fc.constantFrom(0.5, 1, 2)),
  sites: maybe(fc.subarray(["brain", "liver"])),
});
const truth = (source: string, known: Known): Truth => evaluate(source, known).truth;
const equivalent = (write: (a: string, b: string, c: string) => readonly [string, string]) =>
  fc.assert(
    fc.property(condition, condition, condition, partial, (a, b, c, known) => {
      const [left, right] = write(`(${a})`, `(${b})`, `(${c})`);
      expect(truth(left, known)).toBe(truth(right, known));
    }),
    { numRuns: 300 },
  );

describe("Kleene's laws hold for any conditions", () => {
  it("and, or and not are those of the truth values", () => {
    fc.assert(
      fc.property(condition, condition, partial, (a, b, known) => {
        const [x, y] = [truth(a, known), truth(b, known)];
        expect(truth(`${a} and ${b}`, known)).toBe(all([x, y]));
        expect(truth(`${a} or ${b}`, known)).toBe(any([x, y]));
        expect(truth(`not(${a})`, known)).toBe(not(x));
      }),
      { numRuns: 500 },
    );
  });

  it("double negation", () => equivalent((a) => [a, `not(not(${a}))`]));
  it("De Morgan", () => equivalent((a, b) => [`not(${a} and ${b})`, `not(${a}) or not(${b})`]));
  it("order does not matter", () => equivalent((a, b) => [`${a} or ${b}`, `${b} or ${a}`]));
  it("grouping does not matter", () =>
    equivalent((a, b, c) => [`(${a} and ${b}) and ${c}`, `${a} and (${b} and ${c})`]));
  it("distribution", () =>
    equivalent((a, b, c) => [`${a} and (${b} or ${c})`, `${a} and ${b} or ${a} and ${c}`]));
  it("absorption", () => equivalent((a, b) => [`${a} or ${a} and ${b}`, a]));
});

describe("what is unknown stays honest", () => {
  it("a decided truth survives every completion of the facts", () => {
    fc.assert(
      fc.property(condition, partial, complete, (source, known, rest) => {
        const before = truth(source, known);
        const stated = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
        fc.pre(before !== "unknown");
        expect(truth(source, { ...rest, ...stated })).toBe(before);
      }),
      { numRuns: 1000 },
    );
  });

  it("something is missing exactly when the truth is unknown, and only what was read and is unknown", () => {
    fc.assert(
      fc.property(condition, partial, (source, known) => {
        const result = evaluate(source, known);
        expect(result.missing.length > 0).toBe(result.truth === "unknown");
        for (const name of result.missing) {
          expect(known[name]).toBeUndefined();
          expect(result.because).toContainEqual({ name, value: undefined });
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("with every input known nothing is unknown", () => {
    fc.assert(
      fc.property(condition, complete, (source, known) => {
        expect(truth(source, known)).not.toBe("unknown");
      }),
    );
  });
});
