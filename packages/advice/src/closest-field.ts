/** Letters and pairs of neighbouring letters, for Dice's coefficient: pairs see order, letters forgive a swap. */
const pairs = (word: string): string[] => {
  const plain = word.toLowerCase().replace(/[^a-z0-9]/g, "");
  return [
    ...plain,
    ...Array.from({ length: Math.max(0, plain.length - 1) }, (_, index) => plain.slice(index, index + 2)),
  ];
};

/** The known field a writer most likely meant, by shared letters and pairs of letters; null when none is near. */
export const closestField = (word: string, fields: readonly string[]): string | null => {
  const wanted = pairs(word.slice(0, 80));
  let best: string | null = null;
  let bestShare = 0.55;
  for (const field of fields) {
    const known = pairs(field);
    const rest = [...known];
    const shared = wanted.filter((pair) => {
      const at = rest.indexOf(pair);
      if (at >= 0) rest.splice(at, 1);
      return at >= 0;
    }).length;
    const cutShort = word.length > 2 && field.toLowerCase().startsWith(word.toLowerCase());
    const share = cutShort ? 1 : (2 * shared) / Math.max(1, wanted.length + known.length);
    if (share > bestShare) {
      best = field;
      bestShare = share;
    }
  }
  return best;
};
