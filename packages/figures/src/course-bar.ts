import type { CourseBar } from "./course.ts";
import { paint } from "./palette.ts";
import { element } from "./svg.ts";
import { clipText, label, textWidth } from "./text.ts";

export const BAR_HEIGHT = 16;

/** A treatment from its start to its end, with its name inside, else after, else before it, else as much as it holds. */
export const courseBar = (
  bar: CourseBar,
  {
    start,
    end,
    y,
    width,
  }: { readonly start: number; readonly end: number; readonly y: number; readonly width: number },
  { ongoing, size }: { readonly ongoing: string; readonly size: number },
): string[] => {
  const w = Math.max(3, end - start);
  const name = bar.to === null ? `${bar.label} (${ongoing})` : bar.label;
  const needed = textWidth(name, size) + 10;
  const place =
    needed <= w ? "inside" : end + needed <= width ? "after" : start >= needed ? "before" : "inside";
  return [
    element("rect", {
      x: start,
      y,
      width: w,
      height: BAR_HEIGHT,
      rx: 2,
      ...paint("wash", "violet"),
      "stroke-width": 1,
    }),
    label(
      place === "inside" ? start + 5 : place === "after" ? end + 5 : start - 5,
      y + 11.5,
      place === "inside" ? clipText(name, size, w - 8) : name,
      { size, anchor: place === "before" ? "end" : "start" },
    ),
  ];
};
