import { err, ok, type Result } from "@erbium/model";

/** Longest line accepted from a table; a longer one is refused instead of filling the memory. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/**
 * Splits bytes into UTF-8 lines without their ends (\n or \r\n). Ends with the first refusal: a line over
 * {@link MAX_LINE_BYTES}, binary data, or bytes that are not UTF-8; each names the line.
 */
export async function* lines(bytes: AsyncIterable<Uint8Array>, path: string): AsyncGenerator<Result<string>> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let rest: Uint8Array = new Uint8Array(0);
  let number = 0;
  const decode = (line: Uint8Array): Result<string> => {
    number++;
    const end = line.at(-1) === 13 ? line.length - 1 : line.length;
    if (line.includes(0))
      return err({
        code: "not-utf8",
        path: `${path}:${number}`,
        message: `line ${number} of ${path} holds binary data or UTF-16`,
        remedy: "give a text file saved as UTF-8",
      });
    try {
      return ok(decoder.decode(line.subarray(0, end)));
    } catch {
      return err({
        code: "not-utf8",
        path: `${path}:${number}`,
        message: `line ${number} of ${path} is not UTF-8 (often GBK, GB18030, EUC-KR or Latin-1)`,
        remedy: "save it as UTF-8",
      });
    }
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const piece = chunk.subarray(from, at);
      const line = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      rest = new Uint8Array(0);
      from = at + 1;
      const result = decode(line);
      yield result;
      if (!result.ok) return;
    }
    const tail = chunk.subarray(from);
    if (rest.length + tail.length > MAX_LINE_BYTES) {
      yield err({
        code: "line-too-long",
        path: `${path}:${number + 1}`,
        message: `line ${number + 1} of ${path} is longer than ${MAX_LINE_BYTES >> 20} MB`,
        remedy: "give one row per line",
      });
      return;
    }
    rest = rest.length === 0 ? tail.slice() : Buffer.concat([rest, tail]);
  }
  if (rest.length > 0) yield decode(rest);
}
