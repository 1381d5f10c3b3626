import type { AnyModelDefinition } from "../frame/model.ts";
import { ctcae } from "./ctcae.ts";
import { ctdnaDynamics } from "./ctdna-dynamics.ts";
import { doseModels } from "./dose-models.ts";
import { ildRisk } from "./ild-risk.ts";
import { lvefModels } from "./lvef-models.ts";

/** The models of what is watched on treatment. */
export const monitoringModels: readonly AnyModelDefinition[] = [
  ctcae,
  ctdnaDynamics,
  ildRisk,
  ...lvefModels,
  ...doseModels,
];
