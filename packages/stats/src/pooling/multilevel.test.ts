import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MultilevelOptions, multilevelPool } from "./multilevel.ts";
import { multilevelFitAt } from "./multilevel-likelihood.ts";
import { pool, pooled, tauSquaredOf } from "./pool.ts";
import { studiesOf } from "./studies.ts";

/** Effects of a modified school calendar, schools within districts. Konstantopoulos 2011, Res Synth Methods 2:61. */
const y = Float64Array.of(
  ...[
    -0.18, -0.22, 0.23, -0.3, 0.13, -0.26, 0.19, 0.32, 0.45, 0.38, 0.29, 0.16, 0.65, 0.36, 0.6, 0.08, 0.04,
    0.19, -0.06,
  ],
  ...[
    -0.18, 0, 0, -0.28, -0.04, -0.3, 0.07, 0, 0.05, -0.08, -0.09, 0.3, 0.98, 1.19, -0.07, -0.05, -0.01, 0.02,
    -0.03,
  ],
  ...[0, 0.01, -0.1, 0.5, 0.66, 0.2, 0, 0.05, 0.07, -0.52, 0.7, -0.03, 0.27, -0.34, 0.12, 0.61, 0.04, -0.05],
);
const v = Float64Array.of(
  ...[
    0.118, 0.118, 0.144, 0.144, 0.014, 0.014, 0.015, 0.024, 0.023, 0.043, 0.012, 0.02, 0.004, 0.004, 0.007,
    0.019,
  ],
  ...[
    0.007, 0.005, 0.004, 0.02, 0.018, 0.019, 0.022, 0.02, 0.021, 0.006, 0.007, 0.007, 0.007, 0.007, 0.015,
    0.011,
  ],
  ...[
    0.01, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001, 0.01, 0.011, 0.01, 0.009, 0.013, 0.013,
    0.031,
  ],
  ...[0.031, 0.03, 0.03, 0.03, 0.087, 0.082, 0.067, 0.067],
);
const sizes: readonly (readonly [string, number])[] = [
  ["11", 4],
  ["12", 4],
  ["18", 3],
  ["27", 4],
  ["56", 4],
  ["58", 11],
  ["71", 3],
  ["86", 8],
  ["91", 6],
  ["108", 5],
  ["644", 4],
];
const districts = sizes.flatMap(([name, size]) => new Array<string>(size).fill(name));

const fitted = (...given: Parameters<typeof multilevelPool>) => {
  const fit = multilevelPool(...given);
  if (!fit.ok) throw new Error(fit.error.message);
  return fit.value;
};
const near = (got: number | undefined, expected: number, relative = 1e-5): void => {
  expect(Math.abs((got ?? Number.NaN) - expected), `${got} for ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );
};

describe("results within trials (metafor 3.8 rma.mv)", () => {
  it("by REML", () => {
    const fit = fitted(y, v, districts);
    near(fit.betweenTrials, 0.0650619442753);
    near(fit.withinTrials, 0.0327365170279);
    near(fit.coefficients[0]?.estimate, 0.184713163673);
    near(fit.coefficients[0]?.standardError, 0.0845559187421);
    near(fit.heterogeneity.q, 578.864017958, 1e-9);
    near(fit.logLikelihood, -7.95872403371, 1e-9);
  });
  const year = districts.map((name, at) => {
    const known = new Map<string, number>(
      [
        ["11", 1976],
        ["12", 1989],
        ["18", 1994],
        ["27", 1976],
        ["56", 1997],
        ["58", 1976],
      ].map(([district, one]) => [String(district), Number(one)]),
    );
    for (const district of ["71", "86"]) known.set(district, 1997);
    for (const district of ["91", "108"]) known.set(district, 2000);
    return (known.get(name) ?? (at < 54 ? 1995 : 1994)) - 1990;
  });
  const byYear = { names: ["intercept", "year"], values: Float64Array.from(year.flatMap((one) => [1, one])) };
  it.each<readonly [string, MultilevelOptions, number[], number[], number[]]>([
    // coefficients with errors, bounds and p; variances, their shares; likelihood, joint test
    [
      "REML at 90 %",
      { level: 0.9 },
      [0.18471316367288, 0.08455591874206, 0.045631054049791, 0.32379527329597, 0.02892486825771],
      [0.065061944275312, 0.032736517027935, 63.324837820584, 31.862475901929],
      [-7.958724033711, 4.7720794769164, 0.02892486825771],
    ],
    [
      "ML with the t test",
      { method: "ML", test: "t" },
      [0.18445538396562, 0.080481682165568, 0.023166488671381, 0.34574427925987, 0.025763895273341],
      [0.057738358858479, 0.032864791861375, 60.428732408428, 34.396157984287],
      [-8.394935571263, 5.2527723833434, 0.025763895273341],
    ],
    [
      "REML with the year, the t test at 90 %",
      { moderators: byYear, test: "t", level: 0.9 },
      [
        ...[0.1807184954487, 0.088686289295763, 0.032296234008717, 0.32914075688868, 0.046489015094079],
        ...[0.0053118182635803, 0.0094357939212064, -0.010479595306522, 0.021103231833682, 0.57580336710987],
      ],
      [0.072265590738182, 0.032650195906941, 65.766380530116, 29.713798593003],
      [-7.240466776791, 0.31690531358983, 0.57580336710987],
    ],
    [
      "ML with the year",
      { method: "ML", moderators: byYear },
      [
        ...[0.18029184104905, 0.08005164721786, 0.023393495598938, 0.33719018649916, 0.024310013846678],
        ...[0.0050737206280971, 0.008511354119442, -0.011608226905676, 0.02175566816187, 0.55110038450374],
      ],
      [0.056462852103921, 0.032939031986058, 59.832393650501, 34.90473921914],
      [-8.2181425658444, 0.35534955874122, 0.55110038450374],
    ],
    [
      "trials alone with the year",
      { within: false, moderators: byYear },
      [
        ...[0.19167521701326, 0.094566582364208, 0.0063281214383696, 0.37702231258814, 0.042674575430262],
        ...[0.004879427672592, 0.010107242385574, -0.01493040338615, 0.024689258731334, 0.62926226737251],
      ],
      [0.091363409797397, 0, 94.844298454591, 0],
      [-31.473718448895, 0.23306250398381, 0.62926226737251],
    ],
  ])("%s, every figure", (_, options, coefficients, variances, whole) => {
    const fit = fitted(y, v, districts, options);
    const got = fit.coefficients.flatMap((one) => [
      one.estimate,
      one.standardError,
      one.low,
      one.high,
      one.p,
    ]);
    for (const [at, one] of coefficients.entries()) near(got[at], one, 1e-4);
    const { iSquaredBetween, iSquaredWithin, df, p } = fit.heterogeneity;
    for (const [at, one] of [fit.betweenTrials, fit.withinTrials, iSquaredBetween, iSquaredWithin].entries())
      near(one, variances[at]!, 1e-4);
    near(fit.logLikelihood, whole[0]!, 1e-9);
    near(fit.omnibus.statistic, whole[1]!, 1e-4);
    near(fit.omnibus.p, whole[2]!, 1e-4);
    expect(df).toBe(56 - fit.p);
    expect(p).toBeLessThan(1e-80);
    expect(fit).toMatchObject({ k: 56, trials: 11, p: coefficients.length / 5 });
    expect(fit.degreesOfFreedom).toBe(options.test === "t" ? 56 - fit.p : Number.POSITIVE_INFINITY);
    expect(fit.covariance[0]).toBeCloseTo(fit.coefficients[0]!.standardError ** 2, 12);
  });
  it("with a moderator of each result (metafor)", () => {
    const x = Float64Array.from(districts.flatMap((_, at) => [1, [-1, 0, 1, 2][at % 4]!]));
    const fit = fitted(y, v, districts, { moderators: { names: ["intercept", "x"], values: x } });
    near(fit.coefficients[1]?.estimate, -0.032010742335394);
    near(fit.coefficients[1]?.standardError, 0.026925017544236);
    near(fit.betweenTrials, 0.064748510708311);
    near(fit.withinTrials, 0.033380221473975);
    near(fit.logLikelihood, -7.8251704050475, 1e-9);
    near(fit.heterogeneity.q, 577.5071760116, 1e-9);
  });
  it("of results alike ends without either variance", () => {
    const same = fitted(Float64Array.of(0.3, 0.3, 0.3, 0.3), Float64Array.of(0.1, 0.2, 0.1, 0.2), [
      "a",
      "a",
      "b",
      "b",
    ]);
    expect(same).toMatchObject({ betweenTrials: 0, withinTrials: 0 });
    near(same.coefficients[0]?.estimate, 0.3, 1e-12);
    near(same.coefficients[0]?.standardError, Math.sqrt(1 / 30), 1e-9);
  });
  it("slopes of the likelihood are its derivatives by the two variances", () => {
    const trial = Int32Array.from(districts, (name) => sizes.findIndex(([one]) => one === name));
    for (const moderators of [undefined, byYear]) {
      const studies = studiesOf(y, v, moderators);
      if (!studies.ok) throw new Error(studies.error.message);
      const data = { ...studies.value, trial, trials: 11 };
      for (const restricted of [true, false])
        for (const [between, within] of [
          [0.05, 0.02],
          [0.3, 0],
        ] as const) {
          const minus = (b: number, w: number): number =>
            -multilevelFitAt(data, b, w, restricted).logLikelihood;
          const h = 1e-6;
          const { slopes } = multilevelFitAt(data, between, within, restricted);
          near(slopes[0], (minus(between + h, within) - minus(between - h, within)) / (2 * h), 1e-5);
          near(slopes[1], (minus(between, within + h) - minus(between, within - h)) / (2 * h), 1e-4);
        }
    }
  });
  it("by ML with the t test, and with trials alone", () => {
    const ml = fitted(y, v, districts, { method: "ML", test: "t" });
    near(ml.betweenTrials, 0.0577383588585);
    near(ml.coefficients[0]?.p, 0.0257638952733);
    const alone = fitted(y, v, districts, { within: false });
    near(alone.betweenTrials, 0.08284523257);
    near(alone.logLikelihood, -32.21647618598, 1e-9);
    expect(alone.withinTrials).toBe(0);
  });
  it("with a moderator of each trial", () => {
    const years = [1976, 1989, 1994, 1976, 1997, 1976, 1997, 1997, 2000, 2000];
    const column = [
      ...sizes.slice(0, 10).flatMap(([, size], at) => new Array<number>(size).fill(years[at] ?? 0)),
      ...[1995, 1995, 1994, 1994],
    ];
    const moderators = {
      names: ["intercept", "year"],
      values: Float64Array.from(column.flatMap((one) => [1, one])),
    };
    const fit = fitted(y, v, districts, { moderators });
    near(fit.coefficients[1]?.estimate, 0.005311818225);
    near(fit.logLikelihood, -7.240466776798, 1e-9);
    near(fit.withinTrials, 0.032650204595);
  });
  it("with one result a trial is the usual random-effects pool", () => {
    const names = Array.from(y, (_, i) => String(i));
    const fit = fitted(y, v, names, { within: false });
    const usual = pool(y, v);
    if (!usual.ok) throw new Error();
    near(fit.betweenTrials, tauSquaredOf(usual.value));
    near(fit.coefficients[0]?.estimate, pooled(usual.value).estimate);
  });
  it("does not mind the order", () => {
    const order = Array.from(y.keys()).reverse();
    const fit = fitted(
      Float64Array.from(order, (at) => y[at]!),
      Float64Array.from(order, (at) => v[at]!),
      order.map((at) => districts[at]!),
    );
    near(fit.betweenTrials, 0.0650619442753);
  });
  it("refuses what can not tell its variances apart", () => {
    const names = Array.from(y, (_, i) => String(i));
    const code = (trials: readonly string[]) => {
      const fit = multilevelPool(y, v, trials);
      return fit.ok ? "fitted" : fit.error.code;
    };
    expect(code(names)).toBe("one-result-a-trial");
    expect(code(names.map(() => "a"))).toBe("one-study");
    expect(code(["a", "b"])).toBe("lengths-differ");
    const message = (rows: number, trials: readonly string[], options: MultilevelOptions = {}) => {
      const fit = multilevelPool(y.subarray(0, rows), v.subarray(0, rows), trials, options);
      return fit.ok ? "fitted" : `${fit.error.message}; ${fit.error.remedy}`;
    };
    expect(message(3, ["a", "b"])).toBe("3 results but 2 trial names; name the trial of each result");
    expect(message(3, ["a", "a", "a"])).toBe(
      "all 3 results come from one trial; pool results of two trials at least",
    );
    expect(message(2, ["a", "b"])).toBe(
      "each trial has one result, so nothing tells the variance within trials from that between them; pool with one random effect a trial",
    );
    const two = { names: ["intercept", "x"], values: Float64Array.of(1, 0, 1, 1) };
    expect(message(2, ["a", "b"], { moderators: two })).toBe(
      "2 results for 2 coefficients; leave out moderators or add results",
    );
    expect(message(3, ["a", "b", "c"], { within: false })).toBe("fitted");
    expect(multilevelPool(Float64Array.of(1), Float64Array.of(-1), ["a"])).toMatchObject({
      error: { code: "variance-not-positive" },
    });
  });
});

describe("the scatter between trials", () => {
  const trials = ["a", "a", "b", "b", "c", "c", "d", "d"];
  const errors = Float64Array.of(0.05, 0.08, 0.1, 0.04, 0.09, 0.12, 0.06, 0.07);

  // R 4.2.2, metafor 3.8.1: rma.mv(y, v, random = ~ 1 | trial)
  it("small, is found", () => {
    const effects = Float64Array.of(-0.18, 0.82, -0.36, 0.23, 0.97, -0.07, -0.01, -0.09);
    const fit = multilevelPool(effects, errors, trials, { within: false });
    if (!fit.ok) throw new Error(fit.error.message);
    expect(fit.value.betweenTrials).toBeCloseTo(0.009218253726, 6);
    expect(fit.value.logLikelihood).toBeCloseTo(-7.061938723, 8);
  });

  it("no other has a higher likelihood", () => {
    // one result a trial: the restricted likelihood in closed form
    const likelihood = (effects: readonly number[], tauSquared: number): number => {
      const weights = Array.from(errors, (one) => 1 / (one + tauSquared));
      const sum = weights.reduce((total, one) => total + one, 0);
      const mean = weights.reduce((total, one, i) => total + one * effects[i]!, 0) / sum;
      const scatter = weights.reduce((total, one, i) => total + one * (effects[i]! - mean) ** 2, 0);
      const logs = weights.reduce((total, one) => total + Math.log(one), 0);
      return (logs - Math.log(sum) - scatter) / 2;
    };
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (effects, other) => {
          const names = effects.map((_, at) => String(at));
          const fit = multilevelPool(Float64Array.from(effects), errors, names, { within: false });
          if (!fit.ok) throw new Error(fit.error.message);
          expect(likelihood(effects, fit.value.betweenTrials)).toBeGreaterThanOrEqual(
            likelihood(effects, other) - 1e-9,
          );
        },
      ),
    );
  });
});
