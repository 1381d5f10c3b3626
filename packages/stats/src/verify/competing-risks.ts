import { cumulativeIncidence } from "../survival/cumulative-incidence.ts";
import { fineGray } from "../survival/fine-gray.ts";
import { gray } from "../survival/gray.ts";
import { asLabels, evaluate, levelsOf, type Table } from "./evaluate.ts";
import { readFormula } from "./formula.ts";
import { modelMatrix } from "./model-matrix.ts";
import { byName, table } from "./named-numbers.ts";
import { numberArgument, type RCall, type RValue } from "./r-call.ts";
import { numbers, type ReferenceQuestion } from "./reference-case.ts";

const nameOf = (value: RValue | undefined): string | null => (value?.kind === "name" ? value.value : null);

/** A covariate matrix named by its column: `sexM` is the indicator of `M` in `sex`, as a design matrix names it. */
const designOf = (
  value: RValue | undefined,
  data: Table,
): { names: readonly string[]; values: Float64Array } | null => {
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
  return {
    coef: size === 1 ? coefficients[0] : byName(design.names, coefficients),
    se: size === 1 ? standardErrors[0] : byName(design.names, standardErrors),
    var: table(size, size, covariance),
    loglik: logLikelihood.model,
    loglik_null: logLikelihood.null,
    p: size === 1 ? p[0] : p,
  };
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
    if (!curve.ok) return null;
    for (const one of causes) {
      const own = curve.value.causes[one - 1];
      answers[`${name} ${one}`] = { time: curve.value.time, est: own?.incidence, var: own?.variance };
    }
  }
  if (groups.length > 1) {
    const tests = causes.map((one) => gray({ stop, cause }, group, one, numberArgument(call, "rho") ?? 0));
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
