/** Scale on which an interval of a survival probability is symmetric. */
export type SurvivalIntervalScale = "plain" | "log" | "log-log" | "logit" | "arcsin";

/**
 * Two-sided interval of a survival probability S with the standard error s of log S (Greenwood).
 *
 * plain: S ± z S s; log: S exp(± z s); log-log: S^exp(± z s / log S); logit: on log(S / (1-S)) with error
 * s / (1-S); arcsin: sin^2(asin(sqrt S) ± z s sqrt(S / (1-S)) / 2). All are cut to [0, 1]. At S = 1 without
 * error the first two are [1, 1]; elsewhere at 0 and 1 the scales have no value and the limits are
 * not-a-number.
 *
 * @param z normal quantile of the level, 1.96 for 95 %
 * @returns low and high, 0 to 1
 * @source Borgan and Liestøl 1990, Scand J Stat 17:35; Kalbfleisch and Prentice 2002, section 1.4
 */
export const survivalInterval = (
  survival: number,
  logStandardError: number,
  z: number,
  scale: SurvivalIntervalScale,
): readonly [low: number, high: number] => {
  if (!(survival > 0)) return [Number.NaN, Number.NaN];
  const error = z * logStandardError;
  switch (scale) {
    case "plain":
      return [Math.max(0, survival - survival * error), Math.min(1, survival + survival * error)];
    case "log":
      return [survival * Math.exp(-error), Math.min(1, survival * Math.exp(error))];
    case "log-log": {
      const log = Math.log(survival);
      return [Math.exp(log * Math.exp(-error / log)), Math.exp(log * Math.exp(error / log))];
    }
    case "logit": {
      const logit = Math.log(survival / (1 - survival));
      const spread = error / (1 - survival);
      return [1 / (1 + Math.exp(spread - logit)), 1 / (1 + Math.exp(-spread - logit))];
    }
    case "arcsin": {
      const angle = Math.asin(Math.sqrt(survival));
      const spread = (error / 2) * Math.sqrt(survival / (1 - survival));
      return [
        Math.sin(Math.max(0, angle - spread)) ** 2,
        Math.sin(Math.min(Math.PI / 2, angle + spread)) ** 2,
      ];
    }
  }
};
