import type { Refusal } from "@erbium/model";
import { textChunks } from "./text-chunks.ts";

/** A file's decompressed bytes, several gzip streams in a row included; `damage` says afterwards why they ended early. */
export interface WholeFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly damage: () => Refusal | null;
}

/** @param path a file, plain, gzip or bgzip; memory stays bounded by one piece, however large it is */
export const wholeFile = (path: string): WholeFile => {
  let damage: Refusal | null = null;
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of textChunks(path)) {
      if (!piece.ok) {
        damage = piece.error;
        return;
      }
      // the reader below may keep the end of a piece, whose buffer is used again
      yield Uint8Array.from(piece.value);
    }
  };
  return { bytes: bytes(), damage: () => damage };
};
