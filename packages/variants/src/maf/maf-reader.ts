import type { Assembly, Refusal } from "@erbium/model";
import { holds, numberAt, placeOf, textOf } from "../bytes.ts";
import type { GeneIndex } from "../gene-index.ts";
import type { GeneModel } from "../gene-model.ts";
import { type PanelChromosome, panelChromosomes, spanTouching } from "../panel-spans.ts";

const TAB = 9;
const BLANK = 32;
const HASH = 35;
const DASH = 45;

/** Column names of GDC, vcf2maf and cBioPortal, without case and underscores. */
const COLUMNS = {
  gene: ["hugosymbol", "gene"],
  build: ["ncbibuild"],
  chromosome: ["chromosome", "chrom"],
  start: ["startposition", "start"],
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

/** One row of a MAF, as places in its bytes. One object is used for the whole file. */
export interface MafRow {
  bytes: Uint8Array;
  line: number;
  from: (column: Column) => number;
  to: (column: Column) => number;
  text: (column: Column) => string;
  chromosome: PanelChromosome | null;
  position: number;
  /** the allele that was found, `-` for no base */
  alternateFrom: number;
  alternateTo: number;
}

/** Takes the rows of a MAF that are about panel genes. */
export interface MafSink {
  /** a row with coordinates in a panel gene of one of the possible assemblies */
  readonly placed: (row: MafRow, assembly: Assembly) => Refusal | null;
  /** a row that only names a protein change of a panel gene */
  readonly named: (row: MafRow, gene: GeneModel, protein: string) => Refusal | null;
}

export interface MafReader {
  readonly line: (bytes: Uint8Array, from: number, to: number, line: number) => Refusal | null;
  readonly end: () => Refusal | null;
  readonly records: () => number;
}

/**
 * Reads a MAF row by row, on bytes. A row outside the panel costs the columns up to its start position.
 *
 * @param stated  what is stated about the assembly so far, by the user or by an earlier row
 * @param say  called with the assembly that `NCBI_Build` names
 */
export const mafReader = (
  genes: GeneIndex,
  possible: () => readonly Assembly[],
  stated: () => Assembly | null,
  say: (assembly: Assembly) => void,
  sampleWanted: string | undefined,
  sink: MafSink,
): MafReader => {
  const chromosomeOf = panelChromosomes(genes);
  const at = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, -1])) as Record<Column, number>;
  let headerSeen = false;
  let records = 0;
  let early = 0;
  let last = 0;
  let starts = new Int32Array(0);
  let lastBuild: Uint8Array = new Uint8Array(0);
  let lastChromosome: Uint8Array = new Uint8Array(0);
  let panel: PanelChromosome | null = null;
  let read = 0;

  const row: MafRow = {
    bytes: new Uint8Array(0),
    line: 0,
    from: (column) => cellFrom(at[column]),
    to: (column) => cellTo(at[column]),
    text: (column) => textOf(row.bytes, cellFrom(at[column]), cellTo(at[column])),
    chromosome: null,
    position: 0,
    alternateFrom: 0,
    alternateTo: 0,
  };
  /** cells without the blanks around them; a missing column or cell is empty */
  const cellFrom = (column: number): number => {
    if (column < 0 || column >= read) return 0;
    let from = starts[column] as number;
    const end = (starts[column + 1] as number) - 1;
    while (from < end && row.bytes[from] === BLANK) from += 1;
    return from;
  };
  const cellTo = (column: number): number => {
    if (column < 0 || column >= read) return 0;
    const from = starts[column] as number;
    let end = (starts[column + 1] as number) - 1;
    while (end > from && row.bytes[end - 1] === BLANK) end -= 1;
    return end;
  };
  const isEmpty = (column: Column): boolean => row.from(column) >= row.to(column);

  const readHeader = (text: string, line: number): Refusal | null => {
    const names = text.split("\t").map((name) => name.trim().toLowerCase().replace(/_/g, ""));
    for (const column of Object.keys(COLUMNS) as Column[])
      at[column] = COLUMNS[column].map((name) => names.indexOf(name)).find((one) => one >= 0) ?? -1;
    const usable = at.gene >= 0 && (at.protein >= 0 || (at.chromosome >= 0 && at.start >= 0));
    if (!usable)
      return {
        code: "not-a-maf",
        message: `line ${line} is no MAF header: Hugo_Symbol, or both coordinates and protein names, are missing`,
        path: `${line}:1`,
        remedy: "give a tab-separated MAF with its header line",
      };
    early = Math.max(at.gene, at.build, at.chromosome, at.start, at.reference);
    last = Math.max(...Object.values(at));
    starts = new Int32Array(last + 3);
    headerSeen = true;
    return null;
  };

  /** Finds the cells up to a column. */
  const readTo = (column: number, to: number): void => {
    const { bytes } = row;
    let from = starts[read] as number;
    while (read <= column && from <= to) {
      const end = placeOf(bytes, TAB, from, to);
      read += 1;
      from = end + 1;
      starts[read] = from;
    }
  };

  const readBuild = (line: number): Refusal | null => {
    const [from, to] = [row.from("build"), row.to("build")];
    if (from >= to || holds(row.bytes, from, to, lastBuild)) return null;
    const text = row.text("build");
    const named = builds[text.toLowerCase()];
    if (named === undefined) return badCell(line, at.build, `NCBI_Build "${text}" is not known`);
    const before = stated();
    if (before !== null && before !== named)
      return {
        code: "assembly-mismatch",
        message: `line ${line} is on ${named}, ${lastBuild.length === 0 ? "stated is" : "earlier lines are on, or stated is,"} ${before}`,
        path: `${line}:${at.build + 1}`,
        remedy: `state ${named}, or give one file per assembly`,
      };
    say(named);
    lastBuild = row.bytes.slice(from, to);
    return null;
  };

  const placed = (line: number, to: number): Refusal | null => {
    const [from, end] = [row.from("chromosome"), row.to("chromosome")];
    if (!holds(row.bytes, from, end, lastChromosome)) {
      lastChromosome = row.bytes.slice(from, end);
      panel = end - from > 64 ? null : chromosomeOf(textOf(row.bytes, from, end));
    }
    const position = numberAt(row.bytes, row.from("start"), row.to("start"));
    if (!Number.isInteger(position) || position < 1)
      return badCell(line, at.start, `Start_Position "${row.text("start")}" is no position`);
    if (panel === null) return null;
    const reach = position + 1 + row.to("reference") - row.from("reference");
    let near = false;
    for (const assembly of possible())
      if (spanTouching(panel, assembly, position, reach) !== null) near = true;
    if (!near) return null;
    readTo(last, to);
    if (sampleWanted !== undefined && row.text("sample") !== sampleWanted) return null;
    row.chromosome = panel;
    row.position = position;
    const same = holds(
      row.bytes,
      row.from("reference"),
      row.to("reference"),
      row.bytes.subarray(row.from("allele2"), row.to("allele2")),
    );
    const allele: Column = same && at.allele1 >= 0 ? "allele1" : "allele2";
    row.alternateFrom = row.from(allele);
    row.alternateTo = row.to(allele);
    for (const column of ["reference", allele] as const)
      if (!isAllele(row.bytes, row.from(column), row.to(column)))
        return badCell(
          line,
          at[column],
          `${column === "reference" ? "Reference_Allele" : "the tumour allele"} "${row.text(column).slice(0, 40)}" is no sequence`,
        );
    if (same && allele === "allele2") return null;
    if (
      holds(
        row.bytes,
        row.from("reference"),
        row.to("reference"),
        row.bytes.subarray(row.alternateFrom, row.alternateTo),
      )
    )
      return null;
    for (const assembly of possible()) {
      const refusal = sink.placed(row, assembly);
      if (refusal !== null) return refusal;
    }
    return null;
  };

  return {
    records: () => records,
    end: () =>
      headerSeen
        ? null
        : {
            code: "not-a-maf",
            message: "the file is empty",
            path: "1:1",
            remedy: "give a MAF with its header line",
          },
    line: (bytes, from, to, line) => {
      if (from === to) return null;
      if (!headerSeen) return bytes[from] === HASH ? null : readHeader(textOf(bytes, from, to), line);
      row.bytes = bytes;
      row.line = line;
      read = 0;
      starts[0] = from;
      readTo(early, to);
      if (read === 1 && isEmpty("gene") && isBlank(bytes, from, to)) return null;
      records += 1;
      const refusal = readBuild(line);
      if (refusal !== null) return refusal;
      if (!isEmpty("start") && !isEmpty("chromosome") && !isEmpty("reference")) return placed(line, to);
      readTo(last, to);
      if (isEmpty("protein")) return null;
      if (sampleWanted !== undefined && row.text("sample") !== sampleWanted) return null;
      const gene = genes.named(row.text("gene"));
      if (gene === null) return null;
      row.chromosome = null;
      return sink.named(row, gene, row.text("protein"));
    },
  };
};

const isBlank = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (bytes[at] !== BLANK && bytes[at] !== TAB) return false;
  return true;
};

/** Bases in either case, or `-` (also repeated) for none. */
const isAllele = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) {
    const letter = (bytes[at] ?? 0) & 0xdf;
    const base = letter === 65 || letter === 67 || letter === 71 || letter === 84 || letter === 78;
    if (!base && bytes[at] !== DASH) return false;
  }
  return from < to;
};

/** Share of reads and depth, as the counts of a row give them; NaN: not said. */
export const mafCounts = (row: MafRow): { readonly vaf: number; readonly depth: number } => {
  const count = (column: Column): number => {
    const value = numberAt(row.bytes, row.from(column), row.to(column));
    return Number.isInteger(value) && value >= 0 ? value : Number.NaN;
  };
  const alternate = count("altCount");
  const stated = count("depth");
  const depth = Number.isNaN(stated) ? alternate + count("refCount") : stated;
  return { vaf: depth > 0 && alternate <= depth ? alternate / depth : Number.NaN, depth };
};

const badCell = (line: number, column: number, message: string): Refusal => ({
  code: "malformed-record",
  message,
  path: `${line}:${column + 1}`,
  remedy: "correct the field or leave the row out",
});
