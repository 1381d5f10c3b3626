import type { Alteration, Assembly } from "@erbium/model";
import { alleleAlteration } from "../allele-alteration.ts";
import { textOf } from "../bytes.ts";
import type { GeneIndex } from "../gene-index.ts";
import { type GeneSpan, type PanelChromosome, spanTouching } from "../panel-spans.ts";
import { rowEnd } from "./annotated-row.ts";
import type { ExtraColumns } from "./columns.ts";
import { quietStretches, type Stretch } from "./quiet-stretch.ts";
import { putBytes, type RowBuffer } from "./row-buffer.ts";
import { RowCache } from "./row-cache.ts";
import {
  type Example,
  learnTemplate,
  putTemplate,
  type RowTemplate,
  templateLength,
} from "./row-template.ts";

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
  /** whether the last change was worked out anew, not looked up or written from a template */
  readonly fresh: () => boolean;
}

/** A quiet stretch; its template is learned when the first change in it comes. */
interface Taught extends Stretch {
  template: RowTemplate | null | "not yet";
  rowLength: number;
}

const letters = new TextEncoder();

/**
 * Rows of one assembly. Most changes of a genome lie deep in introns, where rows differ in three numbers and
 * two bases: they are written from a template. Others are worked out once and kept.
 */
export const annotationRows = (genes: GeneIndex, assembly: Assembly, extra: ExtraColumns): AnnotationRows => {
  const cache = new RowCache();
  const stretches = new Map<GeneSpan, readonly Taught[]>();
  const numbers = new Map<string, number>();
  let span: GeneSpan | null = null;
  let spanStretches: readonly Taught[] = [];
  let stretch: Taught | null = null;

  const alterationOf = (
    chromosome: PanelChromosome,
    position: number,
    reference: string,
    alternate: string,
  ): Alteration | null => alleleAlteration(assembly, chromosome.name, position, reference, alternate, genes);

  const example = (
    chromosome: PanelChromosome,
    position: number,
    reference: string,
    alternate: string,
  ): Example | null => {
    const alteration = alterationOf(chromosome, position, reference, alternate);
    return alteration === null
      ? null
      : { position, reference, alternate, alteration, row: rowEnd(alteration, extra) };
  };
  const learn = (chromosome: PanelChromosome, { low, high }: Stretch): RowTemplate | null => {
    const first = example(chromosome, low, "A", "C");
    const last = example(chromosome, high, "G", "T");
    const middle = example(chromosome, low + ((high - low) >> 1), "T", "A");
    return first && last && middle ? learnTemplate(first, last, [middle]) : null;
  };
  const templateAt = (chromosome: PanelChromosome, position: number): RowTemplate | null => {
    if (stretch === null || position < stretch.low || position > stretch.high) {
      if (span === null || position < span.low || position > span.high) {
        const found = spanTouching(chromosome, assembly, position, position);
        if (found === null) return null;
        span = found;
        let known = stretches.get(found);
        if (known === undefined) {
          known = quietStretches(found.gene, assembly).map((one) => ({
            ...one,
            template: "not yet",
            rowLength: 0,
          }));
          stretches.set(found, known);
        }
        spanStretches = known;
      }
      const found = holding(spanStretches, position);
      if (found === null) return null;
      stretch = found;
      if (found.template === "not yet") {
        found.template = learn(chromosome, found);
        found.rowLength = found.template === null ? 0 : templateLength(found.template);
      }
    }
    return stretch.template === "not yet" ? null : stretch.template;
  };
  let lastChromosome: PanelChromosome | null = null;
  let fresh = false;

  /** Room was asked for the beginning of the row only. */
  const more = (out: RowBuffer, begun: number, length: number): number => {
    if (begun + length <= out.bytes.length) return begun;
    const beginning = out.bytes.slice(out.at, begun);
    out.room(beginning.length + length);
    return putBytes(out.bytes, out.at, beginning, 0, beginning.length);
  };

  return {
    fresh: () => fresh,
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
      fresh = false;
      if (chromosome !== lastChromosome) {
        lastChromosome = chromosome;
        span = null;
        stretch = null;
      }
      if (referenceTo - referenceFrom === 1 && alternateTo - alternateFrom === 1) {
        const reference = line[referenceFrom] as number;
        const alternate = line[alternateFrom] as number;
        if (isBase(reference) && isBase(alternate) && reference !== alternate) {
          const template = templateAt(chromosome, position);
          if (template !== null) {
            const at = more(out, begun, stretch?.rowLength ?? 0);
            out.endRow(putTemplate(out.bytes, at, template, position, reference, alternate));
            return "written";
          }
        }
      }
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
      fresh = true;
      const alteration = alterationOf(
        chromosome,
        position,
        textOf(line, referenceFrom, referenceTo),
        textOf(line, alternateFrom, alternateTo),
      );
      const row = alteration === null ? NO_ROW : letters.encode(rowEnd(alteration, extra));
      const state: RowState =
        alteration === null
          ? "outside"
          : alteration.error?.code === "reference-mismatch"
            ? "contradicted"
            : "written";
      cache.add(
        number,
        position,
        line,
        referenceFrom,
        referenceTo,
        alternateFrom,
        alternateTo,
        row,
        STATES.indexOf(state),
      );
      if (state === "outside") return state;
      const at = more(out, begun, row.length);
      out.endRow(putBytes(out.bytes, at, row, 0, row.length));
      return state;
    },
  };
};

const STATES: readonly RowState[] = ["outside", "written", "contradicted"];
const NO_ROW = new Uint8Array(0);
const isBase = (byte: number): boolean => byte === 65 || byte === 67 || byte === 71 || byte === 84;

/** The stretch that holds a position, by bisection, or null. */
const holding = (stretches: readonly Taught[], position: number): Taught | null => {
  let [low, high] = [0, stretches.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const one = stretches[middle] as Taught;
    if (position < one.low) high = middle - 1;
    else if (position > one.high) low = middle + 1;
    else return one;
  }
  return null;
};
