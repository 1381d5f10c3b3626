import { type Effect, type Effects, effectsOf } from "./effects.ts";
import { corrections, type ZeroCells } from "./zero-cells.ts";

type CorrelationMeasure = "COR" | "ZCOR";
export const isCorrelationMeasure = (word: string): word is CorrelationMeasure =>
  word === "COR" || word === "ZCOR";

/** Correlations as they are (COR) or by Fisher's z (ZCOR), from r and the number of pairs. */
export const correlationEffects = (r: Float64Array, n: Float64Array, measure: CorrelationMeasure): Effects =>
  effectsOf(r.length, (i) =>
    measure === "COR" ? [r[i]!, (1 - r[i]! ** 2) ** 2 / (n[i]! - 1)] : [Math.atanh(r[i]!), 1 / (n[i]! - 3)],
  );

type MeanMeasure = "MN" | "MNLN" | "SDLN" | "CVLN";
export const isMeanMeasure = (word: string): word is MeanMeasure =>
  ["MN", "MNLN", "SDLN", "CVLN"].includes(word);

/** One mean (MN), its logarithm (MNLN), log standard deviation (SDLN), log coefficient of variation (CVLN). */
export const meanEffects = (
  mean: Float64Array,
  sd: Float64Array,
  n: Float64Array,
  measure: MeanMeasure,
): Effects =>
  effectsOf(sd.length, (i): Effect => {
    const [m, s, size] = [mean[i] ?? Number.NaN, sd[i]!, n[i]!];
    const half = 1 / (2 * (size - 1));
    const relative = s ** 2 / (size * m ** 2);
    if (measure === "MN") return [m, s ** 2 / size];
    if (measure === "MNLN") return [Math.log(m), relative];
    if (measure === "SDLN") return [Math.log(s) + half, half];
    return [Math.log(s / m) + half, half + relative];
  });

type RateMeasure = "IR" | "IRLN" | "IRS" | "IRFT";
export const isRateMeasure = (word: string): word is RateMeasure =>
  ["IR", "IRLN", "IRS", "IRFT"].includes(word);

/** One incidence rate: raw (IR), log (IRLN), square root (IRS), Freeman-Tukey (IRFT). */
export const rateEffects = (
  events: Float64Array,
  time: Float64Array,
  measure: RateMeasure,
  rule: ZeroCells = {},
): Effects => {
  const usual = measure === "IR" || measure === "IRLN" ? 0.5 : 0;
  const add = corrections(
    Array.from(events, (one) => one === 0),
    rule,
    usual,
  );
  return effectsOf(events.length, (i): Effect => {
    const x = events[i]! + add[i]!;
    const t = time[i]!;
    if (measure === "IR") return [x / t, x / t ** 2];
    if (measure === "IRLN") return [Math.log(x / t), 1 / x];
    if (measure === "IRS") return [Math.sqrt(x / t), 1 / (4 * t)];
    return [(Math.sqrt(x / t) + Math.sqrt((x + 1) / t)) / 2, 1 / (4 * t)];
  });
};
