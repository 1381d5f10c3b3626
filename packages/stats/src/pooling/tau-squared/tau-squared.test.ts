import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectAt } from "../projector.ts";
import { studiesOf } from "../studies.ts";
import { profileLogLikelihood, scoredUntil } from "./likelihood.ts";
import { tauSquaredWhereQ } from "./paule-mandel.ts";
import { estimateTauSquared, type TauSquaredMethod } from "./tau-squared.ts";

const studies = (effects: number[], variances: number[], x?: number[]) => {
  const checked = studiesOf(
    Float64Array.from(effects),
    Float64Array.from(variances),
    x && { names: ["intercept", "x"], values: Float64Array.from(x.flatMap((one) => [1, one])) },
  );
  if (!checked.ok) throw new Error(checked.error.message);
  return checked.value;
};
const value = (data: ReturnType<typeof studies>, method: TauSquaredMethod): number =>
  estimateTauSquared(data, method)?.value ?? Number.NaN;

const several = fc.array(
  fc.record({
    effect: fc.double({ min: -3, max: 3, noNaN: true }),
    variance: fc.double({ min: 0.01, max: 2, noNaN: true }),
    x: fc.integer({ min: -5, max: 5 }),
  }),
  { minLength: 4, maxLength: 12 },
);

describe("between-study variance", () => {
  it("by Paule and Mandel is found in a few steps of Newton's, whatever the unit", () => {
    const effects = [0.1, 0.9, -0.4, 1.3, 0.2, -1.1, 0.6];
    const variances = [0.04, 0.05, 0.03, 0.08, 0.02, 0.06, 0.04];
    for (const unit of [1, 1e-4, 1e4]) {
      const data = studies(
        effects.map((one) => one * unit),
        variances.map((one) => one * unit ** 2),
      );
      const found = estimateTauSquared(data, "PM");
      expect(found?.iterations).toBeLessThan(15);
      expect(projectAt(data, found!.value).residualSumOfSquares).toBeCloseTo(6, 11);
    }
  });
  it("of two studies with equal variances is what is left of the spread", () => {
    // y = 0 and 2, v = 1/2: the spread 2 less the sampling variance 1/2
    const two = studies([0, 2], [0.5, 0.5]);
    for (const method of ["DL", "HE", "PM", "EB", "REML"] as const)
      expect(value(two, method)).toBeCloseTo(1.5, 12);
    // ML divides by k instead of k - 1
    expect(value(two, "ML")).toBeCloseTo(0.5, 12);
    // HS: (Q - k) / sum of weights = (4 - 2) / 4; with its correction (2 * 4 - 2) / 4
    expect(value(two, "HS")).toBeCloseTo(0.5, 12);
    expect(value(two, "HSk")).toBeCloseTo(1.5, 12);
    // SJ: crude 1, weights 2/3, (1) * 2 * (2/3) / 1
    expect(value(two, "SJ")).toBeCloseTo(4 / 3, 12);
  });
  it("is cut at 0 where the studies agree better than chance", () => {
    const alike = studies([0.1, 0.12, 0.09, 0.11], [0.04, 0.05, 0.03, 0.06]);
    for (const method of ["DL", "HE", "HS", "ML", "REML", "EB", "PM", "PMM", "GENQ"] as const)
      expect(value(alike, method)).toBe(0);
    expect(value(alike, "SJ")).toBeGreaterThan(0);
  });
  it("by REML and ML lies where the likelihood is highest", () => {
    fc.assert(
      fc.property(several, fc.boolean(), fc.boolean(), (rows, restricted, regression) => {
        fc.pre(!regression || new Set(rows.map(({ x }) => x)).size > 1);
        const data = studies(
          rows.map(({ effect }) => effect),
          rows.map(({ variance }) => variance),
          regression ? rows.map(({ x }) => x) : undefined,
        );
        const best = value(data, restricted ? "REML" : "ML");
        const peak = profileLogLikelihood(data, best, restricted);
        // where the likelihood has two peaks, the one that is found need not be the higher: near it, it is
        for (const other of [best * 0.9, best * 1.1, best + 1e-3, 0].filter((one) => one >= 0))
          if (Math.abs(other - best) < 0.2 * best + 1e-2)
            expect(profileLogLikelihood(data, other, restricted)).toBeLessThanOrEqual(peak + 1e-10);
      }),
    );
  });
  it("is taken from the higher of two peaks (metafor rma, ML)", () => {
    const data = studies(
      [
        1.200745, -1.640223, -1.363299, -0.250886, -0.405074, 1.533059, -0.483079, 0.855127, -0.583279,
        -0.421908,
      ],
      [0.544461, 0.786715, 0.284267, 0.372019, 0.059008, 4.467998, 0.152333, 0.302625, 0.20437, 0.534686],
    );
    expect(profileLogLikelihood(data, 1e-4, false)).toBeLessThan(profileLogLikelihood(data, 0, false));
    expect(value(data, "ML")).toBeCloseTo(0.0938947242182129, 9);
  });
  it("by Paule-Mandel brings Q to its target", () => {
    fc.assert(
      fc.property(several, fc.double({ min: 0.5, max: 8, noNaN: true }), (rows, target) => {
        const data = studies(
          rows.map(({ effect }) => effect),
          rows.map(({ variance }) => variance),
        );
        const found = tauSquaredWhereQ(data, target).value;
        const q = projectAt(data, found).residualSumOfSquares;
        if (found > 0) expect(q).toBeCloseTo(target, 8);
        else expect(q).toBeLessThanOrEqual(target);
      }),
    );
  });
  it("under metafor's stopping rule keeps its last digits (rma of the first BCG trials)", () => {
    // rma(yi, vi, method = "REML") of the thirteen trials: 0.313243325980895, converged 0.313243258136481
    const data = studies(
      [
        -0.889311333920205, -1.58538865720143, -1.34807314829969, -1.44155119002131, -0.217547322211296,
        -0.786115585818864, -1.62089822359839, 0.0119523335238405, -0.469417648738149, -1.37134480347278,
        -0.339358828338391, 0.445913400571379, -0.0173139482168798,
      ],
      [
        0.325584765003961, 0.194581121398144, 0.415367965367965, 0.0200100319022476, 0.0512101721696309,
        0.00690561845590876, 0.223017247572315, 0.00396157929781773, 0.056434210463249, 0.0730247936130289,
        0.0124122139715597, 0.532505845200153, 0.0714046596839863,
      ],
    );
    expect(scoredUntil(data, true, { threshold: 1e-5, steps: 100 })?.value).toBeCloseTo(
      0.313243325980895,
      12,
    );
    expect(value(data, "REML")).toBeCloseTo(0.313243258136481, 12);
  });
});
