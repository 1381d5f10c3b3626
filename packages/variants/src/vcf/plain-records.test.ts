import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genes } from "../../test/genes.ts";
import { type AnnotateSummary, annotate } from "../annotate/annotate.ts";
import { rowCells } from "../annotate/annotated-row.ts";
import { cellText, type ExtraColumns } from "../annotate/columns.ts";
import type { RowOutput } from "../annotate/lanes.ts";
import { plainRecords } from "./plain-records.ts";
import { vcfReader } from "./vcf-reader.ts";

const extra: ExtraColumns = {
  names: ["known"],
  cells: (alteration) => [alteration.key === "ERBB2:p.L755S"],
  ownResidues: (gene) => new Set(gene === "ERBB2" ? [755] : []),
};
const header = (...samples: string[]) =>
  `##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t${samples.join("\t")}\n`;
/** Records after which the assembly is certain. */
const sure = "17\t39723967\t.\tT\tC\t.\tPASS\t.\tGT:AD:DP\t0/1:9,1:10\n".repeat(30);

const annotated = (pieces: readonly string[], output: RowOutput): AnnotateSummary => {
  const annotator = annotate(genes, extra, "vcf", { assembly: "GRCh38" }, output);
  for (const piece of pieces) expect(annotator.push(Buffer.from(piece))).toBeNull();
  const end = annotator.end();
  if (!end.ok) throw new Error(end.error.message);
  return end.value;
};
/** Rows of a table, for which plain records are read in their own way. */
const byTable = (pieces: readonly string[]) => {
  const blocks: Buffer[] = [];
  const summary = annotated(pieces, { kind: "table", block: (block) => blocks.push(Buffer.from(block)) });
  return { summary, rows: Buffer.concat(blocks).toString().split("\n").slice(1, -1) };
};
/** Rows one by one, for which every record is read with care. */
const oneByOne = (pieces: readonly string[]) => {
  const rows: string[] = [];
  const summary = annotated(pieces, {
    kind: "rows",
    row: (row) => rows.push(rowCells(row, extra).map(cellText).join("\t")),
  });
  return { summary, rows };
};

const samples = [
  "0/1:60,40:100",
  "1/0:1,2:3",
  "./1:5,5:10",
  "1/1:0,7:7",
  "0/0:9,0:9",
  "0/2:5,5:10",
  "0|1:5,5:10",
];
const odd = [
  "0/1",
  "0/1:60,40",
  "0/1:60,40:.",
  "0/1:.:9",
  "0/1:3:9",
  "0/1:1,2,3:6",
  "0/1:0,0:0",
  "0/1:1,:2",
  ".",
];
const record = fc.record({
  chromosome: fc.constantFrom("17", "17", "17", "chr17", "7", "11", "Un_1", "NC_000017.11"),
  position: fc.oneof(
    fc.integer({ min: 39_699_900, max: 39_730_600 }),
    fc.constantFrom(39_723_967, 39_701_000, 1, 55_181_378, 2_000_000_000),
  ),
  id: fc.constantFrom(".", "rs1", ""),
  reference: fc.constantFrom("A", "C", "G", "T", "T", "AC", "ACGT", "N", "a", ""),
  alternate: fc.constantFrom(
    "A",
    "C",
    "G",
    "T",
    "AT",
    "CGG",
    "c",
    "C,G",
    "*",
    ".",
    "<DEL>",
    "<NON_REF>",
    "G]17:1]",
    ".G",
  ),
  filter: fc.constantFrom("PASS", ".", "low;weak", ""),
  info: fc.constantFrom(".", "DP=12", `DP=3;TEXT=${"x".repeat(100)}`, "TVAF=0.3"),
  format: fc.constantFrom(
    "GT:AD:DP",
    "GT:AD:DP",
    "GT:AD:DP",
    "GT:DP:AD",
    "GT:X:AD:DP:Y",
    "GT:AD:AF:DP",
    "AD:GT:DP",
    "GT",
  ),
  sample: fc.constantFrom(...samples, ...samples, ...odd),
  end: fc.constantFrom("\n", "\n", "\r\n", "\t0/1:1,1:2\n"),
});

describe("records that are read in one pass", () => {
  it("give the rows, counts and warnings of those that are read with care, whatever stands between", () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 30 }), (records) => {
        const text = records
          .map(
            ({ chromosome, position, id, reference, alternate, filter, info, format, sample, end }) =>
              `${[chromosome, position, id, reference, alternate, 50, filter, info, format, sample].join("\t")}${end}`,
          )
          .join("");
        const pieces = [header("tumour"), sure, text];
        expect(byTable(pieces)).toEqual(oneByOne(pieces));
      }),
      { numRuns: 150 },
    );
  });
  it("are those of one alternate, an unphased genotype that has it, and counts of reads", () => {
    const read = (line: string): number => {
      const reader = vcfReader(genes, () => ["GRCh38"], undefined, {
        bases: () => null,
        structural: () => null,
      });
      const text = Buffer.from(header("tumour"));
      let from = 0;
      for (let to = text.indexOf(10); to >= 0; from = to + 1, to = text.indexOf(10, from))
        reader.line(text, from, to, 1);
      const runs = plainRecords(
        genes,
        () => "GRCh38",
        reader.samples,
        reader.counts,
        () => {},
      );
      runs.read(Buffer.from(`${line}\n`), 0, line.length + 1, 3);
      return runs.lines();
    };
    const rest = "50\tPASS\tDP=5";
    expect(read(`17\t39723967\t.\tT\tC\t${rest}\tGT:AD:DP\t0/1:3,2:5`)).toBe(1);
    expect(read(`17\t39723967\t.\tTAG\tT\t${rest}\tGT:AD:DP\t1/1:3,2:5`)).toBe(1);
    // outside the panel nothing but the alternate is asked for
    expect(read("17\t5\t.\tT\tC\t.")).toBe(1);
    expect(read("16\t39723967\tanything")).toBe(1);
    for (const line of [
      `17\t39723967\t.\tT\tC,G\t${rest}\tGT:AD:DP\t0/1:3,2:5`,
      `17\t39723967\t.\tT\tC\t${rest}\tGT:AD:DP\t0|1:3,2:5`,
      `17\t39723967\t.\tT\tC\t${rest}\tGT:AD:DP\t0/0:3,2:5`,
      `17\t39723967\t.\tT\tC\t${rest}\tGT:AD:DP\t0/1:3,2,4:9`,
      `17\t39723967\t.\tT\tC\t${rest}\tGT:AD:DP\t0/1:.:9`,
      `17\t39723967\t.\tT\tC\t${rest}\tGT:AD:DP:AF\t0/1:3,2:5:0.4`,
      `17\t39723967\t.\tT\tC\t${rest}\tGT:DP\t0/1:5`,
      "17\t5\t.\tT\t<DEL>",
      "17\tx\t.\tT\tC",
      "17 5 . T C",
    ])
      expect([line, read(line)]).toEqual([line, 0]);
  });
});
