import { err, ok, type Result } from "@erbium/model";
import {
  type BinaryMeasure,
  hazardRatioFromInterval,
  type NetworkComparisons,
  pairwiseComparisons,
  twoByTwoEffects,
} from "@erbium/stats";
import { intervalLevels } from "./interval-level.ts";
import { columnsFor, wanted } from "./needs.ts";
import type { StudyTable } from "./study-table.ts";

/** What arms with events are compared by. */
export type ContrastMeasure = "OR" | "RR" | "RD";

export interface NetworkContrasts {
  readonly comparisons: NetworkComparisons;
  /** effects are logarithms of ratios */
  readonly ratio: boolean;
  /** what the effects are where the table's kind of columns says it */
  readonly effect: string | null;
  /** one arm, or one contrast a row */
  readonly of: "arms" | "contrasts";
  readonly leftOut: readonly string[];
}

/**
 * The comparisons of a table: a contrast a row (a ratio with its interval, an effect with its error, events of two
 * arms), or an arm a row (events of patients, means), from which all pairs of a study are made.
 */
export const networkContrasts = (
  table: StudyTable,
  contrast: ContrastMeasure = "OR",
): Result<NetworkContrasts> => {
  const study = table.texts("study");
  const roles = columnsFor(table, "NMA");
  if (study === null || roles === null)
    return err({
      code: "missing-column",
      message: `a network needs a study and two treatments in each row, or an arm a row (it has ${table.columns.join(", ")})`,
      remedy: `name them: --columns study=A,treatment1=B,treatment2=C; a table may have ${wanted("NMA")}`,
    });
  if (!table.has("treatment2")) return fromArms(table, study, contrast);
  const effects = roles.includes("ratio")
    ? ratios(table)
    : roles.includes("events1")
      ? counted(table, contrast)
      : given(table);
  if (!effects.ok) return effects;
  return ok({
    comparisons: {
      studies: study,
      treatments1: table.texts("treatment1") ?? [],
      treatments2: table.texts("treatment2") ?? [],
      effects: effects.value.effects,
      standardErrors: effects.value.standardErrors,
    },
    ratio: roles.includes("ratio") || (roles.includes("events1") && contrast !== "RD"),
    effect: roles.includes("events1") ? contrastNames[contrast] : null,
    of: "contrasts",
    leftOut: [],
  });
};

type Effects = Pick<NetworkComparisons, "effects" | "standardErrors">;

const contrastNames = { OR: "Odds ratio", RR: "Risk ratio", RD: "Risk difference" } as const;
const ofArms: Readonly<Record<ContrastMeasure, BinaryMeasure>> = {
  OR: "log odds ratio",
  RR: "log risk ratio",
  RD: "risk difference",
};

const ratios = (table: StudyTable): Result<Effects> => {
  const [ratio, low, high] = [table.numbers("ratio"), table.numbers("low"), table.numbers("high")];
  if (!ratio.ok) return ratio;
  if (!low.ok) return low;
  if (!high.ok) return high;
  const levels = intervalLevels(table);
  if (!levels.ok) return levels;
  const effects = new Float64Array(table.size);
  const standardErrors = new Float64Array(table.size);
  for (let at = 0; at < table.size; at++) {
    const one = hazardRatioFromInterval(
      ratio.value[at] ?? 0,
      low.value[at] ?? 0,
      high.value[at] ?? 0,
      levels.value[at],
    );
    if (!one.ok) return err({ ...one.error, path: `row ${at + 1}` });
    effects[at] = one.value.effect;
    standardErrors[at] = Math.sqrt(one.value.variance);
  }
  return ok({ effects, standardErrors });
};

const given = (table: StudyTable): Result<Effects> => {
  const byError = table.has("standardError");
  const [effects, errors] = [table.numbers("effect"), table.numbers(byError ? "standardError" : "variance")];
  if (!effects.ok) return effects;
  if (!errors.ok) return errors;
  return ok({
    effects: effects.value,
    standardErrors: byError ? errors.value : errors.value.map((variance) => Math.sqrt(variance)),
  });
};

const counted = (table: StudyTable, contrast: ContrastMeasure): Result<Effects> => {
  const [a, n1, c, n2] = [
    table.numbers("events1"),
    table.numbers("n1"),
    table.numbers("events2"),
    table.numbers("n2"),
  ];
  if (!a.ok) return a;
  if (!n1.ok) return n1;
  if (!c.ok) return c;
  if (!n2.ok) return n2;
  const others = (events: Float64Array, n: Float64Array) => n.map((all, at) => all - (events[at] ?? 0));
  const made = twoByTwoEffects(
    { a: a.value, b: others(a.value, n1.value), c: c.value, d: others(c.value, n2.value) },
    contrast,
    { to: "only0" },
  );
  if (!made.ok) return made;
  return ok({
    effects: made.value.effects,
    standardErrors: made.value.variances.map((variance) => Math.sqrt(variance)),
  });
};

const fromArms = (
  table: StudyTable,
  studies: readonly string[],
  contrast: ContrastMeasure,
): Result<NetworkContrasts> => {
  const treatments = table.texts("treatment1") ?? [];
  const n = table.numbers("n");
  if (!n.ok) return n;
  if (table.has("mean", "sd")) return fromMeans(table, studies, treatments, n.value);
  const events = table.numbers("events");
  if (!events.ok) return events;
  const made = pairwiseComparisons(
    { studies, treatments, events: events.value, patients: n.value },
    ofArms[contrast],
  );
  if (!made.ok) return made;
  return ok({
    comparisons: made.value.comparisons,
    ratio: contrast !== "RD",
    effect: contrastNames[contrast],
    of: "arms",
    leftOut: made.value.leftOut,
  });
};

/** Differences of means of all pairs of arms, each arm with its own variance. */
const fromMeans = (
  table: StudyTable,
  studies: readonly string[],
  treatments: readonly string[],
  n: Float64Array,
): Result<NetworkContrasts> => {
  const [mean, sd] = [table.numbers("mean"), table.numbers("sd")];
  if (!mean.ok) return mean;
  if (!sd.ok) return sd;
  const rows: { study: string; one: number; other: number }[] = [];
  for (const [other, study] of studies.entries())
    for (let one = 0; one < other; one++) if (studies[one] === study) rows.push({ study, one, other });
  const variance = (row: number): number => (sd.value[row] ?? 0) ** 2 / (n[row] ?? 0);
  return ok({
    comparisons: {
      studies: rows.map(({ study }) => study),
      treatments1: rows.map(({ one }) => treatments[one] ?? ""),
      treatments2: rows.map(({ other }) => treatments[other] ?? ""),
      effects: Float64Array.from(rows, ({ one, other }) => (mean.value[one] ?? 0) - (mean.value[other] ?? 0)),
      standardErrors: Float64Array.from(rows, ({ one, other }) => Math.sqrt(variance(one) + variance(other))),
    },
    ratio: false,
    effect: "Mean difference",
    of: "arms",
    leftOut: [],
  });
};
