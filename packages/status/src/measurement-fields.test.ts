import { measurementSchema } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type Fields, measurementFields } from "./measurement-fields.ts";

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}
const published = z.toJSONSchema(measurementSchema) as Schema;
const resolved = (schema: Schema): Schema =>
  schema.$ref === undefined ? schema : (published.$defs?.[schema.$ref.replace("#/$defs/", "")] ?? {});
const properties = (schema: Schema): Readonly<Record<string, Schema>> => resolved(schema).properties ?? {};

/** The kind of field that the published schema of a measurement asks for. */
const kindOf = (schema: Schema, path: string): string => {
  if (path === "ihc.score") return "score";
  if (schema.enum !== undefined) return "word";
  const kinds: Readonly<Record<string, string>> = {
    boolean: "truth",
    integer: "number",
    number: "number",
    string: "text",
    array: "list",
    object: "object",
  };
  return kinds[schema.type ?? ""] ?? "none";
};

const compare = (fields: Fields, schema: Schema, path: string): void => {
  expect(Object.keys(fields).sort(), path).toEqual(Object.keys(properties(schema)).sort());
  for (const [name, field] of Object.entries(fields)) {
    const inner = resolved(properties(schema)[name] ?? {});
    const at = path === "" ? name : `${path}.${name}`;
    expect(field.kind, at).toBe(kindOf(inner, at));
    if (field.kind === "object") compare(field.fields, inner, at);
  }
};

describe("the fields of a row", () => {
  it("are those of the published schema, each read as the schema asks", () =>
    compare(measurementFields, published, ""));
});
