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
 * @param low, high where the limits, 0 to 1, are written, at index `at`
 * @source Borgan and Liestøl 1990, Scand J Stat 17:35; Kalbfleisch and Prentice 2002, section 1.4
 */
export const setSurvivalInterval = (
  low: Float64Array,
  high: Float64Array,
  at: number,
  survival: number,
  logStandardError: number,
  z: number,
  scale: SurvivalIntervalScale,
): void => {
  const error = z * logStandardError;
  if (!(survival > 0)) {
    low[at] = Number.NaN;
    high[at] = Number.NaN;
  } else if (scale === "log") {
    const factor = Math.exp(error);
    low[at] = survival / factor;
    high[at] = Math.min(1, survival * factor);
  } else if (scale === "plain") {
    low[at] = Math.max(0, survival - survival * error);
    high[at] = Math.min(1, survival + survival * error);
  } else if (scale === "log-log") {
    const log = Math.log(survival);
    low[at] = Math.exp(log * Math.exp(-error / log));
    high[at] = Math.exp(log * Math.exp(error / log));
  } else if (scale === "logit") {
    const logit = Math.log(survival / (1 - survival));
    const spread = error / (1 - survival);
    low[at] = 1 / (1 + Math.exp(spread - logit));
    high[at] = 1 / (1 + Math.exp(-spread - logit));
  } else {
    const angle = Math.asin(Math.sqrt(survival));
    const spread = (error / 2) * Math.sqrt(survival / (1 - survival));
    low[at] = Math.sin(Math.max(0, angle - spread)) ** 2;
    high[at] = Math.sin(Math.min(Math.PI / 2, angle + spread)) ** 2;
  }
};
