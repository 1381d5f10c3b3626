import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { funnel } from "./figures.fixture.ts";

describe("funnel plot", () => {
  const dots = (svg: string): number[][] =>
    [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  test("puts precise studies on top and writes ratios, not their logarithms", () => {
    const [precise, imprecise] = dots(funnel("x").svg);
    expect(precise?.[1]).toBeLessThan(imprecise?.[1] ?? 0);
    expect(funnel("x").table.rows[0]).toEqual(["x", "0.50", "0.100"]);
  });
  test("draws contours around no effect and the funnel around the pool, each only where there is one", () => {
    expect(funnel("x").svg).toContain("p &lt; 0.05");
    expect(funnel("x", { reference: null }).svg).not.toContain("p &lt; 0.05");
    expect(funnel("x", { pooled: null }).svg).not.toContain("95 % limits");
  });
  test("marks an imputed study open and says so in its table", () => {
    expect(funnel("x").svg).toMatch(/<circle[^>]*class="f-paper s-teal"/);
    expect(funnel("x").table.rows[1]?.[0]).toBe("imputed (imputed)");
  });
  test("stays inside its axes however far a study lies", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 0.001, max: 9, noNaN: true }),
        (estimate, standardError) => {
          const { svg } = funnel("x", { studies: [{ label: "x", estimate, standardError }] });
          expect(svg).not.toMatch(/NaN|Infinity/);
          for (const [x = 0, y = 0] of dots(svg)) {
            expect(x).toBeGreaterThanOrEqual(44);
            expect(x).toBeLessThanOrEqual(548);
            expect(y).toBeGreaterThanOrEqual(26);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test("without a study has a plain axis", () => {
    const { svg } = funnel("x", { studies: [], pooled: null });
    expect(svg).toContain(">0.5<");
    expect(svg).not.toMatch(/0000/);
  });
});
