import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderOf } from "./order.ts";

const sortedBy = (values: Float64Array): number[] => Array.from(orderOf(values), (at) => values[at]!);

describe("order of numbers", () => {
  it("is stable and puts not-a-number last", () => {
    expect([...orderOf(Float64Array.of(3, Number.NaN, 1, 3, -2, Number.NaN, 1))]).toEqual([
      4, 2, 6, 0, 3, 1, 5,
    ]);
    expect([...orderOf(Float64Array.of(0, -0, 0))]).toEqual([0, 1, 2]);
    expect([...orderOf(new Float64Array(0))]).toEqual([]);
  });
  it("agrees with a plain sort, short or long, whatever the numbers", () => {
    const number = fc.oneof(
      fc.double({ noNaN: true }),
      fc.integer({ min: -5, max: 5 }),
      fc.constantFrom(0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324),
    );
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(1, 200),
        (some, times) => {
          const values = Float64Array.from(
            { length: some.length * times },
            (_, i) => some[i % some.length]! + 0,
          );
          const plain = Array.from({ length: values.length }, (_, i) => i).sort((a, b) =>
            values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : a - b,
          );
          expect([...orderOf(values)]).toEqual(plain);
        },
      ),
      { numRuns: 60 },
    );
  });
  it("orders long inputs that differ in their last digits only, or crowd at a few places", () => {
    const crowds = (of: (i: number) => number) =>
      Float64Array.from({ length: 6000 }, (_, i) => of((i * 7919) % 6000));
    for (const values of [
      crowds((i) => 1 + i * Number.EPSILON),
      crowds((i) => -1 - i * Number.EPSILON),
      crowds((i) => (i % 3) - 1 + Math.floor(i / 7) * 1e-12),
      crowds((i) => Math.floor(i / 40) + (i % 40) * 1e-13),
    ]) {
      const plain = Array.from({ length: values.length }, (_, i) => i).sort(
        (a, b) => values[a]! - values[b]! || a - b,
      );
      expect([...orderOf(values)]).toEqual(plain);
    }
  });
  it("keeps not-a-number last in long inputs, whatever its sign bit", () => {
    const values = Float64Array.from({ length: 5000 }, (_, i) => (i % 100 === 0 ? -Number.NaN : 5000 - i));
    const sorted = sortedBy(values);
    expect(sorted.slice(4950).every(Number.isNaN)).toBe(true);
    expect(sorted.slice(0, 2)).toEqual([1, 2]);
  });
});
