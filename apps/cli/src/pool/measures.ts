import { err, ok, type Result } from "@erbium/model";
import {
  type Effects,
  hazardRatioFromInterval,
  proportionEffects,
  type TwoByTwo,
  twoByTwoEffects,
  twoMeanEffects,
  waldInterval,
} from "@erbium/stats";
import { scaleUnknown } from "./effect-scale.ts";
import { hazardRatios } from "./hazard-ratios.ts";
import { intervalLevels } from "./interval-level.ts";
import { columnsFor } from "./needs.ts";
import type { Role } from "./roles.ts";
import type { StudyTable } from "./study-table.ts";

export const pairwiseMeasures = ["OR", "RR", "RD", "MD", "SMD", "HR", "PROP"] as const;
export type PairwiseMeasure = (typeof pairwiseMeasures)[number];

/** Ratios are pooled as logarithms and shown as ratios; rates as logits, shown as percent. */
export const shown: Readonly<Record<PairwiseMeasure, (value: number) => number>> = {
  OR: Math.exp,
  RR: Math.exp,
  HR: Math.exp,
  RD: (value) => 100 * value,
  MD: (value) => value,
  SMD: (value) => value,
  PROP: (logit) => 100 / (1 + Math.exp(-logit)),
};

export const unitOf: Readonly<Record<PairwiseMeasure, string>> = {
  OR: "odds ratio",
  RR: "risk ratio",
  HR: "hazard ratio",
  RD: "% points",
  MD: "difference",
  SMD: "SD",
  PROP: "%",
};

/** The scale of analysis by name, as a meta-regression and a funnel plot show it. */
export const analysisScale: Readonly<Record<PairwiseMeasure, string>> = {
  OR: "log odds ratio",
  RR: "log risk ratio",
  HR: "log hazard ratio",
  RD: "risk difference",
  MD: "difference",
  SMD: "standardised difference",
  PROP: "logit of the proportion",
};

export const isRatio = (measure: PairwiseMeasure): boolean =>
  measure === "OR" || measure === "RR" || measure === "HR";

/** Effects on the scale of analysis with what stands behind each, from whatever columns the table has. */
export interface StudyEffects extends Effects {
  readonly counts: readonly string[];
  /** events and patients of one group */
  readonly counted: { readonly events: Float64Array; readonly n: Float64Array } | null;
  /** events and others of two groups */
  readonly tables: TwoByTwo | null;
  /** what a reader of the pool must know of how these were read */
  readonly notes?: readonly string[];
}

/** Reads the columns that a measure needs, the set that {@link columnsFor} found. */
export const effectsFrom = (table: StudyTable, measure: PairwiseMeasure): Result<StudyEffects> => {
  if (measure === "PROP") return proportions(table);
  const roles = new Set<Role>(columnsFor(table, measure) ?? []);
  const unknown = roles.has("effect") ? scaleUnknown(table, measure) : null;
  if (unknown !== null) return err(unknown);
  if (measure === "HR") return hazardRatios(table);
  if (roles.has("effect")) return roles.has("low") ? bounded(table) : given(table);
  if (roles.has("ratio")) return ratios(table);
  return measure === "MD" || measure === "SMD" ? means(table, measure) : counts(table, measure);
};

const proportions = (table: StudyTable): Result<StudyEffects> => {
  const n = table.numbers("n");
  const events =
    table.has("events") || !table.has("rate") || !n.ok ? table.numbers("events") : fromRates(table, n.value);
  if (!events.ok) return events;
  if (!n.ok) return n;
  const effects = proportionEffects(events.value, n.value, "PLO");
  if (!effects.ok) return effects;
  return ok({
    ...effects.value,
    counts: Array.from(events.value, (x, at) => `${x} of ${n.value[at]}`),
    counted: { events: events.value, n: n.value },
    tables: null,
  });
};

/** Whole events from a printed rate in percent: the count that rounds to it; where none does, it is no rate of them. */
const fromRates = (table: StudyTable, n: Float64Array): Result<Float64Array> => {
  const rates = table.numbers("rate");
  if (!rates.ok) return rates;
  const share = table.isShare("rate") ? 1 : 100;
  const events = rates.value.map((rate, at) => Math.round((rate / share) * (n[at] ?? 0)));
  // a rate is printed to a tenth or a whole percent: half a unit of the last place, and a patient's worth of it
  const at = events.findIndex(
    (x, row) => Math.abs((100 * x) / (n[row] ?? 1) - (100 * (rates.value[row] ?? 0)) / share) > 0.5,
  );
  return at < 0
    ? ok(events)
    : err({
        code: "no-such-rate",
        path: `row ${at + 1}`,
        message: `${rates.value[at]} is no rate of ${n[at]} patients`,
        remedy: "give the events, or correct the rate or its denominator",
      });
};

/** Differences with an interval symmetrical about them. */
const bounded = (table: StudyTable): Result<StudyEffects> => {
  const [effects, low, high] = [table.numbers("effect"), table.numbers("low"), table.numbers("high")];
  if (!effects.ok) return effects;
  if (!low.ok) return low;
  if (!high.ok) return high;
  const levels = intervalLevels(table);
  if (!levels.ok) return levels;
  const at = effects.value.findIndex(
    (effect, row) => !((low.value[row] ?? 0) < effect && effect < (high.value[row] ?? 0)),
  );
  if (at >= 0)
    return err({
      code: "outside-interval",
      path: `row ${at + 1}`,
      message: `${effects.value[at]} does not lie within ${low.value[at]} to ${high.value[at]}`,
      remedy: "correct the row",
    });
  return ok({
    effects: effects.value,
    variances: effects.value.map(
      (_, row) =>
        (((high.value[row] ?? 0) - (low.value[row] ?? 0)) / (2 * halfWidth(levels.value[row]))) ** 2,
    ),
    ...uncounted(effects.value),
  });
};

/** Standard errors to either side of an estimate that an interval of this coverage takes. */
const halfWidth = (level: number | undefined): number => waldInterval(0, 1, level).high;

const given = (table: StudyTable): Result<StudyEffects> => {
  const effects = table.numbers("effect");
  const errors = table.has("variance") ? table.numbers("variance") : table.numbers("standardError");
  if (!effects.ok) return effects;
  if (!errors.ok) return errors;
  const variances = table.has("variance") ? errors.value : errors.value.map((se) => se * se);
  return ok({ effects: effects.value, variances, ...uncounted(effects.value) });
};

const ratios = (table: StudyTable): Result<StudyEffects> => {
  const read = columnsOf(table, ["ratio", "low", "high"]);
  if (!read.ok) return read;
  const levels = intervalLevels(table);
  if (!levels.ok) return levels;
  const { ratio, low, high } = read.value;
  const effects = new Float64Array(table.size);
  const variances = new Float64Array(table.size);
  for (let at = 0; at < table.size; at++) {
    const one = hazardRatioFromInterval(ratio[at] ?? 0, low[at] ?? 0, high[at] ?? 0, levels.value[at]);
    if (!one.ok) return err({ ...one.error, path: `row ${at + 1}` });
    effects[at] = one.value.effect;
    variances[at] = one.value.variance;
  }
  return ok({ effects, variances, ...uncounted(effects) });
};

const means = (table: StudyTable, measure: "MD" | "SMD"): Result<StudyEffects> => {
  const read = columnsOf(table, ["mean1", "sd1", "n1", "mean2", "sd2", "n2"]);
  if (!read.ok) return read;
  const { mean1, sd1, n1, mean2, sd2, n2 } = read.value;
  const checked = twoMeanEffects({ mean1, sd1, n1, mean2, sd2, n2 }, measure);
  if (!checked.ok) return checked;
  const effects = checked.value;
  const at = effects.effects.findIndex((one) => Number.isNaN(one));
  if (at >= 0)
    return err({
      code: "no-effect",
      path: `row ${at + 1}`,
      message: `the study gives no ${measure}: a group has fewer than two patients or no scatter`,
      remedy: "correct the row, or leave the study out",
    });
  return ok({ ...effects, counts: Array.from(n1, (n, i) => `${n}, ${n2[i]}`), counted: null, tables: null });
};

const counts = (table: StudyTable, measure: "OR" | "RR" | "RD"): Result<StudyEffects> => {
  const whole = table.has("n1", "n2");
  const read = columnsOf(table, ["events1", whole ? "n1" : "others1", "events2", whole ? "n2" : "others2"]);
  if (!read.ok) return read;
  const [a, x1, c, x2] = Object.values(read.value) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const rest = (events: Float64Array, all: Float64Array): Float64Array =>
    whole ? all.map((n, i) => n - (events[i] ?? 0)) : all;
  const tables = { a, b: rest(a, x1), c, d: rest(c, x2) };
  const effects = twoByTwoEffects(tables, measure, { to: "only0" });
  if (!effects.ok) return effects;
  const size = (events: Float64Array, others: Float64Array, i: number): number =>
    (events[i] ?? 0) + (others[i] ?? 0);
  return ok({
    ...effects.value,
    counts: Array.from(a, (x, i) => `${x}/${size(a, tables.b, i)}, ${c[i]}/${size(c, tables.d, i)}`),
    counted: null,
    tables,
  });
};

/** Effects that come finished: nothing is known of the patients behind them. */
const uncounted = (effects: Float64Array): Pick<StudyEffects, "counts" | "counted" | "tables"> => ({
  counts: Array.from(effects, () => ""),
  counted: null,
  tables: null,
});

const columnsOf = <R extends Parameters<StudyTable["numbers"]>[0]>(
  table: StudyTable,
  roles: readonly R[],
): Result<Record<R, Float64Array>> => {
  const read = {} as Record<R, Float64Array>;
  for (const role of roles) {
    const column = table.numbers(role);
    if (!column.ok) return column;
    read[role] = column.value;
  }
  return ok(read);
};
