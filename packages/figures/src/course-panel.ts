import type { CourseSeries } from "./course.ts";
import { courseGlyph } from "./course-glyph.ts";
import { paint } from "./palette.ts";
import { element, line, path } from "./svg.ts";
import { label, textWidth } from "./text.ts";

export const PANEL_HEIGHT = 44;

/** Measurements as points joined by lines, with their values written where these have room. */
export const coursePanel = (
  series: CourseSeries,
  x: (at: number) => number,
  { left, right, y }: { readonly left: number; readonly right: number; readonly y: number },
): string[] => {
  const parts: string[] = [];
  const values = series.points.map((point) => point.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = PANEL_HEIGHT - 22;
  const at = (value: number): number => y + 15 + room - ((value - low) / (high - low || 1)) * room;
  const placed = series.points.map((point) => [x(point.at), at(point.value)] as const);
  parts.push(
    line(left, y + PANEL_HEIGHT - 2, right, y + PANEL_HEIGHT - 2, {
      ...paint(null, "hairline"),
      "stroke-width": 1,
    }),
  );
  if (placed.length > 1)
    parts.push(
      element("path", {
        d: path(...placed.flatMap(([px, py], index) => [index === 0 ? "M" : "L", px, py])),
        ...paint(null, "slate"),
        "stroke-width": 1.25,
      }),
    );
  let until = Number.NEGATIVE_INFINITY;
  series.points.forEach((point, index) => {
    const [px, py] = placed[index] ?? [0, 0];
    parts.push(courseGlyph(point.weight, px, py, 3.5));
    const text = String(Number(point.value.toPrecision(4)));
    const half = textWidth(text, 9.5) / 2;
    if (px - half < until && point.weight !== "act") return;
    until = px + half + 2;
    parts.push(
      label(Math.min(right - half, Math.max(left + half, px)), py - 6, text, {
        size: 9.5,
        anchor: "middle",
        attributes: { "font-variant-numeric": "tabular-nums lining-nums" },
      }),
    );
  });
  return parts;
};
