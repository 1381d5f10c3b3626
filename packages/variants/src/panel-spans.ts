import type { Assembly } from "@erbium/model";
import { chromosomeName, readChromosomeAccession, transcriptMap } from "./coordinates.ts";
import type { GeneIndex } from "./gene-index.ts";
import type { GeneModel, Span } from "./gene-model.ts";

/** Where a panel gene lies on its chromosome: first and last base of its transcript. */
export interface GeneSpan {
  readonly gene: GeneModel;
  readonly low: number;
  readonly high: number;
  /** first and last base of all its transcripts: a break there is a break in the gene (NRG1 begins a million bases earlier) */
  readonly locus: Span;
}

/** A chromosome that carries genes of the panel. */
export interface PanelChromosome {
  /** without `chr` */
  readonly name: string;
  readonly spans: Readonly<Record<Assembly, readonly GeneSpan[]>>;
}

/** The chromosomes of the panel by the name that a file writes: `chr17`, `17`, `NC_000017.11`. */
export const panelChromosomes = (genes: GeneIndex): ((written: string) => PanelChromosome | null) => {
  const known = new Map<string, PanelChromosome | null>();
  const build = (name: string): PanelChromosome | null => {
    const models = genes.onChromosome(name);
    if (models.length === 0) return null;
    const spans = (assembly: Assembly): GeneSpan[] =>
      models.flatMap((gene) => {
        const map = transcriptMap(gene, assembly);
        if (map === null) return [];
        const { lowest: low, highest: high } = map;
        return [{ gene, low, high, locus: locusOf(gene, assembly, [low, high]) }];
      });
    return { name, spans: { GRCh37: spans("GRCh37"), GRCh38: spans("GRCh38") } };
  };
  return (written) => {
    const name = readChromosomeAccession(written)?.chromosome ?? chromosomeName(written);
    let found = known.get(name);
    if (found === undefined) {
      found = build(name);
      // a file of endless contig names must not fill the memory
      if (known.size < 1000) known.set(name, found);
    }
    return found;
  };
};

const locusOf = (gene: GeneModel, assembly: Assembly, main: Span): Span => {
  const others = (gene.isoforms ?? []).flatMap(({ exons, span }) => [
    ...(exons?.[assembly] ?? []),
    ...(span?.[assembly] === undefined ? [] : [span[assembly]]),
  ]);
  return [
    Math.min(main[0], ...others.map(([low]) => low)),
    Math.max(main[1], ...others.map(([, high]) => high)),
  ];
};

/** The gene in one of whose transcripts a position lies: in its main one if it can be, or null. */
export const geneAround = (
  chromosome: PanelChromosome,
  assembly: Assembly,
  position: number,
): GeneSpan | null =>
  spanTouching(chromosome, assembly, position, position) ??
  chromosome.spans[assembly].find(({ locus }) => position >= locus[0] && position <= locus[1]) ??
  null;

/** The first gene that a stretch of the chromosome touches, or null. */
export const spanTouching = (
  chromosome: PanelChromosome,
  assembly: Assembly,
  from: number,
  to: number,
): GeneSpan | null => {
  const spans = chromosome.spans[assembly];
  for (let at = 0; at < spans.length; at += 1) {
    const span = spans[at];
    if (span !== undefined && from <= span.high && to >= span.low) return span;
  }
  return null;
};
