import type { Score } from "@erbium/model";
import { definitions } from "./definitions.ts";
import { type Models, registry } from "./frame/registry.ts";

/** Opens the models of this room over what the knowledge records of them (`bundle.scores`). */
export const openModels = (scores: readonly Score[]): Models => registry(scores, definitions);
