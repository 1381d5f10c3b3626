import type { Assembly } from "@erbium/model";
import { chromosomeAccession, transcriptMap } from "./coordinates.ts";
import type { GeneModel } from "./gene-model.ts";
import { domainAt, exonAt } from "./location.ts";
import { anyBesideIntron } from "./splice-region.ts";

/**
 * What is asked of a gene again and again, worked out once: arrays by coding base (from 0) and by residue
 * (from 1). Lookups here stand for searches in `location.ts` and `coordinates.ts`, which stay the definition.
 */
export interface GeneTable {
  /** index in `codingExons` of each coding base */
  readonly exonOfBase: Uint8Array;
  /** 1 for each coding base that is one of the three beside an intron */
  readonly besideIntron: Uint8Array;
  /** position of each coding base, ascending or descending with the strand; null where not anchored */
  readonly position: Readonly<Record<Assembly, Int32Array | null>>;
  /** number of the exon of each residue (index 0 unused, one more for the stop); 0 = none */
  readonly exonOfResidue: Uint8Array;
  readonly domainOfResidue: readonly (string | null)[];
  /** `NC_000017.11:g.` */
  readonly genomicPrefix: Readonly<Record<Assembly, string>>;
  /** `NM_004448.4:c.` and `NP_004439.2:p.`, or the symbol where there is no accession */
  readonly codingPrefix: string;
  /** `ERBB2:`, `CDKN2A(p14ARF):` */
  readonly keyPrefix: string;
  readonly proteinPrefix: string;
}

const tables = new WeakMap<GeneModel, GeneTable>();

export const geneTable = (gene: GeneModel): GeneTable => {
  const known = tables.get(gene);
  if (known !== undefined) return known;
  const built = build(gene);
  tables.set(gene, built);
  return built;
};

const build = (gene: GeneModel): GeneTable => {
  const length = gene.codingSequence?.length ?? 0;
  const residues = (gene.proteinLength ?? 0) + 2;
  const exonOfBase = new Uint8Array(length);
  for (const [at, { coding }] of gene.codingExons.entries())
    exonOfBase.fill(at, coding[0] - 1, Math.min(coding[1], length));
  const besideIntron = new Uint8Array(length);
  const map = transcriptMap(gene, "GRCh38") ?? transcriptMap(gene, "GRCh37");
  if (map !== null)
    for (let index = 0; index < length; index += 1)
      if (anyBesideIntron(index, index, map)) besideIntron[index] = 1;
  const positions = (assembly: Assembly): Int32Array | null => {
    const map = transcriptMap(gene, assembly);
    return map === null
      ? null
      : Int32Array.from({ length }, (_, index) => map.toGenome({ index, offset: 0 }) ?? 0);
  };
  const keyPrefix = gene.isoform === undefined ? gene.symbol : `${gene.symbol}(${gene.isoform})`;
  return {
    exonOfBase,
    besideIntron,
    position: { GRCh37: positions("GRCh37"), GRCh38: positions("GRCh38") },
    exonOfResidue: Uint8Array.from({ length: residues }, (_, at) => exonAt(gene, at) ?? 0),
    domainOfResidue: Array.from({ length: residues }, (_, at) => domainAt(gene, at)),
    genomicPrefix: {
      GRCh37: `${chromosomeAccession(gene.chromosome, "GRCh37")}:g.`,
      GRCh38: `${chromosomeAccession(gene.chromosome, "GRCh38")}:g.`,
    },
    codingPrefix: `${gene.transcript.refseq ?? keyPrefix}:c.`,
    keyPrefix: `${keyPrefix}:`,
    proteinPrefix: `${gene.transcript.refseqProtein ?? keyPrefix}:`,
  };
};
