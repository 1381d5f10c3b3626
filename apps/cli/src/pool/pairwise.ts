import { ok, type Result } from "@erbium/model";
import { pool } from "@erbium/stats";
import { asymmetryOf } from "./asymmetry.ts";
import { studyInfluence } from "./influence.ts";
import { effectsFrom, type PairwiseMeasure, unitOf } from "./measures.ts";
import { moderatorAnalysis } from "./moderators.ts";
import { type PairwiseModel, pairwiseModel } from "./pairwise-model.ts";
import type { PairwiseResult } from "./pairwise-result.ts";
import { cumulativeSteps, withoutEach } from "./sequence.ts";
import type { StudyTable } from "./study-table.ts";
import { subgroupPools } from "./subgroups.ts";

export interface PairwiseOptions {
  readonly method?: string;
  readonly test?: string;
  readonly level: number;
  readonly subgroup?: string;
  readonly moderators?: string;
  readonly cumulative?: boolean;
  readonly leaveOneOut?: boolean;
  readonly influence?: boolean;
  readonly bias?: boolean;
}

/** Pools a table of studies by one measure, with whatever else is asked of the same studies. */
export const poolPairwise = (
  table: StudyTable,
  measure: PairwiseMeasure,
  options: PairwiseOptions,
): Result<PairwiseResult> => {
  const effects = effectsFrom(table, measure);
  if (!effects.ok) return effects;
  const read = pairwiseModel(effects.value, measure, options);
  if (!read.ok) return read;
  const model = read.value;
  const labels = labelsOf(table);
  const main = model.fit(labels.map((_, row) => row));
  if (!main.ok) return main;
  const groups = options.subgroup === undefined ? null : subgroupPools(table, options.subgroup, model);
  if (groups !== null && !groups.ok) return groups;
  const influence = options.influence ? studyInfluence(effects.value, labels, model.options) : ok([]);
  if (!influence.ok) return influence;
  const moderators =
    options.moderators === undefined
      ? ok(null)
      : moderatorAnalysis(table, options.moderators, effects.value, measure, model.options);
  if (!moderators.ok) return moderators;
  const weights = weightsOf(model, effects.value);
  return ok({
    measure,
    unit: unitOf[measure],
    k: table.size,
    level: options.level,
    ...main.value,
    studies: labels.map((study, row) => ({
      study,
      counts: effects.value.counts[row] ?? "",
      weight: weights?.[row] ?? null,
      ...model.alone(row),
      effect: effects.value.effects[row] ?? Number.NaN,
      standardError: Math.sqrt(effects.value.variances[row] ?? Number.NaN),
    })),
    subgroups: groups?.value.subgroups ?? [],
    betweenSubgroups: groups?.value.between ?? null,
    cumulative: options.cumulative ? cumulativeSteps(model, table, labels) : null,
    leaveOneOut: options.leaveOneOut ? withoutEach(model, labels) : [],
    influence: influence.value,
    moderators: moderators.value,
    asymmetry: options.bias ? asymmetryOf(effects.value, measure, model.options) : null,
    notes: [
      ...(effects.value.notes ?? []),
      ...notesOf(table.size, model, options),
      ...(groups?.value.notes ?? []),
    ],
  });
};

const labelsOf = (table: StudyTable): readonly string[] =>
  table.texts("study") ?? Array.from({ length: table.size }, (_, at) => `study ${at + 1}`);

/** Shares of the pool; none where the model has no weights. */
const weightsOf = (
  { exact, options }: PairwiseModel,
  { effects, variances }: { readonly effects: Float64Array; readonly variances: Float64Array },
): Float64Array | null => {
  if (exact) return null;
  const fit = pool(effects, variances, options);
  if (!fit.ok) return null;
  const whole = fit.value.weights.reduce((sum, one) => sum + one, 0);
  return fit.value.weights.map((one) => one / whole);
};

const notesOf = (k: number, { exact, options }: PairwiseModel, asked: PairwiseOptions): string[] => [
  ...(exact || options.test !== "hartung-knapp" || k >= 5
    ? []
    : [`with ${k} studies the Hartung-Knapp interval is very wide; --test z gives the normal one`]),
  ...(asked.bias && k < 10
    ? ["fewer than 10 studies: tests of asymmetry say little (Sterne 2011, BMJ 343:d4002)"]
    : []),
  ...(exact && (asked.influence || asked.bias || asked.moderators !== undefined)
    ? [
        `influence, asymmetry and moderators are computed on logits by inverse variance (${options.method}), since the binomial-normal model has no weights`,
      ]
    : []),
  ...(asked.moderators !== undefined && k < 10
    ? ["fewer than 10 studies: a meta-regression is easily overfitted"]
    : []),
];
