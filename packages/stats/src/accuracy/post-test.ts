import { err, ok, type Result } from "@erbium/model";

export interface PostTestProbability {
  /** of disease after a positive test: the positive predictive value */
  readonly afterPositive: number;
  /** of disease after a negative test: 1 minus the negative predictive value */
  readonly afterNegative: number;
}

/**
 * Probability of disease after a test, by Bayes' theorem: post-test odds = pre-test odds x likelihood ratio.
 *
 * @param pretest before the test, between 0 and 1; a certainty stays what it is
 * @param ratios  zero to infinity: infinite where no healthy patient tests positive
 * @returns refuses probabilities outside [0, 1] and likelihood ratios below zero
 * @source Fagan 1975, N Engl J Med 293:257
 */
export const postTestProbability = (
  pretest: number,
  ratios: { readonly positive: number; readonly negative: number },
): Result<PostTestProbability> => {
  if (!(pretest >= 0 && pretest <= 1))
    return err({
      code: "not-a-probability",
      message: `the pre-test probability is given as ${pretest}`,
      remedy: "give a number between 0 and 1",
    });
  if (!(ratios.positive >= 0 && ratios.negative >= 0))
    return err({
      code: "not-a-ratio",
      message: `likelihood ratios ${ratios.positive} and ${ratios.negative} are not both zero or more`,
      remedy: "give likelihood ratios of zero or more",
    });
  const certain = pretest === 0 || pretest === 1;
  const after = (ratio: number): number => (certain ? pretest : 1 / (1 + (1 - pretest) / (pretest * ratio)));
  return ok({ afterPositive: after(ratios.positive), afterNegative: after(ratios.negative) });
};
