import { ok, type Result } from "@erbium/model";
import { checkColumns } from "./columns.ts";
import { type Effect, type Effects, effectsOf } from "./effects.ts";
import { corrections, type ZeroCells } from "./zero-cells.ts";

export type RateMeasure = "IR" | "IRLN" | "IRS" | "IRFT";
export const isRateMeasure = (word: string): word is RateMeasure =>
  ["IR", "IRLN", "IRS", "IRFT"].includes(word);

/**
 * One incidence rate: as it is (IR), its logarithm (IRLN), its square root (IRS), Freeman and Tukey's mean of two
 * roots (IRFT). With expected events for the time, a standardised incidence ratio.
 *
 * @param rule what is added to the events of studies without one: 1/2 for IR and IRLN where left out
 * @returns one effect a study, not-a-number where it has none; refusals: lengths-differ, not-a-count, no-person-time
 * @source Rothman, Greenland and Lash 2008, Modern Epidemiology, chapter 14; Freeman and Tukey 1950, Ann Math Stat
 *         21:607
 */
export const rateEffects = (
  events: Float64Array,
  time: Float64Array,
  measure: RateMeasure,
  rule: ZeroCells = {},
): Result<Effects> => {
  const checked = checkColumns({ events: [events, "count"], time: [time, "time"] });
  if (!checked.ok) return checked;
  const usual = measure === "IR" || measure === "IRLN" ? 0.5 : 0;
  const add = corrections(
    Array.from(events, (one) => one === 0),
    rule,
    usual,
  );
  return ok(
    effectsOf(checked.value, (i): Effect => {
      const x = events[i]! + add[i]!;
      const t = time[i]!;
      if (measure === "IR") return [x / t, x / t ** 2];
      if (measure === "IRLN") return [Math.log(x / t), 1 / x];
      if (measure === "IRS") return [Math.sqrt(x / t), 1 / (4 * t)];
      return [(Math.sqrt(x / t) + Math.sqrt((x + 1) / t)) / 2, 1 / (4 * t)];
    }),
  );
};
