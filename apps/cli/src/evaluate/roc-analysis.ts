import { err, ok, type Result } from "@erbium/model";
import type { RocCurve } from "@erbium/stats";
import { adjusted, type ComparedAreas, pairedComparisons, unpairedComparisons } from "./auc-comparisons.ts";
import type { Patients, Score } from "./patients.ts";
import type { Question } from "./question.ts";
import { type ScoreRoc, scoreRoc } from "./roc.ts";

/** Some of the patients, all of them or one group. */
export interface Stratum {
  /** null of all patients */
  readonly group: string | null;
  readonly outcome: Uint8Array;
  readonly scores: readonly Score[];
}

interface StratumRoc {
  readonly group: string | null;
  readonly patients: number;
  readonly cases: number;
  readonly scores: readonly ScoreRoc[];
}

export interface RocAnalysis {
  readonly strata: readonly StratumRoc[];
  /** curves of each stratum's scores, in their order */
  readonly curves: readonly (readonly RocCurve[])[];
  readonly paired: readonly ComparedAreas[];
  readonly unpaired: readonly ComparedAreas[];
  readonly notes: readonly string[];
}

const MOST_GROUPS = 20;

/** All patients as one, or each group by itself; a group without cases or without controls is left out and named. */
export const strataOf = (
  patients: Patients,
): Result<{ readonly strata: readonly Stratum[]; readonly notes: readonly string[] }> => {
  const { classes, scores, groups } = patients;
  if (groups === null) return ok({ strata: [{ group: null, outcome: classes, scores }], notes: [] });
  const rowsOf = new Map<string, number[]>();
  groups.of.forEach((group, row) => {
    const rows = rowsOf.get(group);
    if (rows === undefined) rowsOf.set(group, [row]);
    else rows.push(row);
  });
  if (rowsOf.size > MOST_GROUPS)
    return err({
      code: "too-many-groups",
      path: "--group",
      message: `${groups.column} holds ${rowsOf.size} groups`,
      remedy: `name a column with at most ${MOST_GROUPS}`,
    });
  const notes: string[] = [];
  const strata: Stratum[] = [];
  for (const group of [...rowsOf.keys()].sort()) {
    const rows = rowsOf.get(group) ?? [];
    const outcome = Uint8Array.from(rows, (row) => classes[row] ?? 0);
    if (outcome.every((one) => one === outcome[0])) {
      notes.push(
        `${groups.column} ${group} is left out: all ${rows.length} are ${outcome[0] === 1 ? "cases" : "controls"}`,
      );
      continue;
    }
    strata.push({
      group,
      outcome,
      scores: scores.map((score) => ({
        ...score,
        values: Float64Array.from(rows, (row) => score.values[row] ?? Number.NaN),
      })),
    });
  }
  if (strata.length === 0)
    return err({
      code: "one-outcome",
      path: "--group",
      message: "no group has cases and controls",
      remedy: "leave out --group, or name coarser groups",
    });
  return ok({ strata, notes });
};

/** Curves, areas and thresholds of every score in every stratum, with the tests between them. */
export const rocAnalysis = (
  strata: readonly Stratum[],
  question: Pick<Question, "level" | "thresholds" | "partial">,
): Result<RocAnalysis> => {
  const { level } = question;
  const results: StratumRoc[] = [];
  const curves: RocCurve[][] = [];
  for (const { group, outcome, scores } of strata) {
    const drawn: RocCurve[] = [];
    const rocs: ScoreRoc[] = [];
    for (const { name, values, direction } of scores) {
      const one = scoreRoc(name, { outcome, score: values }, direction, question);
      if (!one.ok) return err({ ...one.error, path: group === null ? name : `${name}, ${group}` });
      drawn.push(one.value.curve);
      rocs.push(one.value.roc);
    }
    curves.push(drawn);
    const cases = outcome.reduce((sum, one) => sum + one, 0);
    results.push({ group, patients: outcome.length, cases, scores: rocs });
  }
  const directed = ({ outcome }: Stratum, { name, direction, values }: Score) => ({
    name,
    direction,
    outcome,
    score: values,
  });
  const paired = adjusted(
    strata.flatMap((stratum) =>
      pairedComparisons(
        stratum.scores.map((score) => directed(stratum, score)),
        stratum.group ?? "",
        level,
      ),
    ),
  );
  const unpaired = adjusted(
    (strata[0]?.scores ?? []).flatMap((_, at) =>
      unpairedComparisons(
        strata.flatMap((stratum) => {
          const score = stratum.scores[at];
          return score === undefined || stratum.group === null
            ? []
            : [{ group: stratum.group, data: directed(stratum, score) }];
        }),
        level,
      ),
    ),
  );
  return ok({
    strata: results,
    curves,
    paired,
    unpaired,
    notes: [
      ...results.flatMap(({ group, scores }) =>
        scores.flatMap(({ notes }) => notes.map((note) => (group === null ? note : `${group}: ${note}`))),
      ),
      "the best threshold was found in the patients in whom it is tested: in others it does worse",
    ],
  });
};
