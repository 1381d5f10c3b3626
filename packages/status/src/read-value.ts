import type { Flag } from "@erbium/model";
import { notANumber, unknownValue } from "./left-out.ts";

const LIST_LIMIT = 1000;

/** Words that say a value is not there. */
const missingWords = new Set([
  "",
  "na",
  "n/a",
  "nan",
  "null",
  "none given",
  "unknown",
  "-",
  ".",
  "?",
  "not done",
  "not tested",
]);

/** Is a cell empty, or does it say in words or in brackets that nothing is there? */
export const isMissing = (value: unknown): boolean => {
  if (typeof value !== "string") return value === undefined || value === null;
  const words = value.trim().toLowerCase();
  return missingWords.has(words) || /^\[[^\]]{0,40}\]$/.test(words);
};

const plainNumber = /^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:e[+-]?\d{1,3})?$/i;

/** A number, also one written as text; no thousands, no comparison, no words beside it. */
export const readNumber = (value: unknown, path: string, flags: Flag[]): number | undefined => {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value === "string" && plainNumber.test(value.trim())) return Number(value);
  flags.push(notANumber(path, value));
  return undefined;
};

export const readText = (value: unknown, path: string, flags: Flag[]): string | undefined => {
  if (typeof value === "string") return value.trim();
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  flags.push(unknownValue(path, value));
  return undefined;
};

/** A score may lack its plus sign and may carry the word IHC; what is no score is left to the schema. */
export const readIhcScore = (value: unknown, path: string, flags: Flag[]): string | undefined => {
  const words = readText(value, path, flags);
  const score = /^(?:ihc\s*)?([0-3])\s*\+?$/i.exec(words ?? "")?.[1];
  if (score === undefined) return words;
  return score === "0" ? score : `${score}+`;
};

export const readTruth = (value: unknown, path: string, flags: Flag[]): boolean | undefined => {
  if (typeof value === "boolean") return value;
  if (typeof value === "string" && /^(?:true|yes|1)$/i.test(value.trim())) return true;
  if (typeof value === "string" && /^(?:false|no|0)$/i.test(value.trim())) return false;
  flags.push(unknownValue(path, value));
  return undefined;
};

/** A list, also one written as text with `;` between its members. */
export const readList = (value: unknown, path: string, flags: Flag[]): unknown[] | undefined => {
  if (Array.isArray(value)) return value.slice(0, LIST_LIMIT);
  if (typeof value === "string") return members(value);
  flags.push(unknownValue(path, value));
  return undefined;
};

/** The members of a list in one cell. */
const members = (cell: string): string[] =>
  cell
    .split(";", LIST_LIMIT)
    .map((one) => one.trim())
    .filter(Boolean);
