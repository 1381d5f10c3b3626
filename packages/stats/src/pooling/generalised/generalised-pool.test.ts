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
  it("UM.RS: by the t test at 90 %, and with one true effect", () => {
    const [z, t] = [
      fitted(nine, { model: "UM.RS", level: 0.9 }),
      fitted(nine, { model: "UM.RS", test: "t", level: 0.9 }),
    ];
    const width = ({ coefficients: [one] }: typeof z) => one!.high - one!.low;
    // R qt(0.95, 8), qnorm(0.95)
    expect(width(t) / width(z)).toBeCloseTo(1.859548038 / 1.644853627, 6);
    expect(t.omnibus.df2).toBe(8);
    expect(t.heterogeneity.df).toBe(8);
    const common = fitted(nine, { model: "UM.RS", method: "common" });
    expect(common.tauSquared).toBe(0);
    expect(common.sigmaSquared).toBeGreaterThan(0);
    expect(generalisedPool(nine, { level: 95 })).toMatchObject({ error: { code: "level-not-a-share" } });
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

describe("every figure of a fit (metafor 3.8 rma.glmm; to the digits of lme4 where effects scatter)", () => {
  const two: Counts = {
    kind: "two-rates",
    rates: {
      ...{ events1: column(12, 9, 7, 30, 5, 2, 13, 9), time1: column(100, 150, 80, 210, 90, 50, 130, 99) },
      ...{ events2: column(20, 9, 17, 21, 11, 0, 30, 7), time2: column(110, 140, 75, 200, 85, 60, 120, 101) },
    },
  };
  const slope = {
    names: ["intercept", "z"],
    values: Float64Array.from([0.1, -1.3, 0.7, 1.8, 0.1, -1, 0.7, 0.4].flatMap((z) => [1, z])),
  };
  it.each<readonly [string, Counts, GeneralisedOptions, readonly number[], readonly number[], number]>([
    // estimate, error, low, high, p; tau2, Wald, its p, likelihood ratio, its p, I2, H2
    [
      "IRR by UM.FS",
      two,
      { level: 0.9 },
      [-0.30962975676996, 0.20302964180402, -0.64358379946996, 0.024324285930034, 0.12724736213062],
      [
        ...[0.13352762938301, 12.752270887866, 0.078379286041995, 17.193626824363, 0.016189409804294],
        ...[42.217092446118, 1.7306155787808],
      ],
      -35.247167951908,
    ],
    [
      "IRR by CM.EL",
      two,
      { model: "CM.EL", level: 0.9 },
      [-0.31419837155095, 0.20813024575279, -0.65654216115572, 0.028145418053822, 0.13113944600763],
      [
        ...[0.14527333951968, 12.752270915431, 0.078379285317533, 17.193626824323, 0.016189409804537],
        ...[44.286090555304, 1.7948839167222],
      ],
      -15.966086371463,
    ],
    [
      "IRR by UM.FS, a common effect",
      two,
      { method: "common" },
      [-0.30854807746456, 0.14216142319425, -0.58717934691625, -0.02991680801288, 0.029976064553106],
      [0, 12.752270887866, 0.078379286041995, 17.193626824363, 0.016189409804294, 0, 1],
      -40.484799744454,
    ],
    [
      "IRLN with a moderator",
      rates,
      { level: 0.9, moderators: slope },
      [-2.5083757637408, 0.13072751453907, -2.7234033901727, -2.2933481373089, 4.6787543024223e-82],
      [0, 2.8979175505404, 0.82154592815263, 2.9529120792594, 0.81473325246162, 0, 1],
      -17.479485728765,
    ],
    [
      "IRR by CM.EL with a moderator and the t test",
      two,
      { model: "CM.EL", test: "t", moderators: slope },
      [-0.32403080866142, 0.23768676656172, -0.90562937462162, 0.25756775729878, 0.22173476028801],
      [
        ...[0.14041794786985, 11.391189432177, 0.077012970189769, 16.45675025087, 0.011501445810397],
        ...[41.422230858705, 1.7071322699024],
      ],
      -16.047193401981,
    ],
    [
      "OR by UM.FS, a common effect",
      nine,
      { method: "common", level: 0.9 },
      [0.7714640943044, 0.12424361538189, 0.56710153291794, 0.97582665569086, 5.3226005877656e-10],
      [0, 20.066171320252, 0.010088581017082, 20.536368196842, 0.0084865148093717, 0, 1],
      -50.562190592669,
    ],
  ])("%s", (_, counts, options, effect, scatter, conditional) => {
    const fit = fitted(counts, options);
    const [first] = fit.coefficients;
    const { wald, waldP, likelihoodRatio, likelihoodRatioP, iSquared, hSquared } = fit.heterogeneity;
    const got = [first!.estimate, first!.standardError, first!.low, first!.high];
    for (const [i, one] of got.entries())
      expect(Math.abs(one - effect[i]!), `${one} for ${effect[i]}`).toBeLessThan(1e-3 * effect[1]!);
    expect(Math.log(first!.p)).toBeCloseTo(Math.log(effect[4]!), 1);
    const apart = [fit.tauSquared, wald!, waldP!, likelihoodRatio, likelihoodRatioP, iSquared, hSquared];
    for (const [i, one] of apart.entries())
      expect(Math.abs(one - scatter[i]!), `${i}: ${one} for ${scatter[i]}`).toBeLessThan(
        2e-3 * Math.max(1e-3, scatter[i]!),
      );
    near(fit.conditionalLogLikelihood, conditional, 1e-3);
    expect(fit.covariance[0]).toBeCloseTo(first!.standardError ** 2, 12);
    expect(fit.coefficients).toHaveLength(fit.p);
  });
  it("tests the moderators together, without the intercept", () => {
    const fit = fitted(rates, { moderators: slope });
    expect(fit.omnibus.df).toBe(1);
    near(fit.omnibus.statistic, 7.781653033562, 1e-3);
    near(fit.omnibus.p, 0.0052779480971796, 1e-2);
    const free = {
      names: ["a", "b"],
      values: Float64Array.from([1, 1, 1, 1, 0, 0, 0, 0].flatMap((a) => [a, 1 - a])),
    };
    for (const model of ["UM.FS", "UM.RS"] as const)
      expect(fitted(two, { moderators: free, model }).omnibus.df).toBe(2);
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
      "moderators of other studies",
      { kind: "proportions", events: column(1, 2, 2), n: column(4, 5, 9) },
      { moderators: { names: ["intercept", "x"], values: column(1, 3, 1, 4, 1, 3, 1, 9) } },
      "lengths-differ",
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
  it.each([0, -1, 2.5, Number.NaN])("has no quadrature of %d points", (nodes) => {
    expect(generalisedPool(rates, { nodes })).toMatchObject({ error: { code: "no-nodes" } });
  });
  it("the exact likelihood is of whole counts", () => {
    const halves = withTotals([3.5, 4], [10, 9], [2, 3], [9, 9]);
    expect(generalisedPool(halves, { model: "CM.EL" })).toMatchObject({
      error: {
        code: "not-a-count",
        message: "study 1 has a cell that is no whole number, which the exact likelihood needs",
        remedy: "give the counts as they are, without a continuity correction, or take the model UM.FS",
      },
    });
    expect(generalisedPool(halves).ok).toBe(true);
  });
  it("says why", () => {
    const message = (counts: Counts, options: GeneralisedOptions = {}) => {
      const fit = generalisedPool(counts, options);
      return fit.ok ? "fitted" : fit.error.message;
    };
    expect(message(withTotals([3], [10], [2], [9]))).toBe(
      "1 study leaves nothing to estimate the scatter from beside 1 coefficient",
    );
    const two = { names: ["intercept", "x"], values: column(1, 0, 1, 1) };
    expect(message({ kind: "proportions", events: column(1, 2), n: column(4, 5) }, { moderators: two })).toBe(
      "2 studies leave nothing to estimate the scatter from beside 2 coefficients",
    );
    expect(
      message({ kind: "rates", events: column(1, 2, 3), time: column(4, 5, 6) }, { moderators: two }),
    ).toBe("4 moderator values for 3 studies and 2 columns");
    expect(message(withTotals([0, 0], [10, 9], [0, 0], [9, 9]))).toBe(
      "no study has both patients with the event and patients or time without",
    );
    expect(message(withTotals([2e5, 3], [4e5, 10], [1e5, 2], [5e5, 10]), { model: "CM.EL" })).toBe(
      "study 1 has 300000 events: the exact likelihood sums over each count",
    );
    expect(message(withTotals([0, 0, 0], [10, 9, 20], [3, 4, 2], [9, 9, 30]))).toBe(
      "the likelihood has no maximum within reach: some coefficient or the scatter runs away",
    );
  });
  it("leaves out studies that say nothing, with their moderators", () => {
    const slope = (values: number[]) => ({
      names: ["intercept", "x"],
      values: column(...values.flatMap((x) => [1, x])),
    });
    const [a, n1, c, n2] = [
      [4, 6, 9, 5],
      [20, 31, 22, 30],
      [3, 2, 5, 9],
      [19, 30, 25, 41],
    ];
    const kept = fitted(withTotals(a!, n1!, c!, n2!), { moderators: slope([0.1, 0.9, -0.4, 0.3]) });
    for (const silent of [
      [0, 8, 0, 9],
      [8, 8, 9, 9],
      [0, 0, 3, 9],
      [3, 9, 0, 0],
      [3, 9, Number.NaN, 9],
    ] as const) {
      const padded = withTotals(
        [a![0]!, silent[0], ...a!.slice(1)],
        [n1![0]!, silent[1], ...n1!.slice(1)],
        [c![0]!, silent[2], ...c!.slice(1)],
        [n2![0]!, silent[3], ...n2!.slice(1)],
      );
      const fit = fitted(padded, { moderators: slope([0.1, 77, 0.9, -0.4, 0.3]) });
      expect(fit.coefficients).toEqual(kept.coefficients);
      expect(fit.heterogeneity).toEqual(kept.heterogeneity);
    }
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
