import type { Alteration, Assembly } from "@erbium/model";
import { alleleAlteration } from "../allele-alteration.ts";
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
import { holding } from "./holding.ts";
import type { IndelTemplate } from "./indel-template.ts";
import { type Example, learnTemplate } from "./learn-template.ts";
import type { PlacedExample } from "./placed-row.ts";
import { type Placed, type PlacedTemplates, placedTemplates, type RowOf } from "./placed-templates.ts";
import type { RowTemplate } from "./row-template.ts";

/** The templates of rows of one assembly, learned from examples where a stretch is asked for a second time. */
export interface StretchTemplates {
  /** The template for a single-base change, or null; the bases as bytes of the forward strand. */
  readonly single: (
    chromosome: PanelChromosome,
    position: number,
    reference: number,
    alternate: number,
  ) => RowTemplate | null;
  /** what the change of the last call of `single` does to its codon, where it lies in one */
  readonly codon: CodonChange;
  /** The template for an insertion (`deleted` 0) or a deletion behind a base, or null. */
  readonly indel: (chromosome: PanelChromosome, position: number, deleted: number) => IndelTemplate | null;
}

/** Templates by {@link kindOf}; undefined: not asked for yet, null: rows of the stretch are not all alike. */
interface CodingTemplates extends CodingStretch {
  readonly kinds: (RowTemplate | null | undefined)[];
}

/** What is known of how a gene's rows are made. */
interface GeneTemplates {
  readonly placed: PlacedTemplates;
  readonly coding: readonly CodingTemplates[];
  /** residues of which something of their own is known */
  readonly own: ReadonlySet<number>;
}

export const stretchTemplates = (
  genes: GeneIndex,
  assembly: Assembly,
  extra: ExtraColumns,
): StretchTemplates => {
  const known = new Map<GeneSpan, GeneTemplates>();
  const codon = noCodonChange();
  // where the last change lay: most often the next lies there too
  let chromosome: PanelChromosome | null = null;
  let span: GeneSpan | null = null;
  let gene: GeneTemplates | null = null;
  let placed: Placed | null = null;
  let coding: CodingTemplates | null = null;

  const alterationOf = (position: number, reference: string, alternate: string): Alteration | null =>
    alleleAlteration(assembly, chromosome?.name ?? "", position, reference, alternate, genes);

  const templatesOf = ({ gene }: GeneSpan): GeneTemplates => ({
    placed: placedTemplates(gene, assembly, placedSingle, placedIndel),
    coding:
      extra.ownResidues === undefined
        ? []
        : codingStretches(gene, assembly, genes).map((one) => ({ ...one, kinds: [] })),
    own: extra.ownResidues?.(gene.symbol) ?? new Set(),
  });
  /** Moves to the gene that holds a position. */
  const enter = (on: PanelChromosome, position: number): void => {
    if (on === chromosome && span !== null && position >= span.low && position <= span.high) return;
    chromosome = on;
    placed = null;
    coding = null;
    gene = null;
    span = spanTouching(on, assembly, position, position);
    if (span === null) return;
    gene = known.get(span) ?? templatesOf(span);
    known.set(span, gene);
  };

  const example = (
    position: number,
    reference: string,
    alternate: string,
    codon: CodonChange | null = null,
  ): Example | null => {
    const alteration = alterationOf(position, reference, alternate);
    return alteration === null
      ? null
      : { position, reference, alternate, codon, alteration, row: rowEnd(alteration, extra) };
  };
  const placedExample = (
    position: number,
    removed: string,
    inserted: string,
    alteration: Alteration | null,
  ): PlacedExample | null =>
    alteration === null ? null : { position, removed, inserted, alteration, row: rowEnd(alteration, extra) };
  const placedSingle: RowOf = (position, removed, inserted) =>
    placedExample(position, removed, inserted, alterationOf(position, removed, inserted));
  const placedIndel: RowOf = (position, removed, inserted) =>
    placedExample(position, removed, inserted, alterationOf(position, `A${removed}`, `A${inserted}`));

  /** The first change of one kind from a place on, or back with `step` -1. */
  const codingExample = (
    where: CodingTemplates,
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
        return example(position, String.fromCharCode(reference), String.fromCharCode(alternate), change);
      }
    }
    return null;
  };
  const learnCoding = (where: CodingTemplates, kind: number): RowTemplate | null => {
    const first = codingExample(where, kind, where.low, 1);
    const last = codingExample(where, kind, where.high, -1);
    return first && last && first.position < last.position ? learnTemplate(first, last) : null;
  };

  const codingSingle = (
    where: CodingTemplates,
    position: number,
    reference: number,
    alternate: number,
  ): RowTemplate | null => {
    if (!codonChange(where, position, reference, alternate, codon) || gene?.own.has(codon.residue))
      return null;
    const kind = kindOf(codon);
    let template = where.kinds[kind];
    if (template === undefined) {
      template = learnCoding(where, kind);
      where.kinds[kind] = template;
    }
    return template;
  };

  return {
    codon,
    single: (on, position, reference, alternate) => {
      enter(on, position);
      if (gene === null) return null;
      if (placed === null || position < placed.low || position > placed.high) {
        if (coding === null || position < coding.low || position > coding.high)
          coding = holding(gene.coding, position);
        if (coding !== null) return codingSingle(coding, position, reference, alternate);
        placed = gene.placed.at(position);
      }
      if (placed === null) return null;
      if (placed.single === undefined) placed.single = gene.placed.single(placed);
      return placed.single;
    },
    indel: (on, position, deleted) => {
      enter(on, position);
      const where = gene?.placed.quietAt(position) ?? null;
      if (where === null || deleted > LONGEST_DELETION || position + deleted + 1 > where.high) return null;
      const kind = Math.min(deleted, 2);
      let template = where.indels[kind];
      if (template === undefined) {
        template = gene?.placed.indel(where, deleted) ?? null;
        where.indels[kind] = template;
      }
      return template;
    },
  };
};

/** Deletions up to this length have templates. */
const LONGEST_DELETION = 40;
/** `A`, `C`, `G`, `T`. */
const BASES = [65, 67, 71, 84];
const STOP = 42;

/** What becomes of a residue: another (0), none (1: a stop), or the same (2). */
const kindOf = ({ alternate }: CodonChange): number =>
  alternate === SILENT ? 2 : alternate === STOP ? 1 : 0;
