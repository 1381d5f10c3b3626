import type { KnowledgeIndex } from "@erbium/knowledge-base";

/** Tumours read by the same guideline are one family; a tumour above a single family belongs to it. */
export const familiesOf = ({
  lineage,
  guidelineFamily,
  bundle,
}: Pick<KnowledgeIndex, "lineage" | "guidelineFamily" | "bundle">): ((code: string | null) => string) => {
  const known = new Map<string, string>();
  return (code) => {
    if (code === null || code === "SOLID") return "any";
    const cached = known.get(code);
    if (cached !== undefined) return cached;
    const own = guidelineFamily(code);
    const below = new Set(
      bundle.tumours.flatMap(({ id }) => (lineage(id).includes(code) ? (guidelineFamily(id) ?? []) : [])),
    );
    // tumours that no guideline of their own reads have nothing in common
    below.delete("agnostic");
    const family =
      own !== null && own !== "agnostic" ? own : below.size === 1 ? ([...below][0] ?? code) : code;
    known.set(code, family);
    return family;
  };
};
