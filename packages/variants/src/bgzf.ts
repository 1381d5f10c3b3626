import { copied } from "./bytes.ts";

/** The empty block that ends every complete bgzip file (SAM specification 4.1.2). */
const END_OF_FILE = [
  0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 6, 0, 0x42, 0x43, 2, 0, 0x1b, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];

class DamagedGzip extends Error {}

/** Whether these first bytes (18 are enough) begin a bgzip file: gzip with the extra field `BC`. */
export const isBgzip = (head: Uint8Array): boolean =>
  head[0] === 0x1f && head[1] === 0x8b && ((head[3] ?? 0) & 4) !== 0 && blockLength(head) !== null;

/** Bytes of one gzip stream, decompressed by the platform. It must be one member. */
export const gunzipped = (chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> =>
  ReadableStream.from(chunks).pipeThrough(
    new DecompressionStream("gzip") as unknown as ReadableWritablePair<Uint8Array, Uint8Array>,
  ) as unknown as AsyncIterable<Uint8Array>;

/**
 * Decompresses bgzip block by block. A bgzip file is many gzip members in a row, which the standard
 * `DecompressionStream` refuses; each block's header gives its length.
 *
 * @throws DamagedGzip where a block is damaged, the file ends inside one, or the end mark is missing
 */
export async function* bgzipBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  let ended = false;
  for await (const chunk of chunks) {
    held = held.length === 0 ? chunk : joined([held, chunk]);
    let from = 0;
    for (;;) {
      const length = blockLength(held.subarray(from));
      if (length === null && held.length - from >= 18) throw new DamagedGzip("a block has no bgzip header");
      if (length === null || held.length - from < length) break;
      const block = held.subarray(from, from + length);
      ended = length === END_OF_FILE.length && END_OF_FILE.every((byte, at) => block[at] === byte);
      if (!ended) yield* gunzipped(once(block));
      from += length;
    }
    held = copied(held, from, held.length);
  }
  if (held.length > 0) throw new DamagedGzip("the file ends inside a block");
  if (!ended) throw new DamagedGzip("the end mark of bgzip is missing");
}

/** Length of the block that begins here, from its `BC` field; null where none stands in these bytes. */
const blockLength = (bytes: Uint8Array): number | null => {
  if (bytes.length < 18 || bytes[0] !== 0x1f || bytes[1] !== 0x8b) return null;
  const extra = (bytes[10] ?? 0) + 256 * (bytes[11] ?? 0);
  for (let at = 12; at + 6 <= Math.min(12 + extra, bytes.length); ) {
    const size = (bytes[at + 2] ?? 0) + 256 * (bytes[at + 3] ?? 0);
    if (bytes[at] === 0x42 && bytes[at + 1] === 0x43 && size === 2)
      return (bytes[at + 4] ?? 0) + 256 * (bytes[at + 5] ?? 0) + 1;
    at += 4 + size;
  }
  return null;
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** One array of several. */
export const joined = (pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};
