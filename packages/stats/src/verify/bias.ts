import { orwinFailSafeN, rosenbergFailSafeN, rosenthalFailSafeN } from "../bias/fail-safe-n.ts";
import type { Kendall } from "../bias/kendall.ts";
import { beggTest } from "../bias/rank-test.ts";
import {
  type AsymmetryPredictor,
  eggerTest,
  mixedEggerTest,
  type RegressionTest,
} from "../bias/regression-test.ts";
import {
  deeksTest,
  harbordTest,
  macaskillTest,
  petersTest,
  pustejovskyTest,
  schwarzerTest,
} from "../bias/table-tests.ts";
import { type TrimAndFillEstimator, trimAndFill } from "../bias/trim-and-fill.ts";
import type { Coefficient } from "../pooling/coefficients.ts";
import { pooled, tauSquaredOf } from "../pooling/pool.ts";
import { effectsOfCall } from "./escalc.ts";
import type { Table } from "./evaluate.ts";
import { metabinTables, resultOf } from "./meta-package.ts";
import { innerCall, numberArgument, type RCall, textArgument } from "./r-call.ts";
import { numbers, type ReferenceFamily } from "./reference-case.ts";
import { defaultStopping, levelOf, methodOf, rmaQuestion, testNamed } from "./rma.ts";

type Fields = Record<string, unknown>;

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const predictors: readonly AsymmetryPredictor[] = ["sei", "vi", "ni", "ninv", "sqrtni", "sqrtninv"];

/** How R's table of coefficients names the predictor: the square roots under the name of the size. */
const printed = (predictor: AsymmetryPredictor): string => (predictor.startsWith("sqrt") ? "ni" : predictor);

const regressionFields = (
  test: RegressionTest,
  predictor: AsymmetryPredictor,
  linear: boolean,
  ofFit: boolean,
): Fields => {
  const { intercept, slope, degreesOfFreedom, interceptIsLimit } = test;
  const row = (one: Coefficient): number[] => [
    one.estimate,
    one.standardError,
    one.statistic,
    one.p,
    ...(linear ? [] : [one.low, one.high]),
  ];
  const limit = interceptIsLimit ? intercept : null;
  return {
    zval: slope.statistic,
    pval: slope.p,
    df: finite(degreesOfFreedom),
    est: limit && (linear ? limit.estimate : { intrcpt: limit.estimate }),
    ci_lb: limit?.low ?? null,
    ci_ub: limit?.high ?? null,
    coef: {
      rows: linear ? [ofFit ? "Xintrcpt" : "X", `X${printed(predictor)}`] : ["intrcpt", printed(predictor)],
      cols: linear
        ? ["Estimate", "Std. Error", "t value", "Pr(>|t|)"]
        : ["estimate", "se", "zval", "pval", "ci.lb", "ci.ub"],
      values: [row(intercept), row(slope)],
    },
  };
};

const regtest = (call: RCall, data: Table): Fields | null => {
  const inner = innerCall(call);
  const columns = inner === null ? effectsOfCall(call, data) : rmaQuestion(inner, data);
  const predictor = predictors.find((one) => one === (textArgument(call, "predictor") ?? "sei"));
  if (columns === null || predictor === undefined) return null;
  const sizes = numbers(data, textArgument(call, "ni") ?? "ni") ?? undefined;
  const linear = textArgument(call, "model") === "lm";
  const method = methodOf(textArgument(inner ?? call, "method") ?? "REML") ?? "REML";
  const test = linear
    ? eggerTest(columns.effects, columns.variances, predictor, sizes, levelOf(call))
    : mixedEggerTest(columns.effects, columns.variances, predictor, sizes, {
        method,
        test: testNamed(textArgument(inner ?? call, "test")) ?? "normal",
        level: levelOf(call),
        stopping: defaultStopping,
      });
  return test.ok ? regressionFields(test.value, predictor, linear, inner !== null) : null;
};

const trimfill = (call: RCall, data: Table): Fields | null => {
  const inner = innerCall(call);
  const question = inner && rmaQuestion(inner, data);
  const estimator = (textArgument(call, "estimator") ?? "L0") as TrimAndFillEstimator;
  const side = textArgument(call, "side");
  if (!question || !["L0", "R0", "Q0"].includes(estimator)) return null;
  const result = resultOf(
    trimAndFill(question.effects, question.variances, {
      ...question.options,
      stopping: defaultStopping,
      estimator,
      ...(side === "left" || side === "right" ? { side } : {}),
    }),
  );
  if (result === null) return null;
  const { fit } = result;
  return {
    side: result.side,
    k0: result.missing,
    se_k0: result.standardError,
    beta: pooled(fit).estimate,
    se: pooled(fit).standardError,
    ci_lb: pooled(fit).low,
    ci_ub: pooled(fit).high,
    tau2: tauSquaredOf(fit),
    I2: fit.heterogeneity.iSquared,
    QE: fit.heterogeneity.q,
    fill: result.filled,
    yi_filled: result.effects,
    vi_filled: result.variances,
  };
};

const failSafeN = (call: RCall, data: Table): Fields | null => {
  const columns = effectsOfCall(call, data);
  if (columns === null) return null;
  const { effects, variances } = columns;
  const alpha = numberArgument(call, "alpha") ?? 0.05;
  const type = textArgument(call, "type") ?? "Rosenthal";
  const result =
    type === "Rosenthal"
      ? rosenthalFailSafeN(effects, variances, alpha)
      : type === "Orwin"
        ? orwinFailSafeN(effects, variances, numberArgument(call, "target") ?? undefined)
        : type === "Rosenberg"
          ? rosenbergFailSafeN(effects, variances, alpha)
          : null;
  const found = resultOf(result);
  return found && { fsnum: found.studies, pval: found.p, meanes: found.mean };
};

const ofRegression = (test: RegressionTest): Fields => ({
  statistic: test.slope.statistic,
  pval: test.slope.p,
  df: test.degreesOfFreedom,
  estimate: { bias: test.slope.estimate, "se.bias": test.slope.standardError },
  // the residual standard error, whatever its name there
  tau2: test.dispersion === null ? null : Math.sqrt(test.dispersion),
});
const ofRanks = (test: Kendall): Fields => ({
  statistic: test.score / test.standardError,
  pval: test.p,
  df: null,
  estimate: { ks: test.score, "se.ks": test.standardError },
  tau2: null,
});

const metabias = (call: RCall, data: Table): Fields | null => {
  const inner = innerCall(call);
  const given = inner && metabinTables(inner, data);
  if (!given) return null;
  const { tables, effects, variances, measure } = given;
  const ratio = measure === "AS" ? null : measure;
  const n1 = tables.a.map((a, i) => a + tables.b[i]!);
  const n2 = tables.c.map((c, i) => c + tables.d[i]!);
  const regressions = {
    Egger: () => eggerTest(effects, variances),
    Harbord: () => harbordTest(tables),
    Peters: () => (ratio === null ? null : petersTest(tables, ratio)),
    Macaskill: () => (ratio === null ? null : macaskillTest(tables, ratio)),
    Deeks: () => deeksTest(tables),
    Pustejovsky: () => pustejovskyTest(effects, n1, n2, variances),
    // Thompson and Sharp 1999: an additive scatter by the method of moments
    Thompson: () => mixedEggerTest(effects, variances, "sei", undefined, { method: "DL", test: "t" }),
  } as const;
  const name = textArgument(call, "method.bias") ?? "Egger";
  if (Object.hasOwn(regressions, name)) {
    const test = resultOf(regressions[name as keyof typeof regressions]());
    return test && ofRegression(test);
  }
  const ranks =
    name === "Begg"
      ? beggTest(effects, variances, false)
      : name === "Schwarzer"
        ? schwarzerTest(tables)
        : null;
  const test = resultOf(ranks);
  return test && ofRanks(test);
};

/** `regtest`, `ranktest`, `trimfill`, `fsn` and `metabias`. */
export const biasAnswers: ReferenceFamily = ({ call, data }) => {
  switch (call.function) {
    case "regtest":
      return regtest(call, data);
    case "ranktest": {
      const inner = innerCall(call);
      const columns = inner ? rmaQuestion(inner, data) : effectsOfCall(call, data);
      const exact = !/^F/.test(textArgument(call, "exact") ?? "TRUE");
      const test = columns && resultOf(beggTest(columns.effects, columns.variances, exact));
      return test && { tau: test.tau, pval: test.p };
    }
    case "trimfill":
      return trimfill(call, data);
    case "fsn":
      return failSafeN(call, data);
    case "metabias":
      return metabias(call, data);
    default:
      return null;
  }
};
