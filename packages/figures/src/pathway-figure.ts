import type { Figure, Truth } from "./figure.ts";
import { truthGlyph } from "./marks.ts";
import { type Paint, paint } from "./palette.ts";
import { element, line, path, root } from "./svg.ts";
import { clipText, label, textWidth } from "./text.ts";

export interface PathwayFigureNode {
  readonly id: string;
  readonly label: string;
  readonly lane: string;
  /** null: no finding can light it */
  readonly lit: Truth | null;
  /** what a lit node says, for the table */
  readonly says: string;
}

export interface PathwayFigureEdge {
  readonly from: string;
  readonly to: string;
  readonly effect: "activates" | "inhibits" | "pairs with" | "turns into";
  /** false: no source was seen */
  readonly confirmed: boolean;
}

/** A pathway: lanes side by side in rows, as `rows` lays them out, each as wide as its columns. */
export interface PathwayFigure {
  readonly title: string;
  readonly rows: readonly (readonly { readonly lane: string; readonly columns: number }[])[];
  readonly nodes: readonly PathwayFigureNode[];
  readonly edges: readonly PathwayFigureEdge[];
  readonly words: PathwayFigureWords;
  readonly width?: number;
}

export interface PathwayFigureWords {
  readonly node: string;
  readonly lane: string;
  readonly finding: string;
  readonly says: string;
  readonly met: string;
  readonly notMet: string;
  readonly unknown: string;
  readonly noFinding: string;
}

const HEIGHT = 22;
const GAP = 12;
/** Lines from another row of lanes end at the right, beside the lane's name. */
const FAR = 60;
const SIZE = 10.5;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * The steps of a pathway as boxes, lit where a finding of the patient lies, joined by what acts on what. An arrow
 * activates, a bar inhibits, a plain line pairs; dashes mark what no source was seen for. Narrow figures leave
 * the lines out and keep the lanes.
 */
export const pathwayFigure = (input: PathwayFigure): Figure => {
  const { words } = input;
  const width = input.width ?? 720;
  const narrow = width < 500;
  const boxes = new Map<string, Box>();
  const parts: string[] = [];
  let y = 0;
  for (const row of narrow ? input.rows.flatMap((lanes) => lanes.map((lane) => [lane])) : input.rows) {
    const total = row.reduce((sum, { columns }) => sum + columns, 0);
    const unit = (width - GAP * (row.length - 1)) / Math.max(1, total);
    let x = 0;
    let bottom = y;
    for (const { lane, columns } of row) {
      const members = input.nodes.filter((node) => node.lane === lane);
      const laneWidth = unit * columns;
      const across = narrow ? 2 : columns;
      const name = clipText(lane, 10, laneWidth);
      // lines of the row above may run behind a name
      parts.push(
        element("rect", { x, y: y + 1, width: textWidth(name, 10) + 2, height: 12, ...paint("paper") }),
        label(x, y + 10, name, { size: 10, colour: "muted" }),
      );
      members.forEach((node, index) => {
        const cell = laneWidth / across;
        const box = {
          x: x + (index % across) * cell,
          y: y + 17 + Math.floor(index / across) * (HEIGHT + (narrow ? 6 : 20)),
          width: cell - 8,
        };
        boxes.set(node.id, box);
        bottom = Math.max(bottom, box.y + HEIGHT);
      });
      x += laneWidth + GAP;
    }
    y = bottom + (narrow ? 12 : 30);
  }
  const height = y - (narrow ? 6 : 18);
  const state = new Map(input.nodes.map((node) => [node.id, node.lit]));
  const drawn = narrow ? [] : input.edges.flatMap((edge) => edgeMark(edge, boxes, state));
  const nodes = input.nodes.flatMap((node) => {
    const box = boxes.get(node.id);
    return box === undefined ? [] : [nodeMark(node, box)];
  });
  const truthWords = (lit: Truth | null): string =>
    lit === null ? words.noFinding : { met: words.met, "not met": words.notMet, unknown: words.unknown }[lit];
  const table: Figure["table"] = {
    head: [words.node, words.lane, words.finding, words.says],
    rows: input.nodes.map((node) => [node.label, node.lane, truthWords(node.lit), node.says]),
  };
  const description = input.nodes
    .filter(({ lit }) => lit !== null)
    .map(
      (node) =>
        `${node.label}: ${truthWords(node.lit)}${node.lit === "met" && node.says !== "" ? `, ${node.says}` : ""}`,
    )
    .join("; ");
  return {
    svg: root(width, height, input.title, description, [...drawn, ...parts, ...nodes]),
    height,
    title: input.title,
    description,
    table,
  };
};

const nodeMark = ({ label: text, lit }: PathwayFigureNode, box: Box): string => {
  const stroke: Paint = lit === "met" ? "vermilion" : lit === "unknown" ? "amber" : "hairline";
  return [
    element("rect", {
      x: box.x + 0.75,
      y: box.y,
      width: Math.max(10, box.width - 1.5),
      height: HEIGHT,
      rx: 2,
      ...paint(lit === "met" ? "wash" : "paper", stroke),
      "stroke-width": lit === "met" ? 2 : 1.25,
      "stroke-dasharray": lit === "unknown" ? "2 3" : null,
    }),
    ...(lit === null ? [] : [truthGlyph(lit, box.x + 11, box.y + HEIGHT / 2, 4)]),
    label(
      box.x + (lit === null ? 7 : 19),
      box.y + 14.5,
      clipText(text, SIZE * (lit === "met" ? 1.06 : 1), box.width - (lit === null ? 10 : 23)),
      { size: SIZE, bold: lit === "met", colour: lit === null || lit === "not met" ? "muted" : "ink" },
    ),
  ].join("");
};

/** From the nearer side of one box to that of the other; ends in an arrow, a bar or nothing. */
const edgeMark = (
  { from, to, effect, confirmed }: PathwayFigureEdge,
  boxes: ReadonlyMap<string, Box>,
  state: ReadonlyMap<string, Truth | null>,
): string[] => {
  const [a, b] = [boxes.get(from), boxes.get(to)];
  if (a === undefined || b === undefined || from === to) return [];
  const strong = state.get(from) === "met";
  const colour: Paint = strong ? "vermilion" : "faint";
  const stroke = {
    ...paint(null, colour),
    "stroke-width": strong ? 1.75 : 1,
    "stroke-dasharray": confirmed ? null : "3 3",
    "stroke-opacity": strong ? null : 0.75,
  };
  const level = Math.abs(a.y - b.y) < 1;
  const down = b.y > a.y;
  const start: [number, number] = level
    ? [b.x > a.x ? a.x + a.width : a.x, a.y + HEIGHT / 2]
    : [a.x + a.width / 2, down ? a.y + HEIGHT : a.y];
  const end: [number, number] = level
    ? [b.x > a.x ? b.x : b.x + b.width, b.y + HEIGHT / 2]
    : [b.x + b.width * (Math.abs(b.y - a.y) > FAR ? 0.8 : 0.5), down ? b.y : b.y + HEIGHT];
  const [x1, y1] = start;
  const [x2, y2] = end;
  const near = level && Math.abs(x2 - x1) < 20;
  // a level edge that would run through other boxes goes round below them
  const around = level && !near;
  const bend = around ? HEIGHT : (y2 - y1) / 2;
  const [sx, sy] = around ? [a.x + a.width / 2, a.y + HEIGHT] : [x1, y1];
  const [ex, ey] = around ? [b.x + b.width / 2, b.y + HEIGHT] : [x2, y2];
  const curve = near
    ? path("M", sx, sy, "L", ex, ey)
    : path("M", sx, sy, "C", sx, sy + bend, ex, around ? ey + bend : ey - bend, ex, ey);
  const direction: [number, number] = near
    ? [Math.sign(ex - sx), 0]
    : [0, around ? -1 : Math.sign(y2 - y1) || 1];
  return [element("path", { d: curve, ...stroke }), endMark(effect, ex, ey, direction, colour)];
};

const endMark = (
  effect: PathwayFigureEdge["effect"],
  x: number,
  y: number,
  [dx, dy]: readonly [number, number],
  colour: Paint,
): string => {
  if (effect === "pairs with") return element("circle", { cx: x, cy: y, r: 2, ...paint(colour) });
  if (effect === "inhibits")
    return dx === 0
      ? line(x - 4, y - dy, x + 4, y - dy, { ...paint(null, colour), "stroke-width": 2 })
      : line(x - dx, y - 4, x - dx, y + 4, { ...paint(null, colour), "stroke-width": 2 });
  return element("path", {
    d:
      dx === 0
        ? path("M", x - 3, y - 5 * dy, "L", x + 3, y - 5 * dy, "L", x, y, "Z")
        : path("M", x - 5 * dx, y - 3, "L", x - 5 * dx, y + 3, "L", x, y, "Z"),
    ...paint(colour),
  });
};
