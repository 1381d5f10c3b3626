import { type LabelTable, type Meaning, type Message, message } from "@erbium/model";
import type { LabelDecision } from "./label-table.ts";

/**
 * A decision of a label in words. A row that asks for nothing is a note; nothing is said where no row speaks.
 *
 * @param condition  what the decision was made under
 * @param dose       the next dose in words, where the row changes it
 */
export const verdictMeaning = (
  decision: LabelDecision,
  table: LabelTable,
  condition: Message | null = null,
  dose: string | null = null,
): readonly Meaning[] => {
  if (decision.kind === "no-row") return [];
  const base = { rule: table.id, agencies: table.agencies };
  if (decision.kind === "undecided")
    return [
      {
        ...base,
        code: "label-open",
        weight: "open",
        message: message("monitor.label-open", {
          label: table.title,
          missing: decision.missing.map((name) => message(`monitor.input.${name}`).text).join(", "),
          possible: decision.possible.map((rule) => rule.words).join("; "),
        }),
        status: "verified",
        sources: [],
      },
    ];
  const { rule, then, status, sources } = decision.verdict;
  const action = then.action ?? "continue";
  const parts = [
    then.weeks === undefined ? null : message("monitor.weeks", { weeks: then.weeks }).text,
    then.until === undefined ? null : message("monitor.until", { until: then.until }).text,
    dose === null ? null : message("monitor.next-dose", { dose }).text,
    then.repeatWeeks === undefined ? null : message("monitor.repeat", { weeks: then.repeatWeeks }).text,
    condition?.text ?? null,
  ].filter((part) => part !== null);
  return [
    {
      ...base,
      rule: `${table.id}/${rule.id}`,
      code: `label-${action}`,
      weight: action === "continue" && then.repeatWeeks === undefined ? "note" : "act",
      message: message("monitor.label", {
        label: table.title,
        action: message(`monitor.action.${action}`).text,
        because: rule.words,
        more: parts.map((part) => `; ${part}`).join(""),
      }),
      status,
      sources,
    },
  ];
};
