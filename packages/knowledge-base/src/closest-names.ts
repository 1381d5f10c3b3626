import { editDistance } from "@erbium/model";
import { normalName } from "./normal-name.ts";

/** Up to three names nearest to `name` by edit distance over normalised names; none when nothing is near. */
export const closestNames = <T>(
  name: string,
  byName: ReadonlyMap<string, T>,
  show: (item: T) => string,
): string[] => {
  const wanted = normalName(name.slice(0, 60));
  if (wanted.length < 2) return [];
  const near: { distance: number; shown: string }[] = [];
  for (const [key, item] of byName) {
    const limit = Math.max(1, Math.floor(Math.min(wanted.length, key.length) / 3));
    if (Math.abs(key.length - wanted.length) > limit) continue;
    const distance = editDistance(wanted, key);
    if (distance <= limit) near.push({ distance, shown: show(item) });
  }
  near.sort((a, b) => a.distance - b.distance);
  return [...new Set(near.map((item) => item.shown))].slice(0, 3);
};
