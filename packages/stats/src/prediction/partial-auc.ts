import { err, ok, type Result } from "@erbium/model";
import type { RocCurve } from "./roc.ts";

export interface PartialAuc {
  readonly area: number;
  /** 1/2 for a worthless and 1 for a perfect score: (1 + (area - chance) / (most - chance)) / 2 (McClish) */
  readonly standardised: number;
}

/**
 * Area under a stretch of the ROC curve: between two specificities, or between two sensitivities (then the area
 * beside the curve, of specificity over sensitivity). The curve is joined by straight lines.
 *
 * @param from, to bounds of the stretch, 0 to 1, in any order
 * @source McClish 1989, Med Decis Making 9:190; Jiang, Metz and Nishikawa 1996, Radiology 201:745
 */
export const partialAuc = (
  curve: RocCurve,
  along: "specificity" | "sensitivity",
  from: number,
  to: number,
): Result<PartialAuc> => {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  if (!(low >= 0 && high <= 1 && low < high))
    return err({
      code: "not-a-stretch",
      message: `from ${from} to ${to} is not a stretch between 0 and 1`,
      remedy: "give two different bounds between 0 and 1",
    });
  const [x, y] =
    along === "specificity" ? [curve.specificity, curve.sensitivity] : [curve.sensitivity, curve.specificity];
  let area = 0;
  for (let at = 1; at < x.length; at++) {
    // Along the curve x moves one way only; which way does not matter to the area.
    const forward = x[at - 1]! <= x[at]!;
    const [x0, y0] = forward ? [x[at - 1]!, y[at - 1]!] : [x[at]!, y[at]!];
    const [x1, y1] = forward ? [x[at]!, y[at]!] : [x[at - 1]!, y[at - 1]!];
    const a = Math.max(x0, low);
    const b = Math.min(x1, high);
    if (!(a < b)) continue;
    const heightAt = (value: number): number => y0 + ((y1 - y0) * (value - x0)) / (x1 - x0);
    area += ((heightAt(a) + heightAt(b)) / 2) * (b - a);
  }
  const most = high - low;
  const chance = most * (1 - (low + high) / 2);
  return ok({ area, standardised: (1 + (area - chance) / (most - chance)) / 2 });
};
