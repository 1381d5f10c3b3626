import type { CodingExon, GeneModel, Isoform, Span } from "./gene-model.ts";

/**
 * The model of a gene on another of its transcripts, where that has its own sequence (CDKN2A as p14ARF); null
 * where it has not. It keeps the symbol and carries the isoform's name, which stands in its keys:
 * `CDKN2A(p14ARF):p.R54C`. Domains, numberings and what follows the stop codon are those of the main
 * transcript and left out.
 */
export const isoformModel = (gene: GeneModel, isoform: Isoform): GeneModel | null => {
  const { exons, codingLimits, codingSequence, protein, refget } = isoform;
  if (!exons || !codingLimits || !codingSequence || !protein) return null;
  const written = (pattern: RegExp) => isoform.transcripts.find((one) => pattern.test(one)) ?? null;
  const refseq = written(/^NM_/);
  const withVersion = gene.manePlusClinical.find((one) => refseq !== null && one.startsWith(`${refseq}.`));
  return {
    ...gene,
    isoform: isoform.name,
    aliases: [],
    transcript: {
      refseq: withVersion ?? refseq,
      refseqProtein: written(/^NP_/) ?? written(/^LRG_\d+p/),
      ensembl: written(/^ENST/),
      ensemblProtein: written(/^ENSP/),
      mane: null,
      otherNames: isoform.transcripts,
      record: isoform.note,
    },
    exons,
    codingLimits,
    codingExons: codingExonsOf(exons.GRCh38, codingLimits.GRCh38, gene.strand),
    proteinLength: protein.length,
    codingSequence,
    protein,
    refget: refget ?? null,
    downstream: null,
    domains: [],
    numberings: [],
    isoforms: [],
  };
};

/**
 * Coding part of each exon. Exons in transcript order, each as [lowest, highest] base; the residues of a codon
 * that an exon edge splits are in both; the stop codon is none.
 */
export const codingExonsOf = (
  exons: readonly Span[],
  [low, high]: Span,
  strand: GeneModel["strand"],
): CodingExon[] => {
  const found: CodingExon[] = [];
  let before = 0;
  const ordered = strand === "+" ? exons : [...exons].sort((a, b) => b[0] - a[0]);
  for (const [at, [first, last]] of ordered.entries()) {
    const length = Math.min(last, high) - Math.max(first, low) + 1;
    if (length <= 0) continue;
    const coding: Span = [before + 1, before + length];
    found.push({
      exon: at + 1,
      coding,
      residues: [Math.ceil(coding[0] / 3), Math.ceil(coding[1] / 3)],
    });
    before += length;
  }
  const stop = Math.ceil(before / 3);
  return found.map((one) =>
    one.residues[1] === stop && one.residues[0] < stop
      ? { ...one, residues: [one.residues[0], stop - 1] }
      : one,
  );
};
