import { heldOn, type KnowledgeIndex } from "@erbium/knowledge-base";
import type { Held, PartialDate } from "@erbium/model";

/** When an item held, as seen from the day asked for; null where it surely did not hold then, so that nobody is told of it. */
export const held = (
  item: { readonly from?: PartialDate | undefined; readonly to?: PartialDate | undefined },
  asOf: PartialDate,
  knowledge: KnowledgeIndex,
): Held | null => {
  const truth = heldOn(item, asOf, knowledge.asOf);
  return truth === "not met" ? null : { from: item.from ?? null, to: item.to ?? null, held: truth };
};

/** Of several that stand together: it held if one of them did, since the first that did. */
export const heldTogether = (all: readonly Held[]): Held => {
  const [first] = all.toSorted(
    (a, b) => Number(b.held === "met") - Number(a.held === "met") || (start(a) < start(b) ? -1 : 1),
  );
  return first ?? { from: null, to: null, held: "unknown" };
};

/** For an order in time: a day that is not known goes last. */
const start = ({ from }: Held): string => from?.replace(/^\.\.\//, "") ?? "9999";
