import { err, ok, type Refusal, type Result } from "@erbium/model";
import { bgzipBlocks, gunzipped, isBgzip, joined } from "./bgzf.ts";
import type { Chunks } from "./call-file.ts";

/** Bytes of the longest line accepted by default: 16 MB holds a record of ten thousand samples. */
const LONGEST_LINE = 16 * 1024 * 1024;

const LINE_FEED = 10;
const RETURN = 13;

/**
 * Reads text line by line from plain, gzip or bgzip bytes, holding no more than one line.
 *
 * @param chunks   the bytes, in pieces of any size
 * @param onLine   called for each line with its bytes (valid only during the call), without line end;
 *   a refusal from it ends the reading
 * @returns the number of lines, or the first refusal: `binary-file`, `utf-16`, `damaged-gzip`,
 *   `line-too-long`, or what `onLine` refused
 */
export const eachLine = async (
  chunks: Chunks,
  onLine: (bytes: Uint8Array, line: number) => Refusal | null,
  longestLine: number = LONGEST_LINE,
): Promise<Result<number>> => {
  const source = await opened(chunks);
  if (!source.ok) return source;
  let line = 0;
  let pieces: Uint8Array[] = [];
  let held = 0;
  const give = (last: Uint8Array): Refusal | null => {
    line += 1;
    const bytes = pieces.length === 0 ? last : joined([...pieces, last]);
    pieces = [];
    held = 0;
    const start = line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb ? 3 : 0;
    const end = bytes[bytes.length - 1] === RETURN ? bytes.length - 1 : bytes.length;
    const whole = bytes.subarray(start, end);
    return whole.includes(0) ? binary(line) : onLine(whole, line);
  };
  const iterator = source.value.bytes[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<Uint8Array>;
    try {
      next = await iterator.next();
    } catch (error) {
      if (!source.value.compressed) throw error;
      return err(damaged(line, error));
    }
    if (next.done) break;
    const chunk = next.value;
    let from = 0;
    for (;;) {
      const at = chunk.indexOf(LINE_FEED, from);
      const end = at < 0 ? chunk.length : at;
      if (held + end - from > longestLine) {
        await iterator.return?.();
        return err(tooLong(line + 1, longestLine));
      }
      if (at < 0) break;
      const refusal = give(chunk.subarray(from, at));
      if (refusal !== null) {
        await iterator.return?.();
        return err(refusal);
      }
      from = at + 1;
    }
    if (from < chunk.length) {
      pieces.push(chunk.slice(from));
      held += chunk.length - from;
    }
  }
  const refusal = held > 0 ? give(new Uint8Array(0)) : null;
  return refusal === null ? ok(line) : err(refusal);
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
    head = joined([head, value]);
  }
  const raw = replay(head, iterator);
  if (head[0] === 0x1f && head[1] === 0x8b)
    return ok({ bytes: isBgzip(head) ? bgzipBlocks(raw) : gunzipped(raw), compressed: true });
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    return err({
      code: "utf-16",
      message: "the file is UTF-16 text",
      path: "1:1",
      remedy: "save it as UTF-8",
    });
  return head.includes(0) ? err(binary(1)) : ok({ bytes: raw, compressed: false });
};

async function* replay(head: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* rest;
}

async function* iterate(chunks: Chunks): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

const binary = (line: number): Refusal => ({
  code: "binary-file",
  message: "the file holds bytes that are not text",
  path: `${line}:1`,
  remedy: "give a text file, plain or gzipped; convert BCF with `bcftools view`",
});
const tooLong = (line: number, longest: number): Refusal => ({
  code: "line-too-long",
  message: `line ${line} is longer than ${longest} bytes`,
  path: `${line}:1`,
  remedy: "check that the file has line ends; give a file with fewer samples",
});
const damaged = (line: number, cause: unknown): Refusal => {
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
