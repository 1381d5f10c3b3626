import { type GuidelineTable, testVocabulary } from "@erbium/model";
import { parseTable } from "@erbium/rules";
import { openParsedTable, type Table } from "./tables.ts";

/**
 * A table of a guideline, so that a model may ask it instead of repeating its limits.
 *
 * @throws Error when the guideline is not there or does not parse: both ship with the program
 */
export const openGuideline = (guidelines: readonly GuidelineTable[], id: string): Table => {
  const found = guidelines.find((table) => table.id === id);
  if (found?.hit === undefined) throw new Error(`there is no guideline table "${id}" to evaluate`);
  const rules = found.rules.flatMap(({ id: rule, when, then }) =>
    when === undefined || then === undefined ? [] : [{ id: rule, when, then }],
  );
  const { hit } = found;
  return openParsedTable(id, rules, () => parseTable({ id, hit, rules }, testVocabulary));
};
