import type { AnyModelDefinition } from "./frame/model.ts";
import { allred } from "./scores/allred.ts";
import { cpsEg } from "./scores/cps-eg.ts";
import { hScore } from "./scores/h-score.ts";
import { ihc4 } from "./scores/ihc4.ts";
import { magee } from "./scores/magee.ts";
import { npi } from "./scores/npi.ts";
import { pdl1 } from "./scores/pdl1.ts";
import { rcb } from "./scores/rcb.ts";
import { stil } from "./scores/stil.ts";
import { predict2 } from "./survival/predict-2.ts";
import { predict3 } from "./survival/predict-3.ts";

/** Every model that is computed here; each is described in `knowledge/scores/`. */
export const definitions: readonly AnyModelDefinition[] = [
  allred,
  cpsEg,
  hScore,
  ihc4,
  magee,
  npi,
  pdl1,
  predict2,
  predict3,
  rcb,
  stil,
];
