import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { indexedVcf } from "../../../../packages/variants/test/indexed-vcf.ts";
import { BGZIP_END } from "./bgzip-block.ts";
import { textChunks } from "./text-chunks.ts";

const lines = Array.from(
  { length: 60_000 },
  (_, at) => `1\t${at + 1}\t.\tA\tC\t.\tPASS\tDP=${(at * 7919) % 100}`,
);
const text = `${lines.join("\n")}\n`;
/** two pieces and more of text, in some hundred blocks */
const bgzip = Buffer.from(indexedVcf(lines, 500).file);

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "erbium-"));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (bytes: Uint8Array) => {
  const path = join(folder, "file");
  writeFileSync(path, bytes);
  let got = "";
  for await (const piece of textChunks(path)) {
    if (!piece.ok) return { got, error: piece.error };
    got += piece.value.toString("latin1");
  }
  return { got, error: null };
};

describe("the text of a file", () => {
  it.each([
    ["plain", () => Buffer.from(text)],
    ["gzip", () => gzipSync(text)],
    ["bgzip", () => bgzip],
    [
      "bgzip files one behind the other",
      () =>
        Buffer.concat([indexedVcf(lines.slice(0, 9000), 77).file, indexedVcf(lines.slice(9000), 99).file]),
    ],
    [
      "gzip members in a row",
      () => Buffer.concat([text.slice(0, 5000), text.slice(5000)].map((part) => gzipSync(part))),
    ],
  ])("is the same from %s", async (_, bytes) => {
    const { got, error } = await read(bytes());
    expect(error).toBeNull();
    expect(got === text).toBe(true);
  });
  it("is empty from an empty file, and from the end mark alone", async () => {
    expect(await read(new Uint8Array(0))).toEqual({ got: "", error: null });
    expect(await read(BGZIP_END)).toEqual({ got: "", error: null });
  });
  it.each([
    ["cut inside a block", () => bgzip.subarray(0, bgzip.length >> 1), "too early"],
    ["without its end mark", () => bgzip.subarray(0, -BGZIP_END.length), "end mark"],
    ["with a byte changed", () => Buffer.from(bgzip).fill(0xaa, 90_000, 90_001), "damaged"],
    [
      "with something else behind it",
      () => Buffer.concat([bgzip, Buffer.from("not gzip at all, not at all")]),
      "damaged",
    ],
  ])("ends with a refusal where a bgzip file is %s, after what stands before", async (_, bytes, why) => {
    const { got, error } = await read(bytes());
    expect(error).toMatchObject({ code: "damaged-gzip", message: expect.stringContaining(why) });
    expect(text.startsWith(got)).toBe(true);
    expect(error?.message).toContain(`after ${got.length} bytes`);
  });
  it("may be left before its end", async () => {
    const path = join(folder, "file");
    writeFileSync(path, bgzip);
    for await (const piece of textChunks(path)) {
      expect(piece.ok && piece.value.length).toBeGreaterThan(0);
      break;
    }
  });
});
