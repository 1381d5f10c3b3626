import { err, type Message, ok, type Result } from "@erbium/model";
import { type Answer, type Interval, warning } from "./prediction.ts";

/**
 * What a field may be while nobody has given it: every value of a closed list, or the two ends of its range
 * where the model is monotone in it.
 */
export type OpenFields = Readonly<Record<string, readonly unknown[]>>;

const mostCompletions = 4096;
const convention = "every value that the missing inputs could take";

/**
 * Answers although inputs are missing: evaluates the model at every completion and keeps what all of them
 * agree on. What they do not agree on becomes an interval, a value nobody can know becomes null.
 *
 * @param given     the inputs as given
 * @param open      fields that may be missing, with the values they could take
 * @param evaluate  the model
 * @param scale     classes from low to high; those between the lowest and the highest found are possible too
 */
export const overCompletions = (
  given: Readonly<Record<string, unknown>>,
  open: OpenFields,
  evaluate: (input: Readonly<Record<string, unknown>>) => Result<Answer>,
  scale: readonly unknown[] = [],
): Result<Answer> => {
  const missing = Object.keys(open).filter((field) => given[field] === undefined || given[field] === null);
  if (missing.length === 0) return evaluate(given);
  const { [missing[0] as string]: _, ...rest } = given;
  let completions: Record<string, unknown>[] = [rest];
  for (const field of missing) {
    completions = completions.flatMap((one) =>
      (open[field] ?? []).map((value) => ({ ...one, [field]: value })),
    );
    if (completions.length > mostCompletions)
      return err({
        code: "missing-input",
        message: `too much is missing: ${missing.join(", ")}`,
        path: field,
        remedy: "give more of the inputs",
      });
  }
  const answers: Answer[] = [];
  let refused: Result<Answer> | null = null;
  for (const completion of completions) {
    const answer = evaluate(completion);
    if (answer.ok) answers.push(answer.value);
    else refused ??= answer;
  }
  const first = answers[0];
  if (first === undefined) return refused as Result<Answer>;
  return ok(merged(first, answers, missing, scale));
};

const merged = (
  first: Answer,
  answers: readonly Answer[],
  missing: readonly string[],
  scale: readonly unknown[],
): Answer => {
  const values: Record<string, unknown> = {};
  const interval: Record<string, Interval> = {};
  for (const name of Object.keys(first.values)) {
    const found = distinct(answers.map((one) => one.values[name]));
    if (found.length === 1) values[name] = found[0];
    else {
      values[name] = null;
      interval[name] = spread(found, scale);
    }
  }
  const classes = distinct(answers.map((one) => one.class ?? null));
  if (classes.length > 1) interval.class = spread(classes, scale);
  return {
    values,
    class: classes.length === 1 ? (classes[0] as string | null) : null,
    interval: Object.keys(interval).length > 0 ? interval : null,
    warnings: [
      warning("missing-inputs", `without ${missing.join(", ")}: shown is what every possible value allows`, {
        fields: missing.join(", "),
      }),
      ...warningsOf(first).filter((one) =>
        answers.every((other) => warningsOf(other).some((two) => two.code === one.code)),
      ),
    ],
    wouldChange: Object.keys(interval).length > 0 ? missing : [],
  };
};

const warningsOf = ({ warnings = [] }: Answer): readonly Message[] => warnings;

const distinct = (values: readonly unknown[]): unknown[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

const spread = (found: readonly unknown[], scale: readonly unknown[]): Interval => {
  const numbers = found.filter((value): value is number => typeof value === "number");
  if (numbers.length === found.length)
    return { low: Math.min(...numbers), high: Math.max(...numbers), convention };
  const places = found.map((value) => scale.indexOf(value));
  if (!places.includes(-1))
    return { oneOf: scale.slice(Math.min(...places), Math.max(...places) + 1), convention };
  return { oneOf: found, convention };
};
