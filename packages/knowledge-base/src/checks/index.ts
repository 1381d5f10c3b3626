import { accuracy } from "./accuracy.ts";
import { approvalStates } from "./approval-states.ts";
import { biomarkerCondition } from "./biomarker-condition.ts";
import { conditions } from "./conditions.ts";
import { dates } from "./dates.ts";
import { figures } from "./figures.ts";
import type { Check } from "./finding.ts";
import { indicationTumour } from "./indication-tumour.ts";
import { recalled } from "./recalled.ts";
import { references } from "./references.ts";
import { retracted } from "./retracted.ts";
import { sourceAddresses } from "./source-addresses.ts";
import { studyGroups } from "./study-groups.ts";
import { studyTumour } from "./study-tumour.ts";
import { uniqueIds, uniqueNames } from "./unique-ids.ts";
import { variantResidue } from "./variant-residue.ts";
import { verifiedHasSource } from "./verified-has-source.ts";

/** Everything that knowledge must obey beyond its schema: form first, then meaning. */
export const checks: readonly Check[] = [
  uniqueIds,
  uniqueNames,
  references,
  sourceAddresses,
  dates,
  verifiedHasSource,
  recalled,
  retracted,
  conditions,
  approvalStates,
  indicationTumour,
  biomarkerCondition,
  studyTumour,
  studyGroups,
  variantResidue,
  figures,
  accuracy,
];
