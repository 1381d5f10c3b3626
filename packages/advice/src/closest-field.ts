import { editDistance } from "@erbium/model";

/** Longer words are no misspelling of a field, and would only cost time. */
const LONGEST = 80;

const plain = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The known field a writer most likely meant: one that begins with the word, else the nearest by edits; null when none is near. */
export const closestField = (word: string, fields: readonly string[]): string | null => {
  const wanted = plain(word);
  if (wanted.length > LONGEST) return null;
  if (wanted.length > 2) {
    const cutShort = fields.find((field) => plain(field).startsWith(wanted));
    if (cutShort !== undefined) return cutShort;
  }
  let best: string | null = null;
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1;
  for (const field of fields) {
    const distance = editDistance(wanted, plain(field));
    if (distance < bestDistance && distance < wanted.length) {
      best = field;
      bestDistance = distance;
    }
  }
  return best;
};
