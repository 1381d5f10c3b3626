import { editDistance, err, ok, type Refusal, type Result } from "@erbium/model";
import { z } from "zod";
import { allowedIn, fieldSchema } from "./allowed.ts";
import { folded, respelled } from "./spelling.ts";
import { inOwnUnits, namesInOtherUnits, type StatedUnits } from "./units.ts";

/** Names and limits of a model's inputs, as Zod holds them. */
export type InputSchema<I> = z.ZodType<I> & { readonly shape: Readonly<Record<string, z.ZodType>> };

type Given = Readonly<Record<string, unknown>>;

/**
 * Reads what a user gave as the inputs of one model: its own field names, or the same in a related unit, or in
 * another spelling that can mean nothing else.
 *
 * @returns the inputs, or one refusal that names every field that is wrong, missing or unknown
 */
export const readInput = <I>(model: string, schema: InputSchema<I>, given: unknown): Result<I> => {
  const fields = Object.keys(schema.shape);
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return err({
      code: "not-an-object",
      message: `the input of ${model} must be one object, not ${shown(given)}`,
      remedy: `give an object with ${fields.join(", ")}`,
    });
  const asWritten = schema.safeParse(inOwnUnits(given as Given, fields, statedUnits(schema)));
  if (asWritten.success) return ok(asWritten.data);
  const own = inOwnSpelling(given as Given, schema);
  const parsed = schema.safeParse(own);
  if (parsed.success) return ok(parsed.data);
  const refusals = parsed.error.issues.flatMap((issue) => refusalsOf(model, issue, own, schema.shape));
  return err(together(refusals));
};

const units = new WeakMap<InputSchema<unknown>, StatedUnits>();

/** What the fields say of their unit (`meta({ unit: "mm" })`) where their name does not. */
const statedUnits = (schema: InputSchema<unknown>): StatedUnits => {
  const known =
    units.get(schema) ??
    Object.fromEntries(
      Object.entries(schema.shape).flatMap(([name, field]) => {
        const unit = field.meta()?.unit;
        return typeof unit === "string" ? [[name, unit]] : [];
      }),
    );
  units.set(schema, known);
  return known;
};

/** Names and values in the spelling of the model. */
const inOwnSpelling = (given: Given, schema: InputSchema<unknown>): Record<string, unknown> => {
  const { shape } = schema;
  const fields = Object.keys(shape);
  const stated = statedUnits(schema);
  const others = namesInOtherUnits(fields, stated);
  const names = [...fields, ...others];
  const renamed = Object.entries(given).map(([name, value]): [string, unknown] => {
    const same = names.filter((one) => folded(one) === folded(name) && !Object.hasOwn(given, one));
    const own = !names.includes(name) && same.length === 1 ? (same[0] as string) : name;
    return [own, others.includes(own) ? respelled(z.number(), value) : value];
  });
  // Two spellings of one field in one input contradict each other: both stay, and are refused.
  const twice = new Set(renamed.map(([name]) => name)).size < renamed.length;
  const own = inOwnUnits(twice ? given : Object.fromEntries(renamed), fields, stated);
  for (const [name, field] of Object.entries(shape)) {
    if (!Object.hasOwn(own, name)) continue;
    const value = respelled(field, own[name]);
    if (value === undefined) delete own[name];
    else own[name] = value;
  }
  return own;
};

const refusalsOf = (
  model: string,
  issue: z.core.$ZodIssue,
  given: Given,
  shape: Readonly<Record<string, z.ZodType>>,
): Refusal[] => {
  const fields = Object.keys(shape);
  const path = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => {
      const at = path === "" ? key : `${path}.${key}`;
      const near = path === "" ? closest(key, fields) : undefined;
      return {
        code: "unknown-field",
        message: `"${at}" is not an input of ${model}`,
        ...(at === "" ? {} : { path: at }),
        remedy: near === undefined ? `use ${fields.join(", ")}` : `did you mean "${near}"?`,
      };
    });
  const found = issue.path.reduce<unknown>(
    (part, step) => (part as Readonly<Record<PropertyKey, unknown>> | undefined)?.[step],
    given,
  );
  if (found === undefined || found === null)
    return [{ code: "missing-input", message: `"${path}" is missing`, path, remedy: defaultless([path]) }];
  const field = issue.path.length === 1 ? shape[path] : undefined;
  return [
    {
      code: "invalid-value",
      message: `"${path}" is ${shown(found)}`,
      ...(path === "" ? {} : { path }),
      remedy:
        field === undefined || Array.isArray(found) || issue.code === "custom"
          ? issue.message
          : `allowed: ${allowedIn(fieldSchema(field))}`,
    },
  ];
};

const defaultless = (fields: readonly string[]): string =>
  `give ${fields.join(", ")}; ${fields.length === 1 ? "it" : "none"} has ${fields.length === 1 ? "no" : "a"} default`;

/** One refusal of all: what is missing is said in one sentence. */
const together = (refusals: readonly Refusal[]): Refusal => {
  const missing = refusals.flatMap((one) =>
    one.code === "missing-input" && one.path !== undefined ? [one.path] : [],
  );
  const first = refusals[0] as Refusal;
  const parts =
    missing.length < 2
      ? refusals
      : [
          {
            message: `${missing.map((one) => `"${one}"`).join(", ")} are missing`,
            remedy: defaultless(missing),
          },
          ...refusals.filter((one) => one.code !== "missing-input"),
        ];
  return {
    ...first,
    message: parts.map((one) => one.message).join("; "),
    remedy: [...new Set(parts.map((one) => one.remedy))].join("; "),
  };
};

const closest = (name: string, fields: readonly string[]): string | undefined =>
  fields
    .map((field) => ({ field, distance: editDistance(name.toLowerCase(), field.toLowerCase()) }))
    .filter(({ distance }) => distance <= 3)
    .toSorted((a, b) => a.distance - b.distance)[0]?.field;

const shown = (value: unknown): string => {
  const text = value === undefined ? "nothing" : (JSON.stringify(value) ?? typeof value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};
