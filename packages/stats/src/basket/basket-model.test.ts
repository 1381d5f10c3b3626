import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BasketOptions, type BasketStratum, basketModel } from "./basket-model.ts";

const analysed = (strata: readonly BasketStratum[], options?: BasketOptions) => {
  const analysis = basketModel(strata, options);
  if (!analysis.ok) throw new Error(analysis.error.message);
  return analysis.value;
};
/** Responses to neratinib, fulvestrant and trastuzumab by allele in SUMMIT (2022). */
const alleles: readonly BasketStratum[] = [
  { label: "V777L", responders: 3, n: 6 },
  { label: "L755S/P", responders: 6, n: 15 },
  { label: "S310F", responders: 2, n: 4 },
  { label: "exon 20 insertion", responders: 4, n: 11 },
  { label: "other kinase domain missense", responders: 2, n: 6 },
];

describe("a basket of alleles", () => {
  // Reference: direct sums in R over tau (0.002 to 5 by 0.004), the mean (-9 to 9 by 0.05) and 281 points of each
  // stratum, with the same priors.
  it("agrees with an independent computation of the hierarchical model", () => {
    const { strata } = analysed(alleles);
    const means = [0.42653, 0.40658291, 0.42324867, 0.39818464, 0.39714404];
    for (const [j, mean] of means.entries()) expect(strata[j]?.shrunk.mean).toBeCloseTo(mean, 3);
  });
  it("agrees with an independent computation of exchangeability-nonexchangeability", () => {
    const { strata, model } = analysed(alleles, { priors: { exchangeable: 0.5 } });
    expect(model).toContain("EXNEX");
    const means = [0.46431591, 0.40675543, 0.46244693, 0.3873627, 0.3802251];
    for (const [j, mean] of means.entries()) expect(strata[j]?.shrunk.mean).toBeCloseTo(mean, 3);
  });
  it("sets the exact interval of each stratum beside the shrunk one, which is narrower", () => {
    const [v777l] = analysed(alleles).strata;
    expect(v777l?.exact.low).toBeCloseTo(0.1181, 4);
    expect(v777l?.exact.high).toBeCloseTo(0.8819, 4);
    expect((v777l?.shrunk.high ?? 1) - (v777l?.shrunk.low ?? 0)).toBeLessThan(0.6);
  });
  it("shows that two grids agree, and how the prior of tau matters", () => {
    const { numericalError, sensitivity, priors } = analysed(alleles);
    expect(numericalError).toBeLessThan(0.005);
    expect(sensitivity.map((one) => one.tauScale)).toEqual([0.5 * priors.tauScale, 2 * priors.tauScale]);
    const spread = (means: Float64Array): number => Math.max(...means) - Math.min(...means);
    expect(spread(sensitivity[0]!.means)).toBeLessThan(spread(sensitivity[1]!.means));
  });
  it("gives the probability to exceed a rate where one is asked for", () => {
    const above = analysed(alleles, { threshold: 0.2 }).strata.map((one) => one.probabilityAbove ?? -1);
    for (const one of above) expect(one).toBeGreaterThan(0.8);
    expect(analysed(alleles).strata[0]?.probabilityAbove).toBeNull();
  });
  it("leaves a stratum that differs to itself sooner when it need not be exchangeable", () => {
    const odd = [...alleles, { label: "odd", responders: 0, n: 30 }];
    const plain = analysed(odd).strata[5];
    const free = analysed(odd, { priors: { exchangeable: 0.5 } }).strata[5];
    expect(free?.shrunk.mean).toBeLessThan(plain?.shrunk.mean ?? 0);
    expect(free?.probabilityExchangeable).toBeLessThan(0.5);
    expect(plain?.probabilityExchangeable).toBe(1);
  });
});

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
  it("pools completely where tau is held near zero", () => {
    const { strata } = analysed(alleles, { priors: { tauScale: 0.001 } });
    for (const { shrunk } of strata) expect(shrunk.mean).toBeCloseTo(strata[0]?.shrunk.mean ?? 0, 2);
  });
  it("keeps the order of the observed rates where the strata are of one size", () => {
    const equal = [2, 8, 5].map((responders) => ({ label: `${responders}`, responders, n: 12 }));
    const [low, high, middle] = analysed(equal).strata.map((one) => one.shrunk.mean);
    expect(low).toBeLessThan(middle ?? 0);
    expect(middle).toBeLessThan(high ?? 0);
  });
});

describe("a basket that can not be analysed", () => {
  it.each([
    [[], {}, "no-strata"],
    [[{ label: "a", responders: 3, n: 2 }], {}, "not-a-proportion"],
    [[{ label: "a", responders: 1, n: 2 }], { priors: { tauScale: 0 } }, "not-a-prior"],
    [[{ label: "a", responders: 1, n: 2 }], { priors: { exchangeable: 0 } }, "not-a-prior"],
    [[{ label: "a", responders: 1, n: 2 }], { threshold: 1 }, "not-a-rate"],
  ] as const)("is refused with its cause", (strata, options, code) => {
    const analysis = basketModel(strata, options);
    expect(!analysis.ok && analysis.error.code).toBe(code);
  });
  it("names the stratum whose counts are wrong", () => {
    const analysis = basketModel([{ label: "exon 19", responders: 2, n: 1 }]);
    expect(!analysis.ok && analysis.error.message).toContain("exon 19");
  });
  it("answers a single stratum without responders", () => {
    const [one] = analysed([{ label: "a", responders: 0, n: 3 }]).strata;
    expect(one?.shrunk.low).toBeGreaterThan(0);
    expect(one?.shrunk.high).toBeLessThan(0.8);
  });
});
