import { paint } from "./palette.ts";
import type { ProteinLollipop } from "./protein-lollipop.ts";
import { element, line } from "./svg.ts";
import { label, textWidth } from "./text.ts";

/** A stretch of residues and the pixels it is drawn between. */
export interface Panel {
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
}

/** Height of the bar of domains. */
export const BAR = 17;

/** A residue's centre; residues are cells of equal width. */
export const position = (view: Panel, residue: number): number =>
  view.left + ((residue - view.from + 0.5) / (view.to - view.from + 1)) * (view.right - view.left);

/** A thin line with ticks at the borders of exons and their numbers where they fit. */
export const exonRuler = (input: ProteinLollipop, view: Panel, word: string, y: number): string => {
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

export const domainBar = (input: ProteinLollipop, view: Panel, top: number, title?: string): string => {
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
export const residueAxis = (view: Panel, barBottom: number): string => {
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
