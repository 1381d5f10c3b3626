import type { Truth } from "./figure.ts";
import { type Paint, paint } from "./palette.ts";
import { element, line, path } from "./svg.ts";

/** Small signs in which shape carries the meaning and colour repeats it. */

export type Direction = "sensitive" | "resistant" | "conflicting" | "no benefit" | "uncertain";
export type EvidenceLevel = "clinical" | "case" | "preclinical";

/** Met: filled disc. Not met: ring with a bar. Unknown: dotted ring. Centre and radius in pixels. */
export const truthGlyph = (truth: Truth, x: number, y: number, radius: number): string => {
  if (truth === "met") return element("circle", { cx: x, cy: y, r: radius, ...paint("teal") });
  const r = radius - 0.75;
  if (truth === "not met")
    return (
      element("circle", { cx: x, cy: y, r, ...paint(null, "slate"), "stroke-width": 1.5 }) +
      line(x - r, y, x + r, y, { ...paint(null, "slate"), "stroke-width": 1.5 })
    );
  return element("circle", {
    cx: x,
    cy: y,
    r,
    ...paint(null, "amber"),
    "stroke-width": 1.75,
    "stroke-dasharray": "0.1 2.6",
    "stroke-linecap": "round",
  });
};

/** Nothing known: a small dot, so that an empty place reads as looked at. */
export const nothingGlyph = (x: number, y: number): string =>
  element("circle", { cx: x, cy: y, r: 1.25, ...paint("faint") });

const triangle = (x: number, y: number, r: number, up: boolean): string => {
  const tip = up ? y - r : y + r;
  const base = up ? y + r * 0.8 : y - r * 0.8;
  return path("M", x, tip, "L", x + r, base, "L", x - r, base, "Z");
};

/** The lower half of a triangle, by height: what "case" evidence fills. */
const halfTriangle = (x: number, y: number, r: number, up: boolean): string => {
  const middle = up ? y - r * 0.1 : y + r * 0.1;
  const lower = up ? y + r * 0.8 : y + r;
  return up
    ? path("M", x - r / 2, middle, "L", x + r / 2, middle, "L", x + r, lower, "L", x - r, lower, "Z")
    : path("M", x - r / 2, middle, "L", x + r / 2, middle, "L", x, lower, "Z");
};

const filled = (shape: string, half: string, colour: Paint, level: EvidenceLevel): string =>
  element("path", {
    d: shape,
    ...paint(level === "clinical" ? colour : "paper", colour),
    "stroke-width": 1.5,
    "stroke-linejoin": "round",
  }) + (level === "case" ? element("path", { d: half, ...paint(colour) }) : "");

/**
 * Sensitive: triangle up. Resistant: triangle down. Conflicting: both, split by a bar. No benefit: flat bar.
 * Uncertain: dotted ring. Clinical evidence fills the shape, cases half of it, preclinical evidence leaves it open.
 */
export const directionGlyph = (
  direction: Direction,
  level: EvidenceLevel,
  x: number,
  y: number,
  radius: number,
): string => {
  const r = radius - 0.5;
  switch (direction) {
    case "sensitive":
      return filled(triangle(x, y, r, true), halfTriangle(x, y, r, true), "teal", level);
    case "resistant":
      return filled(triangle(x, y, r, false), halfTriangle(x, y, r, false), "vermilion", level);
    case "conflicting": {
      const s = r * 0.72;
      return (
        filled(triangle(x - r * 0.62, y, s, true), halfTriangle(x - r * 0.62, y, s, true), "teal", level) +
        filled(
          triangle(x + r * 0.62, y, s, false),
          halfTriangle(x + r * 0.62, y, s, false),
          "vermilion",
          level,
        ) +
        line(x, y - r, x, y + r, { ...paint(null, "faint"), "stroke-width": 0.75 })
      );
    }
    case "no benefit":
      return element("rect", {
        x: x - r,
        y: y - 2,
        width: 2 * r,
        height: 4,
        ...paint(level === "clinical" ? "slate" : "paper", "slate"),
        "stroke-width": 1.25,
      });
    case "uncertain":
      return truthGlyph("unknown", x, y, r);
  }
};

const inline = (content: string, width: number, height: number): string =>
  element(
    "svg",
    {
      class: "mark",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      "aria-hidden": "true",
      focusable: "false",
    },
    content,
  );

/** A truth value as a sign to stand beside its word in running text; hidden from screen readers, which have the word. */
export const metMark = (truth: Truth, size = 11): string =>
  inline(truthGlyph(truth, size / 2, size / 2, size / 2), size, size);

/** "No record found" in a row of truth values: a short dash. */
export const noRecordMark = (size = 11): string =>
  inline(
    line(size * 0.2, size / 2, size * 0.8, size / 2, { ...paint(null, "faint"), "stroke-width": 1.5 }),
    size,
    size,
  );

/** How strongly a caution speaks: stop, a filled square on its tip; caution, half filled; watch, open. */
export const severityMark = (severity: "stop" | "caution" | "watch", size = 11): string => {
  const c = size / 2;
  const r = c - 0.75;
  const diamond = path("M", c, c - r, "L", c + r, c, "L", c, c + r, "L", c - r, c, "Z");
  const colour: Paint = severity === "stop" ? "vermilion" : "amber";
  return inline(
    element("path", {
      d: diamond,
      ...paint(severity === "stop" ? colour : "paper", colour),
      "stroke-width": 1.5,
      "stroke-linejoin": "round",
    }) +
      (severity === "caution"
        ? element("path", { d: path("M", c - r, c, "L", c + r, c, "L", c, c + r, "Z"), ...paint(colour) })
        : ""),
    size,
    size,
  );
};
