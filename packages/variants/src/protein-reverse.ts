import type { Alteration } from "@erbium/model";
import { translateCodon } from "./amino-acids.ts";
import { isSequenced, type SequencedGene, type SequenceEdit } from "./coding-change.ts";
import type { GeneIndex } from "./gene-index.ts";
import { readProteinName } from "./protein-name.ts";
import { resolveProtein } from "./protein-resolve.ts";
import { codingAlteration } from "./transcript-change.ts";

/** One way in which the coding sequence can bring about a protein change. */
export interface CodingWay {
  /** changed bases of a substitution; inserted and deleted bases otherwise */
  readonly bases: number;
  readonly alteration: Alteration;
}

/** More ways than this are not listed: six inserted residues alone have thousands. */
const MOST_WAYS = 2000;

const CODONS = new Map<string, string[]>();
for (const a of "ACGT")
  for (const b of "ACGT")
    for (const c of "ACGT") {
      const residue = translateCodon(a + b + c, 0);
      CODONS.set(residue, [...(CODONS.get(residue) ?? []), a + b + c]);
    }

/**
 * All changes of the coding sequence, inside the codons that the protein change touches, that give it: those
 * with the fewest changed bases first, copies and deletions before other insertions. A substitution has one
 * for each codon of the new residue; a deletion or duplication may begin in any base of a codon; an insertion
 * and a delins have one for each spelling of the new residues.
 *
 * A frameshift, an extension and a splice change are not listed: too many changes give them, or the bases
 * are not known.
 *
 * @param alteration  of a protein kind, as `canonical` gives it
 * @returns the ways, and whether all of them were listed; none where the change can not be reversed
 */
export const codingWays = (
  alteration: Alteration,
  genes: GeneIndex,
): { readonly ways: readonly CodingWay[]; readonly complete: boolean } => {
  // the key says which isoform
  const gene =
    alteration.key === null ? null : genes.named(alteration.key.slice(0, alteration.key.indexOf(":")));
  if (gene === null || !isSequenced(gene) || alteration.proteinShort === null) return NONE;
  const edits = editsFor(alteration.proteinShort, gene);
  if (edits === null) return NONE;
  const seen = new Map<string, CodingWay>();
  for (const edit of edits.list) {
    const found = codingAlteration(alteration.input, "coding", gene, edit, genes);
    // an edit of codons that gives another product as well (a start or a stop) is not a way to this one
    if (found.key !== alteration.key || found.coding === null || seen.has(found.coding)) continue;
    seen.set(found.coding, { bases: changedBases(gene, edit), alteration: found });
  }
  const ways = [...seen.values()].sort(
    (a, b) =>
      a.bases - b.bases ||
      order(a) - order(b) ||
      (a.alteration.coding ?? "").localeCompare(b.alteration.coding ?? "", "en"),
  );
  return { ways, complete: edits.complete };
};

const order = ({ alteration }: CodingWay): number => (/(?:dup|del)$/.test(alteration.coding ?? "") ? 0 : 1);

const NONE = { ways: [], complete: true } as const;

const editsFor = (
  short: string,
  gene: SequencedGene,
): { readonly list: readonly SequenceEdit[]; readonly complete: boolean } | null => {
  const name = readProteinName(short);
  const resolved = name === null ? null : resolveProtein(name, gene);
  if (resolved === null || "error" in resolved) return null;
  const { change } = resolved;
  switch (change.kind) {
    case "substitution":
      return replaced(change.position, change.position, change.alternate);
    case "silent":
      return replaced(change.position, change.position, change.reference);
    case "start lost":
      return startLost();
    case "delins":
      return replaced(change.start, change.end, change.inserted);
    case "insertion":
      return spelled(change.after * 3, 0, change.inserted);
    case "deletion":
      return complete(
        windows(gene, change.start, change.end, (index, deleted) => ({ index, deleted, inserted: "" })),
      );
    case "duplication": {
      const copies = windows(gene, change.start, change.end, (index, length) => ({
        index: index + length,
        deleted: 0,
        inserted: gene.codingSequence.slice(index, index + length),
      }));
      const residues = gene.protein.slice(change.start - 1, change.end);
      const others = spelled(change.end * 3, 0, residues);
      return { list: [...copies, ...others.list], complete: others.complete };
    }
    default:
      return null;
  }
};

const complete = (list: readonly SequenceEdit[]) => ({ list, complete: true });

/** The edit for every stretch as long as these codons that may bring the change about: any phase, any copy. */
const windows = (
  gene: SequencedGene,
  start: number,
  end: number,
  edit: (index: number, length: number) => SequenceEdit,
): SequenceEdit[] => {
  const length = (end - start + 1) * 3;
  const first = Math.max(0, start * 3 - 3 - length - 2);
  const last = Math.min(gene.codingSequence.length - length, start * 3 - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => edit(first + at, length));
};

const replaced = (start: number, end: number, residues: string) =>
  spelled(start * 3 - 3, (end - start + 1) * 3, residues);

/** Every spelling of the residues in place of the deleted bases. */
const spelled = (index: number, deleted: number, residues: string) => {
  let spellings = [""];
  let whole = true;
  for (const residue of residues) {
    const longer = spellings.flatMap((before) => (CODONS.get(residue) ?? []).map((codon) => before + codon));
    whole &&= longer.length <= MOST_WAYS;
    spellings = longer.slice(0, MOST_WAYS);
  }
  return { list: spellings.map((inserted) => ({ index, deleted, inserted })), complete: whole };
};

/** The nine single bases that take the start codon away. */
const startLost = () =>
  complete(
    [0, 1, 2].flatMap((index) =>
      Array.from("ACGT", (inserted) => ({ index, deleted: 1, inserted })).filter(
        ({ inserted }) => inserted !== "ATG"[index],
      ),
    ),
  );

const changedBases = (gene: SequencedGene, { index, deleted, inserted }: SequenceEdit): number => {
  if (deleted !== inserted.length) return deleted + inserted.length;
  let changed = 0;
  for (let at = 0; at < deleted; at += 1) if (gene.codingSequence[index + at] !== inserted[at]) changed += 1;
  return changed;
};
