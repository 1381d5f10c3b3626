import { err, ok, type Result } from "@erbium/model";

/** A part of a bgzip file between two virtual offsets: 65,536 x place of the block + place in its text. */
export interface IndexedPart {
  readonly from: number;
  readonly to: number;
}

/** What a `.tbi` says of a bgzip VCF. */
export interface TabixIndex {
  /** names of the sequences, as the file writes them */
  readonly names: readonly string[];
  /** The parts that may hold records touching a stretch of a sequence, bases from 1, both ends inside. */
  readonly parts: (name: string, first: number, last: number) => readonly IndexedPart[];
  /** virtual offset behind the last record */
  readonly end: number;
}

interface Sequence {
  readonly bins: ReadonlyMap<number, readonly IndexedPart[]>;
  /** for each 16,384 bases, where the first record that touches them begins */
  readonly firsts: readonly number[];
}

/** Bytes of text in a block at most: the lower part of a virtual offset. */
export const BLOCK_TEXT = 65_536;
/** Number of the bin that holds counts instead of parts. */
const COUNTS = 37_450;
const VCF = 2;
const WINDOW = 14;
/** First bin of each level, and the bits of a position that one of its bins spans. */
const LEVELS = [
  [0, 29],
  [1, 26],
  [9, 23],
  [73, 20],
  [585, 17],
  [4681, WINDOW],
] as const;

/**
 * Reads a tabix index, decompressed.
 *
 * @source "The Tabix index file format", samtools/hts-specs
 * @returns a refusal `damaged-index` where the bytes are no index of a VCF, or end early
 */
export const readTabixIndex = (bytes: Uint8Array): Result<TabixIndex> => {
  try {
    return ok(indexOf(bytes));
  } catch (cause) {
    if (cause instanceof DamagedIndex || cause instanceof RangeError)
      return err({
        code: "damaged-index",
        message: `the index is damaged: ${cause instanceof DamagedIndex ? cause.message : "it ends too early"}`,
        remedy: "make it anew with `tabix -p vcf`",
      });
    throw cause;
  }
};

class DamagedIndex extends Error {}

const indexOf = (bytes: Uint8Array): TabixIndex => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const integer = (): number => {
    at += 4;
    return view.getInt32(at - 4, true);
  };
  /** How many things follow, each of at least so many bytes. */
  const count = (size: number): number => {
    const value = integer();
    if (value < 0 || value * size > bytes.length - at) throw new DamagedIndex("a count cannot be right");
    return value;
  };
  const offset = (): number => {
    const low = integer() >>> 0;
    return (integer() >>> 0) * 2 ** 32 + low;
  };

  if (integer() !== MAGIC) throw new DamagedIndex("it does not begin as one");
  const sequences = count(8);
  const [format, sequence, begin, , meta] = [integer(), integer(), integer(), integer(), integer()];
  integer();
  if ((format & 0xffff) !== VCF || sequence !== 1 || begin !== 2 || meta !== HASH)
    throw new DamagedIndex("it is not of a VCF");
  const nameBytes = count(1);
  const names = new TextDecoder()
    .decode(bytes.subarray(at, at + nameBytes))
    .split("\0")
    .slice(0, -1);
  at += nameBytes;
  if (names.length !== sequences) throw new DamagedIndex("names and sequences differ in number");

  let end = 0;
  const bySequence = new Map<string, Sequence>();
  for (const name of names) {
    const bins = new Map<number, IndexedPart[]>();
    for (let left = count(8); left > 0; left -= 1) {
      const bin = integer();
      const parts = Array.from({ length: count(16) }, () => ({ from: offset(), to: offset() }));
      if (bin === COUNTS) continue;
      bins.set(bin, parts);
      for (const { from, to } of parts) {
        if (from > to) throw new DamagedIndex("a part ends before it begins");
        end = Math.max(end, to);
      }
    }
    bySequence.set(name, { bins, firsts: Array.from({ length: count(8) }, offset) });
  }
  return {
    names,
    end,
    parts: (name, first, last) => {
      const one = bySequence.get(name);
      return one === undefined ? [] : partsOf(one, Math.max(first - 1, 0), last - 1);
    },
  };
};

/** `TBI` and 1. */
const MAGIC = 0x01494254;
const HASH = 35;

/** @param first  from 0, as `last`, which lies inside */
const partsOf = ({ bins, firsts }: Sequence, first: number, last: number): readonly IndexedPart[] => {
  const earliest = firsts[first >> WINDOW] ?? 0;
  const parts: IndexedPart[] = [];
  for (const [start, bits] of LEVELS)
    for (let bin = start + (first >> bits); bin <= start + (last >> bits); bin += 1)
      for (const part of bins.get(bin) ?? []) if (part.to > earliest) parts.push(part);
  return joinedParts(parts);
};

/** Parts in the order of the file; what overlaps, or lies in one block, is one. */
export const joinedParts = (parts: readonly IndexedPart[]): readonly IndexedPart[] => {
  const whole: IndexedPart[] = [];
  for (const part of parts.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last !== undefined && Math.floor(part.from / BLOCK_TEXT) <= Math.floor(last.to / BLOCK_TEXT))
      whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, part.to) };
    else whole.push(part);
  }
  return whole;
};
