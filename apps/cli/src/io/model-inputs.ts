import { extname } from "node:path";
import { err, ok, type Result } from "@erbium/model";
import { parseAllDocuments } from "yaml";
import { readText } from "./read-text.ts";
import { rows } from "./rows.ts";

/** One input of a model, and the fields of its row that travel with it unread. */
export interface ModelInput {
  readonly input: unknown;
  readonly kept: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Inputs of a model from a file or standard input: JSON (an object or an array), JSON Lines, YAML (documents or a
 * list), CSV or TSV with one input in a row.
 *
 * @param keep   fields to carry to the answer; those that the model does not read are taken out of its input
 * @param reads  does the model read a field of this name?
 */
export async function* modelInputs(
  path: string,
  keep: readonly string[],
  reads: (field: string) => boolean,
): AsyncGenerator<Result<ModelInput>> {
  const split = (input: unknown): ModelInput => {
    if (typeof input !== "object" || input === null || Array.isArray(input)) return { input, kept: {} };
    const given = input as Fields;
    return {
      input: Object.fromEntries(
        Object.entries(given).filter(([field]) => !keep.includes(field) || reads(field)),
      ),
      kept: Object.fromEntries(keep.map((field) => [field, given[field] ?? null])),
    };
  };
  if (/^\.ya?ml$/i.test(extname(path))) {
    for (const one of await yamlValues(path)) yield one.ok ? ok(split(one.value)) : one;
    return;
  }
  for await (const row of rows(path)) {
    if (!row.ok) yield row;
    else if (row.value.kind === "columns" && looksLikeYaml(row.value.record)) {
      yield err({
        code: "not-a-table",
        path: "--input",
        message: "this reads like YAML, which is told by the ending of a file",
        remedy: "give it as --input FILE.yaml, or give JSON or CSV",
      });
      return;
    } else yield ok(split(row.value.kind === "json" ? row.value.value : fromCells(row.value.record)));
  }
}

/** A table of one column whose head is a field with its value: `size_cm: 2.5`. */
const looksLikeYaml = (record: Readonly<Record<string, string>>): boolean => {
  const heads = Object.keys(record);
  return heads.length === 1 && /^(?:- )?[\w.]+:(?:\s|$)|^---$/.test(heads[0] ?? "");
};

const yamlValues = async (path: string): Promise<readonly Result<unknown>[]> => {
  const text = await readText(path);
  if (!text.ok) return [text];
  const documents = parseAllDocuments(text.value, { stringKeys: true });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document): Result<unknown>[] => {
    const wrong = document.errors[0]?.message.split("\n")[0];
    if (wrong !== undefined)
      return [
        err({
          code: "not-yaml",
          path,
          message: `${path} is not YAML: ${wrong}`,
          remedy: "correct the file, or give JSON or CSV",
        }),
      ];
    // Without aliases, which can expand without bound.
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return (Array.isArray(value) ? value : [value]).map((one) => ok(one));
  });
};

/**
 * Cells of a table as JSON would have them: numbers, true, false, null, and lists in square brackets; an empty cell
 * is not given, and `patient.setting` is a field of `patient`.
 */
const fromCells = (record: Readonly<Record<string, string>>): Fields => {
  const own: Record<string, unknown> = {};
  const patient: Record<string, unknown> = {};
  for (const [name, cell] of Object.entries(record)) {
    if (cell === "") continue;
    const nested = /^patient\.(.+)$/.exec(name)?.[1];
    if (nested === undefined) own[name] = fromCell(cell);
    else patient[nested] = fromCell(cell);
  }
  return Object.keys(patient).length === 0 ? own : { ...own, patient };
};

const fromCell = (cell: string): unknown => {
  if (/^(?:true|false|null)$/i.test(cell)) return JSON.parse(cell.toLowerCase());
  if (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(cell)) return Number(cell);
  if (!/^[[{]/.test(cell)) return cell;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
};
