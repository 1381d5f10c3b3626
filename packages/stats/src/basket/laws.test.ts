import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BasketStratum, basketModel } from "./basket-model.ts";

const analysed = (strata: readonly BasketStratum[]) => {
  const analysis = basketModel(strata);
  if (!analysis.ok) throw new Error(analysis.error.message);
  return analysis.value;
};

describe("laws of a basket", () => {
  const stratum = fc
    .record({ n: fc.integer({ min: 1, max: 40 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ n, share }) => ({ label: `${n}`, responders: Math.round(n * share), n }));
  const basket = fc.array(stratum, { minLength: 2, maxLength: 4 });

  it("does not depend on the order of the strata", () => {
    fc.assert(
      fc.property(basket, (strata) => {
        const forth = analysed(strata).strata.map((one) => one.shrunk.mean);
        const back = analysed([...strata].reverse()).strata.map((one) => one.shrunk.mean);
        for (const [j, one] of forth.entries()) expect(back[strata.length - 1 - j]).toBeCloseTo(one, 10);
      }),
      { numRuns: 5 },
    );
  });
  it("gives intervals in order, strictly between no and all responders", () => {
    fc.assert(
      fc.property(basket, (strata) => {
        for (const { shrunk } of analysed(strata).strata) {
          expect(shrunk.low).toBeLessThan(shrunk.median);
          expect(shrunk.median).toBeLessThan(shrunk.high);
          expect(shrunk.low).toBeGreaterThan(0);
          expect(shrunk.high).toBeLessThan(1);
        }
      }),
      { numRuns: 10 },
    );
  });
});
