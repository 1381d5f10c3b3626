import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { concordance } from "./concordance.ts";
import { type CoxOptions, cox } from "./cox.ts";
import { coxBaseline, coxPredictedCurve } from "./cox-baseline.ts";
import { coxResiduals } from "./cox-residuals.ts";
import type { CoxData } from "./cox-risk-sets.ts";
import { proportionalHazardsTest } from "./proportional-hazards-test.ts";

const fitted = (data: CoxData, options: CoxOptions = {}) => {
  const fit = cox(data, { tolerance: 1e-14, ...options });
  if (!fit.ok) throw new Error(fit.error.message);
  return fit.value;
};
const close = (got: ArrayLike<number>, wanted: readonly number[], digits = 10): void => {
  expect(got).toHaveLength(wanted.length);
  for (const [at, one] of wanted.entries()) expect(got[at]).toBeCloseTo(one, digits);
};

// Twelve rows with ties, late entry and fractional weights; every reference value below is R 4.2, survival 3.5.3.
const stop = Float64Array.of(5, 8, 8, 12, 13, 13, 13, 20, 21, 25, 30, 31);
const start = Float64Array.of(0, 0, 3, 0, 5, 0, 9, 10, 0, 12, 0, 20);
const event = [1, 1, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0];
const x = [1.5, 0.5, 2, 0.5, 2.5, 4.5, 1, 3, 2.5, 1.5, 2.5, 4];
const z = [0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1];
const weights = Float64Array.of(1, 2, 0.5, 1, 1.5, 1, 1, 2, 1, 1, 0.7, 1);
const cluster = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5];
const design = Float64Array.from(x.flatMap((one, at) => [one, z[at] ?? 0]));
const data = { stop, start, event, weights, design };

describe("Cox regression with ties, late entry, weights and clusters", () => {
  it("agrees with R's coxph under Efron's ties", () => {
    const fit = fitted(data, { cluster });
    close(fit.coefficients, [-0.182410805278269, 0.297253687944409]);
    close(fit.covariance, [0.0604106942345885, 0.0390397013178591, 0.0390397013178591, 0.1641484900659278]);
    close(
      fit.naiveCovariance,
      [0.1130634301032424, 0.0588309222011696, 0.0588309222011696, 0.5062003221157962],
    );
    expect(fit.logLikelihood.null).toBeCloseTo(-16.3691179341006, 11);
    expect(fit.logLikelihood.model).toBeCloseTo(-16.0434597733025, 11);
    expect(fit.convention).toEqual({ ties: "efron", covariance: "robust" });
  });
  it("agrees with R's coxph under Breslow's ties", () => {
    const fit = fitted(data, { ties: "breslow", cluster });
    close(fit.coefficients, [-0.170163043878335, 0.269201659251656]);
    close(fit.covariance, [0.0508918097305698, 0.0418398359833191, 0.0418398359833191, 0.1716081964577598]);
  });
  it("agrees with R's coxph under exact ties, where risk sets are not nested", () => {
    const fit = fitted({ stop, start, event, design }, { ties: "exact" });
    close(fit.coefficients, [-0.1932106084728173, 0.0888078790381887]);
    close(fit.covariance, [0.145286607055148, 0.076738347446904, 0.076738347446904, 0.605097452208051]);
    expect(fit.logLikelihood.model).toBeCloseTo(-11.0477397821948, 11);
    expect(fit.scoreTest.statistic).toBeCloseTo(0.325006081176106, 11);
  });
  it("agrees with R's residuals", () => {
    const residuals = coxResiduals({ ...fitted(data), ties: "efron" });
    close(
      residuals.martingale.slice(0, 4),
      [0.879490500016758, 0.438973060565191, 0.683000870159506, -0.702503869408514],
    );
    close(
      residuals.deviance.slice(8),
      [-1.403084816619282, -0.426068945623518, -0.574804670027393, -1.201979098418113],
    );
    close(
      residuals.score.slice(8, 14),
      [
        -0.190129629760404, 0.1798115521359423, 1.108551379161234, -0.3567376962340953, 0.488459591399413,
        0.2213523311517239,
      ],
    );
    close(
      residuals.schoenfeld.slice(0, 8),
      [
        0.176691359645318, -0.584060965143744, -1.132389217332919, 0.292248684520111, 0.367610782667081,
        -0.707751315479889, 0.148041425306932, 0.388262159924446,
      ],
    );
    expect([...residuals.schoenfeldTime]).toEqual([5, 8, 8, 13, 13, 20, 25, 30]);
  });
  it.each([
    ["km", 0.0302142764366182, 0.3103054382383184, 0.4144526228387942],
    ["rank", 0.0331795671624091, 0.2641615191714952, 0.3670476390198488],
    ["log", 0.0125003248332487, 0.5024079759689039, 0.6224560393221487],
    ["identity", 0.068538905931798, 0.101918210244268, 0.164778504876636],
  ] as const)("agrees with R's cox.zph along %s", (transform, first, second, global) => {
    const test = proportionalHazardsTest({ ...fitted(data), ties: "efron" }, transform);
    close(
      [...test.terms, test.global].map((one) => one.statistic),
      [first, second, global],
    );
  });
  it("tests columns of one term together, in whatever order, along the curve of survival unless asked otherwise", () => {
    const fit = { ...fitted(data), ties: "efron" as const };
    const plain = proportionalHazardsTest(fit);
    expect(plain).toEqual(proportionalHazardsTest(fit, "km"));
    expect(plain.convention).toBe("score test, time as km");
    // pchisq(0.4144526228387942, 2, lower.tail = FALSE)
    expect(plain.global).toMatchObject({ degreesOfFreedom: 2, p: expect.closeTo(0.812835675175, 10) });
    for (const columns of [
      [0, 1],
      [1, 0],
    ]) {
      const { terms, global } = proportionalHazardsTest(fit, "km", [columns]);
      expect(terms).toHaveLength(1);
      expect(terms[0]?.statistic).toBeCloseTo(global.statistic, 10);
      expect(terms[0]?.degreesOfFreedom).toBe(2);
    }
  });
  it("agrees with R's basehaz and survfit for given covariates", () => {
    const fit = { ...fitted(data), ties: "efron" as const };
    const baseline = coxBaseline(fit);
    expect([...baseline.time]).toEqual([5, 8, 12, 13, 20, 21, 25, 30, 31]);
    close(
      baseline.cumulativeHazard.slice(0, 5),
      [0.158435060396615, 0.57169328009038, 0.57169328009038, 1.006462486539501, 1.553058696071376],
    );
    const curve = coxPredictedCurve(fit, [2, 1]);
    close(
      curve.survival.slice(5),
      [0.2341979886714677, 0.1505906735131616, 0.0827445761993264, 0.0827445761993264],
    );
    close(
      curve.cumulativeHazardStandardError.slice(0, 4),
      [0.160345580588968, 0.330482893120244, 0.330482893120244, 0.45811906909053],
    );
  });
  it("agrees with R on an offset within strata", () => {
    const fit = fitted({
      stop,
      event,
      design: Float64Array.from(x),
      offset: Float64Array.from(z, (one) => one / 3),
      strata: cluster.map((one) => Number(one > 2)),
    });
    close(fit.coefficients, [-0.336527605485283]);
    expect(fit.logLikelihood.model).toBeCloseTo(-8.65608594208275, 11);
    close(
      coxResiduals({ ...fit, ties: "efron" }).schoenfeld.slice(4, 6),
      [1.464625574076739, 0.516830107183994],
    );
  });
});

describe("tests and criteria of a Cox model", () => {
  // R 4.2, survival 3.5.3: summary(coxph(Surv(start, stop, event) ~ x + z, weights = w,
  //   robust = FALSE)), AIC, BIC
  const p = (statistic: number, value: number) => ({
    ...{ statistic: expect.closeTo(statistic, 9), degreesOfFreedom: 2, p: expect.closeTo(value, 9) },
  });
  it("agree with R's summary, AIC and BIC on inverse information", () => {
    const fit = fitted(data);
    expect([...fit.standardErrors]).toEqual([
      expect.closeTo(Math.sqrt(0.1130634301032424), 9),
      expect.closeTo(Math.sqrt(0.5062003221157962), 9),
    ]);
    expect(fit.likelihoodRatioTest).toEqual(p(0.651316321596262, 0.722051970918624));
    expect(fit.scoreTest).toEqual(p(0.629624248715816, 0.729925996702981));
    expect(fit.aic).toBeCloseTo(36.086919546605, 9);
    expect(fit.bic).toBeCloseTo(36.2458026299647, 9);
    expect([fit.events, fit.observations]).toEqual([8, 12]);
    expect(fit.convention).toEqual({ ties: "efron", covariance: "inverse information" });
    expect(fit.covariance).toBe(fit.naiveCovariance);
    expect(fit.waldTest).toEqual(p(0.617673047072279, 0.734300801113243));
  });
  it("take the robust covariance in errors and Wald's test alone", () => {
    const fit = fitted(data, { cluster });
    expect([...fit.standardErrors]).toEqual([
      expect.closeTo(0.245785870697623, 9),
      expect.closeTo(0.40515242818713, 9),
    ]);
    expect(fit.waldTest).toEqual(p(1.79134185857299, 0.408333543782231));
    expect(fit.likelihoodRatioTest).toEqual(p(0.651316321596262, 0.722051970918624));
  });
  it("are robust without clusters too: coxph(Surv(stop, event) ~ x + z, robust = TRUE)", () => {
    const fit = fitted({ stop, event, design }, { robust: true });
    close(fit.coefficients, [-0.296974780342826, -0.150228722106391], 9);
    close(
      fit.covariance,
      [0.108681189154171, -0.0119472653657695, -0.0119472653657695, 0.428821443547271],
      9,
    );
    expect(fit.convention.covariance).toBe("robust");
    const exact = fitted({ stop, event, design }, { robust: true, ties: "exact" });
    expect(exact.convention).toEqual({ ties: "exact", covariance: "inverse information" });
  });
  it("agree with R on strata that alternate, with late entry", () => {
    // coxph(Surv(start, stop, event) ~ x + strata(rep(0:2, 4)))
    const fit = fitted({
      ...{ stop, start, event, design: Float64Array.from(x) },
      strata: x.map((_, at) => at % 3),
    });
    close(fit.coefficients, [-0.223060032067535], 9);
    close(fit.covariance, [0.306688012185797], 9);
    close([fit.logLikelihood.null, fit.logLikelihood.model], [-5.37527840768417, -5.29231084418912]);
    const { stratum, cumulativeHazard } = coxBaseline({ ...fit, ties: "efron" });
    expect([...stratum]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    close(
      cumulativeHazard,
      [
        ...[0.621081000855362, 0.621081000855362, 0.621081000855362, 2.018448415215911],
        ...[0.490299325328539, 1.093714348874694, 2.015644187524766, 3.762207577725118],
        ...[0.63325008295501, 1.69815833726151, 1.69815833726151, 1.69815833726151],
      ],
      9,
    );
  });
  it("agree with R on weights, late entry and strata together", () => {
    // coxph(Surv(start, stop, event) ~ x + z + strata(cluster > 2), weights = w, robust = FALSE)
    const fit = fitted({ ...data, strata: cluster.map((one) => Number(one > 2)) });
    close(fit.coefficients, [-0.44647955392519, -0.435966805813226], 9);
    close(fit.covariance, [0.162119825431629, 0.176860414077407, 0.176860414077407, 0.707111428229816], 9);
    close([fit.logLikelihood.null, fit.logLikelihood.model], [-11.776237621503, -11.0484599564886]);
  });
});

describe("Cox regression with a covariate far out", () => {
  it("comes to R's maximum, though a full step overshoots it", () => {
    // coxph(Surv(stop, event) ~ x, control = coxph.control(eps = 1e-14, iter.max = 100)): coef, var, loglik
    const far = fitted({
      stop: Float64Array.of(3.7, 3, 1.5, 0.1, 602.9, 2.4, 1.1, 0.5, 0.6),
      event: [1, 0, 1, 0, 0, 0, 0, 0, 1],
      design: Float64Array.of(-1, 1.4, -1.9, 0.5, -0.2, -0.3, -0.5, 0.3, 17),
    });
    close(far.coefficients, [0.214543358167204], 9);
    close(far.covariance, [0.0290017969244928], 9);
    close([far.logLikelihood.null, far.logLikelihood.model], [-4.24849524204936, -2.87829996566699]);
  });
});

describe("laws of Cox regression", () => {
  const rows = fc
    .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 8, maxLength: 25 })
    .chain((times) =>
      fc.tuple(
        fc.constant(times),
        fc.array(fc.constantFrom(0, 1), { minLength: times.length, maxLength: times.length }),
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: times.length, maxLength: times.length }),
      ),
    );
  const dataOf = ([times, died, covariate]: [number[], number[], number[]]): CoxData => ({
    stop: Float64Array.from(times),
    event: died,
    design: Float64Array.from(covariate),
  });
  it("gives the same without ties under all three methods", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const efron = cox(dataOf(list));
        if (!efron.ok) return;
        for (const ties of ["breslow", "exact"] as const) {
          const other = fitted(dataOf(list), { ties });
          close(other.coefficients, [...efron.value.coefficients], 7);
          expect(other.logLikelihood.model).toBeCloseTo(efron.value.logLikelihood.model, 8);
        }
      }),
    );
  });
  it("scales with the covariate and does not see its origin", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const fit = cox(dataOf(list));
        if (!fit.ok) return;
        const moved = fitted(dataOf([list[0], list[1], list[2].map((one) => 10 * one + 3)]));
        expect(10 * moved.coefficients[0]!).toBeCloseTo(fit.value.coefficients[0]!, 7);
        expect(moved.likelihoodRatioTest.statistic).toBeCloseTo(fit.value.likelihoodRatioTest.statistic, 7);
      }),
    );
  });
  it("splits an interval without changing anything", () => {
    fc.assert(
      fc.property(rows, (list) => {
        const fit = cox(dataOf(list));
        if (!fit.ok) return;
        const [times, died, covariate] = list;
        const split = fitted({
          start: Float64Array.from(times.flatMap((time) => [0, time / 2])),
          stop: Float64Array.from(times.flatMap((time) => [time / 2, time])),
          event: died.flatMap((one) => [0, one]),
          design: Float64Array.from(covariate.flatMap((one) => [one, one])),
        });
        close(split.coefficients, [...fit.value.coefficients], 7);
        close(split.covariance, [...fit.value.covariance], 7);
      }),
    );
  });
  it("leaves martingale residuals, and score residuals of every covariate, that sum to 0", () => {
    for (const ties of ["efron", "breslow"] as const) {
      const { martingale, score } = coxResiduals({
        ...fitted({ stop, start, event, design }, { ties }),
        ties,
      });
      expect(martingale.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 10);
      expect(score.reduce((sum, one, at) => sum + (at % 2 === 0 ? one : 0), 0)).toBeCloseTo(0, 8);
    }
  });
});

describe("degenerate data of Cox regression", () => {
  const refusal = (one: CoxData, options?: CoxOptions) => {
    const fit = cox(one, options);
    return fit.ok ? null : [fit.error.code, fit.error.message];
  };
  it("names data without events", () => {
    expect(refusal({ stop, event: new Uint8Array(12), design })).toEqual([
      "no-events",
      "none of 12 observations has the event",
    ]);
  });
  it("names a covariate that is constant or a combination of others", () => {
    const combined = Float64Array.from(x.flatMap((one, at) => [one, z[at]!, one - z[at]!]));
    expect(refusal({ stop, event, design: combined })?.[0]).toBe("singular-design");
    expect(refusal({ stop, event, design: combined })?.[1]).toContain("covariate 2 ");
    expect(refusal({ stop, event, design: new Float64Array(12).fill(7) })?.[1]).toContain("covariate 0 ");
  });
  it.each(["efron", "breslow", "exact"] as const)("names a covariate that separates, %s ties", (ties) => {
    const separated = event.flatMap((one, at) => [x[at]!, at === 3 ? 0 : one]);
    const got = refusal(
      {
        stop: stop.map((one, at) => (event[at] === 1 ? one : 40)),
        event,
        design: Float64Array.from(separated),
      },
      { ties },
    );
    expect(got?.[0]).toBe("monotone-likelihood");
    expect(got?.[1]).toContain("covariate 1:");
  });
  it("names a value that is not finite, by covariate and row", () => {
    const holed = design.slice();
    holed[5] = Number.NaN;
    expect(refusal({ stop, event, design: holed })).toEqual([
      "not-finite",
      "covariate 1 of observation 2 is NaN",
    ]);
    const offset = new Float64Array(12).with(3, Number.POSITIVE_INFINITY);
    expect(refusal({ stop, event, design, offset })).toEqual([
      "not-finite",
      "the offset of observation 3 is Infinity",
    ]);
  });
  it("has no weights with exact ties", () => {
    expect(cox(data, { ties: "exact" })).toMatchObject({
      error: {
        code: "weights-with-exact-ties",
        message: "the exact handling of ties has no weights",
        remedy: "use Efron's or Breslow's handling of ties",
      },
    });
  });
  it("has no exact ties of so many that the number of their choices leaves double precision", () => {
    const n = 2400;
    const crowd = {
      stop: Float64Array.from({ length: n }, (_, at) => (at % 2 === 0 ? 1 : 2)),
      event: Uint8Array.from({ length: n }, (_, at) => Number(at % 2 === 0)),
      design: Float64Array.from({ length: n }, (_, at) => at % 7),
    };
    expect(cox(crowd, { ties: "exact" })).toMatchObject({
      error: {
        code: "too-many-ties",
        message:
          "so many observations fail at one time that the exact likelihood leaves the range of numbers",
        remedy: "use Efron's handling of ties",
      },
    });
  });
  it("names columns that do not fit the observations", () => {
    const expected = (values: number, offsets: number) => ({
      error: {
        code: "unequal-lengths",
        message: `${values} covariate values and ${offsets} offsets do not fit 12 observations`,
        remedy: "give one row of covariates and one offset an observation",
      },
    });
    expect(cox({ stop, event, design: new Float64Array(13) })).toMatchObject(expected(13, 12));
    expect(cox({ stop, event, design, offset: Float64Array.of(1) })).toMatchObject(expected(24, 1));
    expect(refusal({ stop, event, design, strata: [0, 1] })).toEqual([
      "unequal-lengths",
      "12 observations stand beside 2 numbers of strata",
    ]);
    expect(refusal(data, { cluster: [0, 1] })).toEqual([
      "unequal-lengths",
      "12 observations stand beside 2 numbers of clusters",
    ]);
  });
  it("names times that no method can use", () => {
    expect(refusal({ stop, event: [1], design })?.[0]).toBe("unequal-lengths");
  });
  it("fits a model without covariates", () => {
    const fit = fitted({ stop, event, design: new Float64Array(0) });
    expect(fit.logLikelihood.model).toBe(fit.logLikelihood.null);
    expect(fit.iterations).toBe(0);
    expect(fit.likelihoodRatioTest).toEqual({ statistic: 0, degreesOfFreedom: 0, p: 1 });
    expect(fit.aic).toBe(-2 * fit.logLikelihood.null);
  });
});

describe("concordance", () => {
  const eta = x.map((one, at) => -0.182410805278269 * one + 0.297253687944409 * z[at]!);
  it("agrees with R on weights, late entry and clusters", () => {
    const c = concordance(data, eta, { cluster });
    if (!c.ok) throw new Error(c.error.message);
    expect(c.value.concordance).toBeCloseTo(0.6327272727272727, 12);
    expect(c.value.standardError).toBeCloseTo(0.0472671230825048, 12);
    expect(c.value.concordant).toBeCloseTo(25.1, 12);
  });
  it("agrees with counting every pair, and turns over with the score", () => {
    const observations = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom(0, 1),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
      ),
      { minLength: 2, maxLength: 20 },
    );
    fc.assert(
      fc.property(observations, (list) => {
        const times = {
          stop: Float64Array.from(list, ([t]) => t + 2),
          event: list.map(([, e]) => e),
          start: Float64Array.from(list, ([, , , s]) => s),
        };
        const score = list.map(([, , s]) => s);
        const got = concordance(
          { ...times, start: times.start.map((s, i) => Math.min(s, times.stop[i]! - 1)) },
          score,
        );
        let [agree, all] = [0, 0];
        for (const [i, [ti, ei]] of list.entries())
          for (const [j, [tj, ej]] of list.entries()) {
            const entered = Math.min(times.start[j]!, tj + 1) < ti + 2;
            if (i === j || ei === 0 || !entered || !(tj > ti || (tj === ti && ej === 0))) continue;
            all++;
            agree += score[i]! > score[j]! ? 1 : score[i] === score[j] ? 0.5 : 0;
          }
        expect(got.ok).toBe(all > 0);
        if (!got.ok) return;
        expect(got.value.concordance).toBeCloseTo(agree / all, 12);
        const turned = concordance(
          { ...times, start: times.start.map((s, i) => Math.min(s, times.stop[i]! - 1)) },
          score.map((one) => -one),
        );
        expect(turned.ok && turned.value.concordance).toBeCloseTo(1 - agree / all, 12);
      }),
    );
  });
  it("refuses data without a comparable pair", () => {
    const c = concordance({ stop: Float64Array.of(1, 2), event: [0, 1] }, [1, 2]);
    expect(!c.ok && c.error.code).toBe("no-comparable-pair");
  });
});
