import type { Assembly, Message, Refusal } from "@erbium/model";
import { alleleAlteration } from "../allele-alteration.ts";
import { holds, placeOf, textOf } from "../bytes.ts";
import { canonical } from "../canonical.ts";
import type { GeneIndex } from "../gene-index.ts";
import { type MafRow, type MafSink, mafColumn, mafCounts } from "../maf/maf-reader.ts";
import { mafWarnings, namedOtherwise } from "../maf/read-maf.ts";
import type { CallFields } from "./annotated-row.ts";
import { type AnnotationRows, annotationRows } from "./annotation-rows.ts";
import type { AssemblyWatch } from "./assembly-watch.ts";
import { alterationColumns, callColumns, type ExtraColumns } from "./columns.ts";
import type { Lanes } from "./lanes.ts";
import { putBytes, putFraction, putInteger } from "./put-bytes.ts";
import type { RowBuffer } from "./row-buffer.ts";

const TAB = 9;
const COLON = 58;
const GREATER = 62;
const DASH = 45;
const DOT = 46;
const LETTER_P = 112;
const ROOM = 1024;

export interface MafRows extends MafSink {
  readonly warnings: () => readonly Message[];
}

/** Rows of a MAF: as bytes where the lane is a table. */
export const mafRows = (
  genes: GeneIndex,
  extra: ExtraColumns,
  watch: AssemblyWatch,
  lanes: Lanes,
): MafRows => {
  const annotations: Record<Assembly, AnnotationRows> = {
    GRCh37: annotationRows(genes, "GRCh37", extra),
    GRCh38: annotationRows(genes, "GRCh38", extra),
  };
  let seenLine = -1;
  let byName = 0;
  let otherProtein = 0;
  const alterationOf = (row: MafRow, assembly: Assembly) =>
    alleleAlteration(
      assembly,
      row.chromosome?.name ?? "",
      row.position,
      row.text(mafColumn.reference),
      textOf(row.bytes, row.alternateFrom, row.alternateTo),
      genes,
    );

  const placed = (row: MafRow, assembly: Assembly): Refusal | null => {
    const { chromosome } = row;
    if (chromosome === null) return null;
    const referenceFrom = row.from(mafColumn.reference);
    if (seenLine !== row.line && watch.open()) {
      seenLine = row.line;
      const given = row.bytes[referenceFrom] === DASH ? "" : row.text(mafColumn.reference);
      const refusal = watch.see(chromosome.name, row.position, given);
      if (refusal !== null) return refusal;
    }
    const stated = watch.stated();
    if (stated !== null && stated !== assembly) return null;
    if (!lanes.mine(row.line)) return null;
    const lane = lanes.lane(assembly);
    if (lane.out === null) {
      const alteration = alterationOf(row, assembly);
      if (alteration === null) return null;
      if (alteration.error?.code === "reference-mismatch") lane.contradicted += 1;
      if (namedOtherwise(row, alteration, genes)) otherProtein += 1;
      lane.put({ call: callOf(row), alteration });
      return null;
    }
    const begun = begin(lane.out, row);
    const state = annotations[assembly].finish(
      lane.out,
      begun,
      chromosome,
      row.position,
      row.bytes,
      referenceFrom,
      row.to(mafColumn.reference),
      row.alternateFrom,
      row.alternateTo,
    );
    if (state !== "outside") lane.rows += 1;
    if (state === "contradicted") lane.contradicted += 1;
    if (
      state !== "outside" &&
      row.from(mafColumn.protein) < row.to(mafColumn.protein) &&
      !saysSo(lane.out, row)
    ) {
      const alteration = alterationOf(row, assembly);
      if (alteration !== null && namedOtherwise(row, alteration, genes)) otherProtein += 1;
    }
    return null;
  };

  return {
    placed,
    named: (row, gene, protein) => {
      byName += 1;
      const alteration = canonical(`${gene.symbol} ${protein}`, genes);
      const stated = watch.stated();
      for (const assembly of stated === null ? watch.possible() : [stated])
        lanes.lane(assembly).put({ call: callOf(row), alteration });
      return null;
    },
    warnings: () => mafWarnings(byName, otherProtein),
  };
};

/** Columns before `proteinShort`, the shape in which most MAF name the protein change. */
const BEFORE_PROTEIN = callColumns.length + alterationColumns.indexOf("proteinShort");

/** Whether the last row of the table names no protein change, or, letter by letter, that of the MAF. */
const saysSo = (out: RowBuffer, row: MafRow): boolean => {
  const { bytes } = out;
  let from = out.lastRow;
  for (let column = 0; column < BEFORE_PROTEIN; column += 1) from = placeOf(bytes, TAB, from, out.at) + 1;
  const to = placeOf(bytes, TAB, from, out.at);
  let given = row.from(mafColumn.protein);
  if (row.bytes[given] === LETTER_P && row.bytes[given + 1] === DOT) given += 2;
  return from === to || holds(row.bytes, given, row.to(mafColumn.protein), bytes.subarray(from, to));
};

/** Puts the cells of the call. @returns where those of the alteration go */
const begin = (out: RowBuffer, row: MafRow): number => {
  const { bytes, alternateFrom, alternateTo } = row;
  const [referenceFrom, referenceTo] = [row.from(mafColumn.reference), row.to(mafColumn.reference)];
  const [chromosomeFrom, chromosomeTo] = [row.from(mafColumn.chromosome), row.to(mafColumn.chromosome)];
  const [startFrom, startTo] = [row.from(mafColumn.start), row.to(mafColumn.start)];
  const [sampleFrom, sampleTo] = [row.from(mafColumn.sample), row.to(mafColumn.sample)];
  const [filterFrom, filterTo] = [row.from(mafColumn.filter), row.to(mafColumn.filter)];
  const place = chromosomeTo - chromosomeFrom + startTo - startFrom;
  const alleles = referenceTo - referenceFrom + alternateTo - alternateFrom;
  out.room(2 * (place + alleles) + sampleTo - sampleFrom + filterTo - filterFrom + ROOM);
  const { bytes: cells, view } = out;
  let at = putBytes(cells, out.at, bytes, chromosomeFrom, chromosomeTo);
  cells[at] = COLON;
  at = putBytes(cells, at + 1, bytes, startFrom, startTo);
  at = putBytes(cells, at, bytes, referenceFrom, referenceTo);
  cells[at] = GREATER;
  at = putBytes(cells, at + 1, bytes, alternateFrom, alternateTo);
  cells[at] = TAB;
  at = putBytes(cells, at + 1, bytes, sampleFrom, sampleTo);
  cells[at] = TAB;
  at = putBytes(cells, at + 1, bytes, chromosomeFrom, chromosomeTo);
  cells[at] = TAB;
  at = putBytes(cells, at + 1, bytes, startFrom, startTo);
  cells[at] = TAB;
  at = putBytes(cells, at + 1, bytes, referenceFrom, referenceTo);
  cells[at] = TAB;
  at = putBytes(cells, at + 1, bytes, alternateFrom, alternateTo);
  cells[at] = TAB;
  at = putBytes(cells, at + 1, bytes, filterFrom, filterTo);
  cells[at] = TAB;
  // a MAF has no genotype
  cells[at + 1] = TAB;
  at += 2;
  const { vaf, depth } = mafCounts(row);
  if (!Number.isNaN(vaf)) at = putFraction(view, at, vaf);
  cells[at] = TAB;
  at += 1;
  if (!Number.isNaN(depth)) at = putInteger(view, at, depth);
  cells[at] = TAB;
  at = putInteger(view, at + 1, row.line);
  cells[at] = TAB;
  return at + 1;
};

const callOf = (row: MafRow): CallFields => {
  const { vaf, depth } = mafCounts(row);
  const placed = row.chromosome !== null;
  const reference = placed ? row.text(mafColumn.reference) : null;
  const alternate = placed ? textOf(row.bytes, row.alternateFrom, row.alternateTo) : null;
  const chromosome = placed ? row.text(mafColumn.chromosome) : null;
  return {
    input: placed
      ? `${chromosome}:${row.text(mafColumn.start)}${reference}>${alternate}`
      : `${row.text(mafColumn.gene)} ${row.text(mafColumn.protein)}`,
    sample: row.text(mafColumn.sample) || null,
    chromosome,
    position: placed ? row.position : null,
    reference,
    alternate,
    filter: row.text(mafColumn.filter) || null,
    genotype: null,
    vaf: Number.isNaN(vaf) ? null : vaf,
    depth: Number.isNaN(depth) ? null : depth,
    line: row.line,
  };
};
