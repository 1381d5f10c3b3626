import type { Figure, Truth } from "./figure.ts";
import { truthGlyph } from "./marks.ts";
import { type Paint, paint } from "./palette.ts";
import { type Box, NODE_HEIGHT, type PathwayFigureEdge, pathwayEdge } from "./pathway-edge.ts";
import { element, root } from "./svg.ts";
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

const GAP = 12;
const SIZE = 10.5;

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
          y: y + 17 + Math.floor(index / across) * (NODE_HEIGHT + (narrow ? 6 : 20)),
          width: cell - 8,
        };
        boxes.set(node.id, box);
        bottom = Math.max(bottom, box.y + NODE_HEIGHT);
      });
      x += laneWidth + GAP;
    }
    y = bottom + (narrow ? 12 : 30);
  }
  const height = y - (narrow ? 6 : 18);
  const state = new Map(input.nodes.map((node) => [node.id, node.lit]));
  const drawn = narrow ? [] : input.edges.flatMap((edge) => pathwayEdge(edge, boxes, state));
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
      height: NODE_HEIGHT,
      rx: 2,
      ...paint(lit === "met" ? "wash" : "paper", stroke),
      "stroke-width": lit === "met" ? 2 : 1.25,
      "stroke-dasharray": lit === "unknown" ? "2 3" : null,
    }),
    ...(lit === null ? [] : [truthGlyph(lit, box.x + 11, box.y + NODE_HEIGHT / 2, 4)]),
    label(
      box.x + (lit === null ? 7 : 19),
      box.y + 14.5,
      clipText(text, SIZE * (lit === "met" ? 1.06 : 1), box.width - (lit === null ? 10 : 23)),
      { size: SIZE, bold: lit === "met", colour: lit === null || lit === "not met" ? "muted" : "ink" },
    ),
  ].join("");
};
