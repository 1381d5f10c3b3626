import type { Alteration } from "@erbium/model";
import type { Finding } from "./finding.ts";
import { keyName, plainName } from "./key-name.ts";
import type { AlterationType } from "./sequencing-coverage.ts";
import type { Known } from "./three-valued.ts";

/** A change of the protein's sequence, named as such or as "mutation". */
export const isMutation = (alteration: Alteration): boolean => alteration.classes.includes("mutation");

/** What must have been looked at before the absence of a class means something; null: no panel test answers it. */
const neededFor = (name: string): readonly AlterationType[] | null => {
  if (/amplification|gain/.test(name)) return ["cnv"];
  if (/fusion/.test(name)) return ["fusion"];
  if (/exon.*deletion|insertion/.test(name)) return ["indel"];
  if (/loss|deletion/.test(name)) return ["snv", "indel", "cnv"];
  if (/skipping|p95|overexpression|low|truncated/.test(name)) return null;
  return ["snv", "indel"];
};

/** Is the alteration of that class, or of that short protein name? */
export const isOfClass = (alteration: Alteration, name: string): boolean =>
  alteration.classes.some((one) => plainName(one) === plainName(name)) ||
  alteration.proteinShort === name ||
  keyName(alteration.key) === plainName(name);

/** A class less precise than the question ("ERBB2 mutation" where L755S is asked): it may be that one. */
const leavesOpen = (alteration: Alteration, name: string): boolean =>
  keyName(alteration.key) === "mutation" && !/amplification|fusion|loss/.test(name);

/**
 * Does the patient carry an alteration of that gene and class (a class, or a short protein name)? A common
 * polymorphism is no mutation. "No" only where a tissue test covered it.
 */
export const altered = (
  findings: readonly Finding[],
  gene: string,
  name: string,
  covered: (gene: string, types: readonly AlterationType[]) => boolean,
  isPolymorphism: (alteration: Alteration) => boolean,
): Known => {
  const here = findings.filter(({ alteration }) => alteration.gene === gene && !isPolymorphism(alteration));
  if (here.some(({ alteration }) => isOfClass(alteration, name))) return true;
  if (here.some(({ alteration }) => leavesOpen(alteration, name))) return undefined;
  const types = neededFor(name);
  return types !== null && covered(gene, types) ? false : undefined;
};
