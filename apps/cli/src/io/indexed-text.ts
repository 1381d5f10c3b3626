import { type FileHandle, open, readFile, stat } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { err, ok, type Result } from "@erbium/model";
import {
  announcesStructure,
  BLOCK_TEXT,
  type GeneIndex,
  type IndexedPart,
  panelParts,
  readTabixIndex,
} from "@erbium/variants";

import { BLOCK_BYTES, blockLength } from "./bgzip-block.ts";

/** The text of those parts of a bgzip VCF that may hold records of panel genes, behind its header. */
export interface IndexedText {
  readonly index: string;
  readonly chunks: () => AsyncGenerator<Result<Buffer>>;
}

/** Smaller files are read whole in a moment, with their lines and records counted. */
const WORTH_AN_INDEX = 32 << 20;
/** An index of every human contig takes some 2 MB. */
const LARGEST_INDEX = 64 << 20;
const LONGEST_HEADER = 64 << 20;

class Unusable extends Error {}

/**
 * Finds the index beside a bgzip VCF, and what it says of the panel's genes; every part is read once to see
 * that it fits the file.
 *
 * @param asked  use it for small files too
 * @returns null where the file has no index, is small, or lies in panel genes for the most part; the reason in
 *   words where the index cannot be trusted: the file is then to be read whole
 */
export const indexedText = async (
  path: string,
  genes: GeneIndex,
  asked: boolean,
): Promise<Result<IndexedText | null>> => {
  const index = `${path}.tbi`;
  try {
    if (path === "-" || !(await exists(index))) return ok(null);
    const [whole, beside] = [await stat(path), await stat(index)];
    if (!asked && whole.size < WORTH_AN_INDEX) return ok(null);
    if (beside.mtimeMs < whole.mtimeMs) throw new Unusable("it is older than the file");
    if (beside.size > LARGEST_INDEX) throw new Unusable("it is too large");
    const read = readTabixIndex(gunzipSync(await readFile(index), { maxOutputLength: 4 * LARGEST_INDEX }));
    if (!read.ok) throw new Unusable(read.error.message);
    const parts = panelParts(read.value, genes);
    const compressed = parts.reduce(
      (sum, part) => sum + blockOf(part.to) - blockOf(part.from) + BLOCK_BYTES,
      0,
    );
    if (!asked && compressed > whole.size / 2) return ok(null);
    const file = await open(path);
    try {
      const header = await headerOf(file);
      if (announcesStructure(header)) return ok(null);
      await check(file, parts, read.value.names, read.value.end);
    } finally {
      await file.close();
    }
    return ok({ index, chunks: () => pieces(path, parts) });
  } catch (cause) {
    const { message } = cause as Error;
    return err({
      code: "unusable-index",
      path: index,
      message: `the index ${index} is not used: ${message}`,
      remedy: "make it anew with `tabix -f -p vcf`",
    });
  }
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );

const blockOf = (offset: number): number => Math.floor(offset / BLOCK_TEXT);

/** The decompressed blocks of a bgzip file from a place on. */
async function* blocks(file: FileHandle, start: number): AsyncGenerator<{ at: number; text: Buffer }> {
  const room = Buffer.allocUnsafe(16 * BLOCK_BYTES);
  let at = start;
  for (;;) {
    const { bytesRead } = await file.read(room, 0, room.length, at);
    let from = 0;
    while (from < bytesRead) {
      const head = room.subarray(from, bytesRead);
      const length = blockLength(head);
      if (length === "not bgzip") throw new Unusable("no block begins where it says");
      if (length === "cut" || from + length > bytesRead) break;
      yield { at: at + from, text: gunzipSync(head.subarray(0, length), { chunkSize: BLOCK_BYTES }) };
      from += length;
    }
    if (bytesRead < room.length) {
      if (from < bytesRead) throw new Unusable("the file ends inside a block");
      return;
    }
    at += from;
  }
}

/** The text of one part, block by block. */
async function* textOfPart(file: FileHandle, { from, to }: IndexedPart): AsyncGenerator<Buffer> {
  for await (const { at, text } of blocks(file, blockOf(from))) {
    if (at > blockOf(to)) return;
    const begin = at === blockOf(from) ? from % BLOCK_TEXT : 0;
    const end = at === blockOf(to) ? to % BLOCK_TEXT : text.length;
    if (begin > text.length || end > text.length) throw new Unusable("a block is shorter than it says");
    if (begin < end) yield text.subarray(begin, end);
    if (at === blockOf(to)) return;
  }
}

/** The lines before the first record. */
const headerOf = async (file: FileHandle): Promise<string> => {
  let text = "";
  for await (const block of blocks(file, 0)) {
    text += block.text.toString("latin1");
    const record = /(?:^|\n)(?!#)./.exec(text);
    if (record !== null) return text.slice(0, record.index + 1);
    if (text.length > LONGEST_HEADER) throw new Unusable("the header has no end");
  }
  return text;
};

/** Whole lines of sequences of the index in every part, and no record behind the last that it knows. */
const check = async (
  file: FileHandle,
  parts: readonly IndexedPart[],
  names: readonly string[],
  end: number,
): Promise<void> => {
  const known = new Set(names);
  for (const part of parts) {
    let first = true;
    let last = 0;
    for await (const text of textOfPart(file, part)) {
      if (first && !known.has(text.toString("latin1", 0, text.indexOf(9))))
        throw new Unusable("no record begins where it says");
      first = false;
      last = text[text.length - 1] ?? 0;
    }
    if (!first && last !== 10) throw new Unusable("no record ends where it says");
  }
  for await (const text of textOfPart(file, { from: end, to: Number.MAX_SAFE_INTEGER }))
    if (text.length > 0) throw new Unusable("the file goes on where it says that it ends");
};

async function* pieces(path: string, parts: readonly IndexedPart[]): AsyncGenerator<Result<Buffer>> {
  const file = await open(path);
  try {
    yield ok(Buffer.from(await headerOf(file), "latin1"));
    for (const part of parts) for await (const text of textOfPart(file, part)) yield ok(text);
  } finally {
    await file.close();
  }
}
