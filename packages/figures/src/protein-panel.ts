import { paint } from "./palette.ts";
import type { KnownVariant, OwnVariant, ProteinLollipop } from "./protein-lollipop.ts";
import { element, line, path } from "./svg.ts";
import { label, textWidth } from "./text.ts";
import { variantLabels } from "./variant-labels.ts";

/** A stretch of residues and the pixels it is drawn between. */
export interface Panel {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
}
export interface DrawnPanel {
  readonly svg: string;
  readonly height: number;
  readonly rulerTop: number;
  readonly barBottom: number;
}

const BAR = 17;
const RULER = 14;

/** A residue's centre; residues are cells of equal width. */
export const position = (view: Panel, residue: number): number =>
  view.left + ((residue - view.from + 0.5) / (view.to - view.from + 1)) * (view.right - view.left);

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

/** A thin line with ticks at the borders of exons and their numbers where they fit. */
const exonRuler = (input: ProteinLollipop, view: Panel, word: string, y: number): string => {
  const size = 8.5;
  const parts = [line(view.left, y, view.right, y, { ...paint(null, "hairline"), "stroke-width": 1 })];
  let spelled = false;
  for (const exon of input.exons) {
    if (exon.to < view.from || exon.from > view.to) continue;
    const left = Math.max(view.left, position(view, exon.from - 0.5));
    const right = Math.min(view.right, position(view, exon.to + 0.5));
    if (exon.from > view.from)
      parts.push(line(left, y - 3, left, y + 2, { ...paint(null, "faint"), "stroke-width": 0.75 }));
    const long = `${word} ${exon.number}`;
    const text = !spelled && textWidth(long, size) + 3 <= right - left ? long : String(exon.number);
    if (textWidth(text, size) + 3 > right - left) continue;
    if (text === long) spelled = true;
    parts.push(label((left + right) / 2, y - 2.5, text, { size, anchor: "middle", colour: "muted" }));
  }
  return parts.join("");
};

const domainBar = (input: ProteinLollipop, view: Panel, top: number, title?: string): string => {
  const box = { y: top, height: BAR, "stroke-width": 0.75 };
  const parts = [
    element("rect", { x: view.left, width: view.right - view.left, ...box, ...paint("paper", "faint") }),
  ];
  for (const domain of input.domains) {
    if (domain.to < view.from || domain.from > view.to) continue;
    const left = Math.max(view.left, position(view, domain.from - 0.5));
    const right = Math.min(view.right, position(view, domain.to + 0.5));
    const colour = domain.accent ? "violet" : "ink";
    parts.push(
      element("rect", {
        x: left,
        width: right - left,
        ...box,
        ...(domain.accent ? paint("violet", "violet") : paint("wash", "faint")),
        "fill-opacity": domain.accent ? 0.16 : null,
      }),
    );
    const names = [domain.accent ? title : undefined, domain.name, domain.short];
    const text = names.find((name) => name !== undefined && textWidth(name, 9.5) + 4 <= right - left);
    const middle = (left + right) / 2;
    if (text) parts.push(label(middle, top + 12, text, { size: 9.5, anchor: "middle", colour }));
    else if (domain.short && textWidth(domain.short, 7.5) <= right - left + 1)
      parts.push(label(middle, top + 11.5, domain.short, { size: 7.5, anchor: "middle", colour }));
  }
  return parts.join("");
};

/** Residue numbers under the bar, at both ends and at round steps between. */
const residueAxis = (view: Panel, barBottom: number): string => {
  const span = view.to - view.from + 1;
  const room = Math.max(2, Math.floor((view.right - view.left) / 70));
  const step = [10, 20, 25, 50, 100, 200, 250, 500, 1000].find((size) => span / size <= room) ?? 2000;
  const ticks = [view.from];
  const first = Math.ceil((view.from + step * 0.4) / step) * step;
  for (let residue = first; residue <= view.to - step * 0.4; residue += step) ticks.push(residue);
  ticks.push(view.to);
  return ticks
    .map((residue, index) => {
      const end = index === 0 ? "start" : index === ticks.length - 1 ? "end" : "middle";
      const x = end === "start" ? view.left : end === "end" ? view.right : position(view, residue);
      return (
        line(x, barBottom, x, barBottom + 3, { ...paint(null, "faint"), "stroke-width": 0.75 }) +
        label(x, barBottom + 12.5, String(residue), { size: 9, anchor: end, colour: "muted" })
      );
    })
    .join("");
};
