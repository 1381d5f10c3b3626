import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { modelsPage } from "../src/models-page.ts";
import { bundle, models } from "./models.ts";

it("docs/predict.md says what the models say (write it anew: npm run models-page)", () => {
  const titles = new Map(bundle.sources.map((source) => [source.id, source.title]));
  const page = readFileSync(join(import.meta.dirname, "../../../docs/predict.md"), "utf8");
  expect(page).toBe(modelsPage(models.list, (source) => titles.get(source) ?? source));
});
