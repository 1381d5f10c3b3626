import { canonical } from "@erbium/variants";
import { type Check, error, type Finding, warning } from "./finding.ts";

/**
 * The residues of an alteration record agree with the protein sequence, its key is the canonical one, and
 * its gene is the key's. An alias that means something else, or cannot be read, is a warning: sources do
 * write wrong names, and the record may say so.
 */
export const variantResidue: Check = {
  name: "variant-residue",
  holds: "a variant's residue agrees with the protein",
  run({ bundle, genes }) {
    const findings: Finding[] = [];
    const owners = new Map<string, string>();
    for (const record of bundle.alterations) {
      const { id, key, gene } = record;
      const read = canonical(key, genes);
      if (read.error !== null && read.error.code !== "unsupported-gene")
        findings.push(
          error(
            "alterations",
            id,
            "key",
            `"${key}": ${read.error.message}`,
            read.error.suggestion ?? "Correct the change or its residue.",
          ),
        );
      else if (read.key !== null && read.key !== key)
        findings.push(
          error(
            "alterations",
            id,
            "key",
            `The canonical key of "${key}" is "${read.key}".`,
            `Write "${read.key}".`,
          ),
        );
      if (!key.startsWith(`${gene}:`))
        findings.push(
          error("alterations", id, "gene", `The gene is ${gene}, the key "${key}".`, "Make them agree."),
        );
      const owner = owners.get(key);
      if (owner !== undefined)
        findings.push(
          error("alterations", id, "key", `"${owner}" has the same key "${key}".`, "Merge the two records."),
        );
      owners.set(key, id);
      for (const alias of record.aliases) {
        const other = canonical(alias.includes(gene) ? alias : `${gene} ${alias}`, genes);
        if (other.key !== null && other.key !== key)
          findings.push(
            warning(
              "alterations",
              id,
              "aliases",
              `The alias "${alias}" means "${other.key}", not "${key}".`,
              "Drop it, or say in note what the source meant.",
            ),
          );
      }
    }
    return findings;
  },
};
