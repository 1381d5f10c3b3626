import { type DoseLadder, err, type LabelTable, ok, type Result } from "@erbium/model";
import { type Answer, warning } from "../frame/prediction.ts";
import { written } from "./dose-ladder.ts";
import { decideLabel } from "./label-table.ts";

/** What labels make of hepatic impairment before treatment; the first table decides, others stand beside it. */
export const startingDose = (
  tables: readonly LabelTable[],
  therapy: string,
  childPugh: string,
  ladder: DoseLadder,
): Result<Answer> => {
  const told = tables
    .filter(({ topic, therapies }) => topic === "liver impairment" && therapies.includes(therapy))
    .toSorted((a, b) => Number(b.agencies.includes("FDA")) - Number(a.agencies.includes("FDA")))
    .flatMap((table) => {
      const decision = decideLabel(table, { childPugh });
      return decision.kind === "decided" ? [decision.verdict] : [];
    });
  const [first, ...others] = told;
  if (first === undefined)
    return err({
      code: "no-rule",
      message: `nothing is recorded of ${therapy} in hepatic impairment of class ${childPugh}`,
      path: "child_pugh",
      remedy: "read the label",
    });
  const { dose, action } = first.then;
  const value = typeof dose === "number" ? written(ladder, dose) : (first.then.answer ?? null);
  return ok({
    values: {
      value,
      action: action ?? null,
      dose: typeof dose === "number" ? dose : null,
      unit: ladder.unit,
      until: null,
      rule: `${first.table.id}/${first.rule.id}`,
      because: first.rule.words,
      agencies: first.table.agencies,
      ctcae: null,
    },
    class: action ?? null,
    warnings: others
      .filter((other) => other.then.action !== action || other.then.dose !== dose)
      .map((other) =>
        warning("labels-differ", `${other.table.title}: ${other.then.answer}`, {
          table: other.table.id,
        }),
      ),
  });
};
