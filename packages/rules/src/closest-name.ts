import { editDistance } from "@erbium/model";

/** The known word that a writer most likely meant, or undefined when none is near. Case does not count. */
const closestName = (word: string, known: Iterable<string>): string | undefined => {
  if (word.length > 80) return undefined;
  const wanted = word.toLowerCase().replace(/[\s_-]/g, "");
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(wanted, candidate.toLowerCase().replace(/[\s_-]/g, ""));
    if (distance < bestDistance && distance < wanted.length) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
};

/** `Did you mean X?` when something is near, otherwise the fallback. */
export const suggest = (word: string, known: readonly string[], fallback: string): string => {
  const near = closestName(word, known);
  return near === undefined ? fallback : `Did you mean ${JSON.stringify(near)}? ${fallback}`;
};
