import { dateBounds } from "@erbium/model";
import { inForce } from "../in-force.ts";
import { type Check, error, type Finding } from "./finding.ts";

const undecided = new Set(["pending", "opinion", "rejected", "not approved", "unresolved", "unknown"]);

/**
 * No row is met on a day on which it is not in force. Tried on the as-of date, on every date the rows name
 * and far in the future: a row without a decision is never met, a superseded or withdrawn one not after
 * its end, none before its begin. Rows need the dates that make this decidable.
 */
export const approvalStates: Check = {
  name: "approval-states",
  holds: "an approval that is not in force is never met",
  run({ bundle }) {
    const findings: Finding[] = [];
    const ends = bundle.approvals
      .flatMap((row) => [row.from, row.to])
      .flatMap((date) => {
        const bounds = date === null ? null : dateBounds(date);
        return bounds === null ? [] : [bounds.earliest, bounds.latest];
      });
    const days = [...new Set([bundle.asOf, "1990-01-01", "2100-01-01", ...ends])];
    for (const row of bundle.approvals) {
      const { id, state, from, to, supersededBy } = row;
      const starts = from === null ? null : dateBounds(from);
      const stops = to === null ? null : dateBounds(to);
      for (const day of days) {
        if (inForce(row, day) !== "met") continue;
        const early = starts === null || day < starts.earliest;
        const late = stops !== null && day > stops.latest;
        if (undecided.has(state) || early || late) {
          findings.push(
            error(
              "approvals",
              id,
              "state",
              `It counts as in force on ${day} (state ${state}, ${from ?? "?"} to ${to ?? "open"}).`,
              "Correct state, from or to.",
            ),
          );
          break;
        }
      }
      if (state === "active" && from === null && row.status === "verified" && !row.recalled?.includes("date"))
        findings.push(
          error(
            "approvals",
            id,
            "from",
            "A row in force has no date it came into force.",
            'Give from; where no day was found, list "date" under recalled.',
          ),
        );
      if (state === "superseded" && to === null && supersededBy === undefined)
        findings.push(
          error(
            "approvals",
            id,
            "to",
            "A superseded row says neither when nor by what.",
            "Give to or supersededBy.",
          ),
        );
      if (state === "withdrawn" && to === null)
        findings.push(
          error("approvals", id, "to", "A withdrawn row does not say when.", "Give to, or state unknown."),
        );
      if (supersededBy !== undefined && to === null)
        findings.push(
          error("approvals", id, "to", `It was superseded by "${supersededBy}" but has no end.`, "Give to."),
        );
    }
    return findings;
  },
};
