import type { GeneIndex } from "./gene-index.ts";

/** What a drawing of a protein needs. Residues 1-based, both ends inside. */
export interface ProteinMap {
  readonly gene: string;
  /** residues */
  readonly length: number;
  readonly domains: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  /** a codon split by an exon edge appears in both exons */
  readonly exons: readonly { readonly number: number; readonly from: number; readonly to: number }[];
}

/** Domains and exons of a panel gene's protein; null for a gene that is not known or has no coding exons. */
export const proteinMap = (symbol: string, genes: GeneIndex): ProteinMap | null => {
  const gene = genes.named(symbol);
  if (gene === null || gene.proteinLength === null || gene.codingExons.length === 0) return null;
  return {
    gene: gene.symbol,
    length: gene.proteinLength,
    domains: gene.domains.map(({ name, start, end }) => ({ name, from: start, to: end })),
    exons: gene.codingExons.map(({ exon, residues }) => ({
      number: exon,
      from: residues[0],
      to: residues[1],
    })),
  };
};
