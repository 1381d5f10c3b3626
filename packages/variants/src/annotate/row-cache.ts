import { putBytes } from "./put-bytes.ts";

/** Bytes that the rows of one cache may take; when they are used up, the cache starts anew. */
const CAPACITY = 16 << 20;
const SLAB = 1 << 22;
const SLOTS = 1 << 17;

const HEADER = 14;

/**
 * Rows already made, by chromosome, position and bases: a change that recurs in a file is looked up instead
 * of being worked out again. Bounded: neither a long file nor strange alleles can fill the memory.
 *
 * An entry lies in one slab as: position (4 bytes), chromosome (1), state (1), lengths of reference and
 * alternate (2 + 2) and of the row (4), then the three texts.
 */
export class RowCache {
  private slots = new Int32Array(SLOTS).fill(-1);
  private slabs: Uint8Array[] = [];
  private used = 0;
  private entries = 0;

  /** where the row of the last {@link find} lies */
  bytes: Uint8Array = new Uint8Array(0);
  from = 0;
  to = 0;
  state = 0;

  /** @returns whether the row is known; it then lies in `bytes`, `from` to `to` */
  find(
    chromosome: number,
    position: number,
    line: Uint8Array,
    referenceFrom: number,
    referenceTo: number,
    alternateFrom: number,
    alternateTo: number,
  ): boolean {
    const { slots } = this;
    let slot = hash(chromosome, position, line, referenceFrom, referenceTo, alternateFrom, alternateTo);
    for (;;) {
      const place = slots[slot] as number;
      if (place < 0) return false;
      const slab = this.slabs[place >>> 22] as Uint8Array;
      const at = place & (SLAB - 1);
      if (
        fourBytes(slab, at) === position &&
        slab[at + 4] === chromosome &&
        same(slab, at + 6, line, referenceFrom, referenceTo, alternateFrom, alternateTo)
      ) {
        this.bytes = slab;
        this.state = slab[at + 5] as number;
        this.from = at + HEADER + referenceTo - referenceFrom + alternateTo - alternateFrom;
        this.to = this.from + fourBytes(slab, at + 10);
        return true;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
  }

  /** Keeps a row, `from` to `to` of `rows`; one too large to share a slab is not kept. */
  add(
    chromosome: number,
    position: number,
    line: Uint8Array,
    referenceFrom: number,
    referenceTo: number,
    alternateFrom: number,
    alternateTo: number,
    rows: Uint8Array,
    from: number,
    to: number,
    state: number,
  ): void {
    const referenceLength = referenceTo - referenceFrom;
    const alternateLength = alternateTo - alternateFrom;
    const length = HEADER + referenceLength + alternateLength + to - from;
    if (length > SLAB >> 4 || referenceLength > 0xffff || alternateLength > 0xffff) return;
    if ((this.used & (SLAB - 1)) + length > SLAB) this.used = ((this.used >>> 22) + 1) << 22;
    if (this.used + length > CAPACITY || this.entries > SLOTS >> 1) this.clear();
    const at = this.used & (SLAB - 1);
    const number = this.used >>> 22;
    const slab = this.slabs[number] ?? new Uint8Array(SLAB);
    this.slabs[number] = slab;
    setFourBytes(slab, at, position);
    slab[at + 4] = chromosome;
    slab[at + 5] = state;
    slab[at + 6] = referenceLength & 255;
    slab[at + 7] = referenceLength >> 8;
    slab[at + 8] = alternateLength & 255;
    slab[at + 9] = alternateLength >> 8;
    setFourBytes(slab, at + 10, to - from);
    let end = putBytes(slab, at + HEADER, line, referenceFrom, referenceTo);
    end = putBytes(slab, end, line, alternateFrom, alternateTo);
    putBytes(slab, end, rows, from, to);
    let slot = hash(chromosome, position, line, referenceFrom, referenceTo, alternateFrom, alternateTo);
    while ((this.slots[slot] as number) >= 0) slot = (slot + 1) & (SLOTS - 1);
    this.slots[slot] = this.used;
    this.used += length;
    this.entries += 1;
  }

  private clear(): void {
    this.slots.fill(-1);
    this.used = 0;
    this.entries = 0;
  }
}

const fourBytes = (bytes: Uint8Array, at: number): number =>
  (bytes[at] as number) |
  ((bytes[at + 1] as number) << 8) |
  ((bytes[at + 2] as number) << 16) |
  ((bytes[at + 3] as number) << 24);

const setFourBytes = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value;
  bytes[at + 1] = value >> 8;
  bytes[at + 2] = value >> 16;
  bytes[at + 3] = value >> 24;
};

const same = (
  slab: Uint8Array,
  lengths: number,
  line: Uint8Array,
  referenceFrom: number,
  referenceTo: number,
  alternateFrom: number,
  alternateTo: number,
): boolean => {
  const referenceLength = (slab[lengths] as number) | ((slab[lengths + 1] as number) << 8);
  const alternateLength = (slab[lengths + 2] as number) | ((slab[lengths + 3] as number) << 8);
  if (referenceLength !== referenceTo - referenceFrom) return false;
  if (alternateLength !== alternateTo - alternateFrom) return false;
  let at = lengths - 6 + HEADER;
  for (let each = referenceFrom; each < referenceTo; each += 1, at += 1)
    if (slab[at] !== line[each]) return false;
  for (let each = alternateFrom; each < alternateTo; each += 1, at += 1)
    if (slab[at] !== line[each]) return false;
  return true;
};

const hash = (
  chromosome: number,
  position: number,
  line: Uint8Array,
  referenceFrom: number,
  referenceTo: number,
  alternateFrom: number,
  alternateTo: number,
): number => {
  let value = Math.imul(position ^ (chromosome << 27), 0x9e3779b1);
  for (let each = referenceFrom; each < referenceTo; each += 1)
    value = Math.imul(value ^ (line[each] as number), 0x01000193);
  value ^= 0x55;
  for (let each = alternateFrom; each < alternateTo; each += 1)
    value = Math.imul(value ^ (line[each] as number), 0x01000193);
  return ((value ^ (value >>> 15)) >>> 0) & (SLOTS - 1);
};
