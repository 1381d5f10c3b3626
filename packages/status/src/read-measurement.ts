import type { Flag, Measurement } from "@erbium/model";
import { unknownField, unknownValue } from "./left-out.ts";
import { type Field, type Fields, measurementFields } from "./measurement-fields.ts";
import { pruned } from "./pruned.ts";
import { isMissing, readIhcScore, readList, readNumber, readText, readTruth } from "./read-value.ts";

/** Unknown fields of one object that are named; the rest would only fill the page. */
const STRANGERS_NAMED = 5;

/**
 * Reads one row field by field: a leaf that cannot be read is left out and flagged, the rest is kept. Numbers
 * may be written as text, words as "[Not Available]" are missing, and letters' case does not matter. Fields
 * that the measurement does not know are flagged. Never throws; looks only at known fields, so that size and
 * depth of hostile input do not matter.
 */
export const readMeasurement = (row: unknown): { measurement: Measurement; flags: Flag[] } => {
  const flags: Flag[] = [];
  const read = readObject(row, measurementFields, "", flags);
  return { measurement: pruned(read, flags), flags };
};

const readObject = (value: unknown, fields: Fields, path: string, flags: Flag[]): Record<string, unknown> => {
  const result: Record<string, unknown> = {};
  if (isMissing(value)) return result;
  if (typeof value !== "object" || Array.isArray(value)) {
    flags.push(unknownValue(path || "row", value));
    return result;
  }
  let strangers = 0;
  for (const [key, inner] of Object.entries(value as object)) {
    const at = path === "" ? key : `${path}.${key}`;
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined) {
      if (strangers++ < STRANGERS_NAMED) flags.push(unknownField(at));
      continue;
    }
    const found = readField(inner, field, at, flags);
    if (found !== undefined) result[key] = found;
  }
  return result;
};

const readField = (value: unknown, field: Field, path: string, flags: Flag[]): unknown => {
  if (isMissing(value)) return undefined;
  switch (field.kind) {
    case "object": {
      const inner = readObject(value, field.fields, path, flags);
      return Object.keys(inner).length > 0 ? inner : undefined;
    }
    case "number":
      return readNumber(value, path, flags);
    case "text":
      return readText(value, path, flags);
    case "word":
      return readText(value, path, flags)?.toLowerCase();
    case "score":
      return readIhcScore(value, path, flags);
    case "truth":
      return readTruth(value, path, flags);
    case "list":
      return readList(value, path, flags);
  }
};
