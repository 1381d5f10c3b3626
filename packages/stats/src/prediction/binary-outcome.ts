import { err, ok, type Result } from "@erbium/model";

/** A score beside the outcome that it should tell. */
export interface ScoredOutcome {
  /** 1 for cases, 0 for controls */
  readonly outcome: ArrayLike<number>;
  /** one finite number an observation; higher speaks for the outcome unless said otherwise */
  readonly score: Float64Array;
}

/** Refuses outcomes other than 0 and 1, scores that are not finite, and data without cases or without controls. */
export const checkScoredOutcome = ({
  outcome,
  score,
}: ScoredOutcome): Result<{ cases: number; controls: number }> => {
  const n = score.length;
  if (outcome.length !== n)
    return err({
      code: "unequal-lengths",
      message: `${n} scores stand beside ${outcome.length} outcomes`,
      remedy: "give one outcome a score",
    });
  let cases = 0;
  for (let i = 0; i < n; i++) {
    const one = outcome[i]!;
    if ((one !== 0 && one !== 1) || !Number.isFinite(score[i]!))
      return err({
        code: "not-a-scored-outcome",
        message: `observation ${i}: the outcome ${one} is neither 0 nor 1, or the score ${score[i]} is not finite`,
        path: `[${i}]`,
        remedy: "leave out observations with missing values; code the outcome 0 and 1",
      });
    cases += one;
  }
  if (cases === 0 || cases === n)
    return err({
      code: "one-outcome",
      message: cases === 0 ? `all ${n} observations are controls` : `all ${n} observations are cases`,
      remedy: "a comparison needs cases and controls",
    });
  return ok({ cases, controls: n - cases });
};
