import type { Message } from "@erbium/model";
import { warning } from "../frame/prediction.ts";
import type { LabelVerdict } from "./label-table.ts";

/** What is to be known of a verdict: that its row was not seen in a source, and whom its table is for. */
export const verdictWarnings = ({ status, rule, table }: LabelVerdict): readonly Message[] => [
  ...(status === "recalled" ? [warning("unconfirmed", `no source was seen for: ${rule.words}`)] : []),
  ...(table.note === undefined ? [] : [warning("scope", table.note)]),
];

/** The rows of the table that were not met: any of them would change the answer. */
export const otherRows = ({ rule, table }: LabelVerdict): readonly string[] =>
  table.rules.filter((other) => other !== rule).map(({ words }) => words);
