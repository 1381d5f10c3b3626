import { gzipSync } from "node:zlib";
import type { Assembly, Refusal } from "@erbium/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { annotate, DETECTION_BYTES, detectFormat, readMaf, readVcf, tableColumns } from "../src/index.ts";
import { genes } from "./genes.ts";

/** Files tried of each kind. */
const runs = Number(process.env.ERBIUM_FUZZ_FILES ?? 150);

const vcf = [
  "##fileformat=VCFv4.4",
  "##contig=<ID=chr17,assembly=GRCh38>",
  "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tnormal\ttumour",
  "chr17\t39723966\t.\tT\tC\t50\tPASS\tDP=9\tGT:AD:DP:PS\t0|0:9,0:9:5\t0|1:5,4:9:5",
  "chr17\t39723967\t.\tT\tC,*\t50\tPASS\tDP=9\tGT:AD:DP:PS\t0|0:9,0,0:9:5\t1|2:5,4,0:9:5",
  "chr17\t39724730\t.\tA\tATACGTGATGGC\t.\tPASS\t.\tGT:AF\t0/0:0\t0/1:0.3",
  "chr17\t39723960\t.\tG\t<NON_REF>\t.\t.\tEND=39723970\tGT\t0/0\t0/0",
  "chr17\t39600000\t.\tN\t<CNV>,<DUP:TANDEM>\t.\t.\tSVLEN=300000,200000;CN=8,3\tGT:CN\t./.:2\t1/2:8",
  "chr17\t39720000\t.\tN\tN[chr5:150404000[\t.\t.\tSVTYPE=BND\tGT\t0/0\t0/1",
  "NC_000008.11\t32700000\t.\tN\t]chr5:150404000]N\t.\t.\t.\tGT\t0/0\t./1",
].join("\n");
const maf = [
  "#version 2.4",
  "Hugo_Symbol\tNCBI_Build\tChromosome\tStart_Position\tEnd_Position\tReference_Allele\tTumor_Seq_Allele1\tTumor_Seq_Allele2\tTumor_Sample_Barcode\tHGVSp_Short\tt_depth\tt_alt_count",
  "ERBB2\tGRCh38\tchr17\t39723967\t39723967\tT\tT\tC\tS1\tp.L755S\t100\t30",
  "ERBB2\tGRCh38\tchr17\t39724731\t39724732\t-\t-\tATACGTGATGGC\tS2\tp.Y772_A775dup\t100\t30",
  "PIK3CA\t\t\t\t\t\t\t\tS3\tp.H1047R\t\t",
].join("\n");
const files: Readonly<Record<string, string>> = {
  vcf,
  maf,
  segments:
    "ID\tchrom\tloc.start\tloc.end\tnum.mark\tseg.mean\nS1\t17\t1\t22000000\t900\t0.01\nS1\t17\t39000000\t40000000\t90\t2.1\n",
  calls:
    "Tumor_Sample_Barcode\tHugo_Symbol\tCopy_Number_Alteration\nS1\tERBB2\tAmplification\nS1\tMET\t-1.5\nS2\tERBB2\t2\nS2\tERBB2\t1\n",
  matrix: "Hugo_Symbol\tEntrez_Gene_Id\tS1\tS2\nERBB2\t2064\t2\t-1\nMET\t4233\t0\tNA\n",
  fusions:
    "Tumor_Sample_Barcode\tGeneA\tGeneB\tSv_Type\nS1\tCD74\tNRG1\tFUSION\nS2\tERBB2\tERBB2\tDELETION\n",
  alterations: "Gene,Alteration\nERBB2,p.L755S\nHER2,exon 20 insertion\nEGFR,del19\n",
  names: "HER2YVMA\nERBB2 L755S\nCD74::NRG1\nERBB2 c.2264T>C\n",
};

/** One wound of a file, at a place that is a share of its length. */
const wound = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom("cut", "flip", "insert", "repeat", "swap", "end", "line"),
  size: fc.nat(40),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc
      .constantFrom(
        ..."\t|\n|\r\n|\r|\0|<|]|[|,|:|.|-1|1e309|99999999999999999999|NaN|\u00fc|\ufeff|\uff21|#CHROM|##|;END=-3|./.|*|<DEL>|ERBB2|'|\"".split(
          "|",
        ),
      )
      .map((text) => new TextEncoder().encode(text)),
  ),
});
type Wound = typeof wound extends fc.Arbitrary<infer T> ? T : never;

const wounded = (bytes: Uint8Array, wounds: readonly Wound[]): Uint8Array => {
  let file = Buffer.from(bytes);
  for (const { at, kind, size, bytes: added } of wounds) {
    const place = Math.floor(at * file.length);
    const [before, after] = [file.subarray(0, place), file.subarray(place)];
    if (kind === "cut") file = Buffer.concat([before, after.subarray(size)]);
    else if (kind === "insert") file = Buffer.concat([before, added, after]);
    else if (kind === "repeat") file = Buffer.concat([before, after.subarray(0, size), after]);
    else if (kind === "end") file = Buffer.from(before);
    else if (kind === "flip" && place < file.length) file[place] = (file[place] ?? 0) ^ (1 << (size % 8));
    else {
      // the line that the place lies in: its cells in another order, or the line once more at the end
      const lines = file.toString("latin1").split("\n");
      const number = Math.floor(at * lines.length) % lines.length;
      const line = lines[number] ?? "";
      if (kind === "swap") lines[number] = line.split("\t").reverse().join("\t");
      else lines.push(line);
      file = Buffer.from(lines.join("\n"), "latin1");
    }
  }
  return file;
};

/** A refusal that a user can act on: a code, words, a remedy, and where in the file it is. */
const expectUsable = (refusal: Refusal): void => {
  expect(refusal.code).toMatch(/^[a-z-]+$/);
  expect(refusal.message.length).toBeGreaterThan(5);
  expect(refusal.message.length).toBeLessThan(600);
  expect(refusal.remedy).toMatch(/./);
  if (refusal.path !== undefined) expect(refusal.path).toMatch(/^(?:\d+:\d+|--[a-z-]+)$/);
};

const noColumns = { names: [], cells: () => [] };

/** What annotating the pieces gives: rows as text, or the refusal. */
const outcome = (pieces: readonly Uint8Array[], assembly: Assembly | null): string | Refusal => {
  const text = Buffer.concat(pieces);
  const format = detectFormat(text.toString("utf8", 0, DETECTION_BYTES));
  if (!format.ok) return format.error;
  let rows = "";
  const annotator = annotate(
    genes,
    noColumns,
    format.value,
    { assembly, purity: 0.5, ploidy: null },
    {
      kind: "rows",
      row: ({ call, alteration, copyNumber }) => {
        rows += `${call.line} ${call.input} ${alteration.key} ${alteration.error?.code} ${copyNumber?.copies} ${copyNumber?.amplified}\n`;
        if (alteration.error === null) expect(alteration.key).toMatch(/./);
        const said = JSON.stringify([call, alteration, copyNumber], (_, value: unknown) =>
          typeof value === "number" && !Number.isFinite(value) ? "not finite" : value,
        );
        expect(said).not.toContain("not finite");
        // words that a file may hold itself
        if (!/NaN|undefined|Infinity/.test(text.toString("latin1")))
          expect(said).not.toMatch(/NaN|undefined|Infinity/);
      },
    },
  );
  for (const piece of pieces) {
    const refusal = annotator.push(piece);
    if (refusal !== null) return refusal;
  }
  const end = annotator.end();
  return end.ok ? rows : end.error;
};

describe.each(Object.keys(files))("any damage to a file of %s", (kind) => {
  const whole = new TextEncoder().encode(files[kind]);
  const assemblies = fc.constantFrom<Assembly | null>("GRCh37", "GRCh38", null);

  it("leaves rows or a refusal that says where, whatever the pieces it comes in", () => {
    fc.assert(
      fc.property(
        fc.array(wound, { maxLength: 4 }),
        assemblies,
        fc.array(fc.nat(500), { maxLength: 6 }),
        (wounds, assembly, cuts) => {
          const file = wounded(whole, wounds);
          const at = [0, ...cuts.map((cut) => Math.min(cut, file.length)).sort((a, b) => a - b), file.length];
          const pieces = at.slice(1).map((end, index) => file.subarray(at[index] ?? 0, end));
          const found = outcome([file], assembly);
          if (typeof found !== "string") expectUsable(found);
          expect(outcome(pieces, assembly)).toEqual(found);
        },
      ),
      { numRuns: runs },
    );
  });
});

describe("any damage to a compressed file", () => {
  const zipped = [gzipSync(`${vcf}\n`), gzipSync(`${maf}\n`)] as const;
  it("leaves calls or a refusal", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 1),
        fc.array(wound, { minLength: 1, maxLength: 3 }),
        async (which, wounds) => {
          const file = wounded(zipped[which as 0 | 1], wounds);
          const read = await (which === 0 ? readVcf : readMaf)([file], "GRCh38", genes);
          if (!read.ok) expectUsable(read.error);
        },
      ),
      { numRuns: runs },
    );
  });
});

describe("the files as they are", () => {
  it.each(Object.keys(files))("%s gives rows, so that damage starts from something", (kind) => {
    const assembly = kind === "segments" || kind === "maf" || kind === "vcf" ? "GRCh38" : null;
    const found = outcome([new TextEncoder().encode(files[kind])], assembly);
    expect(typeof found).toBe("string");
    expect((found as string).split("\n").length).toBeGreaterThan(1);
  });
  it("have the columns of the table", () => expect(tableColumns(noColumns)).toContain("key"));
});
