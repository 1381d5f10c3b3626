import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialNormal } from "./binomial-normal.ts";
import { adaptiveQuadrature, type LikelihoodAt } from "./binomial-normal-likelihood.ts";

const events = Float64Array.of(16, 10, 4, 43, 10, 25, 13, 12, 22, 4, 5, 18, 58, 6);
const n = Float64Array.of(17, 12, 8, 58, 10, 42, 14, 12, 41, 5, 6, 23, 68, 10);

const fitted = (x: Float64Array, size: Float64Array, options = {}) => {
  const fit = binomialNormal(x, size, options);
  if (!fit.ok) throw new Error(fit.error.message);
  return fit.value;
};
const near = (got: number | null, expected: number, relative: number): void => {
  expect(Math.abs((got ?? Number.NaN) - expected), `${got} for ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );
};

describe("binomial-normal model (metadat dat.pritz1997)", () => {
  it.each([
    // nodes, mu, tau, error of mu, error of tau, log-likelihood: adaptive quadrature in R, Newton to 1e-10
    [1, 1.37518742227367, 0.757497980296394, 0.286243581776513, 0.274033741107547, -32.6564667327502],
    [7, 1.37660006884205, 0.767675216586414, 0.288385671632924, 0.279762943586929, -32.6054330763435],
    [25, 1.37659438893288, 0.767664987941209, 0.288379859008687, 0.27974890838865, -32.6054473153153],
    [61, 1.37659438910377, 0.767664988398785, 0.288379859132393, 0.279748908603565, -32.6054473153154],
  ])("%i nodes", (nodes, mu, tau, muError, tauError, logLikelihood) => {
    const fit = fitted(events, n, { nodes });
    near(fit.estimate, mu, 1e-7);
    near(fit.tau, tau, 1e-7);
    near(fit.standardError, muError, 1e-7);
    near(fit.tauStandardError, tauError, 1e-7);
    near(fit.logLikelihood, logLikelihood, 1e-9);
  });
  it("has metafor's tests of heterogeneity and its log-likelihood (rma.glmm, nAGQ = 7)", () => {
    const fit = fitted(events, n);
    near(fit.heterogeneity.wald, 25.0979089110942, 1e-7);
    near(fit.heterogeneity.likelihoodRatio, 42.2323980252337, 1e-9);
    near(fit.heterogeneity.iSquared, 67.7897368096, 1e-4);
    near(fit.conditionalLogLikelihood, -21.6607308433253, 1e-5);
    near(fit.proportion.estimate, 0.798445096529633, 1e-5);
  });
  it("with the determinant a step behind agrees with lme4's single node", () => {
    const fit = fitted(events, n, { nodes: 1, laplace: "lagged" });
    near(fit.estimate, 1.37437998705801, 1e-4);
    near(fit.tauSquared, 0.572647072199616, 1e-4);
    near(fit.standardError, 0.283360733371914, 1e-4);
  });
  it("has a gradient that is that of its value", () => {
    const at: LikelihoodAt = { value: 0, mu: 0, tau: 0 };
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 2, noNaN: true }),
        fc.double({ min: 0.05, max: 2, noNaN: true }),
        fc.constantFrom(1, 3, 7, 20),
        (mu, tau, nodes) => {
          const likelihood = adaptiveQuadrature(events, n, nodes);
          const value = (m: number, t: number): number => {
            likelihood(m, t, at);
            return at.value;
          };
          const h = 1e-5;
          const byMu = (value(mu + h, tau) - value(mu - h, tau)) / (2 * h);
          const byTau = (value(mu, tau + h) - value(mu, tau - h)) / (2 * h);
          likelihood(mu, tau, at);
          expect(at.mu).toBeCloseTo(byMu, 5);
          expect(at.tau).toBeCloseTo(byTau, 5);
        },
      ),
    );
  });
  it("of alike studies has tau = 0 and the pooled share", () => {
    const fit = fitted(Float64Array.of(5, 10, 20), Float64Array.of(10, 20, 40));
    expect(fit.tau).toBe(0);
    expect(fit.tauStandardError).toBeNull();
    expect(fit.proportion.estimate).toBeCloseTo(0.5, 9);
    near(fit.standardError, fit.common.standardError, 1e-6);
  });
  it("turns round when events and others change places, and does not mind the order", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc
            .tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 }))
            .filter(([x, rest]) => x + rest > 0),
          {
            minLength: 3,
            maxLength: 8,
          },
        ),
        (rows) => {
          fc.pre(rows.some(([x, rest]) => x > 0 && rest > 0));
          const x = Float64Array.from(rows, ([one]) => one);
          const size = Float64Array.from(rows, ([one, rest]) => one + rest);
          const fit = fitted(x, size);
          const turned = fitted(
            size.map((one, i) => one - x[i]!),
            size,
          );
          const reversed = fitted(x.slice().reverse(), size.slice().reverse());
          expect(turned.estimate).toBeCloseTo(-fit.estimate, 6);
          expect(reversed.estimate).toBeCloseTo(fit.estimate, 6);
          expect(reversed.tauSquared).toBeCloseTo(fit.tauSquared, 5);
        },
      ),
      { numRuns: 60 },
    );
  });
  it("finds the optimum where the likelihood is not concave on the way", () => {
    const fit = fitted(Float64Array.of(0, 0, 15), Float64Array.of(14, 12, 17));
    near(fit.estimate, -6.51426545, 1e-6);
    near(fit.tau, 8.13690795, 1e-6);
  });
  it.each([
    { events: [1, 2, 0], patients: [3, 2, 1], logit: 0 },
    { events: [3, 1, 0, 2, 1, 1], patients: [3, 1, 1, 2, 2, 1], logit: Math.log(8 / 2) },
    { events: [1, 1, 1], patients: [1, 1, 4], logit: 0 },
  ])("ends without scatter where its curvature vanishes: $events of $patients", (one) => {
    const fit = fitted(Float64Array.from(one.events), Float64Array.from(one.patients));
    expect(fit.tau).toBe(0);
    expect(fit.estimate).toBeCloseTo(one.logit, 12);
  });
  it("has every figure of metafor where studies are without events or with events only, at 90 % (rma.glmm, nAGQ = 7)", () => {
    const fit = fitted(
      Float64Array.of(0, 1, 3, 12, 8, 2, 5, 25, 7),
      Float64Array.of(6, 11, 9, 31, 24, 14, 5, 58, 22),
      { level: 0.9 },
    );
    expect(fit).toMatchObject({ k: 9, nodes: 7, level: 0.9 });
    near(fit.standardError, 0.300767214424, 1e-5);
    near(fit.low, -1.2612693695, 1e-5);
    near(fit.high, -0.271833282474, 1e-5);
    near(fit.proportion.low, 0.22075545472676, 1e-5);
    near(fit.proportion.high, 0.43245708233763, 1e-5);
    near(fit.tau, 0.625221516, 1e-5);
    near(fit.conditionalLogLikelihood, -16.720772585, 1e-5);
    // 63 events of 180 patients
    near(fit.common.estimate, Math.log(63 / 117), 1e-13);
    near(fit.common.standardError, Math.sqrt(1 / 63 + 1 / 117), 1e-13);
    const { df, likelihoodRatio, likelihoodRatioP, wald, waldP, iSquared, hSquared } = fit.heterogeneity;
    expect(df).toBe(8);
    near(likelihoodRatio, 24.6851192648, 1e-10);
    near(likelihoodRatioP, 0.00175742880272, 1e-9);
    near(wald, 6.87349008691, 1e-7);
    near(waldP, 0.550341761386, 1e-7);
    near(iSquared, 58.41483413, 1e-5);
    near(hSquared, 2.40470364631, 1e-5);
  });
  it("keeps its quadrature where the lagged determinant is asked for with more nodes than one", () => {
    expect(fitted(events, n, { laplace: "lagged" })).toEqual(fitted(events, n));
  });
  it.each([
    [[3], [9], "1 studies leave nothing to estimate the scatter between studies from"],
    [[3, Number.NaN], [9, 9], "events or patients are missing in some study"],
    [[3, 1], [9, Number.NaN], "events or patients are missing in some study"],
    [[0, 0], [5, 9], "0 events of 14 patients: the logit of the pooled proportion is not finite"],
    [[5, 9], [5, 9], "14 events of 14 patients: the logit of the pooled proportion is not finite"],
    [
      [0, 5, 0],
      [3, 5, 9],
      "in every study nobody or everybody had the event: the likelihood rises with the scatter without end",
    ],
  ])("says why %j of %j are not pooled, and what to do instead", (x, size, message) => {
    const refused = binomialNormal(Float64Array.from(x), Float64Array.from(size));
    expect(refused).toMatchObject({ error: { message } });
    expect(!refused.ok && refused.error.remedy).toMatch(/^(report the (single|sum)|leave out|look for) /);
  });
  it.each([
    ["no events", [0, 0], [5, 9], "no-events"],
    ["events only", [5, 9], [5, 9], "only-events"],
    ["nobody here, everybody there", [0, 5, 0], [3, 5, 9], "separated"],
    ["one study", [3], [9], "one-study"],
    ["no study", [], [], "no-studies"],
    ["more events than patients", [3, 10], [9, 9], "not-a-proportion"],
    ["missing counts", [3, Number.NaN], [9, 9], "not-finite"],
    ["lengths", [3, 1], [9], "lengths-differ"],
  ])("%s", (_, x, size, code) => {
    expect(binomialNormal(Float64Array.from(x), Float64Array.from(size))).toMatchObject({ error: { code } });
  });
  it.each([0, -1, 2.5, Number.NaN])("has no quadrature of %d points", (nodes) => {
    expect(binomialNormal(events, n, { nodes })).toMatchObject({
      error: {
        code: "no-nodes",
        message: `the quadrature is given ${nodes} points a study`,
        remedy: "give a whole number of points, 1 or more",
      },
    });
  });
  it("takes studies without events and with events only", () => {
    const fit = fitted(
      Float64Array.of(0, 1, 3, 12, 8, 2, 5, 25, 7),
      Float64Array.of(6, 11, 9, 31, 24, 14, 5, 58, 22),
    );
    near(fit.estimate, -0.766552522251055, 1e-7);
    near(fit.tauSquared, 0.390906134628141, 1e-6);
  });
});
