import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bivariateData, bivariateLikelihoodRatio, bivariateModel, fitAt } from "./bivariate-model.ts";
import { anyStudies, code, fitted, type Row, studies, tablesOf, value, varied } from "./studies.test-data.ts";

describe("bivariate model", () => {
  // metafor 3.8: rma.mv(c(logit sensitivity, logit rate), mods = ~ outcome - 1, random = ~ outcome | study, struct = "UN")
  it.each([
    [
      "REML" as const,
      [1.048924848461, -1.7049287340322],
      [0.28794988402574, 0.26635245557009, 0.028155858808993],
      [0.57528943734098, 1.522560259581, -2.1430395366241, -1.2668179314403],
      [0.54336886454498, 0.45703183365922, 0.2258499714259],
      // rma.mv adds half the log determinant of X'X, ln 8 for eight studies
      -15.894786264384 - Math.log(8),
    ],
    [
      "ML" as const,
      [1.0472187858776, -1.6964696137007],
      [0.27010364762398, 0.24818367021165, 0.024469117764179],
      [0.60293782143045, 1.4914997503247, -2.1046954237985, -1.288243803603],
      [0.46441292172776, 0.38317329714016, 0.19640853110718],
      -17.103514620755,
    ],
  ] as const)(
    "agrees with metafor by %s, at 90 %",
    (method, estimates, errors, bounds, between, logLikelihood) => {
      const fit = fitted({ method, level: 0.9 }, varied);
      const [a, b] = fit.coefficients;
      expect([a?.estimate, b?.estimate]).toEqual(estimates.map((one) => expect.closeTo(one, 5)));
      expect([a?.standardError, b?.standardError, fit.covariance[1]]).toEqual(
        errors.map((one) => expect.closeTo(one, 5)),
      );
      expect([a?.low, a?.high, b?.low, b?.high]).toEqual(bounds.map((one) => expect.closeTo(one, 4)));
      expect([fit.between?.sensitivity, fit.between?.falsePositiveRate, fit.between?.covariance]).toEqual(
        between.map((one) => expect.closeTo(one, 4)),
      );
      expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 8);
      expect(fit.logJacobian).toBeCloseTo(-31.306267563835, 10);
      expect(fit).toMatchObject({ method, k: 8, parameters: 5, level: 0.9 });
      expect(fit.coefficients.map(({ outcome, name }) => [outcome, name])).toEqual([
        ["sensitivity", "intercept"],
        ["false positive rate", "intercept"],
      ]);
    },
  );
  it.each([
    // R, by the formulas of the papers: matrices of the two methods, the second a fixed point of its iteration
    ["moments", varied, [0.53249317964262, 0.18986989676786, 0.41339905105557]],
    ["residuals", varied, [0.49807113937535, 0.23376575726198, 0.4772019698317]],
    // the covariance by moments is beyond the variances here: its lower eigenvalue is raised to almost 0
    ["moments", studies, [0.058328700073913, 0.15222613660706, 0.39727961408431]],
    ["residuals", studies, [0.092106030701524, 0.20174155786661, 0.44187838535049]],
  ] as const)("by %s", (method, rows, matrix) => {
    const { between, logLikelihood, coefficients } = fitted({ method }, rows);
    const got = [between?.sensitivity, between?.covariance, between?.falsePositiveRate];
    for (const [i, one] of matrix.entries()) expect(got[i]).toBeCloseTo(one, 7);
    expect(logLikelihood).toBeNull();
    if (method === "residuals" && rows === varied) {
      expect(coefficients[0]?.estimate).toBeCloseTo(1.0476353289347, 9);
      expect(coefficients[1]?.estimate).toBeCloseTo(-1.7060087348972, 9);
    }
  });
  it("counts its parameters: none of scatter where the effect is common", () => {
    const common = fitted({ method: "common" });
    expect(common).toMatchObject({ parameters: 2, method: "common", level: 0.95 });
    expect(common.logLikelihood).toBeLessThan(fitted({ method: "ML" }).logLikelihood!);
    expect(fitted({ method: "moments" }).parameters).toBe(5);
  });
  it("of two groups of studies, by ML and REML (metafor rma.mv)", () => {
    const groups = [0, 0, 1, 1, 1, 0, 1, 0];
    const moderators = {
      names: ["intercept", "group"],
      values: Float64Array.from(groups.flatMap((one) => [1, one])),
    };
    const estimates = (method: "ML" | "REML") =>
      fitted({ method, moderators }, varied).coefficients.map((one) => [
        one.name,
        one.estimate,
        one.standardError,
      ]);
    expect(estimates("ML")).toEqual([
      ["intercept", expect.closeTo(1.0482542250933, 4), expect.closeTo(0.37888205439239, 4)],
      ["group", expect.closeTo(-0.0048272164094089, 4), expect.closeTo(0.53984550072001, 4)],
      ["intercept", expect.closeTo(-1.8536284797809, 4), expect.closeTo(0.34558612484495, 4)],
      ["group", expect.closeTo(0.31084208302468, 4), expect.closeTo(0.48160260287989, 4)],
    ]);
    expect(estimates("REML")[3]).toEqual([
      "group",
      expect.closeTo(0.31308327667577, 4),
      expect.closeTo(0.5610430975691, 4),
    ]);
    const [full, nested] = [fitted({ method: "ML", moderators }, varied), fitted({ method: "ML" }, varied)];
    expect(full.parameters).toBe(7);
    expect(value(bivariateLikelihoodRatio(full, nested)).statistic).toBeCloseTo(0.46569930304361, 6);
  });
  it("tests its coefficients by z", () => {
    const [a, b] = fitted({ method: "ML" }, varied).coefficients;
    expect(a?.z).toBeCloseTo(3.8770997544448, 4);
    expect(a?.pValue).toBeCloseTo(0.00010570902508378, 7);
    expect(b?.z).toBeCloseTo(-6.8355408405959, 4);
  });
  it("with a common effect is the inverse-variance mean of each logit", () => {
    const { coefficients, between } = fitted({ method: "common" });
    let [weights, sum] = [0, 0];
    for (const [tp, fn] of studies) {
      const weight = 1 / (1 / tp + 1 / fn);
      weights += weight;
      sum += weight * Math.log(tp / fn);
    }
    expect(coefficients[0]?.estimate).toBeCloseTo(sum / weights, 12);
    expect(coefficients[0]?.standardError).toBeCloseTo(1 / Math.sqrt(weights), 12);
    expect(between).toBeNull();
  });
  it("is at a maximum of its likelihood: every change of Psi lowers it", () => {
    const data = value(bivariateData(tablesOf(studies)));
    const ones = new Float64Array(studies.length).fill(1);
    for (const method of ["ML", "REML"] as const) {
      const { between, logLikelihood } = fitted({ method });
      for (const key of ["sensitivity", "falsePositiveRate", "covariance"] as const)
        for (const factor of [0.97, 1.03]) {
          const psi = { ...between!, [key]: between![key] * factor };
          // A correlation beyond one is no covariance, whatever its likelihood.
          if (psi.covariance ** 2 > psi.sensitivity * psi.falsePositiveRate) continue;
          const moved = fitAt(data, ones, 1, psi, method === "REML");
          expect(-moved!.minusLogLikelihood).toBeLessThan(logLikelihood!);
        }
    }
  });
  it("does not depend on the order of studies", () => {
    fc.assert(
      fc.property(anyStudies, (rows) => {
        const forth = fitted({ method: "ML" }, rows);
        const back = fitted({ method: "ML" }, [...rows].reverse());
        expect(back.logLikelihood ?? 0).toBeCloseTo(forth.logLikelihood ?? 1, 5);
      }),
      { numRuns: 15 },
    );
  });
  it("mirrors: with the roles of the disease groups exchanged, sensitivity and false positive rate exchange", () => {
    const mirrored = studies.map(([tp, fn, fp, tn]): Row => [fp, tn, tp, fn]);
    const [one, other] = [fitted(), fitted(undefined, mirrored)];
    expect(other.coefficients[0]?.estimate).toBeCloseTo(one.coefficients[1]?.estimate ?? 0, 5);
    expect(other.between?.covariance).toBeCloseTo(one.between?.covariance ?? 1, 5);
  });
  it("keeps Psi a covariance under every method", () => {
    fc.assert(
      fc.property(anyStudies, (rows) => {
        for (const method of ["REML", "ML", "moments", "residuals"] as const) {
          const between = fitted({ method }, rows).between!;
          expect(between.sensitivity).toBeGreaterThanOrEqual(0);
          expect(between.sensitivity * between.falsePositiveRate).toBeGreaterThanOrEqual(
            between.covariance ** 2 - 1e-9,
          );
        }
      }),
      { numRuns: 15 },
    );
  });
  it("compares groups of studies by a likelihood-ratio test, only under ML", () => {
    const group = Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0);
    const moderators = { names: ["intercept", "group"], values: group };
    const [full, nested] = [fitted({ method: "ML", moderators }), fitted({ method: "ML" })];
    const test = value(bivariateLikelihoodRatio(full, nested));
    expect(test.df).toBe(2);
    expect(test.statistic).toBeGreaterThan(0);
    for (const pair of [
      [fitted({ moderators }), nested],
      [full, fitted({ method: "moments" })],
    ] as const)
      expect(bivariateLikelihoodRatio(...pair)).toMatchObject({
        error: {
          code: "not-by-likelihood",
          message: `models by ${pair[0].method} and ${pair[1].method} have no likelihoods to compare`,
          remedy: "fit both by ML",
        },
      });
  });
  it("refuses what it can not fit, with the cause", () => {
    const ones = new Float64Array(12).fill(1);
    const why = (...given: Parameters<typeof bivariateModel>) => {
      const fit = bivariateModel(...given);
      return fit.ok ? "fitted" : [fit.error.code, fit.error.message, fit.error.remedy];
    };
    expect(why(tablesOf(studies.slice(0, 2)))).toEqual([
      "too-few-studies",
      "2 studies can not show how sensitivity and specificity vary between studies",
      "give more studies, or fit common effects and say so",
    ]);
    expect(why(tablesOf(studies.slice(0, 3)))).toBe("fitted");
    expect(why(tablesOf(studies.slice(0, 1)), { method: "common" })).toBe("fitted");
    for (const row of [
      [0, 5, 2, 3],
      [5, 0, 2, 3],
      [5, 2, 0, 3],
      [5, 2, 3, 0],
    ] as const)
      expect(why(tablesOf([...studies, row]), { correction: { to: "none" } })).toEqual([
        "empty-cell",
        "a study has an empty cell, so that a logit is infinite",
        "let empty cells be corrected, or use the binomial model",
      ]);
    expect(why(tablesOf(studies), { moderators: { names: ["a", "b"], values: ones } })).toEqual([
      "singular-design",
      "the moderators a, b are combinations of each other in these studies",
      "leave one of them out",
    ]);
    expect(why(tablesOf(studies), { moderators: { names: ["a"], values: new Float64Array(2) } })).toEqual([
      "lengths-differ",
      "the moderators have 2 values for 6 studies and 1 columns",
      "give one row a study",
    ]);
    expect(code(bivariateModel(tablesOf([])))).toBe("no-studies");
    const moderators = { names: ["a", "b"], values: Float64Array.of(1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0) };
    for (const method of ["moments", "residuals"] as const)
      expect(why(tablesOf(studies), { method, moderators })).toEqual([
        "method-without-moderators",
        `the method ${method} knows no moderators`,
        "use REML or ML",
      ]);
  });
});
