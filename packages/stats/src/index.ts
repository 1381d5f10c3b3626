export type { AccuracyCorrection, AccuracyTables } from "./accuracy/accuracy-tables.ts";
export {
  type BinomialLikelihood,
  type BivariateBinomialFit,
  bivariateBinomialModel,
} from "./accuracy/bivariate-glmm.ts";
export {
  type BivariateCoefficient,
  type BivariateFit,
  type BivariateMethod,
  type BivariateOptions,
  bivariateLikelihoodRatio,
  bivariateModel,
  type Covariance2,
} from "./accuracy/bivariate-model.ts";
export { type PooledRatio, pooledRatio, type RatioFormulas } from "./accuracy/pooled-ratio.ts";
export { type PostTestProbability, postTestProbability } from "./accuracy/post-test.ts";
export {
  type AccuracyRatio,
  type EqualityTest,
  type StudyAccuracy,
  type StudyFigures,
  studyAccuracy,
} from "./accuracy/study-accuracy.ts";
export { type Bounded, type Region, type SummaryPoint, summaryPoint } from "./accuracy/summary-point.ts";
export {
  areaUnderCurve,
  type SummaryRocParameters,
  summaryRocCurve,
  summaryRocParameters,
} from "./accuracy/summary-roc.ts";
export {
  type ThetaHeterogeneity,
  type ThetaISquared,
  thetaHeterogeneity,
} from "./accuracy/theta-heterogeneity.ts";
export type { BasketCounts, BasketPriors } from "./basket/basket-grid.ts";
export {
  type BasketAnalysis,
  type BasketOptions,
  type BasketStratum,
  basketModel,
  defaultBasketPriors,
  type PosteriorRate,
  type StratumEstimate,
} from "./basket/basket-model.ts";
export * from "./bias/fail-safe-n.ts";
export * from "./bias/funnel-contour.ts";
export * from "./bias/kendall.ts";
export * from "./bias/rank-test.ts";
export * from "./bias/regression-test.ts";
export * from "./bias/table-tests.ts";
export * from "./bias/trim-and-fill.ts";
export type { ChiSquaredTest } from "./chi-squared-test.ts";
export * from "./contingency/chi-squared-test.ts";
export * from "./contingency/fisher-exact.ts";
export * from "./contingency/mcnemar.ts";
export * from "./contingency/multiplicity.ts";
export * from "./effect-size/correlation.ts";
export * from "./effect-size/effects.ts";
export * from "./effect-size/hazard-ratio.ts";
export * from "./effect-size/heterozygosity.ts";
export * from "./effect-size/matched-pairs.ts";
export * from "./effect-size/mean-change.ts";
export * from "./effect-size/partial-correlation.ts";
export * from "./effect-size/proportion.ts";
export * from "./effect-size/proportion-interval.ts";
export * from "./effect-size/reliability.ts";
export * from "./effect-size/single-mean.ts";
export * from "./effect-size/single-rate.ts";
export { hedgesCorrection, type MeansOptions, type MeansVariance } from "./effect-size/standardisation.ts";
export * from "./effect-size/two-by-two.ts";
export * from "./effect-size/two-means.ts";
export * from "./effect-size/two-rates.ts";
export * from "./effect-size/zero-cells.ts";
export type { NetworkVarianceMethod } from "./network/between-study-variance.ts";
export type { BinaryArms, BinaryDesign, BinaryNetwork, BinaryStudy } from "./network/binary-network.ts";
export { indirectComparison } from "./network/bucher.ts";
export {
  type ComponentEffect,
  type ComponentModel,
  type ComponentNetwork,
  type ComponentOptions,
  componentNetwork,
} from "./network/component-network.ts";
export { type ConsistencyFit, hatMatrix } from "./network/consistency-model.ts";
export { type ContributionMatrix, type ContributionMethod, contributions } from "./network/contribution.ts";
export {
  type DesignDecomposition,
  decomposeByDesign,
  type QStatistic,
} from "./network/design-decomposition.ts";
export { type Evidence, type EvidenceSplit, splitEvidence } from "./network/direct-evidence.ts";
export { type EvidenceFlow, evidenceFlow } from "./network/evidence-flow.ts";
export { type HypergeometricSearch, hypergeometricNetwork } from "./network/hypergeometric-network.ts";
export { type LeagueCell, leagueTable } from "./network/league-table.ts";
export {
  type BinaryNetworkEstimates,
  type MantelHaenszelNetwork,
  mantelHaenszelNetwork,
} from "./network/mantel-haenszel-network.ts";
export {
  type MultiArmTolerance,
  type Network,
  type NetworkComparisons,
  type NetworkStudy,
  readNetwork,
  subnetworks,
} from "./network/network.ts";
export {
  type NetworkEstimates,
  type NetworkLikelihood,
  type NetworkMetaAnalysis,
  type NetworkOptions,
  type NetworkPrediction,
  networkMetaAnalysis,
} from "./network/network-meta-analysis.ts";
export { pScores } from "./network/p-scores.ts";
export { type BinaryMeasure, pairwiseComparisons } from "./network/pairwise-comparisons.ts";
export * from "./pooling/binomial-normal.ts";
export * from "./pooling/coefficients.ts";
export type { Counts, TwoGroupModel } from "./pooling/generalised/generalised-data.ts";
export {
  type GeneralisedOptions,
  type GeneralisedPool,
  generalisedPool,
} from "./pooling/generalised/generalised-pool.ts";
export * from "./pooling/heterogeneity.ts";
export * from "./pooling/heterogeneity-interval.ts";
export * from "./pooling/influence.ts";
export * from "./pooling/log-likelihood.ts";
export * from "./pooling/mantel-haenszel.ts";
export * from "./pooling/multilevel.ts";
export * from "./pooling/peto.ts";
export * from "./pooling/pool.ts";
export { type PredictedProportion, predictProportion } from "./pooling/predict-proportion.ts";
export * from "./pooling/prediction.ts";
export * from "./pooling/residuals.ts";
export * from "./pooling/sequence.ts";
export * from "./pooling/stratified.ts";
export * from "./pooling/studies.ts";
export * from "./pooling/subgroups.ts";
export type { StoppingRule } from "./pooling/tau-squared/likelihood.ts";
export * from "./pooling/tau-squared/tau-squared.ts";
export * from "./pooling/test-convention.ts";
export { bestThresholds, performanceAt, type ThresholdPerformance } from "./prediction/best-threshold.ts";
export type { ScoredOutcome } from "./prediction/binary-outcome.ts";
export {
  bootstrapOptimism,
  type OptimismCorrected,
  type OptimismOptions,
  validateLogistic,
} from "./prediction/bootstrap-optimism.ts";
export {
  type Calibration,
  calibration,
  type HosmerLemeshow,
  hosmerLemeshow,
} from "./prediction/calibration.ts";
export { type Combat, type CombatData, type CombatOptions, combat } from "./prediction/combat.ts";
export {
  type AucComparison,
  type AucEstimate,
  comparePairedAuc,
  compareUnpairedAuc,
  deLong,
} from "./prediction/de-long.ts";
export { type DecisionCurve, decisionCurve, survivalDecisionCurve } from "./prediction/decision-curve.ts";
export {
  giniMeanDifference,
  type LogisticIndexes,
  logisticIndexes,
  type RankAgreement,
  rankAgreement,
} from "./prediction/discrimination.ts";
export {
  type ElasticNetOptions,
  type ElasticNetPath,
  elasticNet,
  elasticNetPredictor,
} from "./prediction/elastic-net.ts";
export {
  assignFolds,
  crossValidateElasticNet,
  type ElasticNetCrossValidation,
} from "./prediction/elastic-net-cv.ts";
export type { ElasticNetData, ElasticNetResponse } from "./prediction/elastic-net-data.ts";
export type { ElasticNetMeasure } from "./prediction/elastic-net-measure.ts";
export { type FirthFit, firthRegression } from "./prediction/firth.ts";
export {
  type IntraclassCorrelation,
  type IntraclassModel,
  intraclassCorrelation,
} from "./prediction/intraclass-correlation.ts";
export { inverseLogit } from "./prediction/inverse-logit.ts";
export { localRegression } from "./prediction/local-regression.ts";
export { type LogisticFit, logisticRegression } from "./prediction/logistic.ts";
export type { LogisticData } from "./prediction/logistic-data.ts";
export { type MulticlassAuc, multiclassAuc } from "./prediction/multiclass-auc.ts";
export { type NestedCrossValidation, nestedCrossValidation } from "./prediction/nested-cross-validation.ts";
export { type Nomogram, type NomogramCovariate, nomogram, totalPointsAt } from "./prediction/nomogram.ts";
export { type PartialAuc, partialAuc } from "./prediction/partial-auc.ts";
export { logisticProfileInterval, type ProfileInterval } from "./prediction/profile-interval.ts";
export {
  quantileOfSorted,
  restrictedCubicSpline,
  splineKnots,
} from "./prediction/restricted-cubic-spline.ts";
export { type RocCurve, type RocDirection, rocCurve, rocDirection } from "./prediction/roc.ts";
export { type WaldInterval, waldInterval } from "./prediction/wald-interval.ts";
export {
  type AcceleratedFailureTimeData,
  type AcceleratedFailureTimeFit,
  acceleratedFailureTime,
} from "./survival/accelerated-failure-time.ts";
export {
  type Concordance,
  type ConcordanceOptions,
  type ConcordanceWeight,
  concordance,
} from "./survival/concordance.ts";
export { type CoxFit, type CoxOptions, cox } from "./survival/cox.ts";
export {
  type CoxBaseline,
  coxBaseline,
  coxPredictedCurve,
  type PredictedCurve,
} from "./survival/cox-baseline.ts";
export type { FittedCox } from "./survival/cox-hazard-steps.ts";
export type { CoxTies } from "./survival/cox-partial-likelihood.ts";
export { type CoxResiduals, coxResiduals } from "./survival/cox-residuals.ts";
export type { CoxData, RiskSets } from "./survival/cox-risk-sets.ts";
export {
  type CompetingRisks,
  type CumulativeIncidence,
  cumulativeIncidence,
} from "./survival/cumulative-incidence.ts";
export type { FailureTimeDistribution } from "./survival/failure-time-distribution.ts";
export { type FineGrayFit, fineGray } from "./survival/fine-gray.ts";
export { type GrayTest, gray } from "./survival/gray.ts";
export { incidenceInterval } from "./survival/incidence-interval.ts";
export { type KaplanMeierOptions, kaplanMeier, type SurvivalCurve } from "./survival/kaplan-meier.ts";
export { type LogRank, type LogRankOptions, logRank } from "./survival/log-rank.ts";
export {
  type ProportionalHazardsTest,
  proportionalHazardsTest,
  type TimeTransform,
} from "./survival/proportional-hazards-test.ts";
export { type RestrictedMean, restrictedMean } from "./survival/restricted-mean.ts";
export type { SurvivalIntervalScale } from "./survival/survival-interval.ts";
export { medianSurvival, type SurvivalQuantile, survivalQuantile } from "./survival/survival-quantile.ts";
export type { SurvivalTimes } from "./survival/survival-times.ts";
export type { ReferenceCase } from "./verify/reference-case.ts";
export { type VerifyCase, verifyStats } from "./verify/verify.ts";
