import { err, ok, type Refusal, type Result } from "@erbium/model";
import {
  firthRegression,
  inverseLogit,
  type LogisticData,
  logisticRegression,
  waldInterval,
} from "@erbium/stats";
import type { Estimate } from "../terminal/estimate.ts";
import type { Covariate, ModelPatients } from "./covariates.ts";

/** One coefficient beside the intercept. */
export interface ModelTerm {
  readonly covariate: string;
  /** null of a number, else the group and what it is compared with */
  readonly level: { readonly group: string; readonly against: string } | null;
  readonly logOdds: number;
  readonly standardError: number;
  /** of one unit more, or of the group against the other */
  readonly oddsRatio: Estimate;
  readonly p: number;
}

export interface FittedModel {
  readonly method: string;
  readonly intercept: number;
  readonly terms: readonly ModelTerm[];
  /** null with a penalty */
  readonly likelihoodRatio: {
    readonly statistic: number;
    readonly degreesOfFreedom: number;
    readonly p: number;
  } | null;
  /** probability of each patient */
  readonly fitted: Float64Array;
  readonly notes: readonly string[];
}

/** Coefficients that each event should carry at least. */
const FEW_EVENTS = 10;

interface Column {
  readonly covariate: string;
  readonly level: ModelTerm["level"];
  readonly values: ArrayLike<number>;
}

const columnsOf = (covariate: Covariate): Column[] =>
  covariate.kind === "number"
    ? [{ covariate: covariate.name, level: null, values: covariate.values }]
    : covariate.levels.slice(1).map((group, at) => ({
        covariate: covariate.name,
        level: { group, against: covariate.levels[0] ?? "" },
        values: covariate.values.map((one) => Number(one === at + 1)),
      }));

/** The outcome with a column of ones, the numbers, and a column for each group but the first. */
export const designOf = ({ covariates, classes }: ModelPatients): LogisticData & { columns: Column[] } => {
  const columns = covariates.flatMap(columnsOf);
  const p = columns.length + 1;
  const design = new Float64Array(classes.length * p);
  for (let row = 0; row < classes.length; row++) {
    design[row * p] = 1;
    for (const [at, { values }] of columns.entries()) design[row * p + at + 1] = values[row] ?? Number.NaN;
  }
  return { outcome: classes, design, columns };
};

export const termName = ({ covariate, level }: Pick<ModelTerm, "covariate" | "level">): string =>
  level === null ? covariate : `${covariate}: ${level.group} v ${level.against}`;

/** A logistic model of the covariates, by maximum likelihood or with Firth's penalty. */
export const fitModel = (
  patients: ModelPatients,
  data: ReturnType<typeof designOf>,
  penalised: boolean,
  level: number,
): Result<FittedModel> => {
  const { columns, design } = data;
  const p = columns.length + 1;
  const found = penalised ? penalisedFit(data, level) : likelihoodFit(data, level);
  if (!found.ok) return err(namedRefusal(found.error, columns));
  const { coefficients, standardErrors, low, high, pValues, method, likelihoodRatio } = found.value;
  const fitted = new Float64Array(patients.classes.length);
  for (let row = 0; row < fitted.length; row++) {
    let sum = 0;
    for (let k = 0; k < p; k++) sum += (design[row * p + k] ?? 0) * (coefficients[k] ?? 0);
    fitted[row] = inverseLogit(sum);
  }
  const cases = patients.classes.reduce((sum, one) => sum + one, 0);
  const rarer = Math.min(cases, patients.classes.length - cases);
  const perCoefficient = rarer / columns.length;
  return ok({
    method,
    intercept: coefficients[0] ?? Number.NaN,
    terms: columns.map(({ covariate, level: group }, at) => ({
      covariate,
      level: group,
      logOdds: coefficients[at + 1] ?? Number.NaN,
      standardError: standardErrors[at + 1] ?? Number.NaN,
      oddsRatio: {
        estimate: Math.exp(coefficients[at + 1] ?? Number.NaN),
        low: Math.exp(low[at + 1] ?? Number.NaN),
        high: Math.exp(high[at + 1] ?? Number.NaN),
      },
      p: pValues[at + 1] ?? Number.NaN,
    })),
    likelihoodRatio,
    fitted,
    notes:
      perCoefficient < FEW_EVENTS
        ? [
            `${rarer} patients of the rarer outcome for ${columns.length} coefficients, ${perCoefficient < 1 ? "less than one" : perCoefficient.toFixed(1)} for each: below ten a model is unstable; use fewer covariates${penalised ? "" : " or --firth"}`,
          ]
        : [],
  });
};

interface Fit {
  readonly method: string;
  readonly coefficients: Float64Array;
  readonly standardErrors: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly pValues: Float64Array;
  readonly likelihoodRatio: FittedModel["likelihoodRatio"];
}

const likelihoodFit = (data: LogisticData, level: number): Result<Fit> => {
  const fit = logisticRegression(data);
  if (!fit.ok) return fit;
  const { coefficients, standardErrors, p, likelihoodRatioTest } = fit.value;
  const limits = Array.from(coefficients, (one, k) =>
    waldInterval(one, standardErrors[k] ?? Number.NaN, level),
  );
  return ok({
    method: "logistic regression, maximum likelihood; Wald intervals and tests",
    coefficients,
    standardErrors,
    low: Float64Array.from(limits, ({ low }) => low),
    high: Float64Array.from(limits, ({ high }) => high),
    pValues: p,
    likelihoodRatio: {
      statistic: likelihoodRatioTest.statistic,
      degreesOfFreedom: likelihoodRatioTest.degreesOfFreedom,
      p: likelihoodRatioTest.p,
    },
  });
};

const penalisedFit = (data: LogisticData, level: number): Result<Fit> => {
  const fit = firthRegression(data, level);
  if (!fit.ok) return fit;
  const { coefficients, standardErrors, low, high, p } = fit.value;
  return ok({
    method: "logistic regression with Firth's penalty; intervals and tests by profile penalised likelihood",
    coefficients,
    standardErrors,
    low,
    high,
    pValues: p,
    likelihoodRatio: null,
  });
};

/** The refusal in the words of the table, where it speaks of a column of the design. */
const namedRefusal = (refusal: Refusal, columns: readonly Column[]): Refusal => {
  const at = /column (\d+)/.exec(refusal.message)?.[1];
  const column = at === undefined ? undefined : columns[Number(at) - 1];
  const name = column === undefined ? "a covariate" : termName(column);
  const path = "--covariates";
  if (refusal.code === "separation")
    return {
      code: refusal.code,
      path,
      message: `${name} parts cases from controls (separation): its odds ratio has no finite estimate`,
      remedy: "use Firth's penalty, --firth, merge groups, or leave the covariate out",
    };
  if (refusal.code === "singular-design")
    return {
      code: refusal.code,
      path,
      message: `${name} says nothing that the other covariates do not say together`,
      remedy: "leave it out",
    };
  return { ...refusal, path };
};
