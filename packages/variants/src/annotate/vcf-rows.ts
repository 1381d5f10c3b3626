import type { Assembly, Refusal } from "@erbium/model";
import { textOf } from "../bytes.ts";
import type { GeneIndex } from "../gene-index.ts";
import { alleleFraction, readDepth } from "../vcf/sample-numbers.ts";
import type { AlleleSink, VcfAllele } from "../vcf/vcf-reader.ts";
import { type AnnotationRows, annotationRows } from "./annotation-rows.ts";
import type { AssemblyWatch } from "./assembly-watch.ts";
import type { ExtraColumns } from "./columns.ts";
import { RowBuffer } from "./row-buffer.ts";

const TAB = 9;
const COLON = 58;
const GREATER = 62;

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
    // input: chromosome:position reference > alternate
    out.copy(bytes, allele.from, allele.chromosomeTo);
    out.byte(COLON);
    out.copy(bytes, allele.positionFrom, allele.positionTo);
    out.copy(bytes, referenceFrom, referenceTo);
    out.byte(GREATER);
    out.copy(bytes, alternateFrom, alternateTo);
    out.byte(TAB);
    out.copy(sampleBytes, 0, sampleBytes.length);
    out.byte(TAB);
    // chromosome and position stand side by side in the line
    out.copy(bytes, allele.from, allele.positionTo);
    out.byte(TAB);
    out.copy(bytes, referenceFrom, referenceTo);
    out.byte(TAB);
    out.copy(bytes, alternateFrom, alternateTo);
    out.byte(TAB);
    if (allele.filterTo - allele.filterFrom !== 1 || bytes[allele.filterFrom] !== 46)
      out.copy(bytes, allele.filterFrom, allele.filterTo);
    out.byte(TAB);
    out.copy(bytes, fields.from("GT"), fields.to("GT"));
    out.byte(TAB);
    const vaf = alleleFraction(fields, bytes, allele.infoFrom, allele.infoTo, allele.alternate, () => ({
      reference: textOf(bytes, referenceFrom, referenceTo),
      alternate: textOf(bytes, alternateFrom, alternateTo),
    }));
    if (!Number.isNaN(vaf)) out.fraction(vaf);
    out.byte(TAB);
    const depth = readDepth(fields, bytes, allele.infoFrom, allele.infoTo);
    if (depth >= 0 && depth <= Number.MAX_SAFE_INTEGER) out.integer(Math.round(depth));
    out.byte(TAB);
    out.integer(allele.line);
    out.byte(TAB);
    const state = annotations.append(
      out,
      allele.chromosome,
      allele.position,
      bytes,
      referenceFrom,
      referenceTo,
      alternateFrom,
      alternateTo,
    );
    if (state === 0) out.dropRow();
    else {
      out.endRow();
      lanes[assembly].rows += 1;
      if (state === 2) lanes[assembly].mismatches += 1;
    }
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
