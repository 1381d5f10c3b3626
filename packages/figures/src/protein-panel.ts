import { paint } from "./palette.ts";
import { BAR, domainBar, exonRuler, type Panel, position, residueAxis } from "./protein-axis.ts";
import type { KnownVariant, OwnVariant, ProteinLollipop } from "./protein-lollipop.ts";
import { element, line, path } from "./svg.ts";
import { variantLabels } from "./variant-labels.ts";

export interface DrawnPanel {
  readonly svg: string;
  readonly height: number;
  readonly rulerTop: number;
  readonly barBottom: number;
}

const RULER = 14;

type Placed = Pick<OwnVariant, "residue" | "to"> | KnownVariant;
const last = (variant: Placed): number =>
  "to" in variant ? (variant.to ?? variant.residue) : variant.residue;

/** From top to bottom: labels, heads on their sticks, the ruler of exons, the bar of domains, residue numbers. */
export const drawPanel = (
  input: ProteinLollipop,
  view: Panel,
  options: {
    readonly top: number;
    readonly exonWord: string;
    readonly labelKnown: boolean;
    /** written into the accented domain instead of its name */
    readonly title?: string;
  },
): DrawnPanel => {
  const within = (variant: Placed): boolean => last(variant) >= view.from && variant.residue <= view.to;
  const centre = (variant: Placed): number =>
    Math.max(view.left + 4, Math.min(view.right - 4, position(view, (variant.residue + last(variant)) / 2)));
  const own = input.own.filter(within);
  const ownNames = new Set(own.map((variant) => variant.label));
  const known = input.known.filter((variant) => within(variant) && !ownNames.has(variant.label));
  const room = Math.floor((view.right - view.left) / 12) - own.length;
  const named = [
    ...own.map((variant) => ({ variant, own: true })),
    ...(options.labelKnown ? mostCounted(known, room) : []).map((variant) => ({ variant, own: false })),
  ];
  const labels = variantLabels(
    named.map((entry) => ({ text: entry.variant.label, x: centre(entry.variant), own: entry.own })),
    view.left,
    view.right,
  );

  const base = options.top + labels.height;
  const headY = base + (named.length > 0 ? 14 : 0) + (own.length > 0 ? 4 : 2);
  const rulerTop = headY + 7;
  const barTop = rulerTop + RULER;
  const barBottom = barTop + BAR;
  const parts: string[] = [];
  named.forEach((entry, index) => {
    const colour = entry.own ? "violet" : "faint";
    const [x, y] = [centre(entry.variant), headY - 3];
    const target = labels.centres[index]!;
    const bend =
      Math.abs(x - target) < 0.5
        ? path("M", x, y, "L", x, base + 2)
        : path("M", x, y, "L", target, base + 4, "L", target, base + 2);
    parts.push(element("path", { d: bend, ...paint(null, colour), "stroke-width": entry.own ? 1.25 : 0.6 }));
  });
  for (const variant of known) {
    const x = centre(variant);
    parts.push(line(x, headY, x, barTop, { ...paint(null, "faint"), "stroke-width": 0.75 }));
    parts.push(
      element("circle", { cx: x, cy: headY, r: 2.25, ...paint("paper", "faint"), "stroke-width": 1 }),
    );
  }
  parts.push(exonRuler(input, view, options.exonWord, barTop - 4));
  parts.push(domainBar(input, view, barTop, options.title));
  parts.push(residueAxis(view, barBottom));
  for (const variant of own) parts.push(lollipop(variant, view, centre(variant), headY, barTop));
  parts.push(labels.draw(base));
  return { svg: parts.join(""), height: barBottom + 16 - options.top, rulerTop, barBottom };
};

const lollipop = (variant: OwnVariant, view: Panel, x: number, headY: number, barTop: number): string => {
  const stick = line(x, headY, x, barTop, { ...paint(null, "violet"), "stroke-width": 1.75 });
  const left = Math.max(view.left, position(view, variant.residue - 0.5));
  const right = Math.min(view.right, position(view, last(variant) + 0.5));
  const span =
    last(variant) > variant.residue
      ? element("rect", {
          x: left,
          y: barTop - 3,
          width: Math.max(2, right - left),
          height: 4,
          ...paint("violet"),
        })
      : "";
  return stick + span + head(variant.kind, x, headY);
};

/** Heads by kind: disc for missense, diamond for in-frame, square for truncating, ring for anything else. */
const head = (kind: OwnVariant["kind"], x: number, y: number): string => {
  const r = 4.5;
  switch (kind) {
    case "missense":
      return element("circle", { cx: x, cy: y, r, ...paint("violet") });
    case "in-frame":
      return element("path", {
        d: path("M", x, y - r - 1, "L", x + r + 1, y, "L", x, y + r + 1, "L", x - r - 1, y, "Z"),
        ...paint("violet"),
      });
    case "truncating":
      return element("rect", { x: x - 4, y: y - 4, width: 8, height: 8, ...paint("violet") });
    case "other":
      return element("circle", { cx: x, cy: y, r: r - 1, ...paint("paper", "violet"), "stroke-width": 1.75 });
  }
};

const mostCounted = (known: readonly KnownVariant[], room: number): KnownVariant[] =>
  known
    .map((variant, index) => ({ variant, index }))
    .sort((a, b) => (b.variant.count ?? 0) - (a.variant.count ?? 0) || a.index - b.index)
    .slice(0, Math.max(0, room))
    .sort((a, b) => a.variant.residue - b.variant.residue || a.index - b.index)
    .map((entry) => entry.variant);
