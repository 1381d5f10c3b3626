import { describe, expect, it } from "vitest";
import { expectEffects } from "./expect-effects.test-data.ts";
import { meanEffects } from "./single-mean.ts";
import { rateEffects } from "./single-rate.ts";
import type { MeansVariance } from "./standardisation.ts";
import { cohensDFromT, hedgesEffects, type TwoMeansMeasure, twoMeanEffects } from "./two-means.ts";
import { twoRateEffects } from "./two-rates.ts";

const means = {
  mean1: Float64Array.of(10.2, 7.1),
  sd1: Float64Array.of(2.1, 1.7),
  n1: Float64Array.of(20, 12),
  mean2: Float64Array.of(9.1, 7.4),
  sd2: Float64Array.of(2.5, 1.2),
  n2: Float64Array.of(22, 11),
};

describe("two means, by measure and variance (metafor 3.8 escalc)", () => {
  const g = [0.465459317971699, -0.194955658819476];
  const delta = [0.424064191005035, -0.230686402013272];
  const ratio = [0.114113306767421, -0.0413852161628545];
  it.each<readonly [TwoMeansMeasure, MeansVariance, number[], number[]]>([
    ["SMD", "LS", g, [0.0980337404151012, 0.175068678783853]],
    ["SMD", "AV", g, [0.096094059688448, 0.175410232843464]],
    ["SMD", "UB", g, [0.0982862376174155, 0.175229132931663]],
    ["SMD", "LS2", g, [0.0944619399583746, 0.162675900646072]],
    ["SMD1", "LS", delta, [0.0995416008657444, 0.176661343154871]],
    ["SMD1", "AV", delta, [0.0962957113689819, 0.175924756071297]],
    ["SMD1", "UB", delta, [0.100123078785396, 0.177458640316253]],
    ["SMD1", "LS2", delta, [0.0927525137120034, 0.150779278875848]],
    ["SMD1H", "LS", delta, [0.0848216008657444, 0.260573380191908]],
    ["ROM", "LS", ratio, [0.00555001246139693, 0.00716808822370246]],
    ["ROM", "AV", ratio, [0.00494389088878619, 0.0090923310290019]],
    ["ROM", "AVHO", ratio, [0.00496118925038066, 0.00905613910783771]],
    ["RPB", "LS", [0.235937744473179, -0.105161201434641], [0.0216440701384432, 0.0462917371759378]],
    [
      "RPB-cross-sectional",
      "LS",
      [0.235937744473179, -0.105161201434641],
      [0.0206442278451098, 0.0422877047726117],
    ],
    ["RBIS", "LS", [0.295895786590117, -0.131871222494507], [0.033206810303363, 0.069513596628411]],
  ])("%s %s", (measure, variance, effects, variances) => {
    expectEffects(twoMeanEffects(means, measure, { variance }), effects, variances);
  });
  it("from Cohen's d, and from t", () => {
    const { n1, n2 } = means;
    expectEffects(
      hedgesEffects(Float64Array.of(0.21, -0.5), n1, n2),
      [0.206033560831706, -0.481891126142086],
      [0.0959599005520335, 0.17929066462187],
    );
    const d = Float64Array.of(cohensDFromT(2.1, 20, 22), cohensDFromT(-0.5, 12, 11));
    expectEffects(
      hedgesEffects(d, n1, n2),
      [0.636555500675614, -0.201152706981936],
      [0.100278389566931, 0.175122041884297],
    );
    expect(hedgesEffects(d, n1, Float64Array.of(0, 1))).toMatchObject({
      error: { code: "not-a-size", path: "n2[0]" },
    });
  });
  it.each([
    ["SMD", "AV"],
    ["SMD1", "AV"],
    ["ROM", "AV"],
    ["ROM", "AVHO"],
  ] as const)(
    "a study without a mean stays out of the mean of all, without effect or variance: %s %s",
    (measure, variance) => {
      const first = (column: Float64Array): Float64Array => column.subarray(0, 1);
      const alone = {
        ...{ mean1: first(means.mean1), sd1: first(means.sd1), n1: first(means.n1) },
        ...{ mean2: first(means.mean2), sd2: first(means.sd2), n2: first(means.n2) },
      };
      const missing = {
        ...means,
        mean1: Float64Array.of(10.2, Number.NaN),
        mean2: Float64Array.of(9.1, Number.NaN),
      };
      const [got, wanted] = [missing, alone].map((columns) => {
        const effects = twoMeanEffects(columns, measure, { variance });
        if (!effects.ok) throw new Error(effects.error.message);
        return effects.value;
      });
      expect(Array.from(got!.effects)).toEqual([wanted!.effects[0], Number.NaN]);
      expect(Array.from(got!.variances)).toEqual([wanted!.variances[0], Number.NaN]);
    },
  );
  it("other measures have no variance at a mean of all: their own stays", () => {
    for (const measure of ["MD", "SMDH", "VR"] as const)
      expect(twoMeanEffects(means, measure, { variance: "AV" })).toEqual(twoMeanEffects(means, measure));
    expect(twoMeanEffects(means, "SMDH", { variance: "AVHO" })).toEqual(twoMeanEffects(means, "SMDH"));
  });
  it.each([
    ["mean1", Number.POSITIVE_INFINITY, "not-finite"],
    ["sd1", -1e-9, "negative-spread"],
    ["n1", 0.999, "not-a-size"],
    ["sd2", Number.POSITIVE_INFINITY, "negative-spread"],
    ["n2", -3, "not-a-size"],
  ] as const)("refuses %s of %d, by its place", (name, value, code) => {
    expect(twoMeanEffects({ ...means, [name]: Float64Array.of(2, value) }, "MD")).toMatchObject({
      error: { code, path: `${name}[1]` },
    });
  });
  it("takes a standard deviation of 0 and a group of 1, which leave a mean difference", () => {
    const bare = { ...means, sd1: Float64Array.of(0, 0), n2: Float64Array.of(1, 1) };
    expect(twoMeanEffects(bare, "MD")).toMatchObject({ ok: true });
  });
});

describe("single means and rates: what can not be is refused", () => {
  it("the standardised mean (metafor 3.8 escalc)", () => {
    const { mean1, sd1, n1 } = means;
    expectEffects(
      meanEffects(mean1, sd1, n1, "SMN"),
      [4.66242171420352, 3.88394979460472],
      [0.593454406026911, 0.711877750292086],
    );
  });
  it("the scatter alone needs no mean", () => {
    const { sd1, n1 } = means;
    expect(meanEffects(new Float64Array(0), sd1, n1, "SDLN")).toMatchObject({ ok: true });
    expect(meanEffects(new Float64Array(0), sd1, n1, "MN")).toMatchObject({
      error: { code: "lengths-differ" },
    });
  });
  it("counts below zero and no time at risk", () => {
    const [events, time] = [Float64Array.of(3, -1), Float64Array.of(10, 0)];
    expect(rateEffects(events, Float64Array.of(1, 1), "IR")).toMatchObject({
      error: { code: "not-a-count", path: "events[1]" },
    });
    expect(rateEffects(Float64Array.of(1, 1), time, "IR")).toMatchObject({
      error: { code: "no-person-time", path: "time[1]" },
    });
    const rates = { events1: events, time1: time, events2: events, time2: time };
    expect(twoRateEffects(rates, "IRR")).toMatchObject({ error: { path: "events1[1]" } });
  });
});
