import { type Flag, type Her2State, ok, type Result } from "@erbium/model";
import {
  assess,
  assessRow,
  mappingSchema,
  mapRow,
  readMeasurement,
  rowFromColumns,
  type StatusContext,
  type TableMapping,
  tcgaBrca,
} from "@erbium/status";
import { parse } from "yaml";
import { readText } from "../io/read-text.ts";
import { type Row, rows } from "../io/rows.ts";
import { loadKnowledge, statusContext } from "../knowledge.ts";
import { columns } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";

export interface StatusOptions {
  readonly map?: string;
  readonly json?: boolean;
  readonly asOf?: string;
}

/** `erbium status`: one HER2 state per row, in the order of the rows; a row that cannot be read says so and the rest goes on. */
export const statusCommand = async (file: string, options: StatusOptions): Promise<void> => {
  const knowledge = await loadKnowledge();
  if (!knowledge.ok) return refuse(knowledge.error);
  const mapping = options.map === undefined ? ok(null) : await readMapping(options.map);
  if (!mapping.ok) return refuse(mapping.error);
  const { index } = knowledge.value;
  const context = statusContext(knowledge.value, options.asOf ?? index.asOf);
  const printed: string[][] = [];
  for await (const row of rows(file)) {
    if (!row.ok) {
      if (printed.length > 0) process.stdout.write(`${columns(head, printed)}\n`);
      return refuse(row.error);
    }
    const state = stateOf(row.value, mapping.value, context);
    if (options.json)
      process.stdout.write(
        `${JSON.stringify({ ...state, knowledge: { version: index.version, hash: index.hash, asOf: context.asOf } })}\n`,
      );
    else printed.push(line(state));
  }
  if (!options.json)
    process.stdout.write(
      `${columns(head, printed)}\n\nKnowledge ${index.version}, ${index.hash.slice(0, 19)}, as of ${context.asOf}.\n`,
    );
};

const stateOf = (row: Row, mapping: TableMapping | null, context: StatusContext): Her2State => {
  if (row.kind === "json") return assessRow(row.value, context);
  if (mapping === null) return assessRow(rowFromColumns(row.record), context);
  const mapped = mapRow(mapping, row.record);
  const read = readMeasurement(mapped.row);
  return assess(read.measurement, context, [...mapped.flags, ...read.flags]);
};

const head = ["id", "tumour", "status", "ISH group", "eligibility", "rules and flags"];
const line = (state: Her2State): string[] => [
  state.id ?? "",
  state.tumour ?? "",
  state.status,
  state.ishGroup === null ? "" : String(state.ishGroup),
  state.eligibility.join(", "),
  [
    state.rules.map((rule) => rule.id).join(", "),
    ...state.flags.map((flag: Flag) => `${flag.severity}: ${flag.message}`),
    ...state.needed.map((needed) => `needed: ${needed.test} (${needed.why})`),
  ]
    .filter((part) => part !== "")
    .join("; "),
];

const readMapping = async (name: string): Promise<Result<TableMapping>> => {
  if (name === "tcga-brca") return ok(tcgaBrca);
  const text = await readText(name);
  if (!text.ok) return text;
  let value: unknown;
  try {
    value = parse(text.value);
  } catch (cause) {
    return {
      ok: false,
      error: {
        code: "not-yaml",
        path: name,
        message: `${name} is not YAML: ${(cause as Error).message}`,
        remedy: "see docs/status.md for a mapping",
      },
    };
  }
  const mapping = mappingSchema.safeParse(value);
  if (mapping.success) return ok(mapping.data);
  const issue = mapping.error.issues[0];
  return {
    ok: false,
    error: {
      code: "not-a-mapping",
      path: `${name}: ${issue?.path.join(".") ?? ""}`,
      message: issue?.message ?? "not a mapping",
      remedy: "see docs/status.md for a mapping",
    },
  };
};
