import { describe, expect, it } from "vitest";
import { near, v, value, y } from "./bcg-effects.test-data.ts";
import { pool, pooled } from "./pool.ts";
import { cumulativePool, leaveOneOut } from "./sequence.ts";

describe("sequences", () => {
  it("the last cumulative pool is the pool, the first the study", () => {
    const steps = cumulativePool(y, v);
    near(pooled(value(steps[0]!)).estimate, y[0]!);
    near(pooled(value(steps[1]!)).estimate, -1.32500344224488);
    near(pooled(value(steps[12]!)).standardError, 0.179781516105206);
  });
  it("leaving one out is pooling the others", () => {
    const rest = leaveOneOut(y, v, { method: "DL" });
    const direct = value(pool(y.subarray(1), v.subarray(1), { method: "DL" }));
    near(pooled(value(rest[0]!)).estimate, pooled(direct).estimate, 1e-12);
    expect(rest).toHaveLength(13);
    expect(leaveOneOut(y.subarray(0, 2), v.subarray(0, 2)).every((one) => !one.ok)).toBe(true);
  });
});
