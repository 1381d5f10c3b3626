import type { KnowledgeBundle, KnowledgeKind } from "@erbium/model";
import { citedBy, everyItem, partsOf } from "./checks/items.ts";

/** A part of the knowledge that no answer may use, because all its sources are retracted. */
export interface BlockedItem {
  readonly kind: KnowledgeKind;
  readonly item: string;
  /** path inside the item (`statements.v3.s1`); null when the whole item is blocked */
  readonly part: string | null;
  /** a retracted source it rests on */
  readonly source: string;
}

/** Everything that rests on retracted sources alone, down to single statements, outcomes and facts. */
export const blockedItems = (bundle: Omit<KnowledgeBundle, "hash">): BlockedItem[] => {
  const retracted = new Set(bundle.sources.filter((source) => source.retracted).map((source) => source.id));
  if (retracted.size === 0) return [];
  const blocked: BlockedItem[] = [];
  for (const { kind, id, item } of everyItem(bundle)) {
    if (kind === "sources") continue;
    const asserted = kind === "claims" ? String(item.assertedBy) : null;
    for (const { path, value } of partsOf(item)) {
      const cited = asserted !== null && path === "" ? [asserted] : citedBy(value);
      const source = cited[0];
      if (source !== undefined && cited.every((one) => retracted.has(one)))
        blocked.push({ kind, item: id, part: path === "" ? null : path, source });
    }
  }
  return blocked;
};
