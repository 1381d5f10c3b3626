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
  it.each([
    ["small-batch", { ...data, batch: batch.map((one, i) => (i === 0 ? 2 : one)) }],
    ["one-batch", { ...data, batch: new Int32Array(samples) }],
    ["singular-design", { ...data, covariates: Float64Array.from(batch) }],
    ["not-finite", { ...data, values: values.map((one, at) => (at === 3 ? Number.NaN : one)) }],
    ["unequal-lengths", { ...data, values: values.subarray(1) }],
  ])("refuses %s", (code, one) => {
    expect(codeOf(combat(one))).toBe(code);
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
    expect(codeOf(nomogram([one], 0))).toBe("not-a-nomogram");
    const still = {
      name: "sex",
      values: [
        { label: "f", contribution: 0 },
        { label: "m", contribution: 0 },
      ],
    };
    expect(codeOf(nomogram([still], 0))).toBe("not-a-nomogram");
  });
});
