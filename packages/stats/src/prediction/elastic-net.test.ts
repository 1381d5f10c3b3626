import { seededRandom } from "@erbium/numerics";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ElasticNetOptions, elasticNet, elasticNetPredictor } from "./elastic-net.ts";
import { assignFolds, crossValidateElasticNet } from "./elastic-net-cv.ts";
import type { ElasticNetData } from "./elastic-net-data.ts";

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

// Data that R makes the same way: s <- (s * 7919 + 104729) %% 1000003
const n = 60;
const p = 8;
const design = new Float64Array(n * p);
let state = 1;
for (let cell = 0; cell < n * p; cell++) {
  state = (state * 7919 + 104729) % 1000003;
  design[cell] = state / 1000003;
}
const eta = Float64Array.from(
  { length: n },
  (_, i) => 2 * design[i * p]! - 3 * design[i * p + 1]! + design[i * p + 2]!,
);
const noise = eta.map((_, i) => (((i + 1) * 37) % 60) / 60 - 0.5);
const gaussian: ElasticNetData = {
  design,
  response: { family: "gaussian", y: eta.map((one, i) => one + noise[i]!) },
};
const binomial: ElasticNetData = {
  design,
  response: { family: "binomial", y: eta.map((one, i) => Number(one + 2 * noise[i]! > 0)) },
};
const cox: ElasticNetData = {
  design,
  response: {
    family: "cox",
    stop: eta.map((one, i) => (Math.exp(-one) * ((((i + 1) * 31) % 60) + 1)) / 60),
    event: eta.map((_, i) => Number(((i + 1) * 17) % 10 < 7)),
  },
};

describe("elastic net", () => {
  // R 4.2, glmnet 4.1-6: length(f$lambda), f$lambda[1], tail(f$dev.ratio, 1). With a tolerance the end of a path
  // depends on the order of the descent; 1e-20 is the minimum itself.
  it.each([
    ["binomial", binomial, 1, 1e-7, 74, 0.2398361282, 0.6333756314],
    ["gaussian", gaussian, 1, 1e-7, 61, 0.7859669747, 0.9440136904],
    ["cox", cox, 1, 1e-7, 46, 0.3369439868, 0.2538850419],
    ["binomial", binomial, 0.2, 1e-7, 97, 1.1991806412, 0.6333741571],
    ["gaussian", gaussian, 0.2, 1e-7, 70, 3.9298348734, 0.9440093344],
    ["cox", cox, 0.2, 1e-7, 64, 1.684719934, 0.253887636],
    ["binomial", binomial, 1, 1e-20, 73, 0.2398361282, 0.6333709232],
    ["gaussian", gaussian, 1, 1e-20, 61, 0.7859669747, 0.9440136868],
    ["cox", cox, 1, 1e-20, 46, 0.3369439868, 0.2538946818],
    ["binomial", binomial, 0.2, 1e-20, 97, 1.1991806412, 0.6333773667],
    ["gaussian", gaussian, 0.2, 1e-20, 70, 3.9298348734, 0.9440092851],
    ["cox", cox, 0.2, 1e-20, 64, 1.684719934, 0.253899099],
  ] as const)(
    "lays out and ends its path as R's glmnet does: %s, alpha %d, tolerance %d",
    (_, data, alpha, tolerance, count, first, last) => {
      const path = must(elasticNet(data, { alpha, tolerance }));
      expect(path.lambda).toHaveLength(count);
      expect(path.lambda[0]).toBeCloseTo(first, 8);
      expect(path.devianceRatio[count - 1]).toBeCloseTo(last, 9);
    },
  );
  it("is least squares without a penalty", () => {
    const path = must(elasticNet(gaussian, { lambda: Float64Array.of(0), tolerance: 1e-20 }));
    const predicted = elasticNetPredictor(path, 0, design);
    for (let k = 0; k < p; k++) {
      let slope = 0;
      for (let i = 0; i < n; i++)
        slope += design[i * p + k]! * ((gaussian.response as { y: Float64Array }).y[i]! - predicted[i]!);
      expect(slope).toBeCloseTo(0, 7);
    }
  });
  it("cuts each coefficient softly where covariates are orthogonal", () => {
    const signs = [1, 1, 1, -1, -1, 1, -1, -1];
    const y = Float64Array.of(5, 1, 0, -2);
    const path = must(
      elasticNet(
        { design: Float64Array.from(signs), response: { family: "gaussian", y } },
        { lambda: Float64Array.of(0.8), tolerance: 1e-20 },
      ),
    );
    // slopes 2 and 1.5 of the centred response, each less 0.8
    expect(path.coefficients[0]).toBeCloseTo(1.2, 9);
    expect(path.coefficients[1]).toBeCloseTo(0.95 - 0.25, 9);
  });

  const worlds = [
    ["gaussian", gaussian],
    ["binomial", binomial],
    ["cox", cox],
  ] as const;
  it.each(worlds)("meets the conditions of a minimum: %s", (family, data) => {
    // The derivative of the loss by finite differences: within the penalty where a coefficient is 0, at it elsewhere.
    const alpha = 0.7;
    const scale = Array.from({ length: p }, (_, k) => {
      const column = Array.from({ length: n }, (_, i) => design[i * p + k]!);
      const mean = column.reduce((sum, one) => sum + one, 0) / n;
      return Math.sqrt(column.reduce((sum, one) => sum + (one - mean) ** 2, 0) / n);
    });
    const lambda = family === "cox" ? Float64Array.of(0.2, 0.1) : Float64Array.of(0.08, 0.02);
    const path = must(elasticNet(data, { alpha, lambda, tolerance: 1e-20 }));
    const spread =
      family === "gaussian" && data.response.family === "gaussian" ? Math.sqrt(path.nullDeviance / n) : 1;
    const lossAt = (shifted: Float64Array): number => {
      const free = { ...path, coefficients: shifted };
      const predictor = elasticNetPredictor(free, 1, design);
      if (data.response.family === "gaussian")
        return data.response.y.reduce((sum, one, i) => sum + (one - predictor[i]!) ** 2, 0) / 2 / n;
      if (data.response.family === "binomial")
        return (
          data.response.y.reduce(
            (sum, one, i) => sum + Math.log1p(Math.exp(predictor[i]!)) - one * predictor[i]!,
            0,
          ) / n
        );
      const { stop, event } = data.response;
      let sum = 0;
      for (let i = 0; i < n; i++)
        if (event[i] === 1) {
          let risk = 0;
          for (let j = 0; j < n; j++) if (stop[j]! >= stop[i]!) risk += Math.exp(predictor[j]!);
          sum += Math.log(risk) - predictor[i]!;
        }
      return sum / n;
    };
    let zeros = 0;
    for (let k = 0; k < p; k++) {
      const h = 1e-5;
      const [up, down] = [path.coefficients.slice(), path.coefficients.slice()];
      up[p + k]! += h;
      down[p + k]! -= h;
      const slope = (lossAt(down) - lossAt(up)) / (2 * h) / scale[k]!;
      const b = path.coefficients[p + k]! * scale[k]!;
      const wanted = lambda[1]! * (alpha * Math.sign(b) + ((1 - alpha) * b) / spread);
      if (b === 0) {
        zeros++;
        expect(Math.abs(slope)).toBeLessThanOrEqual(lambda[1]! * alpha * (1 + 1e-6));
      } else expect(slope).toBeCloseTo(wanted, 6);
    }
    expect(zeros).toBeGreaterThan(0);
    expect(zeros).toBeLessThan(p);
  });
  it("does not care where or in which unit a covariate is measured", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...worlds),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        ([, data], unit) => {
          const options: ElasticNetOptions = { alpha: 0.5, lambdaCount: 12, tolerance: 1e-14 };
          const path = must(elasticNet(data, options));
          const moved = must(
            elasticNet(
              { ...data, design: design.map((one, at) => (at % p === 3 ? one * unit + 7 : one)) },
              options,
            ),
          );
          for (let cell = 0; cell < path.coefficients.length; cell++)
            expect(moved.coefficients[cell]! * (cell % p === 3 ? unit : 1)).toBeCloseTo(
              path.coefficients[cell]!,
              5,
            );
        },
      ),
      { numRuns: 12 },
    );
  });
  it("takes a weight of 2 as two observations", () => {
    const twice = (values: Float64Array) =>
      Float64Array.from([...values, ...values.slice(0, values.length / 2)]);
    const y = (gaussian.response as { y: Float64Array }).y;
    const lambda = Float64Array.of(0.1);
    const doubled = must(
      elasticNet(
        { design: twice(design), response: { family: "gaussian", y: twice(y) } },
        { lambda, tolerance: 1e-18 },
      ),
    );
    const weighted = must(
      elasticNet(
        { ...gaussian, weights: Float64Array.from(y, (_, i) => (i < n / 2 ? 2 : 1)) },
        { lambda, tolerance: 1e-18 },
      ),
    );
    for (let k = 0; k < p; k++) expect(weighted.coefficients[k]).toBeCloseTo(doubled.coefficients[k]!, 7);
  });
  it("leaves a covariate free whose penalty factor is 0, and one that is constant out", () => {
    const flat = design.map((one, at) => (at % p === 5 ? 3 : one));
    const factor = new Float64Array(p).fill(1);
    factor[4] = 0;
    const path = must(elasticNet({ ...gaussian, design: flat }, { penaltyFactor: factor }));
    expect(path.coefficients[4]).not.toBe(0);
    expect(path.nonZero[0]).toBe(1);
    for (let step = 0; step < path.lambda.length; step++) expect(path.coefficients[step * p + 5]).toBe(0);
  });
  it.each([
    ["not-a-penalty", gaussian, { alpha: 1.5 }],
    ["not-a-penalty", gaussian, { lambda: Float64Array.of(0.1, 0.2) }],
    ["one-outcome", { design, response: { family: "binomial", y: new Float64Array(n) } }, {}],
    [
      "no-events",
      { design, response: { family: "cox", stop: eta.map((one) => one + 9), event: new Uint8Array(n) } },
      {},
    ],
    ["not-an-outcome", { design, response: { family: "binomial", y: eta } }, {}],
    [
      "not-finite",
      { design: design.map((one, at) => (at === 9 ? Number.NaN : one)), response: gaussian.response },
      {},
    ],
    ["not-a-design", { design: design.subarray(1), response: gaussian.response }, {}],
  ] as [string, ElasticNetData, ElasticNetOptions][])("refuses %s", (code, data, options) => {
    const path = elasticNet(data, options);
    expect(!path.ok && path.error.code).toBe(code);
  });
});

describe("cross-validation of the penalty", () => {
  const folds = Array.from({ length: n }, (_, i) => (i % 5) + 1);
  it("measures each fold with the others' coefficients", () => {
    const lambda = Float64Array.of(0.3, 0.1, 0.02);
    const got = must(crossValidateElasticNet(gaussian, folds, { lambda }));
    const y = (gaussian.response as { y: Float64Array }).y;
    const errors = [1, 2, 3, 4, 5].map((fold) => {
      const inside = folds.flatMap((one, row) => (one === fold ? [] : [row]));
      const part = must(
        elasticNet(
          {
            design: Float64Array.from(inside.flatMap((row) => [...design.subarray(row * p, (row + 1) * p)])),
            response: { family: "gaussian", y: Float64Array.from(inside, (row) => y[row]!) },
          },
          { lambda },
        ),
      );
      const predicted = elasticNetPredictor(part, 1, design);
      const left = folds.flatMap((one, row) => (one === fold ? [row] : []));
      return left.reduce((sum, row) => sum + (y[row]! - predicted[row]!) ** 2, 0) / left.length;
    });
    const mean = errors.reduce((sum, one) => sum + one, 0) / 5;
    expect(got.mean[1]).toBeCloseTo(mean, 12);
    const spread = errors.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 5;
    expect(got.standardError[1]).toBeCloseTo(Math.sqrt(spread / 4), 12);
  });
  it.each([
    ["deviance", binomial],
    ["auc", binomial],
    ["deviance", cox],
    ["mse", gaussian],
  ] as const)("picks the best penalty and the largest within one standard error: %s", (measure, data) => {
    const got = must(crossValidateElasticNet(data, folds, { measure }));
    const loss = got.mean.map((one) => (measure === "auc" ? -one : one));
    expect(loss[got.best.at]).toBe(Math.min(...loss));
    expect(got.oneStandardError.lambda).toBeGreaterThanOrEqual(got.best.lambda);
    const bar = loss[got.best.at]! + got.standardError[got.best.at]!;
    expect(loss[got.oneStandardError.at]).toBeLessThanOrEqual(bar);
    if (got.oneStandardError.at > 0) expect(loss[got.oneStandardError.at - 1]).toBeGreaterThan(bar);
  });
  it("refuses folds that are not one an observation", () => {
    const got = crossValidateElasticNet(gaussian, folds.slice(1));
    expect(!got.ok && got.error.message).toBe("60 observations stand beside 59 folds");
  });
  it("refuses two folds, and a measure that is not the family's", () => {
    const codeOf = (result: ReturnType<typeof crossValidateElasticNet>) =>
      result.ok ? null : result.error.code;
    expect(
      codeOf(
        crossValidateElasticNet(
          gaussian,
          folds.map((one) => one % 2),
        ),
      ),
    ).toBe("too-few-folds");
    expect(codeOf(crossValidateElasticNet(gaussian, folds, { measure: "auc" }))).toBe("not-a-measure");
  });
  it("deals folds of even size, the same for the same seed", () => {
    const deal = () => assignFolds(23, 5, seededRandom(7).integer);
    expect([...deal()]).toEqual([...deal()]);
    expect([1, 2, 3, 4, 5].map((fold) => deal().filter((one) => one === fold).length)).toEqual([
      5, 5, 5, 4, 4,
    ]);
  });
});
