import type { CourseWeight } from "./course.ts";
import { type Paint, paint } from "./palette.ts";
import { element, path } from "./svg.ts";

const colours: Readonly<Record<CourseWeight, Paint>> = {
  act: "vermilion",
  open: "amber",
  note: "teal",
  none: "slate",
};

/** Act: filled square on its tip. Open: dotted ring. Said: ring. Nothing said: filled disc. */
export const courseGlyph = (weight: CourseWeight, x: number, y: number, r: number): string => {
  const colour = colours[weight];
  if (weight === "act")
    return element("path", {
      d: path("M", x, y - r - 1, "L", x + r + 1, y, "L", x, y + r + 1, "L", x - r - 1, y, "Z"),
      ...paint(colour),
    });
  return element("circle", {
    cx: x,
    cy: y,
    r: weight === "none" ? r - 0.5 : r,
    ...paint(weight === "none" ? colour : "paper", weight === "none" ? null : colour),
    "stroke-width": weight === "none" ? null : 1.75,
    "stroke-dasharray": weight === "open" ? "0.1 2.6" : null,
    "stroke-linecap": weight === "open" ? "round" : null,
  });
};
