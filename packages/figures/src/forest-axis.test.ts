import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forestAxis } from "./forest-axis.ts";

const row = (estimate: number, low: number, high: number) => ({ estimate, low, high });

describe("the axis of a forest plot", () => {
  test.each([
    [4.9, 5],
    [5, 5],
    [5.1, 10],
    [20, 20],
    [50.1, 100],
  ])("of shares up to %f %% ends at %i", (high, max) => {
    expect(forestAxis([row(1, 0, high)], "share", "%")).toMatchObject({ min: 0, max, reference: null });
  });
  test("of ratios holds no effect, never at its edge", () => {
    const { min, max, reference, ticks } = forestAxis([row(0.4, 0.3, 0.5)], "ratio", "HR");
    expect(reference).toBe(1);
    expect(min).toBeLessThanOrEqual(0.3);
    expect(max).toBeGreaterThan(1);
    expect(ticks).toContain(1);
  });
  test("is not squeezed by one wide interval, which leaves it", () => {
    const rows = [row(0.8, 0.7, 0.9), row(0.5, 0.01, 40)];
    const { min, max } = forestAxis(rows, "ratio", "HR");
    expect(min).toBeGreaterThan(0.1);
    expect(max).toBeLessThan(3);
  });
  test("of differences holds zero", () => {
    const { min, max, reference } = forestAxis([row(3, 2, 4)], "difference", "points");
    expect([min, reference]).toEqual([0, 0]);
    expect(max).toBeGreaterThanOrEqual(4);
  });
  test("near its rows stays within percent", () => {
    const { min, max } = forestAxis([row(51, 45, 58), row(53, 47, 60)], "near", "%");
    expect(min).toBeGreaterThan(30);
    expect(max).toBeLessThan(75);
    expect(forestAxis([row(99, 98, 100)], "near", "%").max).toBe(100);
  });
  test("of whatever kind holds every estimate, and its ticks lie on it, rising", () => {
    const positive = fc.double({ min: 0.01, max: 99, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(positive, positive, positive), { minLength: 1, maxLength: 8 }),
        fc.constantFrom("share", "near", "ratio", "difference"),
        (triples, kind) => {
          const rows = triples.map((three) => {
            const [low = 0, estimate = 0, high = 0] = three.toSorted((a, b) => a - b);
            return row(estimate, low, high);
          });
          const { min, max, ticks } = forestAxis(rows, kind as "share", "");
          const slack = 1e-9 * max;
          for (const { estimate } of rows) {
            expect(estimate).toBeGreaterThanOrEqual(min - slack);
            expect(estimate).toBeLessThanOrEqual(max + slack);
          }
          expect(ticks.length).toBeGreaterThan(0);
          expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
          expect(ticks[0]).toBeGreaterThanOrEqual(min * 0.995 - 1e-6);
          expect(ticks.at(-1)).toBeLessThanOrEqual(max * 1.005 + 1e-6);
        },
      ),
    );
  });
  test("of nothing, or of estimates that are missing, is an axis still", () => {
    for (const kind of ["share", "near", "ratio", "difference"] as const) {
      const axis = forestAxis([row(Number.NaN, Number.NaN, Number.NaN)], kind, "");
      expect(Number.isFinite(axis.min) && Number.isFinite(axis.max) && axis.max > axis.min, kind).toBe(true);
    }
  });
});
