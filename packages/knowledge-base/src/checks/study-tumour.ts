import { studyIndex } from "../study-index.ts";
import { type Check, type CheckContext, error, type Finding } from "./finding.ts";
import { isRelated } from "./related-tumours.ts";

/**
 * A trial's tumour agrees with the tumours of its outcomes and of the claims that are credited to it by
 * their NCT number or name. A trial in any solid tumour agrees with each.
 */
export const studyTumour: Check = {
  name: "study-tumour",
  holds: "a trial's tumour agrees with its outcomes and claims",
  run({ bundle, tumours }: CheckContext) {
    const findings: Finding[] = [];
    const agrees = (code: string, codes: readonly string[]): boolean =>
      codes.length === 0 || codes.some((other) => isRelated(tumours, code, other));
    for (const study of bundle.studies)
      for (const row of study.outcomes)
        if (!agrees(row.tumour, study.tumours))
          findings.push(
            error(
              "studies",
              study.id,
              `outcomes.${row.id}.tumour`,
              `The outcome is of ${row.tumour} ("${row.tumourWords}"), the trial of ${study.tumours.join(", ")}.`,
              "Correct the code, or add the tumour to the trial.",
            ),
          );
    const studies = studyIndex(bundle.studies);
    for (const claim of bundle.claims) {
      const { nct, study: name } = claim.attributedTo;
      const study = nct !== null ? studies.find(nct) : name !== null ? studies.find(name) : null;
      if (study && claim.tumour !== null && !agrees(claim.tumour, study.tumours))
        findings.push(
          error(
            "claims",
            claim.id,
            "tumour",
            `The claim is of ${claim.tumour}, its trial "${study.name}" of ${study.tumours.join(", ")}.`,
            "Correct the code or attributedTo.",
          ),
        );
    }
    return findings;
  },
};
