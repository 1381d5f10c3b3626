import { hasCome, not, type PartialDate, type Truth } from "@erbium/model";

/**
 * Did a statement hold on the day `asOf`? What the knowledge holds without a day, or with a vague one, holds from
 * the knowledge's own day on, and before it is unknown.
 */
export const heldOn = (
  item: { readonly from?: PartialDate | undefined; readonly to?: PartialDate | undefined },
  asOf: PartialDate,
  knowledgeAsOf: PartialDate,
): Truth => {
  const ended: Truth = item.to === undefined ? "not met" : hasCome(item.to, asOf);
  if (ended !== "not met") return not(ended);
  const begun: Truth = item.from === undefined ? "unknown" : hasCome(item.from, asOf);
  return begun === "unknown" ? (hasCome(knowledgeAsOf, asOf) === "met" ? "met" : "unknown") : begun;
};
