import type { RCall } from "./r-call.ts";
import type { ReferenceQuestion } from "./reference-case.ts";
export const coxAnswers = (_: ReferenceQuestion): Record<string, unknown> | null => null;
export const predictedCurveAnswers = (_: ReferenceQuestion, __: RCall): Record<string, unknown> | null =>
  null;
