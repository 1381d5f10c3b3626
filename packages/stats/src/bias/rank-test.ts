import { err, ok, type Result } from "@erbium/model";
import { type Kendall, kendall } from "./kendall.ts";

/** Without an order on either side there is no correlation. */
export const ranked = (test: Kendall): Result<Kendall> =>
  Number.isFinite(test.tau) && test.standardError > 0
    ? ok(test)
    : err({
        code: "nothing-to-rank",
        message: "the variances, or the effects in their standard errors, are all alike and have no order",
        remedy: "a funnel needs studies of different size; leave the test out",
      });

/**
 * Begg and Mazumdar's test: Kendall's correlation between the variances and the effects standardised by their
 * distance from the common effect, `(y_i - mean) / sqrt(v_i - 1 / sum(1/v))`.
 *
 * @returns refusals `lengths-differ`, `too-few-studies`, `not-finite`, and `nothing-to-rank` where all variances, or all
 *          standardised effects, are alike
 * @source Begg and Mazumdar 1994, Biometrics 50:1088; agrees with metafor 3.8 `ranktest`
 */
export const beggTest = (effects: Float64Array, variances: Float64Array, exact = true): Result<Kendall> => {
  const k = effects.length;
  if (variances.length !== k)
    return err({
      code: "lengths-differ",
      message: `${k} effects for ${variances.length} variances`,
      remedy: "give the variance of every effect",
    });
  if (k < 3)
    return err({
      code: "too-few-studies",
      message: `${k} studies do not make a rank correlation`,
      remedy: "three studies are the least; fewer than ten should not be read",
    });
  const wrong = effects.findIndex(
    (effect, i) =>
      !Number.isFinite(effect) || !(variances[i]! > 0 && variances[i]! < Number.POSITIVE_INFINITY),
  );
  if (wrong >= 0)
    return err({
      code: "not-finite",
      message: `study ${wrong + 1} has the effect ${effects[wrong]} with the variance ${variances[wrong]}`,
      remedy: "leave out studies without an effect; variances are greater than zero",
    });
  let weights = 0;
  let weighted = 0;
  for (let i = 0; i < k; i++) {
    weights += 1 / variances[i]!;
    weighted += effects[i]! / variances[i]!;
  }
  const standardised = effects.map(
    (effect, i) => (effect - weighted / weights) / Math.sqrt(variances[i]! - 1 / weights),
  );
  return ranked(kendall(standardised, variances, exact));
};
