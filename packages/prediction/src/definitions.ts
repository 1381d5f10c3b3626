import type { AnyModelDefinition } from "./frame/model.ts";
import { npi } from "./scores/npi.ts";
import { rcb } from "./scores/rcb.ts";
import { predict2 } from "./survival/predict-2.ts";
import { predict3 } from "./survival/predict-3.ts";

/** Every model that is computed here; each is described in `knowledge/scores/`. */
export const definitions: readonly AnyModelDefinition[] = [npi, predict2, predict3, rcb];
