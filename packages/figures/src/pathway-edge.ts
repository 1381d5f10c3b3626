import type { Truth } from "./figure.ts";
import { type Paint, paint } from "./palette.ts";
import { element, line, path } from "./svg.ts";

export const NODE_HEIGHT = 22;
/** Lines from another row of lanes end at the right, beside the lane's name. */
const FAR = 60;

export interface PathwayFigureEdge {
  readonly from: string;
  readonly to: string;
  readonly effect: "activates" | "inhibits" | "pairs with" | "turns into";
  /** false: no source was seen */
  readonly confirmed: boolean;
}

/** Where the box of a node stands. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** From the nearer side of one box to that of the other; ends in an arrow, a bar or nothing. */
export const pathwayEdge = (
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
    ? [b.x > a.x ? a.x + a.width : a.x, a.y + NODE_HEIGHT / 2]
    : [a.x + a.width / 2, down ? a.y + NODE_HEIGHT : a.y];
  const end: [number, number] = level
    ? [b.x > a.x ? b.x : b.x + b.width, b.y + NODE_HEIGHT / 2]
    : [b.x + b.width * (Math.abs(b.y - a.y) > FAR ? 0.8 : 0.5), down ? b.y : b.y + NODE_HEIGHT];
  const [x1, y1] = start;
  const [x2, y2] = end;
  const near = level && Math.abs(x2 - x1) < 20;
  // a level edge that would run through other boxes goes round below them
  const around = level && !near;
  const bend = around ? NODE_HEIGHT : (y2 - y1) / 2;
  const [sx, sy] = around ? [a.x + a.width / 2, a.y + NODE_HEIGHT] : [x1, y1];
  const [ex, ey] = around ? [b.x + b.width / 2, b.y + NODE_HEIGHT] : [x2, y2];
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
