import type { Assembly, Refusal } from "@erbium/model";
import { alleleAlteration } from "../allele-alteration.ts";
import { placeOf, textOf } from "../bytes.ts";
import { transcriptMap } from "../coordinates.ts";
import type { GeneIndex } from "../gene-index.ts";
import { fromCall, knownBase } from "../genomic-change.ts";
import { spanTouching } from "../panel-spans.ts";
import { PLAIN_GENOTYPE, type PlainSink } from "../vcf/plain-records.ts";
import { alleleFraction, GENOTYPE, readDepth } from "../vcf/sample-numbers.ts";
import { structuralAlterations } from "../vcf/structural.ts";
import type { AlleleSink, VcfAllele } from "../vcf/vcf-reader.ts";
import type { CallFields } from "./annotated-row.ts";
import { type AnnotationRows, annotationRows } from "./annotation-rows.ts";
import type { AssemblyWatch } from "./assembly-watch.ts";
import type { ExtraColumns } from "./columns.ts";
import type { Lanes } from "./lanes.ts";
import { phasedCalls } from "./phased-calls.ts";
import { putFraction, putInteger, putText } from "./put-bytes.ts";
import { type RowBuffer, viewOf } from "./row-buffer.ts";

const TAB = 9;
const COLON = 58;
const GREATER = 62;
const DOT = 46;
const BAR = 124;
/** for the numbers of a row, the tabs between its cells, and what most rows say of their alteration */
const ROOM = 1024;

const letters = new TextEncoder();

interface VcfRows extends AlleleSink {
  /** takes alleles of plain records; only where the lane is a table */
  readonly plain: PlainSink;
  readonly end: () => void;
}

/**
 * Rows of the alleles of a VCF: as bytes where the lane is a table, see `annotation-rows.ts` for how.
 *
 * @param numbered  whether lines count from the beginning of the file
 */
export const vcfRows = (
  genes: GeneIndex,
  extra: ExtraColumns,
  watch: AssemblyWatch,
  lanes: Lanes,
  numbered: boolean,
): VcfRows => {
  const annotations: Record<Assembly, AnnotationRows> = {
    GRCh37: annotationRows(genes, "GRCh37", extra),
    GRCh38: annotationRows(genes, "GRCh38", extra),
  };
  const structural = structuralAlterations(genes);
  const recordOf = (allele: VcfAllele): { record?: string } =>
    lanes.withRecords ? { record: textOf(allele.bytes, allele.from, allele.to) } : {};
  /** phased calls under way, of each sample */
  const gatherers = new Map<string, ReturnType<typeof phasedCalls>>();
  const gatherer = (assembly: Assembly, sample: string | null) => {
    const key = `${assembly} ${sample ?? ""}`;
    let known = gatherers.get(key);
    if (known === undefined) {
      known = phasedCalls(genes, ({ call, fields, record }) => {
        const alteration = fromCall(call, genes);
        const lane = lanes.lane(assembly);
        if (alteration === null) return;
        if (alteration.error?.code === "reference-mismatch") lane.contradicted += 1;
        lane.put({ call: fields, alteration, ...(record === undefined ? {} : { record }) });
      });
      gatherers.set(key, known);
    }
    return known;
  };
  let seenLine = -1;
  let sampleName: string | null = null;
  let sampleCell = viewOf(new Uint8Array(0));
  /** the bytes of the line last written from, and a view of them */
  let textOfView = new Uint8Array(0) as Uint8Array;
  let text = sampleCell;
  let basesOf: VcfAllele | null = null;
  const currentBases = () => (basesOf === null ? { reference: "", alternate: "" } : basesAsText(basesOf));

  const bases = (allele: VcfAllele, assembly: Assembly): Refusal | null => {
    if (seenLine !== allele.line && watch.open()) {
      seenLine = allele.line;
      const { bytes, referenceFrom, referenceTo } = allele;
      const refusal = watch.see(
        allele.chromosome.name,
        allele.position,
        textOf(bytes, referenceFrom, referenceTo),
      );
      if (refusal !== null) return refusal;
    }
    const stated = watch.stated();
    if (stated !== null && stated !== assembly) return null;
    if (isPhased(allele) && isCoding(allele, assembly)) {
      gatherer(assembly, allele.sample).add({
        call: {
          assembly,
          chromosome: allele.chromosome.name,
          position: allele.position,
          ...upperBases(allele),
        },
        fields: callOf(allele, numbered),
        order: allele.line,
        copies: copiesOf(allele),
        phaseSet: allele.fields.text("PS") ?? "",
        ...recordOf(allele),
      });
      return null;
    }
    if (!lanes.mine(allele.line)) return null;
    const lane = lanes.lane(assembly);
    if (lane.out === null) {
      const { reference, alternate } = basesAsText(allele);
      const alteration = alleleAlteration(
        assembly,
        allele.chromosome.name,
        allele.position,
        reference,
        alternate,
        genes,
      );
      if (alteration === null) return null;
      if (alteration.error?.code === "reference-mismatch") lane.contradicted += 1;
      lane.put({ call: callOf(allele, numbered), alteration, ...recordOf(allele) });
      return null;
    }
    basesOf = allele;
    const { fields, bytes, infoFrom, infoTo } = allele;
    const vaf = alleleFraction(fields, bytes, infoFrom, infoTo, allele.alternate, currentBases);
    const depth = readDepth(fields, bytes, infoFrom, infoTo);
    const begun = begin(lane.out, allele, fields.from(GENOTYPE), fields.to(GENOTYPE), vaf, depth);
    finish(lane.out, begun, allele, assembly);
    return null;
  };

  /** Puts the cells of the alteration. */
  const finish = (out: RowBuffer, begun: number, allele: VcfAllele, assembly: Assembly): void => {
    const lane = lanes.lane(assembly);
    const state = annotations[assembly].finish(
      out,
      begun,
      allele.chromosome,
      allele.position,
      allele.bytes,
      allele.referenceFrom,
      allele.referenceTo,
      allele.alternateFrom,
      allele.alternateTo,
    );
    if (state !== "outside") lane.rows += 1;
    if (state === "contradicted") lane.contradicted += 1;
  };
  const plain: PlainSink = (allele, assembly, genotypeFrom, vaf, depth) => {
    const { out } = lanes.lane(assembly);
    if (out === null || !lanes.mine(allele.line)) return;
    const begun = begin(out, allele, genotypeFrom, genotypeFrom + PLAIN_GENOTYPE, vaf, depth);
    finish(out, begun, allele, assembly);
  };

  /** Puts the cells of the call. @returns where those of the alteration go */
  const begin = (
    out: RowBuffer,
    allele: VcfAllele,
    genotypeFrom: number,
    genotypeTo: number,
    vaf: number,
    depth: number,
  ): number => {
    const { bytes, from, chromosomeTo, positionTo } = allele;
    const { referenceFrom, referenceTo, alternateFrom, alternateTo, filterFrom, filterTo } = allele;
    if (allele.sample !== sampleName) {
      sampleName = allele.sample;
      sampleCell = viewOf(letters.encode(sampleName ?? ""));
    }
    if (bytes !== textOfView) {
      textOfView = bytes;
      text = viewOf(bytes);
    }
    out.room(
      2 * (positionTo - from + alternateTo - referenceFrom) +
        sampleCell.byteLength +
        (filterTo - filterFrom) +
        (genotypeTo - genotypeFrom) +
        ROOM,
    );
    const { bytes: row, view } = out;
    // input: chromosome:position reference > alternate; chromosome and position stand side by side in the line
    let at = putText(view, out.at, text, from, positionTo);
    row[out.at + chromosomeTo - from] = COLON;
    at = putText(view, at, text, referenceFrom, referenceTo);
    row[at] = GREATER;
    at = putText(view, at + 1, text, alternateFrom, alternateTo);
    row[at] = TAB;
    at = putText(view, at + 1, sampleCell, 0, sampleCell.byteLength);
    row[at] = TAB;
    at = putText(view, at + 1, text, from, positionTo);
    row[at] = TAB;
    at = putText(view, at + 1, text, referenceFrom, referenceTo);
    row[at] = TAB;
    at = putText(view, at + 1, text, alternateFrom, alternateTo);
    row[at] = TAB;
    at += 1;
    if (filterTo - filterFrom !== 1 || bytes[filterFrom] !== DOT)
      at = putText(view, at, text, filterFrom, filterTo);
    row[at] = TAB;
    at = putText(view, at + 1, text, genotypeFrom, genotypeTo);
    row[at] = TAB;
    at += 1;
    if (!Number.isNaN(vaf)) at = putFraction(view, at, vaf);
    row[at] = TAB;
    at += 1;
    if (depth >= 0 && depth <= Number.MAX_SAFE_INTEGER) at = putInteger(view, at, Math.round(depth));
    row[at] = TAB;
    at += 1;
    if (numbered) at = putInteger(view, at, allele.line);
    row[at] = TAB;
    return at + 1;
  };

  return {
    end: () => {
      for (const one of gatherers.values()) one.flush();
    },
    bases,
    plain,
    structural: (allele, assembly) => {
      const stated = watch.stated();
      if (stated !== null && stated !== assembly) return null;
      const lane = lanes.lane(assembly);
      for (const { alteration, copyNumber } of structural(allele, assembly))
        lane.put({
          call: callOf(allele, numbered),
          alteration,
          ...(copyNumber === null ? {} : { copyNumber }),
          ...recordOf(allele),
        });
      return null;
    },
  };
};

const basesAsText = (allele: VcfAllele) => ({
  reference: textOf(allele.bytes, allele.referenceFrom, allele.referenceTo),
  alternate: textOf(allele.bytes, allele.alternateFrom, allele.alternateTo),
});

const upperBases = (allele: VcfAllele) => {
  const { reference, alternate } = basesAsText(allele);
  return { reference: reference.toUpperCase(), alternate: alternate.toUpperCase() };
};

/** A genotype with `|`: its alleles lie on known copies. */
const isPhased = ({ bytes, fields }: VcfAllele): boolean => {
  const to = fields.to(GENOTYPE);
  return placeOf(bytes, BAR, fields.from(GENOTYPE), to) < to;
};

/** Copies of a phased genotype that carry the alternate; a copy beyond the second counts as the second. */
const copiesOf = (allele: VcfAllele): readonly number[] =>
  (allele.fields.text("GT") ?? "")
    .replace(/^[|/]/, "")
    .split(/[|/]/)
    .flatMap((one, copy) => (Number(one) === allele.alternate + 1 ? [Math.min(copy, 1)] : []));

/** Whether the reference bases of an allele touch coding sequence. */
const isCoding = (allele: VcfAllele, assembly: Assembly): boolean => {
  const length = allele.referenceTo - allele.referenceFrom;
  const span = spanTouching(allele.chromosome, assembly, allele.position, allele.position + length);
  const map = span === null ? null : transcriptMap(span.gene, assembly);
  if (map === null || !/^[ACGTN]+$/i.test(basesAsText(allele).alternate)) return false;
  for (let at = 0; at <= Math.min(length, 50); at += 1)
    if (knownBase(map, allele.position + at) !== null) return true;
  return false;
};

/** What the record says of the call. */
const callOf = (allele: VcfAllele, numbered: boolean): CallFields => {
  const { bytes, fields, infoFrom, infoTo } = allele;
  const { reference, alternate } = basesAsText(allele);
  const chromosome = textOf(bytes, allele.from, allele.chromosomeTo);
  const vaf = alleleFraction(fields, bytes, infoFrom, infoTo, allele.alternate, () => basesAsText(allele));
  const depth = readDepth(fields, bytes, infoFrom, infoTo);
  const filter = textOf(bytes, allele.filterFrom, allele.filterTo);
  return {
    input: `${chromosome}:${allele.position}${reference}>${alternate}`,
    sample: allele.sample,
    chromosome,
    position: allele.position,
    reference,
    alternate,
    filter: filter === "." || filter === "" ? null : filter,
    genotype: fields.text("GT"),
    vaf: Number.isNaN(vaf) ? null : vaf,
    depth: Number.isNaN(depth) ? null : depth,
    line: numbered ? allele.line : null,
  };
};
