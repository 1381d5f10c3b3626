import type { Case } from "@erbium/model";
import { isMutation } from "./altered.ts";
import type { Finding } from "./finding.ts";
import type { Known } from "./three-valued.ts";

type Answer = "wild-type" | "mutant" | undefined;

/** Hormone-receptor positive is ER or PR positive; negative only when both are. */
export const hormoneReceptorPositive = ({ biomarkers }: Case): Known => {
  const { er, pr } = biomarkers ?? {};
  if (er === "positive" || pr === "positive") return true;
  return er === "negative" && pr === "negative" ? false : undefined;
};

/**
 * State of a set of genes: mutant when a mutation is listed, wild type when every gene was covered or
 * somebody stated it. A stated wild type beside a listed mutation contradicts itself: unknown.
 */
export const geneSetState = (
  stated: Answer,
  genes: readonly string[],
  findings: readonly Finding[],
  covered: (gene: string) => boolean,
): Answer => {
  const mutant = findings.some(
    ({ alteration }) => genes.includes(alteration.gene ?? "") && isMutation(alteration),
  );
  if (mutant) return stated === "wild-type" ? undefined : "mutant";
  if (stated !== undefined) return stated;
  return genes.every(covered) ? "wild-type" : undefined;
};

/** Squamous by the tumour's lineage names or the stated histology; mixed forms stay unknown. */
export const squamous = (tumourNames: readonly string[], histology: string | undefined): Known => {
  for (const words of [histology, ...tumourNames]) {
    if (words === undefined) continue;
    const text = words.toLowerCase();
    if (/non[- ]?squamous/.test(text)) return false;
    if (/adenosquamous/.test(text)) return undefined;
    if (/squamous/.test(text)) return true;
    if (/adenocarcinoma/.test(text)) return false;
  }
  return undefined;
};

/** Is there disease at this site? A list that does not name it does not deny it; an empty list does. */
const metastasesAt = (sites: Case["sites"], words: RegExp): Known => {
  if (sites === undefined) return undefined;
  if (sites.some((site) => words.test(site))) return true;
  return sites.length === 0 ? false : undefined;
};

export const brainMetastases = (given: Case): Known =>
  given.brainMetastases !== undefined ? true : metastasesAt(given.sites, /brain|cns|cerebr|mening|脑|뇌/i);

export const liverMetastases = (given: Case): Known => metastasesAt(given.sites, /liver|hepat|肝|간/i);

/** Stated, or by the response of a neoadjuvant treatment. */
export const residualInvasiveDisease = (given: Case): Known => {
  const stated = given.biomarkers?.residualInvasiveDisease;
  if (stated !== undefined) return stated;
  const responses = (given.treatments ?? [])
    .filter((treatment) => treatment.setting === "neoadjuvant")
    .map((treatment) => treatment.bestResponse);
  if (responses.includes("residual disease")) return true;
  return responses.includes("pCR") ? false : undefined;
};

/** Stage without its letter: II of "IIA". */
export const stageGroup = (stage: string | undefined): string | undefined =>
  /^\s*(?:stage\s*)?(0|IV|I{1,3})(?![IV])/i.exec(stage ?? "")?.[1]?.toUpperCase();
