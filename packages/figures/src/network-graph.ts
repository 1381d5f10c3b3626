import type { Figure } from "./figure.ts";
import { ABOVE, freePlace, namesOf, SIDE, under } from "./network-names.ts";
import { paint } from "./palette.ts";
import { notesBelow } from "./plot-frame.ts";
import { element, line, root } from "./svg.ts";
import { label, textWidth } from "./text.ts";

export interface NetworkNode {
  readonly label: string;
  /** patients or studies: the area of the disc; null draws the smallest disc */
  readonly size: number | null;
}

export interface NetworkEdge {
  /** indices into the nodes */
  readonly from: number;
  readonly to: number;
  /** studies that compare the two directly, written on the edge */
  readonly studies: number;
  /** what the width of the edge is in proportion to: studies, or the precision of the direct comparison */
  readonly weight: number;
}

export interface NetworkGraph {
  readonly title: string;
  /** in the order of the circle, clockwise from the top */
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
  readonly notes: readonly string[];
  readonly words: NetworkWords;
  readonly width?: number;
}

export interface NetworkWords {
  readonly treatment: string;
  readonly comparator: string;
  readonly studies: string;
  /** what the discs measure, as "patients" */
  readonly size: string;
  /** the same of one, as "patient"; `size` where left out */
  readonly sizeOne?: string;
  /** what the edges measure, as "precision" */
  readonly weight: string;
}

const THINNEST = 1.25;
const THICKEST = 9;
const SMALLEST = 4;
const LARGEST = 16;
const NARROW = 440;
const FEW = 5;
/** More names than this do not fit around any circle. */
const MANY = 12;

/**
 * Treatments on a circle, joined where studies compare them directly. Discs are as large (by area) as the
 * patients behind them, edges as wide as the evidence; the number of studies stands on each edge.
 */
export const networkGraph = (input: NetworkGraph): Figure => {
  const { edges, words } = input;
  const width = input.width ?? 520;
  // many names do not fit around a small circle: numbers stand there, and the names below
  const numbered = input.nodes.length > (width < NARROW ? FEW : MANY);
  const nodes = numbered
    ? input.nodes.map((node, index) => ({ ...node, label: String(index + 1) }))
    : input.nodes;
  const angle = (index: number): number => (2 * Math.PI * index) / Math.max(1, nodes.length) - Math.PI / 2;
  const upright = (index: number): boolean => Math.abs(Math.cos(angle(index))) < 0.25;
  const beside = nodes
    .filter((_, index) => !upright(index))
    .flatMap((node) => [
      ...namesOf(node, width * SIDE).map((text) => textWidth(text, 11.75)),
      numbered ? 0 : textWidth(under(node, words), 9.5),
    ]);
  // an ellipse: names stand beside it and take the width that the circle would need
  const across = Math.max(40, Math.min(190, width / 2 - Math.max(0, ...beside) - LARGEST - 8));
  const down = nodes.length < 3 ? 56 : Math.min(nodes.length > MANY ? 200 : 170, across * 1.35);
  const above = nodes.reduce((most, node, index) => {
    const high = upright(index) && Math.sin(angle(index)) < 0;
    return high ? Math.max(most, 12 * namesOf(node, width * ABOVE).length + 12) : most;
  }, 14);
  const [cx, cy] = [width / 2, down + LARGEST + above + 8];
  const place = (index: number): [number, number] => [
    cx + across * Math.cos(angle(index)),
    cy + down * Math.sin(angle(index)),
  ];
  const largest = Math.max(0, ...nodes.map(({ size }) => size ?? 0));
  const discRadius = ({ size }: NetworkNode): number =>
    size === null || !(largest > 0)
      ? SMALLEST
      : Math.max(SMALLEST, LARGEST * Math.sqrt(Math.max(0, size) / largest));
  const widest = Math.max(0, ...edges.map(({ weight }) => weight));
  const drawn = edges.filter(
    ({ from, to }) => nodes[from] !== undefined && nodes[to] !== undefined && from !== to,
  );

  const edgeMarks = drawn.map(({ from, to, weight }) => {
    const [[x1, y1], [x2, y2]] = [place(from), place(to)];
    return line(x1, y1, x2, y2, {
      ...paint(null, "slate"),
      "stroke-width": widest > 0 ? Math.max(THINNEST, (THICKEST * Math.max(0, weight)) / widest) : THINNEST,
      "stroke-opacity": 0.55,
    });
  });
  const taken: [number, number][] = [];
  const counts = drawn.map(({ from, to, studies }) => {
    const [x, y] = freePlace(place(from), place(to), taken);
    taken.push([x, y]);
    const text = String(studies);
    const half = Math.max(7.5, textWidth(text, 10) / 2 + 3);
    return (
      element("rect", {
        x: x - half,
        y: y - 7.5,
        width: 2 * half,
        height: 15,
        rx: 7.5,
        ...paint("paper", "hairline"),
        "stroke-width": 1,
      }) + label(x, y + 3.5, text, { size: 10, anchor: "middle" })
    );
  });
  const discs = nodes.map((node, index) => {
    const [x, y] = place(index);
    return element("circle", {
      cx: x,
      cy: y,
      r: discRadius(node),
      ...paint("violet", "paper"),
      "stroke-width": 1.5,
    });
  });
  const names = nodes.map((node, index) => {
    const [cosine, sine] = [Math.cos(angle(index)), Math.sin(angle(index))];
    const [x, y] = place(index);
    const off = discRadius(node) + 6;
    const beside = cosine > 0 ? x + off : x - off;
    const atop = upright(index);
    const anchor = atop ? "middle" : cosine > 0 ? "start" : "end";
    const bold = namesOf(node, atop ? width * ABOVE : width * SIDE);
    const lines = [...bold, numbered ? "" : under(node, words)].filter((text) => text !== "");
    const top = atop
      ? sine < 0
        ? y - off - (lines.length - 1) * 12
        : y + off + 8
      : y + off * 0.5 * sine + 4 - (lines.length - 1) * 6;
    return lines
      .map((text, at) =>
        label(atop ? x : beside, top + at * 12, text, {
          size: at < bold.length ? 11 : 9.5,
          anchor,
          bold: at < bold.length,
          colour: at < bold.length ? "ink" : "muted",
        }),
      )
      .join("");
  });
  const underneath = nodes.reduce((most, node, index) => {
    const low = upright(index) && Math.sin(angle(index)) > 0;
    return low ? Math.max(most, 12 * namesOf(node, width * ABOVE).length + 12) : most;
  }, 14);
  const key = numbered
    ? input.nodes.map((node, index) =>
        [`${index + 1}: ${node.label}`, under(node, words)].filter((text) => text !== "").join(", "),
      )
    : [];
  const below = notesBelow([...key, ...input.notes], cy + down + LARGEST + underneath + 12, width);
  const table: Figure["table"] = {
    head: [words.treatment, words.comparator, words.studies, words.weight],
    rows: drawn.map(({ from, to, studies, weight }) => [
      input.nodes[from]?.label ?? "",
      input.nodes[to]?.label ?? "",
      String(studies),
      String(Number(weight.toPrecision(3))),
    ]),
  };
  const description = [
    ...input.nodes.map((node) => [node.label, under(node, words)].filter((text) => text !== "").join(", ")),
    ...table.rows.map(([one, other, studies]) => `${one} - ${other}: ${words.studies} ${studies}`),
    ...input.notes,
  ].join("; ");
  return {
    svg: root(width, below.bottom, input.title, description, [
      ...edgeMarks,
      ...discs,
      ...counts,
      ...names,
      ...below.parts,
    ]),
    height: below.bottom,
    title: input.title,
    description,
    table,
  };
};
