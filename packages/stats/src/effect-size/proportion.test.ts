import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectEffects } from "./expect-effects.test-data.ts";
import {
  harmonicMean,
  inverseFreemanTukey,
  type ProportionMeasure,
  proportionEffects,
  proportionOf,
} from "./proportion.ts";
import {
  jeffreysQuantiles,
  proportionInterval,
  proportionIntervalConventions,
  wilsonScore,
} from "./proportion-interval.ts";

const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const x = Float64Array.of(0, 3, 5, 9);
const n = Float64Array.of(6, 10, 5, 22);

describe("variances of a proportion (metafor 3.8 escalc)", () => {
  it.each<readonly [ProportionMeasure, "AV" | "UB", number[]]>([
    ["PR", "AV", [0.00836226308875962, 0.0167245261775192, 0.00388942469244633]],
    ["PR", "UB", [0.00671052631578947, 0.00527777777777778, 0.00479023410337634]],
    ["PLN", "AV", [0.185483870967742, 0.370967741935484, 0.086271567891973]],
    ["PLO", "AV", [0.298962131837307, 0.597924263674614, 0.139052154342934]],
  ])("%s %s", (measure, variance, variances) => {
    const [events, patients] = [Float64Array.of(3, 0, 12), Float64Array.of(20, 9, 43)];
    const own = value(proportionEffects(events, patients, measure));
    expectEffects(
      proportionEffects(events, patients, measure, {}, variance),
      Array.from(own.effects),
      variances,
    );
  });
  it("with n - 1 of the plain proportion alone", () => {
    const [events, patients] = [Float64Array.of(3, 2), Float64Array.of(20, 9)];
    for (const measure of ["PLN", "PLO", "PAS", "PFT"] as const)
      expect(proportionEffects(events, patients, measure, {}, "UB")).toEqual(
        proportionEffects(events, patients, measure),
      );
  });
});

describe("scales of a proportion (metafor 3.8 escalc)", () => {
  it.each<readonly [ProportionMeasure, number[], number[]]>([
    [
      "PR",
      [0.071428571428571425, 0.3, 0.91666666666666663, 0.40909090909090912],
      [0.0094752186588921289, 0.021, 0.012731481481481488, 0.010987978963185574],
    ],
    [
      "PLN",
      [-2.6390573296152589, -1.2039728043259361, -0.08701137698962981, -0.89381787602209639],
      [1.8571428571428572, 0.23333333333333331, 0.015151515151515166, 0.065656565656565649],
    ],
    [
      "PLO",
      [-2.5649493574615367, -0.84729786038720356, 2.3978952727983702, -0.36772478012531723],
      [2.1538461538461537, 0.47619047619047616, 2.1818181818181817, 0.18803418803418803],
    ],
    ["PAS", [0, 0.57963974036370425, 1.5707963267948966, 0.69398059490099395], [1 / 24, 0.025, 0.05, 1 / 88]],
    [
      "PFT",
      [0.1937983433275903, 0.59837604638663988, 1.3605291591529141, 0.69791102462863841],
      [1 / 26, 1 / 42, 1 / 22, 1 / 90],
    ],
  ])("%s", (measure, effects, variances) => {
    const got = value(proportionEffects(x, n, measure));
    effects.forEach((one, i) => {
      expect(got.effects[i]).toBeCloseTo(one, 13);
      expect(got.variances[i]).toBeCloseTo(variances[i]!, 13);
    });
  });
  it("lead back to the proportion", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom<ProportionMeasure>("PR", "PLN", "PLO", "PAS", "PFT"),
        (events, rest, measure) => {
          const size = events + rest;
          const one = value(proportionEffects(Float64Array.of(events), Float64Array.of(size), measure));
          expect(proportionOf(one.effects[0]!, measure, size)).toBeCloseTo(events / size, 9);
        },
      ),
    );
  });
  it("Miller's inverse ends at 0 and 1 (metafor transf.ipft)", () => {
    const t = [0.2, 0.5, 0.8, 1.2, 1.4, 1.55];
    const sizes = [5, 20, 100, 1000, 5, 20];
    const expected = [0, 0.21679585585889, 0.514745035367195, 0.869065150980919, 1, 1];
    t.forEach((one, i) => {
      expect(inverseFreemanTukey(one, sizes[i]!)).toBeCloseTo(expected[i]!, 12);
    });
    // the scale of ten patients begins at asin(sqrt(1 / 11)) / 2 = 0.15315, no events
    expect(inverseFreemanTukey(0.1531, 10)).toBe(0);
    expect(inverseFreemanTukey(0.1535, 10)).toBeGreaterThan(0);
    expect(inverseFreemanTukey(0.1535, 10)).toBeLessThan(1e-3);
    expect(harmonicMean(Float64Array.of(2, 6))).toBe(3);
  });
  it("a bound beyond the arcsine scale is an end of it", () => {
    expect(proportionOf(-0.1, "PAS", 10)).toBe(0);
    expect(proportionOf(1.7, "PAS", 10)).toBe(1);
  });
  it("a study without counts has no effect, and does not disturb the others", () => {
    const missing = Float64Array.of(3, Number.NaN, 5);
    const sizes = Float64Array.of(10, 12, Number.NaN);
    const got = value(proportionEffects(missing, sizes, "PLO"));
    expect(got.effects[0]).toBeCloseTo(Math.log(3 / 7), 14);
    expect([got.effects[1], got.effects[2]]).toEqual([Number.NaN, Number.NaN]);
  });
  it.each([
    [[3, 7], [9, 6], "not-a-proportion", "study 2 has 7 events of 6"],
    [[-1], [6], "not-a-proportion", "study 1 has -1 events of 6"],
    [[1], [0], "not-a-proportion", "study 1 has 1 events of 0"],
    [[0], [0], "not-a-proportion", "study 1 has 0 events of 0"],
    [[1, 2], [6], "lengths-differ", "2 event counts for 1 denominators"],
  ])("refuses %s of %s", (events, size, code, message) => {
    expect(proportionEffects(Float64Array.from(events), Float64Array.from(size), "PLO")).toMatchObject({
      error: {
        code,
        message,
        remedy:
          code === "lengths-differ"
            ? "give events and patients of every study"
            : "give counts with 0 <= events <= patients, patients >= 1",
      },
    });
  });
});

describe("intervals of one proportion", () => {
  it.each([
    // x, n, convention, low, high: R binom.test, prop.test, qbeta
    [3, 184, "CP", 0.00337505250126602, 0.0469065627957294],
    [1, 10, "WS", 0.0178762130950729, 0.404150026795238],
    [1, 10, "WSCC", 0.00524230156967773, 0.458846016156656],
    [7, 184, "JF", 0.0171751168843818, 0.0732336920177272],
    // Agresti and Coull 1998, by hand: (x + z^2/2) / (n + z^2) -+ z sqrt(pq / (n + z^2))
    [9, 31, "AC", 0.159407, 0.467475],
    [9, 31, "SA", 0.130538, 0.450108],
    [9, 31, "SACC", 0.130538 - 1 / 62, 0.450108 + 1 / 62],
  ] as const)("%i of %i by %s", (events, size, convention, low, high) => {
    const got = value(proportionInterval(events, size, convention));
    const digits = convention === "AC" || convention === "SA" || convention === "SACC" ? 5 : 10;
    expect(got.low).toBeCloseTo(low, digits);
    expect(got.high).toBeCloseTo(high, digits);
  });
  it("end at 0 without events and at 1 with events only, but for those that know no end", () => {
    for (const convention of ["CP", "WS", "WSCC", "JF"] as const) {
      expect(value(proportionInterval(0, 12, convention)).low).toBe(0);
      expect(value(proportionInterval(12, 12, convention)).high).toBe(1);
    }
    expect(jeffreysQuantiles(0, 12)[0]).toBeGreaterThan(0);
    expect(wilsonScore(10, 10, 1.959963984540054, true)[1]).toBeLessThan(1);
    expect(value(proportionInterval(1, 12, "SACC")).low).toBeLessThan(0);
  });
  it("hold the estimate, and mirror when events and others change places", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom(...proportionIntervalConventions),
        (events, rest, convention) => {
          fc.pre(events + rest > 0);
          const one = value(proportionInterval(events, events + rest, convention));
          const other = value(proportionInterval(rest, events + rest, convention));
          expect(one.low).toBeLessThanOrEqual(one.estimate + 1e-12);
          expect(one.high).toBeGreaterThanOrEqual(one.estimate - 1e-12);
          expect(other.low).toBeCloseTo(1 - one.high, 9);
        },
      ),
    );
  });
  it("refuse what are no counts", () => {
    expect(proportionInterval(3, 2, "WS")).toMatchObject({ error: { code: "not-a-proportion" } });
  });
});
