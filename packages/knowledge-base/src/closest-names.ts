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
    const distance = editDistance(wanted, key, limit);
    if (distance <= limit) near.push({ distance, shown: show(item) });
  }
  near.sort((a, b) => a.distance - b.distance);
  return [...new Set(near.map((item) => item.shown))].slice(0, 3);
};

/** Levenshtein distance, given up (limit + 1) once it must exceed `limit`. */
const editDistance = (a: string, b: string, limit: number): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return row[b.length] ?? limit + 1;
};
