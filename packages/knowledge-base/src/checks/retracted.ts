import { blockedItems } from "../blocked.ts";
import { type Check, warning } from "./finding.ts";

/** A retracted source blocks whatever rests on it alone. The build says what it blocks. */
export const retracted: Check = {
  name: "retracted",
  holds: "nothing rests on a retracted source alone",
  run: ({ bundle }) =>
    blockedItems(bundle).map(({ kind, item, part, source }) =>
      warning(
        kind,
        item,
        part ?? undefined,
        `Blocked: its source "${source}" is reported as retracted.`,
        "Cite another source, or leave it blocked.",
      ),
    ),
};
