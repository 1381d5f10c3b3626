import { describe, expect, it } from "vitest";
import { near, v, value, y } from "./bcg-effects.test-data.ts";
import { bcgAllocation } from "./bcg-trials.test-data.ts";
import { pooled, tauSquaredOf } from "./pool.ts";
import { poolSubgroups } from "./subgroups.ts";

describe("subgroups (BCG by allocation, REML; meta)", () => {
  it("with tau2 apart", () => {
    const result = value(poolSubgroups(y, v, bcgAllocation));
    expect(result.levels).toEqual(["random", "alternate", "systematic"]);
    near(pooled(result.fits[1]!).estimate, -0.540792961849345, 1e-7);
    near(tauSquaredOf(result.fits[2]!), 0.400345880175081, 1e-6);
    near(result.between.q, 1.86144494615458, 1e-7);
    near(result.betweenCommon.p, 4.85612383628122e-5, 1e-7);
  });
  it("with tau2 shared", () => {
    const result = value(poolSubgroups(y, v, bcgAllocation, { shareTauSquared: true }));
    near(result.sharedTauSquared ?? 0, 0.361503664324021, 1e-7);
    near(pooled(result.fits[0]!).estimate, -0.965774178545846, 1e-7);
    near(pooled(result.fits[0]!).standardError, 0.267244094065264, 1e-7);
  });
  it("a group of one study has its common effect; groups are needed", () => {
    const groups = ["a", ...new Array<string>(12).fill("b")];
    const result = value(poolSubgroups(y, v, groups));
    near(pooled(result.fits[0]!).estimate, y[0]!);
    expect(poolSubgroups(y, v, new Array<string>(13).fill("a"))).toMatchObject({
      error: { code: "one-group" },
    });
    expect(poolSubgroups(y, v, ["a", "b"])).toMatchObject({
      error: {
        code: "one-group",
        message: "2 group labels for 13 studies name 2 groups",
        remedy: "give a group for every study, two groups at least",
      },
    });
    expect(poolSubgroups(y, v.subarray(1), bcgAllocation)).toMatchObject({
      error: { code: "lengths-differ" },
    });
  });
});
