import type { KnowledgeBundle, KnowledgeKind } from "@erbium/model";
import { citedBy, everyItem, isRecord } from "./checks/items.ts";

/** A part of the knowledge that no answer may use, because all its sources are retracted. */
export interface BlockedItem {
  readonly kind: KnowledgeKind;
  readonly item: string;
  /** path inside the item (`statements.L755S-3`); null when the whole item is blocked */
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
    if (kind === "claims" && retracted.has(String(item.assertedBy)))
      blocked.push({ kind, item: id, part: null, source: String(item.assertedBy) });
    visit(item, null, (part, source) => blocked.push({ kind, item: id, part, source }), retracted);
  }
  return blocked;
};

/** Walks every object of an item; written for speed, because every opening of the bundle does it. */
const visit = (
  value: Readonly<Record<string, unknown>>,
  path: string | null,
  found: (part: string | null, source: string) => void,
  retracted: ReadonlySet<string>,
): void => {
  if (Array.isArray(value.sources) && value.sources.length > 0) {
    const cited = citedBy(value);
    const source = cited[0];
    if (source !== undefined && cited.every((one) => retracted.has(one))) found(path, source);
  }
  for (const key in value) {
    const inner = value[key];
    if (typeof inner !== "object" || inner === null || key === "sources") continue;
    const at = path === null ? key : `${path}.${key}`;
    if (!Array.isArray(inner)) visit(inner as Readonly<Record<string, unknown>>, at, found, retracted);
    else
      for (let index = 0; index < inner.length; index++) {
        const member: unknown = inner[index];
        if (isRecord(member))
          visit(member, `${at}.${typeof member.id === "string" ? member.id : index}`, found, retracted);
      }
  }
};
