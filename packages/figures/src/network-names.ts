import type { NetworkNode, NetworkWords } from "./network-graph.ts";
import { wrapText } from "./text.ts";

/** Share of the width that a name beside, or above and below, the circle may take before it wraps. */
export const SIDE = 0.27;
export const ABOVE = 0.6;

/** A name in up to three lines; measured as if larger, since bold letters run wider than their estimate. */
export const namesOf = ({ label: name }: NetworkNode, room: number): string[] =>
  wrapText(name, 11.75, room, 3);

/** "261 patients", below the name. */
export const under = ({ size }: NetworkNode, words: NetworkWords): string =>
  size === null ? "" : `${size} ${size === 1 ? (words.sizeOne ?? words.size) : words.size}`;

/** The first place along an edge, from its middle outwards, that leaves the numbers already placed readable. */
export const freePlace = (
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  taken: readonly (readonly [number, number])[],
): [number, number] => {
  const places = [0.46, 0.57, 0.36, 0.67, 0.27].map((part): [number, number] => [
    x1 + (x2 - x1) * part,
    y1 + (y2 - y1) * part,
  ]);
  const free = places.find(([x, y]) => taken.every(([u, v]) => Math.hypot(x - u, y - v) > 20));
  return free ?? places[0] ?? [x1, y1];
};
