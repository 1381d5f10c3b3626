import { describe, expect, it } from "vitest";
import { cox } from "./cox.ts";
import { coxBaseline, coxPredictedCurve } from "./cox-baseline.ts";

// R 4.2, survival 3.5.3: g <- coxph(Surv(stop, event) ~ x + z + strata(s), control = coxph.control(eps = 1e-14))
const stop = Float64Array.of(5, 8, 8, 12, 13, 13, 13, 20, 21, 25, 30, 31);
const event = [1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0];
const x = [1.5, 0.5, 2, 0.5, 2.5, 4.5, 1, 3, 2.5, 1.5, 2.5, 4];
const z = [0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1];
const strata = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1];
const design = Float64Array.from(x.flatMap((one, at) => [one, z[at]!]));
const fit = cox({ stop, event, design, strata }, { tolerance: 1e-14 });
if (!fit.ok) throw new Error(fit.error.message);
const fitted = { ...fit.value, ties: "efron" as const };
const near = (numbers: readonly number[]) => numbers.map((one) => expect.closeTo(one, 9));

describe("baseline hazard of a stratified Cox model", () => {
  it("starts anew in each stratum: basehaz(g, centered = FALSE), all covariates 0", () => {
    const { time, stratum, cumulativeHazard } = coxBaseline(fitted);
    expect([...time]).toEqual([5, 8, 12, 13, 13, 20, 21, 25, 30, 31]);
    expect([...stratum]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    expect([...cumulativeHazard]).toEqual(
      near([
        ...[0.727757106588322, 3.154320284860798, 3.154320284860798, 25.044733512179739, 0],
        ...[1.544337932135561, 1.544337932135561, 4.136679644865244, 8.404057815808414, 8.404057815808414],
      ]),
    );
  });
  it("is that of the means where asked for: exp(-means' b) times as high", () => {
    const zero = coxBaseline(fitted).cumulativeHazard;
    const { cumulativeHazard } = coxBaseline(fitted, "means");
    const { coefficients, sets } = fitted;
    const shift = Math.exp(coefficients[0]! * sets.means[0]! + coefficients[1]! * sets.means[1]!);
    expect([...sets.means]).toEqual(near([26 / 12, 0.5]));
    for (const [at, one] of cumulativeHazard.entries()) expect(one).toBeCloseTo(zero[at]! * shift, 12);
  });
});

describe("survival that a Cox model predicts", () => {
  it.each([
    [
      "log",
      [1, 0.616586465711433, 0.616586465711433, 0.331541071815103, 0.109775611140007, 0.109775611140007],
      [1, 1, 1, 1, 1, 1],
    ],
    [
      "plain",
      [1, 0.579147274260612, 0.579147274260612, 0.222918754430974, 0, 0],
      [1, 1, 1, 1, 0.905139046267922, 0.905139046267922],
    ],
  ] as const)(
    "in a stratum with 90 %% limits: survfit(g, data.frame(x = 2, z = 1, s = 1)), %s",
    (interval, low, high) => {
      const curve = coxPredictedCurve(fitted, [2, 1], { stratum: 1, interval, level: 0.9 });
      expect([...curve.time]).toEqual([13, 20, 21, 25, 30, 31]);
      expect([...curve.survival]).toEqual(
        near([
          1, 0.843603496916004, 0.843603496916004, 0.634093751102484, 0.396329116588604, 0.396329116588604,
        ]),
      );
      expect([...curve.cumulativeHazardStandardError]).toEqual(
        near([
          0, 0.190584756811332, 0.190584756811332, 0.394226639046852, 0.780498984166692, 0.780498984166692,
        ]),
      );
      expect([...curve.low]).toEqual(near(low));
      expect([...curve.high]).toEqual(near(high));
      expect(curve.convention).toEqual({ interval, level: 0.9 });
    },
  );
  it("is of the first stratum with limits of the log at 95 % unless asked otherwise", () => {
    const curve = coxPredictedCurve(fitted, [2, 1]);
    expect([...curve.time]).toEqual([5, 8, 12, 13]);
    expect([...curve.survival]).toEqual(
      near([0.9229821207117737, 0.706540631785964, 0.706540631785964, 0.0634126861530217]),
    );
    expect([...curve.cumulativeHazardStandardError]).toEqual(
      near([0.0992200064690168, 0.2922176727607401, 0.2922176727607401, 2.1557268620502286]),
    );
    expect([...curve.low]).toEqual(
      near([0.759866092932784, 0.398474934882384, 0.398474934882384, 0.000927295427986]),
    );
    expect([...curve.high]).toEqual([1, 1, 1, 1]);
    expect(curve.convention).toEqual({ interval: "log", level: 0.95 });
  });
});
