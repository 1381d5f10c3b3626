import { type DoseLadder, err, ok, type Result } from "@erbium/model";

/** The next dose, or that there is none below. */
export type NextDose = { readonly kind: "dose"; readonly dose: number } | { readonly kind: "stop" };

const same = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;

/** Is the dose a level of this ladder? */
export const isLevel = (ladder: DoseLadder, dose: number): boolean =>
  ladder.levels.some((level) => same(level, dose));

/**
 * The dose after an event: the one before it, or one level lower. Below the last level the medicine is stopped.
 *
 * @param current  a level of the ladder, in its unit
 * @returns the dose, or a refusal for a dose that is no level
 */
export const nextDose = (
  ladder: DoseLadder,
  current: number,
  step: "same" | "next lower",
): Result<NextDose> => {
  const at = ladder.levels.findIndex((level) => same(level, current));
  const level = ladder.levels[at];
  if (level === undefined)
    return err({
      code: "invalid-value",
      message: `${current} is no dose level of ${ladder.therapy}`,
      path: "current",
      remedy: `the levels are ${ladder.levels.map((one) => written(ladder, one)).join(", ")} ${ladder.unit}`,
    });
  if (step === "same") return ok({ kind: "dose", dose: level });
  const lower = ladder.levels[at + 1];
  return ok(lower === undefined ? { kind: "stop" } : { kind: "dose", dose: lower });
};

/** A dose as labels print it: "3.0", "240". */
export const written = ({ decimals }: DoseLadder, dose: number): string => dose.toFixed(decimals);
