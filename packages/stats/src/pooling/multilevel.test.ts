import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { multilevelPool } from "./multilevel.ts";
import { pool, pooled, tauSquaredOf } from "./pool.ts";

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
