import type { Assembly, Refusal } from "@erbium/model";
import { assemblyNamed } from "../assembly-name.ts";
import { copied, holds, numberAt, placeOf, textOf } from "../bytes.ts";
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
/** The columns that are read, as numbers: their cells lie in typed arrays. */
export const mafColumn = {
  gene: 0,
  build: 1,
  chromosome: 2,
  start: 3,
  reference: 4,
  allele1: 5,
  allele2: 6,
  sample: 7,
  protein: 8,
  refCount: 9,
  altCount: 10,
  depth: 11,
  filter: 12,
} as const satisfies Record<keyof typeof COLUMNS, number>;
type Column = (typeof mafColumn)[keyof typeof mafColumn];
/** Those before are looked at in every row, the others in rows of the panel. */
const FIRST_LATE = mafColumn.allele1;
const COLUMN_COUNT = mafColumn.filter + 1;

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
  /** place of each column in the file, or -1, and of its cell in the row, without the blanks around it */
  const at = new Int32Array(COLUMN_COUNT).fill(-1);
  const froms = new Int32Array(COLUMN_COUNT);
  const tos = new Int32Array(COLUMN_COUNT);
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
    from: (column) => froms[column] as number,
    to: (column) => tos[column] as number,
    text: (column) => textOf(row.bytes, froms[column] as number, tos[column] as number),
    chromosome: null,
    position: 0,
    alternateFrom: 0,
    alternateTo: 0,
  };
  /** Finds the cells of some columns; a missing column or cell is empty. */
  const readCells = (first: number, end: number): void => {
    const { bytes } = row;
    for (let column = first; column < end; column += 1) {
      const place = at[column] as number;
      if (place < 0 || place >= read) {
        froms[column] = 0;
        tos[column] = 0;
        continue;
      }
      let from = starts[place] as number;
      let to = (starts[place + 1] as number) - 1;
      while (from < to && bytes[from] === BLANK) from += 1;
      while (to > from && bytes[to - 1] === BLANK) to -= 1;
      froms[column] = from;
      tos[column] = to;
    }
  };
  const placeOfColumn = (column: Column): number => at[column] as number;
  const isEmpty = (column: Column): boolean => row.from(column) >= row.to(column);

  const readHeader = (text: string, line: number): Refusal | null => {
    const names = text.split("\t").map((name) => name.trim().toLowerCase().replace(/_/g, ""));
    for (const [name, spellings] of Object.entries(COLUMNS))
      at[mafColumn[name as keyof typeof COLUMNS]] =
        spellings.map((one) => names.indexOf(one)).find((one) => one >= 0) ?? -1;
    const has = (column: Column): boolean => placeOfColumn(column) >= 0;
    const usable =
      has(mafColumn.gene) && (has(mafColumn.protein) || (has(mafColumn.chromosome) && has(mafColumn.start)));
    if (!usable)
      return {
        code: "not-a-maf",
        message: `line ${line} is no MAF header: Hugo_Symbol, or both coordinates and protein names, are missing`,
        path: `${line}:1`,
        remedy: "give a tab-separated MAF with its header line",
      };
    early = Math.max(...at.subarray(0, FIRST_LATE));
    last = Math.max(...at);
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

  const readRest = (to: number): void => {
    readTo(last, to);
    readCells(FIRST_LATE, COLUMN_COUNT);
  };

  const readBuild = (line: number): Refusal | null => {
    const [from, to] = [row.from(mafColumn.build), row.to(mafColumn.build)];
    if (from >= to || holds(row.bytes, from, to, lastBuild)) return null;
    const text = row.text(mafColumn.build);
    const known = assemblyNamed(text);
    if (!known.ok) return badCell(line, placeOfColumn(mafColumn.build), `NCBI_Build "${text}" is not known`);
    const named = known.value;
    const before = stated();
    if (before !== null && before !== named)
      return {
        code: "assembly-mismatch",
        message: `line ${line} is on ${named}, ${lastBuild.length === 0 ? "stated is" : "earlier lines are on, or stated is,"} ${before}`,
        path: `${line}:${placeOfColumn(mafColumn.build) + 1}`,
        remedy: `state ${named}, or give one file per assembly`,
      };
    say(named);
    lastBuild = copied(row.bytes, from, to);
    return null;
  };

  const badAllele = (line: number, column: Column, name: string): Refusal =>
    badCell(line, placeOfColumn(column), `${name} "${row.text(column).slice(0, 40)}" is no sequence`);

  const placed = (line: number, to: number): Refusal | null => {
    const [from, end] = [row.from(mafColumn.chromosome), row.to(mafColumn.chromosome)];
    if (!holds(row.bytes, from, end, lastChromosome)) {
      lastChromosome = copied(row.bytes, from, end);
      panel = end - from > 64 ? null : chromosomeOf(textOf(row.bytes, from, end));
    }
    const position = numberAt(row.bytes, row.from(mafColumn.start), row.to(mafColumn.start));
    if (!Number.isInteger(position) || position < 1)
      return badCell(
        line,
        placeOfColumn(mafColumn.start),
        `Start_Position "${row.text(mafColumn.start)}" is no position`,
      );
    if (panel === null) return null;
    const reach = position + 1 + row.to(mafColumn.reference) - row.from(mafColumn.reference);
    let near = false;
    for (const assembly of possible())
      if (spanTouching(panel, assembly, position, reach) !== null) near = true;
    if (!near) return null;
    readRest(to);
    if (sampleWanted !== undefined && row.text(mafColumn.sample) !== sampleWanted) return null;
    row.chromosome = panel;
    row.position = position;
    const { bytes } = row;
    const referenceFrom = row.from(mafColumn.reference);
    const referenceTo = row.to(mafColumn.reference);
    const alternateFrom = row.from(mafColumn.allele2);
    const same = isSame(bytes, referenceFrom, referenceTo, alternateFrom, row.to(mafColumn.allele2));
    const allele = same && placeOfColumn(mafColumn.allele1) >= 0 ? mafColumn.allele1 : mafColumn.allele2;
    row.alternateFrom = row.from(allele);
    row.alternateTo = row.to(allele);
    if (!isAllele(bytes, referenceFrom, referenceTo))
      return badAllele(line, mafColumn.reference, "Reference_Allele");
    if (!isAllele(bytes, row.alternateFrom, row.alternateTo))
      return badAllele(line, allele, "the tumour allele");
    if (isSame(bytes, referenceFrom, referenceTo, row.alternateFrom, row.alternateTo)) return null;
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
      readCells(0, FIRST_LATE);
      if (read === 1 && isEmpty(mafColumn.gene) && isBlank(bytes, from, to)) return null;
      records += 1;
      const refusal = readBuild(line);
      if (refusal !== null) return refusal;
      if (!isEmpty(mafColumn.start) && !isEmpty(mafColumn.chromosome) && !isEmpty(mafColumn.reference))
        return placed(line, to);
      readRest(to);
      if (isEmpty(mafColumn.protein)) return null;
      if (sampleWanted !== undefined && row.text(mafColumn.sample) !== sampleWanted) return null;
      const gene = genes.named(row.text(mafColumn.gene));
      if (gene === null) return null;
      row.chromosome = null;
      return sink.named(row, gene, row.text(mafColumn.protein));
    },
  };
};

const isBlank = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (bytes[at] !== BLANK && bytes[at] !== TAB) return false;
  return true;
};

const isSame = (bytes: Uint8Array, from: number, to: number, other: number, otherTo: number): boolean => {
  if (to - from !== otherTo - other) return false;
  for (let at = from; at < to; at += 1) if (bytes[at] !== bytes[other + at - from]) return false;
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
  const alternate = count(mafColumn.altCount);
  const stated = count(mafColumn.depth);
  const depth = Number.isNaN(stated) ? alternate + count(mafColumn.refCount) : stated;
  return { vaf: depth > 0 && alternate <= depth ? alternate / depth : Number.NaN, depth };
};

const badCell = (line: number, column: number, message: string): Refusal => ({
  code: "malformed-record",
  message,
  path: `${line}:${column + 1}`,
  remedy: "correct the field or leave the row out",
});
