import type { PooledEffect } from "../pooling/pool.ts";
import { predictEffect } from "../pooling/prediction.ts";
import { interceptName } from "../pooling/studies.ts";
import { numbersIn } from "./literals.ts";
import { resultOf } from "./meta-package.ts";
import { type RCall, textArgument } from "./r-call.ts";
import { fitOf, levelOf, type RmaQuestion } from "./rma.ts";

/** Ways back from the analysis scale, in metafor's names. */
const transformations: Readonly<Record<string, (x: number) => number>> = {
  exp: Math.exp,
  "transf.ilogit": (x) => 1 / (1 + Math.exp(-x)),
  plogis: (x) => 1 / (1 + Math.exp(-x)),
  "transf.ztor": Math.tanh,
  tanh: Math.tanh,
  "transf.iarcsin": (x) => Math.sin(Math.min(Math.max(x, 0), Math.PI / 2)) ** 2,
};

/** Values of the moderators, one row a prediction: `c(0, 15)` of one, `cbind(c(..), c(..))` or one row of several. */
const newRows = (call: RCall, moderators: number): readonly (readonly number[])[] | null => {
  const value = call.named.newmods;
  if (value === undefined) return null;
  if (value.kind === "call" && value.function === "cbind") {
    const columns = value.positional.map(numbersIn);
    const [first] = columns;
    if (!first || columns.length !== moderators) return null;
    return first.map((_, row) => columns.map((column) => column?.[row % column.length] ?? Number.NaN));
  }
  const list = numbersIn(value);
  if (list === null) return null;
  return moderators > 1 ? [list] : list.map((one) => [one]);
};

/** Rows at which a fit is asked: given ones, the pooled effect, or those of the studies; null where they do not fit. */
const rowsOf = (call: RCall, { options }: RmaQuestion, fit: PooledEffect): readonly number[][] | null => {
  const { moderators } = options;
  if (moderators === undefined) return [[1]];
  const intercept = moderators.names.includes(interceptName);
  const given = newRows(call, intercept ? fit.p - 1 : fit.p);
  if (call.named.newmods !== undefined && given === null) return null;
  const rows = given?.map((row) => (intercept ? [1, ...row] : [...row]));
  const own = Array.from({ length: fit.k }, (_, study) => [
    ...moderators.values.subarray(study * fit.p, (study + 1) * fit.p),
  ]);
  const asked = rows ?? own;
  return asked.every((row) => row.length === fit.p) ? asked : null;
};

/** `predict(rma(...), newmods=, level=, transf=)`. */
export const predictions = (question: RmaQuestion, call: RCall): Record<string, unknown> | null => {
  const level = call.named.level === undefined ? question.options.level : levelOf(call);
  const options = level === undefined ? question.options : { ...question.options, level };
  const fit = resultOf(fitOf({ ...question, options }));
  const rows = fit && rowsOf(call, question, fit);
  const word = textArgument(call, "transf");
  const transform = word === null ? (x: number) => x : transformations[word];
  if (fit === null || rows === null || transform === undefined) return null;
  const results = rows.map((row) => {
    const { estimate, standardError, low, high, prediction } = predictEffect(fit, row);
    return {
      pred: transform(estimate),
      se: word === null ? standardError : null,
      ci_lb: transform(low),
      ci_ub: transform(high),
      pi_lb: prediction && transform(prediction.low),
      pi_ub: prediction && transform(prediction.high),
    };
  });
  const column = (name: keyof (typeof results)[number]) => {
    const list = results.map((one) => one[name]);
    return list.every((one) => one === null) ? null : list.length === 1 ? list[0] : list;
  };
  return {
    newmods: numbersIn(call.named.newmods),
    ...Object.fromEntries(
      (["pred", "se", "ci_lb", "ci_ub", "pi_lb", "pi_ub"] as const).map((name) => [name, column(name)]),
    ),
  };
};
