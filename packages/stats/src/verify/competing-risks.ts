import { cumulativeIncidence } from "../survival/cumulative-incidence.ts";
import { fineGray } from "../survival/fine-gray.ts";
import { gray } from "../survival/gray.ts";
import { asLabels, evaluate, levelsOf, type Table } from "./evaluate.ts";
import { readFormula } from "./formula.ts";
import { numbersIn } from "./literals.ts";
import { modelMatrix } from "./model-matrix.ts";
import { byName, table } from "./named-numbers.ts";
import { innerCall, numberArgument, type RCall, type RValue } from "./r-call.ts";
import { numbers, type ReferenceQuestion } from "./reference-case.ts";

const nameOf = (value: RValue | undefined): string | null => (value?.kind === "name" ? value.value : null);

interface Design {
  readonly names: readonly string[];
  readonly values: Float64Array;
}

const sideBySide = (parts: readonly RValue[], data: Table): Design | null => {
  const designs = parts.map((one) => designOf(one, data));
  const found = designs.flatMap((one) => (one === null ? [] : [one]));
  const names = found.flatMap((one) => one.names);
  const rows = (found[0]?.values.length ?? 0) / (found[0]?.names.length ?? 1);
  if (found.length !== parts.length || found.some((one) => one.values.length !== rows * one.names.length))
    return null;
  const values = Array.from({ length: rows }, (_, row) =>
    found.flatMap((one) =>
      Array.from(one.values.subarray(row * one.names.length, (row + 1) * one.names.length)),
    ),
  );
  return { names, values: Float64Array.from(values.flat()) };
};

/** A covariate matrix named by its column: `sexM` is the indicator of `M` in `sex`, as a design matrix names it. */
const designOf = (value: RValue | undefined, data: Table): Design | null => {
  if (value?.kind === "call" && value.function === "cbind") return sideBySide(value.positional, data);
  const name = nameOf(value);
  if (name === null) return null;
  const source =
    Object.keys(data).find((one) => one === name) ?? Object.keys(data).find((one) => name.startsWith(one));
  if (source === undefined) return null;
  const formula = readFormula({ kind: "name", value: source }, []);
  const matrix = formula === null ? null : modelMatrix(formula, data, false);
  return matrix === null || matrix.rows.length === 0 ? null : matrix;
};

/** `crr(ftime, fstatus, cov1, failcode = 1)`. */
export const fineGrayAnswers = ({ call, data }: ReferenceQuestion) => {
  const argument = (name: string, at: number): RValue | undefined =>
    (call as RCall).named[name] ?? call.positional[at];
  const stop = numbers(data, nameOf(argument("ftime", 0)) ?? "");
  const cause = numbers(data, nameOf(argument("fstatus", 1)) ?? "");
  const design = designOf(argument("cov1", 2), data);
  if (stop === null || cause === null || design === null) return null;
  const censored = numberArgument(call, "cencode") ?? 0;
  const fit = fineGray(
    { stop, cause: cause.map((one) => (one === censored ? 0 : one)) },
    design.values,
    numberArgument(call, "failcode") ?? 1,
  );
  if (!fit.ok) return null;
  const { coefficients, standardErrors, covariance, logLikelihood, p } = fit.value;
  const size = coefficients.length;
  // a fit names its coefficients by the column where that is one
  const listed = (values: Float64Array) => (size === 1 ? values[0] : byName(design.names, values));
  return {
    coef: listed(coefficients),
    se: listed(standardErrors),
    var: table(size, size, covariance),
    loglik: logLikelihood.model,
    loglik_null: logLikelihood.null,
    p: size === 1 ? p[0] : p,
  };
};

/** `timepoints(cuminc(...), times)`: every curve at given times, missing after its last. */
export const incidenceAtTimes = (question: ReferenceQuestion) => {
  const inner = innerCall(question.call);
  const times = numbersIn(question.call.named.times ?? question.call.positional[1]);
  const curves = inner === null ? null : incidenceAnswers({ ...question, call: inner });
  if (curves === null || times === null) return null;
  type Corners = ReturnType<typeof steps>;
  const listed = Object.entries(curves).filter(([name]) => name !== "Tests") as [string, Corners][];
  const byCause = [...listed].sort(([a], [b]) => Number(a.split(" ").at(-1)) - Number(b.split(" ").at(-1)));
  const at = ({ time }: Corners, values: readonly number[], one: number): number =>
    one > time[time.length - 1]! ? NaN : values[time.findLastIndex((other) => other <= one)]!;
  const matrix = (of: "est" | "var") =>
    table(
      byCause.map(([name]) => name),
      times.map(String),
      byCause.flatMap(([, curve]) => times.map((one) => at(curve, curve[of], one))),
    );
  return { est: matrix("est"), var: matrix("var") };
};

/** A curve as `cuminc` lists it: from 0, every rise with its time twice, before and after, and the last time. */
const steps = (time: Float64Array, incidence: Float64Array, variance: Float64Array) => {
  const corners = { time: [0], est: [0], var: [0] };
  const corner = (at: number, before: number): void => {
    corners.time.push(time[at] ?? NaN);
    corners.est.push(incidence[before] ?? 0);
    corners.var.push(variance[before] ?? 0);
  };
  for (let at = 0; at < time.length; at++) {
    if (incidence[at] === (incidence[at - 1] ?? 0)) continue;
    corner(at, at - 1);
    corner(at, at);
  }
  corner(time.length - 1, time.length - 1);
  return corners;
};

/** `cuminc(ftime, fstatus, group)`: each curve as `group cause`, and Gray's test of each cause where there are groups. */
export const incidenceAnswers = ({ call, data }: ReferenceQuestion) => {
  const argument = (name: string, at: number): RValue | undefined => call.named[name] ?? call.positional[at];
  const stop = numbers(data, nameOf(argument("ftime", 0)) ?? "");
  const codes = numbers(data, nameOf(argument("fstatus", 1)) ?? "");
  if (stop === null || codes === null) return null;
  const grouping = argument("group", 2);
  const column = grouping === undefined ? null : evaluate(grouping, data);
  const labels = column === null ? null : asLabels(column);
  const groups = column === null ? ["1"] : levelsOf(column);
  const group = Array.from(stop, (_, row) => (labels === null ? 0 : groups.indexOf(labels[row] ?? "")));
  const censored = numberArgument(call, "cencode") ?? 0;
  const cause = codes.map((one) => (one === censored ? 0 : one));
  const causes = [...new Set(cause)].filter((one) => one > 0).sort((a, b) => a - b);
  const answers: Record<string, unknown> = {};
  for (const [g, name] of groups.entries()) {
    const rows = group.flatMap((one, row) => (one === g ? [row] : []));
    const curve = cumulativeIncidence(
      {
        stop: Float64Array.from(rows, (row) => stop[row] ?? Number.NaN),
        cause: rows.map((row) => cause[row] ?? 0),
      },
      "aalen",
    );
    const last = rows.reduce((most, row) => Math.max(most, stop[row] ?? 0), 0);
    const never = { time: [0, last], est: [0, 0], var: [0, 0] };
    for (const one of causes) {
      const own = curve.ok ? curve.value.causes[one - 1] : undefined;
      answers[`${name} ${one}`] =
        curve.ok && own !== undefined ? steps(curve.value.time, own.incidence, own.variance) : never;
    }
  }
  if (groups.length > 1) {
    const grouped = call.named.strata === undefined ? null : evaluate(call.named.strata, data);
    const stratum = grouped && asLabels(grouped).map((one) => levelsOf(grouped).indexOf(one ?? ""));
    const options = {
      rho: numberArgument(call, "rho") ?? 0,
      ...(stratum === null ? {} : { strata: stratum }),
    };
    const tests = causes.map((one) => gray({ stop, cause }, group, one, options));
    answers.Tests = table(
      causes.map(String),
      ["stat", "pv", "df"],
      tests.flatMap((one) =>
        one.ok ? [one.value.statistic, one.value.p, one.value.degreesOfFreedom] : [NaN, NaN, NaN],
      ),
    );
  }
  return answers;
};
