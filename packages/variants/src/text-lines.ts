import { err, ok, type Refusal, type Result } from "@erbium/model";
import { bgzipBlocks, gunzipped, isBgzip, joined } from "./bgzf.ts";
import type { Chunks } from "./call-file.ts";
import { binary, type LineSplitter, lineSplitter, type OnLine } from "./line-splitter.ts";

/**
 * Reads text line by line from plain, gzip or bgzip bytes, holding no more than one line.
 *
 * @param chunks   the bytes, in pieces of any size
 * @param onLine   called for each line; a refusal from it ends the reading
 * @returns the number of lines, or the first refusal: `binary-file`, `utf-16`, `damaged-gzip`,
 *   `line-too-long`, or what `onLine` refused
 */
export const eachLine = async (
  chunks: Chunks,
  onLine: OnLine,
  longestLine?: number,
): Promise<Result<number>> => {
  const source = await opened(chunks);
  if (!source.ok) return source;
  const splitter = lineSplitter(onLine, longestLine);
  const refusal = await fed(source.value, splitter);
  return refusal === null ? ok(splitter.lines()) : err(refusal);
};

const fed = async ({ bytes, compressed }: Opened, splitter: LineSplitter): Promise<Refusal | null> => {
  const iterator = bytes[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await iterator.next();
    } catch (error) {
      if (!compressed) throw error;
      return damagedGzip(splitter.lines(), error);
    }
    if (next.done) return splitter.end();
    const refusal = splitter.push(next.value);
    if (refusal === null) continue;
    await iterator.return?.();
    return refusal;
  }
};

interface Opened {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly compressed: boolean;
}

const opened = async (chunks: Chunks): Promise<Result<Opened>> => {
  const iterator = iterate(chunks);
  let head: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  while (head.length < 18) {
    const { done, value } = await iterator.next();
    if (done) break;
    head = head.length === 0 ? value : joined([head, value]);
  }
  const raw = replay(head, iterator);
  if (head[0] === 0x1f && head[1] === 0x8b)
    return ok({ bytes: isBgzip(head) ? bgzipBlocks(raw) : gunzipped(raw), compressed: true });
  const refusal = notText(head);
  return refusal === null ? ok({ bytes: raw, compressed: false }) : err(refusal);
};

/** Why the first bytes of a file are not those of a text; null: they may be. */
const notText = (head: Uint8Array): Refusal | null => {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    return {
      code: "utf-16",
      message: "the file is UTF-16 text",
      path: "1:1",
      remedy: "save it as UTF-8",
    };
  return head.subarray(0, 18).includes(0) ? binary(1) : null;
};

async function* replay(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* rest;
}

async function* iterate(chunks: Chunks): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** The refusal for an error of a decompressor. */
const damagedGzip = (line: number, cause: unknown): Refusal => {
  const several = (cause as { code?: string }).code === "ERR_TRAILING_JUNK_AFTER_STREAM_END";
  return {
    code: "damaged-gzip",
    message: several
      ? `the file holds several gzip streams in a row (after line ${line})`
      : `the compressed file is damaged or incomplete (after line ${line})`,
    path: `${line}:1`,
    remedy: several
      ? "compress it again with bgzip or as one stream"
      : "copy the file again; `gzip -t` tests it",
  };
};
