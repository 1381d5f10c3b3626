import { pam50 } from "./expression/pam50.ts";
import type { AnyModelDefinition } from "./frame/model.ts";
import { pcrLikelihood } from "./probability/pcr-likelihood.ts";
import { postTest } from "./probability/post-test.ts";
import { esmoMcbs } from "./ratings/esmo-mcbs.ts";
import { grade } from "./ratings/grade.ts";
import { ampAscoCap, escat } from "./ratings/tier.ts";
import { irecist } from "./response/irecist.ts";
import { ispy2Redirection } from "./response/ispy2-redirection.ts";
import { ki67Dynamics } from "./response/ki67-dynamics.ts";
import { mriFtv } from "./response/mri-ftv.ts";
import { percist } from "./response/percist.ts";
import { recist } from "./response/recist.ts";
import { responseRates } from "./response/response-rates.ts";
import { allred } from "./scores/allred.ts";
import { cpsEg } from "./scores/cps-eg.ts";
import { hScore } from "./scores/h-score.ts";
import { her2Ish } from "./scores/her2-ish.ts";
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
  ampAscoCap,
  escat,
  esmoMcbs,
  grade,
  her2Ish,
  irecist,
  ispy2Redirection,
  ki67Dynamics,
  mriFtv,
  pam50,
  pcrLikelihood,
  percist,
  postTest,
  recist,
  responseRates,
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
