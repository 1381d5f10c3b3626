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
import { type IndelExample, type IndelTemplate, learnIndelTemplate } from "./indel-template.ts";
import { type Example, learnTemplate } from "./learn-template.ts";
import { quietStretches, type Stretch } from "./quiet-stretch.ts";
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

/**
 * A template, or null where rows of the stretch are not all alike; undefined: not asked for yet. Learning
 * costs three rows, so that it is left until a second row is asked for.
 */
type Learned<Template> = Template | null | "asked once" | undefined;

interface QuietTemplates extends Stretch {
  /** of single-base changes: one */
  readonly singles: Learned<RowTemplate>[];
  /** of insertions, of deletions of one base, and of longer ones */
  readonly indels: Learned<IndelTemplate>[];
}

/** Templates by {@link kindOf}. */
interface CodingTemplates extends CodingStretch {
  readonly kinds: Learned<RowTemplate>[];
}

/** What is known of how a gene's rows are made. */
interface GeneTemplates {
  readonly quiet: readonly QuietTemplates[];
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
  let quiet: QuietTemplates | null = null;
  let coding: CodingTemplates | null = null;

  const alterationOf = (position: number, reference: string, alternate: string): Alteration | null =>
    alleleAlteration(assembly, chromosome?.name ?? "", position, reference, alternate, genes);

  const templatesOf = ({ gene }: GeneSpan): GeneTemplates => ({
    quiet: quietStretches(gene, assembly).map((one) => ({ ...one, singles: [], indels: [] })),
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
    quiet = null;
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
  const learnQuiet = ({ low, high }: Stretch): RowTemplate | null => {
    const first = example(low, "A", "C");
    const last = example(high, "G", "T");
    const middle = example(low + ((high - low) >> 1), "T", "A");
    return first && last && middle ? learnTemplate(first, last, [middle]) : null;
  };

  const indelExample = (position: number, deleted: number, inserted: string): IndelExample | null => {
    const alteration = alterationOf(position, `A${DELETED.slice(0, deleted)}`, `A${inserted}`);
    return alteration === null
      ? null
      : { position, inserted, deleted, alteration, row: rowEnd(alteration, extra) };
  };
  const learnIndel = ({ low, high }: Stretch, kind: number): IndelTemplate | null => {
    const at = indelExample;
    const middle = low + ((high - low) >> 1);
    const [first, last, check] =
      kind === 0
        ? [at(low, 0, "GGCA"), at(high - 1, 0, "CT"), at(middle, 0, "T")]
        : kind === 1
          ? [at(low, 1, ""), at(high - 2, 1, ""), at(middle, 1, "")]
          : [at(low, 3, ""), at(high - 3, 2, ""), at(middle, 5, "")];
    return first && last && check ? learnIndelTemplate(first, last, [check]) : null;
  };

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
    const middle = codingExample(where, kind, where.low + ((where.high - where.low) >> 1), 1);
    return first && last && first.position < last.position
      ? learnTemplate(first, last, middle === null ? [] : [middle])
      : null;
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
    return ready(where.kinds, kind) ?? ask(where.kinds, kind, () => learnCoding(where, kind));
  };
  /** The quiet stretch that holds a position of the gene. */
  const quietAt = (position: number): QuietTemplates | null => {
    if (quiet === null || position < quiet.low || position > quiet.high)
      quiet = gene === null ? null : holding(gene.quiet, position);
    return quiet;
  };

  return {
    codon,
    single: (on, position, reference, alternate) => {
      enter(on, position);
      if (gene === null) return null;
      const where = quietAt(position);
      if (where !== null) return ready(where.singles, 0) ?? ask(where.singles, 0, () => learnQuiet(where));
      if (coding === null || position < coding.low || position > coding.high)
        coding = holding(gene.coding, position);
      return coding === null ? null : codingSingle(coding, position, reference, alternate);
    },
    indel: (on, position, deleted) => {
      enter(on, position);
      const where = quietAt(position);
      if (where === null || deleted > LONGEST_DELETION || position + deleted + 1 > where.high) return null;
      const kind = Math.min(deleted, 2);
      return ready(where.indels, kind) ?? ask(where.indels, kind, () => learnIndel(where, kind));
    },
  };
};

/** The template that is learned; null: there is none, or not yet. */
const ready = <Template extends object>(list: Learned<Template>[], kind: number): Template | null => {
  const state = list[kind];
  return typeof state === "object" ? state : null;
};
/** Notes that a template is asked for, and learns it the second time. */
const ask = <Template extends object>(
  list: Learned<Template>[],
  kind: number,
  learn: () => Template | null,
): Template | null => {
  const state = list[kind];
  if (state === undefined) list[kind] = "asked once";
  else if (state === "asked once") list[kind] = learn();
  return ready(list, kind);
};

/** Deletions up to this length have templates. */
const LONGEST_DELETION = 40;
/** Deleted bases of an example: outside coding sequence any are as good. */
const DELETED = "ACGTA";
/** `A`, `C`, `G`, `T`. */
const BASES = [65, 67, 71, 84];
const STOP = 42;

/** What becomes of a residue: another (0), none (1: a stop), or the same (2). */
const kindOf = ({ alternate }: CodonChange): number =>
  alternate === SILENT ? 2 : alternate === STOP ? 1 : 0;

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
