import type { Assembly, Refusal } from "@erbium/model";
import { textOf } from "../bytes.ts";
import type { GeneIndex } from "../gene-index.ts";
import { alleleFraction, readDepth } from "../vcf/sample-numbers.ts";
import type { AlleleSink, VcfAllele } from "../vcf/vcf-reader.ts";
import { type AnnotationRows, annotationRows } from "./annotation-rows.ts";
import type { AssemblyWatch } from "./assembly-watch.ts";
import type { ExtraColumns } from "./columns.ts";
import { putBytes, putFraction, putInteger, RowBuffer } from "./row-buffer.ts";

const TAB = 9;
const COLON = 58;
const GREATER = 62;
const DOT = 46;
/** for the numbers of a row, the tabs between its cells, and what most rows say of their alteration */
const ROOM = 1024;

/** Rows of a VCF as tab-separated text, made on bytes; see `annotation-rows.ts` for how. */
export interface VcfRows extends AlleleSink {
  /** rows whose reference base the panel's genes contradict */
  readonly mismatches: (assembly: Assembly) => number;
  readonly rows: (assembly: Assembly) => number;
  readonly flush: () => void;
}

/** @param onBlock  takes finished rows; while the assembly is open, of each assembly that the file may be on */
export const vcfRows = (
  genes: GeneIndex,
  extra: ExtraColumns,
  watch: AssemblyWatch,
  onBlock: (assembly: Assembly, block: Uint8Array) => void,
): VcfRows => {
  const lane = (assembly: Assembly): Lane => ({
    out: new RowBuffer((block) => onBlock(assembly, block)),
    annotations: annotationRows(genes, assembly, extra),
    rows: 0,
    mismatches: 0,
  });
  const lanes: Record<Assembly, Lane> = { GRCh37: lane("GRCh37"), GRCh38: lane("GRCh38") };
  let seenLine = -1;
  let sampleName: string | null = null;
  let sampleBytes: Uint8Array = new Uint8Array(0);
  const letters = new TextEncoder();
  let basesOf: VcfAllele | null = null;
  const currentBases = () =>
    basesOf === null
      ? { reference: "", alternate: "" }
      : {
          reference: textOf(basesOf.bytes, basesOf.referenceFrom, basesOf.referenceTo),
          alternate: textOf(basesOf.bytes, basesOf.alternateFrom, basesOf.alternateTo),
        };

  const bases = (allele: VcfAllele, assembly: Assembly): Refusal | null => {
    if (seenLine !== allele.line && watch.open()) {
      seenLine = allele.line;
      const refusal = watch.see(
        allele.chromosome.name,
        allele.position,
        textOf(allele.bytes, allele.referenceFrom, allele.referenceTo),
      );
      if (refusal !== null) return refusal;
    }
    if (watch.stated !== null && watch.stated !== assembly) return null;
    const { out, annotations } = lanes[assembly];
    const { bytes, referenceFrom, referenceTo, alternateFrom, alternateTo, fields } = allele;
    if (allele.sample !== sampleName) {
      sampleName = allele.sample;
      sampleBytes = letters.encode(sampleName ?? "");
    }
    const genotypeFrom = fields.from("GT");
    const genotypeTo = fields.to("GT");
    const alleles = alternateTo - referenceFrom;
    out.room(
      2 * (allele.positionTo - allele.from + alleles) +
        sampleBytes.length +
        (allele.filterTo - allele.filterFrom) +
        (genotypeTo - genotypeFrom) +
        ROOM,
    );
    const row = out.bytes;
    // input: chromosome:position reference > alternate
    let at = putBytes(row, out.at, bytes, allele.from, allele.chromosomeTo);
    row[at] = COLON;
    at = putBytes(row, at + 1, bytes, allele.positionFrom, allele.positionTo);
    at = putBytes(row, at, bytes, referenceFrom, referenceTo);
    row[at] = GREATER;
    at = putBytes(row, at + 1, bytes, alternateFrom, alternateTo);
    row[at] = TAB;
    at = putBytes(row, at + 1, sampleBytes, 0, sampleBytes.length);
    row[at] = TAB;
    // chromosome and position stand side by side in the line
    at = putBytes(row, at + 1, bytes, allele.from, allele.positionTo);
    row[at] = TAB;
    at = putBytes(row, at + 1, bytes, referenceFrom, referenceTo);
    row[at] = TAB;
    at = putBytes(row, at + 1, bytes, alternateFrom, alternateTo);
    row[at] = TAB;
    at += 1;
    if (allele.filterTo - allele.filterFrom !== 1 || bytes[allele.filterFrom] !== DOT)
      at = putBytes(row, at, bytes, allele.filterFrom, allele.filterTo);
    row[at] = TAB;
    at = putBytes(row, at + 1, bytes, genotypeFrom, genotypeTo);
    row[at] = TAB;
    at += 1;
    basesOf = allele;
    const vaf = alleleFraction(fields, bytes, allele.infoFrom, allele.infoTo, allele.alternate, currentBases);
    if (!Number.isNaN(vaf)) at = putFraction(row, at, vaf);
    row[at] = TAB;
    at += 1;
    const depth = readDepth(fields, bytes, allele.infoFrom, allele.infoTo);
    if (depth >= 0 && depth <= Number.MAX_SAFE_INTEGER) at = putInteger(row, at, Math.round(depth));
    row[at] = TAB;
    at = putInteger(row, at + 1, allele.line);
    row[at] = TAB;
    const state = annotations.finish(
      out,
      at + 1,
      allele.chromosome,
      allele.position,
      bytes,
      referenceFrom,
      referenceTo,
      alternateFrom,
      alternateTo,
    );
    if (state !== "outside") lanes[assembly].rows += 1;
    if (state === "contradicted") lanes[assembly].mismatches += 1;
    return null;
  };

  const chosen = (): Lane[] => watch.possible().map((assembly) => lanes[assembly]);
  return {
    bases,
    structural: () => null,
    rows: (assembly) => lanes[assembly].rows,
    mismatches: (assembly) => lanes[assembly].mismatches,
    flush: () => {
      for (const one of chosen()) one.out.flush();
    },
  };
};

interface Lane {
  readonly out: RowBuffer;
  readonly annotations: AnnotationRows;
  rows: number;
  mismatches: number;
}
