import { type KnowledgeKind, knowledgeKinds } from "@erbium/model";
import type { CheckContext } from "./finding.ts";

/** Any item of any kind. */
export interface AnyItem {
  readonly kind: KnowledgeKind;
  readonly id: string;
  readonly item: Readonly<Record<string, unknown>>;
}

export const kinds = Object.keys(knowledgeKinds) as KnowledgeKind[];

/** Every item of the bundle with its kind. */
export function* everyItem(bundle: CheckContext["bundle"]): Generator<AnyItem> {
  for (const kind of kinds)
    for (const item of bundle[kind] ?? [])
      yield { kind, id: String((item as { id: unknown }).id), item: item as unknown as AnyItem["item"] };
}

/** A part of an item (the item itself, an outcome, a statement, a rule ...) and where it stands. */
export interface Part {
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** The item and every object inside it, depth first; list members are named by their id where they have one. */
export function* partsOf(item: Readonly<Record<string, unknown>>, path = ""): Generator<Part> {
  yield { path, value: item };
  for (const [key, inner] of Object.entries(item)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (Array.isArray(inner)) {
      for (const [index, member] of inner.entries())
        if (isRecord(member))
          yield* partsOf(member, `${at}.${typeof member.id === "string" ? member.id : index}`);
    } else if (isRecord(inner)) yield* partsOf(inner, at);
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Source ids that a part itself cites (not its inner parts). */
export const citedBy = (part: Readonly<Record<string, unknown>>): string[] => {
  const sources = part.sources;
  if (!Array.isArray(sources)) return [];
  return sources.flatMap((one: unknown) =>
    typeof one === "string" ? [one] : isRecord(one) && typeof one.source === "string" ? [one.source] : [],
  );
};
