import type { Alteration, Assembly } from "@erbium/model";
import { alleleAlteration } from "../allele-alteration.ts";
import { textOf } from "../bytes.ts";
import type { GeneIndex } from "../gene-index.ts";
import { type GeneSpan, type PanelChromosome, spanTouching } from "../panel-spans.ts";
import { rowEnd } from "./annotated-row.ts";
import {
  type CodingStretch,
  type CodonChange,
  codingStretches,
  codonChange,
  complementOf,
  noCodonChange,
  SILENT,
} from "./coding-stretch.ts";
import type { ExtraColumns } from "./columns.ts";
import {
  type IndelExample,
  type IndelTemplate,
  indelLength,
  learnIndelTemplate,
  putIndel,
} from "./indel-template.ts";
import { type Example, learnTemplate } from "./learn-template.ts";
import { quietStretches, type Stretch } from "./quiet-stretch.ts";
import { putBytes, type RowBuffer } from "./row-buffer.ts";
import { RowCache } from "./row-cache.ts";
import { putTemplate, type RowTemplate, templateLength } from "./row-template.ts";

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
  /** of insertions, of deletions of one base, and of longer ones; undefined: not asked for yet */
  readonly indels: (IndelTemplate | null | undefined)[];
}

/** A stretch of coding sequence, with a template for each thing that a change does to a codon. */
interface TaughtCoding extends CodingStretch {
  /** by {@link kindOf}; undefined: not asked for yet */
  readonly kinds: (KnownTemplate | undefined)[];
}

interface KnownTemplate {
  readonly template: RowTemplate | null;
  readonly rowLength: number;
}

/** What is known of how a gene's rows are made. */
interface TaughtGene {
  readonly quiet: readonly Taught[];
  readonly coding: readonly TaughtCoding[];
  readonly own: ReadonlySet<number>;
}

const letters = new TextEncoder();

/**
 * Rows of one assembly. Most changes of a genome lie deep in introns, where rows differ in three numbers and
 * two bases: they are written from a template. Others are worked out once and kept.
 */
export const annotationRows = (genes: GeneIndex, assembly: Assembly, extra: ExtraColumns): AnnotationRows => {
  const cache = new RowCache();
  const taught = new Map<GeneSpan, TaughtGene>();
  const numbers = new Map<string, number>();
  let span: GeneSpan | null = null;
  let gene: TaughtGene | null = null;
  let coding: TaughtCoding | null = null;
  const codon = noCodonChange();
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
    codon: CodonChange | null = null,
  ): Example | null => {
    const alteration = alterationOf(chromosome, position, reference, alternate);
    return alteration === null
      ? null
      : { position, reference, alternate, codon, alteration, row: rowEnd(alteration, extra) };
  };
  const learn = (chromosome: PanelChromosome, { low, high }: Stretch): RowTemplate | null => {
    const first = example(chromosome, low, "A", "C");
    const last = example(chromosome, high, "G", "T");
    const middle = example(chromosome, low + ((high - low) >> 1), "T", "A");
    return first && last && middle ? learnTemplate(first, last, [middle]) : null;
  };
  /** Moves to the gene that holds a position. */
  const enter = (chromosome: PanelChromosome, position: number): void => {
    if (span !== null && position >= span.low && position <= span.high) return;
    stretch = null;
    coding = null;
    gene = null;
    span = spanTouching(chromosome, assembly, position, position);
    if (span === null) return;
    const known = taught.get(span);
    gene = known ?? {
      quiet: quietStretches(span.gene, assembly).map((one) => ({
        ...one,
        template: "not yet",
        rowLength: 0,
        indels: [],
      })),
      coding:
        extra.ownResidues === undefined
          ? []
          : codingStretches(span.gene, assembly, genes).map((one) => ({ ...one, kinds: [] })),
      own: extra.ownResidues?.(span.gene.symbol) ?? new Set(),
    };
    if (known === undefined) taught.set(span, gene);
  };
  const quietTemplate = (chromosome: PanelChromosome, position: number): RowTemplate | null => {
    if (gene === null) return null;
    if (stretch === null || position < stretch.low || position > stretch.high) {
      stretch = holding(gene.quiet, position);
      if (stretch === null) return null;
      if (stretch.template === "not yet") {
        stretch.template = learn(chromosome, stretch);
        stretch.rowLength = stretch.template === null ? 0 : templateLength(stretch.template);
      }
    }
    return stretch.template === "not yet" ? null : stretch.template;
  };

  const indelExample = (
    chromosome: PanelChromosome,
    position: number,
    deleted: number,
    inserted: string,
  ): IndelExample | null => {
    const [reference, alternate] = [`A${DELETED.slice(0, deleted)}`, `A${inserted}`];
    const alteration = alterationOf(chromosome, position, reference, alternate);
    return alteration === null
      ? null
      : { position, inserted, deleted, alteration, row: rowEnd(alteration, extra) };
  };
  const learnIndel = (
    chromosome: PanelChromosome,
    { low, high }: Stretch,
    kind: number,
  ): IndelTemplate | null => {
    const at = (place: number, deleted: number, inserted: string) =>
      indelExample(chromosome, place, deleted, inserted);
    const middle = low + ((high - low) >> 1);
    const [first, last, check] =
      kind === 0
        ? [at(low, 0, "GGCA"), at(high - 1, 0, "CT"), at(middle, 0, "T")]
        : kind === 1
          ? [at(low, 1, ""), at(high - 2, 1, ""), at(middle, 1, "")]
          : [at(low, 3, ""), at(high - 3, 2, ""), at(middle, 5, "")];
    return first && last && check ? learnIndelTemplate(first, last, [check]) : null;
  };
  /** The template of an insertion or deletion in a quiet stretch; `deleted` is 0 for any insertion. */
  const indelTemplate = (
    chromosome: PanelChromosome,
    position: number,
    deleted: number,
  ): IndelTemplate | null => {
    enter(chromosome, position);
    if (gene === null) return null;
    const where = holding(gene.quiet, position);
    if (where === null || position + deleted + 1 > where.high || deleted > LONGEST_TAUGHT) return null;
    const kind = Math.min(deleted, 2);
    let known = where.indels[kind];
    if (known === undefined) {
      known = learnIndel(chromosome, where, kind);
      where.indels[kind] = known;
    }
    return known;
  };

  /** Examples of one kind of change, from one end of a stretch on; at the other end with `step` -1. */
  const codingExample = (
    chromosome: PanelChromosome,
    where: TaughtCoding,
    kind: number,
    from: number,
    step: 1 | -1,
  ): Example | null => {
    const sequence = where.gene.codingSequence;
    for (let position = from; position >= where.low && position <= where.high; position += step) {
      const base = sequence.charCodeAt(where.start + where.step * position);
      const reference = where.step === 1 ? base : complementOf(base);
      for (const alternate of BASES) {
        const change = noCodonChange();
        if (alternate === reference || !codonChange(where, position, reference, alternate, change)) continue;
        if (kindOf(change) !== kind || gene?.own.has(change.residue)) continue;
        return example(
          chromosome,
          position,
          String.fromCharCode(reference),
          String.fromCharCode(alternate),
          change,
        );
      }
    }
    return null;
  };
  const learnCoding = (
    chromosome: PanelChromosome,
    where: TaughtCoding,
    kind: number,
  ): RowTemplate | null => {
    const first = codingExample(chromosome, where, kind, where.low, 1);
    const last = codingExample(chromosome, where, kind, where.high, -1);
    const middle = codingExample(chromosome, where, kind, where.low + ((where.high - where.low) >> 1), 1);
    return first && last && first.position < last.position
      ? learnTemplate(first, last, middle === null ? [] : [middle])
      : null;
  };
  const codingTemplate = (
    chromosome: PanelChromosome,
    position: number,
    reference: number,
    alternate: number,
  ): KnownTemplate | null => {
    if (gene === null) return null;
    if (coding === null || position < coding.low || position > coding.high) {
      coding = holding(gene.coding, position);
      if (coding === null) return null;
    }
    if (!codonChange(coding, position, reference, alternate, codon) || gene.own.has(codon.residue))
      return null;
    const kind = kindOf(codon);
    let known = coding.kinds[kind];
    if (known === undefined) {
      const template = learnCoding(chromosome, coding, kind);
      known = { template, rowLength: template === null ? 0 : templateLength(template) };
      coding.kinds[kind] = known;
    }
    return known;
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
        gene = null;
        stretch = null;
        coding = null;
      }
      if (referenceTo - referenceFrom === 1 && alternateTo - alternateFrom === 1) {
        const reference = line[referenceFrom] as number;
        const alternate = line[alternateFrom] as number;
        if (isBase(reference) && isBase(alternate) && reference !== alternate) {
          enter(chromosome, position);
          const quiet = quietTemplate(chromosome, position);
          const known = quiet === null ? codingTemplate(chromosome, position, reference, alternate) : null;
          const template = quiet ?? known?.template ?? null;
          if (template !== null) {
            const at = more(out, begun, known?.rowLength ?? stretch?.rowLength ?? 0);
            out.endRow(putTemplate(out.bytes, at, template, position, reference, alternate, codon));
            return "written";
          }
        }
      }
      const deleted = referenceTo - referenceFrom - 1;
      const indel =
        line[referenceFrom] === line[alternateFrom] &&
        (referenceTo - referenceFrom === 1) !== (alternateTo - alternateFrom === 1) &&
        areBases(line, referenceFrom, referenceTo) &&
        areBases(line, alternateFrom, alternateTo)
          ? indelTemplate(chromosome, position, deleted)
          : null;
      if (indel !== null) {
        const at = more(out, begun, indelLength(indel, alternateTo - alternateFrom));
        out.endRow(putIndel(out.bytes, at, indel, position, deleted, line, alternateFrom + 1, alternateTo));
        return "written";
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
/** `A`, `C`, `G`, `T`. */
const BASES = [65, 67, 71, 84];
const isBase = (byte: number): boolean => byte === 65 || byte === 67 || byte === 71 || byte === 84;

/** Deletions up to this length have templates. */
const LONGEST_TAUGHT = 40;
/** Deleted bases of an example: outside coding sequence any are as good. */
const DELETED = "ACGTA";

const areBases = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) if (!isBase(bytes[at] as number)) return false;
  return true;
};

/** What becomes of a residue: another (0), none (1: a stop), or the same (2). */
const kindOf = ({ alternate }: CodonChange): number =>
  alternate === SILENT ? 2 : alternate === STOP ? 1 : 0;
const STOP = 42;

/** The stretch that holds a position, by bisection, or null. */
const holding = <T extends Stretch>(stretches: readonly T[], position: number): T | null => {
  let [low, high] = [0, stretches.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const one = stretches[middle] as T;
    if (position < one.low) high = middle - 1;
    else if (position > one.high) low = middle + 1;
    else return one;
  }
  return null;
};
