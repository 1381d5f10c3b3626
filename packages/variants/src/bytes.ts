/** Reading text that lies in bytes, without making strings of it. Places are `from` (inside) to `to` (outside). */

const DOT = 46;
const ZERO = 48;

const decoder = new TextDecoder("utf-8");

export const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  decoder.decode(bytes.subarray(from, to));

/** Bytes of their own. `slice` of a Node Buffer would be a view into a piece of text that is soon written anew. */
export const copied = (bytes: Uint8Array, from: number, to: number): Uint8Array => {
  const copy = new Uint8Array(to - from);
  copy.set(bytes.subarray(from, to));
  return copy;
};

/** Whether the bytes at a place are these. */
export const holds = (bytes: Uint8Array, from: number, to: number, wanted: Uint8Array): boolean => {
  if (to - from !== wanted.length) return false;
  for (let at = 0; at < wanted.length; at += 1) if (bytes[from + at] !== wanted[at]) return false;
  return true;
};

/** The first place of a byte, or `to`. */
export const placeOf = (bytes: Uint8Array, byte: number, from: number, to: number): number => {
  let at = from;
  while (at < to && bytes[at] !== byte) at += 1;
  return at;
};

/** The number written there; NaN where it is empty, `.` or no number. */
export const numberAt = (bytes: Uint8Array, from: number, to: number): number => {
  let value = 0;
  let scale = 0;
  let at = from;
  for (; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === DOT && scale === 0) scale = 1;
    else if (byte >= ZERO && byte <= ZERO + 9) {
      value = value * 10 + byte - ZERO;
      scale *= 10;
    } else break;
  }
  const plain = at === to && to - from <= 15 && to > from && bytes[to - 1] !== DOT;
  if (plain) return scale > 1 ? value / scale : value;
  const text = textOf(bytes, from, to).trim();
  return text === "" || text === "." ? Number.NaN : Number(text);
};
