import type { CoursePlot, CourseWeight } from "./course.ts";
import { BAR_HEIGHT, courseBar } from "./course-bar.ts";
import { courseGlyph } from "./course-glyph.ts";
import { inLanes, MARK_OFFSET } from "./course-lanes.ts";
import { coursePanel, PANEL_HEIGHT } from "./course-panel.ts";
import { courseTable } from "./course-table.ts";
import type { Figure } from "./figure.ts";
import { paint } from "./palette.ts";
import { line, root } from "./svg.ts";
import { clipText, label, textWidth } from "./text.ts";

const LANE = 17;
const SIZE = 10.5;

/**
 * A patient's course: treatments as bars, measurements as small panels with their values written, other events
 * as marks, and what is due. The shape of a mark says what a rule asks.
 */
export const coursePlot = (input: CoursePlot): Figure => {
  const { words, from, to, today } = input;
  const width = input.width ?? 720;
  const narrow = width < 500;
  const left = narrow ? 8 : 104;
  const right = width - 12;
  const x = (at: number): number =>
    left + ((Math.min(to, Math.max(from, at)) - from) / Math.max(1, to - from)) * (right - left);
  const parts: string[] = [];
  let y = 4;
  const heading = (text: string, at: number): void => {
    parts.push(
      narrow
        ? label(left, at, clipText(text, SIZE, width - 16), { size: SIZE, colour: "muted" })
        : label(0, at, clipText(text, SIZE, left - 10), { size: SIZE, colour: "muted" }),
    );
  };

  for (const bar of input.bars) {
    const place = { start: x(bar.from), end: x(bar.to ?? to), y, width };
    parts.push(...courseBar(bar, place, { ongoing: words.ongoing, size: SIZE }));
    y += BAR_HEIGHT + 5;
  }
  if (input.bars.length > 0) y += 5;

  for (const series of input.series) {
    if (narrow) {
      heading(`${series.label} (${series.unit})`, y + 8);
      y += 12;
    } else heading(`${series.label} (${series.unit})`, y + PANEL_HEIGHT / 2 + 3);
    parts.push(...coursePanel(series, x, { left, right, y }));
    y += PANEL_HEIGHT + 5;
  }

  const rowOf = (
    title: string,
    marks: readonly { readonly at: number; readonly label: string; readonly weight: CourseWeight }[],
  ): void => {
    if (marks.length === 0) return;
    if (narrow) {
      heading(title, y + 9);
      y += 13;
    } else heading(title, y + 11);
    const placed = inLanes(marks, x, width, SIZE);
    for (const { mark, lane, shown, side } of placed) {
      const top = y + lane * LANE + 8;
      parts.push(
        courseGlyph(mark.weight, x(mark.at), top, 3.5),
        label(x(mark.at) + (side === "right" ? MARK_OFFSET : -MARK_OFFSET), top + 3.5, shown, {
          size: SIZE,
          anchor: side === "right" ? "start" : "end",
        }),
      );
    }
    y += (Math.max(0, ...placed.map(({ lane }) => lane)) + 1) * LANE + 5;
  };
  rowOf(words.what, input.marks);
  rowOf(
    words.due,
    input.due.map((one) => ({
      at: one.at,
      label: `${one.label} ${one.when}${one.overdue ? `, ${words.overdue}` : ""}`,
      weight: one.overdue ? ("act" as const) : ("note" as const),
    })),
  );

  const bottom = y + 4;
  parts.unshift(
    ...input.ticks.map(({ at }) =>
      line(x(at), 0, x(at), bottom, { ...paint(null, "hairline"), "stroke-width": 1 }),
    ),
    line(x(today), 0, x(today), bottom, {
      ...paint(null, "violet"),
      "stroke-width": 1,
      "stroke-dasharray": "3 3",
    }),
  );
  let lastTick = Number.NEGATIVE_INFINITY;
  for (const { at, text } of input.ticks) {
    const half = textWidth(text, 10) / 2;
    if (x(at) - half < Math.max(0, lastTick + 6) || x(at) + half > width) continue;
    lastTick = x(at) + half;
    parts.push(label(x(at), bottom + 13, text, { size: 10, anchor: "middle", colour: "muted" }));
  }
  parts.push(
    label(Math.min(width - textWidth(words.today, 10), x(today)), bottom + 26, words.today, {
      size: 10,
      colour: "violet",
      anchor: "start",
    }),
  );
  const height = bottom + 32;
  const table = courseTable(input);
  const description = [
    ...input.bars.map((bar) => (bar.to === null ? `${bar.label} (${words.ongoing})` : bar.label)),
    ...table.rows.map((cells) => cells.filter((cell) => cell !== "").join(" ")),
  ].join("; ");
  return {
    svg: root(width, height, input.title, description, parts),
    height,
    title: input.title,
    description,
    table,
  };
};
