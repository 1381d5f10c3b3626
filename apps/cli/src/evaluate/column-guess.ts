import { err, ok, type Result } from "@erbium/model";
import { isMissing } from "../table/cell.ts";
import type { PatientTable } from "./patient-table.ts";

const outcomeNames =
  /^(?:outcome|response|responder|responded|pcr|rpcr|status|event|truth|reference|target|class|diagnosis|case|label|y)$/;
const timeNames = /^(?:time|months|os|pfs|dfs|efs|ostime|pfstime|followup|days|weeks|years)$/;
const otherNames =
  /^(?:id|no|nr|n|row|index|patient|patientid|subject|subjectid|sample|sampleid|case|caseid|age|sex|gender|site|centre|center|date|year|group|arm|fold|cohort)$/;
const scoreNames =
  /(?:score|prob(?:ability)?|risk|pred(?:icted|iction)?|model|marker|index|signature|ratio|percent|level)s?\d*$/;

/** A name without case and punctuation. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The column that is the outcome by its name. */
export const guessOutcome = (table: PatientTable): Result<string> => {
  const found = table.names.filter((name) => outcomeNames.test(plain(name)));
  if (found.length === 1 && found[0] !== undefined) return ok(found[0]);
  return err({
    code: "which-outcome",
    path: "--outcome",
    message:
      found.length === 0
        ? "no column is known as the outcome by its name"
        : `several columns may be the outcome: ${found.join(", ")}`,
    remedy: `name it: --outcome COLUMN (the table has ${table.names.join(", ")})`,
  });
};

/** Columns of different numbers that are scores by their names; where none is, all other columns of numbers. */
export const guessScores = (table: PatientTable, taken: readonly string[]): Result<readonly string[]> => {
  const numbers = table.names.filter((name) => {
    if (taken.includes(name) || otherNames.test(plain(name)) || timeNames.test(plain(name))) return false;
    const column = table.column(name, "--scores");
    if (!column.ok) return false;
    const sample = column.value.cells.filter((cell) => !isMissing(cell)).slice(0, 1000);
    const varies = column.value.cells.some((cell) => cell !== sample[0] && !isMissing(cell));
    // one word among numbers is a slip, which the reader names by its row
    const numeric = sample.filter((cell) => Number.isFinite(column.value.number(cell))).length;
    return varies && numeric * 2 > sample.length;
  });
  const named = numbers.filter((name) => scoreNames.test(plain(name)));
  const found = named.length > 0 ? named : numbers;
  if (found.length > 0) return ok(found);
  return err({
    code: "which-scores",
    path: "--scores",
    message: "no other column holds numbers that differ",
    remedy: `name the scores: --scores COLUMN,COLUMN (the table has ${table.names.join(", ")})`,
  });
};
