import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KnowledgeBundle } from "@erbium/model";
import { openModels } from "../src/open-models.ts";

/** The compiled knowledge and its models, once for all tests. */
export const bundle = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../dist/knowledge.json"), "utf8"),
) as KnowledgeBundle;
export const models = openModels(bundle);

/** No message of any answer may be without words. */
const worded = <T extends string>(words: T): T => {
  if (words.trim() === "" || words.startsWith(":")) throw new Error("a message without words");
  return words;
};

/** Asks one model; a refusal is returned as `error` beside empty values. */
export const ask = (model: string, input: unknown) => {
  const found = models.model(model);
  if (!found.ok) throw new Error(found.error.message);
  const answer = found.value.evaluate(input);
  if (answer.ok) for (const { code, text } of answer.value.warnings) worded(code) && worded(text);
  else
    for (const words of [
      answer.error.code,
      answer.error.message,
      answer.error.remedy,
      answer.error.path ?? "-",
    ])
      worded(words);
  return answer.ok
    ? { ...answer.value, codes: answer.value.warnings.map((one) => one.code), error: null }
    : {
        values: {} as Readonly<Record<string, unknown>>,
        class: null,
        interval: null,
        scope: null,
        codes: [],
        warnings: [],
        wouldChange: [],
        error: answer.error,
      };
};
