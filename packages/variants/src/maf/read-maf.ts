import { type Alteration, type Assembly, err, type Message, ok, type Result } from "@erbium/model";
import { alleleAlteration } from "../allele-alteration.ts";
import { assemblies, countBases, decideAssembly, noEvidence } from "../assembly-evidence.ts";
import { textOf } from "../bytes.ts";
import { type Call, type CallFile, type Chunks, type ReadOptions, warning } from "../call-file.ts";
import { canonical } from "../canonical.ts";
import type { GeneIndex } from "../gene-index.ts";
import { eachLine } from "../text-lines.ts";
import { type MafRow, mafColumn, mafCounts, mafReader } from "./maf-reader.ts";

/**
 * Reads the calls of a MAF that lie in panel genes. Rows with coordinates are read from them, rows with a
 * protein name only from that. Samples are told apart by `Tumor_Sample_Barcode`.
 *
 * @param assembly  as stated by the user; every `NCBI_Build` must agree, and reference bases are checked.
 *   Null: taken from `NCBI_Build`, or from the bases
 */
export const readMaf = async (
  chunks: Chunks,
  assembly: Assembly | null,
  genes: GeneIndex,
  options: ReadOptions = {},
): Promise<Result<CallFile>> => {
  const evidence = noEvidence();
  const calls: Record<Assembly, Call[]> = { GRCh37: [], GRCh38: [] };
  const samples = new Set<string>();
  let stated = assembly;
  let byName = 0;
  let otherProtein = 0;
  let counted = -1;

  const keep = (one: Assembly, row: MafRow, alteration: Alteration): void => {
    const sample = row.text(mafColumn.sample) || null;
    if (sample !== null) samples.add(sample);
    const { vaf, depth } = mafCounts(row);
    calls[one].push({
      alteration,
      vaf: Number.isNaN(vaf) ? null : vaf,
      depth: Number.isNaN(depth) ? null : depth,
      filter: row.text(mafColumn.filter) || null,
      sample,
      line: row.line,
      genotype: null,
    });
  };
  const reader = mafReader(
    genes,
    () => assemblies,
    () => stated,
    (named) => {
      stated = named;
    },
    options.sample,
    {
      placed: (row, one) => {
        const chromosome = row.chromosome?.name ?? "";
        const reference = row.text(mafColumn.reference);
        if (counted !== row.line)
          countBases(evidence, genes, chromosome, row.position, reference.startsWith("-") ? "" : reference);
        counted = row.line;
        if (stated !== null && one !== stated) return null;
        const alternate = textOf(row.bytes, row.alternateFrom, row.alternateTo);
        const alteration = alleleAlteration(one, chromosome, row.position, reference, alternate, genes);
        if (alteration === null) return null;
        keep(one, row, alteration);
        if (namedOtherwise(row, alteration, genes)) otherProtein += 1;
        return null;
      },
      named: (row, gene, protein) => {
        byName += 1;
        const alteration = canonical(`${gene.symbol} ${protein}`, genes);
        for (const one of stated === null ? assemblies : [stated]) keep(one, row, alteration);
        return null;
      },
    },
  );
  const lines = await eachLine(chunks, reader.line, options.longestLine);
  if (!lines.ok) return lines;
  const refusal = reader.end();
  if (refusal !== null) return err(refusal);
  const decided = decideAssembly(stated, evidence);
  if (!decided.ok) return decided;
  const found = calls[decided.value];
  const [only] = samples;
  return ok({
    records: reader.records(),
    calls: found,
    assembly: decided.value,
    sample: samples.size === 1 && only !== undefined ? only : null,
    warnings: [
      ...(found.length === 0
        ? [
            warning("no-panel-call", `none of ${reader.records()} records lies in a panel gene`, {
              records: reader.records(),
            }),
          ]
        : []),
      ...(samples.size > 1
        ? [
            warning("several-samples", `the calls are of ${samples.size} samples`, {
              count: samples.size,
            }),
          ]
        : []),
      ...mafWarnings(byName, otherProtein),
    ],
  });
};

/** Whether a row with coordinates names another protein change of that gene than they give. */
export const namedOtherwise = (row: MafRow, alteration: Alteration, genes: GeneIndex): boolean => {
  const protein = row.text(mafColumn.protein);
  if (alteration.proteinShort === null || protein === "") return false;
  if (genes.named(row.text(mafColumn.gene))?.symbol !== alteration.gene) return false;
  const named = canonical(`${alteration.gene} ${protein}`, genes);
  return named.key !== alteration.key && !alteration.aliases.includes(named.proteinShort ?? "?");
};

export const mafWarnings = (byName: number, otherProtein: number): Message[] => {
  const warnings: Message[] = [];
  if (byName > 0)
    warnings.push(
      warning("named-only", `${byName} records give a protein name without coordinates`, { count: byName }),
    );
  if (otherProtein > 0)
    warnings.push(
      warning(
        "protein-name-differs",
        `${otherProtein} records name another protein change than their coordinates give on MANE Select; the coordinates were taken`,
        { count: otherProtein },
      ),
    );
  return warnings;
};
