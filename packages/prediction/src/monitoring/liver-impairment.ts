import type { Case, LabelTable, Meaning } from "@erbium/model";
import { decideLabel } from "./label-table.ts";
import { byWeight } from "./timeline.ts";
import { verdictMeaning } from "./verdict-meaning.ts";

/** What labels say of beginning with an impaired liver; where they part, they stand side by side. */
export const liverImpairment = (
  given: Case,
  therapies: readonly string[],
  tables: readonly LabelTable[],
): readonly Meaning[] => {
  const childPugh = given.patient?.childPugh;
  if (childPugh === undefined) return [];
  return byWeight(
    tables
      .filter(
        (table) => table.topic === "liver impairment" && table.therapies.some((id) => therapies.includes(id)),
      )
      .flatMap((table) => {
        const decision = decideLabel(table, { childPugh });
        const dose = decision.kind === "decided" ? decision.verdict.then.dose : undefined;
        return verdictMeaning(decision, table, null, typeof dose === "number" ? String(dose) : null);
      }),
  );
};
