import type { Refusal } from "@erbium/model";

/** Bytes of the longest line accepted by default: 16 MB holds a record of ten thousand samples. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** Lines in turn that do not go by the run, before the rest of a piece is not asked. */
const PATIENCE = 64;

const LINE_FEED = 10;
const RETURN = 13;

/**
 * Takes one line as the bytes `from` (inside) to `to` (outside), without its end; they are valid only during
 * the call. A refusal from it ends the reading.
 */
export type OnLine = (bytes: Uint8Array, from: number, to: number, line: number) => Refusal | null;

/** Takes lines by the run, so that what each costs is paid once. */
export interface LineRuns {
  /**
   * Reads whole lines, each with its line feed, from a place on.
   *
   * @param line  number of the first
   * @returns where the first line begins that it leaves to {@link OnLine}, or `to`
   */
  readonly read: (bytes: Uint8Array, from: number, to: number, line: number) => number;
  /** how many lines the last call has read */
  readonly lines: () => number;
}

/** Text in pieces of any size to lines; holds no more than one line. */
export interface LineSplitter {
  /** @returns the first refusal: `binary-file`, `line-too-long`, or what the taker of lines refused */
  readonly push: (chunk: Uint8Array) => Refusal | null;
  /** Gives the last line where the text does not end in a line end. */
  readonly end: () => Refusal | null;
  /** lines given so far */
  readonly lines: () => number;
}

/**
 * Lines end in `\n` or `\r\n`; a byte order mark before the first is skipped; text that holds a zero byte is
 * refused as binary. Where the lines lie, not what they hold, is all that is looked at: `indexOf` of a Node
 * `Buffer` finds them at the speed of memory, so that callers on Node should pass Buffers.
 */
export const lineSplitter = (
  onLine: OnLine,
  longestLine: number = LONGEST_LINE,
  runs?: LineRuns,
): LineSplitter => {
  let line = 0;
  let held: Uint8Array = new Uint8Array(0);
  let heldLength = 0;

  const hold = (chunk: Uint8Array, from: number): void => {
    const needed = heldLength + chunk.length - from;
    if (needed > held.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * held.length, 4096));
      larger.set(held.subarray(0, heldLength));
      held = larger;
    }
    held.set(chunk.subarray(from), heldLength);
    heldLength = needed;
  };
  const give = (bytes: Uint8Array, from: number, to: number): Refusal | null => {
    line += 1;
    const start =
      line === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf
        ? from + 3
        : from;
    return onLine(bytes, start, to > start && bytes[to - 1] === RETURN ? to - 1 : to, line);
  };
  /** The lines before the zero byte are given, so that their own faults come first. */
  const zeroIn = (chunk: Uint8Array, zero: number): Refusal => {
    for (let from = 0; ; ) {
      const at = chunk.indexOf(LINE_FEED, from);
      if (at < 0 || at > zero) return binary(line + 1);
      hold(chunk.subarray(0, at), from);
      const refusal = give(held, 0, heldLength);
      heldLength = 0;
      if (refusal !== null) return refusal;
      from = at + 1;
    }
  };

  const push = (chunk: Uint8Array): Refusal | null => {
    const zero = chunk.indexOf(0);
    if (zero >= 0) return zeroIn(chunk, zero);
    let from = 0;
    let at = chunk.indexOf(LINE_FEED, 0);
    if (heldLength > 0) {
      const end = at < 0 ? chunk.length : at;
      if (heldLength + end > longestLine) return tooLong(line + 1, longestLine);
      if (at < 0) {
        hold(chunk, 0);
        return null;
      }
      hold(chunk.subarray(0, at), 0);
      const refusal = give(held, 0, heldLength);
      heldLength = 0;
      if (refusal !== null) return refusal;
      from = at + 1;
      at = chunk.indexOf(LINE_FEED, from);
    }
    // a file that has none of the lines that go by the run is not asked for each of them
    let patience = runs === undefined || chunk.length > longestLine ? 0 : PATIENCE;
    const whole = patience === 0 ? 0 : chunk.lastIndexOf(LINE_FEED) + 1;
    while (at >= 0) {
      if (runs !== undefined && patience > 0) {
        const next = runs.read(chunk, from, whole, line + 1);
        if (next > from) {
          patience = PATIENCE;
          line += runs.lines();
          from = next;
          at = chunk.indexOf(LINE_FEED, from);
          continue;
        }
        patience -= 1;
      }
      if (at - from > longestLine) return tooLong(line + 1, longestLine);
      const refusal = give(chunk, from, at);
      if (refusal !== null) return refusal;
      from = at + 1;
      at = chunk.indexOf(LINE_FEED, from);
    }
    if (chunk.length - from > longestLine) return tooLong(line + 1, longestLine);
    if (from < chunk.length) hold(chunk, from);
    return null;
  };
  return {
    push,
    end: () => {
      if (heldLength === 0) return null;
      const length = heldLength;
      heldLength = 0;
      return give(held, 0, length);
    },
    lines: () => line,
  };
};

export const binary = (line: number): Refusal => ({
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
