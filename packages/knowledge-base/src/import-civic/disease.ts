import type { Tumour } from "@erbium/model";

/** Words a disease name carries beside the tumour: receptor state, course, age. */
const qualifiers =
  /\b(?:(?:her2|estrogen|progesterone|hormone)[- ]receptor (?:positive|negative)|castration[- ]resistant|recurrent|metastatic|advanced|childhood|adult)\b/g;

/** "Lung Non-small Cell Carcinoma" and "Non-Small Cell Lung Cancer" in one form: words in order of the alphabet. */
const folded = (name: string): string =>
  (
    name
      .toLowerCase()
      .replace(qualifiers, " ")
      .match(/[a-z0-9]+/g) ?? []
  )
    .map((word) =>
      word === "carcinoma" ? "cancer" : word === "tumor" ? "tumour" : word === "stomach" ? "gastric" : word,
    )
    .toSorted()
    .join(" ");

/**
 * Tumour code of a disease name of the Disease Ontology, by the names of our tumours, whatever the order of
 * the words; null where none fits, or where two tumours fit equally.
 */
export const diseaseNames = (tumours: readonly Tumour[]): ((disease: string) => string | null) => {
  const byName = new Map<string, string | null>();
  for (const { id, names } of tumours)
    for (const name of names.en) {
      const key = folded(name);
      const other = byName.get(key);
      byName.set(key, other === undefined || other === id ? id : null);
    }
  const known = new Map<string, string | null>();
  return (disease) => {
    const found = known.get(disease);
    if (found !== undefined) return found;
    const code = byName.get(folded(disease)) ?? null;
    known.set(disease, code);
    return code;
  };
};
