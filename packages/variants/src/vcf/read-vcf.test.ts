import { createReadStream, existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { genes } from "../../test/genes.ts";
import { readVcf } from "../index.ts";

const header = (...samples: string[]) =>
  `##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO${samples.length > 0 ? `\tFORMAT\t${samples.join("\t")}` : ""}\n`;
const bytes = (text: string) => new TextEncoder().encode(text);
const L755S = "chr17\t39723967\t.\tT\tC\t.\tPASS\t.";
const read = async (text: string, options: Parameters<typeof readVcf>[3] = {}) => {
  const file = await readVcf([bytes(text)], "GRCh38", genes, options);
  if (!file.ok) throw new Error(file.error.message);
  return file.value;
};
const refusal = async (content: Uint8Array | string, assembly: "GRCh37" | "GRCh38" | null = "GRCh38") => {
  const file = await readVcf([typeof content === "string" ? bytes(content) : content], assembly, genes);
  return file.ok ? null : file.error;
};

/** bgzip by hand: each piece a gzip member with its length in the field `BC`, then the empty block. */
const bgzip = (pieces: readonly string[]): Buffer => {
  const block = (text: string) => {
    const plain = gzipSync(text);
    const extra = Buffer.from([6, 0, 0x42, 0x43, 2, 0, 0, 0]);
    const whole = Buffer.concat([plain.subarray(0, 10), extra, plain.subarray(10)]);
    whole[3] = 4;
    whole.writeUInt16LE(whole.length - 1, 16);
    return whole;
  };
  const end = "1f8b08040000000000ff0600424302001b0003000000000000000000";
  return Buffer.concat([...pieces.map(block), Buffer.from(end, "hex")]);
};

describe("the calls of a VCF", () => {
  it("are those in panel genes, with line, filter, fraction, depth and genotype", async () => {
    const file = await read(
      `${header("tumour")}1\t5\t.\tA\tC\t.\tPASS\t.\tGT\t0/1\n${L755S}\tGT:AD:DP\t0/1:60,40:100\n`,
    );
    expect(file).toMatchObject({ records: 2, assembly: "GRCh38", sample: "tumour", warnings: [] });
    expect(file.calls).toHaveLength(1);
    expect(file.calls[0]).toMatchObject({ vaf: 0.4, depth: 100, filter: "PASS", genotype: "0/1", line: 4 });
    expect(file.calls[0]?.alteration.key).toBe("ERBB2:p.L755S");
  });

  it.each([
    ["AF", "0.25"],
    ["AD", "75,25"],
    ["FREQ", "25%"],
    ["FA", "0.25"],
  ])("take the fraction from the sample's %s", async (field, value) =>
    expect((await read(`${header("t")}${L755S}\t${field}\t${value}\n`)).calls[0]?.vaf).toBe(0.25),
  );

  it("take it from INFO only where INFO counts reads", async () => {
    const vaf = async (info: string) =>
      (await read(`${header()}chr17\t39723967\t.\tT\tC\t.\tPASS\t${info}\n`)).calls[0]?.vaf;
    expect(await vaf("TVAF=0.3")).toBe(0.3);
    expect(await vaf("AF=0.3;DP4=1,2,3,4")).toBe(0.3);
    expect(await vaf("AF=0.3")).toBeNull();
    expect(await vaf("GNOMAD_AF=0.3;VAF=7")).toBeNull();
  });

  it("split several alternates, and leave out what the genotype does not carry", async () => {
    const line = "17\t39723967\t.\tT\tC,G\t.\tPASS\t.\tGT:AD";
    const both = await read(`${header("t")}${line}\t1/2:10,20,70\n`);
    expect(both.calls.map(({ alteration, vaf }) => [alteration.key, vaf])).toEqual([
      ["ERBB2:p.L755S", 0.2],
      ["ERBB2:p.L755W", 0.7],
    ]);
    const one = await read(`${header("t")}${line}\t0/2:10,0,70\n`);
    expect(one.calls.map(({ alteration }) => alteration.key)).toEqual(["ERBB2:p.L755W"]);
    expect(one.warnings.map(({ code }) => code)).toEqual(["not-carried"]);
    expect((await read(`${header("t")}${line}\t./.:10,0,70\n`)).calls).toHaveLength(2);
  });

  it("leave out symbolic alleles and breakends, and say how many", async () => {
    const file = await read(
      `${header()}17\t39723967\t.\tT\t<DEL>\t.\t.\t.\n17\t39723968\t.\tG\tG]17:198982]\t.\t.\t.\n17\t39723967\t.\tT\tC,*\t.\t.\t.\n`,
    );
    expect(file.calls).toHaveLength(1);
    expect(file.calls[0]?.filter).toBeNull();
    expect(file.warnings).toMatchObject([{ code: "symbolic-alleles", params: { count: 2 } }]);
  });

  it.each([
    [["NORMAL", "TUMOR"], "TUMOR"],
    [["P1-N", "P1-T"], "P1-T"],
    [["TCGA-A2-A04W-10A-01D", "TCGA-A2-A04W-01A-31D"], "TCGA-A2-A04W-01A-31D"],
    [["anna", "berta"], "anna"],
  ])("of %s are those of %s", async (samples, chosen) =>
    expect((await read(`${header(...samples)}${L755S}\tGT\t0/1\t0/1\n`)).sample).toBe(chosen),
  );

  it("are those of the sample that is asked for", async () => {
    const text = `${header("a", "b")}${L755S}\tAF\t0.1\t0.2\n`;
    expect((await read(text, { sample: "b" })).calls[0]).toMatchObject({ sample: "b", vaf: 0.2 });
    const missing = await readVcf([bytes(text)], "GRCh38", genes, { sample: "c" });
    expect(missing).toMatchObject({
      ok: false,
      error: { code: "unknown-sample", remedy: "choose from a, b" },
    });
  });

  it("warn where nothing lies in a panel gene", async () =>
    expect((await read(`${header()}1\t5\t.\tA\tC\t.\t.\t.\n`)).warnings[0]?.code).toBe("no-panel-call"));

  it("do not depend on how the bytes are cut, on line ends or on compression", async () => {
    const text = `${header()}${L755S}\n1\t5\t.\tA\tC\t.\t.\t.\n`;
    const whole = await read(text);
    const cut = Array.from(bytes(text), (byte) => Uint8Array.of(byte));
    const packed = bgzip([text.slice(0, 40), text.slice(40)]);
    const variants = [
      cut,
      [bytes(text.replaceAll("\n", "\r\n"))],
      [bytes(text.trimEnd())],
      [gzipSync(text)],
      [packed],
      Array.from(packed, (byte) => Uint8Array.of(byte)),
    ];
    for (const chunks of variants) {
      const file = await readVcf(chunks, "GRCh38", genes);
      expect(file).toEqual({ ok: true, value: whole });
    }
  });
});

describe("the assembly of a VCF", () => {
  const old = `${header()}17\t37880220\t.\tT\tC\t.\tPASS\t.\n3\t178952085\t.\tA\tG\t.\tPASS\t.\n`;
  it("is refused where the reference bases are those of the other", async () => {
    const error = await refusal(old);
    expect(error?.code).toBe("assembly-mismatch");
    expect(error?.message).toContain("on GRCh37 2 of 2");
  });
  it("is found where none is stated", async () => {
    const file = await readVcf([bytes(old)], null, genes);
    expect(file.ok && file.value.assembly).toBe("GRCh37");
    expect(file.ok && file.value.calls.map(({ alteration }) => alteration.key)).toEqual([
      "ERBB2:p.L755S",
      "PIK3CA:p.H1047R",
    ]);
  });
  it("is taken from the header where no base can tell, and refused where neither can", async () => {
    const nothing = `${header()}1\t5\t.\tA\tC\t.\t.\t.\n`;
    expect((await refusal(nothing, null))?.code).toBe("assembly-unknown");
    const file = await readVcf([bytes(`##reference=file:///hg19.fa\n${nothing}`)], null, genes);
    expect(file.ok && file.value.assembly).toBe("GRCh37");
  });
  it("is not refused for one odd base among many right ones", async () => {
    const file = await read(`${header()}${L755S}\n${L755S}\n17\t39723968\t.\tA\tC\t.\t.\t.\n`);
    expect(file.warnings.map(({ code }) => code)).toEqual(["reference-bases-differ"]);
    expect(file.calls[2]?.alteration.error?.code).toBe("reference-mismatch");
  });
});

describe("what is no VCF is refused with line and remedy", () => {
  const packed = bgzip([`${header()}${L755S}\n`]);
  const plain = gzipSync(`${header()}${L755S}\n`);
  it.each<[string, string, Uint8Array | string]>([
    ["an empty file", "not-a-vcf", ""],
    ["a text", "not-a-vcf", "hello\nworld\n"],
    ["records without header", "not-a-vcf", `##fileformat=VCFv4.2\n${L755S}\n`],
    ["a picture", "binary-file", Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13])],
    ["UTF-16", "utf-16", Buffer.from("\ufeff##fileformat", "utf16le")],
    ["a zero byte further on", "binary-file", `${header()}${L755S}\0\n`],
    ["a position that is no number", "malformed-record", `${header()}17\tx\t.\tA\tC\n`],
    ["blanks for tabs", "malformed-record", `${header()}17 39723967 . T C\n`],
    ["gzip cut short", "damaged-gzip", plain.subarray(0, plain.length - 5)],
    ["bgzip cut inside a block", "damaged-gzip", packed.subarray(0, 60)],
    ["bgzip cut between blocks", "damaged-gzip", packed.subarray(0, packed.length - 28)],
    ["two gzip streams in a row", "damaged-gzip", Buffer.concat([plain, plain])],
  ])("%s: %s", async (_, code, content) => {
    const error = await refusal(content);
    expect(error?.code).toBe(code);
    expect(error?.path).toMatch(/^\d+:\d+$/);
    expect(error?.remedy).not.toBe("");
  });

  it("a line that ends behind its chromosome, in whatever pieces it comes", async () => {
    const text = `${header()}${L755S}\nchr17`;
    const pieces = Array.from(text, (_, at) => bytes(text).subarray(at, at + 1));
    for (const chunks of [[bytes(text)], pieces])
      expect(await readVcf(chunks, "GRCh38", genes)).toMatchObject({
        ok: false,
        error: { code: "malformed-record", path: "4:1", message: "line 4 is not tab-separated" },
      });
  });

  it("a line without end is refused early, whatever the size of the file", async () => {
    let given = 0;
    function* endless(): Generator<Uint8Array> {
      yield bytes(header());
      for (;;) {
        given += 1 << 20;
        yield new Uint8Array(1 << 20).fill(65);
      }
    }
    const file = await readVcf(endless(), "GRCh38", genes, { longestLine: 1 << 22 });
    expect(file).toMatchObject({ ok: false, error: { code: "line-too-long", path: "3:1" } });
    expect(given).toBeLessThan(1 << 23);
  });
});

const oracles = process.env.ERBIUM_ORACLES;
const example = (assembly: string) => `${oracles}/evidence/inputs/pcgr/T001-BRCA.grch${assembly}.vcf.gz`;
describe.skipIf(oracles === undefined || !existsSync(example("38")))(
  "a real bgzipped VCF of both assemblies",
  () => {
    it.each(["37", "38"])("GRCh%s holds PIK3CA H1047R and TP53 V272M", async (number) => {
      const file = await readVcf(createReadStream(example(number)), null, genes);
      expect(file.ok && file.value.assembly).toBe(`GRCh${number}`);
      expect(file.ok && file.value.calls.map(({ alteration }) => alteration.key)).toEqual([
        "PIK3CA:p.H1047R",
        "TP53:p.V272M",
      ]);
    });
    it("is refused on the other assembly", async () => {
      const file = await readVcf(createReadStream(example("37")), "GRCh38", genes);
      expect(file).toMatchObject({ ok: false, error: { code: "assembly-mismatch" } });
    });
  },
);
