import type { Alteration, AlterationKind, Assembly } from "@erbium/model";
import { refused } from "./alteration.ts";
import { complement, reverseComplement } from "./amino-acids.ts";
import { isSequenced, type SequencedGene } from "./coding-change.ts";
import type { CodingPlace } from "./coding-name.ts";
import { chromosomeName, type TranscriptMap, transcriptMap } from "./coordinates.ts";
import type { GeneIndex } from "./gene-index.ts";
import { codingAlteration, placedAlteration } from "./transcript-change.ts";

/** One call as a VCF line gives it; bases on the forward strand, position of the first reference base. */
export interface SequenceCall {
  readonly assembly: Assembly;
  readonly chromosome: string;
  readonly position: number;
  readonly reference: string;
  readonly alternate: string;
}

/** "Replace `deleted` bases from `start` (1-based) by `inserted`"; forward strand. */
export interface GenomicEdit {
  readonly assembly: Assembly;
  readonly chromosome: string;
  readonly start: number;
  readonly deleted: number;
  /** the replaced bases, where the source gives them */
  readonly removed: string | null;
  readonly inserted: string;
}

/** The map of the panel gene that spans this position, or null. */
export const mapAt = (
  genes: GeneIndex,
  assembly: Assembly,
  chromosome: string,
  position: number,
): TranscriptMap | null => {
  const maps = mapsOn(genes, assembly, chromosome);
  for (let at = 0; at < maps.length; at += 1) {
    const map = maps[at];
    if (map !== undefined && position >= map.lowest && position <= map.highest) return map;
  }
  return null;
};

const panels = new WeakMap<GeneIndex, Record<Assembly, Map<string, readonly TranscriptMap[]>>>();

/** The maps of the panel genes on a chromosome. */
const mapsOn = (genes: GeneIndex, assembly: Assembly, chromosome: string): readonly TranscriptMap[] => {
  let panel = panels.get(genes);
  if (panel === undefined) {
    panel = { GRCh37: new Map(), GRCh38: new Map() };
    for (const one of ["GRCh37", "GRCh38"] as const)
      for (const gene of genes.genes) {
        const map = transcriptMap(gene, one);
        const known = panel[one].get(gene.chromosome) ?? [];
        if (map !== null) panel[one].set(gene.chromosome, [...known, map]);
      }
    panels.set(genes, panel);
  }
  return panel[assembly].get(chromosome) ?? NO_MAPS;
};

const NO_MAPS: readonly TranscriptMap[] = [];

/** The reference base on the forward strand, known only inside coding sequence of the panel. */
export const knownBase = (map: TranscriptMap, position: number): string | null => {
  const { codingSequence } = map.gene;
  const place = map.toCoding(position);
  if (codingSequence === null || place === null || place.offset !== 0) return null;
  const base = codingSequence[place.index];
  if (base === undefined) return null;
  return map.gene.strand === "+" ? base : reverseComplement(base);
};

/**
 * The alteration of one call, or null where the call lies in no panel gene.
 * A reference base that is not the gene's gives `reference-mismatch`: most often the wrong assembly.
 */
export const fromCall = (call: SequenceCall, genes: GeneIndex): Alteration | null => {
  const map = mapAt(genes, call.assembly, chromosomeName(call.chromosome), call.position);
  if (map === null) return null;
  const input = `${call.chromosome}:${call.position}${call.reference}>${call.alternate}`;
  return substitution(input, call, map, genes) ?? anyCall(input, call, map, genes);
};

/** The plainest call, one coding base replaced; null for any other. */
const substitution = (
  input: string,
  { position, reference, alternate }: SequenceCall,
  map: TranscriptMap,
  genes: GeneIndex,
): Alteration | null => {
  const { gene } = map;
  if (reference.length !== 1 || !isBase(reference) || !isBase(alternate) || reference === alternate)
    return null;
  if (!isSequenced(gene)) return null;
  const place = map.toCoding(position);
  if (place === null || !insideCoding(place, gene)) return null;
  const { index } = place;
  const forward = gene.strand === "+";
  const known = forward ? (gene.codingSequence[index] ?? "") : complement(gene.codingSequence, index);
  if (known !== reference) return mismatch(input, map, position, known, reference);
  const inserted = forward ? alternate : complement(alternate, 0);
  return codingAlteration(input, "genomic", gene, { index, deleted: 1, inserted }, genes);
};

const isBase = (text: string): boolean => text === "A" || text === "C" || text === "G" || text === "T";

const anyCall = (
  input: string,
  call: SequenceCall,
  map: TranscriptMap,
  genes: GeneIndex,
): Alteration | null => {
  const reference = call.reference.toUpperCase();
  const alternate = call.alternate.toUpperCase();
  if (!/^[ACGTN]+$/.test(reference) || !/^[ACGT]+$/.test(alternate))
    return refused(
      input,
      {
        code: "unparsable",
        message: `"${call.reference}>${call.alternate}" is not a change of bases`,
        suggestion: "symbolic alleles and breakends are not read as sequence changes",
      },
      map.gene.symbol,
      "genomic",
    );
  // no change at all: named by the first base in the gene's direction
  const same = reference === alternate;
  const forward = map.gene.strand === "+";
  const shared = sharedEnds(reference, alternate);
  const front = same ? (forward ? 0 : reference.length) : shared.front;
  const back = same ? (forward ? reference.length : 0) : shared.back;
  for (let at = 0; at < reference.length; at += 1) {
    const known = knownBase(map, call.position + at);
    if (known !== null && reference[at] !== "N" && known !== reference[at])
      return mismatch(input, map, call.position + at, known, reference[at] ?? "");
  }
  return genomicAlteration(
    input,
    "genomic",
    {
      assembly: call.assembly,
      chromosome: map.gene.chromosome,
      start: call.position + front,
      deleted: reference.length - front - back,
      removed: reference.slice(front, reference.length - back),
      inserted: alternate.slice(front, alternate.length - back),
    },
    genes,
  );
};

/** How many bases two alleles share at their ends, the front first. */
const sharedEnds = (reference: string, alternate: string): { front: number; back: number } => {
  const shorter = Math.min(reference.length, alternate.length);
  let front = 0;
  while (front < shorter && reference[front] === alternate[front]) front += 1;
  let back = 0;
  while (
    back < shorter - front &&
    reference[reference.length - 1 - back] === alternate[alternate.length - 1 - back]
  )
    back += 1;
  return { front, back };
};

/** An edit without the bases that it puts back, as far as they are known (`N` is not); no edit is left as it is. */
const withoutShared = (edit: GenomicEdit): GenomicEdit => {
  const { removed, inserted } = edit;
  if (removed === null || removed === inserted) return edit;
  const { front, back } = sharedEnds(removed, inserted);
  const left = removed.slice(front, removed.length - back);
  return {
    ...edit,
    start: edit.start + front,
    deleted: edit.deleted - front - back,
    removed: left.includes("N") ? null : left,
    inserted: inserted.slice(front, inserted.length - back),
  };
};

/** The alteration of an edit of the genome, or null where it lies in no panel gene. */
export const genomicAlteration = (
  input: string,
  kind: AlterationKind,
  given: GenomicEdit,
  genes: GeneIndex,
): Alteration | null => {
  const checked = mismatchOf(input, given, genes);
  if (checked !== null) return checked;
  const edit = withoutShared(given);
  const insertion = edit.deleted === 0;
  const first = insertion ? edit.start - 1 : edit.start;
  const last = insertion ? edit.start : edit.start + edit.deleted - 1;
  const map =
    mapAt(genes, edit.assembly, edit.chromosome, first) ?? mapAt(genes, edit.assembly, edit.chromosome, last);
  if (map === null) return null;
  const { gene } = map;
  if (!isSequenced(gene))
    return refused(
      input,
      {
        code: "unsupported-gene",
        message: `the sequence of ${gene.symbol} is not part of this version, so its small variants cannot be read`,
        suggestion: null,
      },
      gene.symbol,
      "genomic",
    );
  const forward = gene.strand === "+";
  const onStrand = (bases: string) => (forward ? bases : reverseComplement(bases));
  const placed = towardsCoding(map, {
    first: forward ? first : last,
    last: forward ? last : first,
    insertion,
    removed: edit.removed === null || edit.removed === "" ? null : onStrand(edit.removed),
    inserted: onStrand(edit.inserted),
  });
  const { removed, inserted } = placed;
  const start = map.toCoding(placed.first);
  const end = map.toCoding(placed.last);
  if (start === null || end === null)
    return refused(
      input,
      {
        code: "out-of-range",
        message: `the change reaches beyond the ends of ${gene.symbol}`,
        suggestion: "large deletions are read as copy-number changes",
      },
      gene.symbol,
      "genomic",
    );
  const atEnd =
    insertion && (insideCoding(start, gene) || insideCoding(end, gene)) && start.offset === end.offset;
  if (atEnd || (insideCoding(start, gene) && insideCoding(end, gene)))
    return codingAlteration(
      input,
      kind,
      gene,
      insertion
        ? { index: end.index, deleted: 0, inserted }
        : { index: start.index, deleted: end.index - start.index + 1, inserted },
      genes,
    );
  return placedAlteration(input, kind, gene, { start, end, insertion, removed, inserted }, genes);
};

/** Whether a base that the edit says to replace is not the one that is there. */
const mismatchOf = (
  input: string,
  { assembly, chromosome, start, removed }: GenomicEdit,
  genes: GeneIndex,
): Alteration | null => {
  const length = removed?.length ?? 0;
  const map =
    mapAt(genes, assembly, chromosome, start) ?? mapAt(genes, assembly, chromosome, start + length - 1);
  if (map === null || removed === null || !isSequenced(map.gene)) return null;
  for (let at = 0; at < length; at += 1) {
    const known = knownBase(map, start + at);
    const given = removed[at] ?? "N";
    if (known !== null && given !== "N" && known !== given)
      return mismatch(input, map, start + at, known, given);
  }
  return null;
};

/** An edit in the direction of the gene: genomic positions of its first and last base, bases on its strand. */
interface StrandEdit {
  readonly first: number;
  readonly last: number;
  readonly insertion: boolean;
  readonly removed: string | null;
  readonly inserted: string;
}

/**
 * Callers place an indel in a repeat as far left as they can. One that lies before an exon's coding bases
 * is moved 3' into them as far as they repeat it, and one behind an exon that repeats its last base is moved
 * into the exon: the sequence is the same, and the splice site is not touched.
 */
const towardsCoding = (map: TranscriptMap, edit: StrandEdit): StrandEdit => {
  const step = map.gene.strand === "+" ? 1 : -1;
  const base = (position: number): string | null => {
    const known = knownBase(map, position);
    return known === null || step === 1 ? known : reverseComplement(known);
  };
  let { first, last, removed, inserted } = edit;
  const outside = (position: number) => base(position) === null;
  if (edit.insertion) {
    while (outside(first) && inserted !== "" && base(last) === inserted[0]) {
      inserted = inserted.slice(1) + inserted[0];
      first += step;
      last += step;
    }
    if (outside(last) && inserted !== "" && base(first) === inserted.at(-1)) {
      inserted = `${inserted.at(-1)}${inserted.slice(0, -1)}`;
      first -= step;
      last -= step;
    }
  } else if (removed !== null && inserted === "") {
    while (outside(first) && base(last + step) === removed[0]) {
      removed = removed.slice(1) + removed[0];
      first += step;
      last += step;
    }
  }
  return { ...edit, first, last, removed, inserted };
};

const insideCoding = ({ index, offset }: CodingPlace, gene: SequencedGene): boolean =>
  offset === 0 && index >= 0 && index < gene.codingSequence.length;

const mismatch = (
  input: string,
  map: TranscriptMap,
  position: number,
  known: string,
  given: string,
): Alteration =>
  refused(
    input,
    {
      code: "reference-mismatch",
      message: `${map.assembly} has ${known} at ${map.gene.chromosome}:${position} (${map.gene.symbol}), not ${given}`,
      suggestion: `check the assembly: ${map.assembly === "GRCh37" ? "GRCh38" : "GRCh37"}?`,
    },
    map.gene.symbol,
    "genomic",
  );
