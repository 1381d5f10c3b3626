import { describe, expect, it } from "vitest";
import { kaplanMeier } from "./kaplan-meier.ts";
import { medianSurvival, survivalQuantile } from "./survival-quantile.ts";

const curveOf = (stop: number[], event: number[], interval: "plain" | "log" = "plain") => {
  const curve = kaplanMeier({ stop: Float64Array.from(stop), event }, { interval });
  if (!curve.ok) throw new Error(curve.error.message);
  return curve.value;
};

describe("quantiles of a survival curve", () => {
  it("take the middle of a step that stands exactly at the height", () => {
    // S = 0.75, 0.5, 0.25, 0; R: quantile(survfit(Surv(1:4, rep(1, 4)) ~ 1, conf.type = "plain"))
    const curve = curveOf([1, 2, 3, 4], [1, 1, 1, 1]);
    expect([0.25, 0.5, 0.75].map((p) => survivalQuantile(curve, p).estimate)).toEqual([1.5, 2.5, 3.5]);
    expect(survivalQuantile(curve, 0.25)).toMatchObject({ low: 1, high: 3 });
    expect(survivalQuantile(curve, 0.75)).toMatchObject({ low: 2, high: null });
  });
  it("carry a last step at the height to the last observation", () => {
    expect(medianSurvival(curveOf([1, 2, 3, 4], [1, 1, 0, 0])).estimate).toBe(3);
  });
  it("are null where the curve does not come so low", () => {
    expect(medianSurvival(curveOf([1, 2, 3], [0, 0, 0]))).toEqual({
      probability: 0.5,
      estimate: null,
      low: null,
      high: null,
    });
    expect(medianSurvival(curveOf([1, 2, 3], [1, 0, 0])).estimate).toBeNull();
  });
  it("see a height that rounding missed", () => {
    const n = 600;
    const curve = curveOf(
      Array.from({ length: n }, (_, at) => at + 1),
      new Array(n).fill(1),
    );
    expect(medianSurvival(curve).estimate).toBe(300.5);
  });
});
