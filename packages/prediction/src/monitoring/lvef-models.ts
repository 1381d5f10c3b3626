import { type LabelTable, ok, type Result } from "@erbium/model";
import { z } from "zod";
import { type AnyModelDefinition, defineModel } from "../frame/model.ts";
import { type Answer, warning } from "../frame/prediction.ts";
import { settled } from "../frame/settled.ts";
import { decidedOr, decideLabel, labelTable, type ObservedFacts } from "./label-table.ts";
import { otherRows, verdictWarnings } from "./verdict-warnings.ts";

const percent = z.number().min(0).max(100);
const baseline = percent.describe("left ventricular ejection fraction before treatment, %");
const current = percent.describe("the one now, %");

/** The fall in points, free of binary noise. */
export const lvefFall = (before: number, now: number): number => settled(before - now);

/** What other labels of the same medicine say where they say something else. */
const elsewhere = (
  tables: readonly LabelTable[],
  own: LabelTable,
  facts: ObservedFacts,
  action: string | undefined,
) =>
  tables
    .filter((table) => table.topic === own.topic && table.therapies.some((id) => own.therapies.includes(id)))
    .flatMap((table) => {
      const decision = decideLabel(table, facts);
      return decision.kind === "decided" && decision.verdict.then.action !== action
        ? [
            warning(
              "labels-differ",
              `${table.title}: ${decision.verdict.then.action} (${decision.verdict.rule.words})`,
              {
                table: table.id,
              },
            ),
          ]
        : [];
    });

const judged = (
  tables: readonly LabelTable[],
  tableId: string,
  facts: ObservedFacts,
  inputOf: (name: string) => string,
): Result<Answer> => {
  const table = labelTable(tables, tableId);
  const found = decidedOr(decideLabel(table, facts), table, inputOf);
  if (!found.ok) return found;
  const { rule, then } = found.value;
  return ok({
    values: {
      value: then.answer ?? then.action,
      action: then.action,
      repeat_weeks: then.repeatWeeks ?? null,
      until: then.until ?? null,
      fall_points: facts.lvefFallPoints,
      rule: `${table.id}/${rule.id}`,
      because: rule.words,
      agencies: table.agencies,
    },
    class: then.action ?? null,
    warnings: [...verdictWarnings(found.value), ...elsewhere(tables, table, facts, then.action)],
    wouldChange: otherRows(found.value),
  });
};

/**
 * Trastuzumab and the ejection fraction by the label of the United States; the European one is named where it
 * says something else. Falls are percentage points.
 *
 * @source knowledge/monitoring/heart.yaml
 */
const lvefTrastuzumab = defineModel({
  id: "lvef-trastuzumab",
  input: z.strictObject({
    baseline,
    current,
    lln: percent.optional().describe("the institution's lower limit of normal, %"),
  }),
  example: { baseline: 65, current: 49, lln: 50 },
  evaluate: (given, { knowledge }) =>
    judged(
      knowledge.labelTables,
      "trastuzumab.lvef.us",
      {
        lvefPercent: given.current,
        lvefFallPoints: lvefFall(given.baseline, given.current),
        lvefLowerLimitPercent: given.lln,
      },
      (name) => ({ lvefLowerLimitPercent: "lln" })[name] ?? name,
    ),
});

/**
 * Trastuzumab deruxtecan and the ejection fraction by the label of the United States. Falls are percentage points.
 *
 * @source knowledge/monitoring/heart.yaml
 */
const lvefTdxd = defineModel({
  id: "lvef-tdxd",
  input: z.strictObject({
    baseline,
    current,
    symptomatic_chf: z.boolean().optional().describe("symptomatic congestive heart failure"),
  }),
  example: { baseline: 60, current: 45, symptomatic_chf: false },
  evaluate: (given, { knowledge }) =>
    judged(
      knowledge.labelTables,
      "t-dxd.lvef.us",
      {
        lvefPercent: given.current,
        lvefFallPoints: lvefFall(given.baseline, given.current),
        symptomaticHeartFailure: given.symptomatic_chf,
      },
      (name) => ({ symptomaticHeartFailure: "symptomatic_chf" })[name] ?? name,
    ),
});

export const lvefModels: readonly AnyModelDefinition[] = [lvefTrastuzumab, lvefTdxd];
