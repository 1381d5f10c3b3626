import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { err, ok, type Result } from "@erbium/model";

/** Tumour and therapy as `evidence` takes them, by any name; null where not asked. */
export interface EvidenceFilter {
  readonly tumour: string | null;
  readonly therapy: string | null;
}

/** Names nobody knows are refused instead of finding nothing. */
export const readFilter = (
  { tumour, therapy }: { readonly tumour?: string; readonly therapy?: string },
  knowledge: KnowledgeIndex,
): Result<EvidenceFilter> => {
  const code = tumour === undefined ? null : knowledge.tumour(tumour);
  if (code && !code.ok) return err({ ...code.error, path: "--tumour" });
  const known = therapy === undefined ? null : knowledge.therapy(therapy);
  if (therapy !== undefined && known === null)
    return err({
      code: "unknown-therapy",
      path: "--therapy",
      message: `no therapy is known as "${therapy}"`,
      remedy: "give a name, brand, code or class, in English, Chinese or Korean",
    });
  return ok({ tumour: code?.value.id ?? null, therapy: known?.id ?? null });
};

/** Does something about these tumours and therapies pass? Wider and narrower tumours both do. */
export const passes = (
  { tumour, therapy }: EvidenceFilter,
  of: { readonly tumours: readonly string[]; readonly therapies: readonly string[] },
  knowledge: Pick<KnowledgeIndex, "tumourIs" | "therapyIs">,
): boolean =>
  (tumour === null ||
    of.tumours.some((one) => knowledge.tumourIs(one, tumour) || knowledge.tumourIs(tumour, one))) &&
  (therapy === null || of.therapies.some((one) => knowledge.therapyIs(one, therapy)));
