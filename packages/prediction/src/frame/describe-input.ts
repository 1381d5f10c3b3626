import { allowedIn, fieldSchema } from "./allowed.ts";
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

/** The inputs of a model with their limits, in the order of its schema; none where it is not computed. */
export const describeInput = (model: Pick<Model, "input" | "mayBeMissing">): InputField[] => {
  if (model.input === null) return [];
  const schema = fieldSchema(model.input);
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
