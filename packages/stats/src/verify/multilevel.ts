import type { Coefficient } from "../pooling/coefficients.ts";
import { multilevelPool } from "../pooling/multilevel.ts";
import { asLabels, evaluate, type Table } from "./evaluate.ts";
import { resultOf } from "./meta-package.ts";
import { type RCall, type RValue, textArgument } from "./r-call.ts";
import { rmaQuestion } from "./rma.ts";

interface Grouping {
  readonly trial: RValue;
  readonly within: boolean;
  /** whether the results are named before the trials, and so their variances */
  readonly turned: boolean;
}

/** Whether every row has a label of its own, within the groups of another column where one is given. */
const oneRowEach = (value: RValue, data: Table, within?: RValue): boolean => {
  const columns = [value, ...(within === undefined ? [] : [within])].map((one) => evaluate(one, data));
  const labels = columns.map((one) => (one === null ? [] : asLabels(one)));
  const rows = Array.from(labels[0] ?? [], (_, row) => labels.map((one) => one[row]).join("\u0000"));
  return rows.length > 0 && new Set(rows).size === rows.length;
};

/** What stands behind the bar of `~ 1 | trial`. */
const behindBar = (formula: RValue | undefined): RValue | null => {
  const bar = formula?.kind === "operator" && formula.operator === "~" ? formula.operands[0] : undefined;
  return bar?.kind === "operator" && bar.operator === "|" ? (bar.operands[1] ?? null) : null;
};

/** `random = ~ 1 | trial`, `~ 1 | trial/result`, or `list(~ 1 | trial, ~ 1 | result)` where each result is one row. */
const groupingOf = (call: RCall, data: Table): Grouping | null => {
  const formula = call.named.random;
  if (formula?.kind === "call" && formula.function === "list") {
    const [first, second] = formula.positional.map(behindBar);
    if (!first || !second || formula.positional.length !== 2) return null;
    if (oneRowEach(second, data)) return { trial: first, within: true, turned: false };
    return oneRowEach(first, data) ? { trial: second, within: true, turned: true } : null;
  }
  const grouping = behindBar(formula);
  if (grouping === null) return null;
  if (grouping.kind !== "operator") return { trial: grouping, within: false, turned: false };
  const [trial, result] = grouping.operands;
  if (grouping.operator !== "/" || trial === undefined || result === undefined) return null;
  // a result of several rows would be a level of its own
  return oneRowEach(result, data, trial) ? { trial, within: true, turned: false } : null;
};

/** `rma.mv` of results within trials. */
export const multilevelFields = (call: RCall, data: Table): Record<string, unknown> | null => {
  const grouping = groupingOf(call, data);
  const column = grouping && evaluate(grouping.trial, data);
  // the same columns and moderators, read as a call of `rma`
  const { V, ...named } = call.named;
  const asUnivariate: RCall = {
    ...call,
    function: "rma",
    named: V === undefined ? named : { ...named, vi: V },
  };
  const question = rmaQuestion(asUnivariate, data);
  const method = textArgument(call, "method") ?? "REML";
  const test = textArgument(call, "test") ?? "z";
  if ((textArgument(call, "dfs") ?? "residual") !== "residual") return null;
  if (!grouping || !column || !question || (method !== "REML" && method !== "ML")) return null;
  if (test !== "z" && test !== "t") return null;
  const labels = asLabels(column).map(String);
  const { moderators, level } = question.options;
  const fit = resultOf(
    multilevelPool(
      question.effects,
      question.variances,
      question.rows.map((row) => labels[row] as string),
      {
        method,
        test: test === "t" ? "t" : "normal",
        level: level ?? 0.95,
        within: grouping.within,
        ...(moderators === undefined ? {} : { moderators }),
      },
    ),
  );
  if (fit === null) return null;
  const { coefficients } = fit;
  const variances = [fit.betweenTrials, fit.withinTrials];
  const take = (f: (one: Coefficient) => number): number | number[] =>
    coefficients.length === 1 ? f(coefficients[0]!) : coefficients.map(f);
  return {
    beta: take((one) => one.estimate),
    se: take((one) => one.standardError),
    zval: take((one) => one.statistic),
    pval: take((one) => one.p),
    ci_lb: take((one) => one.low),
    ci_ub: take((one) => one.high),
    sigma2: grouping.within ? (grouping.turned ? [...variances].reverse() : variances) : fit.betweenTrials,
    QE: fit.heterogeneity.q,
    QEp: fit.heterogeneity.p,
    QM: fit.omnibus.statistic,
    QMp: fit.omnibus.p,
    logLik: fit.logLikelihood,
    k: fit.k,
  };
};
