/**
 * Writes docs/schemas/*.json: inputs from their Zod schemas, outputs from their types. With `--check` it
 * only compares, and fails when a schema is stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { caseSchema, knowledgeKinds, measurementSchema } from "@erbium/model";
import {
  AnyType,
  createFormatter,
  createParser,
  createProgram,
  SchemaGenerator,
} from "ts-json-schema-generator";
import { z } from "zod";

const folder = new URL("../docs/schemas/", import.meta.url);
/** The schema of a TypeScript type. `Case` has its own schema, made from Zod, and is pointed to. */
const types = (path: string, type: string): object => {
  const config = {
    path,
    type,
    tsconfig: "tsconfig.json",
    skipTypeCheck: true,
    topRef: false,
    additionalProperties: true,
  };
  const program = createProgram(config);
  const parser = createParser(program, config, (chain) => {
    chain.addNodeParser({
      supportsNode: (node) => "typeName" in node && (node.typeName as { text?: string }).text === "Case",
      createType: () => new AnyType(),
    });
  });
  const schema = new SchemaGenerator(program, parser, createFormatter(config), config).createSchema(type);
  const properties = schema.properties as Record<string, unknown> | undefined;
  if (properties && "case" in properties) properties.case = { $ref: "case.schema.json" };
  return schema;
};

const schemas: Record<string, object> = {
  measurement: z.toJSONSchema(measurementSchema, { io: "input" }),
  case: z.toJSONSchema(caseSchema, { io: "input" }),
  "her2-state": types("packages/model/src/her2-state.ts", "Her2State"),
  alteration: types("packages/model/src/alteration.ts", "Alteration"),
  advice: types("packages/model/src/advice.ts", "Advice"),
  monitoring: types("packages/model/src/monitoring.ts", "Monitoring"),
};
for (const [kind, schema] of Object.entries(knowledgeKinds))
  schemas[`knowledge-${kind}`] = z.toJSONSchema(schema, { io: "input" });

mkdirSync(folder, { recursive: true });
const stale: string[] = [];
for (const [name, schema] of Object.entries(schemas)) {
  const file = new URL(`${name}.schema.json`, folder);
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (!process.argv.includes("--check")) writeFileSync(file, text);
  else if (readFileSync(file, "utf8") !== text) stale.push(name);
}
if (stale.length > 0) {
  console.error(`stale schemas: ${stale.join(", ")}; run: npm run schemas`);
  process.exitCode = 1;
}
