export {
  type Certainty,
  type CertaintyDomain,
  certaintyLevel,
  certaintyOf,
  type Judgement,
  type Judgements,
} from "./certainty.ts";
export { type Assertion, fromClaim, fromImported } from "./conflicts/assertion.ts";
export { claimOfRecord } from "./conflicts/claim-record.ts";
export type { DetectedConflict, Side } from "./conflicts/conflict.ts";
export { detectConflicts } from "./conflicts/detect.ts";
export type { Contrast } from "./contrast.ts";
export {
  commonComparator,
  inconsistencyOf,
  networkModel,
  networkPartFigure,
  ratioIn,
  studiesOf,
} from "./network-figure.ts";
export { type PooledRate, pooledRate, type RateArm } from "./pooled-rate.ts";
export { type PooledRatio, pooledRatios, type RatioTrial } from "./pooled-ratio.ts";
export { publishedComparisons } from "./published.ts";
export type { OurAnswer, PublishedComparison, PublishedDifference } from "./published-difference.ts";
export { rateQuestion } from "./published-rate.ts";
export { fitsRegimen, type Question, type RegimenPattern } from "./question.ts";
export type { RateFit } from "./rate-fit.ts";
export { selectRows } from "./select.ts";
export { type StudyGroups, studyGroups } from "./study-groups.ts";
export type { StudyJudgement } from "./study-judgements.ts";
export type { LeftOut, Selection, StudyKnowledge, StudyRow } from "./study-row.ts";
export {
  type NetworkPart,
  type NetworkReading,
  type NetworkReadings,
  type TreatmentNetwork,
  treatmentNetwork,
  treatmentNetworks,
} from "./treatment-network.ts";
export { type TrialBasket, trialBaskets } from "./trial-basket.ts";
