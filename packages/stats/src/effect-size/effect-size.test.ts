import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { correlationEffects } from "./correlation.ts";
import {
  hazardRatioFromInterval,
  hazardRatioFromLogRank,
  hazardRatioFromMedians,
  hazardRatioFromP,
} from "./hazard-ratio.ts";
import { isMeanMeasure, meanEffects } from "./single-mean.ts";
import { isRateMeasure, type RateMeasure, rateEffects } from "./single-rate.ts";
import { hedgesCorrection } from "./standardisation.ts";
import { type TwoByTwoMeasure, twoByTwoEffects } from "./two-by-two.ts";
import { type TwoMeansMeasure, twoMeanEffects } from "./two-means.ts";
import { twoRateEffects } from "./two-rates.ts";

const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const close = (got: Float64Array, expected: readonly number[]): void => {
  expect(got).toHaveLength(expected.length);
  expected.forEach((one, i) => {
    if (Number.isNaN(one)) expect(got[i]).toBeNaN();
    else
      expect(Math.abs(got[i]! - one), `${got[i]} for ${one}`).toBeLessThanOrEqual(
        1e-12 * Math.max(1, Math.abs(one)),
      );
  });
};

/** the second table has an empty cell in the first group, the fourth in the second */
const tables = {
  a: Float64Array.of(4, 0, 10, 3, 20),
  b: Float64Array.of(16, 15, 0, 7, 30),
  c: Float64Array.of(8, 2, 5, 0, 11),
  d: Float64Array.of(14, 13, 9, 12, 40),
};

describe("two-by-two tables (metafor 3.8 escalc, add = 1/2 where a cell is empty)", () => {
  it.each<readonly [TwoByTwoMeasure, number[], number[]]>([
    [
      "RR",
      [-0.59783700075562041, -1.6094379124341003, 0.95678209322889196],
      [0.27954545454545454, 2.275, 0.11948051948051948],
    ],
    [
      "OR",
      [-0.82667857318446802, -1.7475882509149174, 3.5910661440914939],
      [0.5089285714285714, 2.5385902031063319, 2.3823194349510137],
    ],
    [
      "RD",
      [-0.16363636363636364, -0.125, 0.58787878787878789],
      [0.018518407212622091, 0.0101318359375, 0.01942588418621476],
    ],
    [
      "AS",
      [-0.18363723901484647, -0.37379217483451038, 0.93027401411547206],
      [0.023863636363636365, 0.033333333333333333, 0.042857142857142858],
    ],
    [
      "PETO",
      [-0.78272727272727283, -1.4252873563218389, 2.3882575757575761],
      [0.4565909090909091, 1.4252873563218389, 0.64015151515151525],
    ],
    [
      "PHI",
      [-0.18090680674665818, -0.2672612419124244, 0.65465367070797709],
      [0.022103030303030301, 0.0093962585034013564, 0.012925170068027216],
    ],
    [
      "YUQ",
      [-0.39130434782608697, -0.70329670329670324, 0.9463414634146341],
      [0.091251817996648082, 0.16209064996770475, 0.006496145144617692],
    ],
    [
      "YUY",
      [-0.20377661238703057, -0.41106912564775827, 0.71520861700923943],
      [0.029221231383805484, 0.10957155908630804, 0.035527741479352726],
    ],
    [
      "PBIT",
      [-0.49286553805586947, -0.85274169817206902, 2.0313164566726938],
      [0.17670542968205732, 0.52554995379047542, 0.54122378809350724],
    ],
    [
      "OR2DL",
      [-0.45577178462265588, -0.96349590002902308, 1.9798585306085574],
      [0.15469573573964071, 0.77163889248472861, 0.72413827489014604],
    ],
    [
      "OR2DN",
      [-0.50101731708149577, -1.0591443944938894, 2.1764037236918146],
      [0.18693427784336877, 0.93244819214190344, 0.87504846095537703],
    ],
  ])("%s", (measure, effects, variances) => {
    const got = value(twoByTwoEffects(tables, measure));
    close(got.effects.subarray(0, 3), effects);
    close(got.variances.subarray(0, 3), variances);
  });
  it("rules for empty cells", () => {
    const first = (to: "all" | "if0all" | "none" | "only0", measure: TwoByTwoMeasure = "OR") =>
      value(twoByTwoEffects(tables, measure, { to, add: 0.25 })).effects[0]!;
    expect(first("only0")).toBeCloseTo(-0.82667857318446802, 14);
    expect(first("all")).toBeCloseTo(-0.79463021947135115, 14);
    expect(first("if0all")).toBe(first("all"));
    const full = { a: tables.a.subarray(0, 1), b: tables.b.subarray(0, 1) };
    const alone = { ...full, c: tables.c.subarray(0, 1), d: tables.d.subarray(0, 1) };
    expect(value(twoByTwoEffects(alone, "OR", { to: "if0all", add: 0.25 })).effects[0]).toBe(first("only0"));
    close(value(twoByTwoEffects(tables, "OR", { to: "none" })).effects, [
      -0.82667857318446802,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      0.88551907320740131,
    ]);
  });
  it("change places, change sign", () => {
    const turned = { a: tables.c, b: tables.d, c: tables.a, d: tables.b };
    for (const measure of ["OR", "RR", "RD", "AS", "PETO", "PHI"] as const) {
      const one = value(twoByTwoEffects(tables, measure));
      const other = value(twoByTwoEffects(turned, measure));
      close(
        other.effects,
        Array.from(one.effects, (effect) => -effect),
      );
      close(other.variances, Array.from(one.variances));
    }
  });
  it("refuses what is no count and cells of unlike length; a missing cell leaves the study out", () => {
    const negative = twoByTwoEffects({ ...tables, b: tables.b.map((one) => -one) }, "OR");
    expect(negative).toMatchObject({
      error: {
        code: "not-a-count",
        message: "study 1 has -16 in cell b",
        path: "b[0]",
        remedy: "counts are zero or more, and events do not exceed the patients",
      },
    });
    const endless = { ...tables, d: Float64Array.of(14, 13, Number.POSITIVE_INFINITY, 12, 40) };
    expect(twoByTwoEffects(endless, "RD")).toMatchObject({
      error: { message: "study 3 has Infinity in cell d", path: "d[2]" },
    });
    for (const cell of ["b", "c", "d"] as const)
      expect(twoByTwoEffects({ ...tables, [cell]: Float64Array.of(1) }, "OR")).toMatchObject({
        error: { code: "lengths-differ", remedy: "give the four cells of every study" },
      });
    expect(twoByTwoEffects({ ...tables, c: Float64Array.of(1) }, "OR")).toMatchObject({
      error: { message: "the four cells have 5, 5, 1 and 5 studies" },
    });
    const missing = value(twoByTwoEffects({ ...tables, a: Float64Array.of(Number.NaN, 1, 1, 1, 1) }, "OR"));
    expect(missing.effects[0]).toBeNaN();
    expect(missing.effects[1]).not.toBeNaN();
  });
});

const means = {
  n1: Float64Array.of(10, 25, 40),
  mean1: Float64Array.of(5, 6, 7.5),
  sd1: Float64Array.of(2, 1.5, 3),
  n2: Float64Array.of(12, 20, 45),
  mean2: Float64Array.of(4, 7, 7),
  sd2: Float64Array.of(2.2, 1.1, 2.5),
};

describe("two means (metafor 3.8 escalc)", () => {
  it.each<readonly [TwoMeansMeasure, number, number]>([
    ["MD", 1, 0.80333333333333345],
    ["SMD", 0.45539184392029075, 0.18804655450399521],
    ["SMDH", 0.45755035476753475, 0.19000366172762287],
    ["SMD1", 0.42270900453444477, 0.19077845427143758],
    ["ROM", 0.22314355131420976, 0.041208333333333333],
    ["CVR", -0.30835272101752448, 0.14221843434343434],
    ["VR", -0.085209169703314797, 0.10101010101010101],
    ["D2OR", 0.85866638668657669, 0.61989949035098713],
    ["D2ORN", 0.7811225243377572, 0.51299209995517703],
  ])("%s", (measure, effect, variance) => {
    const got = value(twoMeanEffects(means, measure));
    close(got.effects.subarray(0, 1), [effect]);
    close(got.variances.subarray(0, 1), [variance]);
  });
  it("variances by other formulas", () => {
    const first = (measure: TwoMeansMeasure, variance: "LS2" | "UB" | "HO") =>
      value(twoMeanEffects(means, measure, { variance })).variances.subarray(0, 1);
    close(first("SMD", "LS2"), [0.17435839026950767]);
    close(first("SMD", "UB"), [0.18901179276715321]);
    close(first("MD", "HO"), [0.81803333333333339]);
    close(first("ROM", "HO"), [0.04108758333333333]);
  });
  it("Hedges' correction: exact, rounded, none", () => {
    const g = (correction: "exact" | "approximate" | "none") =>
      value(twoMeanEffects(means, "SMD", { correction })).effects[0]!;
    expect(g("exact") / g("none")).toBeCloseTo(hedgesCorrection(20), 12);
    expect(g("approximate") / g("none")).toBeCloseTo(1 - 3 / 79, 12);
    expect(hedgesCorrection(20)).toBeCloseTo(1 - 3 / 79, 3);
    expect(hedgesCorrection(1)).toBeNaN();
  });
  it("a standardised difference does not depend on the unit", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (unit) => {
        const scaled = {
          ...means,
          mean1: means.mean1.map((one) => one * unit),
          sd1: means.sd1.map((one) => one * unit),
          mean2: means.mean2.map((one) => one * unit),
          sd2: means.sd2.map((one) => one * unit),
        };
        for (const measure of ["SMD", "SMDH", "SMD1", "ROM"] as const)
          close(
            value(twoMeanEffects(scaled, measure)).effects,
            Array.from(value(twoMeanEffects(means, measure)).effects),
          );
      }),
    );
  });
  it("a mean whose logarithm does not exist has no ratio", () => {
    expect(value(twoMeanEffects({ ...means, mean1: Float64Array.of(-5, 6, 7) }, "ROM")).effects[0]).toBeNaN();
    expect(
      value(twoMeanEffects({ ...means, n1: Float64Array.of(1, 1, 1), n2: Float64Array.of(1, 1, 1) }, "SMD"))
        .effects[0],
    ).toBeNaN();
  });
});

describe("rates, correlations, single means (metafor 3.8 escalc)", () => {
  it("two rates", () => {
    const rates = {
      events1: Float64Array.of(3, 0, 10),
      time1: Float64Array.of(100, 50, 300),
      events2: Float64Array.of(5, 4, 8),
      time2: Float64Array.of(90, 60, 280),
    };
    const ratio = value(twoRateEffects(rates, "IRR"));
    close(ratio.effects, [-0.61618613942381684, -2.0149030205422642, 0.15415067982725805]);
    close(ratio.variances, [0.53333333333333333, 2.2222222222222223, 0.225]);
    close(
      value(twoRateEffects(rates, "IRD")).effects,
      [-0.025555555555555554, -0.065, 0.0047619047619047623],
    );
    close(
      value(twoRateEffects(rates, "IRSD")).variances,
      [0.0052777777777777779, 0.0091666666666666667, 0.0017261904761904762],
    );
  });
  it("two rates, a group without events on the second side, with time in the denominator squared", () => {
    const rates = {
      events1: Float64Array.of(3, 4, 10),
      time1: Float64Array.of(100, 50, 300),
      events2: Float64Array.of(5, 0, 8),
      time2: Float64Array.of(90, 60, 280),
    };
    const ratio = value(twoRateEffects(rates, "IRR"));
    close(ratio.effects, [-0.616186139423817, 2.379546134130174, 0.154150679827258]);
    close(ratio.variances, [0.533333333333333, 2.222222222222222, 0.225]);
    close(
      value(twoRateEffects(rates, "IRD")).variances,
      [0.000917283950617284, 0.001938888888888889, 0.000213151927437642],
    );
    expect(twoRateEffects({ ...rates, time2: Float64Array.of(1, 0, 1) }, "IRR")).toMatchObject({
      error: { code: "no-person-time", path: "time2[1]" },
    });
    expect(twoRateEffects({ ...rates, events2: Float64Array.of(1, 2) }, "IRR")).toMatchObject({
      error: { code: "lengths-differ", remedy: "give every column for every study" },
    });
  });
  it("know the names of their measures, and no others", () => {
    expect(["IR", "IRLN", "IRS", "IRFT"].every(isRateMeasure)).toBe(true);
    expect(["MN", "SMN", "MNLN", "SDLN", "CVLN"].every(isMeanMeasure)).toBe(true);
    expect(["", "IRR", "MN "].some((word) => isRateMeasure(word) || isMeanMeasure(word))).toBe(false);
  });
  it("one rate", () => {
    const [x, t] = [Float64Array.of(3, 0, 10), Float64Array.of(100, 50, 300)];
    const one = (measure: RateMeasure, effects: number[], variances: number[]): void => {
      const got = value(rateEffects(x, t, measure));
      close(got.effects, effects);
      close(got.variances, variances);
    };
    one("IR", [0.03, 0.01, 1 / 30], [0.0003, 0.0002, 1 / 9000]);
    one("IRLN", [-3.5065578973199818, -4.6051701859880909, -3.4011973816621555], [1 / 3, 2, 0.1]);
    one("IRS", [0.17320508075688773, 0, 0.18257418583505536], [1 / 400, 1 / 200, 1 / 1200]);
    one(
      "IRFT",
      [0.18660254037844387, 0.070710678118654752, 0.18702980369316149],
      [1 / 400, 1 / 200, 1 / 1200],
    );
  });
  it("correlations and single means", () => {
    const [r, n] = [Float64Array.of(0.3, -0.5), Float64Array.of(10, 30)];
    close(value(correlationEffects(r, n, "COR")).variances, [0.092011111111111113, 0.019396551724137932]);
    close(value(correlationEffects(r, n, "ZCOR")).effects, [Math.atanh(0.3), Math.atanh(-0.5)]);
    const [mean, sd] = [Float64Array.of(5, 6), Float64Array.of(2, 1.5)];
    close(value(meanEffects(mean, sd, n, "MN")).variances, [0.4, 0.075]);
    close(value(meanEffects(mean, sd, n, "MNLN")).variances, [4 / 250, 2.25 / 1080]);
    const scatter = value(meanEffects(mean, sd, n, "SDLN"));
    close(scatter.effects, [0.748702736115501, 0.422706487418509]);
    close(scatter.variances, [1 / 18, 1 / 58]);
    const relative = value(meanEffects(mean, sd, n, "CVLN"));
    close(relative.effects, [-0.860735176318599, -1.369052981809546]);
    close(relative.variances, [0.0715555555555556, 0.0193247126436782]);
  });
});

describe("hazard ratios", () => {
  it("from the interval", () => {
    const one = value(hazardRatioFromInterval(0.62, 0.48, 0.8));
    expect(one.effect).toBeCloseTo(-0.478035800943, 12);
    expect(Math.sqrt(one.variance)).toBeCloseTo(0.130315053693669, 12);
    expect(one).toMatchObject({ from: "interval", approximate: false });
    // an interval of 90 % is narrower for the same error
    expect(value(hazardRatioFromInterval(0.62, 0.48, 0.8, 0.9)).variance).toBeGreaterThan(one.variance);
  });
  it("the other way round has the other sign and the same error", () => {
    const one = value(hazardRatioFromInterval(0.62, 0.48, 0.8));
    const other = value(hazardRatioFromInterval(0.62, 0.48, 0.8, 0.95, "reciprocal"));
    const given = value(hazardRatioFromInterval(1 / 0.62, 1 / 0.8, 1 / 0.48));
    expect(other.effect).toBeCloseTo(-one.effect, 14);
    expect(other.effect).toBeCloseTo(given.effect, 14);
    expect(other.variance).toBeCloseTo(given.variance, 14);
  });
  it("from the p value is consistent with the interval it belongs to", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 0.95, noNaN: true }),
        fc.double({ min: 0.05, max: 0.5, noNaN: true }),
        (ratio, error) => {
          const z = Math.log(ratio) / error;
          fc.pre(Math.abs(z) > 0.2 && Math.abs(z) < 8);
          const low = ratio * Math.exp(-1.959963984540054 * error);
          const high = ratio * Math.exp(1.959963984540054 * error);
          const byInterval = value(hazardRatioFromInterval(ratio, low, high));
          expect(Math.sqrt(byInterval.variance)).toBeCloseTo(error, 10);
        },
      ),
    );
    // HR 0.75, p = 0.03: z = 2.17009
    const one = value(hazardRatioFromP(0.75, 0.03));
    expect(Math.sqrt(one.variance)).toBeCloseTo(Math.abs(Math.log(0.75)) / 2.17009037758456, 10);
    expect(one).toMatchObject({ from: "p-value", approximate: false });
    expect(one.effect).toBeCloseTo(Math.log(0.75), 14);
    const other = value(hazardRatioFromP(0.75, 0.03, "reciprocal"));
    expect(other).toMatchObject({ effect: -one.effect, variance: one.variance });
  });
  it("takes an estimate on the edge of its interval, as rounding makes it", () => {
    expect(hazardRatioFromInterval(0.48, 0.48, 0.8).ok).toBe(true);
    expect(hazardRatioFromInterval(0.8, 0.48, 0.8).ok).toBe(true);
  });
  it("from the log-rank test and from medians", () => {
    expect(value(hazardRatioFromLogRank(-12, 30))).toMatchObject({ effect: -0.4, variance: 1 / 30 });
    const medians = value(hazardRatioFromMedians(12, 9, 80, 100));
    expect(medians.effect).toBeCloseTo(Math.log(0.75), 12);
    expect(medians.variance).toBeCloseTo(1 / 80 + 1 / 100, 14);
    expect(medians).toMatchObject({ from: "medians", approximate: true });
    expect(value(hazardRatioFromLogRank(-12, 30))).toMatchObject({ from: "log-rank", approximate: false });
  });
  it.each([
    ["interval turned round", hazardRatioFromInterval(0.62, 0.8, 0.48), "interval-without-estimate"],
    ["estimate outside", hazardRatioFromInterval(0.9, 0.48, 0.8), "interval-without-estimate"],
    ["estimate below", hazardRatioFromInterval(0.4, 0.48, 0.8), "interval-without-estimate"],
    ["interval of one point", hazardRatioFromInterval(0.6, 0.6, 0.6), "interval-without-estimate"],
    ["zero bound", hazardRatioFromInterval(0.62, 0, 0.8), "not-positive"],
    ["p of one", hazardRatioFromP(0.6, 1), "p-says-nothing"],
    ["ratio below 0", hazardRatioFromP(-0.6, 0.5), "not-positive"],
    ["p of zero", hazardRatioFromP(0.6, 0), "p-says-nothing"],
    ["ratio of one", hazardRatioFromP(1, 0.5), "p-says-nothing"],
    ["no variance", hazardRatioFromLogRank(3, 0), "not-positive"],
    ["level in percent", hazardRatioFromInterval(0.62, 0.48, 0.8, 95), "level-not-a-share"],
    ["no events observed or expected", hazardRatioFromLogRank(Number.NaN, 30), "not-finite"],
    ["median not reached", hazardRatioFromMedians(Number.POSITIVE_INFINITY, 9, 3, 4), "not-positive"],
    ["no events", hazardRatioFromMedians(10, 9, 0, 4), "not-positive"],
  ])("refuses %s", (_, result, code) => {
    expect(result).toMatchObject({ ok: false, error: { code } });
  });
  it("says which number is at fault", () => {
    expect(hazardRatioFromMedians(10, 9, 3, 0)).toMatchObject({
      error: {
        message: "events2 is 0",
        path: "events2",
        remedy: "events2 must be a number greater than zero",
      },
    });
    expect(hazardRatioFromInterval(0.9, 0.48, 0.8)).toMatchObject({
      error: { message: "the hazard ratio 0.9 does not lie in its interval 0.48 to 0.8" },
    });
    expect(hazardRatioFromLogRank(Number.NEGATIVE_INFINITY, 30)).toMatchObject({
      error: {
        message: "events observed less expected are -Infinity",
        path: "observedMinusExpected",
        remedy: "give the number of events and of those expected in the first group",
      },
    });
    expect(hazardRatioFromP(1, 0.5)).toMatchObject({
      error: { message: "a hazard ratio of 1 with p = 0.5 does not say its standard error" },
    });
  });
});
