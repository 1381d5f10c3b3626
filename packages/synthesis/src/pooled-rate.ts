import type { Outcome } from "@erbium/model";
import { proportionInterval } from "@erbium/stats";
import { type Certainty, certaintyOf } from "./certainty.ts";
import type { Question } from "./question.ts";
import { fitRate, type RateFit } from "./rate-fit.ts";
import { selectRows } from "./select.ts";
import type { LeftOut, StudyKnowledge, StudyRow } from "./study-row.ts";

/** One arm of a pool, with its own exact interval. Rates are percent. */
export interface RateArm extends StudyRow {
  readonly events: number;
  readonly patients: number;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface PooledRate {
  readonly question: Question;
  readonly arms: readonly RateArm[];
  readonly left: readonly LeftOut[];
  readonly studies: number;
  readonly events: number;
  readonly patients: number;
  /** null where the stratum is too thin: `thin` says why */
  readonly fit: RateFit | null;
  readonly thin: string | null;
  readonly certainty: Certainty;
}

/**
 * The pooled rate that answers a question: patients counted once, one data cut a study, the arms that came in
 * and the rows that stayed out with their reasons.
 *
 * @param indirect why the pooled patients are not quite those asked about, for the certainty
 */
export const pooledRate = (
  question: Question,
  knowledge: StudyKnowledge,
  {
    isPublic,
    indirect = null,
  }: { readonly isPublic?: (row: Outcome) => boolean; readonly indirect?: string | null } = {},
): PooledRate => {
  const { chosen, left } = selectRows(question, knowledge, isPublic);
  const arms = chosen.flatMap(armOf);
  const studies = new Set(arms.map(({ study }) => study.id)).size;
  const fitted =
    studies < 2
      ? null
      : fitRate(
          Float64Array.from(arms, (one) => one.events),
          Float64Array.from(arms, (one) => one.patients),
        );
  const fit = fitted?.ok ? fitted.value : null;
  return {
    question,
    arms,
    left,
    studies,
    events: arms.reduce((sum, { events }) => sum + events, 0),
    patients: arms.reduce((sum, { patients }) => sum + patients, 0),
    fit,
    thin:
      studies === 0
        ? "no study answers this question with counts"
        : studies === 1
          ? "one study alone: nothing to pool"
          : fitted?.ok === false
            ? fitted.error.message
            : null,
    certainty: certaintyOf({
      design: "arms",
      studies,
      heterogeneity: fit === null ? null : fit.heterogeneity,
      halfWidth: fit === null ? null : (fit.high - fit.low) / 2,
      indirect,
      judged: question.judged,
      contributions: arms.map(({ study, patients }) => ({ study, share: patients })),
    }),
  };
};

const armOf = (one: StudyRow): RateArm[] => {
  const { responders, n } = one.row;
  if (responders === null || n === null) return [];
  const interval = proportionInterval(responders, n, "CP");
  if (!interval.ok) return [];
  const { estimate, low, high } = interval.value;
  return [
    { ...one, events: responders, patients: n, estimate: 100 * estimate, low: 100 * low, high: 100 * high },
  ];
};
