import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { byKeys, type ConflictCard, type PartialDate } from "@erbium/model";
import { held } from "./held.ts";

/** What of the case a conflict may touch. */
export interface Touched {
  readonly tumour: string;
  readonly keys: ReadonlySet<string>;
  readonly therapies: ReadonlySet<string>;
  /** ids of approvals that were judged, and of rules that fired, with their tables */
  readonly approvals: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
}

/**
 * Disagreements between sources that touch this case: by an alteration, a rule or an approval in play, or by
 * a therapy considered in a tumour the disagreement is about; none that began after the day or was settled before it.
 */
export const conflictsOf = (
  touched: Touched,
  knowledge: KnowledgeIndex,
  asOf: PartialDate,
): readonly ConflictCard[] =>
  knowledge.bundle.conflicts
    .flatMap((one) => {
      const inForce = held(one, asOf, knowledge);
      return inForce === null ? [] : [{ ...one, inForce }];
    })
    .filter(({ concerns }) => {
      const here =
        concerns.tumours.length === 0 ||
        concerns.tumours.some((code) => knowledge.tumourIs(touched.tumour, code));
      if (!here) return false;
      const { keys, rules, approvals, therapies } = concerns;
      if ([keys, rules, approvals, therapies].every((list) => list.length === 0))
        return concerns.tumours.length > 0;
      if (keys.some((key) => touched.keys.has(key)) || approvals.some((id) => touched.approvals.has(id)))
        return true;
      if (
        rules.some((id) =>
          [...touched.rules].some(
            (rule) => rule === id || rule.endsWith(`/${id}`) || rule.startsWith(`${id}/`),
          ),
        )
      )
        return true;
      return keys.length === 0 && therapies.some((id) => touched.therapies.has(id));
    })
    .sort(
      byKeys(
        (one) => (one.severity === "high" ? 0 : 1),
        (one) => one.id,
      ),
    )
    .map((one) => ({
      id: one.id,
      question: one.question,
      positions: one.positions,
      use: one.use,
      moderators: one.moderators,
      inForce: one.inForce,
      concerns: [
        ...one.concerns.keys,
        ...one.concerns.therapies,
        ...one.concerns.tumours,
        ...one.concerns.rules,
        ...one.concerns.approvals,
      ],
    }));
