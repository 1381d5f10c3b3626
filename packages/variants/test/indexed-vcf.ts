import { crc32, deflateRawSync } from "node:zlib";

/** A VCF as `bgzip` and `tabix -p vcf` would leave it, with blocks of few lines so that small files have many. */
export interface IndexedVcf {
  readonly file: Uint8Array;
  /** the index, decompressed */
  readonly index: Uint8Array;
}

const END = Buffer.from("1f8b08040000000000ff0600424302001b0003000000000000000000", "hex");

const block = (text: string): Buffer => {
  const data = deflateRawSync(text);
  const head = Buffer.from("1f8b08040000000000ff060042430200", "hex");
  const length = Buffer.alloc(2);
  length.writeUInt16LE(head.length + 2 + data.length + 8 - 1);
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(text), 0);
  tail.writeUInt32LE(text.length, 4);
  return Buffer.concat([head, length, data, tail]);
};

/** The smallest bin that holds bases `from` (inside, from 0) to `to` (outside). */
const binOf = (from: number, to: number): number => {
  const last = to - 1;
  for (const [start, bits] of [
    [4681, 14],
    [585, 17],
    [73, 20],
    [9, 23],
    [1, 26],
  ] as const)
    if (from >> bits === last >> bits) return start + (from >> bits);
  return 0;
};

interface Bins {
  readonly bins: Map<number, [number, number][]>;
  readonly firsts: number[];
}

/** @param lines  header and records without line ends, sorted; @param perBlock  lines of a block */
export const indexedVcf = (lines: readonly string[], perBlock: number): IndexedVcf => {
  const blocks: Buffer[] = [];
  const names: string[] = [];
  const sequences = new Map<string, Bins>();
  let place = 0;
  for (let at = 0; at < lines.length; at += perBlock) {
    let within = 0;
    const here = lines.slice(at, at + perBlock).map((line) => `${line}\n`);
    const made = block(here.join(""));
    here.forEach((line, each) => {
      const from = place * 65_536 + within;
      within += line.length;
      const to = each === here.length - 1 ? (place + made.length) * 65_536 : place * 65_536 + within;
      if (line.startsWith("#")) return;
      const [name = "", position = "", , reference = ""] = line.split("\t");
      const [first, last] = [Number(position) - 1, Number(position) - 1 + reference.length];
      const one = sequences.get(name) ?? { bins: new Map(), firsts: [] };
      if (!sequences.has(name)) names.push(name);
      sequences.set(name, one);
      const parts = one.bins.get(binOf(first, last)) ?? [];
      const before = parts.at(-1);
      if (before !== undefined && before[1] === from) before[1] = to;
      else parts.push([from, to]);
      one.bins.set(binOf(first, last), parts);
      for (let window = 0; window <= (last - 1) >> 14; window += 1)
        if (one.firsts[window] === undefined) one.firsts[window] = window < first >> 14 ? 0 : from;
    });
    blocks.push(made);
    place += made.length;
  }
  return { file: Buffer.concat([...blocks, END]), index: written(names, sequences) };
};

const written = (names: readonly string[], sequences: ReadonlyMap<string, Bins>): Uint8Array => {
  const pieces: Buffer[] = [];
  const integers = (...values: number[]): void => {
    const piece = Buffer.alloc(4 * values.length);
    values.forEach((value, at) => {
      piece.writeInt32LE(value, 4 * at);
    });
    pieces.push(piece);
  };
  const offsets = (...values: number[]): void => {
    const piece = Buffer.alloc(8 * values.length);
    values.forEach((value, at) => {
      piece.writeBigUInt64LE(BigInt(value), 8 * at);
    });
    pieces.push(piece);
  };
  const text = Buffer.from(names.map((name) => `${name}\0`).join(""));
  pieces.push(Buffer.from("TBI\u0001"));
  integers(names.length, 2, 1, 2, 0, 35, 0, text.length);
  pieces.push(text);
  for (const name of names) {
    const { bins, firsts } = sequences.get(name) as Bins;
    integers(bins.size);
    for (const [bin, parts] of bins) {
      integers(bin, parts.length);
      for (const part of parts) offsets(...part);
    }
    integers(firsts.length);
    offsets(...firsts);
  }
  return Buffer.concat(pieces);
};
