import type { Assembly, Result } from "@erbium/model";
import { err, ok } from "@erbium/model";

/** Names in use for the two assemblies that are read, in small letters. */
const names: ReadonlyMap<string, Assembly> = new Map([
  ["grch37", "GRCh37"],
  ["37", "GRCh37"],
  ["hg19", "GRCh37"],
  ["b37", "GRCh37"],
  ["grch38", "GRCh38"],
  ["38", "GRCh38"],
  ["hg38", "GRCh38"],
]);

/**
 * The assembly behind a name, as files and people write it. UCSC's hg19 differs from GRCh37 in nothing that a panel gene
 * holds.
 *
 * @returns a refusal `unknown-assembly` for any other name
 */
export const assemblyNamed = (name: string): Result<Assembly> => {
  const found = names.get(name.toLowerCase());
  return found === undefined
    ? err({
        code: "unknown-assembly",
        message: `"${name}" is no assembly that is read`,
        remedy: "give GRCh37 (hg19, b37) or GRCh38 (hg38)",
      })
    : ok(found);
};
