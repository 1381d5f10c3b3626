import { type Agency, type Caution, message } from "@erbium/model";
import type { Considered } from "./considered.ts";
import { concernsHere, countsHere } from "./jurisdiction.ts";

/**
 * An agency that looked and did not approve, or of whose decision sources disagree: said beside what speaks
 * for it, from the day of the decision on.
 */
export const regulatoryCautions = (one: Considered, chosen: readonly Agency[], name: string): Caution[] =>
  one.approvals
    .filter(({ begun }) => begun !== "not met")
    .filter(({ row }) => concernsHere(row.agency, chosen))
    .filter(({ row }) => ["rejected", "not approved", "unresolved"].includes(row.state))
    .map(({ row, verdict }) => ({
      code: "regulatory",
      severity: row.state === "unresolved" || row.status === "recalled" ? "watch" : "caution",
      topic: "approval",
      message: message("caution.regulatory", {
        agency: row.agency === "any" ? "any agency" : row.agency,
        regimen: name,
        status: verdict.status,
        indication: row.words.indication,
      }),
      therapies: [...row.regimen],
      because: row.note === undefined ? [] : [message("caution.note", { text: row.note })],
      claims: [],
      status: row.status,
      sources: row.sources,
    }));

/** An approved companion test whose brand nobody recorded: a caution, not an unmet condition. */
export const diagnosticCautions = (one: Considered, chosen: readonly Agency[]): Caution[] =>
  one.approvals
    .filter(({ row, verdict }) => verdict.applies === "met" && countsHere(row.agency, chosen))
    .flatMap(({ row }): Caution[] =>
      row.companionDiagnostics === undefined || row.companionDiagnostics.length === 0
        ? []
        : [
            {
              code: "companion-diagnostic",
              severity: "watch",
              topic: "companion diagnostic",
              message: message("caution.diagnostic", {
                agency: row.agency,
                tests: row.companionDiagnostics.join(", "),
              }),
              therapies: [...row.regimen],
              because: [],
              claims: [],
              status: row.status,
              sources: row.sources,
            },
          ],
    );
