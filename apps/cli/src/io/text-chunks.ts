import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { err, ok, type Refusal, type Result } from "@erbium/model";
import { BGZIP_END, isBgzip } from "./bgzip-block.ts";

/** Bytes read at a time: large enough that the calls cost nothing, small enough to stay in the cache. */
const PIECE = 1 << 20;

const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/**
 * The text of a file in pieces, plain or decompressed, as Buffers that are valid until the next is asked for.
 * The next piece is read, and decompressed on another thread, while the caller works on the last one: zlib's own
 * threads do it with less than a worker would (docs/performance.md).
 * Ends with a refusal where the compressed data are damaged or incomplete.
 *
 * @param path  a file, or `-` for standard input
 */
export async function* textChunks(path: string): AsyncGenerator<Result<Buffer>> {
  const raw = path === "-" ? standardInput() : pieces(path);
  const first = await raw.next();
  if (first.done) return;
  if (!isGzip(first.value)) {
    yield ok(first.value);
    for await (const piece of raw) yield ok(piece);
    return;
  }
  yield* inflated(first.value, raw, path);
}

async function* inflated(
  head: Buffer,
  rest: AsyncGenerator<Buffer>,
  path: string,
): AsyncGenerator<Result<Buffer>> {
  const bgzip = isBgzip(head);
  let tail: Buffer = Buffer.alloc(0);
  const source = async function* (): AsyncGenerator<Buffer> {
    for (let piece = head; ; ) {
      tail = (piece.length >= BGZIP_END.length ? piece : Buffer.concat([tail, piece])).subarray(
        -BGZIP_END.length,
      );
      // the pieces are read into the same two buffers over and over; the stream keeps what it is given
      yield Buffer.from(piece);
      tail = Buffer.from(tail);
      const next = await rest.next();
      if (next.done) return;
      piece = next.value;
    }
  };
  const gunzip = createGunzip({ chunkSize: PIECE >> 2 });
  const { Readable } = await import("node:stream");
  const feed = Readable.from(source(), { objectMode: false, highWaterMark: PIECE });
  feed.on("error", (cause) => gunzip.destroy(cause));
  feed.pipe(gunzip);
  let given = 0;
  try {
    for await (const piece of gunzip) {
      given += (piece as Buffer).length;
      yield ok(piece as Buffer);
    }
  } catch (cause) {
    const { code } = cause as { code?: string };
    yield err(
      damaged(path, given, code === "Z_BUF_ERROR" ? "it ends too early" : String((cause as Error).message)),
    );
    return;
  }
  if (bgzip && !tail.equals(BGZIP_END)) yield err(damaged(path, given, "the end mark of bgzip is missing"));
}

const damaged = (path: string, given: number, why: string): Refusal => ({
  code: "damaged-gzip",
  path,
  message: `the compressed file is damaged or incomplete: ${why} (after ${given} bytes of text)`,
  remedy: "copy the file again; `gzip -t` tests it",
});

async function* pieces(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const buffers = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)] as const;
    let turn: 0 | 1 = 0;
    let next = file.read(buffers[turn], 0, PIECE);
    for (;;) {
      const { bytesRead } = await next;
      if (bytesRead === 0) return;
      const piece = buffers[turn].subarray(0, bytesRead);
      turn = turn === 0 ? 1 : 0;
      next = file.read(buffers[turn], 0, PIECE);
      yield piece;
    }
  } finally {
    await file.close();
  }
}

async function* standardInput(): AsyncGenerator<Buffer> {
  for await (const piece of process.stdin) yield piece as Buffer;
}
