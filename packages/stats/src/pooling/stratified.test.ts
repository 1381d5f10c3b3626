import { describe, expect, it } from "vitest";
import { bcg } from "./bcg-trials.test-data.ts";
import { type MantelHaenszelMeasure, mantelHaenszel } from "./mantel-haenszel.ts";
import { peto } from "./peto.ts";
import type { StratifiedEffect } from "./stratified.ts";

const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const near = (got: number | undefined, expected: number, relative = 1e-8): void => {
  expect(Math.abs((got ?? Number.NaN) - expected), `${got} for ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );
};
const cells = (...rows: readonly (readonly [number, number, number, number])[]) => ({
  a: Float64Array.from(rows, ([a]) => a),
  b: Float64Array.from(rows, ([, b]) => b),
  c: Float64Array.from(rows, ([, , c]) => c),
  d: Float64Array.from(rows, ([, , , d]) => d),
});
/** with zero cells, and last a study without any event */
const sparse = cells(
  [4, 16, 8, 14],
  [0, 15, 2, 13],
  [10, 0, 5, 9],
  [3, 7, 0, 12],
  [20, 30, 11, 40],
  [0, 9, 0, 11],
);

/** five studies, one with a zero cell and one without any event */
const five = cells([0, 12, 2, 8], [3, 17, 1, 21], [5, 10, 3, 13], [10, 20, 6, 22], [0, 9, 0, 11]);
const whole = ({ estimate, standardError, statistic, p, low, high, heterogeneity }: StratifiedEffect) => [
  ...[estimate, standardError, statistic, p, low, high],
  ...[heterogeneity.q, heterogeneity.p, heterogeneity.iSquared, heterogeneity.hSquared],
];
const each = (got: readonly number[], wanted: readonly number[]): void => {
  expect(got).toHaveLength(wanted.length);
  wanted.forEach((one, i) => {
    expect(Math.abs(got[i]! - one), `${i}: ${got[i]} for ${one}`).toBeLessThanOrEqual(
      1e-12 + 1e-9 * Math.abs(one),
    );
  });
};

describe("every figure of a stratified pool at 90 % (metafor 3.8 rma.mh, rma.peto)", () => {
  it.each<readonly [MantelHaenszelMeasure, number[]]>([
    [
      "OR",
      [
        0.48886433205599, 0.41789552668041, 1.1698242762714, 0.24207169209959, -0.19851264069108,
        1.1762413048031, 2.9952768595814, 0.39235396501266, 0, 0.99842561986047,
      ],
    ],
    [
      "RR",
      [
        0.38304691564272, 0.32751601120118, 1.1695517243199, 0.24218141442756, -0.15566898326622,
        0.92176281455166, 2.7294377781065, 0.43524781072957, 0, 0.90981259270218,
      ],
    ],
    [
      "RD",
      [
        0.066290933441289, 0.056251815397246, 1.1784674498618, 0.23861030155076, -0.026235069137475,
        0.15881693602005, 4.102353163159, 0.25062183516478, 26.871239976574, 1.3674510543863,
      ],
    ],
  ])("%s", (measure, wanted) => {
    const fit = value(mantelHaenszel(five, measure, { level: 0.9 }));
    each(whole(fit), wanted);
    expect(fit.measure).toBe(measure);
    expect(fit.association === null).toBe(measure !== "OR");
    expect(fit.cochran === null).toBe(measure !== "OR");
    expect(fit.homogeneity === null).toBe(measure !== "OR");
  });
  it("the tests of an odds ratio, with and without the correction of continuity", () => {
    const tests = (continuity: boolean) => {
      const { association, cochran, homogeneity } = value(mantelHaenszel(five, "OR", { continuity }));
      return [association, cochran, homogeneity].flatMap((one) => [one!.statistic, one!.p]);
    };
    const tarone = [4.7306728505607, 0.19261478935693];
    each(tests(true), [0.94639808173318, 0.33063783237001, 0.97012862047835, 0.32464810342059, ...tarone]);
    each(tests(false), [1.3904103074838, 0.23833582075049, 1.4252742683374, 0.23253723139909, ...tarone]);
  });
  it("Peto", () => {
    each(
      whole(value(peto(five, 0.9))),
      [
        0.48658292211654, 0.41265334781566, 1.1791566085486, 0.23833582075049, -0.19217143371171,
        1.1653372779448, 4.2687586862526, 0.23386736462952, 29.721958524819, 1.4229195620842,
      ],
    );
  });
  it("a group without patients, a missing count and a study without events leave the rest as it is", () => {
    const more = cells(
      [0, 12, 2, 8],
      [3, 17, 1, 21],
      [5, 10, 3, 13],
      [10, 20, 6, 22],
      [0, 0, 3, 8],
      [4, 7, 0, 0],
      [Number.NaN, 3, 2, 9],
      [3, Number.NaN, 2, 9],
      [3, 2, Number.NaN, 9],
      [3, 2, 9, Number.NaN],
    );
    const rest = cells([0, 12, 2, 8], [3, 17, 1, 21], [5, 10, 3, 13], [10, 20, 6, 22]);
    for (const measure of ["OR", "RR", "RD"] as const) {
      const [one, other] = [value(mantelHaenszel(more, measure)), value(mantelHaenszel(rest, measure))];
      expect([one.estimate, one.standardError]).toEqual([other.estimate, other.standardError]);
      expect(one.association).toEqual(other.association);
      expect(one.cochran).toEqual(other.cochran);
      expect(one.homogeneity).toEqual(other.homogeneity);
    }
  });
  it("a study whose own difference has no scatter adds nothing to Q, and equal studies have an I2 of 0", () => {
    const two = [
      [4, 16, 8, 14],
      [3, 17, 5, 9],
    ] as const;
    const without = value(mantelHaenszel(cells(...two), "RD", { zeroCells: { to: "none" } }));
    const none = value(mantelHaenszel(cells(...two, [0, 10, 0, 12]), "RD", { zeroCells: { to: "none" } }));
    expect(none.heterogeneity.df).toBe(1);
    expect(without.heterogeneity.df).toBe(1);
    expect(Number.isFinite(none.heterogeneity.q)).toBe(true);
    const same = value(mantelHaenszel(cells([5, 5, 5, 5], [5, 5, 5, 5]), "OR")).heterogeneity;
    expect(same).toEqual({ q: 0, df: 1, p: 1, iSquared: 0, hSquared: 0 });
  });
  it("one study has no homogeneity to test, two have", () => {
    expect(value(mantelHaenszel(cells([4, 16, 8, 14]), "OR")).homogeneity).toBeNull();
    expect(value(mantelHaenszel(cells([4, 16, 8, 14], [3, 5, 6, 4]), "OR")).homogeneity?.df).toBe(1);
    expect(value(mantelHaenszel(cells([4, 16, 8, 14]), "OR")).heterogeneity).toEqual({
      ...{ q: 0, df: 0, p: 1, iSquared: 0, hSquared: 1 },
    });
  });
  it("equal tables: the homogeneity of an odds ratio of 1 is solved without a square", () => {
    const fit = value(mantelHaenszel(cells([5, 5, 5, 5], [8, 8, 4, 4]), "OR"));
    expect(fit.estimate).toBeCloseTo(0, 12);
    expect(fit.homogeneity?.statistic).toBeCloseTo(0, 12);
    const half = value(mantelHaenszel(cells([6, 4, 4, 6], [2, 8, 3, 7], [7, 3, 7, 3]), "OR"));
    expect(half.homogeneity?.statistic).toBeGreaterThan(0);
  });
  it("says what is lacking", () => {
    expect(mantelHaenszel(cells([0, 9, 0, 11], [0, 4, 3, 8]), "OR")).toMatchObject({
      error: {
        code: "no-events",
        message:
          "no OR can be pooled: 2 studies with patients on both sides, events lacking on one side throughout",
        remedy: "pool risk differences, or report the counts",
      },
    });
    expect(mantelHaenszel(cells(), "RD")).toMatchObject({ error: { code: "no-events" } });
    for (const table of [cells([0, 9, 0, 11]), cells([9, 0, 11, 0])])
      expect(mantelHaenszel(table, "RD")).toMatchObject({
        error: { code: "no-events", remedy: "report the counts" },
      });
    // nobody against everybody is a difference
    expect(value(mantelHaenszel(cells([0, 9, 11, 0]), "RD")).estimate).toBe(-1);
    expect(peto(cells([0, 9, 0, 11]))).toMatchObject({
      error: {
        message: "no study has events and patients without one, so there is no odds ratio",
        remedy: "report the counts",
      },
    });
    expect(peto(cells([-1, 9, 0, 11]))).toMatchObject({ error: { code: "not-a-count" } });
  });
});

describe("Mantel-Haenszel (metafor 3.8 rma.mh)", () => {
  it.each([
    ["RR", -0.453709604683754, 0.0393373668712944, 152.567553586657],
    ["OR", -0.473410988388585, 0.0410077784042314, 163.942579569193],
  ] as const)("%s of the BCG trials", (measure, estimate, standardError, q) => {
    const fit = value(mantelHaenszel(bcg, measure));
    near(fit.estimate, estimate);
    near(fit.standardError, standardError);
    near(fit.heterogeneity.q, q);
  });
  it.each([
    ["RR", 0.466070266106802, 0.209105087722569, 9.46538223202434],
    ["OR", 0.693871290637276, 0.312457367021414, 11.8423035375127],
    ["RD", 0.123197895881741, 0.0546927784378778, 23.1841723032516],
  ] as const)("%s of sparse tables", (measure, estimate, standardError, q) => {
    const fit = value(mantelHaenszel(sparse, measure));
    near(fit.estimate, estimate);
    near(fit.standardError, standardError);
    near(fit.heterogeneity.q, q);
    expect(fit.heterogeneity.df).toBe(4);
  });
  it("tests association and homogeneity", () => {
    const fit = value(mantelHaenszel(sparse, "OR"));
    near(fit.association?.statistic, 4.56881443960525);
    near(fit.homogeneity?.statistic, 17.6735157929547);
    near(value(mantelHaenszel(sparse, "OR", { continuity: false })).association?.statistic, 5.26270161796841);
  });
  it("of one table is its own ratio", () => {
    near(value(mantelHaenszel(cells([4, 16, 8, 14]), "OR")).estimate, Math.log((4 * 14) / (16 * 8)), 1e-12);
    near(value(mantelHaenszel(cells([4, 16, 8, 14]), "RD")).estimate, 4 / 20 - 8 / 22, 1e-12);
  });
  it("turns its sign when the groups change places", () => {
    const turned = { a: sparse.c, b: sparse.d, c: sparse.a, d: sparse.b };
    for (const measure of ["OR", "RR", "RD"] as const)
      near(
        value(mantelHaenszel(turned, measure)).estimate,
        -value(mantelHaenszel(sparse, measure)).estimate,
        1e-12,
      );
  });
  it("refuses tables without events on a side, and what is no count", () => {
    expect(mantelHaenszel(cells([0, 9, 0, 11], [0, 5, 3, 8]), "RR")).toMatchObject({
      error: { code: "no-events" },
    });
    expect(mantelHaenszel(cells([-1, 9, 0, 11]), "RR")).toMatchObject({ error: { code: "not-a-count" } });
  });
});

describe("Peto (metafor 3.8 rma.peto)", () => {
  it("of the BCG trials and of sparse tables", () => {
    const fit = value(peto(bcg));
    near(fit.estimate, -0.474446310940636);
    near(fit.standardError, 0.0406590807446483);
    near(fit.heterogeneity.q, 167.730167511489);
    const few = value(peto(sparse));
    near(few.estimate, 0.718404277334252);
    near(few.heterogeneity.q, 15.9786837931184);
    near(few.heterogeneity.iSquared, 74.9666489944391);
  });
  it("refuses studies in which nobody has the event", () => {
    expect(peto(cells([0, 9, 0, 11]))).toMatchObject({ error: { code: "no-events" } });
  });
});
