import type { Assembly } from "@erbium/model";
import type { CodingPlace } from "./coding-name.ts";
import type { GeneModel, Span } from "./gene-model.ts";

/**
 * RefSeq accessions of the chromosomes that carry panel genes, as the number of the version on GRCh37 and
 * on GRCh38 (NC_000017.10 and NC_000017.11).
 */
const versions: Readonly<Record<string, readonly [number, number]>> = {
  "1": [10, 11],
  "2": [11, 12],
  "3": [11, 12],
  "4": [11, 12],
  "5": [9, 10],
  "6": [11, 12],
  "7": [13, 14],
  "8": [10, 11],
  "9": [11, 12],
  "10": [10, 11],
  "11": [9, 10],
  "12": [11, 12],
  "13": [10, 11],
  "14": [8, 9],
  "15": [9, 10],
  "16": [9, 10],
  "17": [10, 11],
  "18": [9, 10],
  "19": [9, 10],
  "20": [10, 11],
  "21": [8, 9],
  "22": [10, 11],
  X: [10, 11],
  Y: [9, 10],
};

export const chromosomeAccession = (chromosome: string, assembly: Assembly): string => {
  const version = versions[chromosome]?.[assembly === "GRCh37" ? 0 : 1];
  const number = chromosome === "X" ? "23" : chromosome === "Y" ? "24" : chromosome;
  return version === undefined ? `chr${chromosome}` : `NC_${number.padStart(6, "0")}.${version}`;
};

/** Chromosome and assembly of an `NC_` accession; assembly null where the version is missing or unknown. */
export const readChromosomeAccession = (
  accession: string,
): { readonly chromosome: string; readonly assembly: Assembly | null } | null => {
  const match = /^NC_0*(\d{1,2})(?:\.(\d+))?$/i.exec(accession);
  if (match === null) return null;
  const number = match[1] ?? "";
  const chromosome = number === "23" ? "X" : number === "24" ? "Y" : number;
  const known = versions[chromosome];
  const version = Number(match[2]);
  const assembly = known?.[0] === version ? "GRCh37" : known?.[1] === version ? "GRCh38" : null;
  return { chromosome, assembly };
};

/** `chr17`, `CHR17`, `17` -> `17`; `M` and `MT` -> `MT`. */
export const chromosomeName = (text: string): string => {
  const known = chromosomeNames.get(text);
  if (known !== undefined) return known;
  const name = foldChromosome(text);
  if (chromosomeNames.size < MOST_REMEMBERED) chromosomeNames.set(text, name);
  return name;
};

/** A file writes few chromosomes, each many times; one of endless contigs must not fill the memory. */
const chromosomeNames = new Map<string, string>();
const MOST_REMEMBERED = 1000;

const foldChromosome = (text: string): string => {
  const bare = text.trim().replace(/^chr/i, "").toUpperCase();
  return bare === "M" ? "MT" : bare === "23" ? "X" : bare === "24" ? "Y" : bare;
};

/** The exons of one gene on one assembly as a two-way table between the genome and the transcript. */
export interface TranscriptMap {
  readonly gene: GeneModel;
  readonly assembly: Assembly;
  readonly codingLength: number;
  readonly lowest: number;
  readonly highest: number;
  /** null: outside the transcript */
  readonly toCoding: (position: number) => CodingPlace | null;
  /** null: not on the transcript */
  readonly toGenome: (place: CodingPlace) => number | null;
  /** index of the exon (from 0) that holds this coding index, or -1 */
  readonly exonOf: (index: number) => number;
  /** first and last coding index (from 0, untranslated parts included) of each exon */
  readonly exonRanges: readonly Span[];
}

const maps = new WeakMap<GeneModel, Partial<Record<Assembly, TranscriptMap | null>>>();

/** The map of a gene on an assembly; null for a gene that is not anchored there. */
export const transcriptMap = (gene: GeneModel, assembly: Assembly): TranscriptMap | null => {
  const known = maps.get(gene) ?? {};
  if (known[assembly] === undefined) {
    known[assembly] = buildMap(gene, assembly);
    maps.set(gene, known);
  }
  return known[assembly] ?? null;
};

const buildMap = (gene: GeneModel, assembly: Assembly): TranscriptMap | null => {
  const exons = gene.exons?.[assembly];
  const limits = gene.codingLimits?.[assembly];
  if (exons === undefined || limits === undefined || exons.length === 0) return null;
  const forward = gene.strand === "+";
  const firstCodingBase = forward ? limits[0] : limits[1];

  let before = 0;
  let startInTranscript = -1;
  for (const [low, high] of exons) {
    if (firstCodingBase >= low && firstCodingBase <= high)
      startInTranscript = before + (forward ? firstCodingBase - low : high - firstCodingBase);
    before += high - low + 1;
  }
  if (startInTranscript < 0) return null;
  let offset = 0;
  const exonRanges = exons.map(([low, high]): Span => {
    const length = high - low + 1;
    const range: Span = [offset - startInTranscript, offset - startInTranscript + length - 1];
    offset += length;
    return range;
  });
  const codingLength = gene.codingExons.at(-1)?.coding[1] ?? 0;
  // first and last base of each exon along the gene, ascending on both strands
  const sign = forward ? 1 : -1;
  const starts = Int32Array.from(exons, ([low, high]) => (forward ? low : -high));
  const ends = Int32Array.from(exons, ([low, high]) => (forward ? high : -low));
  const firstIndex = Int32Array.from(exonRanges, ([first]) => first);
  const lastIndex = Int32Array.from(exonRanges, ([, last]) => last);

  const toCoding = (position: number): CodingPlace | null => {
    const along = sign * position;
    if (along < (starts[0] ?? 0) || along > (ends[ends.length - 1] ?? 0)) return null;
    const exon = lastAtMost(starts, along);
    const into = along - (starts[exon] ?? 0);
    if (along <= (ends[exon] ?? 0)) return { index: (firstIndex[exon] ?? 0) + into, offset: 0 };
    const sinceLast = along - (ends[exon] ?? 0);
    const untilNext = (starts[exon + 1] ?? 0) - along;
    return sinceLast <= untilNext
      ? { index: lastIndex[exon] ?? 0, offset: sinceLast }
      : { index: firstIndex[exon + 1] ?? 0, offset: -untilNext };
  };
  const exonOf = (index: number): number => {
    const exon = index < (firstIndex[0] ?? 0) ? -1 : lastAtMost(firstIndex, index);
    return exon >= 0 && index <= (lastIndex[exon] ?? 0) ? exon : -1;
  };
  return {
    gene,
    assembly,
    codingLength,
    lowest: Math.min(...exons.map(([low]) => low)),
    highest: Math.max(...exons.map(([, high]) => high)),
    exonRanges,
    exonOf,
    toCoding,
    toGenome: ({ index, offset: intoIntron }) => {
      const exon = exonOf(index);
      const range = exonRanges[exon];
      if (range === undefined) return null;
      if (intoIntron > 0 && index !== range[1]) return null;
      if (intoIntron < 0 && index !== range[0]) return null;
      return sign * ((starts[exon] ?? 0) + index - range[0] + intoIntron);
    },
  };
};

/** Place of the last number that is not above the given one; the numbers ascend, and the first is not above. */
const lastAtMost = (numbers: Int32Array, value: number): number => {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
};
