import { predictEffect } from "../pooling/prediction.ts";
import { innerCall, type RCall } from "./r-call.ts";
import type { ReferenceFamily } from "./reference-case.ts";
import { fitOf, rmaFields, rmaQuestion } from "./rma.ts";

const numbersOf = (call: RCall, name: string): readonly number[] | null => {
  const value = call.named[name];
  const list = value?.kind === "call" && value.function === "c" ? value.positional : value ? [value] : [];
  const found = list.map((one) => (one.kind === "number" ? one.value : Number.NaN));
  return found.length === 0 || found.some(Number.isNaN) ? null : found;
};

/** `rma` with its tests, and `predict` at given values of one moderator. */
export const poolingAnswers: ReferenceFamily = ({ call, calls, data, fields }) => {
  if (call.function === "rma" || call.function === "rma.uni") {
    if (calls.some((one) => one.function === "predict")) return null;
    const question = rmaQuestion(call, data);
    if (question === null) return null;
    if (fields.includes("yi"))
      return {
        yi: question.effects,
        vi: question.variances,
        sei: question.variances.map(Math.sqrt),
        REML: rmaFields({ ...question, options: { method: "REML" } }),
        DL_HK: rmaFields({ ...question, options: { method: "DL", test: "hartung-knapp" } }),
      };
    return rmaFields(question);
  }
  if (call.function === "predict") {
    const inner = innerCall(call);
    const question = inner && rmaQuestion(inner, data);
    const at = numbersOf(call, "newmods");
    const fit = question && fitOf(question);
    if (!fit?.ok || at === null) return null;
    const rows = at.map((one) => predictEffect(fit.value, fit.value.p === 1 ? [1] : [1, one]));
    return {
      newmods: at,
      pred: rows.map((one) => one.estimate),
      se: rows.map((one) => one.standardError),
      ci_lb: rows.map((one) => one.low),
      ci_ub: rows.map((one) => one.high),
      pi_lb: rows.map((one) => one.prediction?.low ?? null),
      pi_ub: rows.map((one) => one.prediction?.high ?? null),
    };
  }
  return null;
};
