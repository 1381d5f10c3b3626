import type { KnowledgeBundle, KnowledgeKind } from "@erbium/model";
import type { GeneIndex } from "@erbium/variants";
import type { TherapyIndex } from "../therapy-index.ts";
import type { TumourIndex } from "../tumour-index.ts";

/** Something a check found. An error fails the build; a warning is printed. */
export interface Finding {
  readonly severity: "error" | "warning";
  readonly kind: KnowledgeKind;
  /** id of the item */
  readonly item: string;
  /** dotted path inside the item */
  readonly field?: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a check may look at: the items as they will stand in the bundle, and indexes over them. */
export interface CheckContext {
  readonly bundle: Omit<KnowledgeBundle, "hash">;
  readonly tumours: TumourIndex;
  readonly therapies: TherapyIndex;
  readonly genes: GeneIndex;
}

/** One rule that all knowledge must obey. */
export interface Check {
  /** kebab-case */
  readonly name: string;
  /** what holds when it passes */
  readonly holds: string;
  run(context: CheckContext): readonly Finding[];
}

export const error = (
  kind: KnowledgeKind,
  item: string,
  field: string | undefined,
  message: string,
  remedy: string,
): Finding => ({ severity: "error", kind, item, ...(field === undefined ? {} : { field }), message, remedy });

export const warning = (...args: Parameters<typeof error>): Finding => ({
  ...error(...args),
  severity: "warning",
});
