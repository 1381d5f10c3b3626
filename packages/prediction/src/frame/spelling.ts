import { z } from "zod";
import { type FieldSchema, fieldSchema } from "./allowed.ts";

/** Letters and digits alone, so that `IIb`, `iib` and `Non-CR/non-PD`, `NONCR_NONPD` are one spelling. */
export const folded = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/**
 * What was meant by a value that a field does not take as it is written: a number in quotes, yes and no, the case
 * and the hyphens of a name, the word of a coded value. Only what can mean one thing is read.
 *
 * @returns the value as the field takes it; undefined for a null where the field may be left out; else as given
 */
export const respelled = (field: z.ZodType, given: unknown): unknown => {
  const takes = (value: unknown): boolean => field.safeParse(value).success;
  if (takes(given)) return given;
  if (given === null) return takes(undefined) ? undefined : null;
  if (Array.isArray(given)) {
    const list = field instanceof z.ZodOptional ? field.unwrap() : field;
    if (!(list instanceof z.ZodArray)) return given;
    const meant = given.map((one) => respelled(list.element as z.ZodType, one));
    return takes(meant) ? meant : given;
  }
  const meant = readings(schemaOf(field), given).filter(takes);
  const distinct = new Map(meant.map((value) => [JSON.stringify(value), value]));
  return distinct.size === 1 ? meant[0] : given;
};

/** Fields as JSON Schema, which takes longer to write than an answer takes to compute. */
const schemas = new WeakMap<z.ZodType, FieldSchema>();
const schemaOf = (field: z.ZodType): FieldSchema => {
  const known = schemas.get(field) ?? fieldSchema(field);
  schemas.set(field, known);
  return known;
};

const decimal = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const truths: Readonly<Record<string, boolean>> = {
  yes: true,
  y: true,
  true: true,
  no: false,
  n: false,
  false: false,
};

const readings = (field: FieldSchema, given: unknown): unknown[] => {
  if (typeof given === "boolean") return worded(field, given ? "yes" : "no");
  if (typeof given === "number")
    return [given === 1, String(given)].slice(given === 0 || given === 1 ? 0 : 1);
  if (typeof given !== "string") return [];
  const text = folded(given);
  if (decimal.test(given.trim())) {
    const number = Number(given);
    return [number, ...readings(field, number)];
  }
  return [
    ...(Object.hasOwn(truths, text) ? [truths[text]] : []),
    ...options(field).filter((one) => typeof one === "string" && folded(one) === text),
    ...worded(field, text),
  ];
};

/** The values themselves, where a field takes no others. */
const options = (field: FieldSchema): readonly unknown[] =>
  field.enum ?? (field.const === undefined ? (field.anyOf ?? []).flatMap(options) : [field.const]);

const worded = (field: FieldSchema, word: string): unknown[] =>
  Object.entries(field.words ?? {}).flatMap(([one, value]) => (folded(one) === folded(word) ? [value] : []));
