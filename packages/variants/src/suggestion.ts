import type { GeneIndex } from "./gene-index.ts";
import type { GeneModel } from "./gene-model.ts";
import { shortName } from "./protein-change.ts";
import type { ProteinName } from "./protein-name.ts";
import { firstPosition, givesResidues, movedBy, residuesFit, resolveProtein } from "./protein-resolve.ts";

/** How far from the named residue the nearest fit is looked for; beyond it a fit is chance. */
const NEIGHBOURHOOD = 25;

/**
 * What a name whose residues don't fit may have meant, most telling first: the other allele of the same
 * residue, another numbering of the same gene, the nearest residues that fit, another gene of the panel.
 */
export const suggestionFor = (name: ProteinName, gene: GeneModel, genes: GeneIndex): string | null => {
  const explained = [
    otherAllele(name, gene, genes),
    asCoding(name, gene),
    ...otherNumberings(name, gene),
  ].filter((idea) => idea !== null);
  const near = explained.length === 0 ? nearest(name, gene) : null;
  const ideas = [...explained, near, otherGenes(name, gene, genes)].filter((idea) => idea !== null);
  return ideas.length === 0 ? null : ideas.slice(0, 3).join("; or ");
};

/** Genes of the panel that have the named residues, each with the name there. */
export const genesThatFit = (name: ProteinName, genes: GeneIndex, except: string | null): string[] =>
  givesResidues(name)
    ? genes.genes.flatMap((gene) => {
        if (gene.symbol === except || gene.protein === null || !residuesFit(name, gene.protein)) return [];
        const text = nameOn(name, gene);
        return text === null ? [] : [`${gene.symbol} ${text}`];
      })
    : [];

const otherAllele = (name: ProteinName, gene: GeneModel, genes: GeneIndex): string | null => {
  if (name.form !== "substitution" || gene.protein === null) return null;
  const { residue, position } = name.at;
  const found = gene.protein[position - 1];
  if (residue === null || found === undefined || name.alternates[0] !== found) return null;
  const reversed = `${found}${position}${residue}`;
  const known = genes.polymorphisms.find((one) => one.gene === gene.symbol && one.protein === reversed);
  const rsid = known?.rsid
    ? `, the common polymorphism ${known.rsid}`
    : known
      ? ", a common polymorphism"
      : "";
  return `${gene.symbol} ${reversed}${rsid}: the reference sequence carries ${found}, and the name reads the change from the other allele`;
};

/** `T2264C` beyond the end of the protein is a change of a base, written the old way. */
const asCoding = (name: ProteinName, gene: GeneModel): string | null => {
  if (name.form !== "substitution" || gene.protein === null || name.at.position <= gene.protein.length)
    return null;
  const { residue, position } = name.at;
  const alternate = name.alternates[0] ?? "";
  return residue !== null && /^[ACGT]$/.test(alternate) && gene.codingSequence?.[position - 1] === residue
    ? `${gene.symbol} c.${position}${residue}>${alternate}`
    : null;
};

const otherNumberings = (name: ProteinName, gene: GeneModel): string[] => {
  const position = firstPosition(name);
  if (position === null || gene.protein === null || !givesResidues(name)) return [];
  return gene.numberings.flatMap((numbering) => {
    const segment = numbering.segments.find(
      ({ from, to, offset }) => position - offset >= from && position - offset <= to,
    );
    if (segment === undefined || segment.offset === 0) return [];
    const moved = movedBy(name, -segment.offset);
    const text = gene.protein !== null && residuesFit(moved, gene.protein) ? nameOn(moved, gene) : null;
    return text === null ? [] : [`${gene.symbol} ${text} (the name counts on the ${numbering.name})`];
  });
};

const nearest = (name: ProteinName, gene: GeneModel): string | null => {
  const position = firstPosition(name);
  if (position === null || gene.protein === null || !givesResidues(name)) return null;
  for (let distance = 1; distance <= NEIGHBOURHOOD; distance += 1)
    for (const offset of [distance, -distance]) {
      if (position + offset < 1) continue;
      const moved = movedBy(name, offset);
      if (!residuesFit(moved, gene.protein)) continue;
      const text = nameOn(moved, gene);
      if (text !== null)
        return `${gene.symbol} ${text} (${distance} away, the nearest place where the residues fit)`;
    }
  return null;
};

const otherGenes = (name: ProteinName, gene: GeneModel, genes: GeneIndex): string | null => {
  const fits = genesThatFit(name, genes, gene.symbol);
  return fits.length === 0 ? null : `${fits.slice(0, 4).join(", ")} (another gene of the panel)`;
};

const nameOn = (name: ProteinName, gene: GeneModel): string | null => {
  if (gene.protein === null) return null;
  const resolved = resolveProtein(name, { ...gene, protein: gene.protein });
  return "change" in resolved ? shortName(resolved.change, gene.protein) : null;
};
