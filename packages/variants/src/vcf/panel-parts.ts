import type { GeneIndex } from "../gene-index.ts";
import { panelChromosomes } from "../panel-spans.ts";
import { type IndexedPart, joinedParts, type TabixIndex } from "./tabix-index.ts";
import { MARGIN } from "./vcf-reader.ts";

/**
 * The parts of an indexed VCF that may hold records of panel genes, on either assembly, so that what speaks for
 * the one or the other is seen as in the whole file.
 */
export const panelParts = (index: TabixIndex, genes: GeneIndex): readonly IndexedPart[] => {
  const chromosomeOf = panelChromosomes(genes);
  return joinedParts(
    index.names.flatMap((name) => {
      const { GRCh37 = [], GRCh38 = [] } = chromosomeOf(name)?.spans ?? {};
      return [...GRCh37, ...GRCh38].flatMap(({ low, high }) =>
        index.parts(name, low - MARGIN - 1, high + MARGIN),
      );
    }),
  );
};

/**
 * Whether the header of a VCF announces structural changes. Their records may stand far from the gene that they
 * concern, so that an index by place does not find them.
 */
export const announcesStructure = (header: string): boolean =>
  /^##INFO=<ID=(?:SVTYPE|MATEID|SVLEN)\b|^##ALT=<ID=(?:DEL|DUP|INS|INV|CNV|BND|CN\d)/m.test(header);
