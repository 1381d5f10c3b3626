import type { Flag } from "@erbium/model";
import { flagOf } from "./flag.ts";

/** Longest part of a value or a field's name that is repeated in a message. */
const SHOWN = 60;

/** Flags for what was left out of a row, by the dotted path of the field. */
export const notANumber = (field: string, value: unknown): Flag => left("non-numeric", field, value);
export const unknownValue = (field: string, value: unknown): Flag => left("unknown-value", field, value);
export const impossibleValue = (field: string, value: unknown): Flag =>
  left("impossible-value", field, value);
export const unknownField = (field: string): Flag =>
  flagOf("unknown-value", { field: cut(field) }, { field: cut(field) }, "field");

const left = (
  code: "non-numeric" | "unknown-value" | "impossible-value",
  field: string,
  value: unknown,
): Flag => flagOf(code, { field, value: shown(value) }, { field, value: shown(value) });

const shown = (value: unknown): string => {
  if (typeof value === "string") return cut(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "a list" : "an object";
};

const cut = (words: string): string => (words.length > SHOWN ? `${words.slice(0, SHOWN)}...` : words);
