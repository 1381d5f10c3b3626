import type { Refusal } from "@erbium/model";
import type { Studies } from "../studies.ts";
import {
  maximumLikelihood,
  restrictedMaximumLikelihood,
  type StoppingRule,
  scoredUntil,
} from "./likelihood.ts";
import { dersimonianLaird, generalisedQ, hedges, hunterSchmidt } from "./moments.ts";
import { pauleMandel } from "./paule-mandel.ts";
import { sidikJonkman } from "./sidik-jonkman.ts";

/**
 * How the between-study variance is estimated:
 * DL DerSimonian-Laird, HE Hedges (Cochran's ANOVA), HS Hunter-Schmidt, HSk the same with its small-sample
 * correction, SJ Sidik-Jonkman, ML and REML (restricted) maximum likelihood, EB empirical Bayes (Morris; the
 * same number as PM), PM Paule-Mandel, PMM its median-unbiased form, GENQ generalised Q with given weights.
 */
export const tauSquaredMethods = [
  "DL",
  "HE",
  "HS",
  "HSk",
  "SJ",
  "ML",
  "REML",
  "EB",
  "PM",
  "PMM",
  "GENQ",
] as const;
export type TauSquaredMethod = (typeof tauSquaredMethods)[number];

export interface TauSquared {
  readonly method: TauSquaredMethod;
  /** squared units of the effect, >= 0 */
  readonly value: number;
  /** null where the method gives none */
  readonly standardError: number | null;
  /** steps of the search; 0 for a closed formula */
  readonly iterations: number;
}

/** Why a given tau2 is no variance, or null. */
export const badTauSquared = (tauSquared: number): Refusal | null =>
  tauSquared >= 0
    ? null
    : {
        code: "negative-tau-squared",
        message: `tau2 is given as ${tauSquared}`,
        remedy: "a variance is zero or more",
      };

/** Estimates tau2 of checked studies with k > p; null where a stopping rule gives up. */
export const estimateTauSquared = (
  studies: Studies,
  method: TauSquaredMethod,
  weights?: Float64Array,
  stopping?: StoppingRule,
): TauSquared | null => {
  if (stopping !== undefined && (method === "ML" || method === "REML"))
    return scoredUntil(studies, method === "REML", stopping);
  switch (method) {
    case "DL":
      return dersimonianLaird(studies);
    case "HE":
      return hedges(studies);
    case "HS":
    case "HSk":
      return hunterSchmidt(studies, method);
    case "SJ":
      return sidikJonkman(studies);
    case "ML":
      return maximumLikelihood(studies);
    case "REML":
      return restrictedMaximumLikelihood(studies);
    case "EB":
    case "PM":
    case "PMM":
      return pauleMandel(studies, method);
    case "GENQ":
      return generalisedQ(studies, weights ?? studies.v.map((one) => 1 / one));
  }
};
