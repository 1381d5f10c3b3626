export { type KaplanMeierOptions, kaplanMeier, type SurvivalCurve } from "./survival/kaplan-meier.ts";
export { type LogRank, type LogRankOptions, logRank } from "./survival/log-rank.ts";
export { type RestrictedMean, restrictedMean } from "./survival/restricted-mean.ts";
export type { SurvivalIntervalScale } from "./survival/survival-interval.ts";
export { medianSurvival, type SurvivalQuantile, survivalQuantile } from "./survival/survival-quantile.ts";
export type { SurvivalTimes } from "./survival/survival-times.ts";
export type { ReferenceCase } from "./verify/reference-case.ts";
export { type VerifyCase, verifyStats } from "./verify/verify.ts";
