import type { Refusal } from "@erbium/model";
import type { PairwiseMeasure } from "./measures.ts";
import { plainName } from "./roles.ts";
import type { StudyTable } from "./study-table.ts";

/** Names of columns that say nothing of the scale: an estimate may be a ratio or its logarithm. */
const anyScale = /^(?:estimate|effect|es|effectsize)$/;
const ratios: readonly PairwiseMeasure[] = ["OR", "RR", "HR"];

/** Why the finished effects of a table may be on another scale than they are pooled on; null where that is clear. */
export const scaleUnknown = (table: StudyTable, measure: PairwiseMeasure): Refusal | null => {
  const effects = table.numbers("effect");
  const column = table.roles.get("effect") ?? "";
  // what can not be read is refused where it is
  if (!effects.ok) return null;
  if (
    ratios.includes(measure) &&
    !table.chosen.has("effect") &&
    anyScale.test(plainName(column)) &&
    effects.value.every((one) => one > 0)
  )
    return {
      code: "scale-unknown",
      path: column,
      message: `the numbers of "${column}" may be ratios or their logarithms`,
      remedy: `logarithms: --columns effect=${column}; ratios: give their intervals, or the logarithms`,
    };
  if (measure === "RD" && effects.value.some((one) => Math.abs(one) > 1))
    return {
      code: "scale-unknown",
      path: column,
      message: `a risk difference lies between -1 and 1; "${column}" seems to hold percentage points`,
      remedy: "divide the differences and their errors by 100",
    };
  return null;
};
