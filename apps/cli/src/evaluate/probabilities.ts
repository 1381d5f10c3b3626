import { err, ok, type Result } from "@erbium/model";
import { namesIn } from "./patient-table.ts";
import type { Patients, Score } from "./patients.ts";

/** Which scores are predicted probabilities of the outcome, and how that was decided. */
export interface Probabilities {
  readonly names: ReadonlySet<string>;
  readonly said: readonly string[];
}

/**
 * Those the user names (or all, or none); where nothing is said, those with all values within 0 and 1 and more than
 * two of them, of which higher ones speak for the outcome.
 */
export const probabilitiesOf = (
  { scores, times }: Patients,
  asked: string | boolean | undefined,
): Result<Probabilities> => {
  if (asked === false) return ok({ names: new Set(), said: [] });
  if (asked === undefined) {
    const names = scores
      .filter((score) => score.direction === "higher" && looksLikeOne(score))
      .map(({ name }) => name);
    return ok({
      names: new Set(names),
      said:
        names.length === 0
          ? []
          : [
              `as predicted probabilities${times === null ? "" : ` of an event`}: ${names.join(", ")} (all within 0 and 1; --no-probabilities if not)`,
            ],
    });
  }
  const wanted =
    asked === true
      ? scores.map(({ name }) => name)
      : namesIn(
          asked,
          scores.map(({ name }) => name),
        );
  for (const name of wanted) {
    const score = scores.find((one) => one.name === name);
    const refuse = (code: string, message: string, remedy: string): Result<never> =>
      err({ code, path: "--probabilities", message, remedy });
    if (score === undefined)
      return refuse(
        "unknown-column",
        `"${name}" is none of the scores`,
        `they are ${scores.map((one) => one.name).join(", ")}`,
      );
    const outside = score.values.filter((one) => !(one >= 0 && one <= 1));
    if (outside.length > 0)
      return refuse(
        "not-a-probability",
        `${outside.length} of ${score.values.length} values of ${name} are not within 0 and 1, as ${outside[0]}`,
        outside.every((one) => one > 1 && one <= 100)
          ? "divide percentages by 100"
          : "name the columns that are probabilities: --probabilities COLUMN,COLUMN",
      );
    if (score.direction === "lower")
      return refuse(
        "not-a-probability",
        `lower values of ${name} speak for the outcome: it is no probability of it`,
        "give 1 less the probability, or leave out --lower-is-positive",
      );
  }
  return ok({ names: new Set(wanted), said: [] });
};

/** Net benefit is asked for and nothing has one. */
export const noRisks = (option: string): Result<never> =>
  err({
    code: "no-probabilities",
    path: option,
    message: "no score is a predicted probability: net benefit has nothing to weigh",
    remedy: "name columns with values within 0 and 1: --probabilities COLUMN, or leave the option out",
  });

const looksLikeOne = ({ values }: Score): boolean => {
  if (!values.every((one) => one >= 0 && one <= 1)) return false;
  return values.some((one) => one !== 0 && one !== 1);
};
