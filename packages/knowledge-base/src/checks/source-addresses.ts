import { type Check, error } from "./finding.ts";

/** A source can be found: it has an identifier or an address. */
export const sourceAddresses: Check = {
  name: "source-addresses",
  holds: "every source has an identifier or an address",
  run: ({ bundle }) =>
    bundle.sources
      .filter((source) => !(source.url || source.pmid || source.pmcid || source.doi || source.nct))
      .map((source) =>
        error(
          "sources",
          source.id,
          undefined,
          "The source has neither an identifier nor an address.",
          "Add url, pmid, pmcid, doi or nct.",
        ),
      ),
};
