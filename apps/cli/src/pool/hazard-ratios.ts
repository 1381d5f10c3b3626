import { err, ok, type Result } from "@erbium/model";
import { type HazardRatioWay, hazardRatioWays } from "./hazard-ratio-ways.ts";
import { intervalLevels } from "./interval-level.ts";
import type { StudyEffects } from "./measures.ts";
import type { StudyTable } from "./study-table.ts";

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
  const named = new Map<HazardRatioWay, string[]>(hazardRatioWays.map((way) => [way, []]));
  const labels = table.texts("study");
  for (let row = 0; row < table.size; row++) {
    const one = readRow(table, row, levels.value[row] ?? 0.95);
    if (!one.ok)
      return err({
        ...one.error,
        path: one.error.path?.startsWith("row ") ? one.error.path : `row ${row + 1}`,
      });
    const { way, effect, variance } = one.value;
    effects[row] = effect;
    variances[row] = variance;
    counts.push(way.said?.counts ?? "");
    named.get(way)?.push(labels?.[row] ?? `study ${row + 1}`);
  }
  const narrow = levels.value.filter((level) => level !== 0.95).length;
  return ok({
    ...{ effects, variances, counts, counted: null, tables: null },
    notes: [
      ...(narrow === 0
        ? []
        : [`${narrow} of ${table.size} intervals are not of 95 %: each is read at its own coverage`]),
      ...[...named].flatMap(([{ said }, studies]) =>
        said && studies.length > 0 ? [`${said.note}: ${studies.join(", ")}${said.remedy}`] : [],
      ),
    ],
  });
};

interface ReadRow {
  readonly way: HazardRatioWay;
  readonly effect: number;
  readonly variance: number;
}

const readRow = (table: StudyTable, row: number, level: number): Result<ReadRow> => {
  const way = hazardRatioWays.find(({ needs }) => table.has(...needs) && table.filled(row, needs));
  if (way === undefined)
    return err({
      code: "no-effect",
      message: "the study prints nothing that a hazard ratio can be taken from",
      remedy: `give ${hazardRatioWays.map(({ needs }) => needs.join(", ")).join("; or ")}`,
    });
  const values: number[] = [];
  for (const role of way.needs) {
    const value = table.number(role, row);
    if (!value.ok) return value;
    values.push(value.value);
  }
  const read = way.read(values, level);
  return read.ok ? ok({ way, ...read.value }) : read;
};
