/** The empty block that ends every complete bgzip file (SAM specification 4.1.2). */
export const BGZIP_END = Buffer.from("1f8b08040000000000ff0600424302001b0003000000000000000000", "hex");

/** Bytes of a block, and of its text, at most. */
export const BLOCK_BYTES = 1 << 16;

const HEAD = 18;

/** Whether bytes begin as bgzip writes its blocks: gzip, with the extra field `BC` first. */
export const isBgzip = (head: Uint8Array): boolean =>
  head[0] === 0x1f &&
  head[1] === 0x8b &&
  ((head[3] ?? 0) & 4) !== 0 &&
  head[12] === 0x42 &&
  head[13] === 0x43;

/** Length of the block that begins here; `cut`: too few bytes to tell. */
export const blockLength = (bytes: Uint8Array): number | "cut" | "not bgzip" => {
  if (bytes.length < HEAD) return "cut";
  return isBgzip(bytes) ? (bytes[16] ?? 0) + 256 * (bytes[17] ?? 0) + 1 : "not bgzip";
};
