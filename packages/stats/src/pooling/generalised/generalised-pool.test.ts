import { describe, expect, it } from "vitest";
import { fisherExact } from "../../contingency/fisher-exact.ts";
import { binomialNormal } from "../binomial-normal.ts";
import type { Counts } from "./generalised-data.ts";
import { type GeneralisedOptions, generalisedPool } from "./generalised-pool.ts";

const column = (...values: number[]): Float64Array => Float64Array.from(values);
const fitted = (counts: Counts, options: GeneralisedOptions = {}) => {
  const fit = generalisedPool(counts, options);
  if (!fit.ok) throw new Error(fit.error.message);
  return fit.value;
};
const near = (got: number | null, wanted: number, relative = 1e-4): void => {
  expect(Math.abs(got! - wanted), `${got} for ${wanted}`).toBeLessThanOrEqual(relative * Math.abs(wanted));
};

const withTotals = (ai: number[], n1i: number[], ci: number[], n2i: number[]): Counts => ({
  kind: "two-by-two",
  tables: {
    a: Float64Array.from(ai),
    b: Float64Array.from(n1i, (n, i) => n - ai[i]!),
    c: Float64Array.from(ci),
    d: Float64Array.from(n2i, (n, i) => n - ci[i]!),
  },
});
const nine = withTotals(
  [17, 43, 13, 19, 43, 28, 28, 45, 23],
  [44, 97, 51, 75, 119, 47, 59, 113, 94],
  [14, 18, 13, 12, 28, 11, 12, 25, 13],
  [79, 87, 47, 76, 105, 68, 44, 117, 48],
);
const moderators = {
  names: ["intercept", "x"],
  values: Float64Array.from([0.1, -1.33, 0.71, 1.83, 0.12, -0.98, 0.68, 0.4, -2.38].flatMap((x) => [1, x])),
};
const rates: Counts = {
  kind: "rates",
  events: column(12, 9, 7, 30, 5, 2, 13, 9),
  time: column(100, 150, 80, 210, 90, 50, 130, 99),
};

/** Infections by treated and untreated catheters, Niel-Weise et al. 2007 as analysed by Stijnen et al. 2010. */
const catheters = withTotals(
  [0, 1, 2, 0, 5, 1, 1, 1, 1, 1, 0, 0, 3, 6, 0, 0, 1, 4],
  [116, 44, 208, 130, 151, 98, 174, 74, 97, 113, 66, 70, 188, 187, 118, 252, 345, 64],
  [3, 3, 9, 7, 6, 4, 3, 2, 19, 2, 7, 1, 5, 11, 0, 1, 3, 1],
  [117, 35, 195, 136, 157, 139, 177, 39, 103, 122, 64, 58, 175, 180, 105, 262, 362, 69],
);

describe("two groups of counts (metafor 3.8 rma.glmm, to the digits of lme4)", () => {
  it("UM.FS: both counts, a level for each study", () => {
    const fit = fitted(nine);
    near(fit.coefficients[0]!.estimate, 0.7606441291177);
    near(fit.coefficients[0]!.standardError, 0.191731957216908);
    near(fit.tauSquared, 0.183200922180416, 3e-4);
    near(fit.heterogeneity.wald, 20.0661713202524, 1e-7);
    near(fit.heterogeneity.likelihoodRatio, 20.5363681968424, 1e-8);
    near(fit.heterogeneity.iSquared, 56.5252266135254);
    near(fit.conditionalLogLikelihood, -42.7032253219516);
    expect(fit.heterogeneity.df).toBe(8);
    expect(fit.sigmaSquared).toBeNull();
  });
  it("UM.FS with one true effect is logistic regression with a level for each study", () => {
    const fit = fitted(nine, { method: "common" });
    near(fit.coefficients[0]!.estimate, 0.771464094304403, 1e-7);
    near(fit.coefficients[0]!.standardError, 0.124243615381887, 1e-5);
    near(fit.conditionalLogLikelihood, -50.5621905926691, 1e-8);
    expect(fit.tauSquared).toBe(0);
    expect(fit.heterogeneity.iSquared).toBe(0);
    expect(fit.heterogeneity.hSquared).toBe(1);
  });
  it("UM.FS with a moderator", () => {
    const fit = fitted(nine, { moderators });
    near(fit.coefficients[0]!.estimate, 0.757634923798913);
    near(fit.coefficients[1]!.estimate, -0.0282541044228193, 2e-3);
    near(fit.coefficients[1]!.standardError, 0.164572072814281, 3e-4);
    near(fit.heterogeneity.likelihoodRatio, 20.3892508259819, 1e-6);
    expect(fit.omnibus.df).toBe(1);
    expect(fit.omnibus.statistic).toBeCloseTo(fit.coefficients[1]!.statistic ** 2, 12);
  });
  it("UM.RS: the levels scatter at random", () => {
    const fit = fitted(nine, { model: "UM.RS" });
    near(fit.coefficients[0]!.estimate, 0.762212964833543);
    near(fit.coefficients[0]!.standardError, 0.206430688551088, 1e-3);
    near(fit.tauSquared, 0.238332295346831);
    near(fit.sigmaSquared, 0.0161258631202736);
    near(fit.logLikelihood, -55.7421067114033, 1e-6);
    near(fit.heterogeneity.wald, 28.1651903, 1e-3);
    near(fit.heterogeneity.likelihoodRatio, 27.8946737, 1e-4);
  });
  it("CM.AL: the first count among the events of both", () => {
    const fit = fitted(nine, { model: "CM.AL", moderators });
    near(fit.coefficients[0]!.estimate, 0.534976703594061);
    near(fit.coefficients[1]!.estimate, -0.0177660968721258, 1e-3);
    near(fit.coefficients[1]!.standardError, 0.111224797247882, 3e-4);
    near(fit.heterogeneity.wald, 12.6553896788879, 1e-9);
  });
  it("CM.EL and CM.AL of rare events, as published (Stijnen et al. 2010, table III)", () => {
    const exact = fitted(catheters, { model: "CM.EL" });
    expect(exact.k).toBe(17);
    expect(exact.coefficients[0]!.estimate).toBeCloseTo(-1.353, 3);
    expect(exact.coefficients[0]!.standardError).toBeCloseTo(0.351, 3);
    expect(Math.sqrt(exact.tauSquared)).toBeCloseTo(0.83, 2);
    const approximate = fitted(catheters, { model: "CM.AL" });
    expect(approximate.coefficients[0]!.estimate).toBeCloseTo(-1.303, 3);
    expect(approximate.coefficients[0]!.standardError).toBeCloseTo(0.339, 3);
    expect(Math.sqrt(approximate.tauSquared)).toBeCloseTo(0.78, 2);
  });
  it("one study: CM.EL is the conditional estimate of Fisher's exact test", () => {
    const exact = fisherExact(12, 5, 9, 22);
    const fit = fitted(withTotals([12], [17], [9], [31]), { model: "CM.EL", method: "common" });
    expect(exact.ok && exact.value.oddsRatio).toBeCloseTo(Math.exp(fit.coefficients[0]!.estimate), 6);
    expect(fit.heterogeneity.likelihoodRatio).toBeCloseTo(0, 8);
  });
  it("changing the groups changes the sign, whatever the model", () => {
    const tables = nine.kind === "two-by-two" ? nine.tables : null;
    const turned: Counts = {
      kind: "two-by-two",
      tables: { a: tables!.c, b: tables!.d, c: tables!.a, d: tables!.b },
    };
    for (const model of ["UM.FS", "UM.RS", "CM.EL"] as const) {
      const [one, other] = [fitted(nine, { model }), fitted(turned, { model })];
      expect(other.coefficients[0]!.estimate).toBeCloseTo(-one.coefficients[0]!.estimate, 5);
      expect(other.tauSquared).toBeCloseTo(one.tauSquared, 4);
    }
  });
  it("the order of studies does not matter", () => {
    if (nine.kind !== "two-by-two") throw new Error("tables");
    const back = (values: Float64Array) => values.slice().reverse();
    const { a, b, c, d } = nine.tables;
    const turned = fitted({ kind: "two-by-two", tables: { a: back(a), b: back(b), c: back(c), d: back(d) } });
    expect(turned.coefficients[0]!.estimate).toBeCloseTo(fitted(nine).coefficients[0]!.estimate, 6);
  });
});

describe("rates and proportions (metafor 3.8 rma.glmm)", () => {
  it("IRLN, the Poisson-normal model", () => {
    const fit = fitted(rates);
    near(fit.coefficients[0]!.estimate, -2.39769685796984);
    near(fit.coefficients[0]!.standardError, 0.143441247647765, 5e-4);
    near(fit.tauSquared, 0.0421538142525261, 1e-3);
    near(fit.heterogeneity.wald, 10.1428367465936, 1e-6);
    near(fit.heterogeneity.likelihoodRatio, 11.0835280218718, 1e-8);
    near(fit.conditionalLogLikelihood, -18.4018605318947, 1e-4);
  });
  it("IRR without scatter ends at the common effect", () => {
    const pair: Counts = {
      kind: "two-rates",
      rates: {
        ...{ events1: column(12, 9, 7), time1: column(100, 150, 80) },
        ...{ events2: column(11, 9, 7), time2: column(110, 140, 85) },
      },
    };
    for (const model of ["UM.FS", "CM.EL"] as const) {
      const [random, common] = [fitted(pair, { model }), fitted(pair, { model, method: "common" })];
      expect(random.tauSquared).toBe(0);
      expect(random.coefficients).toEqual(common.coefficients);
    }
    // conditioning on all events loses nothing of a ratio of Poisson rates
    expect(fitted(pair, { model: "UM.FS" }).coefficients[0]!.estimate).toBeCloseTo(
      fitted(pair, { model: "CM.EL" }).coefficients[0]!.estimate,
      7,
    );
  });
  it("proportions: the binomial-normal model, and with a moderator", () => {
    const [events, n] = [column(4, 0, 6, 9, 13, 2, 8), column(20, 15, 31, 22, 40, 18, 30)];
    const alone = fitted({ kind: "proportions", events, n });
    const special = binomialNormal(events, n);
    if (!special.ok) throw new Error(special.error.message);
    near(alone.coefficients[0]!.estimate, special.value.estimate, 1e-6);
    near(alone.coefficients[0]!.standardError, special.value.standardError, 1e-5);
    near(alone.logLikelihood, special.value.logLikelihood, 1e-9);
    near(alone.heterogeneity.iSquared, special.value.heterogeneity.iSquared, 1e-5);
    const x = [0.1, -0.5, 1, 0.3, 0.8, -1.2, 0];
    const fit = fitted(
      { kind: "proportions", events, n },
      {
        moderators: { names: ["intercept", "x"], values: Float64Array.from(x.flatMap((one) => [1, one])) },
      },
    );
    near(fit.coefficients[1]!.estimate, 0.592819920884817, 2e-4);
    near(fit.coefficients[1]!.standardError, 0.364355713681512, 3e-4);
    near(fit.tauSquared, 0.0752905432293458, 2e-3);
    near(fit.heterogeneity.wald, 5.28852114817172, 1e-6);
    expect(fit.heterogeneity.df).toBe(5);
  });
  it("the t test has k - p degrees of freedom and a wider interval", () => {
    const [byNormal, byT] = [fitted(rates, { level: 0.9 }), fitted(rates, { test: "t", level: 0.9 })];
    const width = (fit: typeof byT) => fit.coefficients[0]!.high - fit.coefficients[0]!.low;
    expect(width(byT) / width(byNormal)).toBeCloseTo(1.894578605 / 1.644853627, 6);
    expect(byT.omnibus.df2).toBe(7);
  });
  it("more quadrature points change the likelihood less and less", () => {
    const at = (nodes: number) => fitted(rates, { nodes }).logLikelihood;
    expect(Math.abs(at(7) - at(30))).toBeLessThan(1e-5);
    expect(Math.abs(at(1) - at(30))).toBeGreaterThan(1e-4);
  });
});

describe("counts that do not carry a model", () => {
  it.each<readonly [string, Counts, GeneralisedOptions, string]>([
    ["one study", withTotals([3], [10], [2], [9]), {}, "one-study"],
    ["no study with events", withTotals([0, 0], [10, 9], [0, 0], [9, 9]), {}, "no-information"],
    [
      "more events than the exact likelihood sums over",
      withTotals([2e5, 3], [4e5, 10], [1e5, 2], [5e5, 10]),
      { model: "CM.EL" },
      "too-many-events",
    ],
    ["no studies", withTotals([], [], [], []), {}, "no-information"],
    ["more events than patients", withTotals([11, 2], [10, 9], [1, 0], [9, 9]), {}, "not-a-count"],
    [
      "never in the first group",
      withTotals([0, 0, 0], [10, 9, 20], [3, 4, 2], [9, 9, 30]),
      {},
      "not-converged",
    ],
    ["no time at risk", { kind: "rates", events: column(1, 2), time: column(0, 4) }, {}, "no-person-time"],
    [
      "columns of unlike length",
      { kind: "proportions", events: column(1, 2), n: column(4) },
      {},
      "lengths-differ",
    ],
    [
      "as many moderators as studies",
      { kind: "proportions", events: column(1, 2), n: column(4, 5) },
      { moderators: { names: ["intercept", "x"], values: column(1, 0, 1, 1) } },
      "too-few-studies",
    ],
    [
      "a constant moderator",
      { kind: "proportions", events: column(1, 2, 2), n: column(4, 5, 9) },
      { moderators: { names: ["intercept", "x"], values: column(1, 3, 1, 3, 1, 3) } },
      "singular-design",
    ],
  ])("%s", (_, counts, options, code) => {
    const fit = generalisedPool(counts, options);
    expect(fit).toMatchObject({ ok: false, error: { code } });
    if (!fit.ok) expect(fit.error.remedy.length).toBeGreaterThan(10);
  });
  it("leaves out studies that say nothing, and those with a missing count", () => {
    const kept = fitted(withTotals([4, 6, 9], [20, 31, 22], [3, 2, 5], [19, 30, 25]));
    const padded = fitted(
      withTotals([4, 0, 6, 9, Number.NaN], [20, 5, 31, 22, 9], [3, 0, 2, 5, 1], [19, 7, 30, 25, 9]),
    );
    expect(padded.k).toBe(3);
    expect(padded.coefficients).toEqual(kept.coefficients);
  });
});
