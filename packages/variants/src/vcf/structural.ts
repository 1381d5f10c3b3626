import type { Alteration, Assembly } from "@erbium/model";
import type { CopyNumberFields } from "../annotate/annotated-row.ts";
import { textOf } from "../bytes.ts";
import { copyNumberAlteration, judgeCopies } from "../copy-number/copy-number.ts";
import { canBeCopies } from "../copy-number/segment-copies.ts";
import { type ExonEvent, exonEvent } from "../exon-event.ts";
import { fusionAlteration } from "../fusion.ts";
import type { GeneIndex } from "../gene-index.ts";
import type { GeneModel } from "../gene-model.ts";
import { type GeneSpan, geneAround, panelChromosomes } from "../panel-spans.ts";
import type { VcfAllele } from "./vcf-reader.ts";

/** One alteration that a structural allele is. */
export interface StructuralFinding {
  readonly alteration: Alteration;
  readonly copyNumber: CopyNumberFields | null;
}

/** Breakend pairs remembered, so that the second record of a pair is not a second fusion. */
const PAIRS_AT_MOST = 100_000;

/** A breakend as VCF 4.1 to 4.5 writes it, section 5.4: which side of each breakpoint is kept. */
const BREAKEND =
  /^(?:([ACGTN.]+)([[\]])([^:[\]]+):(\d+)[[\]][ACGTN.]*|([[\]])([^:[\]]+):(\d+)[[\]]([ACGTN.]+))$/i;

/**
 * Reads symbolic alleles and breakends. A breakend between two genes is a fusion, named 5'::3' by the strands and by the sides kept; inside one gene
 * it is what its two ends make of it. Deletions and duplications are exons of one gene, or copies of whole genes.
 */
export const structuralAlterations = (
  genes: GeneIndex,
): ((allele: VcfAllele, assembly: Assembly) => readonly StructuralFinding[]) => {
  const chromosomeOf = panelChromosomes(genes);
  const seen = new Set<string>();

  const breakend = (
    allele: VcfAllele,
    assembly: Assembly,
    input: string,
    text: string,
  ): StructuralFinding[] => {
    const match = BREAKEND.exec(text);
    const here = geneAround(allele.chromosome, assembly, allele.position);
    // a single breakend, `G.` or `.G`: what it is joined to is not known
    if (match === null) return fusionOf(input, end(here, text.endsWith(".")), null);
    const leftKept = match[1] !== undefined;
    const bracket = match[2] ?? match[5];
    const mateName = match[3] ?? match[6] ?? "";
    const matePosition = Number(match[4] ?? match[7]);
    const mateChromosome = chromosomeOf(mateName.replace(/^<|>$/g, ""));
    const there = mateChromosome === null ? null : geneAround(mateChromosome, assembly, matePosition);
    if (here === null && there === null) return [];
    const mateRightKept = bracket === "[";
    // the two junctions of a reciprocal exchange may share their positions, and differ in the sides kept
    const ends = [
      `${allele.chromosome.name}:${allele.position}${leftKept ? "<" : ">"}`,
      `${mateChromosome?.name ?? mateName}:${matePosition}${mateRightKept ? ">" : "<"}`,
    ];
    const pair = `${assembly} ${allele.sample ?? ""} ${ends.sort().join(" ")}`;
    if (seen.has(pair)) return [];
    if (seen.size < PAIRS_AT_MOST) seen.add(pair);
    if (here !== null && there !== null && here.gene === there.gene) {
      const [low, high] = [Math.min(allele.position, matePosition), Math.max(allele.position, matePosition)];
      const lowIsHere = allele.position === low;
      const lowLeftKept = lowIsHere ? leftKept : !mateRightKept;
      const highRightKept = lowIsHere ? mateRightKept : !leftKept;
      const event: ExonEvent =
        lowLeftKept && highRightKept
          ? "deletion"
          : !lowLeftKept && !highRightKept
            ? "duplication"
            : "inversion";
      const found = exonEvent(input, here.gene, assembly, low + 1, high - 1, event, genes);
      return found === null ? [] : [{ alteration: found, copyNumber: null }];
    }
    return fusionOf(input, end(here, leftKept), end(there, !mateRightKept));
  };

  /** The part of a gene that a junction keeps: what lies left of it, or right. */
  const end = (span: GeneSpan | null, left: boolean): Partner | null =>
    span === null ? null : { gene: span.gene, fivePrime: (span.gene.strand === "+") === left };

  const fusionOf = (input: string, a: Partner | null, b: Partner | null): StructuralFinding[] => {
    const found: StructuralFinding[] = [];
    if (a !== null && b !== null) {
      if (a.fivePrime === b.fivePrime) return [fusion(input, a.gene, null), fusion(input, b.gene, null)];
      const [first, second] = a.fivePrime ? [a.gene, b.gene] : [b.gene, a.gene];
      const gene = [first, second].find((one) => one.symbol === "ERBB2") ?? second;
      return [fusion(input, gene, `${first.symbol}::${second.symbol}`)];
    }
    for (const one of [a, b])
      if (one !== null)
        found.push(
          fusion(input, one.gene, one.fivePrime ? `${one.gene.symbol}::?` : `?::${one.gene.symbol}`),
        );
    return found;
  };
  const fusion = (input: string, gene: GeneModel, pair: string | null): StructuralFinding => ({
    alteration: fusionAlteration(input, gene, pair, genes),
    copyNumber: null,
  });

  const symbolic = (
    allele: VcfAllele,
    assembly: Assembly,
    input: string,
    text: string,
  ): StructuralFinding[] => {
    const type = /^<(DEL|DUP|CNV|INV|CN\d+)(?::[^>]*)?>$/i.exec(text)?.[1]?.toUpperCase();
    if (type === undefined) return [];
    const info = textOf(allele.bytes, allele.infoFrom, allele.infoTo);
    const to = endOf(info, allele.position, allele.alternate);
    if (to === null) return [];
    const from = allele.position + 1;
    const copies = copiesOf(allele, info, type);
    const [first, last] = [
      geneAround(allele.chromosome, assembly, allele.position),
      geneAround(allele.chromosome, assembly, to + 1),
    ];
    // its two ends lie in two genes and are joined: left and right of what is lost, or last and first of the copy
    if ((type === "DEL" || type === "DUP") && first !== null && last !== null && first.gene !== last.gene)
      return fusionOf(input, end(first, type === "DEL"), end(last, type === "DUP"));
    return allele.chromosome.spans[assembly].flatMap((span): StructuralFinding[] => {
      if (from > span.locus[1] || to < span.locus[0]) return [];
      const inside = from > span.locus[0] && to < span.locus[1];
      if (type === "INV" || inside) {
        if (type === "CNV" || type.startsWith("CN")) return [];
        const event: ExonEvent = type === "DEL" ? "deletion" : type === "DUP" ? "duplication" : "inversion";
        const found = inside ? exonEvent(input, span.gene, assembly, from, to, event, genes) : null;
        if (found !== null) return [{ alteration: found, copyNumber: null }];
        // one end in the gene: it is broken there
        return inside || (from <= span.locus[0] && to >= span.locus[1])
          ? []
          : [fusion(input, span.gene, null)];
      }
      // part of a gene: its copies are not those of the whole
      if (from > span.low || to < span.high) return [];
      const judged =
        copies === null
          ? null
          : judgeCopies(
              { copies, low: copies, high: copies, ratio: null, focal: null },
              genes.copyNumber,
              null,
            );
      const homozygous = allele.fields.text("GT") === "1/1" || allele.fields.text("GT") === "1|1";
      const call =
        judged !== null ? judged.call : type === "DEL" ? (homozygous ? "deletion" : "loss") : "gain";
      return call === "neutral"
        ? []
        : [
            {
              alteration: copyNumberAlteration(input, span.gene, call, genes),
              copyNumber: judged?.fields ?? null,
            },
          ];
    });
  };

  return (allele, assembly) => {
    const text = textOf(allele.bytes, allele.alternateFrom, allele.alternateTo);
    const chromosome = textOf(allele.bytes, allele.from, allele.chromosomeTo);
    const input = `${chromosome}:${allele.position}${text}`;
    return text.startsWith("<")
      ? symbolic(allele, assembly, input, text)
      : breakend(allele, assembly, input, text);
  };
};

interface Partner {
  readonly gene: GeneModel;
  /** whether the part with the gene's beginning is kept */
  readonly fivePrime: boolean;
}

/** Last base of a symbolic allele: END, or position and SVLEN (a list in VCF 4.4 and later). */
const endOf = (info: string, position: number, alternate: number): number | null => {
  const end = /(?:^|;)END=(\d+)/.exec(info)?.[1];
  if (end !== undefined) return Number(end);
  const lengths = /(?:^|;)SVLEN=([-\d,.]+)/.exec(info)?.[1]?.split(",");
  const length = Number(lengths?.[alternate] ?? lengths?.[0]);
  return Number.isFinite(length) && length !== 0 ? position + Math.abs(length) : null;
};

/** Copies: `<CN4>`, the sample's CN, INFO CN; null: not said. */
const copiesOf = (allele: VcfAllele, info: string, type: string): number | null => {
  const written =
    /^CN(\d+)$/.exec(type)?.[1] ??
    allele.fields.text("CN") ??
    // a list, one for each alternate
    /(?:^|;)CN=([\d.,]+)/.exec(info)?.[1]?.split(",")[allele.alternate];
  const copies = written === undefined ? Number.NaN : Number(written);
  return canBeCopies(copies) ? copies : null;
};
