import type { Assembly, Refusal } from "@erbium/model";
import { headerAssembly } from "../assembly-evidence.ts";
import { copied, holds, placeOf, textOf } from "../bytes.ts";
import type { GeneIndex } from "../gene-index.ts";
import { type PanelChromosome, panelChromosomes, spanTouching } from "../panel-spans.ts";
import { chooseSamples, type SampleColumn } from "./choose-sample.ts";
import { carried, GENOTYPE, type SampleFields, sampleFields } from "./sample-numbers.ts";

const TAB = 9;
const HASH = 35;
const COMMA = 44;
const LESS = 60;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

/**
 * One alternate of a record in or beside a panel gene, as places in the line's bytes. One object is used for
 * the whole file: it holds only during the call that is given it.
 */
export interface VcfAllele {
  bytes: Uint8Array;
  line: number;
  /** the whole line */
  from: number;
  to: number;
  chromosome: PanelChromosome;
  chromosomeTo: number;
  position: number;
  positionFrom: number;
  positionTo: number;
  referenceFrom: number;
  referenceTo: number;
  /** the alternate, and its number among the record's, from 0 */
  alternateFrom: number;
  alternateTo: number;
  alternate: number;
  filterFrom: number;
  filterTo: number;
  infoFrom: number;
  infoTo: number;
  sample: string | null;
  readonly fields: SampleFields;
}

export const newAllele = (): VcfAllele => ({
  bytes: new Uint8Array(0),
  line: 0,
  from: 0,
  to: 0,
  chromosome: { name: "", spans: { GRCh37: [], GRCh38: [] } },
  chromosomeTo: 0,
  position: 0,
  positionFrom: 0,
  positionTo: 0,
  referenceFrom: 0,
  referenceTo: 0,
  alternateFrom: 0,
  alternateTo: 0,
  alternate: 0,
  filterFrom: 0,
  filterTo: 0,
  infoFrom: 0,
  infoTo: 0,
  sample: null,
  fields: sampleFields(),
});

/** Takes the alleles of a VCF, in its order. */
export interface AlleleSink {
  /** an alternate of bases on one assembly; called for each assembly under consideration */
  readonly bases: (allele: VcfAllele, assembly: Assembly) => Refusal | null;
  /** a symbolic alternate or a breakend on a chromosome of the panel */
  readonly structural: (allele: VcfAllele, assembly: Assembly) => Refusal | null;
}

/** What a VCF held beside the alleles given to the sink. */
export interface VcfCounts {
  records: number;
  /** alternates of panel genes that the genotype of the sample does not have */
  absent: number;
  /** reference blocks of a gVCF in panel genes */
  referenceBlocks: number;
  /** `*`: a deletion that another record describes */
  spanning: number;
}

export interface VcfReader {
  readonly line: (bytes: Uint8Array, from: number, to: number, line: number) => Refusal | null;
  /** after the last line */
  readonly end: (lines: number) => Refusal | null;
  readonly counts: VcfCounts;
  readonly samples: () => readonly SampleColumn[];
  readonly headerAssembly: () => Assembly | null;
}

/** Bases beside a gene in which an insertion may stand that belongs to it. */
export const MARGIN = 50;

/**
 * Reads a VCF line by line, on bytes. A record outside the panel costs its chromosome, position and the ends
 * of three columns; nothing of it becomes a string.
 *
 * @param possible  the assemblies that the file may be on, asked anew for each record near the panel
 * @param sampleWanted  name of the sample to read, `*` for every one that carries an alternate; by default the
 *   tumour
 */
export const vcfReader = (
  genes: GeneIndex,
  possible: () => readonly Assembly[],
  sampleWanted: string | undefined,
  sink: AlleleSink,
): VcfReader => {
  const counts: VcfCounts = { records: 0, absent: 0, referenceBlocks: 0, spanning: 0 };
  const chromosomeOf = panelChromosomes(genes);
  const allele = newAllele();
  let header: Assembly | null = null;
  let headerTumour: string | null = null;
  let headerNormal: string | null = null;
  let columns: readonly SampleColumn[] | null = null;
  let lastChromosome: Uint8Array = new Uint8Array(0);
  let panel: PanelChromosome | null = null;
  let assemblies = possible();

  const readHeader = (text: string, line: number): Refusal | null => {
    if (text.startsWith("##")) {
      header ??= headerAssembly(text);
      headerTumour ??= /^##tumor_sample=(.+)$/i.exec(text)?.[1] ?? null;
      headerNormal ??= /^##normal_sample=(.+)$/i.exec(text)?.[1] ?? null;
      return null;
    }
    const names = text.split("\t");
    if (!/^#CHROM$/i.test(names[0] ?? "") || names.length < 5)
      return notVcf(line, `line ${line} is no VCF header`);
    const chosen = chooseSamples(names.slice(9), sampleWanted, headerTumour, headerNormal);
    if (!chosen.ok) return { ...chosen.error, path: `${line}:1` };
    columns = chosen.value;
    return null;
  };

  const line = (bytes: Uint8Array, from: number, to: number, number: number): Refusal | null => {
    if (from === to) return null;
    if (bytes[from] === HASH) return readHeader(textOf(bytes, from, to), number);
    if (columns === null) return notVcf(number, "the file has no #CHROM line before its first record");
    counts.records += 1;

    // chromosome: mostly that of the line before
    let at = from + lastChromosome.length;
    if (at >= to || bytes[at] !== TAB || !holds(bytes, from, at, lastChromosome)) {
      at = placeOf(bytes, TAB, from, to);
      if (at === to || at === from) return malformed(number, 1, `line ${number} is not tab-separated`);
      lastChromosome = copied(bytes, from, at);
      panel = at - from > 64 ? null : chromosomeOf(textOf(bytes, from, at));
    }
    const chromosomeTo = at;
    let position = 0;
    for (at += 1; at < to; at += 1) {
      const digit = (bytes[at] ?? 0) - 48;
      if (digit < 0 || digit > 9) break;
      position = position * 10 + digit;
    }
    if (bytes[at] !== TAB || at === chromosomeTo + 1 || at >= to)
      return malformed(number, 2, `the position in line ${number} is no number`);
    if (panel === null) return null;

    const positionTo = at;
    const idTo = placeOf(bytes, TAB, at + 1, to);
    const referenceTo = placeOf(bytes, TAB, idTo + 1, to);
    if (referenceTo >= to) return malformed(number, 4, `line ${number} has no ALT column`);
    const first = bytes[referenceTo + 1];
    assemblies = possible();
    const reach = position + referenceTo - idTo + MARGIN;
    let near = false;
    for (let each = 0; each < assemblies.length; each += 1) {
      const assembly = assemblies[each] as Assembly;
      if (spanTouching(panel, assembly, position - MARGIN, reach) !== null) near = true;
    }
    // a structural change may begin far from its gene
    if (!near && first !== LESS && !isBreakend(bytes, referenceTo + 1, to)) return null;

    allele.bytes = bytes;
    allele.line = number;
    allele.from = from;
    allele.to = to;
    allele.chromosome = panel;
    allele.chromosomeTo = chromosomeTo;
    allele.position = position;
    allele.positionFrom = chromosomeTo + 1;
    allele.positionTo = positionTo;
    allele.referenceFrom = idTo + 1;
    allele.referenceTo = referenceTo;
    return record(near);
  };

  const record = (near: boolean): Refusal | null => {
    const { bytes, to, referenceTo } = allele;
    const alternatesTo = placeOf(bytes, TAB, referenceTo + 1, to);
    if (alternatesTo === referenceTo + 1)
      return malformed(allele.line, 5, `the ALT column in line ${allele.line} is empty`);
    const next = (end: number): number => Math.min(end + 1, to);
    const qualityTo = placeOf(bytes, TAB, next(alternatesTo), to);
    allele.filterFrom = next(qualityTo);
    allele.filterTo = placeOf(bytes, TAB, allele.filterFrom, to);
    allele.infoFrom = next(allele.filterTo);
    allele.infoTo = placeOf(bytes, TAB, allele.infoFrom, to);
    const formatFrom = next(allele.infoTo);
    const formatTo = placeOf(bytes, TAB, formatFrom, to);
    const chosen = columns ?? [];
    if (chosen.length === 0) {
      allele.sample = null;
      allele.fields.read(bytes, to, to, to, to);
      return alternates(alternatesTo, near, false);
    }
    let column = 0;
    let begin = next(formatTo);
    for (let each = 0; each < chosen.length; each += 1) {
      const one = chosen[each] as SampleColumn;
      for (; column < one.column; column += 1) begin = next(placeOf(bytes, TAB, begin, to));
      allele.sample = one.name;
      allele.fields.read(bytes, formatFrom, formatTo, begin, placeOf(bytes, TAB, begin, to));
      const refusal = alternates(alternatesTo, near, chosen.length > 1);
      if (refusal !== null) return refusal;
    }
    return null;
  };

  const alternates = (end: number, near: boolean, several: boolean): Refusal | null => {
    const { bytes } = allele;
    allele.alternate = 0;
    for (let begin = allele.referenceTo + 1; begin <= end; allele.alternate += 1) {
      const stop = placeOf(bytes, COMMA, begin, end);
      allele.alternateFrom = begin;
      allele.alternateTo = stop;
      begin = stop + 1;
      const refusal = alternate(near, several);
      if (refusal !== null) return refusal;
    }
    return null;
  };

  const alternate = (near: boolean, several: boolean): Refusal | null => {
    const { bytes, alternateFrom, alternateTo } = allele;
    const first = bytes[alternateFrom] ?? 0;
    const single = alternateTo - alternateFrom === 1;
    if (single && first === 46) return null;
    if (single && first === 42) {
      counts.spanning += 1;
      return null;
    }
    if (isReferenceBlock(bytes, alternateFrom, alternateTo)) {
      if (near) counts.referenceBlocks += 1;
      return null;
    }
    const state = carried(allele.fields, bytes, allele.alternate);
    if (state === "no" || (several && state === "open" && allele.fields.to(GENOTYPE) > 0)) {
      if (near && !several) counts.absent += 1;
      return null;
    }
    const structural = first === LESS || isBreakend(bytes, alternateFrom, alternateTo);
    if (!structural && !near) return null;
    for (let each = 0; each < assemblies.length; each += 1) {
      const assembly = assemblies[each] as Assembly;
      const refusal = structural ? sink.structural(allele, assembly) : sink.bases(allele, assembly);
      if (refusal !== null) return refusal;
    }
    return null;
  };

  return {
    line,
    end: (lines) =>
      columns === null
        ? notVcf(Math.max(lines, 1), lines === 0 ? "the file is empty" : "the file has no #CHROM line")
        : null,
    counts,
    samples: () => columns ?? [],
    headerAssembly: () => header,
  };
};

/** `<NON_REF>` of GATK, `<*>` of bcftools and of VCF 4.3: "as the reference, or something not seen". */
const isReferenceBlock = (bytes: Uint8Array, from: number, to: number): boolean =>
  bytes[from] === LESS &&
  ((to - from === 3 && bytes[from + 1] === 42) || holds(bytes, from, to, NON_REFERENCE));
const NON_REFERENCE = Uint8Array.from("<NON_REF>", (letter) => letter.charCodeAt(0));

/** `G]17:198982]`, `]13:123456]T`, and the single breakends `G.` and `.G`. */
const isBreakend = (bytes: Uint8Array, from: number, to: number): boolean => {
  let last = from;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === OPEN_BRACKET || byte === CLOSE_BRACKET) return true;
    if (byte === TAB) break;
    last = at;
  }
  return last > from && (bytes[from] === 46 || bytes[last] === 46);
};

const notVcf = (line: number, message: string): Refusal => ({
  code: "not-a-vcf",
  message,
  path: `${line}:1`,
  remedy: "give a VCF 4 file with its header, plain or gzipped",
});
const malformed = (line: number, column: number, message: string): Refusal => ({
  code: "malformed-record",
  message,
  path: `${line}:${column}`,
  remedy: "records need tab-separated CHROM, POS, ID, REF and ALT",
});
