import { normal } from "@erbium/numerics";
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
import type { Effects } from "../effect-size/effects.ts";
import type { Coefficient } from "../pooling/coefficients.ts";
import { type PoolOptions, pooled, tauSquaredOf } from "../pooling/pool.ts";
import { effectsOfCall } from "./escalc.ts";
import type { Table } from "./evaluate.ts";
import { effectsOfMetagen, resultOf } from "./meta-package.ts";
import { type MetabinQuestion, metabinQuestion } from "./metabin.ts";
import { innerCall, numberArgument, type RCall, textArgument, truthArgument } from "./r-call.ts";
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

/** Effects of the studies that have one, and their rows. */
const studiesOf = (call: RCall, data: Table): (Effects & { readonly rows: readonly number[] }) | null => {
  const all = effectsOfCall(call, data);
  if (all === null) return null;
  const rows = Array.from(all.effects.keys()).filter(
    (row) => !Number.isNaN(all.effects[row]) && !Number.isNaN(all.variances[row]),
  );
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (row) => column[row]!);
  return { effects: pick(all.effects), variances: pick(all.variances), rows };
};

const regtest = (call: RCall, data: Table): Fields | null => {
  const inner = innerCall(call);
  const question = inner && rmaQuestion(inner, data);
  // beside the moderators or by the weights of the fit
  if (question?.options.moderators !== undefined || question?.options.weights !== undefined) return null;
  const columns = inner === null ? studiesOf(call, data) : question;
  const predictor = predictors.find((one) => one === (textArgument(call, "predictor") ?? "sei"));
  if (columns === null || predictor === undefined) return null;
  const all = numbers(data, textArgument(call, "ni") ?? "ni");
  const sizes = all === null ? undefined : Float64Array.from(columns.rows, (row) => all[row]!);
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
  if (question.options.moderators !== undefined || call.positional.length > 1) return null;
  const filled = (options: PoolOptions) =>
    resultOf(
      trimAndFill(question.effects, question.variances, {
        ...options,
        stopping: defaultStopping,
        estimator,
        ...(side === "left" || side === "right" ? { side } : {}),
      }),
    );
  const asked = filled(question.options);
  // studies that were filled are tested by the normal there, whatever the test of the fit
  const result = asked?.missing ? filled({ ...question.options, test: "normal" }) : asked;
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
  const columns = studiesOf(call, data);
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
/** Where asked, corrected for continuity: the score less 1 in size (Kendall and Gibbons 1990). */
const ofRanks = (test: Kendall, corrected: boolean): Fields => {
  const score = test.score - (corrected ? Math.sign(test.score) : 0);
  const statistic = score / test.standardError;
  return {
    statistic,
    pval: corrected ? normal.twoSided(statistic) : test.p,
    df: null,
    estimate: { ks: test.score, "se.ks": test.standardError },
    tau2: null,
  };
};

/** Tests by the names that they have now and had before; any may be cut short. */
const testNames: Readonly<Record<string, string>> = {
  ...{ Begg: "Begg", Egger: "Egger", Thompson: "Thompson", Harbord: "Harbord", Schwarzer: "Schwarzer" },
  ...{ Peters: "Peters", Deeks: "Deeks", Pustejovsky: "Pustejovsky", Macaskill: "Macaskill" },
  ...{ rank: "Begg", linreg: "Egger", mm: "Thompson", count: "Schwarzer", score: "Harbord" },
};

const biasTestNamed = (word: string): string | null => {
  const begun = Object.keys(testNames).filter((one) => one.toLowerCase().startsWith(word.toLowerCase()));
  const found = new Set(begun.map((one) => testNames[one]));
  return found.size === 1 ? (testNames[begun[0] ?? ""] ?? null) : null;
};

/** Where the call leaves it open: by the measure of the tables. */
const usualTest = (measure: string | null): string =>
  measure === "OR" ? "Harbord" : measure === "DOR" ? "Deeks" : "Egger";

/** Tests that need no more than effects and their variances: of `metagen` too. */
const ofEffects = ({ effects, variances }: Effects, name: string): RegressionTest | Kendall | null => {
  switch (name) {
    case "Egger":
      return resultOf(eggerTest(effects, variances));
    // Thompson and Sharp 1999: an additive scatter by the method of moments
    case "Thompson":
      return resultOf(mixedEggerTest(effects, variances, "sei", undefined, { method: "DL", test: "t" }));
    case "Begg":
      return resultOf(beggTest(effects, variances, false));
    default:
      return null;
  }
};

const ofTables = (
  { tables, effects, variances, measure }: MetabinQuestion,
  name: string,
): RegressionTest | Kendall | null => {
  const ratio = measure === "AS" ? null : measure;
  const n1 = tables.a.map((a, i) => a + tables.b[i]!);
  const n2 = tables.c.map((c, i) => c + tables.d[i]!);
  switch (name) {
    case "Harbord":
      return resultOf(harbordTest(tables));
    case "Peters":
      return ratio && resultOf(petersTest(tables, ratio));
    case "Macaskill":
      return ratio && resultOf(macaskillTest(tables, ratio));
    case "Deeks":
      return resultOf(deeksTest(tables));
    case "Pustejovsky":
      return resultOf(pustejovskyTest(effects, n1, n2, variances));
    case "Schwarzer":
      return resultOf(schwarzerTest(tables));
    default:
      return ofEffects({ effects, variances }, name);
  }
};

const metabias = (call: RCall, data: Table): Fields | null => {
  const inner = innerCall(call);
  if (inner === null || inner.named.subgroup !== undefined) return null;
  const given = inner.function === "metabin" ? metabinQuestion(inner, data) : null;
  const effects = inner.function === "metagen" ? effectsOfMetagen(inner, data) : null;
  const measure = inner.function === "metabin" ? (textArgument(inner, "sm") ?? "RR") : null;
  const name = biasTestNamed(textArgument(call, "method.bias") ?? usualTest(measure));
  const corrected = truthArgument(call, "correct", false);
  if (name === null) return null;
  const test = given !== null ? ofTables(given, name) : effects && ofEffects(effects, name);
  return test && ("slope" in test ? ofRegression(test) : ofRanks(test, corrected));
};

/** `regtest`, `ranktest`, `trimfill`, `fsn` and `metabias`. */
export const biasAnswers: ReferenceFamily = ({ call, data }) => {
  switch (call.function) {
    case "regtest":
      return regtest(call, data);
    case "ranktest": {
      const inner = innerCall(call);
      const columns = inner ? rmaQuestion(inner, data) : studiesOf(call, data);
      const exact = !/^F/.test(textArgument(call, "exact") ?? "TRUE");
      const test = columns && beggTest(columns.effects, columns.variances, exact);
      if (test?.ok === false && test.error.code === "nothing-to-rank") return { tau: null, pval: null };
      return test?.ok ? { tau: test.value.tau, pval: test.value.p } : null;
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
