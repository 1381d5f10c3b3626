import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KaplanMeierOptions, kaplanMeier } from "./kaplan-meier.ts";
import type { SurvivalTimes } from "./survival-times.ts";

const curveOf = (times: SurvivalTimes, options?: KaplanMeierOptions) => {
  const curve = kaplanMeier(times, options);
  if (!curve.ok) throw new Error(curve.error.message);
  return curve.value;
};
const close = (got: Float64Array, wanted: readonly number[], digits = 11): void => {
  expect(got).toHaveLength(wanted.length);
  for (const [at, one] of wanted.entries())
    if (Number.isNaN(one)) expect(got[at]).toBeNaN();
    else expect(got[at]).toBeCloseTo(one, digits);
};

const stop = Float64Array.of(1, 2, 2, 3, 4, 5, 6);
const event = [1, 1, 0, 1, 0, 1, 1];
const weights = Float64Array.of(1, 2, 1, 1.5, 1, 0.5, 2);

describe("Kaplan-Meier", () => {
  it("counts those who fail before those who are censored at the same time", () => {
    const curve = curveOf({ stop, event });
    expect([...curve.time]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...curve.atRisk]).toEqual([7, 6, 4, 3, 2, 1]);
    expect([...curve.events]).toEqual([1, 1, 1, 0, 1, 1]);
    expect([...curve.censored]).toEqual([0, 1, 0, 1, 0, 0]);
    close(curve.survival, [6 / 7, 5 / 7, 15 / 28, 15 / 28, 15 / 56, 0]);
  });
  it("has no standard error and no limits where nobody is left", () => {
    const curve = curveOf({ stop, event });
    expect(curve.standardError[5]).toBeNaN();
    expect(curve.low[5]).toBeNaN();
  });
  it("agrees with R's survfit on fractional weights (infinitesimal jackknife)", () => {
    const curve = curveOf({ stop, event, weights }, { variance: "infinitesimal jackknife" });
    close(
      curve.standardError.slice(0, 5),
      [0.107980590645, 0.197723671334, 0.217155194736, 0.217155194736, 0.230530324367],
    );
  });
  // R 4.2, survival 3.5-3: survfit(Surv(stop, event) ~ 1, conf.type = ...)
  it.each([
    [
      "plain",
      [0.597917992612, 0.379627853202, 0.142179905611, 0.142179905611, 0],
      [1, 1, 0.929248665818, 0.929248665818, 0.688005643334],
    ],
    [
      "log",
      [0.633446529012, 0.447090947928, 0.256981336178, 0.256981336178, 0.055807004354],
      [1, 1, 1, 1, 1],
    ],
    [
      "log-log",
      [0.334053879292, 0.258153665459, 0.131988176963, 0.131988176963, 0.013124793079],
      [0.978561058526, 0.919797456045, 0.824997042041, 0.824997042041, 0.670013466821],
    ],
    [
      "logit",
      [0.419398378757, 0.32661551395, 0.191683335531, 0.191683335531, 0.041172618123],
      [0.98032938124, 0.927983203151, 0.848811645151, 0.848811645151, 0.757108899451],
    ],
    [
      "arcsin",
      [0.527389382998, 0.353250155149, 0.17121271777, 0.17121271777, 0.004837390114],
      [0.999704247315, 0.963006023038, 0.879108388499, 0.879108388499, 0.724624835672],
    ],
  ] as const)("agrees with R's survfit on limits of the scale %s", (interval, low, high) => {
    const curve = curveOf({ stop, event }, { interval });
    close(curve.low.slice(0, 5), low);
    close(curve.high.slice(0, 5), high);
    expect(curve.high[5]).toBeNaN();
  });
  it("cuts limits of the angle at none and all, as R does", () => {
    const times = {
      stop: Float64Array.from({ length: 12 }, (_, i) => i + 1),
      event: new Array<number>(12).fill(1),
    };
    const { low, high } = curveOf(times, { interval: "arcsin", level: 0.99 });
    close(low.slice(0, 2), [0.619595661316, 0.493075114069]);
    close(low.slice(9, 11), [0.002374232629, 0]);
    close(high.slice(0, 2), [1, 0.997625767371]);
    close(high.slice(9, 11), [0.506924885931, 0.380404338684]);
  });
  it("agrees with R's survfit on late entry, logit limits", () => {
    const late = { stop: stop.map((one) => one + 1), event, start: Float64Array.of(0, 0, 1, 2, 2.5, 0, 3) };
    const curve = curveOf(late, { interval: "logit" });
    expect([...curve.atRisk]).toEqual([4, 5, 4, 3, 2, 1]);
    close(curve.survival, [0.75, 0.6, 0.45, 0.45, 0.225, 0]);
    close(
      curve.low.slice(0, 5),
      [0.2378398457781, 0.2004107679826, 0.1347703588156, 0.1347703588156, 0.0329995490276],
    );
    const weighted = curveOf({ ...late, weights }, { variance: "infinitesimal jackknife" });
    close(
      weighted.standardError.slice(0, 5),
      [0.206582722601, 0.195034161376, 0.168544984029, 0.168544984029, 0.163664968407],
    );
  });

  describe("hazard and survival by their two estimates and both ways of ties", () => {
    // R 4.2, survival 3.5.3: survfit(Surv(times, events) ~ 1, stype = 2, ctype = 1 or 2): surv, cumhaz, std.chaz, lower
    const tied = {
      stop: Float64Array.of(1, 2, 2, 2, 3, 4, 4, 5, 6),
      event: [1, 1, 1, 0, 1, 1, 1, 1, 0],
    };
    const together = {
      hazard: [
        0.111111111111, 0.361111111111, 0.561111111111, 1.061111111111, 1.561111111111, 1.561111111111,
      ],
      error: [0.111111111111, 0.208795783033, 0.289129173575, 0.456722759464, 0.677196927793, 0.677196927793],
    };
    it("together: d / n at each time", () => {
      const plain = curveOf(tied);
      close(plain.cumulativeHazard, together.hazard);
      close(plain.cumulativeHazardStandardError, together.error);
      close(
        plain.survival,
        [0.888888888889, 0.666666666667, 0.533333333333, 0.266666666667, 0.133333333333, 0.133333333333],
      );
      close(
        plain.low,
        [0.705557501516, 0.420028358579, 0.282129943363, 0.082872453268, 0.021757513506, 0.021757513506],
      );
      const curve = curveOf(tied, { estimate: "exponential of the hazard" });
      close(curve.cumulativeHazard, together.hazard);
      close(
        curve.survival,
        [0.894839316814, 0.696901560658, 0.570574739579, 0.346071073212, 0.209902716343, 0.209902716343],
      );
      close(
        curve.low,
        [0.719725861659, 0.462854131181, 0.323746693807, 0.141384624284, 0.055665612083, 0.055665612083],
      );
      close(curve.high.slice(3, 5), [0.847087781435, 0.791496737021]);
    });
    it("one by one: 1 / n + 1 / (n - 1) + ...", () => {
      const curve = curveOf(tied, { estimate: "exponential of the hazard", ties: "one by one" });
      close(
        curve.cumulativeHazard,
        [0.111111111111, 0.378968253968, 0.578968253968, 1.162301587302, 1.662301587302, 1.662301587302],
      );
      close(
        curve.cumulativeHazardStandardError,
        [0.111111111111, 0.219951909011, 0.297285792257, 0.511849541749, 0.715534732482, 0.715534732482],
      );
      close(
        curve.survival,
        [0.894839316814, 0.684567344618, 0.560476337592, 0.312765494749, 0.189701861865, 0.189701861865],
      );
      // The standard error of S is S times that of the hazard.
      for (const [at, one] of curve.standardError.entries())
        expect(one).toBeCloseTo(curve.survival[at]! * curve.cumulativeHazardStandardError[at]!, 12);
    });
    it("one by one with weights: each takes its share of the weight that fails", () => {
      // stype = 2, ctype = 2, weights = weights
      const weights = Float64Array.of(1, 2, 1, 1.5, 1, 0.5, 2, 1, 1.2);
      const curve = curveOf(
        { ...tied, weights },
        { estimate: "exponential of the hazard", ties: "one by one" },
      );
      close(
        curve.cumulativeHazard,
        [0.089285714286, 0.408758330919, 0.58419692741, 1.212473214798, 1.667018669343, 1.667018669343],
      );
    });
    it("the hazard has a jackknife of its own: with weights, variance = infinitesimal jackknife", () => {
      // survfit(..., weights = weights)$std.chaz, and std.err times surv
      const weights = Float64Array.of(1, 2, 1, 1.5, 1, 0.5, 2, 1, 1.2);
      const curve = curveOf({ ...tied, weights }, { variance: "infinitesimal jackknife" });
      close(
        curve.cumulativeHazardStandardError,
        [0.086956276926, 0.1970409062, 0.265702955907, 0.352302926277, 0.514768195067, 0.514768195067],
      );
      close(
        curve.standardError,
        [0.086956276926, 0.172842222358, 0.183438212098, 0.156952869988, 0.126462108912, 0.126462108912],
      );
      expect(curve.convention.variance).toBe("infinitesimal jackknife");
    });
    it("names its convention", () => {
      expect(curveOf(tied).convention).toEqual({ interval: "log", level: 0.95, variance: "greenwood" });
      expect(curveOf(tied, { interval: "plain", level: 0.9 }).convention).toEqual({
        ...{ interval: "plain", level: 0.9, variance: "greenwood" },
      });
    });
    it("refuses a level in percent", () => {
      const curve = kaplanMeier(tied, { level: 95 });
      expect(!curve.ok && curve.error.code).toBe("level-not-a-share");
    });
  });

  const observations = fc.array(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 1 })), {
    minLength: 1,
    maxLength: 40,
  });
  const timesOf = (rows: readonly (readonly [number, number])[]): SurvivalTimes => ({
    stop: Float64Array.from(rows, ([time]) => time),
    event: rows.map(([, one]) => one),
  });
  it("does not depend on the order of observations", () => {
    fc.assert(
      fc.property(observations, (rows) => {
        expect(curveOf(timesOf([...rows].reverse()))).toEqual(curveOf(timesOf(rows)));
      }),
    );
  });
  it("takes a weight of 2 as two observations", () => {
    fc.assert(
      fc.property(observations, (rows) => {
        const doubled = curveOf(timesOf(rows.flatMap((one) => [one, one])));
        const weighted = curveOf({ ...timesOf(rows), weights: new Float64Array(rows.length).fill(2) });
        close(weighted.survival, [...doubled.survival]);
        close(weighted.standardError, [...doubled.standardError]);
      }),
    );
  });
  it("equals the empirical distribution without censoring, and the jackknife then equals Greenwood", () => {
    fc.assert(
      fc.property(observations, (rows) => {
        const times = timesOf(rows.map(([time]) => [time, 1] as const));
        const curve = curveOf(times);
        const n = rows.length;
        close(
          curve.survival,
          Array.from(curve.time, (time) => rows.filter(([one]) => one > time).length / n),
        );
        const jackknife = curveOf(times, { variance: "infinitesimal jackknife" });
        // once nobody is left Greenwood has no value
        close(
          jackknife.standardError,
          Array.from(curve.standardError, (one, at) => (curve.survival[at] === 0 ? 0 : one)),
          9,
        );
      }),
    );
  });
  it("has exp(-H) above the product limit, and events one by one a higher hazard than together", () => {
    fc.assert(
      fc.property(observations, (rows) => {
        const times = timesOf(rows);
        const plain = curveOf(times);
        const hazard = curveOf(times, { estimate: "exponential of the hazard" });
        const singly = curveOf(times, { estimate: "exponential of the hazard", ties: "one by one" });
        for (let at = 0; at < plain.time.length; at++) {
          expect(hazard.survival[at]).toBeCloseTo(Math.exp(-plain.cumulativeHazard[at]!), 12);
          expect(hazard.survival[at]).toBeGreaterThanOrEqual(plain.survival[at]!);
          expect(singly.cumulativeHazard[at]).toBeGreaterThanOrEqual(hazard.cumulativeHazard[at]! - 1e-12);
        }
      }),
    );
  });
  it("holds the estimate within its limits, whatever the scale", () => {
    const scales = ["plain", "log", "log-log", "logit", "arcsin"] as const;
    fc.assert(
      fc.property(observations, fc.constantFrom(...scales), (rows, interval) => {
        const { survival, low, high } = curveOf(timesOf(rows), { interval });
        for (let at = 0; at < survival.length; at++) {
          if (Number.isNaN(low[at]!)) continue;
          expect(low[at]).toBeLessThanOrEqual(survival[at]! + 1e-12);
          expect(high[at]).toBeGreaterThanOrEqual(survival[at]! - 1e-12);
          expect(low[at]).toBeGreaterThanOrEqual(0);
          expect(high[at]).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
  it("stays at 1 without events", () => {
    const curve = curveOf({ stop: Float64Array.of(1, 2), event: [0, 0] });
    expect([...curve.survival, ...curve.low, ...curve.high]).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it.each([
    [{ stop: new Float64Array(0), event: [] }, "no-observations", "there is no observation"],
    [{ stop, event: [1] }, "unequal-lengths", "7 times stand beside 1 values of another column"],
    [
      { stop: Float64Array.of(1, Number.NaN), event: [1, 1] },
      "not-a-survival-time",
      "observation 1: the time NaN is not a finite number",
    ],
    [
      { stop: Float64Array.of(1), event: [2] },
      "not-a-survival-time",
      "observation 0: the event 2 is neither 0 nor 1",
    ],
    [
      { stop: Float64Array.of(1), event: [1], start: Float64Array.of(1) },
      "not-a-survival-time",
      "observation 0: the interval from 1 to 1 is empty",
    ],
    [
      { stop: Float64Array.of(1), event: [1], weights: Float64Array.of(0) },
      "not-a-survival-time",
      "observation 0: the weight 0 is not a positive number",
    ],
  ])("refuses what is no survival time: %#", (times, code, message) => {
    const curve = kaplanMeier(times);
    expect(!curve.ok && [curve.error.code, curve.error.message]).toEqual([code, message]);
  });
});
