import type { Assembly } from "@erbium/model";
import { textOf } from "../bytes.ts";
import { transcriptMap } from "../coordinates.ts";
import type { GeneModel } from "../gene-model.ts";
import { noCodonChange } from "./coding-stretch.ts";
import { holding } from "./holding.ts";
import {
  type IndelRows,
  type IndelTemplate,
  indelLength,
  indelTemplate,
  learnIndelRows,
  putIndel,
} from "./indel-template.ts";
import type { PlacedExample } from "./placed-row.ts";
import { edgeStretch, type PlacedStretch, placedStretch } from "./placed-stretch.ts";
import { learnPlacedRows, type PlacedRows, placedTemplate } from "./placed-template.ts";
import { quietStretches, type Stretch } from "./quiet-stretch.ts";
import { viewOf } from "./row-buffer.ts";
import { putTemplate, type RowTemplate } from "./row-template.ts";

/** A stretch with its templates; undefined: not asked for yet, null: there is none. */
export interface Placed extends PlacedStretch {
  single: RowTemplate | null | undefined;
  /** of insertions, of deletions of one base, and of longer ones */
  readonly indels: (IndelTemplate | null | undefined)[];
}

/** The templates of one gene outside its coding sequence. */
export interface PlacedTemplates {
  /** The stretch that holds a position; null in coding sequence and where bases are not all alike. */
  readonly at: (position: number) => Placed | null;
  /** The same, only far from exon edges, where insertions and deletions are named by their place alone. */
  readonly quietAt: (position: number) => Placed | null;
  readonly single: (stretch: Placed) => RowTemplate | null;
  readonly indel: (stretch: Placed, deleted: number) => IndelTemplate | null;
}

/** Works out the row of one change; bases as {@link PlacedExample} has them, null where it has no row. */
export type RowOf = (position: number, removed: string, inserted: string) => PlacedExample | null;

/** What is known of the rows of one consequence, and in how many stretches it was found right. */
interface Known<Rows> {
  readonly rows: Rows;
  checked: number;
}

/** Further stretches in which what one has taught is compared with rows that are worked out. */
const CHECKS = 2;

/**
 * What differs between the rows of two stretches of a gene follows from their places: names, and the exon.
 * One row for each consequence is worked out, and compared with others in the next stretches.
 *
 * @param single, indel  work out a row, a single-base change and one behind a base that stays
 */
export const placedTemplates = (
  gene: GeneModel,
  assembly: Assembly,
  single: RowOf,
  indel: RowOf,
): PlacedTemplates => {
  const map = transcriptMap(gene, assembly);
  const quiet: readonly (Stretch & { placed?: Placed | null })[] = quietStretches(gene, assembly).map(
    (one) => ({ ...one }),
  );
  const edges = new Map<number, Placed | null>();
  const singles = new Map<string, Known<PlacedRows> | null>();
  const indels = new Map<string, Known<IndelRows> | null>();
  const withTemplates = (stretch: PlacedStretch | null): Placed | null =>
    stretch === null ? null : { ...stretch, single: undefined, indels: [undefined, undefined, undefined] };

  const quietAt = (position: number): Placed | null => {
    const around = holding(quiet, position);
    if (around === null || map === null) return null;
    if (around.placed === undefined) around.placed = withTemplates(placedStretch(map, around));
    return around.placed;
  };
  const edgeAt = (position: number): Placed | null => {
    const known = edges.get(position);
    if (known !== undefined || map === null) return known ?? null;
    const found = withTemplates(edgeStretch(map, position));
    if (found === null) edges.set(position, null);
    else for (let at = found.low; at <= found.high; at += 1) edges.set(at, found);
    return found;
  };

  /** What is learned of a consequence, as one stretch has it; null where it is found wrong. */
  const templateOf = <Rows, Template>(
    known: Map<string, Known<Rows> | null>,
    key: string,
    learn: () => Rows | null,
    fill: (rows: Rows) => Template | null,
    right: (template: Template) => boolean,
  ): Template | null => {
    let state = known.get(key);
    if (state === undefined) {
      const rows = learn();
      state = rows === null ? null : { rows, checked: -1 };
      known.set(key, state);
    }
    if (state === null) return null;
    const template = fill(state.rows);
    if (template === null || state.checked >= CHECKS) return template;
    state.checked += 1;
    if (right(template)) return template;
    known.set(key, null);
    return null;
  };

  return {
    at: (position) => quietAt(position) ?? edgeAt(position),
    quietAt,
    single: (stretch) => {
      const { low, high, consequence, exon } = stretch;
      return templateOf(
        singles,
        `${consequence} ${exon === null}`,
        () => {
          const example = single(low, "A", "C");
          return example === null ? null : learnPlacedRows(stretch, example);
        },
        (rows) => placedTemplate(rows, stretch),
        (template) => isRowOf(template, single(high, "G", "T")),
      );
    },
    indel: (stretch, deleted) => {
      const { low, high, consequence, exon } = stretch;
      const kind = Math.min(deleted, 2);
      const [first, last, check] = EXAMPLES[kind] as (typeof EXAMPLES)[number];
      return templateOf(
        indels,
        `${kind} ${consequence} ${exon === null}`,
        () => {
          const [a, b] = [indel(low, ...first), indel(high - EXAMPLE_REACH, ...last)];
          return a && b && learnIndelRows(stretch, a, b);
        },
        (rows) => indelTemplate(rows, stretch),
        (template) => isIndelOf(template, indel(low + 1 + ((high - low) >> 1) - EXAMPLE_REACH, ...check)),
      );
    },
  };
};

/** Removed and inserted bases of examples: insertions, deletions of one base, longer ones. */
const EXAMPLES: readonly (readonly [first: Bases, last: Bases, check: Bases])[] = [
  [
    ["", "GGCA"],
    ["", "CT"],
    ["", "TGAC"],
  ],
  [
    ["C", ""],
    ["G", ""],
    ["T", ""],
  ],
  [
    ["CGT", ""],
    ["CG", ""],
    ["CGTAA", ""],
  ],
];
type Bases = readonly [removed: string, inserted: string];
/** Bases that the longest example reaches behind the one that stays. */
const EXAMPLE_REACH = 6;

const isRowOf = (template: RowTemplate, example: PlacedExample | null): boolean => {
  if (example === null) return false;
  const { position, removed, inserted, row } = example;
  const room = new Uint8Array(template.length);
  const [reference, alternate] = [removed.charCodeAt(0), inserted.charCodeAt(0)];
  const to = putTemplate(room, viewOf(room), 0, template, position, reference, alternate, noCodonChange());
  return textOf(room, 0, to) === row;
};

const letters = new TextEncoder();

const isIndelOf = (template: IndelTemplate, example: PlacedExample | null): boolean => {
  if (example === null) return false;
  const { position, removed, inserted, row } = example;
  const room = new Uint8Array(indelLength(template, inserted.length));
  const bases = letters.encode(inserted);
  const deleted = removed.length;
  const to = putIndel(room, viewOf(room), 0, template, position, deleted, bases, 0, bases.length);
  return textOf(room, 0, to) === row;
};
