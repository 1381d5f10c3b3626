import { describe, expect, it } from "vitest";
import { bcg } from "./bcg-trials.test-data.ts";
import { mantelHaenszel } from "./mantel-haenszel.ts";
import { peto } from "./peto.ts";

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
