import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { ConflictCard } from "@erbium/model";
import { byKeys } from "./order.ts";

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
 * a therapy considered in a tumour the disagreement is about.
 */
export const conflictsOf = (touched: Touched, knowledge: KnowledgeIndex): readonly ConflictCard[] =>
  knowledge.bundle.conflicts
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
      concerns: [
        ...one.concerns.keys,
        ...one.concerns.therapies,
        ...one.concerns.tumours,
        ...one.concerns.rules,
        ...one.concerns.approvals,
      ],
    }));
