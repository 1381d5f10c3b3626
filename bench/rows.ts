/**
 * Question: are the rows that templates write those that are worked out one by one, byte for byte?  Over made
 * calls in all genes of the panel, as a VCF and as a MAF. Exits with 1 at the first difference.
 * Run: node bench/rows.ts [RECORDS]
 */
import { readFileSync } from "node:fs";
import { openKnowledge } from "@erbium/knowledge-base";
import type { KnowledgeBundle, Refusal } from "@erbium/model";
import { annotate, cellText, type InputFormat, type RowOutput, rowCells } from "@erbium/variants";
import { knowledgeColumns } from "../apps/cli/src/annotation/knowledge-columns.ts";
import { machine } from "./machine.ts";
import { panelVcf } from "./panel-vcf.ts";

const records = Number(process.argv[2] ?? 200_000);
const knowledge = openKnowledge(
  JSON.parse(readFileSync("dist/knowledge.json", "utf8")) as KnowledgeBundle,
  [],
);
if (!knowledge.ok) throw new Error(knowledge.error.message);
const { genes } = knowledge.value;
const extra = knowledgeColumns(knowledge.value);

const vcf = `${panelVcf(records, 1, 29).join("\n")}\n`;
const mafColumns =
  "Hugo_Symbol NCBI_Build Chromosome Start_Position Reference_Allele Tumor_Seq_Allele2 Tumor_Sample_Barcode t_ref_count t_alt_count";
const maf = [
  mafColumns.replaceAll(" ", "\t"),
  ...vcf
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [chromosome, position = "", , reference = "", alternate = ""] = line.split("\t");
      const alleles =
        reference.length === alternate.length
          ? [position, reference, alternate]
          : reference.length < alternate.length
            ? [position, "-", alternate.slice(1)]
            : [Number(position) + 1, reference.slice(1), "-"];
      return ["GENE", "GRCh38", chromosome, ...alleles, "sample", 30, 12].join("\t");
    }),
  "",
].join("\n");

const PIECE = 1 << 18;

const run = (text: Buffer, format: InputFormat, output: RowOutput): string => {
  const annotator = annotate(genes, extra, format, { assembly: "GRCh38" }, output);
  let refusal: Refusal | null = null;
  // by pieces, as a file comes: records are read in their two ways, before and after the assembly is certain
  for (let at = 0; at < text.length && refusal === null; at += PIECE)
    refusal = annotator.push(text.subarray(at, at + PIECE));
  const end = annotator.end();
  if (refusal !== null || !end.ok) throw new Error(refusal?.message ?? (end.ok ? "" : end.error.message));
  return JSON.stringify(end.value);
};

console.log(machine());
for (const [format, text] of [
  ["vcf", vcf],
  ["maf", maf],
] as const) {
  const blocks: Buffer[] = [];
  const rows: string[] = [];
  const fast = run(Buffer.from(text), format, {
    kind: "table",
    block: (block) => blocks.push(Buffer.from(block)),
  });
  const slow = run(Buffer.from(text), format, {
    kind: "rows",
    row: (row) => rows.push(rowCells(row, extra).map(cellText).join("\t")),
  });
  const got = Buffer.concat(blocks).toString().split("\n").slice(1, -1);
  const at = rows.findIndex((row, each) => row !== got[each]);
  const same = got.length === rows.length && at < 0 && fast === slow;
  console.log(
    same
      ? `${format}: ${rows.length} rows, all the same`
      : `${format}: row ${at} differs\n${got[at]}\n${rows[at]}\n${fast}\n${slow}`,
  );
  if (!same) process.exitCode = 1;
}
