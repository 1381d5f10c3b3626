import { isSequenced } from "./coding-change.ts";
import { chromosomeName, type TranscriptMap } from "./coordinates.ts";
import type { GeneIndex } from "./gene-index.ts";
import { knownBase, mapAt, type SequenceCall } from "./genomic-change.ts";

/** A call of one haplotype, with its place on the coding sequence; null where it has none. */
interface PlacedCall {
  readonly call: SequenceCall;
  readonly map: TranscriptMap | null;
  /** lowest and highest touched coding base, from 0 */
  readonly coding: readonly [number, number] | null;
}

/**
 * Joins the calls of one haplotype that only together say what happens to the protein: neighbouring bases,
 * bases of one codon, and in one exon a shift of the frame with the calls up to where the frame is restored.
 * What lies between them is filled in from the reference. Everything else is returned as it was, in order of
 * position.
 *
 * @param calls  calls on the same copy of one chromosome, one assembly, not overlapping
 * @source HGVS nomenclature 21.1, DNA delins: two changes in one codon are one delins
 */
export const joinPhased = (calls: readonly SequenceCall[], genes: GeneIndex): SequenceCall[] => {
  const placed = calls
    .map((call) => place(call, genes))
    .filter((one) => one !== null)
    .sort((a, b) => firstTouched(a.call) - firstTouched(b.call));
  const joined: SequenceCall[] = [];
  for (let at = 0; at < placed.length; at += 1) {
    const first = placed[at];
    if (first === undefined) continue;
    let whole = first.call;
    let shift = frameShift(first.call);
    let last = first;
    let taken = at;
    for (let next = at + 1; next < placed.length; next += 1) {
      const other = placed[next];
      if (other === undefined || !belongTogether(last, other, shift, placed.slice(next))) break;
      const both = join(whole, other.call, other.map);
      if (both === null) break;
      whole = both;
      shift += frameShift(other.call);
      last = other;
      taken = next;
    }
    joined.push(whole);
    at = taken;
  }
  return joined;
};

/** 1 for an insertion or deletion with one shared base in front, which it does not touch. */
const anchorOf = ({ reference, alternate }: SequenceCall): 0 | 1 => (reference[0] === alternate[0] ? 1 : 0);

/** The first base that a trimmed call touches; an insertion stands between two. */
const firstTouched = (call: SequenceCall): number =>
  call.position + (call.reference.length === anchorOf(call) ? 0.5 : anchorOf(call));

const frameShift = ({ reference, alternate }: SequenceCall): number => alternate.length - reference.length;

/** Trimmed of what both alleles share, with its place; null for a call that changes nothing. */
const place = (call: SequenceCall, genes: GeneIndex): PlacedCall | null => {
  const trimmed = trim(call);
  if (trimmed.reference === trimmed.alternate) return null;
  const map = mapAt(genes, call.assembly, chromosomeName(call.chromosome), trimmed.position);
  if (map === null || !isSequenced(map.gene) || !/^[ACGT]*$/.test(trimmed.reference + trimmed.alternate))
    return { call: trimmed, map: null, coding: null };
  // the base in front of an insertion or deletion is not touched by a deletion, and both sides are by an insertion
  const anchored = anchorOf(trimmed);
  const [first, last] =
    trimmed.reference.length === anchored
      ? [trimmed.position, trimmed.position + 1]
      : [trimmed.position + anchored, trimmed.position + trimmed.reference.length - 1];
  const ends = [first, last].map((position) => map.toCoding(position));
  const indices = ends.map((one) => (one !== null && one.offset === 0 ? one.index : -1));
  const [low, high] = [Math.min(...indices), Math.max(...indices)];
  const inside = low >= 0 && high < map.codingLength && map.exonOf(low) === map.exonOf(high);
  return { call: trimmed, map, coding: inside ? [low, high] : null };
};

/** One shared base is kept in front of an insertion or deletion, as VCF has it. */
const trim = (call: SequenceCall): SequenceCall => {
  let [reference, alternate] = [call.reference.toUpperCase(), call.alternate.toUpperCase()];
  let { position } = call;
  while (reference.length > 1 && alternate.length > 1 && reference.at(-1) === alternate.at(-1)) {
    reference = reference.slice(0, -1);
    alternate = alternate.slice(0, -1);
  }
  while (reference.length > 1 && alternate.length > 1 && reference[0] === alternate[0]) {
    reference = reference.slice(1);
    alternate = alternate.slice(1);
    position += 1;
  }
  return { ...call, position, reference, alternate };
};

const belongTogether = (
  one: PlacedCall,
  other: PlacedCall,
  shift: number,
  following: readonly PlacedCall[],
): boolean => {
  if (one.coding === null || other.coding === null || one.map === null || one.map !== other.map) return false;
  if (one.map.exonOf(one.coding[0]) !== one.map.exonOf(other.coding[0])) return false;
  const [before, after] =
    one.coding[1] < other.coding[0] ? [one.coding[1], other.coding[0]] : [other.coding[1], one.coding[0]];
  if (after - before <= 1 || Math.floor(before / 3) === Math.floor(after / 3)) return true;
  return shift % 3 !== 0 && restoresFrame(one, shift, following);
};

/** Whether one of the following calls in the same exon brings the frame back. */
const restoresFrame = (one: PlacedCall, shift: number, following: readonly PlacedCall[]): boolean => {
  let sum = shift;
  for (const { call, coding, map } of following) {
    if (coding === null || map !== one.map || one.coding === null) return false;
    if (map === null || map.exonOf(coding[0]) !== map.exonOf(one.coding[0])) return false;
    sum += frameShift(call);
    if (sum % 3 === 0) return true;
  }
  return false;
};

/** Two calls as one, with the reference bases between them; null where those are not known or they overlap. */
const join = (one: SequenceCall, other: SequenceCall, map: TranscriptMap | null): SequenceCall | null => {
  const end = one.position + one.reference.length;
  const touched = one.reference.length > anchorOf(one);
  // the base in front of an insertion or deletion may be the one that the call before it changes
  if (touched && anchorOf(other) === 1 && other.position === end - 1)
    return {
      ...one,
      reference: one.reference + other.reference.slice(1),
      alternate: one.alternate + other.alternate.slice(1),
    };
  if (map === null || other.position < end) return null;
  let between = "";
  for (let position = end; position < other.position; position += 1) {
    const base = knownBase(map, position);
    if (base === null) return null;
    between += base;
  }
  return {
    ...one,
    reference: one.reference + between + other.reference,
    alternate: one.alternate + between + other.alternate,
  };
};
