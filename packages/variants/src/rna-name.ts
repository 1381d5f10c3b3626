import type { Alteration } from "@erbium/model";
import { refused } from "./alteration.ts";
import { transcriptMap } from "./coordinates.ts";
import { exonEvent } from "./exon-event.ts";
import type { GeneIndex } from "./gene-index.ts";
import type { GeneModel } from "./gene-model.ts";

/** `r.2264u>c` as `c.2264T>C`: the same bases, in the letters of DNA; verbs stay. */
export const asCodingName = (rna: string): string =>
  `c.${rna
    .slice(2)
    .replace(/(delins|del|dup|ins|inv)|([acgut]+)/gi, (_, verb: string | undefined, bases: string) =>
      verb === undefined ? bases.toUpperCase().replaceAll("U", "T") : verb.toLowerCase(),
    )}`;

/**
 * What only RNA can say: exons that are left out (`r.1899_1946del`), which is the skipping of that exon and not
 * the loss of its bases from the gene; and what says too little to be a change (`r.spl`, `r.0`). Null: read the
 * name as that of the same bases on the coding sequence.
 */
export const readRnaOnly = (
  name: string,
  rna: string,
  gene: GeneModel,
  genes: GeneIndex,
): Alteration | null => {
  const body = rna.replace(/^r\.\s?/i, "").replace(/[()\s]/g, "");
  const [, from, to] = /^(\d{1,5})_(\d{1,5})del[acgut]*$/i.exec(body) ?? [];
  if (from !== undefined && to !== undefined) return wholeExons(name, Number(from), Number(to), gene, genes);
  const said = /^spl\??$/i.test(body)
    ? "that splicing is changed, not how"
    : /^0\??$/.test(body)
      ? "that no RNA is made, not why"
      : null;
  return said === null
    ? null
    : refused(
        name,
        {
          code: "unparsable",
          message: `${rna} says ${said}`,
          suggestion: `give the change of the DNA (${gene.symbol} c.), or what is left out (${gene.symbol} exon skipping)`,
        },
        gene.symbol,
      );
};

/** Null where the bases are not exactly those of whole exons. */
const wholeExons = (
  name: string,
  from: number,
  to: number,
  gene: GeneModel,
  genes: GeneIndex,
): Alteration | null => {
  const map = transcriptMap(gene, "GRCh38");
  if (map === null || to > map.codingLength) return null;
  const [first, last] = [from - 1, to - 1];
  const begins = map.exonRanges.some(([start]) => start === first);
  const ends = map.exonRanges.some(([, end]) => end === last);
  const places = [first, last].map((index) => map.toGenome({ index, offset: 0 }));
  const [one, other] = places;
  if (!begins || !ends || one == null || other == null) return null;
  return exonEvent(name, gene, "GRCh38", Math.min(one, other), Math.max(one, other), "deletion", genes);
};
