import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexedVcf } from "../../test/indexed-vcf.ts";
import { BLOCK_TEXT, joinedParts, readTabixIndex, type TabixIndex } from "./tabix-index.ts";

const record = (chromosome: string, position: number, reference = "A") =>
  `${chromosome}\t${position}\t.\t${reference}\tC\t.\tPASS\t.`;
const positions = Array.from({ length: 400 }, (_, at) => 100 + 9973 * at);
const lines = ["##fileformat=VCFv4.2", "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO"].concat(
  ...["1", "17"].map((name) => positions.map((position) => record(name, position))),
);
const perBlock = 7;
const { file, index } = indexedVcf(lines, perBlock);

const read = (bytes: Uint8Array): TabixIndex => {
  const result = readTabixIndex(bytes);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
/** Where each block begins in the file. */
const starts = (() => {
  const found: number[] = [];
  for (let at = 0; at < file.length; at += (file[at + 16] ?? 0) + 256 * (file[at + 17] ?? 0) + 1)
    found.push(at);
  return found;
})();

describe("the parts that an index gives for a stretch", () => {
  it("hold the block of every record that touches it, and few others", () => {
    const { parts } = read(index);
    fc.assert(
      fc.property(fc.nat(4_000_000), fc.nat(300_000), fc.constantFrom("1", "17"), (first, length, name) => {
        const found = parts(name, first, first + length);
        const holds = (block: number) =>
          found.some(
            ({ from, to }) =>
              (starts[block] ?? 0) >= Math.floor(from / BLOCK_TEXT) && (starts[block] ?? 0) * BLOCK_TEXT < to,
          );
        const wanted = positions.flatMap((position, at) => {
          const line = 2 + (name === "1" ? 0 : positions.length) + at;
          return position >= first && position <= first + length ? [Math.floor(line / perBlock)] : [];
        });
        expect(wanted.filter((block) => !holds(block))).toEqual([]);
        const read = starts.filter((_, block) => holds(block)).length;
        // 14 bits of a position are one window: some two records beside the stretch on either side
        expect(read).toBeLessThanOrEqual(wanted.length / perBlock + 6);
      }),
    );
  });
  it("are none for a sequence that the file does not have", () =>
    expect(read(index).parts("chrUn", 1, 1e6)).toEqual([]));
  it("are one where they lie in one block, and in the order of the file", () =>
    expect(
      joinedParts([
        { from: 9 * BLOCK_TEXT, to: 10 * BLOCK_TEXT + 5 },
        { from: 1, to: 50 },
        { from: 10 * BLOCK_TEXT + 70, to: 11 * BLOCK_TEXT },
        { from: 60, to: 70 },
      ]),
    ).toEqual([
      { from: 1, to: 70 },
      { from: 9 * BLOCK_TEXT, to: 11 * BLOCK_TEXT },
    ]));
});

describe("an index", () => {
  it("names its sequences and the end of the last record", () =>
    expect(read(index)).toMatchObject({ names: ["1", "17"], end: (starts.at(-1) ?? 0) * BLOCK_TEXT }));
  it("is refused, and nothing else, wherever it is cut or changed", () => {
    fc.assert(
      fc.property(fc.nat(index.length - 1), (length) => {
        const result = readTabixIndex(index.subarray(0, length));
        expect(!result.ok && result.error.code).toBe("damaged-index");
      }),
    );
    fc.assert(
      fc.property(fc.nat(index.length - 1), fc.nat(255), (at, byte) => {
        const changed = Uint8Array.from(index);
        changed[at] = byte;
        const result = readTabixIndex(changed);
        if (!result.ok) expect(result.error.code).toBe("damaged-index");
      }),
    );
  });
  it("of another kind of file is refused", () => {
    const bed = Uint8Array.from(index);
    bed[8] = 0;
    expect(readTabixIndex(bed)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("VCF") },
    });
  });
});
