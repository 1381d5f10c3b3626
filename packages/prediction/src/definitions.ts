import type { AnyModelDefinition } from "./frame/model.ts";
import { npi } from "./scores/npi.ts";
import { rcb } from "./scores/rcb.ts";

/** Every model that is computed here; each is described in `knowledge/scores/`. */
export const definitions: readonly AnyModelDefinition[] = [npi, rcb];
