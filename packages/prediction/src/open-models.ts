import { definitions } from "./definitions.ts";
import type { ModelKnowledge } from "./frame/model-knowledge.ts";
import { type Models, registry } from "./frame/registry.ts";
import { monitoringModels } from "./monitoring/models.ts";

/** Opens the models of this room over what the knowledge records of them; a bundle is such knowledge. */
export const openModels = (knowledge: ModelKnowledge): Models =>
  registry(knowledge, [...definitions, ...monitoringModels]);
