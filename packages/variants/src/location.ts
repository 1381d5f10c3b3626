import type { Alteration } from "@erbium/model";
import type { GeneModel } from "./gene-model.ts";

/** The exon that holds a residue: of a codon split by an exon edge, the one with two of its three bases. */
export const exonAt = (gene: GeneModel, residue: number): number | null => {
  const middleBase = residue * 3 - 1;
  return (
    gene.codingExons.find(({ coding }) => middleBase >= coding[0] && middleBase <= coding[1])?.exon ?? null
  );
};

/** The smallest domain that holds a residue; null where none is known to. */
export const domainAt = (gene: GeneModel, residue: number): string | null => {
  const holding = gene.domains.filter(({ start, end }) => residue >= start && residue <= end);
  holding.sort((a, b) => a.end - a.start - (b.end - b.start));
  return holding[0]?.name ?? null;
};

/** Names of the domains that these residues touch. */
export const domainsOver = (gene: GeneModel, [first, last]: readonly [number, number]): string[] => {
  const names: string[] = [];
  for (const { name, start, end } of gene.domains) if (first <= end && last >= start) names.push(name);
  return names;
};

/** `exon 20, kinase domain`: where an alteration lies, in words; empty where nothing is known. */
export const describeLocation = (alteration: Alteration): string =>
  [
    alteration.exon === null ? null : `exon ${alteration.exon}`,
    alteration.domain === null ? null : domainWords(alteration.domain),
  ]
    .filter((part) => part !== null)
    .join(", ");

const domainWords = (domain: string): string =>
  /domain|tail|peptide$/i.test(domain) ? domain : `${domain} domain`;

/**
 * Whether two alterations change the same single residue of the same gene, as T798I and T798M do. Evidence
 * about one says nothing by itself about the other.
 */
export const sameResidue = (a: Alteration, b: Alteration): boolean => {
  const residueA = singleResidue(a);
  return residueA !== null && a.gene === b.gene && residueA === singleResidue(b);
};

const singleResidue = ({ proteinShort }: Alteration): string | null =>
  proteinShort === null ? null : (/^([A-Z]\d+)(?:[A-Z*]|=|fs.*|)$/.exec(proteinShort)?.[1] ?? null);
