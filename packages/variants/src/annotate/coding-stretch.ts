import type { Assembly } from "@erbium/model";
import { codonResidue } from "../amino-acids.ts";
import { isSequenced, type SequencedGene } from "../coding-change.ts";
import { transcriptMap } from "../coordinates.ts";
import type { GeneIndex } from "../gene-index.ts";
import type { GeneModel } from "../gene-model.ts";
import type { Stretch } from "./quiet-stretch.ts";

/** Bases at both ends of an exon's coding part that are their own cases: splice regions, start and stop. */
const EDGE = 3;

/** Whole codons of one exon in which the rows of single-base changes of one kind differ in names alone. */
export interface CodingStretch extends Stretch {
  readonly gene: SequencedGene;
  /** coding index (from 0) of a position: start + step x position */
  readonly start: number;
  readonly step: 1 | -1;
}

/** What a single-base change does to its codon. */
export interface CodonChange {
  /** number of the residue, from 1 */
  residue: number;
  /** character codes of the one-letter residues; the alternate is {@link SILENT}, or `*` for a stop */
  reference: number;
  alternate: number;
}

/** `=`: the residue stays. */
export const SILENT = 61;
/** `X` */
const UNKNOWN = 88;

export const noCodonChange = (): CodonChange => ({ residue: 0, reference: UNKNOWN, alternate: UNKNOWN });

/**
 * The stretches of a gene's coding sequence inside its exons, cut where a domain or a class of alterations
 * begins or ends.
 */
export const codingStretches = (
  gene: GeneModel,
  assembly: Assembly,
  genes: GeneIndex,
): readonly CodingStretch[] => {
  const map = transcriptMap(gene, assembly);
  if (map === null || !isSequenced(gene)) return [];
  const cuts = cutsOf(gene, genes);
  const step = gene.strand === "+" ? 1 : -1;
  return gene.codingExons
    .flatMap(({ coding }): CodingStretch[] => {
      const [first, last] = [coding[0] - 1 + EDGE, coding[1] - 1 - EDGE];
      const origin = map.toGenome({ index: coding[0] - 1, offset: 0 });
      if (origin === null) return [];
      const start = coding[0] - 1 - step * origin;
      const inside = cuts.filter((cut) => cut > first && cut <= last);
      return [first, ...inside].flatMap((from, at): CodingStretch[] => {
        const low = Math.ceil(from / 3) * 3;
        const high = Math.floor(((inside[at] ?? last + 1) - 1 + 1) / 3) * 3 - 1;
        if (high - low < 5) return [];
        const ends = [low, high].map((index) => (index - start) * step);
        return [{ gene, start, step, low: Math.min(...ends), high: Math.max(...ends) }];
      });
    })
    .sort((a, b) => a.low - b.low);
};

/**
 * Coding indexes (from 0) at which a domain, or a range of residues that a class asks for, begins or has ended;
 * the residue of a common polymorphism is a range of its own.
 */
const cutsOf = (gene: GeneModel, genes: GeneIndex): readonly number[] => {
  const ranges = [
    ...gene.domains.map(({ start, end }) => [start, end] as const),
    ...genes.classes.flatMap(({ when }) =>
      when.flatMap(({ residues, outsideResidues }) =>
        [residues, outsideResidues].filter((range) => range !== undefined),
      ),
    ),
    ...[...(genes.polymorphicResidues.get(gene.symbol) ?? [])].map((residue) => [residue, residue] as const),
  ];
  return [...new Set(ranges.flatMap(([start, end]) => [3 * (start - 1), 3 * end]))].sort((a, b) => a - b);
};

/**
 * What a base at a position does to its codon, into `change`; false where the reference base is not the gene's.
 * Bases as character codes of the forward strand.
 */
export const codonChange = (
  { gene, start, step }: CodingStretch,
  position: number,
  reference: number,
  alternate: number,
  change: CodonChange,
): boolean => {
  const { codingSequence, protein } = gene;
  const index = start + step * position;
  const own = step === 1 ? reference : complementOf(reference);
  const made = step === 1 ? alternate : complementOf(alternate);
  if (codingSequence.charCodeAt(index) !== own) return false;
  const place = index % 3;
  const codon = index - place;
  const residue = codon / 3;
  change.residue = residue + 1;
  change.reference = residue < protein.length ? protein.charCodeAt(residue) : UNKNOWN;
  const becomes = codonResidue(
    place === 0 ? made : codingSequence.charCodeAt(codon),
    place === 1 ? made : codingSequence.charCodeAt(codon + 1),
    place === 2 ? made : codingSequence.charCodeAt(codon + 2),
  ).charCodeAt(0);
  change.alternate = becomes === change.reference ? SILENT : becomes;
  return true;
};

/** A and T, C and G: their codes add up to 149 and to 138. */
export const complementOf = (base: number): number => (base === 65 || base === 84 ? 149 - base : 138 - base);
