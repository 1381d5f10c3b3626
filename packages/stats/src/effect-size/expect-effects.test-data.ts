import type { Result } from "@erbium/model";
import { expect } from "vitest";
import type { Effects } from "./effects.ts";

/** Effects and variances to twelve digits; not-a-number where the reference has none. */
export const expectEffects = (
  got: Result<Effects>,
  effects: readonly number[],
  variances: readonly number[],
  relative = 1e-12,
): void => {
  if (!got.ok) throw new Error(got.error.message);
  for (const [column, wanted] of [
    [got.value.effects, effects],
    [got.value.variances, variances],
  ] as const) {
    expect(column).toHaveLength(wanted.length);
    for (const [i, one] of wanted.entries())
      if (Number.isNaN(one)) expect(column[i]).toBeNaN();
      else expect(Math.abs(column[i]! - one), `${column[i]}`).toBeLessThanOrEqual(relative * Math.abs(one));
  }
};
