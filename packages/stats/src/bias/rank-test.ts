import { err, ok, type Result } from "@erbium/model";
import { type Kendall, kendall } from "./kendall.ts";

/**
 * Begg and Mazumdar's test: Kendall's correlation between the variances and the effects standardised by their
 * distance from the common effect, `(y_i - mean) / sqrt(v_i - 1 / sum(1/v))`.
 *
 * @source Begg and Mazumdar 1994, Biometrics 50:1088; agrees with metafor 3.8 `ranktest`
 */
export const beggTest = (effects: Float64Array, variances: Float64Array, exact = true): Result<Kendall> => {
  const k = effects.length;
  if (k < 3 || variances.length !== k || variances.some((v) => !(v > 0)))
    return err({
      code: "too-few-studies",
      message: `${k} studies with ${variances.length} variances do not make a rank correlation`,
      remedy: "give three studies or more with variances greater than zero",
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
  return ok(kendall(standardised, variances, exact));
};
