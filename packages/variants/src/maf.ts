import {
  type Alteration,
  type Assembly,
  err,
  type Message,
  ok,
  type Refusal,
  type Result,
} from "@erbium/model";
import { assemblies, countBases, decideAssembly, noEvidence } from "./assembly-evidence.ts";
import { type Call, type CallFile, type Chunks, type ReadOptions, warning } from "./call-file.ts";
import { canonical } from "./canonical.ts";
import { chromosomeName } from "./coordinates.ts";
import type { GeneIndex } from "./gene-index.ts";
import { genomicAlteration } from "./genomic-change.ts";
import { eachLine } from "./text-lines.ts";

/** Column names of GDC, vcf2maf and cBioPortal, without case and underscores. */
const COLUMNS = {
  gene: ["hugosymbol", "gene"],
  build: ["ncbibuild"],
  chromosome: ["chromosome", "chrom"],
  start: ["startposition", "start"],
  end: ["endposition", "end"],
  reference: ["referenceallele", "ref"],
  allele1: ["tumorseqallele1"],
  allele2: ["tumorseqallele2", "alt"],
  sample: ["tumorsamplebarcode", "sampleid"],
  protein: ["hgvspshort", "proteinchange", "aminoacidchange", "hgvsp"],
  refCount: ["trefcount"],
  altCount: ["taltcount"],
  depth: ["tdepth"],
  filter: ["filter"],
} as const;
type Column = keyof typeof COLUMNS;

const builds: Readonly<Record<string, Assembly>> = {
  grch37: "GRCh37",
  "37": "GRCh37",
  hg19: "GRCh37",
  grch38: "GRCh38",
  "38": "GRCh38",
  hg38: "GRCh38",
};

/**
 * Reads the calls of a MAF that lie in panel genes. Rows with coordinates are read from them, rows with a
 * protein name only from that. Samples are told apart by `Tumor_Sample_Barcode`.
 *
 * @param assembly  as stated by the user; every `NCBI_Build` must agree, and reference bases are checked.
 *   Null: taken from `NCBI_Build`, or from the bases
 */
export const readMaf = async (
  chunks: Chunks,
  assembly: Assembly | null,
  genes: GeneIndex,
  options: ReadOptions = {},
): Promise<Result<CallFile>> => {
  const evidence = noEvidence();
  const calls: Record<Assembly, Call[]> = { GRCh37: [], GRCh38: [] };
  const decoder = new TextDecoder("utf-8");
  const samples = new Set<string>();
  let at: Record<Column, number> | null = null;
  let stated = assembly;
  let records = 0;
  let byName = 0;
  let otherProtein = 0;

  const readRow = (text: string, line: number, columns: Record<Column, number>): Refusal | null => {
    records += 1;
    const cells = text.split("\t");
    const cell = (column: Column): string =>
      columns[column] < 0 ? "" : (cells[columns[column]] ?? "").trim();
    const build = cell("build").toLowerCase();
    if (build !== "") {
      const named = builds[build];
      if (named === undefined)
        return badCell(line, columns.build, `NCBI_Build "${cell("build")}" is not known`);
      if (stated !== null && stated !== named)
        return {
          code: "assembly-mismatch",
          message: `line ${line} is on ${named}, ${assembly === null ? "earlier lines are" : "stated is"} ${stated}`,
          path: `${line}:${columns.build + 1}`,
          remedy: `state ${named}, or give one file per assembly`,
        };
      stated = named;
    }
    const sample = cell("sample") || null;
    if (options.sample !== undefined && sample !== options.sample) return null;
    const symbol = cell("gene");
    const protein = cell("protein");
    const common = { ...readCounts(cell), filter: cell("filter") || null, sample, line, genotype: null };
    const keep = (one: Assembly, alteration: Alteration) => {
      if (sample !== null) samples.add(sample);
      calls[one].push({ alteration, ...common });
    };
    if (cell("start") !== "" && cell("reference") !== "" && cell("chromosome") !== "") {
      const row = readAlleles(cell, line, columns);
      if ("code" in row) return row;
      if (row.inserted === row.removed) return null;
      countBases(evidence, genes, row.chromosome, row.start, row.removed);
      for (const one of stated === null ? assemblies : [stated]) {
        const alteration = genomicAlteration(
          `${cell("chromosome")}:${row.start}${row.removed || "-"}>${row.inserted || "-"}`,
          "genomic",
          { ...row, assembly: one, deleted: row.removed.length },
          genes,
        );
        if (alteration === null) continue;
        keep(one, alteration);
        const short = alteration.proteinShort;
        if (short !== null && protein !== "" && genes.named(symbol)?.symbol === alteration.gene) {
          const named = canonical(`${alteration.gene} ${protein}`, genes);
          if (named.key !== alteration.key && !alteration.aliases.includes(named.proteinShort ?? "?"))
            otherProtein += 1;
        }
      }
      return null;
    }
    if (protein === "" || genes.named(symbol) === null) return null;
    byName += 1;
    const alteration = canonical(`${symbol} ${protein}`, genes);
    for (const one of stated === null ? assemblies : [stated]) keep(one, alteration);
    return null;
  };

  const lines = await eachLine(
    chunks,
    (bytes, from, to, line) => {
      if (from === to || (bytes[from] === 35 && at === null)) return null;
      const text = decoder.decode(bytes.subarray(from, to));
      if (at !== null) return text.trim() === "" ? null : readRow(text, line, at);
      at = readHeader(text);
      const usable = at.gene >= 0 && (at.protein >= 0 || (at.chromosome >= 0 && at.start >= 0));
      return usable
        ? null
        : {
            code: "not-a-maf",
            message: `line ${line} is no MAF header: Hugo_Symbol, or both coordinates and protein names, are missing`,
            path: `${line}:1`,
            remedy: "give a tab-separated MAF with its header line",
          };
    },
    options.longestLine,
  );
  if (!lines.ok) return lines;
  if (at === null)
    return err({
      code: "not-a-maf",
      message: "the file is empty",
      remedy: "give a MAF with its header line",
    });
  const decided = decideAssembly(stated, evidence);
  if (!decided.ok) return decided;
  const found = calls[decided.value];
  const [only] = samples;
  const warnings: Message[] = [];
  if (found.length === 0)
    warnings.push(warning("no-panel-call", `none of ${records} records lies in a panel gene`, { records }));
  if (samples.size > 1)
    warnings.push(
      warning("several-samples", `the calls are of ${samples.size} samples`, { count: samples.size }),
    );
  if (byName > 0)
    warnings.push(
      warning("named-only", `${byName} records give a protein name without coordinates`, { count: byName }),
    );
  if (otherProtein > 0)
    warnings.push(
      warning(
        "protein-name-differs",
        `${otherProtein} records name another protein change than their coordinates give on ${"MANE Select"}; the coordinates were taken`,
        { count: otherProtein },
      ),
    );
  return ok({
    records,
    calls: found,
    assembly: decided.value,
    sample: samples.size === 1 && only !== undefined ? only : null,
    warnings,
  });
};

const readHeader = (text: string): Record<Column, number> => {
  const names = text.split("\t").map((name) => name.trim().toLowerCase().replace(/_/g, ""));
  const find = (column: Column) =>
    COLUMNS[column].map((name) => names.indexOf(name)).find((one) => one >= 0) ?? -1;
  return Object.fromEntries((Object.keys(COLUMNS) as Column[]).map((one) => [one, find(one)])) as Record<
    Column,
    number
  >;
};

const readCounts = (cell: (column: Column) => string): { vaf: number | null; depth: number | null } => {
  const count = (column: Column) => (/^\d+$/.test(cell(column)) ? Number(cell(column)) : null);
  const alternate = count("altCount");
  const reference = count("refCount");
  const depth = count("depth") ?? (alternate !== null && reference !== null ? alternate + reference : null);
  return { vaf: alternate !== null && depth !== null && depth > 0 ? alternate / depth : null, depth };
};

/** Alleles of a row as an edit: `-` stands for no base, and an insertion lies after its start position. */
const readAlleles = (
  cell: (column: Column) => string,
  line: number,
  columns: Record<Column, number>,
): { chromosome: string; start: number; removed: string; inserted: string } | Refusal => {
  const position = Number(cell("start"));
  if (!Number.isInteger(position) || position < 1)
    return badCell(line, columns.start, `Start_Position "${cell("start")}" is no position`);
  const bases = (text: string) => text.replace(/^-+$/, "").toUpperCase();
  const removed = bases(cell("reference"));
  const second = bases(cell("allele2"));
  const inserted = second !== removed || columns.allele1 < 0 ? second : bases(cell("allele1"));
  if (!/^[ACGTN]*$/.test(removed)) return badCell(line, columns.reference, "Reference_Allele is no sequence");
  if (!/^[ACGTN]*$/.test(inserted)) return badCell(line, columns.allele2, "Tumor_Seq_Allele2 is no sequence");
  let front = 0;
  while (front < removed.length && front < inserted.length && removed[front] === inserted[front]) front += 1;
  return {
    chromosome: chromosomeName(cell("chromosome")),
    start: position + (removed === "" ? 1 : front),
    removed: removed.slice(front),
    inserted: inserted.slice(front),
  };
};

const badCell = (line: number, column: number, message: string): Refusal => ({
  code: "malformed-record",
  message,
  path: `${line}:${column + 1}`,
  remedy: "correct the field or leave the row out",
});
