import { z } from "zod";

/** The part of JSON Schema that says what a field takes. */
export interface FieldSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly FieldSchema[];
  readonly items?: FieldSchema | false;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  /** words for coded values, as `{ "negative": 0, "positive": 1 }` */
  readonly words?: Readonly<Record<string, unknown>>;
}

/** What a field takes, as JSON Schema. */
export const fieldSchema = (field: z.ZodType): FieldSchema =>
  z.toJSONSchema(field, { io: "input", unrepresentable: "any" }) as FieldSchema;

/** What a field takes, in words: type, range or the values themselves. */
export const allowedIn = (field: FieldSchema): string => {
  if (field.anyOf !== undefined) return [...new Set(field.anyOf.map(allowedIn))].join(" or ");
  if (field.const !== undefined) return JSON.stringify(field.const);
  if (field.enum !== undefined) return field.enum.map((one) => JSON.stringify(one)).join(", ");
  if (field.type === "array") return `list of ${field.items ? allowedIn(field.items) : "values"}`;
  if (field.type === "boolean") return "true, false";
  if (field.type !== "number" && field.type !== "integer") return field.type ?? "anything";
  const kind = field.type === "integer" ? "whole number" : "number";
  const from = field.exclusiveMinimum ?? field.minimum;
  const below = field.exclusiveMaximum ?? field.maximum;
  const limits = [
    from === undefined || from === Number.MIN_SAFE_INTEGER
      ? ""
      : field.exclusiveMinimum === undefined
        ? `from ${from}`
        : `above ${from}`,
    below === undefined || below === Number.MAX_SAFE_INTEGER
      ? ""
      : field.exclusiveMaximum === undefined
        ? `to ${below}`
        : `below ${below}`,
  ];
  return [kind, ...limits].filter((part) => part !== "").join(" ");
};
