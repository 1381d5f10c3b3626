import { normal } from "@erbium/numerics";
import { cumulativeIncidence } from "../survival/cumulative-incidence.ts";
import { kaplanMeier } from "../survival/kaplan-meier.ts";
import { riskTable } from "../survival/risk-table.ts";
import { type SurvivalIntervalScale, setSurvivalInterval } from "../survival/survival-interval.ts";
import { asLabels, type Column, evaluate, levelsOf, type Table } from "./evaluate.ts";
import type { Formula } from "./formula.ts";
import { modelMatrix } from "./model-matrix.ts";
import { numberArgument, type RCall, type RValue, textArgument } from "./r-call.ts";
import { intervalScaleOf } from "./survival-columns.ts";

interface States {
  readonly stop: Float64Array;
  /** 0 where censored, else the number of the state that is entered; not-a-number where missing */
  readonly cause: Float64Array;
  readonly names: readonly string[];
  readonly used: readonly Column[];
}

/** `Surv(time, factor(event))` and `Surv(time, event, type = "mstate")`: the first level is censoring. */
export const readStates = (response: RValue | null, data: Table): States | null => {
  if (response?.kind !== "call" || !/(^|::)Surv$/.test(response.function)) return null;
  const [time, status] = response.positional.map((one) => evaluate(one, data));
  if (time?.kind !== "numbers" || !status || response.positional.length !== 2) return null;
  if (status.kind !== "labels" && textArgument(response, "type") !== "mstate") return null;
  const levels = levelsOf(status);
  const cause = Float64Array.from(asLabels(status), (one) =>
    one === null ? Number.NaN : levels.indexOf(one),
  );
  return {
    stop: time.values,
    cause,
    names: levels.slice(1),
    used: [time, { kind: "numbers", values: cause }],
  };
};

/** One group: every state a column, the state before any event first. */
const curveOf = (
  { stop, cause, names }: States,
  rows: readonly number[],
  interval: SurvivalIntervalScale,
  level: number,
) => {
  const times = Float64Array.from(rows, (row) => stop[row]!);
  const codes = rows.map((row) => cause[row]!);
  const event = codes.map((one) => Number(one > 0));
  const found = cumulativeIncidence({ stop: times, cause: codes });
  const free = kaplanMeier({ stop: times, event });
  if (!found.ok || !free.ok) return null;
  const { time, atRisk, order, groupEnd, censored } = riskTable({ stop: times, event });
  const z = normal.quantile((1 + level) / 2);
  const states = names.map((_, k) => found.value.causes[k]);
  const entered = Array.from(time, (_, at) => {
    const counts = names.map(() => 0);
    for (let i = groupEnd[at - 1] ?? 0; i < groupEnd[at]!; i++) {
      const code = codes[order[i]!]!;
      if (code > 0) counts[code - 1]!++;
    }
    return counts;
  });
  const share = (at: number): number[] => [
    free.value.survival[at]!,
    ...states.map((one) => one?.incidence[at] ?? 0),
  ];
  const error = (at: number): number[] => [
    // nobody is left there, and nothing can vary
    free.value.survival[at] === 0 ? 0 : free.value.standardError[at]!,
    ...states.map((one) => Math.sqrt(Math.max(0, one?.variance[at] ?? 0))),
  ];
  const limits = (at: number): { low: number[]; high: number[] } => {
    const [low, high] = [new Float64Array(names.length + 1), new Float64Array(names.length + 1)];
    const errors = error(at);
    for (const [k, one] of share(at).entries())
      setSurvivalInterval(low, high, k, one, errors[k]! / one, z, interval);
    return { low: [...low], high: [...high] };
  };
  const hazard = names.map(() => 0);
  const along = <T>(pick: (at: number) => T): T[] => Array.from(time, (_, at) => pick(at));
  return {
    time: [...time],
    n_risk: along((at) => [atRisk[at]!, ...names.map(() => 0)]),
    n_event: along((at) => [0, ...entered[at]!]),
    n_censor: [...censored],
    pstate: along(share),
    std_err: along(error),
    lower: along((at) => limits(at).low),
    upper: along((at) => limits(at).high),
    cumhaz: along((at) => names.map((_, k) => (hazard[k]! += entered[at]![k]! / atRisk[at]!))),
  };
};

/** `survfit(Surv(time, factor(event)) ~ group)`: shares of the states (Aalen-Johansen), groups one after the other. */
export const stateAnswers = (call: RCall, formula: Formula, states: States, data: Table) => {
  const grouping = { ...formula, terms: [], variables: new Map(), strata: [...formula.variables.values()] };
  const design = modelMatrix(grouping, data, false, states.used);
  const scale = intervalScaleOf(call);
  if (design === null || scale === undefined) return null;
  const words = [...formula.variables].every(([, value]) => evaluate(value, data)?.kind === "labels");
  const [only] = formula.variables.keys();
  const names =
    formula.variables.size === 1 && words
      ? design.strataLabels.map((one) => `${only}=${one}`)
      : design.strataLabels;
  const groups = Array.from({ length: Math.max(1, names.length) }, (_, group) =>
    curveOf(
      states,
      design.rows.filter((_, at) => (design.strata[at] ?? 0) === group),
      scale,
      numberArgument(call, "conf.int") ?? 0.95,
    ),
  );
  const curves = groups.flatMap((one) => (one === null ? [] : [one]));
  const [first] = curves;
  if (first === undefined || curves.length !== groups.length) return null;
  const joined = Object.fromEntries(
    Object.keys(first).map((field) => [
      field,
      curves.flatMap((one) => one[field as keyof typeof one] as unknown[]),
    ]),
  );
  return {
    ...joined,
    states: ["(s0)", ...states.names],
    strata: Object.fromEntries(names.map((name, at) => [name, curves[at]!.time.length])),
  };
};
