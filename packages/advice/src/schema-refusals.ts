import type { Refusal } from "@erbium/model";
import { caseSchema } from "@erbium/model";
import { closestField } from "./closest-field.ts";

/** The parts of a schema issue that are read here. */
interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
}

/** A found value in few characters, whatever it is. */
const shown = (value: unknown): string => {
  let text: string;
  try {
    text = value === undefined ? "nothing" : (JSON.stringify(value) ?? typeof value);
  } catch {
    text = typeof value; // a cycle, or a number that JSON has no form for
  }
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

const valueAt = (whole: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (part, field) =>
      typeof part === "object" && part !== null ? (part as Record<PropertyKey, unknown>)[field] : undefined,
    whole,
  );

/** Every issue of a schema as a refusal: the field, what was found there, and what is allowed. */
export const refusalsOf = (issues: readonly Issue[], whole: unknown): readonly Refusal[] =>
  issues.flatMap((issue): Refusal[] => {
    const path = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys")
      return (issue.keys ?? []).map((key) => {
        const near = closestField(key, fieldsAt(issue.path));
        const field = path === "" ? key : `${path}.${key}`;
        return {
          code: "unknown-field",
          message: `"${field}" is not a field of a case`,
          path: field,
          remedy:
            near === null
              ? `use one of: ${fieldsAt(issue.path).join(", ") || "the fields of the schema"}`
              : `did you mean "${near}"?`,
        };
      });
    if (issue.code === "invalid_union" && issue.errors) {
      const nearest = issue.errors.find((branch) =>
        branch.some((one) => one.path.length > 0 || one.code === "unrecognized_keys"),
      );
      if (nearest)
        return [
          ...refusalsOf(
            nearest.map((one) => ({ ...one, path: [...issue.path, ...one.path] })),
            whole,
          ),
        ];
    }
    return [
      {
        code: "invalid-value",
        message: `${path === "" ? "the case" : `"${path}"`} is ${shown(valueAt(whole, issue.path))}`,
        ...(path === "" ? {} : { path }),
        remedy: issue.message,
      },
    ];
  });

/** Field names the schema allows at a place; none where that is not an object of the schema. */
const fieldsAt = (path: readonly PropertyKey[]): readonly string[] => {
  let schema: unknown = caseSchema;
  for (const step of path) schema = inside(unwrapped(schema), step);
  const { shape } = unwrapped(schema) as { shape?: Record<string, unknown> };
  return Object.keys(shape ?? {});
};

const unwrapped = (schema: unknown): unknown => {
  let at = schema;
  while (typeof at === "object" && at !== null && "unwrap" in at && !("shape" in at) && !("element" in at))
    at = (at as { unwrap: () => unknown }).unwrap();
  if (typeof at === "object" && at !== null && "options" in at)
    return (
      (at as { options: readonly unknown[] }).options.find(
        (one) => typeof one === "object" && one !== null && "shape" in one,
      ) ?? at
    );
  return at;
};

const inside = (schema: unknown, step: PropertyKey): unknown => {
  const { shape, element } = schema as { shape?: Record<PropertyKey, unknown>; element?: unknown };
  return shape ? shape[step] : element;
};
