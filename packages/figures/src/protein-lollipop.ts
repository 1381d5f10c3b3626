import type { Figure } from "./figure.ts";
import { paint } from "./palette.ts";
import { type Panel, position } from "./protein-axis.ts";
import { drawPanel } from "./protein-panel.ts";
import { element, path, root } from "./svg.ts";

export interface Domain {
  readonly name: string;
  /** for a domain too narrow for its name */
  readonly short?: string;
  readonly from: number;
  readonly to: number;
  /** drawn in the accent colour */
  readonly accent?: boolean;
}
export interface Exon {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}
export interface KnownVariant {
  readonly residue: number;
  readonly label: string;
  /** times reported; the higher, the earlier it gets a label */
  readonly count?: number;
}
export interface OwnVariant {
  readonly residue: number;
  readonly to?: number;
  readonly label: string;
  readonly kind: "missense" | "in-frame" | "truncating" | "other";
}
export interface ProteinLollipop {
  readonly title: string;
  /** residues */
  readonly length: number;
  readonly domains: readonly Domain[];
  readonly exons: readonly Exon[];
  readonly known: readonly KnownVariant[];
  readonly own: readonly OwnVariant[];
  /** drawn enlarged below, its title written into the accented domain */
  readonly zoom?: { readonly from: number; readonly to: number; readonly title: string };
  /** without the labels of known variants, for a place with little room */
  readonly quiet?: boolean;
  /** pixels; default 720 */
  readonly width?: number;
  /** words of the drawing, so that a translation can replace them */
  readonly words?: Partial<ProteinWords>;
}
export interface ProteinWords {
  readonly exon: string;
  readonly residue: string;
  readonly variant: string;
  readonly domain: string;
  readonly source: string;
  readonly own: string;
  readonly known: string;
  /** `{length}`, `{own}` and `{known}` are replaced */
  readonly description: string;
  readonly none: string;
}
const WORDS: ProteinWords = {
  exon: "Exon",
  residue: "Residue",
  variant: "Variant",
  domain: "Domain",
  source: "Shown as",
  own: "this patient",
  known: "known recurrent",
  description:
    "Residues 1 to {length}. This patient: {own}. Known recurrent variants drawn faintly: {known}.",
  none: "none",
};

const MARGIN = 6;

/**
 * A protein as a bar with its domains, exons as a thin ruler above, known variants as faint lollipops and the
 * patient's as strong ones with labels; a region enlarged below. Labels are moved apart until none overlaps;
 * too many for one line, they turn upright. Positions are residues, 1-based and inclusive.
 */
export const proteinLollipop = (input: ProteinLollipop): Figure => {
  const words = { ...WORDS, ...input.words };
  const width = input.width ?? 720;
  const { zoom } = input;
  const whole: Panel = { from: 1, to: input.length, left: MARGIN, right: width - MARGIN };
  const overview = drawPanel(input, whole, {
    top: 0,
    exonWord: words.exon,
    labelKnown: zoom === undefined && input.quiet !== true,
  });
  const parts = [overview.svg];
  let height = overview.height;
  if (zoom) {
    const near: Panel = { from: zoom.from, to: zoom.to, left: MARGIN, right: width - MARGIN };
    const top = height + 4;
    const detail = drawPanel(input, near, {
      top,
      exonWord: words.exon,
      labelKnown: true,
      title: zoom.title,
    });
    const x1 = position(whole, zoom.from - 0.5);
    const x2 = position(whole, zoom.to + 0.5);
    const y1 = overview.barBottom + 1;
    const y2 = detail.rulerTop;
    const funnel = path("M", x1, y1, "L", x2, y1, "L", near.right, y2, "L", near.left, y2, "Z");
    parts.unshift(element("path", { d: funnel, ...paint("violet"), "fill-opacity": 0.05 }));
    parts.push(detail.svg);
    height = top + detail.height;
  }
  const names = (list: readonly { readonly label: string }[]): string =>
    list.length === 0 ? words.none : list.map((variant) => variant.label).join(", ");
  const description = words.description
    .replace("{length}", String(input.length))
    .replace("{own}", () => names(input.own))
    .replace("{known}", () => names(input.known));
  return {
    height: height,
    svg: root(width, height, input.title, description, parts),
    title: input.title,
    description,
    table: {
      head: [words.variant, words.residue, words.exon, words.domain, words.source],
      rows: [
        ...input.own.map((variant) => tableRow(input, variant, words.own)),
        ...input.known.map((variant) => tableRow(input, variant, words.known)),
      ],
    },
  };
};

const tableRow = (input: ProteinLollipop, variant: OwnVariant | KnownVariant, shown: string): string[] => {
  const to = "to" in variant && variant.to !== undefined ? variant.to : variant.residue;
  const inside = (part: { readonly from: number; readonly to: number }): boolean =>
    part.from <= to && part.to >= variant.residue;
  return [
    variant.label,
    to === variant.residue ? String(to) : `${variant.residue}-${to}`,
    input.exons
      .filter(inside)
      .map((exon) => String(exon.number))
      .join(", "),
    input.domains
      .filter(inside)
      .map((domain) => domain.name)
      .join(", "),
    shown,
  ];
};
