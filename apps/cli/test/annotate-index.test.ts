import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { indexedVcf } from "../../../packages/variants/test/indexed-vcf.ts";
import { erbium, inFolder } from "./run.ts";

const head = ["##fileformat=VCFv4.2", "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO"];
const record = (chromosome: string, position: number, reference: string, alternate: string) =>
  `${chromosome}\t${position}\t.\t${reference}\t${alternate}\t.\tPASS\t.`;
const elsewhere = (chromosome: string, from: number) =>
  Array.from({ length: 40 }, (_, at) => record(chromosome, from + 50_000 * at, "A", "C"));
const lines = [
  ...head,
  ...elsewhere("1", 1000),
  record("7", 55174772, "GGAATTAAGAGAAGC", "G"),
  ...elsewhere("17", 1000),
  record("17", 39723967, "T", "C"),
  record("17", 39724742, "A", "ATACGTGATGGC"),
  ...elsewhere("17", 50_000_000),
];

/** Annotates a file beside an index, both as given. */
const annotated = (
  folder: string,
  file: Uint8Array,
  index: Uint8Array | null,
  ...options: readonly string[]
) => {
  const path = join(folder, "calls.vcf.gz");
  writeFileSync(path, file);
  if (index !== null) writeFileSync(`${path}.tbi`, index);
  return erbium(["annotate", path, "--assembly", "GRCh38", ...options]);
};
/** The table without the column that says the line. */
const lineless = (text: string): string[][] =>
  text.split("\n").map((row) => row.split("\t").filter((_, column) => column !== 10));

describe("erbium annotate beside an index", () => {
  const { file, index } = indexedVcf(lines, 3);

  it("gives the rows of the whole file without their lines, and says so", () =>
    inFolder((folder) => {
      const [whole, parts] = [
        annotated(folder, file, gzipSync(index), "--no-index"),
        annotated(folder, file, gzipSync(index), "--index"),
      ];
      expect(whole.err).toContain("3 rows from 123 records");
      expect(lineless(parts.out)).toEqual(lineless(whole.out));
      expect(
        parts.out
          .split("\n")
          .slice(1, -1)
          .map((row) => row.split("\t")[10]),
      ).toEqual(["", "", ""]);
      expect(parts.err).toContain("records elsewhere not counted");
      expect(parts.err).toContain("3 rows on GRCh38");
    }));
  it("does not read what lies elsewhere", () =>
    inFolder((folder) => {
      const broken = lines.map((line) => (line.startsWith("17\t1001000") ? "17\t1001000\t." : line));
      const made = indexedVcf(broken, 3);
      expect(annotated(folder, made.file, gzipSync(made.index), "--no-index").err).toContain("no ALT column");
      expect(annotated(folder, made.file, gzipSync(made.index), "--index").code).toBe(0);
    }));
  it("reads a small file whole unless asked, and so shards, VCF output and files that announce structural changes", () =>
    inFolder((folder) => {
      const whole = "3 rows from 123 records";
      expect(annotated(folder, file, gzipSync(index)).err).toContain(whole);
      expect(annotated(folder, file, gzipSync(index), "--index", "--format", "vcf").err).toContain(whole);
      expect(annotated(folder, file, gzipSync(index), "--index", "--shard", "1/2").err).toContain("from 123");
      const structural = indexedVcf(
        [...head.toSpliced(1, 0, "##INFO=<ID=SVTYPE,Number=1>"), ...lines.slice(2)],
        3,
      );
      expect(annotated(folder, structural.file, gzipSync(structural.index), "--index").err).toContain(whole);
    }));
  it.each([
    ["is no gzip", () => index, file, "incorrect header"],
    ["is cut short", () => gzipSync(index.subarray(0, 200)), file, "damaged"],
    ["is of another file", () => gzipSync(index), indexedVcf(lines, 5).file, "not used"],
    ["is of a part of the file", () => gzipSync(indexedVcf(lines.slice(0, 90), 3).index), file, "goes on"],
  ])("reads the whole file, with a warning, where the index %s", (_, indexOf, of, why) =>
    inFolder((folder) => {
      const run = annotated(folder, of, indexOf(), "--index");
      expect(run.err).toContain(why);
      expect(run.err).toContain("the whole file is read");
      expect(run.err).toContain("3 rows from 123 records");
    }),
  );
  it("does not trust an index that is older than the file", () =>
    inFolder((folder) => {
      const path = join(folder, "calls.vcf.gz");
      writeFileSync(path, file);
      writeFileSync(`${path}.tbi`, gzipSync(index));
      utimesSync(`${path}.tbi`, 1000, 1000);
      expect(erbium(["annotate", path, "--index"]).err).toMatch(
        /older than the file; the whole file is read/,
      );
    }));
});
