import { z } from "zod";
import type { Model } from "./model.ts";

/** One input of a model as a reader sees it. */
export interface InputField {
  readonly name: string;
  /** type, range or allowed values, in words */
  readonly allowed: string;
  readonly description: string;
  /** "required"; "optional"; "open": may be missing, the answer is then an interval */
  readonly need: "required" | "open" | "optional";
}

interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema | false;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** The inputs of a model with their limits, in the order of its schema; none where it is not computed. */
export const describeInput = (model: Pick<Model, "input" | "mayBeMissing">): InputField[] => {
  if (model.input === null) return [];
  const schema = z.toJSONSchema(model.input, { io: "input", unrepresentable: "any" }) as JsonSchema;
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    allowed: allowedIn(field),
    description: field.description ?? "",
    need: model.mayBeMissing.includes(name)
      ? "open"
      : schema.required?.includes(name)
        ? "required"
        : "optional",
  }));
};

const allowedIn = (field: JsonSchema): string => {
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
