import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KnowledgeBundle } from "@erbium/model";
import { modelsPage } from "../src/models-page.ts";
import { openModels } from "../src/open-models.ts";

/** `npm run models-page`: writes docs/predict.md from the compiled knowledge. */
const root = join(import.meta.dirname, "../../..");
const bundle = JSON.parse(readFileSync(join(root, "dist/knowledge.json"), "utf8")) as KnowledgeBundle;
const titles = new Map(bundle.sources.map((source) => [source.id, source.title]));
writeFileSync(
  join(root, "docs/predict.md"),
  modelsPage(openModels(bundle).list, (source) => titles.get(source) ?? source),
);
