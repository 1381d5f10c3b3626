import { editDistance, err, ok, type Result } from "@erbium/model";
import { type AnyModelDefinition, type Model, openModel } from "./model.ts";
import type { ModelKnowledge } from "./model-knowledge.ts";

/** The models that this knowledge describes and this program computes. */
export interface Models {
  readonly list: readonly Model[];
  model(id: string): Result<Model>;
}

/**
 * Opens every recorded model.
 *
 * @param knowledge    items of `knowledge/scores/`, and the tables that models ask
 * @param definitions  the code of each; a recorded model without code answers why it is not computed
 * @throws Error when code has no record: a model without source, scope and version must not run
 */
export const registry = (knowledge: ModelKnowledge, definitions: readonly AnyModelDefinition[]): Models => {
  const { scores } = knowledge;
  const code = new Map(definitions.map((definition) => [definition.id, definition]));
  const recorded = new Set(scores.map((score) => score.id));
  for (const id of code.keys())
    if (!recorded.has(id)) throw new Error(`the model ${id} is not described in knowledge/scores/`);
  const list = scores.map((score) => openModel(score, code.get(score.id), knowledge));
  const byId = new Map(list.map((model) => [model.id, model]));
  return {
    list,
    model: (id) => {
      const found = byId.get(id) ?? byId.get(id.toLowerCase());
      if (found !== undefined) return ok(found);
      const near = [...byId.keys()]
        .map((name) => ({ name, distance: editDistance(id.toLowerCase(), name) }))
        .toSorted((a, b) => a.distance - b.distance)[0];
      return err({
        code: "unknown-model",
        message: `there is no model "${id}"`,
        path: "model",
        remedy:
          near !== undefined && near.distance <= 3
            ? `did you mean "${near.name}"? \`erbium predict list\` shows all`
            : "`erbium predict list` shows all",
      });
    },
  };
};
