import { describe, expect, it } from "vitest";
import { lines, MAX_LINE_BYTES } from "./lines.ts";

async function* chunks(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? Buffer.from(part) : part;
}
const all = async (bytes: AsyncIterable<Uint8Array>): Promise<string[]> => {
  const seen: string[] = [];
  for await (const line of lines(bytes, "f"))
    seen.push(line.ok ? line.value : `! ${line.error.code} ${line.error.path}`);
  return seen;
};

describe("lines", () => {
  it("joins over chunk borders, also inside a character", async () => {
    const bytes = Buffer.from("양성\r\n음성");
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(await all(chunks(bytes.subarray(0, cut), bytes.subarray(cut)))).toEqual(["양성", "음성"]);
  });
  it("keeps empty lines and needs no last line end", async () => {
    expect(await all(chunks("a\n\nb"))).toEqual(["a", "", "b"]);
    expect(await all(chunks("a\n"))).toEqual(["a"]);
  });
  it("refuses an endless line with bounded memory", async () => {
    const piece = new Uint8Array(1 << 20).fill(65);
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("head\n");
      for (let i = 0; i < 2048; i++) yield piece;
    }
    expect(await all(endless())).toEqual(["head", "! line-too-long f:2"]);
    expect(MAX_LINE_BYTES).toBeLessThanOrEqual(16 << 20);
  });
  it("refuses what is not UTF-8, with the line", async () => {
    expect(await all(chunks("ok\n", new Uint8Array([0xc8, 0xe9, 10])))).toEqual(["ok", "! not-utf8 f:2"]);
    expect(await all(chunks("a\0b\n"))).toEqual(["! not-utf8 f:1"]);
  });
});
