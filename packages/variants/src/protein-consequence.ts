import { codonResidue, translateCodon } from "./amino-acids.ts";
import type { SequencedGene, SequenceEdit } from "./coding-change.ts";
import type { ProteinChange } from "./protein-change.ts";
import { describeEdit } from "./protein-edit.ts";

/**
 * What an edit of the coding sequence does to the protein, by translating the edited codons, and after a
 * shift of the frame everything up to the new stop (beyond the old stop codon only where those bases are
 * known). Splicing is taken as unchanged.
 *
 * @returns the predicted change in canonical form; stops that are not reached are "?"
 * @source HGVS nomenclature 21.1, protein: frameshift, extension, substitution (nonsense, start codon)
 */
export const proteinConsequence = (gene: SequencedGene, edit: SequenceEdit): ProteinChange => {
  const { codingSequence, protein } = gene;
  const { index, deleted, inserted } = edit;
  const site = Math.min(Math.floor(index / 3), protein.length);
  if (index >= codingSequence.length) return unchanged(protein, site);
  if (deleted === 1 && inserted.length === 1 && site < protein.length) {
    const residue = residueAfter(codingSequence, index, inserted);
    const reference = protein[site] ?? "*";
    if (residue === reference) return unchanged(protein, site);
    if (site === 0) return { kind: "start lost" };
    return { kind: "substitution", position: site + 1, reference, alternate: residue };
  }
  // codons [site, codonEnd) of the reference are touched
  const codonEnd = Math.max(site, Math.ceil((index + deleted) / 3));
  const inFrame = (inserted.length - deleted) % 3 === 0;
  const head = codingSequence.slice(site * 3, index) + inserted;

  // the start codon is whole where the insertion may as well stand before it
  if (deleted === 0 && index < 3 && inserted + codingSequence.slice(0, index) === head)
    return unchanged(protein, 0);
  if (inFrame && codonEnd <= protein.length) {
    const residues = translate(head + codingSequence.slice(index + deleted, codonEnd * 3));
    if (site === 0 && residues !== "" && !residues.startsWith("M")) return { kind: "start lost" };
    if (residues === "" && site === 0 && codonEnd > 0 && protein[codonEnd] !== "M")
      return { kind: "start lost" };
    return describeEdit(protein, site + 1, codonEnd - site, residues);
  }
  const downstream = gene.downstream?.sequence ?? "";
  const read = translate(head + codingSequence.slice(index + deleted) + downstream);
  if (site === 0 && !read.startsWith("M")) return { kind: "start lost" };
  return inFrame ? beyondStop(gene, edit, site, read) : shiftedFrame(protein, site, read);
};

const unchanged = (protein: string, site: number): ProteinChange => ({
  kind: "silent",
  position: site + 1,
  reference: protein[site] ?? "*",
});

/** The residue of the codon in which one base is replaced. */
const residueAfter = (coding: string, index: number, base: string): string => {
  const first = index - (index % 3);
  const code = (at: number) => (at === index ? base.charCodeAt(0) : coding.charCodeAt(at));
  return codonResidue(code(first), code(first + 1), code(first + 2));
};

/** Residues up to and with the first stop. */
const translate = (bases: string): string => {
  let residues = "";
  for (let at = 0; at + 3 <= bases.length; at += 3) {
    const residue = translateCodon(bases, at);
    residues += residue;
    if (residue === "*") break;
  }
  return residues;
};

/** How many residues of `read` are those of the protein from `site` (0-based) on. */
const sharedResidues = (protein: string, site: number, read: string): number => {
  let same = 0;
  while (
    site + same < protein.length &&
    same < read.length &&
    protein.charCodeAt(site + same) === read.charCodeAt(same)
  )
    same += 1;
  return same;
};

const shiftedFrame = (protein: string, site: number, read: string): ProteinChange => {
  const same = sharedResidues(protein, site, read);
  const first = site + same;
  const stopped = read.endsWith("*");
  const alternate = read[same] ?? null;
  if (first === protein.length)
    return alternate === "*"
      ? unchanged(protein, site)
      : {
          kind: "extension",
          position: first + 1,
          alternate,
          stop: stopped ? read.length - 1 - same : "?",
        };
  const reference = protein[first] ?? "*";
  if (alternate === "*") return { kind: "substitution", position: first + 1, reference, alternate };
  return {
    kind: "frameshift",
    position: first + 1,
    reference,
    alternate,
    stop: stopped ? read.length - same : "?",
  };
};

/** The stop codon is touched, and the frame is kept. */
const beyondStop = (gene: SequencedGene, edit: SequenceEdit, site: number, read: string): ProteinChange => {
  const { protein, codingSequence } = gene;
  const same = sharedResidues(protein, site, read);
  const touched = protein.length - site;
  const expected = touched + 1 + (edit.inserted.length - edit.deleted) / 3;
  const stopped = read.endsWith("*");
  const longer = same === touched && read.length > same + 1;
  if (stopped && read.length < expected && !longer) return describeEdit(protein, site + 1, touched, read);
  if (stopped && !longer && (read.length === expected || read.length <= touched + 1))
    return describeEdit(protein, site + 1, touched, read.slice(0, -1));
  if (site + same < protein.length)
    return { kind: "stop replaced", start: site + same + 1, inserted: read.slice(same) };
  const stopDeleted = edit.inserted === "" && edit.index === codingSequence.length - 3 && edit.deleted === 3;
  return {
    kind: "extension",
    position: protein.length + 1,
    alternate: stopDeleted ? null : (read[same] ?? null),
    stop: stopped ? read.length - 1 - same : "?",
  };
};
