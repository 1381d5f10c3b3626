import type { ModelKnowledge } from "../frame/model-knowledge.ts";
import { type Models, registry } from "../frame/registry.ts";
import { ispy2Redirection } from "../response/ispy2-redirection.ts";
import { ki67Dynamics } from "../response/ki67-dynamics.ts";
import { mriFtv } from "../response/mri-ftv.ts";
import { ctdnaDynamics } from "./ctdna-dynamics.ts";
import { remembered } from "./remembered.ts";

const definitions = [ctdnaDynamics, ki67Dynamics, mriFtv, ispy2Redirection];

/** The models that compare a marker over time, as far as the knowledge records them. */
export const markerModels = remembered((knowledge: ModelKnowledge): Models => {
  const recorded = new Set(knowledge.scores.map(({ id }) => id));
  return registry(
    knowledge,
    definitions.filter(({ id }) => recorded.has(id)),
  );
}, new WeakMap());
