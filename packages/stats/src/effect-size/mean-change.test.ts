import { describe, expect, it } from "vitest";
import { expectEffects } from "./expect-effects.test-data.ts";
import { type ChangeMeasure, type ChangeVariance, changeEffects } from "./mean-change.ts";

const change = {
  mean1: Float64Array.of(10.2, 7.1),
  sd1: Float64Array.of(2.1, 1.7),
  mean2: Float64Array.of(9.1, 7.4),
  sd2: Float64Array.of(2.5, 1.2),
  correlation: Float64Array.of(0.5, -0.31),
  n: Float64Array.of(20, 12),
};

describe("change within patients (metafor 3.8 escalc)", () => {
  it.each<readonly [ChangeMeasure, ChangeVariance, number[], number[]]>([
    ["MC", "LS", [1.1, -0.300000000000001], [0.2705, 0.466233333333333]],
    ["SMCC", "LS", [0.453967464377247, -0.117948698133184], [0.0551521614678277, 0.0839129956413047]],
    ["SMCC", "LS2", [0.453967464377247, -0.117948698133184], [0.0512235557503859, 0.0726484329888202]],
    ["SMCR", "LS", [0.502810184865085, -0.164110554701608], [0.0563204520501015, 0.21945551142352]],
    ["SMCR", "LS2", [0.502810184865085, -0.164110554701608], [0.0523918463326597, 0.18994235727401]],
    ["SMCRH", "LS", [0.502810184865085, -0.164110554701608], [0.0656234349825566, 0.153261428763977]],
    ["ROMC", "LS", [0.114113306767421, -0.0413852161628545], [0.00306502169263111, 0.00897496240590972]],
    ["VRC", "LS", [-0.174353387144778, 0.348306694268216], [0.0394736842105263, 0.0821727272727273]],
    ["CVRC", "LS", [-0.288466693912199, 0.38969191043107], [0.0425387059031574, 0.091147689678637]],
  ])("%s %s", (measure, variance, effects, variances) => {
    expectEffects(changeEffects(change, measure, variance), effects, variances);
  });
  it("without correlation, a mean change has the variance of two groups", () => {
    const apart = { ...change, correlation: Float64Array.of(0, 0) };
    const { sd1, sd2, n } = change;
    expectEffects(
      changeEffects(apart, "MC"),
      [10.2 - 9.1, 7.1 - 7.4],
      Array.from(sd1, (sd, i) => (sd ** 2 + sd2[i]! ** 2) / n[i]!),
    );
  });
  it("one patient has no scatter", () => {
    const single = { ...change, n: Float64Array.of(1, 12) };
    const got = changeEffects(single, "SMCC");
    expect(got.ok && got.value.effects[0]).toBeNaN();
    expect(got.ok && got.value.effects[1]).not.toBeNaN();
  });
  it.each([
    ["sd1", -2.1, "negative-spread"],
    ["n", 0, "not-a-size"],
    ["correlation", -1.01, "not-a-correlation"],
    ["mean2", Number.POSITIVE_INFINITY, "not-finite"],
  ] as const)("refuses %s of %d", (name, value, code) => {
    expect(changeEffects({ ...change, [name]: Float64Array.of(1, value) }, "SMCR")).toMatchObject({
      error: { code, path: `${name}[1]`, message: `study 2 has ${value} for ${name}` },
    });
  });
});
