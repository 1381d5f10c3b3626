import { ok, type Result } from "@erbium/model";
import { checkColumns } from "./columns.ts";
import { type Effects, effectsOf } from "./effects.ts";

/**
 * Log relative excess of heterozygotes (REH in metafor): 0 in Hardy-Weinberg equilibrium.
 *
 * @param major homozygotes of the one allele, length k
 * @param mixed heterozygotes
 * @param minor homozygotes of the other allele
 * @returns no effect where a genotype is not seen; refusals: lengths-differ, not-a-count
 * @source Ziegler, Van Steen and Wellek 2011, Breast Cancer Res Treat 128:197
 */
export const heterozygosityEffects = (
  major: Float64Array,
  mixed: Float64Array,
  minor: Float64Array,
): Result<Effects> => {
  const checked = checkColumns({ major: [major, "count"], mixed: [mixed, "count"], minor: [minor, "count"] });
  if (!checked.ok) return checked;
  return ok(
    effectsOf(checked.value, (i) => [
      Math.log(mixed[i]! / (2 * Math.sqrt(major[i]! * minor[i]!))),
      1 / (4 * major[i]!) + 1 / mixed[i]! + 1 / (4 * minor[i]!),
    ]),
  );
};
