import { err, ok, type Result } from "@erbium/model";
import { isMissing } from "../table/cell.ts";
import { namesIn, nearest, type PatientColumn } from "./patient-table.ts";

/** What the values of an outcome mean. */
export interface Outcome {
  readonly column: PatientColumn;
  readonly missing: (cell: string) => boolean;
  /** all values, each with the patients who have it, in their order */
  readonly values: readonly OutcomeValue[];
  /** two: control and case; more: classes */
  readonly kind: "two" | "more";
  /** 0 control, 1 case; of more than two values the number of the value; of a cell that is not missing */
  readonly classOf: (cell: string) => number;
  /** values read as case and as control, as they are written; empty of more than two values */
  readonly cases: readonly string[];
  readonly controls: readonly string[];
}

interface OutcomeValue {
  readonly written: string;
  readonly patients: number;
}

/** More values than this are a measurement, not an outcome. */
const MOST_CLASSES = 20;

/** Words that say that it happened, and that it did not, without case, blanks and hyphens. */
const caseWords = new Set(
  "1 yes y true t positive pos + case event responder responded response r pcr dead died deceased death progressed progression relapsed relapse recurred recurrence".split(
    " ",
  ),
);
const controlWords = new Set(
  "0 no n false f negative neg control nonresponder nr npcr rd residualdisease alive living".split(" "),
);

/** Two words are the same value where they differ in case, blanks and hyphens only; 1, 1.0 and "1: dead" are 1. */
const plainValue = (cell: string, column: PatientColumn): string => {
  const number = column.number(cell);
  if (Number.isFinite(number)) return String(number);
  const numbered = /^([01])\s*[:=]/.exec(cell);
  return numbered?.[1] ?? cell.toLowerCase().replace(/[\s_-]/g, "");
};

/** Only beside a time is the end of observation the opposite of an event; by itself it is not known. */
const saysCensored = (key: string): boolean => /^censor(?:ed)?$/.test(key);

const negation = /^(?:non|not|no|un|without)/;

const saysCase = (key: string): boolean => caseWords.has(key);
const saysControl = (key: string): boolean =>
  controlWords.has(key) || (negation.test(key) && caseWords.has(key.replace(negation, "")));

/**
 * Reads a column as outcome: what `positive` names is the case and all else the control; without it, two values that
 * say by themselves which is which ("pCR" and "no pCR", 1 and 0, "mutated" and "not mutated"), or more than two.
 *
 * @param timed a time stands beside it, so that "censored" is without event
 */
export const readOutcome = (
  column: PatientColumn,
  positive: string | undefined,
  timed = false,
): Result<Outcome> => {
  const keysOfCells = new Map<string, string>();
  const keyOf = (cell: string): string => {
    let key = keysOfCells.get(cell);
    if (key === undefined) {
      key = plainValue(cell, column);
      keysOfCells.set(cell, key);
    }
    return key;
  };
  const isControl = (key: string): boolean => saysControl(key) || (timed && saysCensored(key));
  const found = new Map<string, { written: string; patients: number }>();
  // beside responders "NR" is no missing value but their opposite
  const responders = column.cells.some((cell) => /^(?:r|responders?)$/i.test(cell.trim()));
  const missing = (cell: string): boolean => isMissing(cell) && !(responders && /^nr$/i.test(cell.trim()));
  for (const cell of column.cells) {
    if (missing(cell)) continue;
    const key = keyOf(cell);
    const one = found.get(key);
    if (one === undefined) found.set(key, { written: cell, patients: 1 });
    else {
      one.patients++;
      if (cell < one.written) one.written = cell;
    }
    if (found.size > 10_000) break;
  }
  const keys = [...found.keys()].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1));
  const values = keys.map((key) => found.get(key) as OutcomeValue);
  const shown = values
    .slice(0, 8)
    .map(({ written, patients }) => `${written} (${patients})`)
    .concat(values.length > 8 ? [`${values.length - 8} more`] : [])
    .join(", ");
  const refuse = (code: string, message: string, remedy: string): Result<never> =>
    err({ code, path: column.name, message, remedy });
  if (keys.length === 0)
    return refuse("no-outcome", `no patient has a value in ${column.name}`, "name another --outcome");
  const inTwo = (isCase: (key: string) => boolean): Result<Outcome> => {
    const writtenOf = (wanted: boolean): string[] =>
      keys.filter((key) => isCase(key) === wanted).map((key) => found.get(key)?.written ?? key);
    return ok({
      column,
      missing,
      values,
      kind: "two",
      classOf: (cell) => Number(isCase(keyOf(cell))),
      cases: writtenOf(true),
      controls: writtenOf(false),
    });
  };
  if (positive !== undefined) {
    const writtenWords = values.map(({ written }) => written);
    const wanted = new Set<string>();
    for (const word of namesIn(positive, writtenWords)) {
      const key = keyOf(word);
      if (!found.has(key))
        return err({
          code: "unknown-value",
          path: "--positive",
          message: `no patient has "${word}" in ${column.name}`,
          remedy: `${nearest(word, writtenWords)}it has ${shown}`,
        });
      wanted.add(key);
    }
    return inTwo((key) => wanted.has(key));
  }
  const remedy = "say which value is the case: --positive VALUE (several: A,B)";
  if (keys.length > MOST_CLASSES)
    return refuse(
      "not-an-outcome",
      `${column.name} has ${found.size > 10_000 ? "more than 10000" : keys.length} values: ${shown}`,
      `name another --outcome, or ${remedy}`,
    );
  const known = keys.filter((key) => saysCase(key) || isControl(key));
  if (keys.length === 1) {
    if (known.length === 1) return inTwo(saysCase);
    return refuse("one-outcome", `all patients have ${shown} in ${column.name}`, "name another --outcome");
  }
  if (keys.length === 2) {
    const [a = "", b = ""] = keys;
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const)
      if ((saysCase(one) && isControl(other)) || isNegationOf(other, one)) return inTwo((key) => key === one);
    return refuse("unclear-outcome", `${column.name} holds ${shown}: which one is the case?`, remedy);
  }
  const numbers = keys.every((key) => Number.isFinite(Number(key)));
  if (known.length > 0 && !numbers)
    return refuse(
      "unclear-outcome",
      `${column.name} holds ${shown}: not all of these are case or control`,
      `${remedy}, or empty the cells of patients whose outcome is not known`,
    );
  const number = new Map(keys.map((key, at) => [key, at]));
  return ok({
    column,
    missing,
    values,
    kind: "more",
    classOf: (cell) => number.get(keyOf(cell)) ?? Number.NaN,
    cases: [],
    controls: [],
  });
};

/** "notmutated" of "mutated". */
const isNegationOf = (one: string, other: string): boolean =>
  negation.test(one) && one.replace(negation, "") === other;
