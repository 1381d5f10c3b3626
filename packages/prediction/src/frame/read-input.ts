import { editDistance, err, ok, type Refusal, type Result } from "@erbium/model";
import type { z } from "zod";
import { inOwnUnits } from "./units.ts";

/** Names and limits of a model's inputs, as Zod holds them. */
export type InputSchema<I> = z.ZodType<I> & { readonly shape: Readonly<Record<string, z.ZodType>> };

/**
 * Reads what a user gave as the inputs of one model: its own field names, or the same in a related unit.
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
  const own = inOwnUnits(given as Record<string, unknown>, fields);
  const parsed = schema.safeParse(own);
  if (parsed.success) return ok(parsed.data);
  const refusals = parsed.error.issues.flatMap((issue) => refusalsOf(model, issue, own, fields));
  const first = refusals[0] as Refusal;
  return err({
    ...first,
    message: refusals.map((one) => one.message).join("; "),
    remedy: [...new Set(refusals.map((one) => one.remedy))].join("; "),
  });
};

const refusalsOf = (
  model: string,
  issue: z.core.$ZodIssue,
  given: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): Refusal[] => {
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
  const missing = found === undefined || found === null;
  return [
    {
      code: missing ? "missing-input" : "invalid-value",
      message: missing ? `"${path}" is missing` : `"${path}" is ${shown(found)}`,
      ...(path === "" ? {} : { path }),
      remedy: missing ? `give ${path}; it has no default` : issue.message,
    },
  ];
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
