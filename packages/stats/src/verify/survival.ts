import { type KaplanMeierOptions, kaplanMeier, type SurvivalCurve } from "../survival/kaplan-meier.ts";
import { logRank } from "../survival/log-rank.ts";
import { restrictedMean } from "../survival/restricted-mean.ts";
import { medianSurvival, survivalQuantile } from "../survival/survival-quantile.ts";
import { failureTimeAnswers } from "./accelerated-failure-time.ts";
import { fineGrayAnswers, incidenceAnswers, incidenceAtTimes } from "./competing-risks.ts";
import { concordanceAnswers } from "./concordance.ts";
import { baselineAnswers, coxAnswers, predictedCurveAnswers, zphAnswers } from "./cox.ts";
import { asLabels, evaluate, levelsOf } from "./evaluate.ts";
import { type Formula, readFormula, textOf } from "./formula.ts";
import { numbersIn } from "./literals.ts";
import { modelMatrix } from "./model-matrix.ts";
import { readStates, stateAnswers } from "./multi-state.ts";
import { numberArgument, type RCall, type RValue, textArgument, truthArgument } from "./r-call.ts";
import type { ReferenceFamily, ReferenceQuestion } from "./reference-case.ts";
import { intervalScaleOf, readSurvival, survivalTimesOf } from "./survival-columns.ts";

/** Kaplan-Meier, log-rank, Cox, competing risks and accelerated failure time. */
export const survivalAnswers: ReferenceFamily = (question) => {
  const { call } = question;
  const [first] = call.positional;
  switch (call.function.replace(/^.*::/, "")) {
    case "survfit":
      return first?.kind === "call" ? predictedCurveAnswers(question, first) : curveAnswers(question);
    case "summary":
      return first?.kind === "call" && /survfit$/.test(first.function) ? atTimes(question, first) : null;
    case "survdiff":
      return comparisonAnswers(question);
    case "coxph":
      return coxAnswers(question);
    case "survreg":
      return failureTimeAnswers(question);
    case "concordance":
      return concordanceAnswers(question);
    case "cox.zph":
      return zphAnswers(question);
    case "basehaz":
      return baselineAnswers(question);
    case "crr":
      return fineGrayAnswers(question);
    case "timepoints":
      return incidenceAtTimes(question);
    case "cuminc":
      return incidenceAnswers(question);
    default:
      return null;
  }
};

const formulaOf = (call: RCall, data: ReferenceQuestion["data"]): Formula | null => {
  const value: RValue | undefined = call.named.formula ?? call.positional[0];
  return value === undefined ? null : readFormula(value, Object.keys(data));
};

const matrix = (rows: readonly string[], cols: readonly string[], values: readonly unknown[]) => ({
  rows,
  cols,
  values,
});

/** `stype` and `ctype`, or what `type` says of both. */
const kindOf = (call: RCall): Pick<KaplanMeierOptions, "estimate" | "ties"> => {
  const type = textArgument(call, "type") ?? "kaplan-meier";
  const byHazard = numberArgument(call, "stype") === 2 || /^f/.test(type);
  const singly = numberArgument(call, "ctype") === 2 || type === "fh2";
  return {
    estimate: byHazard ? "exponential of the hazard" : "product limit",
    ties: singly ? "one by one" : "together",
  };
};

/** `survfit(Surv(time, status) ~ group)`: every curve one after the other, with medians and restricted means. */
const curveAnswers = ({ call, data, grid }: ReferenceQuestion) => {
  const formula = formulaOf(call, data);
  const states = formula === null ? null : readStates(formula.response, data);
  if (formula !== null && states !== null) return stateAnswers(call, formula, states, data);
  const response = formula === null ? null : readSurvival(formula.response, data);
  if (formula === null || response === null) return null;
  // several rows of one patient are not told apart
  if ("id" in call.named || "cluster" in call.named || formula.cluster !== null) return null;
  const scale = intervalScaleOf(call);
  if (scale === undefined) return null;
  // lower limits by another count of those at risk
  if ((textArgument(call, "conf.lower") ?? "usual") !== "usual") return null;
  const weightColumn = call.named.weights === undefined ? null : evaluate(call.named.weights, data);
  const weights = weightColumn?.kind === "numbers" ? weightColumn.values : null;
  // Groups are told apart as strata are.
  const grouping = { ...formula, terms: [], variables: new Map(), strata: [...formula.variables.values()] };
  const design = modelMatrix(grouping, data, false, [
    ...response.used,
    ...(weightColumn ? [weightColumn] : []),
  ]);
  if (design === null) return null;
  const words = [...formula.variables].every(([, value]) => evaluate(value, data)?.kind === "labels");
  const names =
    formula.variables.size === 1 && words
      ? design.strataLabels.map((one) => `${[...formula.variables.keys()][0]}=${one}`)
      : design.strataLabels;
  const whole = weights?.every((one) => Number.isInteger(one)) ?? true;
  const level = numberArgument(call, "conf.int") ?? 0.95;
  const from = numberArgument(call, "start.time") ?? Number.NEGATIVE_INFINITY;
  const curves: SurvivalCurve[] = [];
  const sizes: number[] = [];
  for (let group = 0; group < Math.max(1, names.length); group++) {
    const rows = design.rows.filter((row, at) => design.strata[at] === group && response.stop[row]! >= from);
    const curve = kaplanMeier(survivalTimesOf(response, rows, weights), {
      interval: scale,
      level,
      variance: truthArgument(call, "robust", !whole) || !whole ? "infinitesimal jackknife" : "greenwood",
      ...kindOf(call),
    });
    if (!curve.ok) return null;
    curves.push(curve.value);
    sizes.push(rows.length);
  }
  const all = (pick: (curve: SurvivalCurve) => Float64Array): number[] =>
    curves.flatMap((one) => [...pick(one)]);
  const quantiles = curves.map((curve) => [0.25, 0.5, 0.75].map((p) => survivalQuantile(curve, p)));
  const flat = <T>(lists: readonly (readonly T[])[]) => (lists.length === 1 ? lists[0] : lists);
  const last = curves.map((curve) => curve.time[curve.time.length - 1] ?? 0);
  const horizon = typeof grid.rmst_tau === "number" ? grid.rmst_tau : Math.min(...last);
  const rows = curves.map((curve, at) => {
    const { estimate, low, high } = medianSurvival(curve);
    const mean = restrictedMean(curve, horizon);
    const most = curve.atRisk.reduce((top, one) => Math.max(top, one), 0);
    const counts = [sizes[at], most, curve.atRisk[0], curve.events.reduce((sum, one) => sum + one, 0)];
    return {
      plain: [...counts, estimate, low, high],
      withMean: mean.ok ? [...counts, mean.value.mean, mean.value.standardError, estimate, low, high] : [],
    };
  });
  const limits = [`${level}LCL`, `${level}UCL`];
  const counted = ["records", "n.max", "n.start", "events"];
  return {
    strata: Object.fromEntries(names.map((name, at) => [name, curves[at]?.time.length])),
    time: all((one) => one.time),
    n_risk: all((one) => one.atRisk),
    n_event: all((one) => one.events),
    n_censor: all((one) => one.censored),
    surv: all((one) => one.survival),
    std_err_surv: all((one) => one.standardError),
    ...(textArgument(call, "conf.type") === "none"
      ? {}
      : { lower: all((one) => one.low), upper: all((one) => one.high) }),
    cumhaz: all((one) => one.cumulativeHazard),
    std_chaz: all((one) => one.cumulativeHazardStandardError),
    quantile: flat(quantiles.map((list) => list.map((one) => one.estimate))),
    q_lower: flat(quantiles.map((list) => list.map((one) => one.low))),
    q_upper: flat(quantiles.map((list) => list.map((one) => one.high))),
    table: matrix(
      names,
      [...counted, "median", ...limits],
      rows.map((one) => one.plain),
    ),
    rmst_tau: horizon,
    rmst: matrix(
      names,
      [...counted, "rmean", "se(rmean)", "median", ...limits],
      rows.map((one) => one.withMean),
    ),
  };
};

/** `summary(survfit(...), times = c(180, 365))` of one curve: each column at the last step up to each time. */
const atTimes = (question: ReferenceQuestion, inner: RCall) => {
  const asked = numbersIn(question.call.named.times);
  const curve = curveAnswers({ ...question, call: inner }) as Record<string, unknown> | null;
  const steps = curve?.time as readonly number[] | undefined;
  if (asked === null || !curve || steps === undefined || Object.keys(curve.strata ?? {}).length > 0)
    return null;
  const last = steps[steps.length - 1] ?? 0;
  const times = asked.filter((one) => one <= last);
  const states = curve.states as readonly string[] | undefined;
  const none = states?.map((_, at) => Number(at === 0));
  const column = (name: string, before: unknown) => {
    const list = curve[name];
    return Array.isArray(list)
      ? times.map((one) => list[steps.findLastIndex((step) => step <= one)] ?? before)
      : undefined;
  };
  return {
    time: times,
    surv: column("surv", 1),
    std_err:
      column("std_err_surv", 0) ??
      column(
        "std_err",
        none?.map(() => 0),
      ),
    lower: column("lower", 1),
    upper: column("upper", 1),
    cumhaz: column("cumhaz", 0),
    pstate: column("pstate", none),
    n_risk: times.map((one) => (curve.n_risk as number[])[steps.findIndex((step) => step >= one)]),
  };
};

/** `survdiff(Surv(time, status) ~ group + strata(site), rho = 1)`. */
const comparisonAnswers = ({ call, data }: ReferenceQuestion) => {
  const formula = formulaOf(call, data);
  const response = formula === null ? null : readSurvival(formula.response, data);
  if (formula === null || response === null) return null;
  const groups = [...formula.variables].map(([name, value]) => ({ name, column: evaluate(value, data) }));
  const used = groups.flatMap(({ column }) => (column === null ? [] : [column]));
  const design = modelMatrix({ ...formula, terms: [], variables: new Map() }, data, false, [
    ...response.used,
    ...used,
  ]);
  if (design === null || used.length !== groups.length || used.length === 0) return null;
  const keys = design.rows.map((row) => used.map((column) => asLabels(column)[row]).join("\u0000"));
  let order: readonly string[] = [""];
  for (const [at, column] of used.entries())
    order = order.flatMap((head) => levelsOf(column).map((one) => (at === 0 ? one : `${head}\u0000${one}`)));
  const present = order.filter((one) => keys.includes(one));
  const test = logRank(
    survivalTimesOf(response, design.rows),
    keys.map((one) => present.indexOf(one)),
    {
      rho: numberArgument(call, "rho") ?? 0,
      gamma: numberArgument(call, "gamma") ?? 0,
      strata: design.strata,
    },
  );
  if (!test.ok) return null;
  const { observed, expected, variance, chiSquared, degreesOfFreedom, p } = test.value;
  const size = observed.length;
  const numbered = Array.from({ length: size }, (_, at) => at + 1);
  return {
    obs: observed,
    exp: expected,
    var: {
      rows: numbered,
      cols: numbered,
      values: numbered.map((_, row) => [...variance.subarray(row * size, (row + 1) * size)]),
    },
    chisq: chiSquared,
    df: degreesOfFreedom,
    p,
    variables: groups.map(({ name }) => name),
    response: formula.response === null ? null : textOf(formula.response),
  };
};
