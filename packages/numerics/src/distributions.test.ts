import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beta } from "./beta.ts";
import { binomial } from "./binomial.ts";
import { chiSquared } from "./chi-squared.ts";
import { fisherF } from "./fisher-f.ts";
import { gamma } from "./gamma.ts";
import { hypergeometric } from "./hypergeometric.ts";
import { normal } from "./normal.ts";
import { studentT } from "./student-t.ts";

const close = (got: number, expected: number, relative = 1e-12): void => {
  expect(Math.abs(got - expected), `${got} for ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );
};
const inside = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
const positive = fc.double({ min: 0.2, max: 300, noNaN: true });

describe("values by R 4.2.2", () => {
  it.each([
    ["pnorm(-38.5, log.p=T)", normal.logCdf(-38.5), -7.4569527029041103e2],
    ["pnorm(-1e5, log.p=T)", normal.logCdf(-1e5), -5.0000000124318638e9],
    ["qnorm(1e-300)", normal.quantile(1e-300), -37.0470962993612],
    ["qnorm(1e-100, lower=F)", normal.upperQuantile(1e-100), 21.2734535609653],
    ["qnorm(0.3)", normal.quantile(0.3), -0.524400512708041],
    ["pt(-50, 1e7, log.p=T)", studentT.logCdf(-50, 1e7), -1.2546750122167475e3],
    ["qt(1e-12, 4)", studentT.quantile(1e-12, 4), -1.3160727465592572e3],
    ["pchisq(3000, 4, lower=F, log.p=T)", chiSquared.logSurvival(3000, 4), -1.4926861131683665e3],
    ["pchisq(1, 1000, log.p=T)", chiSquared.logCdf(1, 1000), -2.9584030502397873e3],
    ["pgamma(1e-3, 80, log.p=T)", gamma.logCdf(1e-3, 80), -8.2629453425851136e2],
    ["dgamma(2, 3, 4)", gamma.density(2, 3, 4), 4.2939216371521524e-2],
    ["pgamma(1015.81138830084, 1000)", gamma.cdf(1015.81138830084, 1000), 0.69424393281842656],
    ["pgamma(5035.35533905933, 5000, lower=F)", gamma.survival(5035.35533905933, 5000), 0.30729316801858614],
    ["pchisq(1063, 1000, lower=F)", chiSquared.survival(1063, 1000), 0.081506040801911692],
    ["qgamma(0.9, 1000)", gamma.quantile(0.9, 1000), 1040.73430801369],
    ["qchisq(0.975, 1e5)", chiSquared.quantile(0.975, 1e5), 100878.4153056656],
    ["pt(-1e-8, 1)", studentT.cdf(-1e-8, 1), 0.4999999968169011],
    ["pbeta(1-1e-8, 0.5, 0.5)", beta.cdf(1 - 1e-8, 0.5, 0.5), 1 - 6.3661977502738054e-5],
    ["pbeta(1e-5, 113, 73, log.p=T)", beta.logCdf(1e-5, 113, 73), -1.1801224796742101e3],
    ["qbeta(0.3, 0.4, 90)", beta.quantile(0.3, 0.4, 90), 4.184377232288335e-4],
    ["dbeta(0.2, 3, 4)", beta.density(0.2, 3, 4), 1.2288],
    ["pf(1e6, 3, 1000, lower=F, log.p=T)", fisherF.logSurvival(1e6, 3, 1000), -4.0001217532391893e3],
    ["pf(2, 3, Inf, lower=F)", fisherF.survival(2, 3, Number.POSITIVE_INFINITY), 1.1161022509471258e-1],
    ["qf(1e-8, 3, 12)", fisherF.quantile(1e-8, 3, 12), 3.5962586384385986e-6],
    ["qf(1e-8, 3, 12, lower=F)", fisherF.upperQuantile(1e-8, 3, 12), 98.811454744476094],
    ["dbinom(3000, 10000, 0.31, log=T)", binomial.logDensity(3000, 10_000, 0.31), -7.0955098899913214],
    ["pbinom(30, 100, 0.5)", binomial.cdf(30, 100, 0.5), 3.9250698227968443e-5],
    [
      "dhyper(300, 1000, 20000, 5000, log=T)",
      hypergeometric.logDensity(300, 1000, 20_000, 5000),
      -14.10826283832264,
    ],
    ["phyper(300, ..., lower=F)", hypergeometric.survival(300, 1000, 20_000, 5000), 1.793377055301305e-6],
    ["pchisq(80, 3, ncp=5)", chiSquared.cdf(80, 3, 5), 1 - 4.0037277926468093e-11],
  ])("%s", (_, got, expected) => close(got, expected, 1e-10));
});

describe("laws", () => {
  it("a gamma distribution of a large shape is close to the normal of Wilson and Hilferty", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 200, max: 20_000, noNaN: true }),
        fc.double({ min: -4, max: 4, noNaN: true }),
        (shape, z) => {
          const spread = 1 / (9 * shape);
          const x = shape * (1 - spread + z * Math.sqrt(spread)) ** 3;
          expect(Math.abs(gamma.cdf(x, shape) - normal.cdf(z))).toBeLessThan(2e-5);
        },
      ),
    );
  });
  it("quantiles of every distribution bring back their probability to the last digits", () => {
    fc.assert(
      fc.property(positive, positive, fc.double({ min: -30, max: -0.7, noNaN: true }), (a, b, logP) => {
        const p = Math.exp(logP);
        close(gamma.cdf(gamma.quantile(p, a), a), p, 1e-11);
        close(gamma.survival(gamma.upperQuantile(p, a), a), p, 1e-11);
        close(fisherF.survival(fisherF.upperQuantile(p, a, b), a, b), p, 1e-10);
        close(studentT.survival(studentT.upperQuantile(p, a), a), p, 1e-11);
      }),
    );
  });
  it("lower and upper tail add up to one", () => {
    fc.assert(
      fc.property(positive, positive, positive, inside, (x, a, b, p) => {
        expect(normal.cdf(x / 50) + normal.survival(x / 50)).toBeCloseTo(1, 14);
        expect(studentT.cdf(x / 9, a) + studentT.survival(x / 9, a)).toBeCloseTo(1, 14);
        expect(chiSquared.cdf(x, a) + chiSquared.survival(x, a)).toBeCloseTo(1, 13);
        expect(chiSquared.cdf(x, a, b) + chiSquared.survival(x, a, b)).toBeCloseTo(1, 12);
        expect(fisherF.cdf(x, a, b) + fisherF.survival(x, a, b)).toBeCloseTo(1, 12);
        expect(beta.cdf(p, a, b) + beta.survival(p, a, b)).toBeCloseTo(1, 12);
      }),
    );
  });
  it("a quantile has its probability below it, an upper quantile above it", () => {
    fc.assert(
      fc.property(inside, positive, positive, (p, a, b) => {
        close(normal.cdf(normal.quantile(p)), p, 1e-11);
        close(studentT.survival(studentT.upperQuantile(p, a), a), p, 1e-8);
        close(gamma.cdf(gamma.quantile(p, a, b), a, b), p, 1e-8);
        close(beta.survival(beta.upperQuantile(p, a + 1, b + 1), a + 1, b + 1), p, 1e-8);
        close(fisherF.cdf(fisherF.quantile(p, a, b), a, b), p, 1e-8);
      }),
    );
  });
  it("the logarithm of a tail is the logarithm", () => {
    fc.assert(
      fc.property(positive, positive, (x, a) => {
        expect(chiSquared.logSurvival(x, a)).toBeCloseTo(Math.log(chiSquared.survival(x, a)), 9);
        expect(studentT.logSurvival(x / 50, a)).toBeCloseTo(Math.log(studentT.survival(x / 50, a)), 9);
      }),
    );
  });
  it("t squared is F with one degree of freedom, and t grows normal", () => {
    close(studentT.twoSided(2.2, 7), fisherF.survival(2.2 ** 2, 1, 7));
    close(studentT.twoSided(2.2, 1e12), normal.twoSided(2.2), 1e-11);
    close(studentT.survival(2.2, Number.POSITIVE_INFINITY), normal.survival(2.2));
  });
  it("binomial and hypergeometric tails are the sums of their terms", () => {
    let sum = 0;
    for (let x = 0; x <= 6; x++) {
      sum += binomial.density(x, 15, 0.3);
      close(binomial.cdf(x, 15, 0.3), sum);
    }
    sum = 0;
    for (let x = 0; x <= 8; x++) {
      sum += hypergeometric.density(x, 10, 12, 8);
      close(hypergeometric.cdf(x, 10, 12, 8), sum);
    }
    expect(hypergeometric.cdf(8, 10, 12, 8)).toBe(1);
    expect(hypergeometric.survival(-1, 10, 12, 8)).toBe(1);
  });
});

describe("what is no distribution", () => {
  it("yields no number", () => {
    expect(studentT.survival(1, 0)).toBeNaN();
    expect(studentT.quantile(1.1, 3)).toBeNaN();
    expect(chiSquared.cdf(1, -1)).toBeNaN();
    expect(chiSquared.cdf(1, 2, -1)).toBeNaN();
    expect(fisherF.survival(1, 0, 2)).toBeNaN();
    expect(beta.cdf(0.5, 0, 1)).toBeNaN();
    expect(gamma.quantile(0.5, Number.NaN)).toBeNaN();
    expect(binomial.cdf(1, 2.5, 0.5)).toBeNaN();
    expect(hypergeometric.density(1, 2, 2, 5)).toBeNaN();
    expect(normal.quantile(-0.1)).toBeNaN();
  });
  it("has its ends at the ends", () => {
    expect(normal.quantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normal.cdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(studentT.survival(Number.POSITIVE_INFINITY, 3)).toBe(0);
    expect(chiSquared.survival(-1, 3)).toBe(1);
    expect(fisherF.survival(Number.POSITIVE_INFINITY, 3, 4)).toBe(0);
    expect(binomial.density(3, 2, 0.5)).toBe(0);
  });
});
