import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AcceleratedFailureTimeData, acceleratedFailureTime } from "./accelerated-failure-time.ts";
import type { FailureTimeDistribution } from "./failure-time-distribution.ts";

const stop = Float64Array.of(5, 8, 8.5, 12, 13, 14, 13.5, 20, 21, 25, 30, 31);
const event = [1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0];
const x = [1.5, 0.5, 2, 0.5, 2.5, 4.5, 1, 3, 2.5, 1.5, 2.5, 4];
const weights = Float64Array.of(1, 2, 0.5, 1, 1.5, 1, 1, 2, 1, 1, 0.7, 1);
const design = Float64Array.from(x.flatMap((one) => [1, one]));
const fitted = (data: AcceleratedFailureTimeData, distribution: FailureTimeDistribution) => {
  const fit = acceleratedFailureTime(data, distribution);
  if (!fit.ok) throw new Error(fit.error.message);
  return fit.value;
};

describe("accelerated failure time", () => {
  // R 4.2, survival 3.5.3: survreg(Surv(stop, event) ~ x, weights = w, dist = ...)
  it.each([
    [
      "loglogistic",
      2.3248960473994,
      0.21500538347066,
      0.330535968389306,
      0.110380447749301,
      -37.4603740152786,
      -36.3410888261682,
    ],
    [
      "exponential",
      2.678938763385364,
      0.196755004839408,
      1,
      0.455027411162183,
      -40.0772667921814,
      -39.8175611064656,
    ],
    [
      "gaussian",
      11.69266760352495,
      2.97828152157937,
      8.18398751713966,
      22.491080684843,
      -38.3197930079697,
      -37.2534959116885,
    ],
    [
      "rayleigh",
      2.551325031461479,
      0.210852606254938,
      0.5,
      0.1274920168957192,
      -37.4457324813161,
      -36.4119734391395,
    ],
  ] as const)(
    "agrees with R's survreg: %s with weights",
    (distribution, intercept, slope, scale, variance, nothing, model) => {
      const fit = fitted({ stop, event, weights, design }, distribution);
      expect(fit.coefficients[0]).toBeCloseTo(intercept, 7);
      expect(fit.coefficients[1]).toBeCloseTo(slope, 7);
      expect(fit.scale).toBeCloseTo(scale, 7);
      expect(fit.covariance[0]! / variance).toBeCloseTo(1, 6);
      expect(fit.logLikelihood.null).toBeCloseTo(nothing, 9);
      expect(fit.logLikelihood.model).toBeCloseTo(model, 9);
      expect(fit.parameters).toBe(scale === 1 || scale === 0.5 ? 2 : 3);
    },
  );
  const z = [0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1];
  const two = Float64Array.from(x.flatMap((one, at) => [1, one, z[at]!]));
  // R 4.2, survival 3.5.3: survreg(Surv(stop, event) ~ x + z, weights = w, dist = , control =
  //   survreg.control(rel.tolerance = 1e-14)): coefficients, scale, var, loglik, 1 - pchisq(2 * diff(loglik), 2)
  it.each([
    [
      "weibull",
      [2.57205406802819, 0.210790883769533, -0.0342493067283548, 0.437915287575672],
      [
        ...[0.146613958418177, -0.0386154663443702, -0.064532694042403, 0.000156891848251967],
        ...[-0.0386154663443702, 0.0172018663166107, 0.00205111664344118, -0.000131187870793823],
        ...[-0.064532694042403, 0.00205111664344118, 0.0896758177445869, 7.97223736563399e-5],
        ...[0.000156891848251967, -0.000131187870793823, 7.97223736563399e-5, 0.0657091521790502],
      ],
      [-37.4456922625452, -36.2815905647933, 0.312202988751404],
    ],
    [
      "lognormal",
      [2.15519908449186, 0.230179922830647, 0.206250443681557, 0.53014279941767],
      [
        ...[0.155049912586947, -0.0380834721366575, -0.0790948745241162, 0.0125665587909611],
        ...[-0.0380834721366575, 0.0155948375684843, 0.00742225636018264, -0.00103477706833749],
        ...[-0.0790948745241162, 0.00742225636018264, 0.0999549288981987, -0.00441014029943915],
        ...[0.0125665587909611, -0.00103477706833749, -0.00441014029943915, 0.057050263382258],
      ],
      [-37.2337796539703, -35.8121626574827, 0.241323482012575],
    ],
    [
      "logistic",
      [9.70369260508294, 3.1054129743293, 1.84443471795437, 4.98181521575163],
      [
        ...[44.8755897567036, -9.97252085142645, -24.8186348776953, 0.256897054178261],
        ...[-9.97252085142645, 4.31194182956422, 1.44187703875709, -0.0285103029107467],
        ...[-24.8186348776953, 1.44187703875709, 30.2868900882931, -0.0819370070226323],
        ...[0.256897054178261, -0.0285103029107467, -0.0819370070226323, 0.0693046645041172],
      ],
      [-38.6287345529323, -37.6491000660332, 0.375448305048762],
    ],
    [
      "extreme",
      [14.117256401746, 3.83360290400469, -0.868228922030963, 7.21308014932784],
      [
        ...[38.5703542859846, -9.92361313775787, -17.5163147889098, 0.0507352026226439],
        ...[-9.92361313775787, 4.41758439067192, 0.553861264804729, -0.0378165881359796],
        ...[-17.5163147889098, 0.553861264804729, 24.3418628067003, 0.0188730402515555],
        ...[0.0507352026226439, -0.0378165881359796, 0.0188730402515555, 0.0614750133804387],
      ],
      [-39.557165431416, -38.1617436221194, 0.247728520132973],
    ],
  ] as const)(
    "agrees with R's survreg on two covariates: %s",
    (distribution, estimates, covariance, fitOf) => {
      const fit = fitted({ stop, event, weights, design: two }, distribution);
      expect(fit.coefficients).toHaveLength(3);
      for (const [k, one] of [...fit.coefficients, fit.scale].entries())
        expect(one).toBeCloseTo(estimates[k]!, 6);
      expect(fit.covariance).toHaveLength(16);
      for (const [at, one] of fit.covariance.entries())
        expect(Math.abs(one - covariance[at]!)).toBeLessThan(1e-6 * (1 + Math.abs(covariance[at]!)));
      expect(fit.logLikelihood).toEqual({
        null: expect.closeTo(fitOf[0], 9),
        model: expect.closeTo(fitOf[1], 9),
      });
      expect(fit.likelihoodRatioTest).toEqual({
        statistic: expect.closeTo(2 * (fitOf[1] - fitOf[0]), 8),
        degreesOfFreedom: 2,
        p: expect.closeTo(fitOf[2], 8),
      });
      expect(fit.convention).toBe(`${distribution}, log T = x b + scale e`);
    },
  );
  it("agrees with R's survreg at a scale that is given: scale = 0.7", () => {
    const fit = acceleratedFailureTime({ stop, event, design: two }, "weibull", { scale: 0.7 });
    if (!fit.ok) throw new Error(fit.error.message);
    const { coefficients, scale, parameters, covariance, logLikelihood, convention } = fit.value;
    expect([...coefficients]).toEqual(
      [2.6618816158607, 0.169982289408918, 0.156971736664427].map((one) => expect.closeTo(one, 7)),
    );
    expect([scale, parameters]).toEqual([0.7, 3]);
    expect([...covariance]).toEqual(
      [
        ...[0.399984510655539, -0.1197677497018, -0.138514147652976],
        ...[-0.1197677497018, 0.0516941065818255, 0.00691201978538615],
        ...[-0.138514147652976, 0.00691201978538615, 0.245924206271714],
      ].map((one) => expect.closeTo(one, 6)),
    );
    expect(logLikelihood.null).toBeCloseTo(-32.3182491946193, 9);
    expect(logLikelihood.model).toBeCloseTo(-31.9865915163079, 9);
    expect(convention).toBe("weibull, log T = x b + scale e, scale fixed at 0.7");
  });
  it("of an intercept alone has nothing to test: survreg(Surv(stop, event) ~ 1)", () => {
    const fit = fitted({ stop, event, design: new Float64Array(12).fill(1) }, "weibull");
    expect(fit.coefficients[0]).toBeCloseTo(3.13012405472908, 7);
    expect(fit.scale).toBeCloseTo(0.522837778020686, 7);
    expect(fit.logLikelihood.model).toBeCloseTo(-31.86164539893, 9);
    expect(fit.likelihoodRatioTest).toEqual({ statistic: 0, degreesOfFreedom: 0, p: 1 });
  });
  // Few events among times far apart: the search begins where the likelihood is not concave.
  const farOne = {
    stop: Float64Array.of(4, 0.8, 0.2, 8.3, 0.8),
    event: [1, 0, 0, 0, 1],
    design: Float64Array.from([-3.1, -0.9, 4.5, -0.3, 0.4].flatMap((one) => [1, one])),
  };
  const farTwo = {
    stop: Float64Array.of(0.5, 42.2, 0.3, 1.1, 0.4, 0.2),
    event: [1, 0, 0, 1, 0, 1],
    design: Float64Array.from([-0.9, 0.3, -2.7, 0.3, 1.3, -0.4].flatMap((one) => [1, one])),
  };
  // survreg(Surv(stop, event) ~ x, dist = , control = survreg.control(rel.tolerance = 1e-14, maxiter = 300))
  it.each([
    ["weibull", farOne, [2.14169550928215, 0.158674337913033, 1.00169596948336], -5.8538018577859],
    ["lognormal", farOne, [1.31396574689581, -0.118720062600123, 1.21258098507156], -5.62050257619409],
    ["loglogistic", farOne, [1.26123155865962, -0.10964514843215, 0.737787641300178], -5.72810487527936],
    ["extreme", farOne, [8.67432940077754, 1.22279850125348, 3.36767529051124], -7.17428694534397],
    ["gaussian", farOne, [5.98950139721525, 0.343374501252708, 4.12894044986236], -6.97104092638578],
    ["logistic", farOne, [5.87788383190639, 0.38224783561573, 2.51400182651955], -7.0778248498292],
    ["weibull", farTwo, [2.52567621684538, 0.809399388485063, 2.25009530466869], -7.21432015484524],
    ["lognormal", farTwo, [1.24519589490794, 0.579965071839956, 2.33197916789237], -6.44915666503058],
    ["loglogistic", farTwo, [0.85335369629621, 0.480924507474569, 1.35744260472933], -6.52776966850378],
    ["extreme", farTwo, [31.1747747224825, 6.03502592958061, 21.30236074038], -16.1989796184839],
    ["gaussian", farTwo, [18.7925132125935, 3.55631784875333, 21.4970763820152], -15.3764567319851],
    ["logistic", farTwo, [14.5437421991557, 2.56336628380952, 12.3907216551636], -15.451499558207],
  ] as const)(
    "agrees with R's survreg from far away: %s %#",
    (distribution, data, estimates, logLikelihood) => {
      const fit = fitted(data, distribution);
      for (const [k, one] of [...fit.coefficients, fit.scale].entries())
        expect(one / estimates[k]!).toBeCloseTo(1, 6);
      expect(fit.logLikelihood.model).toBeCloseTo(logLikelihood, 9);
    },
  );
  it("gives the exponential rate as events over time", () => {
    const fit = fitted({ stop, event, design: new Float64Array(12).fill(1) }, "exponential");
    const events = event.reduce((sum, one) => sum + one, 0);
    const time = stop.reduce((sum, one) => sum + one, 0);
    expect(Math.exp(-fit.coefficients[0]!)).toBeCloseTo(events / time, 10);
    expect(fit.covariance[0]).toBeCloseTo(1 / events, 10);
  });
  it("moves the intercept by log of the unit, and nothing else", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("weibull", "lognormal", "loglogistic"),
        fc.double({ min: 0.1, max: 100, noNaN: true }),
        (distribution, unit) => {
          const days = fitted({ stop, event, design }, distribution);
          const other = fitted({ stop: stop.map((one) => one * unit), event, design }, distribution);
          expect(other.coefficients[0]! - days.coefficients[0]!).toBeCloseTo(Math.log(unit), 6);
          expect(other.coefficients[1]).toBeCloseTo(days.coefficients[1]!, 6);
          expect(other.scale).toBeCloseTo(days.scale, 6);
        },
      ),
      { numRuns: 20 },
    );
  });
  it.each([
    [
      { stop, event: new Uint8Array(12), design },
      {
        code: "no-events",
        message: "none of 12 observations has the event",
        remedy: "follow longer, or check how the event is coded",
      },
    ],
    [
      { stop: Float64Array.of(0, 1), event: [1, 1], design: Float64Array.of(1, 1) },
      {
        code: "not-a-survival-time",
        message: "a time is 0 or less, and its logarithm is wanted",
        remedy: "give times after the start, or a distribution on the scale of time itself",
      },
    ],
    [
      { stop: new Float64Array(3).fill(2), event: [1, 1, 1], design: Float64Array.of(1, 1, 1) },
      {
        code: "no-maximum",
        message: "the likelihood of the weibull model has no maximum in reach",
        remedy: "use fewer covariates, or a distribution with fewer parameters",
      },
    ],
    [
      { stop, event, design: new Float64Array(13) },
      {
        code: "unequal-lengths",
        message: "13 covariate values do not fit 12 observations",
        remedy: "give one row of covariates an observation, with a column of ones for the intercept",
      },
    ],
    [
      { stop, event, design: new Float64Array(0) },
      {
        code: "unequal-lengths",
        message: "0 covariate values do not fit 12 observations",
        remedy: "give one row of covariates an observation, with a column of ones for the intercept",
      },
    ],
  ])("refuses with cause and remedy: %#", (data, expected) => {
    const fit = acceleratedFailureTime(data, "weibull");
    expect(!fit.ok && fit.error).toEqual(expected);
  });
  it("refuses a covariate that is a combination of others, and what is no survival time", () => {
    const combined = Float64Array.from(x.flatMap((one) => [1, one, 2 * one]));
    const fit = acceleratedFailureTime({ stop, event, design: combined }, "weibull");
    expect(!fit.ok && fit.error.code).toBe("singular-design");
    const odd = acceleratedFailureTime({ stop, event: event.with(0, 2), design }, "weibull");
    expect(!odd.ok && odd.error.code).toBe("not-a-survival-time");
  });
  it("takes times of 0 and below on the scale of time itself", () => {
    const earlier = fitted({ stop: stop.map((one) => one - 13), event, design }, "gaussian");
    const plain = fitted({ stop, event, design }, "gaussian");
    expect(earlier.coefficients[0]).toBeCloseTo(plain.coefficients[0]! - 13, 6);
    expect(earlier.scale).toBeCloseTo(plain.scale, 6);
  });
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a scale of %d", (scale) => {
    const design = Float64Array.from(x, () => 1);
    expect(acceleratedFailureTime({ stop, event, design }, "weibull", { scale })).toMatchObject({
      error: { code: "scale-not-positive", message: `the scale is given as ${scale}` },
    });
  });
  it("a scale of 1 makes the Weibull model exponential, one of a half Rayleigh's", () => {
    const design = Float64Array.from(x.flatMap((one) => [1, one]));
    for (const [scale, named] of [
      [1, "exponential"],
      [0.5, "rayleigh"],
    ] as const) {
      const given = acceleratedFailureTime({ stop, event, design }, "weibull", { scale });
      const fixed = acceleratedFailureTime({ stop, event, design }, named);
      if (!given.ok || !fixed.ok) throw new Error("no fit");
      expect(given.value.coefficients).toEqual(fixed.value.coefficients);
      expect(given.value.covariance).toEqual(fixed.value.covariance);
    }
  });
  it("the extreme-value model of log times is the Weibull model of times", () => {
    const design = Float64Array.from(x.flatMap((one) => [1, one]));
    const logs = acceleratedFailureTime({ stop: stop.map(Math.log), event, design }, "extreme");
    const times = acceleratedFailureTime({ stop, event, design }, "weibull");
    if (!logs.ok || !times.ok) throw new Error("no fit");
    expect(logs.value.scale).toBeCloseTo(times.value.scale, 8);
    expect(logs.value.coefficients[1]).toBeCloseTo(times.value.coefficients[1]!, 8);
  });

  it("a group in which nobody fails has no estimate", () => {
    const group = [1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0].map((died) => 1 - died);
    const apart = Float64Array.from(group.flatMap((one) => [1, one]));
    expect(acceleratedFailureTime({ stop, event, design: apart }, "weibull")).toMatchObject({
      ok: false,
      error: { code: "estimate-without-bound" },
    });
  });

  it("of many patients is fitted to its end: the likelihood's rounding does not stop the search", () => {
    const n = 60_000;
    const many = {
      stop: Float64Array.from({ length: n }, (_, i) => 1 + ((i * 7919) % 997)),
      event: Float64Array.from({ length: n }, (_, i) => Number((i * 31) % 5 > 2)),
      design: Float64Array.from({ length: 2 * n }, (_, at) =>
        at % 2 === 0 ? 1 : (((at >> 1) * 104_729) % 13) / 13,
      ),
    };
    const fit = fitted(many, "weibull");
    expect(fit.iterations).toBeLessThan(20);
    // each patient for two: the same estimates
    const doubled = fitted({ ...many, weights: new Float64Array(n).fill(2) }, "weibull");
    expect(doubled.scale).toBeCloseTo(fit.scale, 9);
    expect(doubled.coefficients[1]).toBeCloseTo(fit.coefficients[1]!, 9);
  });
});
