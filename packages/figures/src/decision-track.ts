import type { Figure, Truth } from "./figure.ts";
import { paint } from "./palette.ts";
import { line, root } from "./svg.ts";
import { drawStation, LEAD, RAIL, type TrackStation, type TrackWords, titleLines } from "./track-station.ts";

export interface DecisionTrack {
  readonly title: string;
  readonly stations: readonly TrackStation[];
  /** draw only the branch that was taken at each station; the table keeps all */
  readonly brief?: boolean;
  readonly width?: number;
  readonly words?: Partial<TrackWords>;
}
const WORDS: TrackWords = {
  station: "Step",
  branch: "Rule",
  truth: "Holds",
  result: "Result",
  notes: "Flags",
  taken: "taken",
  others: "{count} other rules not met",
  met: "met",
  notMet: "not met",
  unknown: "unknown",
};

/**
 * The way through the decision tables: stations on a line, each with its branches under it, the taken one
 * solid and the others faint, its result on the line to the next, and flags as notches below. Stations that
 * do not fit side by side run on in further rows; on a narrow width they stand below each other.
 */
export const decisionTrack = (input: DecisionTrack): Figure => {
  const words = { ...WORDS, ...input.words };
  const width = input.width ?? 720;
  const perRow = Math.max(1, Math.min(input.stations.length, Math.floor(width / 165)));
  const rowCount = Math.max(1, Math.ceil(input.stations.length / perRow));
  const balanced = Math.max(1, Math.ceil(input.stations.length / rowCount));
  const columnWidth = width / balanced;
  const parts: string[] = [];
  let y = 0;
  for (let row = 0; row < rowCount; row++) {
    const stations = input.stations.slice(row * balanced, (row + 1) * balanced);
    const titles = stations.map((station) => titleLines(station, columnWidth, balanced === 1));
    const head = Math.max(1, ...titles.map((lines) => lines.length));
    const drawn = stations.map((station, index) =>
      drawStation(station, {
        left: index * columnWidth,
        top: y,
        width: columnWidth,
        title: titles[index] ?? [],
        head,
        upright: balanced === 1,
        last: row * balanced + index === input.stations.length - 1,
        brief: input.brief === true,
        words,
      }),
    );
    const height = Math.max(0, ...drawn.map((part) => part.height));
    // One station per row reads downward: the rail runs down the left edge instead.
    if (drawn.length > 0 && balanced > 1) {
      const railY = y + RAIL + head * LEAD;
      const last = row === rowCount - 1;
      const end = last ? (drawn.length - 1) * columnWidth + 6 : width;
      parts.push(line(row === 0 ? 6 : 0, railY, end, railY, { ...paint(null, "violet"), "stroke-width": 2 }));
    }
    if (balanced === 1 && row < rowCount - 1)
      parts.push(line(6, y + 7.5, 6, y + 7.5 + height + 14, { ...paint(null, "violet"), "stroke-width": 2 }));
    parts.push(...drawn.map((part) => part.svg));
    y += height + (row < rowCount - 1 ? 14 : 0);
  }
  const description = input.stations.map((station) => `${station.title}: ${station.result}`).join("; ");
  const truthWords: Record<Truth, string> = {
    met: words.met,
    "not met": words.notMet,
    unknown: words.unknown,
  };
  return {
    height: Math.max(y, 10),
    svg: root(width, Math.max(y, 10), input.title, description, parts),
    title: input.title,
    description,
    table: {
      head: [words.station, words.branch, words.truth, words.result, words.notes],
      rows: input.stations.flatMap((station) => {
        const notes = station.notes.map((note) => note.text).join(" ");
        if (station.branches.length === 0) return [[station.title, "", "", station.result, notes]];
        return station.branches.map((branch, index) => [
          station.title,
          branch.label,
          `${truthWords[branch.truth]}${branch.taken ? `, ${words.taken}` : ""}`,
          index === 0 ? station.result : "",
          index === 0 ? notes : "",
        ]);
      }),
    },
  };
};
