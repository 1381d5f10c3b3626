import { type Check, error, type Finding } from "./finding.ts";
import { citedBy, everyItem, partsOf } from "./items.ts";

/** Kinds whose `status` speaks of names and codes or of the words of a review, and whose source stands elsewhere. */
const sourcedByOwnField: Readonly<Record<string, string>> = { claims: "assertedBy" };

/**
 * "Verified" means that a source says so. A part counts its own sources and, failing these, those of the
 * item it stands in.
 */
export const verifiedHasSource: Check = {
  name: "verified-has-source",
  holds: "a verified item has a source",
  run({ bundle }) {
    const findings: Finding[] = [];
    for (const { kind, id, item } of everyItem(bundle)) {
      const own = citedBy(item);
      const field = sourcedByOwnField[kind];
      for (const { path, value } of partsOf(item)) {
        if (value.status !== "verified" || (field !== undefined && path === "")) continue;
        if (citedBy(value).length === 0 && own.length === 0)
          findings.push(
            error(
              kind,
              id,
              path === "" ? "sources" : `${path}.sources`,
              "It is called verified, but no source is cited.",
              'Cite a source, or say "status: recalled".',
            ),
          );
      }
    }
    return findings;
  },
};
