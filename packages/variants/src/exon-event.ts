import type { Alteration, Assembly } from "@erbium/model";
import { categoryAlteration } from "./category.ts";
import { transcriptMap } from "./coordinates.ts";
import type { GeneIndex } from "./gene-index.ts";
import type { GeneModel } from "./gene-model.ts";

/** First and last exon (numbers) that lie wholly in a stretch of the genome, and whether the frame is kept. */
interface WholeExons {
  readonly first: number;
  readonly last: number;
  readonly inFrame: boolean;
}

const wholeExons = (gene: GeneModel, assembly: Assembly, from: number, to: number): WholeExons | null => {
  const exons = gene.exons?.[assembly] ?? [];
  const numbers = exons.flatMap(([low, high], at) => (low >= from && high <= to ? [at + 1] : []));
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  if (numbers.length === 0) return null;
  const coded = gene.codingExons
    .filter(({ exon }) => exon >= first && exon <= last)
    .reduce((sum, { coding }) => sum + coding[1] - coding[0] + 1, 0);
  return { first, last, inFrame: coded > 0 && coded % 3 === 0 };
};

/** What large changes do that begin and end inside one gene. */
export type ExonEvent = "deletion" | "duplication" | "inversion";

/**
 * The alteration of a deletion, duplication or inversion inside one gene, by the exons that it holds whole; a
 * single exon lost in frame is the skipping of that exon. Null where it holds none: it then lies in an intron,
 * or changes a part of an exon whose bases a symbolic allele does not give.
 */
export const exonEvent = (
  input: string,
  gene: GeneModel,
  assembly: Assembly,
  from: number,
  to: number,
  event: ExonEvent,
  genes: GeneIndex,
): Alteration | null => {
  if (transcriptMap(gene, assembly) === null) return null;
  const exons = wholeExons(gene, assembly, from, to);
  if (exons === null) return null;
  const { first, last, inFrame } = exons;
  if (event === "deletion" && gene.symbol === "EGFR" && first === 2 && last === 7)
    return categoryAlteration(
      input,
      gene,
      { named: "vIII", kind: "isoform", aliases: ["exon 2-7 deletion"] },
      genes,
    );
  if (event === "deletion" && first === last && inFrame)
    return categoryAlteration(
      input,
      gene,
      {
        named: `exon-${first}-skipping`,
        kind: "isoform",
        consequence: "exon_loss_variant",
        exon: first,
        aliases: [`exon ${first} skipping`, `exon ${first} deletion`],
      },
      genes,
    );
  const range = first === last ? `exon-${first}` : `exons-${first}-${last}`;
  return categoryAlteration(
    input,
    gene,
    {
      named: `${range}-whole-${event}`,
      kind: "isoform",
      consequence:
        event === "deletion"
          ? "exon_loss_variant"
          : event === "duplication"
            ? "feature_elongation"
            : "transcript_variant",
      aliases: [`${range.replace("-", " ")} ${event}`],
    },
    genes,
  );
};
