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
    ["no-events", { stop, event: new Uint8Array(12), design }],
    ["not-a-survival-time", { stop: Float64Array.of(0, 1), event: [1, 1], design: Float64Array.of(1, 1) }],
    ["singular-design", { stop, event, design: Float64Array.from(x.flatMap((one) => [1, one, 2 * one])) }],
    ["no-maximum", { stop: new Float64Array(3).fill(2), event: [1, 1, 1], design: Float64Array.of(1, 1, 1) }],
  ])("refuses %s", (code, data) => {
    const fit = acceleratedFailureTime(data, "weibull");
    expect(!fit.ok && fit.error.code).toBe(code);
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
});
