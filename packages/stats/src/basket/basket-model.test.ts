import { describe, expect, it } from "vitest";
import { basketPosterior } from "./basket-grid.ts";
import {
  type BasketOptions,
  type BasketStratum,
  basketModel,
  defaultBasketPriors,
  type StratumEstimate,
} from "./basket-model.ts";

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
  // Reference: direct sums in R with the same priors over logits (-10 to 10 by 0.02), means (by 0.1) and 450 values of
  // tau up to 4.5 scales; each row mean, median, low, high, probability above the threshold, to be exchangeable.
  const row = ({ shrunk, probabilityAbove, probabilityExchangeable }: StratumEstimate): readonly number[] => [
    ...[shrunk.mean, shrunk.median, shrunk.low, shrunk.high],
    ...[probabilityAbove ?? Number.NaN, probabilityExchangeable],
  ];
  const within = (got: readonly number[], wanted: readonly number[], most: number): void => {
    expect(got).toHaveLength(wanted.length);
    for (const [i, one] of wanted.entries())
      expect(Math.abs(got[i]! - one), `${got[i]} for ${one}`).toBeLessThan(most);
  };
  it("agrees with an independent computation of the hierarchical model", () => {
    const { strata, next, tau, model, numericalError } = analysed(alleles, { threshold: 0.3 });
    expect(model).toBe("hierarchical (logit-normal)");
    const wanted = [
      [0.4265339, 0.4198756, 0.2293811, 0.6669252, 0.889574, 1],
      [0.4065827, 0.4040478, 0.2363441, 0.5895636, 0.884534, 1],
      [0.4232518, 0.4161941, 0.2144067, 0.6782414, 0.87332, 1],
      [0.3981827, 0.3970918, 0.2135638, 0.5909493, 0.850268, 1],
      [0.397142, 0.3963124, 0.188766, 0.612277, 0.827695, 1],
    ];
    for (const [j, one] of wanted.entries()) within(row(strata[j]!), one, 5e-4);
    within([next.mean, next.median, next.low, next.high], [0.4138707, 0.4066653, 0.1616693, 0.7149753], 2e-4);
    within([tau.median, tau.low, tau.high], [0.2950663, 0.01332799, 1.209336], 1e-3);
    expect(numericalError).toBeGreaterThan(2e-4);
    expect(numericalError).toBeLessThan(1e-3);
  });
  it("agrees with an independent computation of exchangeability-nonexchangeability, all priors and the level given", () => {
    const { strata, next, tau, model, priors, sensitivity } = analysed(alleles, {
      ...{ threshold: 0.4, level: 0.8 },
      priors: {
        ...{ mean: { mean: 0.5, sd: 1 }, tauScale: 0.7 },
        ...{ exchangeable: 0.3, alone: { mean: -1, sd: 1.5 } },
      },
    });
    expect(model).toBe("exchangeability-nonexchangeability (EXNEX)");
    expect(priors.alone).toEqual({ mean: -1, sd: 1.5 });
    const wanted = [
      [0.4616616, 0.4582487, 0.2602093, 0.6680237, 0.644314, 0.4145186],
      [0.4029027, 0.4008014, 0.2582886, 0.5497783, 0.502895, 0.3931752],
      [0.4507404, 0.4470948, 0.2220964, 0.6838197, 0.60387, 0.3970615],
      [0.3747325, 0.371874, 0.2117301, 0.5402722, 0.415375, 0.3610196],
      [0.3554735, 0.3502172, 0.1557152, 0.5599474, 0.381884, 0.3318819],
    ];
    for (const [j, one] of wanted.entries()) within(row(strata[j]!), one, 2e-4);
    within([next.mean, next.median, next.low, next.high], [0.4927501, 0.4769106, 0.2657393, 0.7532411], 2e-4);
    within([tau.median, tau.low, tau.high], [0.3872522, 0.07089974, 0.9957034], 1e-3);
    // half and twice the scale of tau, by the same direct sums
    expect(sensitivity.map((one) => one.tauScale)).toEqual([0.35, 1.4]);
    within([...sensitivity[0]!.means], [0.4590726, 0.4052941, 0.4482456, 0.3785388, 0.3597048], 2e-4);
    within([...sensitivity[1]!.means], [0.4627066, 0.3999044, 0.4516758, 0.3702033, 0.3497769], 2e-4);
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

describe("limits of borrowing", () => {
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

describe("edges of a basket", () => {
  it.each([
    [[], {}, "no-strata"],
    [[{ label: "a", responders: 3, n: 2 }], {}, "not-a-proportion"],
    [[{ label: "a", responders: 1, n: 2 }], { priors: { tauScale: 0 } }, "not-a-prior"],
    [[{ label: "a", responders: 1, n: 2 }], { priors: { exchangeable: 0 } }, "not-a-prior"],
    [[{ label: "a", responders: 1, n: 2 }], { priors: { tauScale: 1000.1 } }, "not-a-prior"],
    [[{ label: "a", responders: 1, n: 2 }], { priors: { tauScale: Number.NaN } }, "not-a-prior"],
    [[{ label: "a", responders: 1, n: 2 }], { priors: { mean: { mean: 0, sd: 0 } } }, "not-a-prior"],
    [[{ label: "a", responders: 1, n: 2 }], { priors: { mean: { mean: -10.1, sd: 1 } } }, "not-a-prior"],
    [[{ label: "a", responders: 1, n: 2 }], { priors: { alone: { mean: 0, sd: -1 } } }, "not-a-prior"],
    [
      [{ label: "a", responders: 1, n: 2 }],
      { priors: { alone: { mean: Number.NaN, sd: 1 } } },
      "not-a-prior",
    ],
    [[{ label: "a", responders: 1, n: 2 }], { priors: { exchangeable: 1.1 } }, "not-a-prior"],
    [[{ label: "a", responders: 1, n: 2 }], { threshold: 1 }, "not-a-rate"],
    [[{ label: "a", responders: 1, n: 2 }], { threshold: 0 }, "not-a-rate"],
  ] as const)("is refused with its cause", (strata, options, code) => {
    const analysis = basketModel(strata, options);
    expect(!analysis.ok && analysis.error.code).toBe(code);
  });
  it("says what is wrong, and what would be right", () => {
    const one = { label: "exon 19", responders: 1, n: 2 };
    expect(basketModel([{ ...one, n: 0 }])).toMatchObject({
      error: { message: "exon 19: 1 of 0 at level 0.95 is not a proportion" },
    });
    expect(basketModel([])).toMatchObject({
      error: { message: "there is no stratum", remedy: "give at least one stratum" },
    });
    expect(basketModel([one], { priors: { tauScale: 0 } })).toMatchObject({
      error: {
        message:
          "a scale of a prior is not above zero and up to 1000, a mean is beyond a logit of 10, or the probability to be exchangeable is not in (0, 1]",
        remedy: "give scales and means on the logit scale, and a probability above 0 and up to 1",
      },
    });
    expect(basketModel([one], { threshold: 20 })).toMatchObject({
      error: {
        message: "the threshold 20 is not a response rate between 0 and 1",
        remedy: "give a share such as 0.2",
      },
    });
    expect(basketModel([one], { level: 95 })).toMatchObject({ error: { code: "not-a-proportion" } });
  });
  it("answers under priors as wide and as far as they may be", () => {
    const strata = alleles.slice(0, 2);
    const wide = analysed(strata, { priors: { tauScale: 1000, mean: { mean: 0, sd: 1000 } } });
    // nothing is borrowed: the posterior of a stratum under a flat prior of its logit has the mean r / n
    expect(wide.strata[0]?.shrunk.mean).toBeCloseTo(3 / 6, 2);
    expect(wide.strata[1]?.shrunk.mean).toBeCloseTo(6 / 15, 2);
    const far = { alone: { mean: 10, sd: 0.001 }, exchangeable: 0.5 };
    const [plain, apart] = [analysed(strata), analysed(strata, { priors: far })];
    expect(apart.strata[0]?.shrunk.mean).toBeCloseTo(plain.strata[0]?.shrunk.mean ?? 0, 6);
    expect(apart.strata[0]?.probabilityExchangeable).toBeCloseTo(1, 9);
    const never = analysed(strata, { priors: { alone: { mean: 10, sd: 1e-6 } } });
    expect(never.strata[0]?.shrunk).toEqual(plain.strata[0]?.shrunk);
  });
  it("gives distributions over the whole range of logits, also of counts whose likelihood is next to nothing", () => {
    const counts = [
      { responders: 50_000, n: 100_000 },
      { responders: 3, n: 6 },
    ];
    const { logits, strata, next, tau } = basketPosterior(counts, defaultBasketPriors, {
      ...{ cell: 0.1, meanEvery: 1, tauValues: 12 },
    });
    expect([logits[0], logits[100], logits.length, logits.at(-1)]).toEqual([-10, 0, 201, 10]);
    for (const { masses } of [...strata, next, tau])
      expect(masses.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    expect(strata[0]!.masses[100]).toBeGreaterThan(0.99);
    // the likelihood of 3 of 6 and the prior of the mean are even, so are the others
    for (const { masses } of [strata[1]!, next])
      for (const [i, one] of masses.entries()) expect(one).toBeCloseTo(masses[200 - i]!, 12);
  });
  it("answers so many strata that their joint probability is smaller than any number", () => {
    const many = Array.from({ length: 200 }, (_, i) => ({ responders: i % 2 === 0 ? 3 : 997, n: 1000 }));
    const { strata, logits } = basketPosterior(many, defaultBasketPriors, {
      ...{ cell: 0.2, meanEvery: 2, tauValues: 6 },
    });
    const mean = (masses: Float64Array): number => masses.reduce((sum, one, i) => sum + one * logits[i]!, 0);
    expect(mean(strata[0]!.masses)).toBeCloseTo(Math.log(3 / 997), 0);
    expect(mean(strata[199]!.masses)).toBeCloseTo(Math.log(997 / 3), 0);
  });
  it("answers a single stratum without responders", () => {
    const [one] = analysed([{ label: "a", responders: 0, n: 3 }]).strata;
    expect(one?.shrunk.low).toBeGreaterThan(0);
    expect(one?.shrunk.high).toBeLessThan(0.8);
  });
});
