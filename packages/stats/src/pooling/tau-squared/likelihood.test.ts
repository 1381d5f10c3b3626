import { describe, expect, it } from "vitest";
import { twoByTwoEffects } from "../../effect-size/two-by-two.ts";
import { bcg } from "../bcg-trials.test-data.ts";
import { pool, tauSquaredOf } from "../pool.ts";
import { sixTrials } from "../six-trials.test-data.ts";
import { studiesOf } from "../studies.ts";
import {
  maximumLikelihood,
  profileLogLikelihood,
  restrictedMaximumLikelihood,
  scoredUntil,
} from "./likelihood.ts";

const { effects, variances, moderators } = sixTrials;
const value = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

describe("the search under a stopping rule (metafor 3.8 rma, control threshold)", () => {
  it.each([
    ["ML", 1e-5, false, 0.23651372908196, 0.18701324978595],
    ["ML", 1e-5, true, 0.031660842031808, 0.050588055335973],
    ["ML", 1e-2, false, 0.23652884083148, 0.187022669762],
    ["ML", 1e-2, true, 0.034388056123475, 0.05268193300014],
    ["REML", 1e-5, false, 0.30508197597927, 0.25442199967857],
    ["REML", 1e-5, true, 0.14547138321647, 0.19369857475318],
    ["REML", 1e-2, false, 0.30507365587145, 0.25441644693571],
    ["REML", 1e-2, true, 0.1461907635242, 0.19431335050316],
  ] as const)("%s ends within %d, moderators %s", (method, threshold, regression, tau, error) => {
    const fit = value(
      pool(effects, variances, {
        ...{ method, stopping: { threshold, steps: 100 } },
        ...(regression ? { moderators } : {}),
      }),
    );
    expect(Math.abs(fit.tauSquared!.value - tau)).toBeLessThanOrEqual(1e-10 * tau);
    expect(Math.abs(fit.tauSquared!.standardError! - error)).toBeLessThanOrEqual(1e-10 * error);
    expect(fit.tauSquared!.method).toBe(method);
  });
  it("gives up after its steps, and does not where they are enough", () => {
    const studies = value(studiesOf(effects, variances));
    const needed = scoredUntil(studies, true, { threshold: 1e-8, steps: 100 })!.iterations;
    expect(scoredUntil(studies, true, { threshold: 1e-8, steps: needed })?.iterations).toBe(needed);
    expect(scoredUntil(studies, true, { threshold: 1e-8, steps: needed - 1 })).toBeNull();
  });
  it("other estimators know no rule", () => {
    const stopping = { threshold: 10, steps: 1 };
    for (const method of ["DL", "PM", "SJ"] as const)
      expect(tauSquaredOf(value(pool(effects, variances, { method, stopping })))).toBe(
        tauSquaredOf(value(pool(effects, variances, { method }))),
      );
  });
});

/** Small tables of effects from a fixed sequence: unlike variances, far effects, two to five studies. */
const tables = Array.from({ length: 300 }, (_, seed) => {
  let state = seed * 7919 + 12345;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const k = 2 + Math.floor(4 * next());
  return {
    y: Float64Array.from({ length: k }, () => 4 * next() - 2),
    v: Float64Array.from({ length: k }, () => 10 ** (4 * next() - 3.5)),
    x: Float64Array.from({ length: k }, () => next()),
  };
});

describe("maximum likelihood to its end", () => {
  it.each([
    ["ML", maximumLikelihood, false],
    ["REML", restrictedMaximumLikelihood, true],
  ] as const)(
    "%s: no tau2 is likelier, of 300 small tables with and without a moderator",
    (_, estimate, restricted) => {
      let [atZero, away, missed] = [0, 0, 0];
      for (const { y, v, x } of tables) {
        const k = y.length;
        const design = { names: ["intercept", "x"], values: Float64Array.from(x, (one) => one).slice() };
        design.values = Float64Array.from({ length: 2 * k }, (_, at) =>
          at % 2 === 0 ? 1 : x[(at - 1) / 2]!,
        );
        for (const studies of [value(studiesOf(y, v)), ...(k > 2 ? [value(studiesOf(y, v, design))] : [])]) {
          const { value: tau, standardError } = estimate(studies);
          const height = profileLogLikelihood(studies, tau, restricted);
          let highest = profileLogLikelihood(studies, 0, restricted);
          for (let other = 1e-4; other < 100; other *= 1.3)
            highest = Math.max(highest, profileLogLikelihood(studies, other, restricted));
          if (highest > height + 1e-9) missed++;
          if (!(standardError! > 0)) missed++;
          if (tau === 0) atZero++;
          else away++;
        }
      }
      expect(missed).toBe(0);
      expect(atZero).toBeGreaterThan(20);
      expect(away).toBeGreaterThan(200);
    },
  );
  it("takes few steps: Newton's where the likelihood is concave", () => {
    const { effects: y, variances: v } = value(twoByTwoEffects(bcg, "RR"));
    for (const method of ["ML", "REML"] as const)
      expect(value(pool(y, v, { method })).tauSquared!.iterations).toBeLessThanOrEqual(8);
    expect(value(pool(effects, variances, { moderators })).tauSquared!.iterations).toBeLessThanOrEqual(12);
  });
});

describe("the log-likelihood of a mean", () => {
  const plain = (y: readonly number[], v: readonly number[], tau: number, restricted: boolean): number => {
    const weights = v.map((one) => 1 / (one + tau));
    const sum = weights.reduce((all, one) => all + one, 0);
    const mean = weights.reduce((all, one, i) => all + one * y[i]!, 0) / sum;
    const squares = weights.reduce((all, one, i) => all + one * (y[i]! - mean) ** 2, 0);
    const logs = v.reduce((all, one) => all + Math.log(one + tau), 0);
    return -0.5 * (logs + squares + (restricted ? Math.log(sum) : 0));
  };
  it.each([
    ["as usual", Array.from({ length: 40 }, (_, i) => 0.02 + 0.01 * (i % 7))],
    ["whose product is smaller than any number", Array.from({ length: 60 }, () => 1e-9)],
    ["whose product is larger than any number", Array.from({ length: 60 }, () => 1e9)],
    ["at the ends of what is held together", [1e-101, 1e-100, 1e-99, 1e-99, 1e-99, 0.1]],
    ["at the other ends", [0.1, 1e99, 1e100, 1e99, 1e101]],
    ["beyond them", [1e-120, 0.1, 1e120, 1e-120, 1e-120]],
  ])("is the sum of its logarithms for variances %s", (_, variances) => {
    const y = variances.map((one, i) => Math.sqrt(one) * Math.sin(i));
    const studies = value(studiesOf(Float64Array.from(y), Float64Array.from(variances)));
    for (const tau of [0, 0.05])
      for (const restricted of [true, false])
        expect(profileLogLikelihood(studies, tau, restricted)).toBeCloseTo(
          plain(y, variances, tau, restricted),
          8,
        );
  });
});
