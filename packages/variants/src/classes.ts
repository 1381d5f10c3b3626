import type { AlterationKind } from "@erbium/model";
import type { ClassCondition, ClassDefinition } from "./class-definition.ts";

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
  /** listed among the common polymorphisms */
  readonly polymorphism?: boolean;
  /** what the key says after the gene, for an alteration that is not a sequence change */
  readonly named: string | null;
}

/** Words of every class whose definition holds, in the order of the definitions. */
export const classesOf = (item: Classifiable, definitions: readonly ClassDefinition[]): string[] => {
  const words: string[] = [];
  for (const { definition, when } of possible(item, definitions))
    if (when.some((condition) => fits(condition, item)))
      words.push(
        definition.words.includes("{exon}")
          ? definition.words.replace("{exon}", String(item.exon))
          : definition.words,
      );
  return words;
};

/**
 * The same for the replacement of one residue, remembered: by gene and consequence there are no more of them
 * than residues. (A residue whose codon an exon edge splits has two exons; the last one asked is kept.)
 */
export const substitutionClasses = (
  gene: string,
  kind: AlterationKind,
  consequence: string | null,
  residue: number,
  exon: number | null,
  definitions: readonly ClassDefinition[],
  item: () => Classifiable,
): readonly string[] => {
  const { bySite } = memoryOf(definitions);
  const key = `${gene} ${kind} ${consequence}`;
  let sites = bySite.get(key);
  if (sites === undefined) {
    sites = new Map();
    bySite.set(key, sites);
  }
  const known = sites.get(residue);
  if (known !== undefined && known.exon === exon) return known.words;
  const words = classesOf(item(), definitions);
  sites.set(residue, { exon, words });
  return words;
};

/** A class with those of its conditions that gene, kind, consequence and name leave open. */
interface Possible {
  readonly definition: ClassDefinition;
  readonly when: readonly ClassCondition[];
}

interface Memory {
  readonly possible: Map<string, readonly Possible[]>;
  readonly bySite: Map<
    string,
    Map<number, { readonly exon: number | null; readonly words: readonly string[] }>
  >;
}

const memories = new WeakMap<readonly ClassDefinition[], Memory>();
/** Genes, kinds and consequences are few; names of fusions and the like are not, and are let go. */
const MOST_REMEMBERED = 5000;

const memoryOf = (definitions: readonly ClassDefinition[]): Memory => {
  const known = memories.get(definitions);
  if (known !== undefined) return known;
  const fresh = { possible: new Map(), bySite: new Map() };
  memories.set(definitions, fresh);
  return fresh;
};

const possible = (item: Classifiable, definitions: readonly ClassDefinition[]): readonly Possible[] => {
  const known = memoryOf(definitions).possible;
  const key = `${item.gene} ${item.kind} ${item.consequence} ${item.named}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const list = definitions
    .map((definition) => ({
      definition,
      when: definition.when.filter((condition) => mayHold(condition, item)),
    }))
    .filter(({ when }) => when.length > 0);
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(key, list);
  return list;
};

const mayHold = (condition: ClassCondition, item: Classifiable): boolean =>
  (condition.gene === undefined || condition.gene === item.gene) &&
  (condition.kind === undefined || condition.kind.includes(item.kind)) &&
  (condition.consequence === undefined ||
    (item.consequence !== null && condition.consequence.includes(item.consequence))) &&
  (condition.named === undefined || (item.named !== null && condition.named.includes(item.named)));

const fits = (condition: ClassCondition, item: Classifiable): boolean =>
  (condition.residues === undefined ||
    (item.residues !== null &&
      item.residues[0] <= condition.residues[1] &&
      item.residues[1] >= condition.residues[0])) &&
  (condition.outsideResidues === undefined ||
    (item.residues !== null &&
      (item.residues[0] > condition.outsideResidues[1] ||
        item.residues[1] < condition.outsideResidues[0]))) &&
  (condition.polymorphism === undefined || item.polymorphism === true) &&
  (condition.domain === undefined ||
    item.domains.some((one) => one === condition.domain || one.startsWith(`${condition.domain} `))) &&
  (condition.exon === undefined ||
    (condition.exon === "any" ? item.exon !== null : item.exon === condition.exon)) &&
  (condition.length === undefined || condition.length === lengthWord(item.lengthChange));

const lengthWord = (change: number | null): string | null =>
  change === null ? null : change > 0 ? "longer" : change < 0 ? "shorter" : "same";
