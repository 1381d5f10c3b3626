import type { AdvisedAlteration } from "@erbium/model";
import { say } from "../words.ts";

/** "ERBB2 L755S": gene and short name; the input where it could not be read. */
export const alterationName = (alteration: AdvisedAlteration): string => {
  if (alteration.error !== null || alteration.key === null) return alteration.input;
  const name = alteration.proteinShort ?? alteration.key.slice(alteration.key.indexOf(":") + 1);
  return alteration.gene === null || name.startsWith(alteration.gene) ? name : `${alteration.gene} ${name}`;
};

/** Alterations with a row of their own, and those of which nothing at all is known, once these are many. */
export const splitAlterations = (
  all: readonly AdvisedAlteration[],
): { readonly rows: readonly AdvisedAlteration[]; readonly rest: readonly AdvisedAlteration[] } => {
  const silent = (alteration: AdvisedAlteration): boolean =>
    alteration.error === null &&
    alteration.function === null &&
    alteration.match === "none" &&
    alteration.statements.length === 0 &&
    alteration.germlineAdvice === null;
  const rest = all.filter(silent);
  return rest.length > SILENT_ROWS
    ? { rows: all.filter((alteration) => !silent(alteration)), rest }
    : { rows: all, rest: [] };
};
const SILENT_ROWS = 3;

const same = (a: string, b: string): boolean =>
  a.replace(/[\s:]|p\./gi, "").toLowerCase() === b.replace(/[\s:]|p\./gi, "").toLowerCase();

/** How it was given (when that differs from its name), its fraction and origin. */
export const alterationDetails = (alteration: AdvisedAlteration): readonly string[] => [
  ...(same(alterationName(alteration), alteration.input)
    ? []
    : [say("alteration.given", { input: alteration.input })]),
  ...(alteration.vaf === null
    ? []
    : [say("alteration.fraction", { percent: Math.round(alteration.vaf * 1000) / 10 })]),
  ...(alteration.origin === null ? [] : [alteration.origin]),
];

/** Exon, domain, and the classes that say more than those two. */
export const alterationPlace = (alteration: AdvisedAlteration): readonly string[] => [
  ...(alteration.exon === null ? [] : [say("alteration.exon", { exon: alteration.exon })]),
  ...(alteration.domain === null ? [] : [alteration.domain]),
  ...alteration.classes.filter(
    (name) =>
      name !== "mutation" &&
      name !== `exon ${alteration.exon} mutation` &&
      (alteration.domain === null || !name.startsWith(alteration.domain.split(" ")[0] ?? "")),
  ),
];
