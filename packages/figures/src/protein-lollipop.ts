import type { Figure } from "./figure.ts";
import { fits, placeLabels } from "./label-layout.ts";
import { type Paint, paint } from "./palette.ts";
import { element, line, path, root } from "./svg.ts";
import { clipText, label, textWidth } from "./text.ts";

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
  /** drawn enlarged below */
  readonly zoom?: { readonly from: number; readonly to: number; readonly title: string };
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

interface Panel {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
}

const BAR = 20;
const RULER = 14;
const LABEL = 11;
const KNOWN_LABEL = 9;

/**
 * A protein as a bar with its domains, exons as a thin ruler above, known variants as faint lollipops and the
 * patient's as strong ones with labels; a region enlarged below. Labels are moved apart until none overlaps;
 * too many for one line, they turn upright. Positions are residues, 1-based and inclusive.
 */
export const proteinLollipop = (input: ProteinLollipop): Figure => {
  const words = { ...WORDS, ...input.words };
  const width = input.width ?? 720;
  const whole: Panel = { from: 1, to: input.length, left: 6, right: width - 6 };
  const { zoom } = input;
  const first = panel(input, whole, words, 0, zoom === undefined);
  const parts = [first.svg];
  let height = first.height;
  if (zoom) {
    const near: Panel = { from: zoom.from, to: zoom.to, left: 6, right: width - 6 };
    const top = height + 10;
    const second = panel(input, near, words, top, true, zoom.title);
    const x1 = position(whole, zoom.from - 0.5);
    const x2 = position(whole, zoom.to + 0.5);
    const funnel = path(
      "M", x1, first.barBottom + 1, "L", x2, first.barBottom + 1,
      "L", near.right, second.barTop - RULER, "L", near.left, second.barTop - RULER, "Z",
    ); // biome-ignore format: one corner per pair
    parts.unshift(element("path", { d: funnel, ...paint("violet"), "fill-opacity": 0.05 }));
    parts.push(second.svg);
    height = top + second.height;
  }
  const names = (list: readonly { readonly label: string }[]): string =>
    list.length === 0 ? words.none : list.map((variant) => variant.label).join(", ");
  const description = words.description
    .replace("{length}", String(input.length))
    .replace("{own}", () => names(input.own))
    .replace("{known}", () => names(input.known));
  return {
    svg: root(width, height, input.title, description, parts),
    title: input.title,
    description,
    table: {
      head: [words.variant, words.residue, words.exon, words.domain, words.source],
      rows: [
        ...input.own.map((variant) => row(input, variant, words.own)),
        ...input.known.map((variant) => row(input, variant, words.known)),
      ],
    },
  };
};

const row = (input: ProteinLollipop, variant: OwnVariant | KnownVariant, shown: string): string[] => {
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

/** A residue's centre; residues are cells of equal width. */
const position = (view: Panel, residue: number): number =>
  view.left + ((residue - view.from + 0.5) / (view.to - view.from + 1)) * (view.right - view.left);

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

interface Drawn {
  readonly svg: string;
  readonly height: number;
  readonly barTop: number;
  readonly barBottom: number;
}

const panel = (
  input: ProteinLollipop,
  view: Panel,
  words: ProteinWords,
  top: number,
  labelKnown: boolean,
  title?: string,
): Drawn => {
  const within = (variant: { readonly residue: number; readonly to?: number }): boolean =>
    (variant.to ?? variant.residue) >= view.from && variant.residue <= view.to;
  const own = input.own.filter(within);
  const ownKeys = new Set(own.map((variant) => variant.label));
  const known = input.known.filter((variant) => within(variant) && !ownKeys.has(variant.label));
  const centre = (variant: { readonly residue: number; readonly to?: number }): number =>
    clamp(
      position(view, (variant.residue + (variant.to ?? variant.residue)) / 2),
      view.left + 4,
      view.right - 4,
    );

  const ownRow = labelRow(
    own.map((v) => ({ text: v.label, x: centre(v) })),
    LABEL,
    true,
    view,
  );
  const shownKnown = labelKnown ? mostCounted(known, Math.floor((view.right - view.left) / 12)) : [];
  const knownRow = labelRow(
    shownKnown.map((v) => ({ text: v.label, x: centre(v) })),
    KNOWN_LABEL,
    false,
    view,
  );

  const headHeight = own.length > 0 ? 8 : 0;
  const knownZone = known.length > 0 ? 15 + (knownRow.height > 0 ? knownRow.height + 9 : 0) : 0;
  const titleHeight = title ? 15 : 0;
  const ownTop = top + titleHeight;
  const ownBase = ownTop + ownRow.height;
  const headY = ownBase + (own.length > 0 ? 18 : 0);
  const knownTop = headY + headHeight;
  const barTop = knownTop + knownZone + RULER + 2;
  const barBottom = barTop + BAR;

  const parts: string[] = [];
  if (title) parts.push(label(view.left, top + 10, title, { size: 10.5, colour: "muted" }));

  // Known variants: short faint sticks; labels of the enlarged view stand above them.
  const knownHead = barTop - RULER - 9;
  for (const variant of known) {
    const x = centre(variant);
    parts.push(line(x, knownHead, x, barTop, { ...paint(null, "faint"), "stroke-width": 0.75 }));
    parts.push(
      element("circle", { cx: x, cy: knownHead, r: 2.25, ...paint("paper", "faint"), "stroke-width": 1 }),
    );
  }
  if (knownRow.height > 0) {
    const base = knownHead - 13;
    parts.push(knownRow.draw(base, "muted"));
    knownRow.centres.forEach((x, index) => {
      parts.push(leader(knownRow.wished[index]!, knownHead - 3, x, base + 2, "faint", 0.6));
    });
  }

  parts.push(ruler(input, view, words, barTop));
  parts.push(bar(input, view, barTop));
  parts.push(axis(view, barBottom));

  // The patient's variants stand over everything else.
  own.forEach((variant, index) => {
    const x = centre(variant);
    parts.push(line(x, headY, x, barTop, { ...paint(null, "violet"), "stroke-width": 1.5 }));
    parts.push(leader(x, headY, ownRow.centres[index]!, ownBase + 3, "violet", 1));
    if (variant.to !== undefined && variant.to > variant.residue) {
      const left = Math.max(view.left, position(view, variant.residue - 0.5));
      const right = Math.min(view.right, position(view, variant.to + 0.5));
      parts.push(
        element("rect", {
          x: left,
          y: barTop - 3,
          width: Math.max(2, right - left),
          height: 4,
          ...paint("violet"),
        }),
      );
    }
    parts.push(head(variant.kind, x, headY));
  });
  parts.push(ownRow.draw(ownBase, "ink"));
  return { svg: parts.join(""), height: barBottom + 16 - top, barTop, barBottom };
};

/** The heads of lollipops: disc, diamond, square, ring. */
const head = (kind: OwnVariant["kind"], x: number, y: number): string => {
  const r = 4.5;
  if (kind === "in-frame")
    return element("path", {
      d: path("M", x, y - r - 1, "L", x + r + 1, y, "L", x, y + r + 1, "L", x - r - 1, y, "Z"),
      ...paint("violet"),
    });
  if (kind === "truncating")
    return element("rect", {
      x: x - r + 0.5,
      y: y - r + 0.5,
      width: 2 * r - 1,
      height: 2 * r - 1,
      ...paint("violet"),
    });
  return element("circle", {
    cx: x,
    cy: y,
    r: kind === "missense" ? r : r - 1,
    ...(kind === "missense" ? paint("violet") : paint("paper", "violet")),
    "stroke-width": kind === "missense" ? null : 1.75,
  });
};

const leader = (x1: number, y1: number, x2: number, y2: number, colour: Paint, width: number): string =>
  element("path", {
    d:
      Math.abs(x1 - x2) < 0.5
        ? path("M", x1, y1, "L", x1, y2)
        : path("M", x1, y1, "L", x2, y2 + 3, "L", x2, y2),
    ...paint(null, colour),
    "stroke-width": width,
  });

interface LabelRow {
  readonly height: number;
  readonly centres: readonly number[];
  readonly wished: readonly number[];
  readonly draw: (base: number, colour: Paint) => string;
}

/** Labels level where they fit, upright where they do not; upright ones past the room are left to the table. */
const labelRow = (
  texts: readonly { readonly text: string; readonly x: number }[],
  size: number,
  bold: boolean,
  view: Panel,
): LabelRow => {
  if (texts.length === 0) return { height: 0, centres: [], wished: [], draw: () => "" };
  const wished = texts.map((entry) => entry.x);
  const level = texts.map((entry) => ({
    centre: entry.x,
    width: textWidth(entry.text, size) * (bold ? 1.08 : 1) + 8,
  }));
  // A level row is kept only while no label has to move far from its place.
  const levelCentres = placeLabels(level, view.left - 4, view.right + 4);
  const drift = Math.max(...levelCentres.map((x, index) => Math.abs(x - wished[index]!)));
  if (fits(level, view.left - 4, view.right + 4) && drift <= 70)
    return {
      height: size + 1,
      centres: levelCentres,
      wished,
      draw: (base, colour) =>
        texts
          .map((entry, index) =>
            label(levelCentres[index]!, base - 1, entry.text, { size, anchor: "middle", colour, bold }),
          )
          .join(""),
    };
  const step = Math.min(size + 2, (view.right - view.left) / texts.length);
  const centres = placeLabels(
    texts.map((entry) => ({ centre: entry.x, width: step })),
    view.left,
    view.right,
  );
  const clipped = texts.map((entry) => clipText(entry.text, size, 104));
  const tallest = Math.max(...clipped.map((text) => textWidth(text, size) * (bold ? 1.08 : 1)));
  return {
    height: tallest + 3,
    centres,
    wished,
    draw: (base, colour) =>
      clipped
        .map((text, index) => {
          const x = centres[index]! + size * 0.35;
          return label(x, base, text, {
            size: Math.min(size, step),
            colour,
            bold,
            attributes: {
              transform: `rotate(-90 ${Math.round(x * 100) / 100} ${Math.round(base * 100) / 100})`,
            },
          });
        })
        .join(""),
  };
};

const mostCounted = (known: readonly KnownVariant[], room: number): KnownVariant[] =>
  known
    .map((variant, index) => ({ variant, index }))
    .sort((a, b) => (b.variant.count ?? 0) - (a.variant.count ?? 0) || a.index - b.index)
    .slice(0, Math.max(0, room))
    .sort((a, b) => a.variant.residue - b.variant.residue || a.index - b.index)
    .map((entry) => entry.variant);

/** Exons above the bar: a thin line with ticks at the borders and numbers where they fit. */
const ruler = (input: ProteinLollipop, view: Panel, words: ProteinWords, barTop: number): string => {
  const y = barTop - 4;
  const parts = [line(view.left, y, view.right, y, { ...paint(null, "hairline"), "stroke-width": 1 })];
  let named = false;
  for (const exon of input.exons) {
    if (exon.to < view.from || exon.from > view.to) continue;
    const left = Math.max(view.left, position(view, exon.from - 0.5));
    const right = Math.min(view.right, position(view, exon.to + 0.5));
    if (exon.from > view.from)
      parts.push(line(left, y - 3, left, y + 2, { ...paint(null, "faint"), "stroke-width": 0.75 }));
    const long = `${words.exon} ${exon.number}`;
    const text = !named && textWidth(long, 8.5) + 3 <= right - left ? long : String(exon.number);
    if (textWidth(text, 8.5) + 3 > right - left) continue;
    if (text === long) named = true;
    parts.push(label((left + right) / 2, y - 2.5, text, { size: 8.5, anchor: "middle", colour: "muted" }));
  }
  return parts.join("");
};

const bar = (input: ProteinLollipop, view: Panel, barTop: number): string => {
  const parts = [
    element("rect", {
      x: view.left,
      y: barTop,
      width: view.right - view.left,
      height: BAR,
      ...paint("paper", "faint"),
      "stroke-width": 0.75,
    }),
  ];
  for (const domain of input.domains) {
    if (domain.to < view.from || domain.from > view.to) continue;
    const left = Math.max(view.left, position(view, domain.from - 0.5));
    const right = Math.min(view.right, position(view, domain.to + 0.5));
    parts.push(
      element("rect", {
        x: left,
        y: barTop,
        width: right - left,
        height: BAR,
        ...paint(domain.accent ? "violet" : "wash", domain.accent ? "violet" : "faint"),
        "fill-opacity": domain.accent ? 0.16 : null,
        "stroke-width": 0.75,
      }),
    );
    const text = [domain.name, domain.short].find(
      (candidate) => candidate !== undefined && textWidth(candidate, 9.5) + 4 <= right - left,
    );
    if (text)
      parts.push(
        label((left + right) / 2, barTop + 13.5, text, {
          size: 9.5,
          anchor: "middle",
          colour: domain.accent ? "violet" : "ink",
        }),
      );
    else if (domain.short && textWidth(domain.short, 7.5) <= right - left + 1)
      parts.push(label((left + right) / 2, barTop + 13, domain.short, { size: 7.5, anchor: "middle" }));
  }
  return parts.join("");
};

/** Residue numbers under the bar, at round steps and at both ends. */
const axis = (view: Panel, barBottom: number): string => {
  const span = view.to - view.from + 1;
  const room = Math.max(2, Math.floor((view.right - view.left) / 70));
  const step = [10, 20, 25, 50, 100, 200, 250, 500, 1000].find((size) => span / size <= room) ?? 2000;
  const ticks = [view.from];
  for (
    let residue = Math.ceil((view.from + step * 0.4) / step) * step;
    residue <= view.to - step * 0.4;
    residue += step
  )
    ticks.push(residue);
  ticks.push(view.to);
  return ticks
    .map((residue, index) => {
      const x = index === 0 ? view.left : index === ticks.length - 1 ? view.right : position(view, residue);
      const anchor = index === 0 ? "start" : index === ticks.length - 1 ? "end" : "middle";
      return (
        line(x, barBottom, x, barBottom + 3, { ...paint(null, "faint"), "stroke-width": 0.75 }) +
        label(x, barBottom + 12.5, String(residue), { size: 9, anchor, colour: "muted" })
      );
    })
    .join("");
};
