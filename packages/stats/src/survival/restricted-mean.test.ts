import { describe, expect, it } from "vitest";
import { kaplanMeier } from "./kaplan-meier.ts";
import { restrictedMean } from "./restricted-mean.ts";

const curve = kaplanMeier({ stop: Float64Array.of(1, 2, 2, 3, 4, 5, 6), event: [1, 1, 0, 1, 0, 1, 1] });
if (!curve.ok) throw new Error(curve.error.message);
const meanAt = (horizon: number) => {
  const mean = restrictedMean(curve.value, horizon);
  if (!mean.ok) throw new Error(mean.error.message);
  return mean.value;
};

describe("restricted mean survival", () => {
  it("agrees with R's summary(survfit(...), rmean = 5)", () => {
    // S = 6/7, 5/7, 15/28, 15/28 from times 1, 2, 3, 4; Greenwood terms by hand
    const areas = [6 / 7 + 5 / 7 + 30 / 28, 5 / 7 + 30 / 28, 30 / 28];
    const terms = [1 / 42, 1 / 30, 1 / 12];
    expect(meanAt(5).mean).toBeCloseTo(1 + (areas[0] ?? 0), 12);
    expect(meanAt(5).mean).toBeCloseTo(3.642857142857, 11);
    expect(meanAt(5).standardError).toBeCloseTo(0.606842662881, 11);
    const byHand = areas.reduce((sum, area, at) => sum + area * area * (terms[at] ?? 0), 0);
    expect(meanAt(5).standardError).toBeCloseTo(Math.sqrt(byHand), 12);
  });
  it.each([
    [2, 1.85714285714286, 0.132260014253222],
    [3, 2.57142857142857, 0.275321174759838],
    [4.5, 3.375, 0.514691680047583],
    [6, 3.91071428571429, 0.726388223048179],
    [8, 3.91071428571429, 0.726388223048179],
  ])(
    "agrees with R's summary(survfit(...), rmean = %d), also at and beyond the last death",
    (horizon, mean, error) => {
      expect(meanAt(horizon).mean).toBeCloseTo(mean, 11);
      expect(meanAt(horizon).standardError).toBeCloseTo(error, 11);
      expect(meanAt(horizon).horizon).toBe(horizon);
    },
  );
  it.each([
    [2, 1.88888888888889, 0.104756560175785],
    [3, 2.55555555555556, 0.228311629739592],
    [5.5, 3.42222222222222, 0.496997845780605],
    [6, 3.48888888888889, 0.533991363606225],
    [8, 3.75555555555556, 0.716767626155073],
  ])("agrees with R on ties of deaths and a last one alive: rmean = %d", (horizon, mean, error) => {
    const tied = kaplanMeier({
      stop: Float64Array.of(1, 2, 2, 2, 3, 4, 4, 5, 6),
      event: [1, 1, 1, 0, 1, 1, 1, 1, 0],
    });
    const found = tied.ok ? restrictedMean(tied.value, horizon) : tied;
    expect(found).toMatchObject({
      value: {
        mean: expect.closeTo(mean, 11),
        standardError: expect.closeTo(error, 11),
        extrapolated: horizon > 6,
      },
    });
  });
  it("is the horizon itself before the first event, and grows with it", () => {
    expect(meanAt(0.5)).toMatchObject({ mean: 0.5, standardError: 0, extrapolated: false });
    expect(meanAt(2.5).mean).toBeLessThan(meanAt(2.6).mean);
  });
  it("says when the curve is carried on beyond the last observation", () => {
    expect(meanAt(6).extrapolated).toBe(false);
    expect(meanAt(100).extrapolated).toBe(false); // the curve is at 0
    const alive = kaplanMeier({ stop: Float64Array.of(1, 2), event: [1, 0] });
    expect(alive.ok && restrictedMean(alive.value, 3)).toMatchObject({
      value: { mean: 2, extrapolated: true },
    });
  });
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the horizon %s", (horizon) => {
    const mean = restrictedMean(curve.value, horizon);
    expect(!mean.ok && mean.error).toEqual({
      code: "not-a-horizon",
      message: `the horizon ${horizon} is not a positive time`,
      remedy: "give a time after which follow-up no longer counts",
    });
  });
});
