import type { AlterationKind } from "@erbium/model";
import type { ClassCondition, ClassDefinition } from "./class-definitions.ts";

/** What a class definition may ask about. */
export interface Classifiable {
  readonly gene: string;
  readonly kind: AlterationKind;
  readonly consequence: string | null;
  readonly residues: readonly [number, number] | null;
  /** names of the domains that the change touches */
  readonly domains: readonly string[];
  readonly exon: number | null;
  readonly lengthChange: number | null;
  /** what the key says after the gene, for an alteration that is not a sequence change */
  readonly named: string | null;
}

/** Words of every class whose definition holds, in the order of the definitions. */
export const classesOf = (item: Classifiable, definitions: readonly ClassDefinition[]): string[] =>
  definitions
    .filter(({ when }) => when.some((condition) => holds(condition, item)))
    .map(({ words }) => words.replace("{exon}", String(item.exon)));

const holds = (condition: ClassCondition, item: Classifiable): boolean =>
  (condition.gene === undefined || condition.gene === item.gene) &&
  (condition.kind === undefined || condition.kind.includes(item.kind)) &&
  (condition.consequence === undefined ||
    (item.consequence !== null && condition.consequence.includes(item.consequence))) &&
  (condition.residues === undefined ||
    (item.residues !== null &&
      item.residues[0] <= condition.residues[1] &&
      item.residues[1] >= condition.residues[0])) &&
  (condition.domain === undefined ||
    item.domains.some((one) => one === condition.domain || one.startsWith(`${condition.domain} `))) &&
  (condition.exon === undefined || item.exon !== null) &&
  (condition.length === undefined || condition.length === lengthWord(item.lengthChange)) &&
  (condition.named === undefined || (item.named !== null && condition.named.includes(item.named)));

const lengthWord = (change: number | null): string | null =>
  change === null ? null : change > 0 ? "longer" : change < 0 ? "shorter" : "same";
