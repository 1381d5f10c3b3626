import { ok } from "@erbium/model";
import { z } from "zod";
import { defineModel } from "../frame/model.ts";
import { decidedOr, decideLabel, labelTable, type ObservedFacts } from "./label-table.ts";
import { lvefFall } from "./lvef-models.ts";
import { otherRows, verdictWarnings } from "./verdict-warnings.ts";

const terms = {
  "ejection fraction decreased": "ctcae.ejection-fraction",
  diarrhoea: "ctcae.diarrhoea",
  pneumonitis: "ctcae.pneumonitis",
} as const;

const yes = z.boolean().optional();

/**
 * Grades of the adverse events that labels act on, each by the version of CTCAE it was read in. Without `term`
 * an ejection fraction is graded. 50 % lies inside grade 2; a fall is in percentage points.
 *
 * @source knowledge/monitoring/heart.yaml
 */
export const ctcae = defineModel({
  id: "ctcae",
  input: z.strictObject({
    term: z.enum(Object.keys(terms) as (keyof typeof terms)[]).optional(),
    baseline: z.number().min(0).max(100).optional().describe("ejection fraction before treatment, %"),
    current: z.number().min(0).max(100).optional().describe("ejection fraction now, %"),
    stools_over_baseline: z.number().min(0).max(1000).optional().describe("stools a day above the baseline"),
    hospitalised: yes,
    life_threatening: yes,
    symptomatic: yes,
    oxygen_needed: yes,
    died: yes,
  }),
  example: { baseline: 65, current: 54 },
  evaluate: (given, { knowledge }) => {
    const table = labelTable(knowledge.labelTables, terms[given.term ?? "ejection fraction decreased"]);
    const facts: ObservedFacts = {
      lvefPercent: given.current,
      lvefFallPoints:
        given.baseline === undefined || given.current === undefined
          ? undefined
          : lvefFall(given.baseline, given.current),
      stoolsOverBaseline: given.stools_over_baseline,
      hospitalised: given.hospitalised,
      lifeThreatening: given.life_threatening,
      symptomatic: given.symptomatic,
      oxygenNeeded: given.oxygen_needed,
      died: given.died,
    };
    const inputs: Readonly<Record<string, string>> = {
      lvefPercent: "current",
      lvefFallPoints: given.current === undefined ? "current" : "baseline",
      stoolsOverBaseline: "stools_over_baseline",
      lifeThreatening: "life_threatening",
      oxygenNeeded: "oxygen_needed",
    };
    const found = decidedOr(decideLabel(table, facts), table, (name) => inputs[name] ?? name);
    if (!found.ok) return found;
    const { rule, then } = found.value;
    return ok({
      values: {
        value: then.grade,
        grade: then.grade,
        version: table.ctcae ?? null,
        because: rule.words,
        rule: `${table.id}/${rule.id}`,
      },
      class: then.answer ?? null,
      warnings: verdictWarnings(found.value),
      wouldChange: otherRows(found.value),
    });
  },
});
