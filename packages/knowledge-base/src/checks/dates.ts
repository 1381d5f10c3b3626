import { dateBounds } from "@erbium/model";
import { type Check, error, type Finding } from "./finding.ts";

const startsAfter = (a: string | null | undefined, b: string | null | undefined): boolean => {
  const first = a ? dateBounds(a) : null;
  const last = b ? dateBounds(b) : null;
  return first !== null && last !== null && first.earliest > last.latest;
};

/** Dates run forward: from before to, an edition before the one that replaced it, a source before it was seen. */
export const dates: Check = {
  name: "dates",
  holds: "dates are ordered",
  run({ bundle }) {
    const findings: Finding[] = [];
    for (const kind of ["approvals", "guidelines"] as const) {
      const byId = new Map(bundle[kind].map((row) => [row.id, row]));
      for (const row of bundle[kind]) {
        if (startsAfter(row.from, row.to))
          findings.push(
            error(
              kind,
              row.id,
              "to",
              `It ends (${row.to}) before it begins (${row.from}).`,
              "Correct from or to.",
            ),
          );
        const next = row.supersededBy === undefined ? undefined : byId.get(row.supersededBy);
        if (next && startsAfter(row.from, next.from))
          findings.push(
            error(
              kind,
              row.id,
              "supersededBy",
              `It began (${row.from}) after "${next.id}", which replaced it (${next.from}).`,
              "Correct the dates or supersededBy.",
            ),
          );
      }
    }
    const spans = [
      ...bundle.safety.map((row) => ({ kind: "safety" as const, id: row.id, row })),
      ...bundle.conflicts.map((row) => ({ kind: "conflicts" as const, id: row.id, row })),
      ...bundle.mechanisms.flatMap(({ id, facts }) =>
        facts.map((row) => ({ kind: "mechanisms" as const, id, row })),
      ),
    ];
    for (const { kind, id, row } of spans)
      if (startsAfter(row.from, row.to))
        findings.push(
          error(kind, id, "to", `It ends (${row.to}) before it begins (${row.from}).`, "Correct from or to."),
        );
    for (const source of bundle.sources)
      if (startsAfter(source.date, source.seen))
        findings.push(
          error(
            "sources",
            source.id,
            "seen",
            `Seen ${source.seen}, before its own date ${source.date}.`,
            "Correct date or seen.",
          ),
        );
    return findings;
  },
};
