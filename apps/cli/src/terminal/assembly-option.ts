import { InvalidArgumentError, Option } from "commander";

/** Names in use for the two assemblies that are read; UCSC's differ in nothing that a panel gene holds. */
const assemblies: Readonly<Record<string, "GRCh37" | "GRCh38">> = {
  grch37: "GRCh37",
  hg19: "GRCh37",
  b37: "GRCh37",
  grch38: "GRCh38",
  hg38: "GRCh38",
};

/** `--assembly` of every command that reads calls. */
export const assemblyOption = (description: string): Option =>
  new Option("--assembly <name>", description).argParser((name: string) => {
    const key = name.toLowerCase();
    const found = Object.hasOwn(assemblies, key) ? assemblies[key] : undefined;
    if (found === undefined) throw new InvalidArgumentError("give GRCh37 (hg19, b37) or GRCh38 (hg38).");
    return found;
  });
