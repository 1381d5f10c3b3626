import type { Assembly } from "@erbium/model";
import { chromosomeName, readChromosomeAccession, transcriptMap } from "./coordinates.ts";
import type { GeneIndex } from "./gene-index.ts";
import type { GeneModel } from "./gene-model.ts";

/** Where a panel gene lies on its chromosome: first and last base of its transcript. */
export interface GeneSpan {
  readonly gene: GeneModel;
  readonly low: number;
  readonly high: number;
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
        return map === null ? [] : [{ gene, low: map.lowest, high: map.highest }];
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
