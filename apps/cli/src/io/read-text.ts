import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { err, ok, type Refusal, type Result } from "@erbium/model";

/** Largest text file read whole (case files, mappings, JSON arrays); longer inputs go through line readers. */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/** The bytes of a file, or of standard input for "-". */
export const openBytes = (path: string): AsyncIterable<Uint8Array> =>
  path === "-" ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 });

/** Says in advance why a path cannot be read, so that nothing is half done. */
export const checkReadable = async (path: string): Promise<Refusal | null> => {
  if (path === "-") return null;
  try {
    const entry = await stat(path);
    if (entry.isDirectory())
      return {
        code: "not-a-file",
        path,
        message: `${path} is a folder`,
        remedy: "give a file, or - for standard input",
      };
    return null;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    return code === "ENOENT"
      ? { code: "no-such-file", path, message: `there is no file ${path}`, remedy: "check the path" }
      : {
          code: "unreadable",
          path,
          message: `${path} cannot be read (${code})`,
          remedy: "check its permissions",
        };
  }
};

/** Reads a whole text file: bounded, UTF-8 only, with or without a byte order mark, packed by gzip or not. */
export const readText = async (path: string): Promise<Result<string>> => {
  const refusal = await checkReadable(path);
  if (refusal) return err(refusal);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of openBytes(path)) {
      size += chunk.length;
      if (size > MAX_TEXT_BYTES)
        return err({
          code: "too-large",
          path,
          message: `${path} is longer than ${MAX_TEXT_BYTES >> 20} MB`,
          remedy: "give JSON Lines, CSV or TSV, which are read row by row",
        });
      chunks.push(chunk);
    }
  } catch (cause) {
    return err({
      code: "unreadable",
      path,
      message: `${path} cannot be read (${String(cause)})`,
      remedy: "check the file",
    });
  }
  const bytes = Buffer.concat(chunks);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return decodeText(bytes, path);
  try {
    return decodeText(gunzipSync(bytes, { maxOutputLength: MAX_TEXT_BYTES }), path);
  } catch (cause) {
    return err({
      code: "unreadable",
      path,
      message: `${path} can not be unpacked (${(cause as Error).message})`,
      remedy: "unpack it by itself, and give the text",
    });
  }
};

/** Decodes UTF-8 and refuses what only looks like text (UTF-16, GBK, binary), naming the likely encoding. */
const decodeText = (bytes: Uint8Array, path: string): Result<string> => {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16 || bytes.subarray(0, 4096).includes(0))
    return err({
      code: "not-utf8",
      path,
      message: utf16 ? `${path} is UTF-16 text` : `${path} holds binary data`,
      remedy: utf16 ? "save it as UTF-8" : "give a text file",
    });
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return err({
      code: "not-utf8",
      path,
      message: `${path} is not UTF-8 (often GBK, GB18030, EUC-KR or Latin-1)`,
      remedy: "save it as UTF-8",
    });
  }
};
