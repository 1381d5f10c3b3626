import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibration, hosmerLemeshow } from "./calibration.ts";
import { decisionCurve, survivalDecisionCurve } from "./decision-curve.ts";
import { localRegression } from "./local-regression.ts";
import { quantileOfSorted, restrictedCubicSpline, splineKnots } from "./restricted-cubic-spline.ts";

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const codeOf = (result: { ok: boolean }): string | undefined =>
  (result as { error?: { code: string } }).error?.code;
const outcome = [0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0];
const x = Float64Array.of(1, 2, 2, 3, 4, 5, 3, 6, 2, 3, 1, 5, 7, 2, 4);
// The prediction of R's glm(y ~ x, binomial), drawn in: 0.7 p + 0.1
const prediction = x.map((one) => 0.7 / (1 + Math.exp(2.077078885362688 - 0.585090177645995 * one)) + 0.1);

describe("calibration", () => {
  it("agrees with R's glm on slope, intercept and calibration in the large", () => {
    const got = must(calibration(outcome, prediction));
    expect(got.slope).toBeCloseTo(1.473235592824291, 7);
    expect(got.intercept).toBeCloseTo(0.330549438324154, 7);
    expect(got.inTheLarge).toBeCloseTo(0.178965570739318, 9);
    const brier = outcome.reduce((sum, one, i) => sum + (one - prediction[i]!) ** 2, 0) / 15;
    expect(got.brier).toBeCloseTo(brier, 12);
  });
  it("agrees with R on standard errors, Spiegelhalter's test and the indices of a local regression", () => {
    // l <- qlogis(p); summary(glm(y ~ l, binomial)); summary(glm(y ~ 1, binomial, offset = l)); rms 6.5, val.prob(p, y);
    // d <- abs(pmin(1, pmax(0, fitted(loess(y ~ p, surface = "direct")))) - p); mean(d), quantile(d, c(.5, .9, 1))
    const got = must(calibration(outcome, prediction));
    expect(got.slopeStandardError).toBeCloseTo(0.958858546057596, 7);
    expect(got.interceptStandardError).toBeCloseTo(0.65195916215512, 7);
    expect(got.inTheLargeStandardError).toBeCloseTo(0.544026281645217, 9);
    expect(got.brier).toBeCloseTo(0.209868878858278, 12);
    expect(got.spiegelhalterZ).toBeCloseTo(-0.291855467125785, 12);
    expect(got.spiegelhalterP).toBeCloseTo(0.770397133828428, 12);
    expect(got.integratedCalibrationIndex).toBeCloseTo(0.129966270327254, 9);
    expect(got.e50).toBeCloseTo(0.172108210018685, 9);
    expect(got.e90).toBeCloseTo(0.228536394621753, 9);
    expect(got.eMaximum).toBeCloseTo(0.282088134182954, 9);
    expect(got.convention).toBe("local quadratic regression, span 3/4, tricube, computed at every point");
  });
  it("has indices in order: median below the 90th percentile below the largest gap", () => {
    const got = must(calibration(outcome, prediction));
    expect(got.e50).toBeLessThanOrEqual(got.e90);
    expect(got.e90).toBeLessThanOrEqual(got.eMaximum);
    expect(got.integratedCalibrationIndex).toBeGreaterThan(0);
    expect(got.integratedCalibrationIndex).toBeLessThanOrEqual(got.eMaximum);
  });
  it("is ideal in slope and intercept for a model on its own data", () => {
    const own = x.map((one) => 1 / (1 + Math.exp(2.077078885362688 - 0.585090177645995 * one)));
    const got = must(calibration(outcome, own));
    expect(got.slope).toBeCloseTo(1, 8);
    expect(got.intercept).toBeCloseTo(0, 8);
    expect(got.inTheLarge).toBeCloseTo(0, 8);
  });
  it("refuses predictions of 0 or 1 and outcomes of one kind", () => {
    const remedy = "give outcomes of 0 and 1, and one predicted probability above 0 and below 1 each";
    const notOne = (message: string) => ({ error: { code: "not-a-prediction", message, remedy } });
    const third = Float64Array.of(0.2, 0.5, 0.6);
    expect(calibration([0, 1, 1], third.with(0, 0))).toMatchObject(
      notOne("observation 0: outcome 0, prediction 0"),
    );
    expect(calibration([0, 1, 1], third.with(1, 1))).toMatchObject(
      notOne("observation 1: outcome 1, prediction 1"),
    );
    expect(calibration([0, 1, 2], third)).toMatchObject(notOne("observation 2: outcome 2, prediction 0.6"));
    expect(codeOf(calibration([1, 1, 1], third))).toBe("separation");
    const lengths = (message: string) => ({ error: { code: "unequal-lengths", message, remedy } });
    expect(calibration([1, 0], third)).toMatchObject(lengths("2 outcomes stand beside 3 predictions"));
    expect(calibration([1, 0], third.subarray(1))).toMatchObject(
      lengths("2 outcomes stand beside 2 predictions"),
    );
  });
});

describe("Hosmer-Lemeshow test", () => {
  it("sums over groups whose bounds are quantiles, closed above", () => {
    const p = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
    const y = [0, 0, 1, 0, 1, 0, 1, 1, 1];
    const test = must(hosmerLemeshow(y, p, 4));
    expect(test.groups.map((one) => one.observations)).toEqual([3, 2, 2, 2]);
    expect(test.groups.map((one) => one.observed)).toEqual([1, 1, 1, 2]);
    const term = (o: number, e: number, n: number) => (o - e) ** 2 / (e * (1 - e / n));
    expect(test.statistic).toBeCloseTo(
      term(1, 0.6, 3) + term(1, 0.9, 2) + term(1, 1.3, 2) + term(2, 1.7, 2),
      12,
    );
    expect(test.degreesOfFreedom).toBe(2);
    const given = must(hosmerLemeshow(y, p, 4, "given"));
    expect([given.statistic, given.degreesOfFreedom]).toEqual([test.statistic, 4]);
    expect(given.p).toBeGreaterThan(test.p);
    // R: cut(p, quantile(p, 0:4 / 4), include.lowest = TRUE); sum((o - e)^2 / e + (o - e)^2 / (m - e)); pchisq
    expect(test.statistic).toBeCloseTo(0.904278727808139, 10);
    expect(test.p).toBeCloseTo(0.636265491103066, 10);
    expect(test.groups.map((one) => one.upTo)).toEqual(
      [0.3, 0.5, 0.7, 0.9].map((one) => expect.closeTo(one, 12)),
    );
    expect(test.groups.map((one) => one.expected)).toEqual(
      [0.6, 0.9, 1.3, 1.7].map((one) => expect.closeTo(one, 12)),
    );
  });
  it("takes ten groups unless asked otherwise, and fewer where quantiles are equal", () => {
    const p = Float64Array.from({ length: 40 }, (_, at) => (at + 0.5) / 40);
    const y = Array.from({ length: 40 }, (_, at) => Number((at * 7) % 40 < at));
    expect(must(hosmerLemeshow(y, p)).groups).toHaveLength(10);
    expect(must(hosmerLemeshow(y, p)).degreesOfFreedom).toBe(8);
    const lumped = p.map((one) => Math.ceil(4 * one) / 5);
    // The median lies between 0.4 and 0.6, and nobody between 0.4 and it.
    const test = must(hosmerLemeshow(y, lumped));
    expect(test.groups.map(({ upTo, observations }) => [upTo, observations])).toEqual([
      [0.4, 20],
      [expect.closeTo(0.6, 12), 10],
      [expect.closeTo(0.8, 12), 10],
    ]);
    expect(test.degreesOfFreedom).toBe(1);
    // Observed 5, 5, 9 against expected 6, 6, 8
    expect(test.statistic).toBeCloseTo(1 / 6 + 1 / 14 + 1 / 6 + 1 / 4 + 1 / 8 + 1 / 2, 10);
  });
  it("refuses predictions that make fewer than three groups", () => {
    expect(hosmerLemeshow([0, 1, 1], Float64Array.of(0.5, 0.5, 0.5))).toMatchObject({
      error: {
        code: "too-few-distinct-values",
        message: "the predictions fall into 0 groups; three are needed",
      },
    });
    expect(codeOf(hosmerLemeshow([0, 1], Float64Array.of(0.5, 0.5, 0.5)))).toBe("unequal-lengths");
  });
});

describe("local regression", () => {
  it("agrees with R's loess(y ~ x, surface = 'direct')", () => {
    const smooth = must(localRegression(x, Float64Array.from(outcome)));
    const wanted = [
      0,
      0.5,
      0.5,
      1 / 3,
      0.5,
      0.598014434070906,
      1 / 3,
      0.809562461212,
      0.5,
      1 / 3,
      0,
      0.598014434070906,
      1.061728765313,
    ];
    for (const [at, one] of wanted.entries()) expect(smooth[at]).toBeCloseTo(one, 10);
  });
  it("agrees with R's loess at another span and degree: loess(y ~ x, span = 0.55, surface = 'direct')", () => {
    const points = Float64Array.of(1, 2.5, 3, 4.2, 5, 7, 8, 8.5, 11, 12);
    const heights = Float64Array.of(2, 1, 4, 3, 6, 5, 9, 7, 8, 12);
    const near = (numbers: readonly number[]) => numbers.map((one) => expect.closeTo(one, 9));
    expect([...must(localRegression(points, heights, 0.55))]).toEqual(
      near([
        ...[1.87869075072985, 2.26747744654967, 4, 3.85738152896312, 5.1758524159075],
        ...[5.74754617217986, 9, 8.17344991762441, 7.94927106282083, 12.01751864591009],
      ]),
    );
    expect([...must(localRegression(points, heights, 0.55, 1))]).toEqual(
      near([
        ...[1.71500789932756, 2.38856344342959, 2.5828885824051, 4.24658412951784, 4.93305105010844],
        ...[6.37900602601945, 7.30699216977373, 7.45393224673268, 9.66545938102101, 10.80805667637597],
      ]),
    );
  });
  it("does not depend on the order of the points", () => {
    const curve = Float64Array.from({ length: 12 }, (_, at) => Math.sin(at));
    const points = Float64Array.from(curve, (_, at) => at / 2);
    const forth = must(localRegression(points, curve));
    const back = must(localRegression(points.slice().reverse(), curve.slice().reverse()));
    expect([...back].reverse()).toEqual([...forth].map((one) => expect.closeTo(one, 12)));
  });
  it("of more than 5,000 points joins 100 quantiles by lines: straight where the points are", () => {
    const n = 5001;
    const points = Float64Array.from({ length: n }, (_, at) => ((at * 37) % n) / 10);
    const line = points.map((one) => 3 - 2 * one);
    const smooth = must(localRegression(points, line, 0.1, 1));
    for (const at of [0, 1, 77, 2500, 5000]) expect(smooth[at]).toBeCloseTo(line[at]!, 8);
    // Between quantiles 50.5 apart a parabola x^2 is missed by at most a quarter of their distance squared.
    const bowl = points.map((one) => one * one);
    const joined = must(localRegression(points, bowl, 0.1));
    let [above, furthest] = [0, 0];
    for (const [at, one] of joined.entries()) {
      furthest = Math.max(furthest, Math.abs(one - bowl[at]!));
      if (one < bowl[at]! - 1e-7) above++;
    }
    expect(above).toBe(0);
    expect(furthest).toBeGreaterThan(0.2 * 5.05 ** 2);
    expect(furthest).toBeLessThan(0.27 * 5.05 ** 2);
    // At 5,000 points each has its own.
    const own = must(localRegression(points.subarray(0, 5000), bowl.subarray(0, 5000), 0.01));
    expect(own[2500]).toBeCloseTo(bowl[2500]!, 6);
  });
  it("gives back a parabola", () => {
    const curve = Float64Array.from({ length: 20 }, (_, at) => at ** 2 - 3 * at);
    const smooth = must(
      localRegression(
        Float64Array.from(curve, (_, at) => at),
        curve,
        0.5,
      ),
    );
    for (let at = 0; at < 20; at++) expect(smooth[at]).toBeCloseTo(curve[at]!, 9);
  });
  it("joins a hundred polynomials where there are many points: a line as it is, a parabola to 1e-4", () => {
    const places = Float64Array.from({ length: 6000 }, (_, at) => ((at * 4999) % 6000) / 6000);
    const line = must(localRegression(places, places));
    const parabola = must(
      localRegression(
        places,
        places.map((one) => one * one),
      ),
    );
    for (let at = 0; at < 6000; at += 7) {
      expect(Math.abs(line[at]! - places[at]!)).toBeLessThan(1e-9);
      expect(Math.abs(parabola[at]! - places[at]! ** 2)).toBeLessThan(1e-4);
    }
  });
  it("refuses two points", () => {
    expect(localRegression(Float64Array.of(1, 2), Float64Array.of(1, 2))).toMatchObject({
      error: {
        code: "not-a-curve",
        message: "2 points, or a value that is not finite, can not be smoothed",
        remedy: "leave out missing values; give three points or more",
      },
    });
    const three = Float64Array.of(1, 2, 4);
    expect(localRegression(three, three).ok).toBe(true);
    for (const [points, heights] of [
      [three.with(0, Number.NaN), three],
      [three, three.with(2, Number.POSITIVE_INFINITY)],
      [three, three.subarray(1)],
    ] as const)
      expect(codeOf(localRegression(points, heights))).toBe("not-a-curve");
  });
});

describe("restricted cubic spline", () => {
  const values = Float64Array.from({ length: 120 }, (_, at) => (at * 37) % 120);
  it("stands at Harrell's quantiles, the outer ones at the fifth values in small samples", () => {
    expect([...must(splineKnots(values, 3))]).toEqual(
      [11.9, 59.5, 107.1].map((one) => expect.closeTo(one, 10)),
    );
    expect([...must(splineKnots(values.slice(0, 20).sort(), 4))].slice(0, 1)).toEqual([
      values.slice(0, 20).sort()[4],
    ]);
  });
  it("is straight beyond the outer knots, and smooth at all of them", () => {
    const knots = Float64Array.of(10, 40, 60, 90);
    const column = (at: number, k: number) => restrictedCubicSpline(Float64Array.of(at), knots)[k]!;
    for (let k = 0; k < 3; k++) {
      expect(column(130, k) - 2 * column(120, k) + column(110, k)).toBeCloseTo(0, 9);
      for (const knot of knots) {
        const h = 1e-3;
        const left = (column(knot, k) - column(knot - h, k)) / h;
        const right = (column(knot + h, k) - column(knot, k)) / h;
        expect(right - left).toBeCloseTo(0, 3);
      }
    }
    expect([column(5, 0), column(5, 1), column(5, 2)]).toEqual([5, 0, 0]);
  });
  it("agrees with R's Hmisc 4.8, rcspline.eval(x, c(10, 40, 60, 90), inclx = TRUE)", () => {
    const at = Float64Array.of(5, 12, 30, 45, 70, 95, 130);
    const basis = restrictedCubicSpline(at, Float64Array.of(10, 40, 60, 90));
    const second = [0, 0.00125, 1.25, 6.69921875, 33.3333333333333, 78.125, 143.75];
    const third = [0, 0, 0, 0.01953125, 3.95833333333333, 14.84375, 31.25];
    expect([...basis]).toEqual(
      [...at].flatMap((one, row) => [
        one,
        ...[expect.closeTo(second[row]!, 10), expect.closeTo(third[row]!, 10)],
      ]),
    );
  });
  it("leaves missing values out, and moves the outer knots below 100 values only", () => {
    const holed = Float64Array.from([...values, Number.NaN, Number.POSITIVE_INFINITY]);
    expect(must(splineKnots(holed, 3))).toEqual(must(splineKnots(values, 3)));
    const hundred = Float64Array.from({ length: 100 }, (_, at) => at);
    expect([...must(splineKnots(hundred, 3))]).toEqual(
      [9.9, 49.5, 89.1].map((one) => expect.closeTo(one, 10)),
    );
    expect([...must(splineKnots(hundred.subarray(0, 99), 3))]).toEqual([4, 49, 94]);
  });
  it("refuses too few distinct values and another number of knots", () => {
    expect(splineKnots(new Float64Array(120).fill(1), 4)).toMatchObject({
      error: {
        code: "too-few-distinct-values",
        message: "4 knots fall on fewer distinct values: 1, 1, 1, 1",
        remedy: "use fewer knots, or treat the covariate as categories",
      },
    });
    const notOne = (message: string) => ({
      error: { code: "not-a-spline", message, remedy: "use 3 to 7 knots and 10 values or more" },
    });
    expect(splineKnots(values, 8)).toMatchObject(notOne("8 knots for 120 values"));
    expect(splineKnots(values.subarray(0, 9), 3)).toMatchObject(notOne("3 knots for 9 values"));
    expect(
      splineKnots(
        Float64Array.from({ length: 10 }, (_, at) => at),
        3,
      ).ok,
    ).toBe(true);
  });
  it("takes quantiles between two values by their distance", () => {
    expect(quantileOfSorted([1, 2, 4], 0.75)).toBe(3);
    expect(quantileOfSorted([1, 2, 4], 1)).toBe(4);
  });
});

describe("decision curve", () => {
  const risk = Float64Array.of(0.1, 0.4, 0.4, 0.8);
  it("weighs false positives by the odds at the threshold, and treats who stands at it", () => {
    const curve = must(decisionCurve([0, 1, 0, 1], risk, [0, 0.4, 0.5]));
    expect([...curve.truePositives]).toEqual([0.5, 0.5, 0.25]);
    expect([...curve.falsePositives]).toEqual([0.5, 0.25, 0]);
    expect(curve.netBenefit[0]).toBe(0.5);
    expect(curve.netBenefit[1]).toBeCloseTo(0.5 - (0.25 * 0.4) / 0.6, 12);
    expect(curve.netBenefitAll[2]).toBeCloseTo(0, 12);
  });
  it("equals treating all below every risk, and is 0 above", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.0999, noNaN: true }),
        fc.double({ min: 0.81, max: 0.99, noNaN: true }),
        (low, high) => {
          const curve = must(decisionCurve([0, 1, 0, 1], risk, [low, high]));
          expect(curve.netBenefit[0]).toBeCloseTo(curve.netBenefitAll[0]!, 12);
          expect(curve.netBenefit[1]).toBe(0);
        },
      ),
    );
  });
  it("is the plain curve for times without censoring", () => {
    const stop = Float64Array.of(9, 3, 8, 2);
    const timed = must(survivalDecisionCurve({ stop, event: [1, 1, 1, 1] }, risk, 5, [0.2, 0.4]));
    const plain = must(decisionCurve([0, 1, 0, 1], risk, [0.2, 0.4]));
    for (let at = 0; at < 2; at++) expect(timed.netBenefit[at]).toBeCloseTo(plain.netBenefit[at]!, 12);
  });
  it("agrees with R under censoring: Kaplan-Meier of those at or above the threshold", () => {
    // s <- summary(survfit(Surv(stop, event)[risk >= pt] ~ 1), times = 6)$surv; tp <- (1 - s) * mean(risk >= pt)
    const timed = must(
      survivalDecisionCurve(
        { stop: Float64Array.of(9, 3, 8, 2, 5, 7), event: [1, 1, 0, 1, 0, 1] },
        Float64Array.of(0.1, 0.4, 0.4, 0.8, 0.3, 0.5),
        6,
        [0.2, 0.4],
      ),
    );
    const near = (...numbers: number[]) => numbers.map((one) => expect.closeTo(one, 12));
    expect([...timed.truePositives]).toEqual(near(1 / 3, 1 / 3));
    expect([...timed.falsePositives]).toEqual(near(1 / 2, 1 / 3));
    expect([...timed.netBenefit]).toEqual(near(0.208333333333333, 0.111111111111111));
    expect([...timed.netBenefitAll]).toEqual(near(0.166666666666667, -0.111111111111111));
    expect([...timed.threshold]).toEqual([0.2, 0.4]);
    expect(timed.convention).toBe("event by 6, Kaplan-Meier among the treated");
  });
  it("counts an event at the horizon, and none after it", () => {
    const stop = Float64Array.of(5, 5.1, 8, 9);
    const curve = must(survivalDecisionCurve({ stop, event: [1, 1, 1, 1] }, risk, 5, [0]));
    expect(curve.truePositives[0]).toBeCloseTo(1 / 4, 12);
  });
  it("does not guess where none of the treated was followed so long", () => {
    const stop = Float64Array.of(9, 3, 8, 2);
    const timed = must(survivalDecisionCurve({ stop, event: [1, 1, 1, 0] }, risk, 5, [0.5, 0.9]));
    expect(timed.netBenefit[0]).toBeNaN();
    expect(timed.netBenefit[1]).toBe(0);
  });
  it("counts late entry: who is at risk at the horizon decides", () => {
    const stop = Float64Array.of(9, 3, 8, 4);
    const start = Float64Array.of(0, 0, 3, 0);
    const event = [1, 1, 1, 1];
    const curve = must(survivalDecisionCurve({ stop, event, start }, risk, 5, [0]));
    // Three at risk at 3, then with the third three at 4: survival 2/3 * 2/3.
    expect(curve.truePositives[0]).toBeCloseTo(1 - 4 / 9, 12);
  });
  it("takes risks of 0 and 1, and names its convention", () => {
    const curve = must(decisionCurve([0, 1], Float64Array.of(0, 1), [0.5]));
    expect(curve.netBenefit[0]).toBeCloseTo(0.5, 12);
    expect(curve.threshold).toHaveLength(1);
    expect(curve.convention).toBe("treated at or above the threshold");
  });
  const times = { stop: Float64Array.of(9, 3, 8, 2), event: [1, 1, 1, 1] };
  it.each([
    [() => decisionCurve([0, 1, 0, 1], risk, [1]), "the threshold 1 is not from 0 to below 1"],
    [() => decisionCurve([0, 1, 0, 1], risk, [0.5, -0.1]), "the threshold -0.1 is not from 0 to below 1"],
    [() => decisionCurve([0, 2, 0, 1], risk, [0.5]), "outcomes are 0 and 1, one a risk"],
    [() => decisionCurve([0, 1, 0], risk, [0.5]), "outcomes are 0 and 1, one a risk"],
    [() => decisionCurve([], new Float64Array(0), [0.5]), "outcomes are 0 and 1, one a risk"],
    [() => decisionCurve([0, 1, 0, 1], risk.with(3, 1.6), [0.5]), "a risk is missing or not from 0 to 1"],
    [() => decisionCurve([0, 1, 0, 1], risk.with(0, -0.1), [0.5]), "a risk is missing or not from 0 to 1"],
    [() => survivalDecisionCurve(times, risk, 0, [0.5]), "one time a risk, and a horizon above 0"],
    [
      () => survivalDecisionCurve(times, risk.subarray(1), 5, [0.5]),
      "one time a risk, and a horizon above 0",
    ],
  ])("refuses what is no risk or threshold: %#", (ask, message) => {
    expect(ask()).toMatchObject({
      error: {
        code: "not-a-decision",
        message,
        remedy: "give risks and thresholds as probabilities, thresholds below 1",
      },
    });
  });
  it("refuses times that no method can use", () => {
    const odd = survivalDecisionCurve({ ...times, event: [1, 2, 1, 1] }, risk, 5, [0.5]);
    expect(codeOf(odd)).toBe("not-a-survival-time");
  });
});
