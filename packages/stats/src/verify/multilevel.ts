import type { Coefficient } from "../pooling/coefficients.ts";
import { multilevelPool } from "../pooling/multilevel.ts";
import { asLabels, evaluate, type Table } from "./evaluate.ts";
import { resultOf } from "./meta-package.ts";
import { type RCall, type RValue, textArgument } from "./r-call.ts";
import { rmaQuestion } from "./rma.ts";

interface Grouping {
  readonly trial: RValue;
  readonly within: boolean;
}

/** What stands behind the bar of `~ 1 | trial`. */
const behindBar = (formula: RValue | undefined): RValue | null => {
  const bar = formula?.kind === "operator" && formula.operator === "~" ? formula.operands[0] : undefined;
  return bar?.kind === "operator" && bar.operator === "|" ? (bar.operands[1] ?? null) : null;
};

/** `random = ~ 1 | trial`, `~ 1 | trial/result`, or `list(~ 1 | trial, ~ 1 | result)` where each result is one row. */
const groupingOf = (call: RCall, data: Table): Grouping | null => {
  const formula = call.named.random;
  if (formula?.kind === "call" && formula.function === "list") {
    const [outer, inner] = formula.positional.map(behindBar);
    const column = inner ? evaluate(inner, data) : null;
    if (!outer || column === null || formula.positional.length !== 2) return null;
    const labels = asLabels(column);
    return new Set(labels).size === labels.length ? { trial: outer, within: true } : null;
  }
  const grouping = behindBar(formula);
  if (grouping === null) return null;
  if (grouping.kind !== "operator") return { trial: grouping, within: false };
  const [trial] = grouping.operands;
  return grouping.operator === "/" && trial !== undefined ? { trial, within: true } : null;
};

/** `rma.mv` of results within trials. */
export const multilevelFields = (call: RCall, data: Table): Record<string, unknown> | null => {
  const grouping = groupingOf(call, data);
  const column = grouping && evaluate(grouping.trial, data);
  // the same columns and moderators, read as a call of `rma`
  const question = rmaQuestion({ ...call, function: "rma" }, data);
  const method = textArgument(call, "method") ?? "REML";
  const test = textArgument(call, "test") ?? "z";
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
  const take = (f: (one: Coefficient) => number): number | number[] =>
    coefficients.length === 1 ? f(coefficients[0]!) : coefficients.map(f);
  return {
    beta: take((one) => one.estimate),
    se: take((one) => one.standardError),
    zval: take((one) => one.statistic),
    pval: take((one) => one.p),
    ci_lb: take((one) => one.low),
    ci_ub: take((one) => one.high),
    sigma2: grouping.within ? [fit.betweenTrials, fit.withinTrials] : fit.betweenTrials,
    QE: fit.heterogeneity.q,
    QEp: fit.heterogeneity.p,
    QM: fit.omnibus.statistic,
    QMp: fit.omnibus.p,
    logLik: fit.logLikelihood,
    k: fit.k,
  };
};
