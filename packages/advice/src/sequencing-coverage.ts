import type { Sequencing } from "@erbium/model";

export type AlterationType = "snv" | "indel" | "cnv" | "fusion";

/**
 * Was this gene looked at for all these types of alteration in tissue, by a test that succeeded? This is
 * how "looked for and not found" is said. Plasma never answers for tissue, and a test that does not say
 * its material, genes, types or result answers nothing.
 *
 * @param symbol turns a gene name or alias into the symbol used here
 */
export const coveredInTissue = (
  sequencing: readonly Sequencing[] | undefined,
  gene: string,
  types: readonly AlterationType[],
  symbol: (name: string) => string,
): boolean =>
  types.every((type) =>
    (sequencing ?? []).some(
      (test) =>
        test.result === "complete" &&
        test.material === "tissue" &&
        (test.types ?? []).includes(type) &&
        (test.genes ?? []).some((name) => symbol(name) === gene),
    ),
  );
