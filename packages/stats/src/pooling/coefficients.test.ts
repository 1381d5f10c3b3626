import { describe, expect, it } from "vitest";
import { near, v, value, y } from "./bcg-effects.test-data.ts";
import { bcgLatitude, bcgYear } from "./bcg-trials.test-data.ts";
import { pool, testTogether } from "./pool.ts";

describe("tests of several coefficients (BCG; metafor)", () => {
  it("two moderators are tested together by chi-squared or F, some of them alone (metafor)", () => {
    const values = Float64Array.from(bcgLatitude.flatMap((one, i) => [1, one, bcgYear[i]!]));
    const moderators = { names: ["intercept", "latitude", "year"], values };
    const byNormal = value(pool(y, v, { method: "DL", moderators }));
    near(byNormal.omnibus.statistic, 15.93143827026, 1e-9);
    near(byNormal.omnibus.p, 0.0003471619628682, 1e-9);
    const byF = value(pool(y, v, { method: "DL", moderators, test: "hartung-knapp" }));
    near(byF.omnibus.statistic, 5.648311163526, 1e-9);
    near(byF.omnibus.p, 0.02282686939248, 1e-9);
    expect(byF.omnibus).toMatchObject({ df: 2, df2: 10 });
    // anova(fit, btt = c(1, 3))
    const some = testTogether(byF, [0, 2]);
    near(some.statistic, 0.348935504888, 1e-8);
    near(some.p, 0.7136959211217, 1e-8);
    expect(testTogether(byF, [0, 2, 3, -1])).toEqual(some);
    near(testTogether(byNormal, [1]).statistic, byNormal.coefficients[1]!.statistic ** 2, 1e-12);
  });
});
