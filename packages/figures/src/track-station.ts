import type { Truth } from "./figure.ts";
import { truthGlyph } from "./marks.ts";
import { type Paint, paint } from "./palette.ts";
import { element, path } from "./svg.ts";
import { label, wrapText } from "./text.ts";

export interface TrackBranch {
  readonly label: string;
  readonly taken: boolean;
  readonly truth: Truth;
}
export interface TrackNote {
  readonly severity: "error" | "warning" | "note";
  readonly text: string;
}
export interface TrackStation {
  readonly title: string;
  readonly result: string;
  readonly branches: readonly TrackBranch[];
  readonly notes: readonly TrackNote[];
}
export interface TrackWords {
  readonly station: string;
  readonly branch: string;
  readonly truth: string;
  readonly result: string;
  readonly notes: string;
  readonly taken: string;
  /** `{count}` is replaced */
  readonly others: string;
  readonly met: string;
  readonly notMet: string;
  readonly unknown: string;
}
const SIZE = 10;
/** From one line of text to the next. */
export const LEAD = 12.5;
/** Branches drawn per station; the table has all. */
const SHOWN = 3;

const NOTE_COLOURS: Record<TrackNote["severity"], Paint> = {
  error: "vermilion",
  warning: "amber",
  note: "slate",
};

/** From the last line of a title to the rail. */
export const RAIL = 11.5;

/** A station's title in at most two lines; below each other, one line beside the rail. */
export const titleLines = (station: TrackStation, width: number, upright: boolean): readonly string[] =>
  wrapText(station.title, SIZE, width - 10 - (upright ? 18 : 0), upright ? 1 : 2);

interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly title: readonly string[];
  /** lines that the longest title of this row takes */
  readonly head: number;
  /** stations stand below each other */
  readonly upright: boolean;
  readonly last: boolean;
  readonly brief: boolean;
  readonly words: TrackWords;
}

/** A station with its branches and flags, and the height that it takes. */
export const drawStation = (
  station: TrackStation,
  { left, top, width, title, head, upright, last, brief, words }: Place,
): { svg: string; height: number } => {
  const parts: string[] = [];
  // Below each other, stations leave the left edge to the rail.
  const shift = upright ? 18 : 0;
  const room = width - 24 - shift;
  const edge = left + shift;
  title.forEach((text, index) => {
    const y = top + 11 + (upright ? 0 : head - title.length + index) * LEAD;
    parts.push(label(edge, y, text, { size: SIZE, colour: "muted" }));
  });
  const railY = upright ? top + 7.5 : top + RAIL + head * LEAD;
  const decided = station.branches.some((branch) => branch.taken) || station.branches.length === 0;
  parts.push(
    decided
      ? element("circle", { cx: left + 6, cy: railY, r: last ? 6 : 5, ...paint("violet") })
      : element("circle", {
          cx: left + 6,
          cy: railY,
          r: 5,
          ...paint("paper", "amber"),
          "stroke-width": 2,
          "stroke-dasharray": "2 2",
        }),
  );
  let y = upright ? top + 11 : railY + 8;
  const put = (text: string, indent: number, colour: Paint, bold: boolean, limit: number): void => {
    for (const part of wrapText(text, SIZE, room - indent, limit)) {
      y += LEAD;
      parts.push(label(edge + 14 + indent, y, part, { size: SIZE, colour, bold }));
    }
  };
  put(station.result, -14, decided ? "ink" : "amber", true, 3);
  const { shown, hidden } = brief
    ? { shown: station.branches.filter((branch) => branch.taken), hidden: 0 }
    : choose(station.branches);
  if (shown.length > 0) y += 3;
  for (const branch of shown) {
    const middle = y + LEAD - 3.5;
    put(branch.label, 3, branch.taken ? "ink" : "muted", false, 4);
    parts.push(truthGlyph(branch.truth, edge + 6, middle, 4));
    y += 2;
  }
  if (hidden > 0) put(words.others.replace("{count}", String(hidden)), 3, "muted", false, 2);
  for (const note of station.notes) {
    y += 4;
    const colour = NOTE_COLOURS[note.severity];
    const tip = y + LEAD - 8;
    parts.push(
      element("path", {
        d: path("M", edge + 1.5, tip, "L", edge + 10.5, tip, "L", edge + 6, tip + 7, "Z"),
        ...paint(note.severity === "note" ? "paper" : colour, colour),
        "stroke-width": 1.25,
      }),
    );
    put(note.text, 3, colour === "slate" ? "muted" : colour, false, 6);
  }
  return { svg: parts.join(""), height: y + 6 - top };
};

/** The branches worth their room: taken first in place, then unknown, then not met, in table order. */
const choose = (branches: readonly TrackBranch[]): { shown: TrackBranch[]; hidden: number } => {
  const weight = (branch: TrackBranch): number => (branch.taken ? 0 : branch.truth === "unknown" ? 1 : 2);
  const kept = new Set(
    [...branches.keys()]
      .sort((a, b) => weight(branches[a]!) - weight(branches[b]!) || a - b)
      .slice(0, branches.length <= SHOWN + 1 ? SHOWN + 1 : SHOWN),
  );
  return { shown: branches.filter((_, index) => kept.has(index)), hidden: branches.length - kept.size };
};
