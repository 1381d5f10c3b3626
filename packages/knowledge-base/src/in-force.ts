import { type Approval, all, hasCome, not, type PartialDate, type Truth } from "@erbium/model";

type Dated = Pick<Approval, "from" | "to" | "state">;

/** States in which no decision stands, whatever the dates say. */
const neverDecided: ReadonlySet<Approval["state"]> = new Set([
  "pending",
  "opinion",
  "rejected",
  "not approved",
]);
/** States nobody could establish; they can be in force or not, and are never met. */
const notEstablished: ReadonlySet<Approval["state"]> = new Set(["unresolved", "unknown"]);

/**
 * Is a decision in force on the day `asOf`? From `from` on, up to the day before `to`. A vague date that
 * straddles the day gives unknown, and so does a missing one; a row without a decision is never met.
 * A superseded or withdrawn row counts until its `to`; where that day is not recorded it is unknown.
 */
export const inForce = (row: Dated, asOf: PartialDate): Truth => {
  if (neverDecided.has(row.state)) return "not met";
  if (notEstablished.has(row.state)) return "unknown";
  const begun: Truth = row.from === null ? "unknown" : hasCome(row.from, asOf);
  const ended: Truth =
    row.to === null ? (row.state === "active" ? "not met" : "unknown") : hasCome(row.to, asOf);
  return all([begun, not(ended)]);
};
