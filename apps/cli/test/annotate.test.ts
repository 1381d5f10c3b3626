import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, it } from "vitest";
import { erbium, inFolder, root } from "./run.ts";

const header = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ttumour\n";
const vcf = `${header}17\t39723967\t.\tT\tC\t50\tPASS\tDP=100\tGT:AD\t0/1:60,40\n1\t5\t.\tA\tC\t.\t.\t.\tGT\t0/1\n7\t55174772\t.\tGGAATTAAGAGAAGC\tG\t.\tPASS\t.\tGT:AD:DP\t0/1:80,20:100\n`;
const rows = (text: string): Record<string, string>[] => {
  const [names = [], ...lines] = text
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  return lines.map((line) => Object.fromEntries(names.map((name, at) => [name, line[at] ?? ""])));
};

describe("erbium annotate", () => {
  it("prints one row per alteration of the panel, and says on standard error what it read", () => {
    const run = erbium(["annotate", "-", "--assembly", "GRCh38"], vcf);
    expect(run.code).toBe(0);
    expect(rows(run.out).map(({ gene, key, vaf }) => [gene, key, vaf])[0]).toEqual([
      "ERBB2",
      "ERBB2:p.L755S",
      "0.4",
    ]);
    expect(rows(run.out)).toHaveLength(2);
    expect(run.err).toContain("reading - as vcf");
    expect(run.err).toMatch(/2 rows from 3 records on GRCh38; knowledge .*sha256:/);
  });
  it("gives the same rows from plain, gzip and several gzip members in a row", () => {
    const plain = erbium(["annotate", "-"], vcf).out;
    expect(erbium(["annotate", "-"], gzipSync(vcf)).out).toBe(plain);
    const parts = [vcf.slice(0, 150), vcf.slice(150)].map((part) => gzipSync(part));
    expect(erbium(["annotate", "-"], Buffer.concat(parts)).out).toBe(plain);
  });
  it("refuses the wrong assembly with the evidence, and writes nothing", () =>
    inFolder((folder) => {
      const run = erbium(["annotate", "-", "--assembly", "GRCh37", "--out", join(folder, "rows.tsv")], vcf);
      expect(run.code).toBe(1);
      expect(run.err).toContain("on GRCh38");
      expect(readdirSync(folder)).toEqual([]);
    }));
  it.each([
    ["gzip cut short", gzipSync(vcf).subarray(0, 100), "damaged"],
    ["binary data", Uint8Array.of(1, 0, 2, 3, 0, 0, 9), "not text"],
    ["an unknown table", "SAMPLE\tAGE\na\t5\n", "no format is known"],
    ["an empty file", "", "empty"],
  ])("refuses %s", (_, input, words) => {
    const run = erbium(["annotate", "-"], input);
    expect(run).toMatchObject({ code: 1, out: "" });
    expect(run.err).toContain(words);
  });
  it.each([
    [["--shard", "3/2"], 1],
    [["--purity", "1.5"], 1],
    [["--assembly", "hg18"], 1],
    [["--assembly", "constructor"], 1],
    [["--format", "xlsx"], 2],
  ])("%j is a wrong option", (options, code) =>
    expect(erbium(["annotate", "-", ...options], vcf).code).toBe(code),
  );
  it("takes the names in use for an assembly, and a report refuses what is none", () => {
    expect(erbium(["annotate", "-", "--assembly", "hg38"], vcf).out).toBe(
      erbium(["annotate", "-", "--assembly", "GRCh38"], vcf).out,
    );
    const run = erbium(["report", join(root, "examples/01-breast-first-line.yaml"), "--assembly", "hg18"]);
    expect(run).toMatchObject({ code: 1, out: "", err: expect.stringContaining("give GRCh37 (hg19, b37)") });
  });
  it("shards are together the whole", () => {
    const whole = rows(erbium(["annotate", "-"], vcf).out);
    const parts = ["1/2", "2/2"].flatMap((shard) =>
      rows(erbium(["annotate", "-", "--shard", shard], vcf).out),
    );
    expect(new Set(parts.map(({ line }) => line))).toEqual(new Set(whole.map(({ line }) => line)));
    expect(parts).toHaveLength(whole.length);
  });
});

describe("the formats that are written", () => {
  it("JSON Lines: the fields of `erbium variant`, with function, match, evidence and VRS identifier", () => {
    const [row] = erbium(["annotate", "-", "--format", "jsonl"], vcf)
      .out.trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(row).toMatchObject({
      key: "ERBB2:p.L755S",
      genomic: { GRCh37: "NC_000017.10:g.37880220T>C" },
      error: null,
      match: "exact",
      vaf: 0.4,
    });
    expect(row?.vrs).toMatch(/^ga4gh:VA\.[\w-]{32}$/);
  });
  it("VCF: the panel's records with one documented INFO field", () => {
    const lines = erbium(["annotate", "-", "--format", "vcf"], vcf).out.trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("##INFO=<ID=ERBIUM"))).toHaveLength(1);
    const records = lines.filter((line) => !line.startsWith("#"));
    expect(records).toHaveLength(2);
    const fields = /Format: ([^"]+)"/.exec(lines.join("\n"))?.[1]?.split("|") ?? [];
    const value = /DP=100;ERBIUM=([^\t]+)/.exec(records[0] ?? "")?.[1]?.split("|") ?? [];
    expect(value).toHaveLength(fields.length);
    expect(value[fields.indexOf("key")]).toBe("ERBB2%3Ap.L755S");
  });
  it("MAF: reads back as what it was written from", () => {
    const maf = erbium(["annotate", "-", "--format", "maf"], vcf).out;
    expect(rows(maf)[1]).toMatchObject({
      Start_Position: "55174773",
      End_Position: "55174786",
      Tumor_Seq_Allele2: "-",
      t_alt_count: "20",
    });
    const again = rows(erbium(["annotate", "-"], maf).out);
    expect(again.map(({ key }) => key)).toEqual(
      rows(erbium(["annotate", "-"], vcf).out).map(({ key }) => key),
    );
  });
  it("Parquet: the same cells as the table, with types", () =>
    inFolder(async (folder) => {
      const path = join(folder, "rows.parquet");
      expect(erbium(["annotate", "-", "--out", path], vcf).code).toBe(0);
      const bytes = readFileSync(path);
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
      const read = await parquetReadObjects({ file });
      expect(read).toHaveLength(2);
      expect(read[0]).toMatchObject({ key: "ERBB2:p.L755S", position: 39723967, vaf: 0.4, copies: null });
    }));
  it("VCF from anything but a VCF is refused", () =>
    expect(erbium(["annotate", "-", "--format", "vcf"], "ERBB2 L755S\n").code).toBe(1));
});

describe("interrupted", () => {
  const folder = mkdtempSync(join(tmpdir(), "erbium-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  it("it leaves nothing behind", async () => {
    const child = spawn(
      process.execPath,
      ["apps/cli/src/main.ts", "annotate", "-", "--assembly", "GRCh38", "--out", join(folder, "rows.tsv")],
      { cwd: root, stdio: ["pipe", "ignore", "pipe"] },
    );
    child.stdin.on("error", () => {});
    let said = "";
    const begun = new Promise<void>((done) =>
      child.stderr.on("data", (bytes: Buffer) => {
        said += bytes.toString();
        if (said.includes("reading")) done();
      }),
    );
    // the input does not end: the command is at work until it is interrupted
    child.stdin.write(header + "17\t39701500\t.\tA\tAC\t.\t.\t.\tGT\t0/1\n".repeat(30_000));
    await begun;
    child.kill("SIGINT");
    expect(await new Promise((done) => child.on("exit", done))).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });
});
