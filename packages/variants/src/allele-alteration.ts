import type { Alteration, Assembly } from "@erbium/model";
import type { GeneIndex } from "./gene-index.ts";
import { fromCall, genomicAlteration } from "./genomic-change.ts";

/**
 * The alteration of a pair of alleles as a VCF or a MAF writes them, or null outside the panel. In a MAF `-`
 * stands for no base, and an insertion lies after its position.
 */
export const alleleAlteration = (
  assembly: Assembly,
  chromosome: string,
  position: number,
  reference: string,
  alternate: string,
  genes: GeneIndex,
): Alteration | null => {
  if (!reference.startsWith("-") && !alternate.startsWith("-"))
    return fromCall({ assembly, chromosome, position, reference, alternate }, genes);
  const bases = (allele: string): string => allele.replace(/^-+$/, "").toUpperCase();
  const [removed, inserted] = [bases(reference), bases(alternate)];
  return genomicAlteration(
    `${chromosome}:${position}${reference}>${alternate}`,
    "genomic",
    {
      assembly,
      chromosome,
      start: position + (removed === "" ? 1 : 0),
      deleted: removed.length,
      removed,
      inserted,
    },
    genes,
  );
};
