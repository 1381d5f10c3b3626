import type { Assembly } from "@erbium/model";
import { alleleAlteration } from "../allele-alteration.ts";
import { textOf } from "../bytes.ts";
import type { GeneIndex } from "../gene-index.ts";
import type { PanelChromosome } from "../panel-spans.ts";
import { rowEnd } from "./annotated-row.ts";
import type { ExtraColumns } from "./columns.ts";
import { indelLength, putIndel } from "./indel-template.ts";
import { putBytes, putString } from "./put-bytes.ts";
import type { RowBuffer } from "./row-buffer.ts";
import { RowCache } from "./row-cache.ts";
import { putTemplate } from "./row-template.ts";
import { stretchTemplates } from "./stretch-templates.ts";

/** What became of a change: outside the panel, written, or written with its reference contradicted. */
type RowState = "outside" | "written" | "contradicted";

/** The part of a row that follows from chromosome, position and bases alone. */
export interface AnnotationRows {
  /**
   * Writes the end of a row, whose beginning stands in `out` up to `begun`: the cells of one change, and the
   * line end. Where the change lies in no panel gene the row is left open, to be written over.
   * Reference and alternate are places in `line`.
   */
  readonly finish: (
    out: RowBuffer,
    begun: number,
    chromosome: PanelChromosome,
    position: number,
    line: Uint8Array,
    referenceFrom: number,
    referenceTo: number,
    alternateFrom: number,
    alternateTo: number,
  ) => RowState;
}

/**
 * Rows of one assembly. Most changes of a genome lie deep in introns, where rows differ in three numbers and
 * two bases: they are written from a template. Others are worked out once and kept.
 */
export const annotationRows = (genes: GeneIndex, assembly: Assembly, extra: ExtraColumns): AnnotationRows => {
  const templates = stretchTemplates(genes, assembly, extra);
  const numbers = new Map<string, number>();
  let cache: RowCache | null = null;
  const indel: Indel = { before: 0, deleted: 0, insertedFrom: 0 };

  /** Room was asked for the beginning of the row only. */
  const more = (out: RowBuffer, begun: number, length: number): number => {
    if (begun + length <= out.bytes.length) return begun;
    const beginning = out.bytes.slice(out.at, begun);
    out.room(beginning.length + length);
    return putBytes(out.bytes, out.at, beginning, 0, beginning.length);
  };

  return {
    finish: (
      out,
      begun,
      chromosome,
      position,
      line,
      referenceFrom,
      referenceTo,
      alternateFrom,
      alternateTo,
    ) => {
      const reference = line[referenceFrom] as number;
      const alternate = line[alternateFrom] as number;
      const single = referenceTo - referenceFrom === 1 && alternateTo - alternateFrom === 1;
      if (single && reference !== alternate && isBase(reference) && isBase(alternate)) {
        const template = templates.single(chromosome, position, reference, alternate);
        if (template !== null) {
          const at = more(out, begun, template.length);
          out.endRow(
            putTemplate(out.bytes, out.view, at, template, position, reference, alternate, templates.codon),
          );
          return "written";
        }
      } else if (readIndel(indel, position, line, referenceFrom, referenceTo, alternateFrom, alternateTo)) {
        const { before, deleted, insertedFrom } = indel;
        const template = templates.indel(chromosome, before, deleted);
        if (template !== null) {
          const at = more(out, begun, indelLength(template, alternateTo - insertedFrom));
          out.endRow(
            putIndel(out.bytes, out.view, at, template, before, deleted, line, insertedFrom, alternateTo),
          );
          return "written";
        }
      }
      cache ??= new RowCache();
      let number = numbers.get(chromosome.name);
      if (number === undefined) {
        number = numbers.size & 255;
        numbers.set(chromosome.name, number);
      }
      if (cache.find(number, position, line, referenceFrom, referenceTo, alternateFrom, alternateTo)) {
        if (cache.state === STATES.indexOf("outside")) return "outside";
        const at = more(out, begun, cache.to - cache.from);
        out.endRow(putBytes(out.bytes, at, cache.bytes, cache.from, cache.to));
        return STATES[cache.state] ?? "written";
      }
      const alteration = alleleAlteration(
        assembly,
        chromosome.name,
        position,
        textOf(line, referenceFrom, referenceTo),
        textOf(line, alternateFrom, alternateTo),
        genes,
      );
      const state: RowState =
        alteration === null
          ? "outside"
          : alteration.error?.code === "reference-mismatch"
            ? "contradicted"
            : "written";
      const row = alteration === null ? "" : rowEnd(alteration, extra);
      const at = more(out, begun, 3 * row.length);
      const to = putString(out.bytes, at, row);
      const known = STATES.indexOf(state);
      cache.add(
        number,
        position,
        line,
        referenceFrom,
        referenceTo,
        alternateFrom,
        alternateTo,
        out.bytes,
        at,
        to,
        known,
      );
      if (state !== "outside") out.endRow(to);
      return state;
    },
  };
};

const STATES: readonly RowState[] = ["outside", "written", "contradicted"];
const isBase = (byte: number): boolean => byte === 65 || byte === 67 || byte === 71 || byte === 84;

/** Bases put or taken away behind one that stays. */
interface Indel {
  /** position of the base that stays */
  before: number;
  deleted: number;
  /** where the inserted bases begin; they end with the alternate */
  insertedFrom: number;
}

/** Whether the alleles are an insertion or a deletion, as a VCF (`A`, `ACG`) or a MAF (`-`, `CG`) writes them. */
const readIndel = (
  indel: Indel,
  position: number,
  line: Uint8Array,
  referenceFrom: number,
  referenceTo: number,
  alternateFrom: number,
  alternateTo: number,
): boolean => {
  const removed = referenceTo - referenceFrom;
  const made = alternateTo - alternateFrom;
  const first = line[referenceFrom];
  const other = line[alternateFrom];
  indel.before = position;
  indel.insertedFrom = alternateFrom;
  if (first === DASH && removed === 1) {
    indel.deleted = 0;
    return areBases(line, alternateFrom, alternateTo);
  }
  if (other === DASH && made === 1) {
    indel.before = position - 1;
    indel.deleted = removed;
    indel.insertedFrom = alternateTo;
    return areBases(line, referenceFrom, referenceTo);
  }
  indel.deleted = removed - 1;
  indel.insertedFrom = alternateFrom + 1;
  return (
    first === other &&
    (removed === 1) !== (made === 1) &&
    areBases(line, referenceFrom, referenceTo) &&
    areBases(line, alternateFrom, alternateTo)
  );
};
const DASH = 45;

const areBases = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (!isBase(bytes[at] as number)) return false;
  return true;
};
