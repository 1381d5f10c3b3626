import { describe, expect, it } from "vitest";
import { near, v, value, y } from "./bcg-effects.test-data.ts";
import { bcgLatitude, bcgYear } from "./bcg-trials.test-data.ts";
import { baujat, influenceOf } from "./influence.ts";

describe("influence (BCG, REML; metafor)", () => {
  it("agrees with metafor's influence", () => {
    const first = value(influenceOf(y, v))[0];
    near(first?.studentisedResidual, -0.218142485736089, 1e-5);
    near(first?.dffits, -0.040707547501259, 1e-5);
    near(first?.cooksDistance, 0.00171654134161812, 1e-5);
  });
  it("shares of weights and leverages add up", () => {
    const rows = value(influenceOf(y, v));
    near(
      rows.reduce((sum, one) => sum + (one?.weight ?? 0), 0),
      100,
    );
    near(
      rows.reduce((sum, one) => sum + (one?.leverage ?? 0), 0),
      1,
    );
  });
  it("of a regression has leverages that add up to its coefficients", () => {
    const values = Float64Array.from(bcgLatitude.flatMap((one) => [1, one]));
    const rows = value(influenceOf(y, v, { moderators: { names: ["intercept", "latitude"], values } }));
    near(
      rows.reduce((sum, one) => sum + (one?.leverage ?? 0), 0),
      2,
    );
    expect(rows.every((one) => (one?.cooksDistance ?? -1) >= 0)).toBe(true);
  });
  it("of a regression by DL, of two moderators and of a common effect (metafor influence)", () => {
    const design = (rows: readonly (readonly number[])[], names: readonly string[]) => ({
      moderators: { names, values: Float64Array.from(rows.flat()) },
    });
    const latitude = design(
      bcgLatitude.map((one) => [1, one]),
      ["intercept", "latitude"],
    );
    const figures = (options: Parameters<typeof influenceOf>[2], study: number): readonly number[] => {
      const one = value(influenceOf(y, v, options))[study]!;
      return [
        ...[one.studentisedResidual, one.dffits, one.cooksDistance, one.covarianceRatio],
        ...[one.tauSquaredWithout, one.qWithout, one.leverage, one.weight],
      ];
    };
    const each = (got: readonly number[], wanted: readonly number[]): void => {
      for (const [i, one] of wanted.entries()) near(got[i], one, 1e-9);
    };
    each(figures({ method: "DL", ...latitude }, 0), [
      ...[0.22554524658, 0.0569239742447, 0.00345724226171, 1.14190233922],
      ...[0.0673831581309, 30.7241786527, 0.0450313553468, 2.5746690953],
    ]);
    each(figures({ method: "DL", ...latitude }, 3), [
      ...[-0.770767152062, -0.5694741429631, 0.33277529210489, 1.62396370755],
      ...[0.0654584490102, 25.6461829596, 0.3570089526763, 12.01829861898],
    ]);
    each(
      figures(
        {
          method: "DL",
          ...design(
            bcgLatitude.map((one, i) => [1, one, bcgYear[i]!]),
            ["intercept", "latitude", "year"],
          ),
        },
        1,
      ),
      [
        ...[-0.484295704777, -0.248924584529, 0.063482601028, 1.45569086492],
        ...[0.0840240826677, 27.5744325301, 0.213949763583, 4.24514911392],
      ],
    );
    each(figures({ method: "common" }, 1), [
      ...[-2.6297148918, -0.2424588669656, 0.05878630217023, 1.00850078067],
      ...[0, 145.31760767, 0.00842912651727, 0.842912651727],
    ]);
  });
  it("can not leave one of two out", () => {
    expect(influenceOf(y.subarray(0, 2), v.subarray(0, 2))).toMatchObject({
      error: {
        code: "too-few-studies",
        message: "of 2 studies none can be left out of a fit with 1 coefficients",
        remedy: "add studies",
      },
    });
    expect(value(influenceOf(y.subarray(0, 2), v.subarray(0, 2), { method: "common" }))).toHaveLength(2);
    expect(influenceOf(y, v.subarray(1))).toMatchObject({ error: { code: "lengths-differ" } });
    expect(baujat(y, v.subarray(1))).toMatchObject({ error: { code: "lengths-differ" } });
    expect(baujat(y.subarray(0, 1), v.subarray(0, 1), { method: "common" }).ok).toBe(false);
  });
  it("Baujat's contributions of a common effect add up to Q", () => {
    const points = value(baujat(y, v, { method: "common" }));
    near(
      points.reduce((sum, one) => sum + one.heterogeneity, 0),
      152.233008082373,
    );
  });
});

/** R 4.2.2, metafor 3.8.1: influence(rma(y, v, method = "DL", test = "knha")), baujat(rma(y, v, mods = ~x, method = "DL")) */
describe("influence on other fits", () => {
  const effects = Float64Array.of(0.1, 0.9, -0.3, 0.6, 1.4);
  const variances = Float64Array.of(0.04, 0.05, 0.03, 0.06, 0.2);
  const close = (got: readonly number[], wanted: readonly number[]): void => {
    for (const [at, one] of wanted.entries()) expect(got[at]).toBeCloseTo(one, 9);
  };

  it("by Hartung and Knapp the scatter of the others scales the residuals, and no leverage", () => {
    const rows = value(influenceOf(effects, variances, { method: "DL", test: "hartung-knapp" }));
    close(
      rows.map((one) => one?.studentisedResidual ?? Number.NaN),
      [-0.643993064672699, 0.730999112599066, -1.82206022362244, 0.176556599012323, 1.53521769449565],
    );
    close(
      rows.map((one) => one?.dffits ?? Number.NaN),
      [-0.383082976277935, 0.398936453544243, -0.896282281602693, 0.0595056365533075, 0.646066007395933],
    );
    close(
      rows.map((one) => one?.covarianceRatio ?? Number.NaN),
      [1.51235061703698, 1.42375239675719, 0.799792670156623, 1.67518432140532, 0.861793212493414],
    );
    expect(rows.reduce((sum, one) => sum + (one?.leverage ?? Number.NaN), 0)).toBeCloseTo(1, 12);
  });

  it("Baujat's points with moderators", () => {
    const rows = value(
      baujat(effects, variances, {
        method: "DL",
        moderators: {
          names: ["intercept", "x"],
          values: Float64Array.of(1, 1, 1, 2, 1, 3, 1, 4, 1, 6),
        },
      }),
    );
    close(
      rows.map((one) => one.heterogeneity),
      [0.00091239562620767, 0.891939480568492, 1.4584731307826, 0.0124756142368953, 0.186285235207284],
    );
    close(
      rows.map((one) => one.influence),
      [0.00116391214646967, 0.473446622342845, 0.9314814843731, 0.00733811157583624, 0.356771110729682],
    );
  });
});
