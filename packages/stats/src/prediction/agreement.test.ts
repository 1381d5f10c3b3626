import { seededRandom } from "@erbium/numerics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CombatData, combat } from "./combat.ts";
import { type IntraclassModel, intraclassCorrelation } from "./intraclass-correlation.ts";
import { nomogram, totalPointsAt } from "./nomogram.ts";

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const codeOf = (result: { ok: boolean }): string | undefined =>
  (result as { error?: { code: string } }).error?.code;

describe("intraclass correlation", () => {
  // Shrout and Fleiss 1979, table 2: six targets, four judges
  const ratings = Float64Array.of(9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7);
  it.each([
    ["one-way", false, 0.17],
    ["two-way random", false, 0.29],
    ["two-way mixed", false, 0.71],
    ["one-way", true, 0.44],
    ["two-way random", true, 0.62],
    ["two-way mixed", true, 0.91],
  ] as const)("agrees with Shrout and Fleiss: %s, mean of raters %s", (model, average, wanted) => {
    const got = must(intraclassCorrelation(ratings, 4, model, { average }));
    expect(Math.abs(got.icc - wanted)).toBeLessThan(0.006);
    expect(got.low).toBeLessThan(got.icc);
    expect(got.high).toBeGreaterThan(got.icc);
  });
  it.each([
    ["one-way", false, 0.16574176840548, -0.132932324874751, 0.72256006232812],
    ["two-way random", false, 0.28976377952756, 0.018786513374712, 0.76108436964895],
    ["two-way mixed", false, 0.71484071484071, 0.342464765033925, 0.94585825995536],
    ["one-way", true, 0.44279713367927, -0.884442155238119, 0.91241542034078],
    ["two-way random", true, 0.62005054759899, 0.071136815302503, 0.92723204016772],
    ["two-way mixed", true, 0.90931554237707, 0.675674713816305, 0.98589167816906],
  ] as const)(
    "agrees with R's psych 2.2.9, ICC(m): %s, mean of raters %s",
    (model, average, icc, low, high) => {
      const got = must(intraclassCorrelation(ratings, 4, model, { average }));
      expect(got.icc).toBeCloseTo(icc, 12);
      expect(got.low).toBeCloseTo(low, 12);
      expect(got.high).toBeCloseTo(high, 12);
    },
  );
  it("agrees with the mean squares of R's aov", () => {
    // 11.24167 between targets, 6.263889 within, 1.019444 residual
    const got = must(intraclassCorrelation(ratings, 4, "one-way"));
    expect(got.f).toBeCloseTo(11.241666667 / 6.263888889, 8);
    expect(got.degreesOfFreedom).toEqual([5, 18]);
    expect(must(intraclassCorrelation(ratings, 4, "two-way mixed")).f).toBeCloseTo(
      11.241666667 / 1.019444444,
      7,
    );
    expect(got.convention).toBe("ICC(1,1), one-way, agreement");
  });
  it("tests agreement by F: pf(11.24167 / 6.263889, 5, 18, lower = FALSE) and with 15 for the mixed model", () => {
    expect(must(intraclassCorrelation(ratings, 4, "one-way")).p).toBeCloseTo(0.164768808344639, 10);
    const mixed = must(intraclassCorrelation(ratings, 4, "two-way mixed"));
    expect(mixed.p).toBeCloseTo(0.000134566516484331, 12);
    expect(mixed.degreesOfFreedom).toEqual([5, 15]);
  });
  it("takes another level: F / qf(.95, 5, 18) and F * qf(.95, 18, 5) at 90 %", () => {
    const got = must(intraclassCorrelation(ratings, 4, "one-way", { level: 0.9 }));
    expect(got.low).toBeCloseTo(-0.0967222036577417, 10);
    expect(got.high).toBeCloseTo(0.6433983107044238, 10);
  });
  it.each([
    ["one-way", true, "ICC(1,k), one-way, agreement"],
    ["two-way random", false, "ICC(2,1), two-way random, agreement"],
    ["two-way mixed", true, "ICC(3,k), two-way mixed, consistency"],
  ] as const)("names itself as Shrout and Fleiss do: %s, mean %s", (model, average, name) => {
    expect(must(intraclassCorrelation(ratings, 4, model, { average })).convention).toBe(name);
  });
  it.each([
    [[1, 2, 3], 2, "3 ratings by 2 raters"],
    [[1, 2], 2, "2 ratings by 2 raters"],
    [[1, 2, 3], 1, "3 ratings by 1 raters"],
    [[1, 2, 3, Number.POSITIVE_INFINITY], 2, "4 ratings by 2 raters"],
  ] as const)("refuses what is no table of two by two or more: %j by %d", (values, raters, start) => {
    expect(intraclassCorrelation(Float64Array.from(values), raters, "one-way")).toMatchObject({
      error: {
        code: "not-ratings",
        message: `${start} are not a complete table of two subjects and two raters or more`,
        remedy: "leave out subjects with a missing rating",
      },
    });
  });
  it("refuses ratings without variation or too large to square, and takes subjects alike but raters apart", () => {
    expect(intraclassCorrelation(new Float64Array(6).fill(3), 2, "one-way")).toMatchObject({
      error: {
        code: "no-variation",
        message: "all ratings are equal",
        remedy: "agreement needs subjects that differ",
      },
    });
    expect(intraclassCorrelation(Float64Array.of(1e200, 0, 0, 1e200), 2, "one-way")).toMatchObject({
      error: {
        code: "beyond-numbers",
        message: "the squares of the ratings are beyond what a number holds",
        remedy: "give the ratings in a larger unit",
      },
    });
    expect(must(intraclassCorrelation(Float64Array.of(1, 2, 1, 2), 2, "one-way")).icc).toBe(-1);
  });
  it("refuses a level in percent", () => {
    expect(codeOf(intraclassCorrelation(ratings, 4, "one-way", { level: 95 }))).toBe("level-not-a-share");
  });
  it("does not see a rater who is always higher, where consistency is asked for", () => {
    const shifted = ratings.map((one, at) => (at % 4 === 2 ? one + 5 : one));
    const ask = (values: Float64Array, model: IntraclassModel) =>
      must(intraclassCorrelation(values, 4, model)).icc;
    expect(ask(shifted, "two-way mixed")).toBeCloseTo(ask(ratings, "two-way mixed"), 12);
    expect(ask(shifted, "two-way random")).not.toBeCloseTo(ask(ratings, "two-way random"), 3);
  });
  it("is 1 for raters who agree, and refuses ratings without variation or in part", () => {
    const same = Float64Array.of(1, 1, 2, 2, 5, 5);
    expect(must(intraclassCorrelation(same, 2, "two-way mixed")).icc).toBe(1);
    expect(codeOf(intraclassCorrelation(new Float64Array(6).fill(3), 2, "one-way"))).toBe("no-variation");
    expect(codeOf(intraclassCorrelation(same, 4, "one-way"))).toBe("not-ratings");
    expect(codeOf(intraclassCorrelation(Float64Array.of(1, Number.NaN, 2, 3), 2, "one-way"))).toBe(
      "not-ratings",
    );
  });
});

describe("ComBat", () => {
  // sva 3.46: ComBat(X, b) and ComBat(X, b, mod = model.matrix(~z)); it ends its search at a change of 1e-4
  const three = Float64Array.of(
    ...[1.2, 2.3, 0.7, 3.1, 2.8, 4, 3.5],
    ...[5.1, 4.2, 6.3, 7.7, 6.9, 7.2, 8.8],
    ...[0.3, -0.2, 0.9, 0.4, 1.3, 0.1, 1.8],
  );
  const twoSites = { values: three, samples: 7, batch: [0, 0, 0, 1, 1, 1, 1] };
  it.each([
    [
      "alone",
      undefined,
      [
        2.24203282, 3.11224575, 1.84648149, 2.37991158, 2.10036228, 3.21855948, 2.75264398, 6.42302648,
        5.69853001, 7.38902176, 6.7296043, 5.99401527, 6.26986115, 7.74103922, 0.82376828, 0.40879932,
        1.32173103, 0.04715003, 0.84014162, -0.2171805, 1.2806925,
      ],
    ],
    [
      "with a covariate that is kept",
      Float64Array.of(0, 1, 0, 1, 0, 1, 1),
      [
        1.99863888, 3.10214973, 1.47568332, 2.63627399, 2.17659377, 3.33764738, 2.94799549, 6.54615944,
        5.64477893, 7.74844907, 6.59419484, 6.00158226, 6.20038719, 7.46057166, 0.87064291, 0.39130728,
        1.54870831, -0.01067671, 0.83432888, -0.24226904, 1.07008749,
      ],
    ],
  ])("agrees with R's sva: %s", (_, covariates, expected) => {
    const got = must(combat({ ...twoSites, covariates }));
    for (const [at, one] of expected.entries()) expect(got.values[at]).toBeCloseTo(one, 4);
  });
  const samples = 40;
  const features = 12;
  const random = seededRandom(4);
  const batch = Int32Array.from({ length: samples }, (_, i) => i % 2);
  const age = Float64Array.from({ length: samples }, () => random.normal());
  const clean = Float64Array.from(
    { length: features * samples },
    (_, cell) => 10 + Math.floor(cell / samples) + random.normal(),
  );
  const values = clean.map(
    (one, cell) => (batch[cell % samples] === 1 ? 3 + 2 * one : one) + 0.8 * age[cell % samples]!,
  );
  const data: CombatData = { values, samples, batch, covariates: age };
  const moments = (all: Float64Array, g: number, k: number) => {
    const own = Array.from({ length: samples }, (_, i) => i)
      .filter((i) => batch[i] === k)
      .map((i) => all[g * samples + i]! - 0);
    const mean = own.reduce((sum, one) => sum + one, 0) / own.length;
    return { mean, variance: own.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (own.length - 1) };
  };
  it("brings batches together in location and scale", () => {
    const { values: got } = must(combat(data));
    let logRatio = 0;
    for (let g = 0; g < features; g++) {
      const [before, after] = [values, got].map((all) =>
        Math.abs(moments(all, g, 0).mean - moments(all, g, 1).mean),
      );
      expect(after!).toBeLessThan(before! / 5);
      logRatio += Math.log(moments(got, g, 1).variance / moments(got, g, 0).variance) / features;
    }
    // before: log 4
    expect(Math.abs(logRatio)).toBeLessThan(0.3);
  });
  it("equalises them exactly without shrinkage and covariates", () => {
    const { values: got } = must(combat({ values, samples, batch }, { empiricalBayes: false }));
    for (let g = 0; g < features; g++) {
      expect(moments(got, g, 0).mean).toBeCloseTo(moments(got, g, 1).mean, 9);
      expect(moments(got, g, 0).variance).toBeCloseTo(moments(got, g, 1).variance, 9);
    }
  });
  it("leaves a reference batch as it is", () => {
    const { values: got } = must(combat(data, { reference: 0 }));
    for (let cell = 0; cell < got.length; cell++)
      if (batch[cell % samples] === 0) expect(got[cell]).toBe(values[cell]);
  });
  it("keeps the spread where means only are moved", () => {
    const { values: got } = must(combat({ values, samples, batch }, { meanOnly: true }));
    for (let g = 0; g < features; g++)
      expect(moments(got, g, 1).variance).toBeCloseTo(moments(values, g, 1).variance, 9);
  });
  it("does not care about the unit of a feature", () => {
    const scaled = values.map((one, cell) => (Math.floor(cell / samples) === 3 ? 100 * one - 7 : one));
    const [plain, other] = [must(combat(data)).values, must(combat({ ...data, values: scaled })).values];
    for (let i = 0; i < samples; i++)
      expect(other[3 * samples + i]!).toBeCloseTo(100 * plain[3 * samples + i]! - 7, 6);
  });
  it("gives back a feature that does not vary, and says so", () => {
    const flat = values.map((one, cell) => (Math.floor(cell / samples) === 2 ? 5 : one));
    const got = must(combat({ ...data, values: flat }));
    expect(got.constant).toEqual([2]);
    expect(got.values[2 * samples]).toBe(5);
  });
  it("brings the others to a reference batch: its means, and its variances over n", () => {
    const { values: got } = must(combat({ values, samples, batch }, { reference: 0, empiricalBayes: false }));
    for (let g = 0; g < features; g++) {
      const reference = moments(values, g, 0);
      expect(moments(got, g, 1).mean).toBeCloseTo(reference.mean, 9);
      expect(moments(got, g, 1).variance).toBeCloseTo((reference.variance * 19) / 20, 9);
    }
  });
  it("keeps what covariates explain: two of them, in any unit", () => {
    const second = Float64Array.from({ length: samples }, () => random.normal());
    const both = (unit: number) =>
      Float64Array.from({ length: 2 * samples }, (_, at) =>
        at % 2 === 0 ? age[at >> 1]! : unit * second[at >> 1]! + 3,
      );
    const one = must(combat({ ...data, covariates: both(1) })).values;
    const other = must(combat({ ...data, covariates: both(50) })).values;
    for (const [at, value] of one.entries()) expect(other[at]).toBeCloseTo(value, 8);
    // Swapping the two columns changes nothing either, and leaving one out does.
    const swapped = Float64Array.from({ length: 2 * samples }, (_, at) => both(1)[at ^ 1]!);
    const turned = must(combat({ ...data, covariates: swapped })).values;
    for (const [at, value] of one.entries()) expect(turned[at]).toBeCloseTo(value, 8);
    expect(must(combat(data)).values[0]).not.toBeCloseTo(one[0]!, 6);
  });
  it("has nothing to borrow from with one feature: the same as without shrinkage", () => {
    const single = { values: values.subarray(0, samples), samples, batch };
    expect(must(combat(single)).values).toEqual(must(combat(single, { empiricalBayes: false })).values);
  });
  it("names its convention", () => {
    expect(must(combat(data)).convention).toBe("ComBat, parametric empirical Bayes");
    expect(must(combat(data, { empiricalBayes: false, meanOnly: true })).convention).toBe(
      "ComBat, without shrinkage, means only",
    );
  });
  const remedy = "give every batch enough samples, and covariates that vary within batches";
  it.each([
    [
      { ...data, batch: batch.map((one, i) => (i === 0 ? 2 : one)) },
      {},
      { code: "small-batch", message: "batch 2 has 1 samples", remedy },
    ],
    [
      { ...data, batch: batch.map((one, i) => (i === 0 ? one : 1)) },
      {},
      { code: "small-batch", message: "batch 0 has 1 samples", remedy },
    ],
    [
      { ...data, batch: new Int32Array(samples) },
      {},
      { code: "one-batch", message: "1 batch can not be harmonised with another", remedy },
    ],
    [
      data,
      { reference: 2 },
      { code: "one-batch", message: "2 batch can not be harmonised with another", remedy },
    ],
    [
      { ...data, covariates: Float64Array.from(batch) },
      {},
      {
        code: "singular-design",
        message: "batches and covariates can not be told apart: a covariate goes with a batch",
        remedy,
      },
    ],
    [
      { ...data, values: values.map((one, at) => (at === samples + 3 ? Number.NaN : one)) },
      {},
      { code: "not-finite", message: "feature 1 of sample 3 is NaN", remedy },
    ],
    [
      { ...data, values: values.map((one, at) => (at === 0 ? Number.NaN : one)) },
      {},
      { code: "not-finite", message: "feature 0 of sample 0 is NaN", remedy },
    ],
    [
      { ...data, covariates: age.map((one, at) => (at === 0 ? Number.NaN : one)) },
      {},
      { code: "not-finite", message: "covariate 0 of sample 0 is not a number", remedy },
    ],
    [
      { ...data, values: values.subarray(1) },
      {},
      { code: "unequal-lengths", message: "479 values do not fit 40 samples", remedy },
    ],
    [
      { ...data, values: new Float64Array(0) },
      {},
      { code: "unequal-lengths", message: "0 values do not fit 40 samples", remedy },
    ],
    [
      { ...data, batch: batch.subarray(1) },
      {},
      {
        code: "unequal-lengths",
        message: "40 observations stand beside 39 numbers of batches",
        remedy: "give one number an observation",
      },
    ],
  ])("refuses with cause and remedy: %#", (one, options, expected) => {
    const got = combat(one, options);
    expect(!got.ok && got.error).toEqual(expected);
  });
  it("takes a batch of one sample where means only are moved", () => {
    const one = { ...data, batch: batch.map((of, i) => (i === 0 ? 2 : of)) };
    expect(combat(one, { meanOnly: true }).ok).toBe(true);
  });
});

describe("nomogram", () => {
  const covariates = [
    { name: "age", values: [40, 60, 80].map((one) => ({ label: String(one), contribution: 0.05 * one })) },
    {
      name: "node",
      values: [
        { label: "no", contribution: 0 },
        { label: "yes", contribution: -1 },
      ],
    },
  ];
  it("spans 0 to 100 over the widest covariate, the others in proportion from what adds least", () => {
    const got = must(nomogram(covariates, -3));
    expect(got.axes[0]?.values.map((one) => one.points)).toEqual([0, 50, 100]);
    expect(got.axes[1]?.values.map((one) => one.points)).toEqual([50, 0]);
    expect(got.maximumTotal).toBe(150);
  });
  it("agrees with R's rms 6.5, nomogram(lrm(low ~ age + lwt + race + smoke)) of MASS::birthwt", () => {
    const axis = (name: string, slope: number, values: readonly number[]) => ({
      name,
      values: values.map((one) => ({ label: String(one), contribution: slope * one })),
    });
    const race = [
      { label: "white", contribution: 0 },
      { label: "black", contribution: 1.2316713709627 },
      { label: "other", contribution: 0.943262651175 },
    ];
    const got = must(
      nomogram(
        [
          axis("age", -0.0224782797811, [10, 15, 20, 25, 30, 35, 40, 45]),
          axis("lwt", -0.0125256639859, [80, 100, 120, 140, 160, 180, 200, 220, 240, 260]),
          { name: "race", values: race },
          axis("smoke", 1.05443864577, [0, 1]),
        ],
        0.3324515688311,
      ),
    );
    expect(got.axes[0]?.values[0]?.points).toBeCloseTo(34.89457029201, 8);
    expect(got.axes[1]?.values[1]?.points).toBeCloseTo(88.8888888889, 8);
    expect(got.axes[2]?.values[2]?.points).toBeCloseTo(41.8368883915, 8);
    expect(got.axes[3]?.values[1]?.points).toBeCloseTo(46.7679197134, 8);
    expect(got.base).toBeCloseTo(-3.93574365765, 8);
    expect(totalPointsAt(got, -3.5)).toBeCloseTo(19.3267047624, 7);
  });
  it("leads from points back to the linear predictor", () => {
    const got = must(nomogram(covariates, -3));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1 }), (i, j) => {
        const points = (got.axes[0]?.values[i]?.points ?? 0) + (got.axes[1]?.values[j]?.points ?? 0);
        const eta =
          -3 + (covariates[0]?.values[i]?.contribution ?? 0) + (covariates[1]?.values[j]?.contribution ?? 0);
        expect(got.base + points * got.perPoint).toBeCloseTo(eta, 12);
        expect(totalPointsAt(got, eta)).toBeCloseTo(points, 9);
      }),
    );
  });
  it("refuses a covariate with one value, and a model in which nothing contributes", () => {
    const one = { name: "sex", values: [{ label: "f", contribution: 0 }] };
    const remedy = "give each covariate two values or more with what they add to the linear predictor";
    const short = { code: "not-a-nomogram", message: "sex has fewer than two values", remedy };
    const flat = {
      ...{ code: "not-a-nomogram", message: "no covariate has a finite range of contributions", remedy },
    };
    expect(nomogram([one], 0)).toMatchObject({ error: short });
    expect(nomogram([...covariates, one], 0)).toMatchObject({ error: short });
    const endless = {
      name: "dose",
      values: [
        { label: "0", contribution: Number.NEGATIVE_INFINITY },
        { label: "1", contribution: 1 },
      ],
    };
    expect(nomogram([endless], 0)).toMatchObject({ error: flat });
    expect(nomogram(covariates, Number.NaN)).toMatchObject({ error: flat });
    const still = {
      name: "sex",
      values: [
        { label: "f", contribution: 0 },
        { label: "m", contribution: 0 },
      ],
    };
    expect(nomogram([still], 0)).toMatchObject({ error: flat });
  });
});
