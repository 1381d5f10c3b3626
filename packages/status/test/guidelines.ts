import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Conflict, conflictSchema, type GuidelineTable, guidelineTableSchema } from "@erbium/model";
import { parse } from "yaml";
import {
  compileGuidelines,
  type Guidelines,
  type SequencingContext,
  type StatusContext,
  type TumourContext,
} from "../src/index.ts";

const root = join(import.meta.dirname, "../../../knowledge");
const itemsOf = (path: string): unknown[] =>
  (parse(readFileSync(path, "utf8")) as { items: unknown[] }).items;

/** The tables of `knowledge/guidelines`, read as the loader reads them. */
export const tables: readonly GuidelineTable[] = readdirSync(join(root, "guidelines"))
  .sort()
  .flatMap((name) => itemsOf(join(root, "guidelines", name)).map((item) => guidelineTableSchema.parse(item)));
export const conflicts: readonly Conflict[] = itemsOf(join(root, "conflicts/guidelines.yaml")).map((item) =>
  conflictSchema.parse(item),
);

let compiled: Guidelines | undefined;
const compile = (): Guidelines => {
  const result = compileGuidelines(tables, conflicts);
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`);
  return result.value;
};
/** The tables as knowledge ships them, compiled by the first test that asks: one that fails there is seen to fail. */
export const guidelines: Guidelines = {
  get tables() {
    compiled ??= compile();
    return compiled.tables;
  },
};

const families: Readonly<Record<string, string>> = {
  BRCA: "breast",
  STAD: "gastric",
  COAD: "colorectal",
  LUAD: "nsclc",
  CHOL: "biliary",
  USC: "endometrial",
  BLCA: "urothelial",
  PAAD: "agnostic",
};

/** Knowledge of today with a handful of tumours. */
export const context = (sequencing: SequencingContext = {}, asOf = "2026-11-21"): StatusContext => ({
  guidelines,
  asOf,
  sequencing: () => sequencing,
  resolveTumour: (name): TumourContext | null => {
    const guideline = Object.hasOwn(families, name) ? families[name] : undefined;
    return guideline === undefined ? null : { code: name, name, lineage: [name, "SOLID"], guideline };
  },
});
