import type { Alteration } from "@erbium/model";
import { canonical } from "@erbium/variants";
import { lines } from "../io/lines.ts";
import { checkReadable, openBytes } from "../io/read-text.ts";
import { loadKnowledge } from "../knowledge.ts";
import { columns } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";

export interface VariantOptions {
  readonly batch?: string;
  readonly json?: boolean;
}

/** `erbium variant`: any name to one canonical alteration; with `--json`, or for a batch, one JSON object per line. */
export const variantCommand = async (names: readonly string[], options: VariantOptions): Promise<void> => {
  const knowledge = await loadKnowledge();
  if (!knowledge.ok) return refuse(knowledge.error);
  const { genes } = knowledge.value.index;
  if (options.batch !== undefined) {
    const refusal = await checkReadable(options.batch);
    if (refusal) return refuse(refusal);
    for await (const line of lines(openBytes(options.batch), options.batch)) {
      if (!line.ok) return refuse(line.error);
      if (line.value.trim() !== "") process.stdout.write(`${JSON.stringify(canonical(line.value, genes))}\n`);
    }
    return;
  }
  const alterations = names.map((name) => canonical(name, genes));
  for (const alteration of alterations)
    process.stdout.write(options.json ? `${JSON.stringify(alteration)}\n` : `${card(alteration)}\n\n`);
  if (alterations.some((alteration) => alteration.error !== null)) process.exitCode = 1;
};

const card = (alteration: Alteration): string => {
  if (alteration.error)
    return columns(
      [alteration.input, alteration.error.code],
      [
        ["", alteration.error.message],
        ["", alteration.error.suggestion ?? ""],
      ],
    );
  const rows: [string, string | null][] = [
    ["gene", alteration.gene],
    ["key", alteration.key],
    ["protein", alteration.protein],
    ["coding", alteration.coding],
    ["GRCh37", alteration.genomic?.GRCh37 ?? null],
    ["GRCh38", alteration.genomic?.GRCh38 ?? null],
    ["exon", alteration.exon === null ? null : String(alteration.exon)],
    ["domain", alteration.domain],
    ["classes", alteration.classes.join(", ")],
    ["consequence", alteration.consequence],
    ["also written", alteration.aliases.join(", ")],
  ];
  return columns(
    [alteration.input, alteration.kind ?? ""],
    rows.filter(([, value]) => value !== null && value !== "").map(([name, value]) => [name, value ?? ""]),
  );
};
