import { type Check, error, type Finding, warning } from "./finding.ts";
import { everyItem, partsOf } from "./items.ts";

/** What `recalled` of an approval may name: its parts, and the fields a reader sees. */
const approvalParts = new Set([
  "tumour",
  "setting",
  "biomarker",
  "line",
  "date",
  "type",
  "indication",
  "regimen",
  "agency",
  "to",
  "companionDiagnostics",
]);

/**
 * No recalled item can reach an option. That means: an option rests on an approval whose `status` is
 * verified and whose parts outside `recalled` are met (a part that is recalled can only weaken), on
 * statements and outcomes whose own status is not recalled, and on safety rules of severity "stop" that a
 * source states. This check proves what the data must hold for it: recalled parts name real parts, a
 * recalled item does not pass as sourced, nothing that is recalled can stop a therapy, a recalled outcome
 * is named wherever it is marked for pooling.
 */
export const recalled: Check = {
  name: "recalled",
  holds: "no recalled item can reach an option",
  run({ bundle }) {
    const findings: Finding[] = [];
    for (const row of bundle.approvals)
      for (const part of row.recalled ?? [])
        if (!approvalParts.has(part))
          findings.push(
            error(
              "approvals",
              row.id,
              "recalled",
              `"${part}" is not a part of an approval.`,
              `Use one of ${[...approvalParts].join(", ")}.`,
            ),
          );
    for (const { kind, id, item } of everyItem(bundle))
      for (const { path, value } of partsOf(item)) {
        if (kind === "approvals" || !Array.isArray(value.recalled)) continue;
        for (const field of value.recalled as unknown[])
          if (typeof field !== "string" || field.trim() === "")
            findings.push(
              error(
                kind,
                id,
                path === "" ? "recalled" : `${path}.recalled`,
                "A recalled field has no name.",
                "Name the field.",
              ),
            );
      }
    for (const rule of bundle.safety)
      if (rule.severity === "stop" && rule.status !== "verified")
        findings.push(
          error(
            "safety",
            rule.id,
            "severity",
            `A ${rule.status} rule would stop a therapy.`,
            "Cite the label, or use severity caution.",
          ),
        );
    for (const study of bundle.studies)
      for (const row of study.outcomes)
        if (row.pool && row.status === "recalled")
          findings.push(
            warning(
              "studies",
              study.id,
              `outcomes.${row.id}.pool`,
              "A recalled figure is marked for pooling.",
              "A pool leaves it out, or shows itself as unconfirmed.",
            ),
          );
    return findings;
  },
};
