import { type DoseLadder, err, ok, type Result } from "@erbium/model";
import { isLevel, written } from "./dose-ladder.ts";

/** The ladder that a dose lies on, and others that have it too where nobody gave the first dose. */
interface FoundLadder {
  readonly ladder: DoseLadder;
  readonly others: readonly DoseLadder[];
}

/**
 * The ladder that starts at the stated dose; without one, the first that is not recalled and has the current dose.
 *
 * @param recorded  ladders of any medicine
 * @param current   the dose before the event
 * @param starting  the first dose of all, where it is given
 */
export const ladderOfDose = (
  recorded: readonly DoseLadder[],
  therapy: string,
  current: number,
  starting: number | undefined,
): Result<FoundLadder> => {
  const ladders = recorded.filter((ladder) => ladder.therapy === therapy);
  const fitting = ladders.filter(
    (ladder) => isLevel(ladder, current) && (starting === undefined || ladder.levels[0] === starting),
  );
  const ladder = fitting.find(({ status }) => status !== "recalled") ?? fitting[0];
  if (ladder !== undefined) return ok({ ladder, others: fitting.filter((one) => one !== ladder) });
  return err({
    code: "invalid-value",
    message: `${current} is no dose level of ${therapy}`,
    path: "current",
    remedy: ladders
      .map((one) => `${one.levels.map((level) => written(one, level)).join(", ")} ${one.unit}`)
      .join("; or "),
  });
};
