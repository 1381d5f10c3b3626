import type { Assembly } from "@erbium/model";
import { copied, holds, textOf } from "../bytes.ts";
import type { GeneIndex } from "../gene-index.ts";
import type { LineRuns } from "../line-splitter.ts";
import { type PanelChromosome, panelChromosomes, spanTouching } from "../panel-spans.ts";
import type { SampleColumn } from "./choose-sample.ts";
import { isOtherwiseCounted } from "./sample-numbers.ts";
import { MARGIN, newAllele, type VcfAllele, type VcfCounts } from "./vcf-reader.ts";

const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const COMMA = 44;
const SLASH = 47;
const COLON = 58;
const ONE = 49;
const HASH = 35;

/** Takes the allele of a plain record, with its fraction and the reads at its site. */
export type PlainSink = (
  allele: VcfAllele,
  assembly: Assembly,
  genotypeFrom: number,
  vaf: number,
  depth: number,
) => void;

/** Bytes of the genotype of a plain record: `0/1`. */
export const PLAIN_GENOTYPE = 3;

/** Digits of a number that is surely an integer to the machine. */
const MOST_DIGITS = 9;
/** Bytes up to which a line end is looked for one by one: a search of the machine costs as much to begin. */
const SHORT = 64;

/**
 * Reads the records that most files of one sample hold, in one pass over their bytes: one alternate of bases,
 * an unphased genotype that has it, reads counted by AD and DP. It gives what `vcf-reader.ts` gives, which
 * stays the definition and reads every other record; the assembly must be certain.
 *
 * @param settled  the assembly of the file, once certain
 * @param samples  the samples to be read, once the header is known
 */
export const plainRecords = (
  genes: GeneIndex,
  settled: () => Assembly | null,
  samples: () => readonly SampleColumn[],
  counts: VcfCounts,
  sink: PlainSink,
): LineRuns => {
  const chromosomeOf = panelChromosomes(genes);
  const allele = newAllele();
  let assembly: Assembly = "GRCh38";
  let chromosome: Uint8Array = new Uint8Array(0);
  let panel: PanelChromosome | null = null;
  let format: Uint8Array = new Uint8Array(0);
  /** numbers of the fields AD and DP; 0: the format is not plain */
  let [adField, dpField, fields] = [0, 0, 0];
  let lines = 0;

  const readFormat = (bytes: Uint8Array, from: number): void => {
    const to = tabFrom(bytes, from);
    format = copied(bytes, from, to);
    const names = textOf(bytes, from, to).split(":");
    adField = names.indexOf("AD");
    dpField = names.indexOf("DP");
    if (names[0] !== "GT" || adField < 0 || dpField < 0 || names.some(isOtherwiseCounted)) fields = 0;
    else fields = Math.max(adField, dpField) + 1;
  };
  /** @returns whether there is one */
  const readChromosome = (bytes: Uint8Array, from: number): boolean => {
    const to = tabFrom(bytes, from);
    if (bytes[from] === HASH || bytes[to] !== TAB || to === from || to - from > SHORT) return false;
    chromosome = copied(bytes, from, to);
    panel = chromosomeOf(textOf(bytes, from, to));
    return true;
  };

  /** @returns where the next line begins; -1: the record is not plain */
  const record = (bytes: Uint8Array, from: number): number => {
    let at = from + chromosome.length;
    if (at === from || bytes[at] !== TAB || !holds(bytes, from, at, chromosome)) {
      if (!readChromosome(bytes, from)) return -1;
      at = from + chromosome.length;
    }
    allele.from = from;
    allele.chromosomeTo = at;
    at += 1;
    allele.positionFrom = at;
    let position = 0;
    for (;;) {
      const digit = (bytes[at] as number) - 48;
      if (digit < 0 || digit > 9) break;
      position = position * 10 + digit;
      at += 1;
    }
    const digits = at - allele.positionFrom;
    if (bytes[at] !== TAB || digits === 0 || digits > MOST_DIGITS) return -1;
    if (panel === null) return lineAfter(bytes, at);
    allele.positionTo = at;
    at = tabFrom(bytes, at + 1);
    if (bytes[at] !== TAB) return -1;
    const referenceFrom = at + 1;
    const referenceTo = tabFrom(bytes, referenceFrom);
    if (bytes[referenceTo] !== TAB) return -1;
    const alternateFrom = referenceTo + 1;
    at = alternateFrom;
    while (isLetter(bytes[at] as number)) at += 1;
    if (bytes[at] !== TAB || at === alternateFrom) return -1;
    const reach = position + referenceTo - referenceFrom + 1 + MARGIN;
    if (spanTouching(panel, assembly, position - MARGIN, reach) === null) return lineAfter(bytes, at);

    allele.chromosome = panel;
    allele.position = position;
    allele.referenceFrom = referenceFrom;
    allele.referenceTo = referenceTo;
    allele.alternateFrom = alternateFrom;
    allele.alternateTo = at;
    at = tabFrom(bytes, at + 1);
    if (bytes[at] !== TAB) return -1;
    allele.filterFrom = at + 1;
    at = tabFrom(bytes, at + 1);
    if (bytes[at] !== TAB) return -1;
    allele.filterTo = at;
    at = tabFrom(bytes, at + 1);
    if (bytes[at] !== TAB) return -1;
    at += 1;
    if (bytes[at + format.length] !== TAB || !holds(bytes, at, at + format.length, format))
      readFormat(bytes, at);
    if (fields === 0 || bytes[at + format.length] !== TAB) return -1;
    return numbers(bytes, at + format.length + 1);
  };

  /** The sample's column: genotype, reads of both alleles, reads in all. */
  const numbers = (bytes: Uint8Array, genotype: number): number => {
    const carried = bytes[genotype] === ONE || bytes[genotype + 2] === ONE;
    let at = genotype + PLAIN_GENOTYPE;
    if (!carried || bytes[genotype + 1] !== SLASH || bytes[at] !== COLON) return -1;
    let [own, total, depth] = [0, 0, 0];
    for (let field = 1; field < fields; field += 1) {
      if (bytes[at] !== COLON) return -1;
      at += 1;
      if (field === adField) {
        let from = at;
        let number = 0;
        for (; isDigit(bytes[at] as number); at += 1) number = number * 10 + (bytes[at] as number) - 48;
        if (bytes[at] !== COMMA || at === from || at - from > MOST_DIGITS) return -1;
        total = number;
        at += 1;
        from = at;
        number = 0;
        for (; isDigit(bytes[at] as number); at += 1) number = number * 10 + (bytes[at] as number) - 48;
        if (at === from || at - from > MOST_DIGITS) return -1;
        own = number;
        total += number;
      } else if (field === dpField) {
        const from = at;
        depth = 0;
        for (; isDigit(bytes[at] as number); at += 1) depth = depth * 10 + (bytes[at] as number) - 48;
        if (at === from || at - from > MOST_DIGITS) return -1;
      } else while (!endsField(bytes[at] as number)) at += 1;
    }
    if (total === 0 || !endsField(bytes[at] as number)) return -1;
    sink(allele, assembly, genotype, own / total, depth);
    return lineAfter(bytes, at);
  };

  return {
    read: (bytes, from, to, line) => {
      lines = 0;
      const certain = settled();
      const chosen = samples();
      if (certain === null || chosen.length !== 1 || chosen[0]?.column !== 0) return from;
      assembly = certain;
      allele.bytes = bytes;
      allele.sample = chosen[0].name;
      let at = from;
      while (at < to) {
        allele.line = line + lines;
        const next = record(bytes, at);
        if (next < 0) break;
        at = next;
        lines += 1;
      }
      counts.records += lines;
      return at;
    },
    lines: () => lines,
  };
};

// every line read here ends with a line feed, so that a search for less than a blank stays in it

/** The next tab or line end. */
const tabFrom = (bytes: Uint8Array, from: number): number => {
  let at = from;
  while ((bytes[at] as number) > RETURN) at += 1;
  return at;
};
const lineAfter = (bytes: Uint8Array, from: number): number => {
  const near = Math.min(from + SHORT, bytes.length);
  for (let at = from; at < near; at += 1) if (bytes[at] === LINE_FEED) return at + 1;
  return bytes.indexOf(LINE_FEED, from) + 1;
};
const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
const isLetter = (byte: number): boolean => (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
const endsField = (byte: number): boolean => byte === COLON || byte <= RETURN;
