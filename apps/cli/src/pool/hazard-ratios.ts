import { err, ok, type Result } from "@erbium/model";
import {
  hazardRatioFromInterval,
  hazardRatioFromLogRank,
  hazardRatioFromMedians,
  hazardRatioFromP,
} from "@erbium/stats";
import { intervalLevels } from "./interval-level.ts";
import type { StudyEffects } from "./measures.ts";
import { hazardRatioWays } from "./needs.ts";
import type { Role } from "./roles.ts";
import type { StudyTable } from "./study-table.ts";

type Numbers = (role: Role) => Result<number>;

/**
 * Hazard ratios, each study by the best that it prints: an effect with its error, observed and expected events, an
 * interval, a p value, two medians. Which of the last two were taken is said, and medians are called approximate.
 */
export const hazardRatios = (table: StudyTable): Result<StudyEffects> => {
  const levels = intervalLevels(table);
  if (!levels.ok) return levels;
  const effects = new Float64Array(table.size);
  const variances = new Float64Array(table.size);
  const counts: string[] = [];
  const [byP, byMedians]: [string[], string[]] = [[], []];
  const labels = table.texts("study");
  for (let row = 0; row < table.size; row++) {
    const way = hazardRatioWays.find((roles) => table.has(...roles) && table.filled(row, roles)) ?? [];
    const one = effectOf(way, (role) => table.number(role, row), levels.value[row] ?? 0.95);
    if (!one.ok)
      return err({
        ...one.error,
        path: one.error.path?.startsWith("row ") ? one.error.path : `row ${row + 1}`,
      });
    effects[row] = one.value.effect;
    variances[row] = one.value.variance;
    const last = way.at(-1);
    const label = labels?.[row] ?? `study ${row + 1}`;
    if (last === "p") byP.push(label);
    if (last === "events2") byMedians.push(label);
    counts.push(last === "p" ? "by p value" : last === "events2" ? "by medians" : "");
  }
  const narrow = levels.value.filter((level) => level !== 0.95).length;
  return ok({
    ...{ effects, variances, counts, counted: null, tables: null },
    notes: [
      ...(narrow === 0
        ? []
        : [`${narrow} of ${table.size} intervals are not of 95 %: each is read at its own coverage`]),
      ...(byP.length === 0 ? [] : [`error taken from the p value: ${byP.join(", ")}`]),
      ...(byMedians.length === 0
        ? []
        : [
            `approximate, from two medians as if hazards were constant: ${byMedians.join(", ")}; leave them out to see what they do`,
          ]),
    ],
  });
};

const effectOf = (
  way: readonly Role[],
  number: Numbers,
  level: number,
): Result<{ readonly effect: number; readonly variance: number }> => {
  const values: number[] = [];
  for (const role of way) {
    const value = number(role);
    if (!value.ok) return value;
    values.push(value.value);
  }
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = values;
  switch (way.join(" ")) {
    case "effect variance":
      return ok({ effect: a, variance: b });
    case "effect standardError":
      return ok({ effect: a, variance: b * b });
    case "observedMinusExpected variance":
      return hazardRatioFromLogRank(a, b);
    case "ratio low high":
      return hazardRatioFromInterval(a, b, c, level);
    case "ratio p":
      return hazardRatioFromP(a, b);
    default:
      return hazardRatioFromMedians(a, c, b, d);
  }
};
