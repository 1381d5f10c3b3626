import { describe, expect, it } from "vitest";
import { type ConcordanceWeight, concordance } from "./concordance.ts";

const times = {
  stop: Float64Array.of(2, 4, 4, 4, 6, 6, 8, 9, 11, 12, 12),
  event: [1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1],
};
/** high for a long life, so it enters with the other sign */
const score = [3, 1, 1, 5, 2, 2, 7, 4, 4, 6, 1].map((one) => -one);
const weights = Float64Array.of(1, 2, 0.5, 1, 1, 2, 1, 1, 0.5, 1, 2);

const of = (given: Parameters<typeof concordance>[0], timeWeight: ConcordanceWeight) => {
  const c = concordance(given, score, { timeWeight });
  if (!c.ok) throw new Error(c.error.message);
  return c.value;
};

describe("concordance refuses", () => {
  const refusal = (...given: Parameters<typeof concordance>) => {
    const c = concordance(...given);
    return c.ok ? null : c.error;
  };
  const remedy = "give one score an observation, and leave out those without";
  it("scores that are not one an observation", () => {
    expect(refusal(times, score.slice(1))).toEqual({
      ...{ code: "unequal-lengths", message: "11 observations stand beside 10 scores", remedy },
    });
    expect(refusal(times, score.with(3, Number.NaN))).toEqual({
      ...{ code: "not-a-score", message: "observation 3 has no score", remedy },
    });
  });
  it("strata and clusters that are not one an observation", () => {
    expect(refusal(times, score, { strata: [0] })?.message).toContain("1 numbers of strata");
    expect(refusal(times, score, { cluster: [0] })?.message).toContain("1 numbers of clusters");
  });
});

describe("concordance by what a failure weighs (survival 3.5 concordance, timewt n, S, n/G2, I)", () => {
  it.each<readonly [ConcordanceWeight, number, number, readonly number[]]>([
    ["at-risk", 0.666666666667, 0.0135510263715, [24, 11, 4, 1, 1]],
    ["survival", 0.64064602961, 0.014966838994, [24.9428571429, 13, 4.51428571429, 2.05714285714, 1]],
    [
      "survival/censoring",
      0.610580430025,
      0.0171274700229,
      [26.1053061224, 15.7102040816, 5.18693877551, 4.23183673469, 1],
    ],
    ["equal", 0.604609694888, 0.0183547382893, [2.67597402597, 1.6474025974, 0.592857142857, 0.5, 0.1]],
  ])("%s", (timeWeight, value, variance, counts) => {
    const c = of(times, timeWeight);
    expect(c.concordance).toBeCloseTo(value, 11);
    expect(c.standardError ** 2).toBeCloseTo(variance, 11);
    [c.concordant, c.discordant, c.tiedScore, c.tiedTime, c.tiedBoth].forEach((count, i) => {
      expect(count).toBeCloseTo(counts[i]!, 9);
    });
  });
  it.each<readonly [ConcordanceWeight, number, number, number]>([
    ["at-risk", 0.614634146341, 0.0235797379892, 2],
    ["survival", 0.58028530061, 0.02585226202, 3.55614973262],
    ["survival/censoring", 0.538056565977, 0.0290567094228, 6.32310046041],
    ["equal", 0.543471093511, 0.0294774994717, 0.666666666667],
  ])("%s, observations weighted", (timeWeight, value, variance, tiedTime) => {
    const c = of({ ...times, weights }, timeWeight);
    expect(c.concordance).toBeCloseTo(value, 11);
    expect(c.standardError ** 2).toBeCloseTo(variance, 11);
    expect(c.tiedTime).toBeCloseTo(tiedTime, 10);
  });
  it("without censoring, survival and survival/censoring count pairs as they are", () => {
    const seen = { stop: times.stop, event: times.event.map(() => 1) };
    const [plain, survival, both] = [
      of(seen, "at-risk"),
      of(seen, "survival"),
      of(seen, "survival/censoring"),
    ];
    expect(survival.concordance).toBeCloseTo(plain.concordance, 12);
    expect(both.concordant).toBeCloseTo(plain.concordant, 10);
  });
  it("a weight of 2 for each changes nothing but the count of pairs", () => {
    const double = { ...times, weights: weights.map(() => 2) };
    for (const timeWeight of ["at-risk", "survival", "equal"] as const) {
      expect(of(double, timeWeight).concordance).toBeCloseTo(of(times, timeWeight).concordance, 12);
      expect(of(double, timeWeight).standardError).toBeCloseTo(of(times, timeWeight).standardError, 12);
    }
    expect(of(double, "at-risk").concordant).toBe(96);
  });
  it("counts entry: who comes later is not compared", () => {
    const late = { ...times, start: Float64Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 11.5, 11.5) };
    const c = of(late, "at-risk");
    // the two that enter last are compared with nobody before them: only with each other, at one time
    expect(c.concordant + c.discordant + c.tiedScore).toBe(24 + 11 + 4 - 2 * 6);
    expect(of(late, "survival").concordance).toBeGreaterThan(0);
  });
  it("refuses data in which nobody is seen to live longer", () => {
    expect(concordance({ stop: Float64Array.of(3, 3), event: [1, 1] }, [1, 2])).toMatchObject({
      error: {
        code: "no-comparable-pair",
        message: "there is no pair in which one fails while the other is seen to live longer",
        remedy: "follow longer, or compare more observations",
      },
    });
  });
});
