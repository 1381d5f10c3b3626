import type { Alteration } from "@erbium/model";
import { canonical, codingWays, type GeneIndex } from "@erbium/variants";
import { lines } from "../io/lines.ts";
import { checkReadable, openBytes } from "../io/read-text.ts";
import { loadKnowledge } from "../knowledge.ts";
import { columns } from "../terminal/columns.ts";
import { refuse } from "../terminal/refusals.ts";

export interface VariantOptions {
  readonly batch?: string;
  readonly json?: boolean;
  /** also list the coding changes that give the protein change */
  readonly reverse?: boolean;
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
      if (line.value.trim() !== "")
        process.stdout.write(`${JSON.stringify(record(canonical(line.value, genes), genes, options))}\n`);
    }
    return;
  }
  const alterations = names.map((name) => canonical(name, genes));
  for (const alteration of alterations)
    process.stdout.write(
      options.json
        ? `${JSON.stringify(record(alteration, genes, options))}\n`
        : `${[card(alteration), ...(options.reverse ? [reverseCard(alteration, genes)] : [])].join("\n")}\n\n`,
    );
  if (alterations.some((alteration) => alteration.error !== null)) process.exitCode = 1;
};

/** The alteration, with `reverse` the ways to it: coding and genomic names and the number of changed bases. */
const record = (alteration: Alteration, genes: GeneIndex, { reverse }: VariantOptions): object => {
  if (!reverse) return alteration;
  const { ways, complete } = codingWays(alteration, genes);
  return {
    ...alteration,
    reverse: ways.map((way) => ({
      bases: way.bases,
      coding: way.alteration.coding,
      genomic: way.alteration.genomic,
    })),
    reverseComplete: complete,
  };
};

/** Ways shown on a terminal; `--json` gives them all. */
const SHOWN = 20;

const reverseCard = (alteration: Alteration, genes: GeneIndex): string => {
  const { ways, complete } = codingWays(alteration, genes);
  if (ways.length === 0) return "  no coding change is listed for this kind of name";
  const more = ways.length > SHOWN || !complete ? [["", "more with --json"] as [string, string]] : [];
  return columns(
    ["coding changes that give it", ""],
    [
      ...ways
        .slice(0, SHOWN)
        .map(({ bases, alteration: way }): [string, string] => [
          `${bases} base${bases === 1 ? "" : "s"}`,
          [way.coding, way.genomic?.GRCh38].filter((one) => one != null).join("  "),
        ]),
      ...more,
    ],
  );
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
