import { ok, type Result } from "@erbium/model";
import { checkColumns } from "./columns.ts";
import { type Effect, type Effects, effectsOf } from "./effects.ts";
import { hedgesCorrection } from "./standardisation.ts";

export type MeanMeasure = "MN" | "SMN" | "MNLN" | "SDLN" | "CVLN";
export const isMeanMeasure = (word: string): word is MeanMeasure =>
  ["MN", "SMN", "MNLN", "SDLN", "CVLN"].includes(word);

/**
 * Of one group: the mean (MN), the mean over the standard deviation without its bias (SMN), the logarithms of the mean
 * (MNLN), of the standard deviation (SDLN), of the coefficient of variation (CVLN).
 *
 * @param mean length k; not read for SDLN
 * @returns one effect a study, not-a-number where it has none; refusals: lengths-differ, not-finite, negative-spread,
 *          not-a-size
 * @source Nakagawa et al. 2015, Methods Ecol Evol 6:143 (logarithms); Hedges 1981, J Educ Stat 6:107 (SMN)
 */
export const meanEffects = (
  mean: Float64Array,
  sd: Float64Array,
  n: Float64Array,
  measure: MeanMeasure,
): Result<Effects> => {
  const means = measure === "SDLN" ? new Float64Array(sd.length) : mean;
  const checked = checkColumns({ mean: [means, "any"], sd: [sd, "spread"], n: [n, "size"] });
  if (!checked.ok) return checked;
  return ok(
    effectsOf(checked.value, (i): Effect => {
      const [m, s, size] = [means[i]!, sd[i]!, n[i]!];
      const half = 1 / (2 * (size - 1));
      const relative = s ** 2 / (size * m ** 2);
      if (measure === "MN") return [m, s ** 2 / size];
      if (measure === "MNLN") return [Math.log(m), relative];
      if (measure === "SDLN") return [Math.log(s) + half, half];
      if (measure === "CVLN") return [Math.log(s / m) + half, half + relative];
      const standardised = (hedgesCorrection(size - 1) * m) / s;
      return [standardised, 1 / size + standardised ** 2 / (2 * size)];
    }),
  );
};
