import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestThresholds } from "./best-threshold.ts";
import { comparePairedAuc, compareUnpairedAuc, deLong } from "./de-long.ts";
import { multiclassAuc } from "./multiclass-auc.ts";
import { partialAuc } from "./partial-auc.ts";
import { rocCurve, rocDirection } from "./roc.ts";

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const outcome = [0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 0];
const a = Float64Array.of(1, 2, 2, 3, 4, 5, 3, 6, 2, 3, 1, 5);
const b = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8);

// Reference values: R 4.2, pROC 1.18.0, direction "<".
describe("ROC curve", () => {
  const curve = must(rocCurve({ outcome, score: a }));
  it("agrees with R's roc", () => {
    expect([...curve.threshold]).toEqual([-Infinity, 1.5, 2.5, 3.5, 4.5, 5.5, Infinity]);
    expect([...curve.sensitivity]).toEqual([1, 1, 0.8, 0.6, 0.4, 0.2, 0]);
    expect([...curve.specificity].map((one) => one * 7)).toEqual([0, 2, 4, 6, 6, 7, 7]);
    expect(curve.auc).toBeCloseTo(27.5 / 35, 14);
  });
  it.each([
    ["specificity", 0.9, 0.4, 0.363285714286, 0.78967032967],
    ["sensitivity", 0.85, 0.3, 0.430357142857, 0.81084133258],
  ] as const)("agrees with R's partial area along the %s", (along, from, to, area, standardised) => {
    const part = must(partialAuc(curve, along, from, to));
    expect(part.area).toBeCloseTo(area, 11);
    expect(part.standardised).toBeCloseTo(standardised, 10);
  });
  it("has the whole area between 0 and 1, either way along", () => {
    expect(must(partialAuc(curve, "specificity", 0, 1)).area).toBeCloseTo(curve.auc, 12);
    expect(must(partialAuc(curve, "sensitivity", 1, 0)).area).toBeCloseTo(curve.auc, 12);
    expect(partialAuc(curve, "sensitivity", 0.5, 0.5).ok).toBe(false);
  });
  it("finds the best threshold by both criteria, and all that are equally good", () => {
    for (const criterion of ["youden", "closest"] as const)
      expect(bestThresholds(curve, criterion)).toMatchObject([{ threshold: 3.5, sensitivity: 0.6 }]);
    const flat = must(rocCurve({ outcome: [0, 1, 0, 1], score: Float64Array.of(1, 2, 3, 4) }));
    expect(bestThresholds(flat, "youden").map((one) => one.threshold)).toEqual([1.5, 3.5]);
    expect(bestThresholds(flat, "youden")[0]).toMatchObject({
      positivePredictiveValue: 2 / 3,
      negativePredictiveValue: 1,
      accuracy: 0.75,
    });
  });
  it("tells the two criteria apart, and gives all thresholds that are equally good", () => {
    // pROC's coords(q, "best", best.method = ) names 2.25 and 4.5, and by rounding not the other two of the same sum.
    const q = must(
      rocCurve({
        outcome: [0, 0, 0, 0, 1, 1, 1, 1, 0, 1],
        score: Float64Array.of(1, 2, 3, 4, 2.5, 5, 6, 3.5, 7, 1.5),
      }),
    );
    const best = bestThresholds(q, "youden");
    expect(best.map(({ threshold, sensitivity }) => [threshold, sensitivity])).toEqual([
      [1.25, 1],
      [2.25, 0.8],
      [3.25, 0.6],
      [4.5, 0.4],
    ]);
    expect(best[1]).toMatchObject({
      specificity: 0.4,
      positivePredictiveValue: expect.closeTo(0.571428571428571, 12),
      negativePredictiveValue: expect.closeTo(0.666666666666667, 12),
      accuracy: expect.closeTo(0.6, 12),
    });
    expect(best[3]?.negativePredictiveValue).toBeCloseTo(0.571428571428571, 12);
    expect(bestThresholds(q, "closest")).toMatchObject([
      { threshold: 3.25, sensitivity: 0.6, specificity: 0.6 },
    ]);
  });
  it.each([
    [0.5, 0.5],
    [-0.1, 0.5],
    [0.5, 1.1],
    [-0.1, 1.1],
    [Number.NaN, 0.5],
  ])("has no area from %d to %d", (from, to) => {
    expect(partialAuc(curve, "specificity", from, to)).toEqual({
      ok: false,
      error: {
        code: "not-a-stretch",
        message: `from ${from} to ${to} is not a stretch between 0 and 1`,
        remedy: "give two different bounds between 0 and 1",
      },
    });
  });
  it("turns over when low scores speak for the outcome", () => {
    const turned = must(rocCurve({ outcome, score: a.map((one) => -one) }, "lower"));
    expect(turned.auc).toBeCloseTo(curve.auc, 14);
    expect([...turned.sensitivity].reverse()).toEqual([...curve.sensitivity]);
    expect(rocDirection({ outcome, score: a })).toBe("higher");
    expect(rocDirection({ outcome, score: a.map((one) => -one) })).toBe("lower");
  });
});

const scored = fc
  .array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 12 })), { minLength: 2, maxLength: 40 })
  .map((rows) => [[0, 3], [0, 5], [1, 4], [1, 6], ...rows] as [number, number][]);
const dataOf = (rows: readonly (readonly [number, number])[]) => ({
  outcome: rows.map(([y]) => y),
  score: Float64Array.from(rows, ([, x]) => x),
});

describe("DeLong", () => {
  it("agrees with R's var and ci.auc", () => {
    const area = must(deLong({ outcome, score: a }, 0.9));
    expect(area.variance).toBeCloseTo(0.0189795918367347, 14);
    expect(area.low).toBeCloseTo(0.559108658125, 11);
    expect(area.high).toBe(1);
  });
  it("agrees with R's paired and unpaired roc.test", () => {
    const paired = must(comparePairedAuc(outcome, a, b));
    expect(paired.statistic).toBeCloseTo(0.414409509425982, 12);
    expect(paired.p).toBeCloseTo(0.67857422581986, 12);
    expect(paired.covariance).toBeCloseTo(0.0117176870748299, 14);
    const apart = must(
      compareUnpairedAuc({ outcome, score: a }, { outcome: outcome.slice(0, 9), score: b.slice(0, 9) }),
    );
    expect(apart.statistic).toBeCloseTo(-0.849299054497834, 12);
    expect(apart.degreesOfFreedom).toBeCloseTo(17.8258869699289, 10);
    expect(apart.p).toBeCloseTo(0.40697676498627, 11);
    // conf.int of the paired test; difference -+ qt(.975, df) * difference / statistic of the unpaired one
    expect(paired).toMatchObject({
      auc: [expect.closeTo(0.785714285714286, 12), expect.closeTo(0.728571428571429, 12)],
      difference: expect.closeTo(0.057142857142857, 12),
      low: expect.closeTo(-0.213116245088776, 11),
      high: expect.closeTo(0.32740195937449, 11),
      ...{ degreesOfFreedom: null, convention: "DeLong, paired" },
    });
    expect(apart).toMatchObject({
      auc: [expect.closeTo(0.785714285714286, 12), expect.closeTo(0.925, 12)],
      low: expect.closeTo(-0.484079972883919, 9),
      high: expect.closeTo(0.205508544312491, 9),
      ...{ covariance: 0, convention: "DeLong, unpaired, Welch degrees of freedom" },
    });
    expect(area90(0.9).low).toBeCloseTo(-0.169665731192846, 11);
    expect(area90(0.9).high).toBeCloseTo(0.28395144547856, 11);
  });
  const area90 = (level: number) => must(comparePairedAuc(outcome, a, b, level));
  it("names its interval, and refuses a level in percent", () => {
    expect(must(deLong({ outcome, score: a }, 0.9)).convention).toEqual({ interval: "DeLong", level: 0.9 });
    const refused = { error: { code: "level-not-a-share" } };
    expect(deLong({ outcome, score: a }, 95)).toMatchObject(refused);
    expect(comparePairedAuc(outcome, a, b, 95)).toMatchObject(refused);
    expect(compareUnpairedAuc({ outcome, score: a }, { outcome, score: b }, 95)).toMatchObject(refused);
  });
  it("compares nothing where one of the two has no area", () => {
    const short = { outcome: [1, 0], score: a };
    const good = { outcome, score: a };
    const refused = { error: { code: "unequal-lengths" } };
    expect(compareUnpairedAuc(short, good)).toMatchObject(refused);
    expect(compareUnpairedAuc(good, short)).toMatchObject(refused);
    expect(comparePairedAuc(outcome, a.subarray(1), b)).toMatchObject(refused);
    expect(comparePairedAuc(outcome, a, b.subarray(1))).toMatchObject(refused);
  });
  it("equals the count over all pairs, and the curve's own area", () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const cases = rows.filter(([y]) => y === 1).map(([, x]) => x);
        const controls = rows.filter(([y]) => y === 0).map(([, x]) => x);
        const psi = (x: number, y: number) => (x > y ? 1 : x === y ? 0.5 : 0);
        const v10 = cases.map((x) => controls.reduce((sum, y) => sum + psi(x, y), 0) / controls.length);
        const v01 = controls.map((y) => cases.reduce((sum, x) => sum + psi(x, y), 0) / cases.length);
        const auc = v10.reduce((sum, one) => sum + one, 0) / v10.length;
        const part = (v: number[]) =>
          v.reduce((sum, one) => sum + (one - auc) ** 2, 0) / (v.length - 1) / v.length;
        const area = must(deLong(dataOf(rows)));
        expect(area.auc).toBeCloseTo(auc, 12);
        expect(area.variance).toBeCloseTo(part(v10) + part(v01), 12);
        expect(must(rocCurve(dataOf(rows))).auc).toBeCloseTo(auc, 12);
        expect(area.low).toBeLessThanOrEqual(area.auc);
        expect(area.high).toBeGreaterThanOrEqual(area.auc);
      }),
    );
  });
  it("sees only the ranks, and turns over with the sign", () => {
    fc.assert(
      fc.property(scored, (rows) => {
        const { outcome: y, score } = dataOf(rows);
        const plain = must(deLong({ outcome: y, score }));
        const bent = must(deLong({ outcome: y, score: score.map((one) => Math.exp(one / 3)) }));
        const turned = must(deLong({ outcome: y, score: score.map((one) => -one) }));
        expect(bent.variance).toBeCloseTo(plain.variance, 12);
        expect(turned.auc).toBeCloseTo(1 - plain.auc, 12);
        expect(turned.variance).toBeCloseTo(plain.variance, 12);
      }),
    );
  });
  it("has no spread where the groups are parted or all tied, and compares such areas for certain", () => {
    const y = [0, 0, 1, 1];
    const parted = Float64Array.of(1, 2, 3, 4);
    const tied = new Float64Array(4).fill(7);
    expect(must(deLong({ outcome: y, score: parted }))).toMatchObject({
      auc: 1,
      variance: 0,
      low: 1,
      high: 1,
    });
    expect(must(deLong({ outcome: y, score: tied }))).toMatchObject({ auc: 0.5, variance: 0 });
    expect(must(comparePairedAuc(y, parted, parted))).toMatchObject({ statistic: 0, p: 1 });
    expect(must(comparePairedAuc(y, parted, tied))).toMatchObject({ statistic: Infinity, p: 0 });
    expect(
      must(compareUnpairedAuc({ outcome: y, score: tied }, { outcome: y, score: parted })),
    ).toMatchObject({
      statistic: -Infinity,
      p: 0,
      degreesOfFreedom: null,
    });
  });
  it("does not overflow at a million observations", () => {
    const n = 1_000_000;
    const score = Float64Array.from({ length: n }, (_, at) => (at * 7919) % n);
    const y = Uint8Array.from({ length: n }, (_, at) => Number((at * 7919) % n > 3 * ((at * 31) % 250_000)));
    const area = must(deLong({ outcome: y, score }));
    expect(area.auc).toBeGreaterThan(0.5);
    expect(area.auc).toBeLessThan(1);
    expect(area.variance).toBeGreaterThan(0);
    expect(area.variance).toBeLessThan(1e-6);
  });
});

describe("more than two classes", () => {
  it("agrees with R's multiclass.roc, directions by the medians", () => {
    const classes = [1, 1, 2, 2, 3, 3, 3, 2, 1, 3];
    const score = Float64Array.of(5, 3, 4, 6, 2, 7, 8, 1, 9, 2);
    expect(must(multiclassAuc(classes, score)).auc).toBeCloseTo(0.666666666667, 11);
  });
  it("is the plain area for two classes", () => {
    expect(must(multiclassAuc(outcome, a, "higher")).auc).toBeCloseTo(27.5 / 35, 14);
  });
});

describe("degenerate scores", () => {
  const codeOf = (result: { ok: boolean; error?: { code: string } }) => result.error?.code;
  it.each([
    ["one-outcome", [1, 1], [1, 2]],
    ["one-outcome", [0, 0], [1, 2]],
    ["not-a-scored-outcome", [0, 1], [1, Number.NaN]],
    ["not-a-scored-outcome", [0, 2], [1, 2]],
    ["unequal-lengths", [0], [1, 2]],
  ])("are refused: %s %j %j", (code, y, x) => {
    const data = { outcome: y, score: Float64Array.from(x) };
    expect(codeOf(rocCurve(data) as never)).toBe(code);
    expect(codeOf(deLong(data) as never)).toBe(code);
  });
  it("say what is wrong with them, and what to do", () => {
    const refusal = (y: readonly number[], x: readonly number[]) => {
      const found = deLong({ outcome: y, score: Float64Array.from(x) });
      return found.ok ? null : found.error;
    };
    const comparison = { code: "one-outcome", remedy: "a comparison needs cases and controls" };
    expect(refusal([1, 1], [1, 2])).toEqual({ ...comparison, message: "all 2 observations are cases" });
    expect(refusal([0, 0], [1, 2])).toEqual({ ...comparison, message: "all 2 observations are controls" });
    expect(refusal([0], [1, 2])).toEqual({
      code: "unequal-lengths",
      message: "2 scores stand beside 1 outcomes",
      remedy: "give one outcome a score",
    });
    expect(refusal([0, 2], [1, 2])).toEqual({
      code: "not-a-scored-outcome",
      message: "observation 1: the outcome 2 is neither 0 nor 1, or the score 2 is not finite",
      path: "[1]",
      remedy: "leave out observations with missing values; code the outcome 0 and 1",
    });
    expect(refusal([0, 1, 0], [1, 2, 3])).toEqual({
      code: "too-few-observations",
      message: "1 cases and 2 controls give no variance",
      remedy: "DeLong's variance needs two cases and two controls",
    });
  });
  it("have no variance with one case", () => {
    expect(codeOf(deLong({ outcome: [0, 1, 0], score: a.slice(0, 3) }) as never)).toBe(
      "too-few-observations",
    );
    expect(codeOf(comparePairedAuc([0, 1, 0], a.slice(0, 3), b.slice(0, 3)) as never)).toBe(
      "too-few-observations",
    );
    expect(codeOf(multiclassAuc([1, 1], a.slice(0, 2)) as never)).toBe("one-outcome");
  });
});
