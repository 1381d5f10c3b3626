import type { DoseLadder, LabelOutcome } from "@erbium/model";

const same = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;

/** Is the dose a level of this ladder? */
export const isLevel = (ladder: DoseLadder, dose: number): boolean =>
  ladder.levels.some((level) => same(level, dose));

/**
 * The next dose: a stated one, the one before, or one level lower.
 *
 * @param current  a level of the ladder, in its unit
 * @returns the dose; null below the last level, where the medicine is stopped
 * @throws Error for a dose that is no level: ask `isLevel` first
 */
export const nextDose = (
  ladder: DoseLadder,
  current: number,
  step: NonNullable<LabelOutcome["dose"]>,
): number | null => {
  if (typeof step === "number") return step;
  const at = ladder.levels.findIndex((level) => same(level, current));
  if (at === -1) throw new Error(`${current} is no level of the ladder ${ladder.id}`);
  return ladder.levels[step === "same" ? at : at + 1] ?? null;
};

/** A dose as labels print it: "3.0", "240". */
export const written = ({ decimals }: DoseLadder, dose: number): string => dose.toFixed(decimals);
