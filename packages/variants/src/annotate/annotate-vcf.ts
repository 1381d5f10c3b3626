import { type Assembly, err, type Message, ok, type Refusal, type Result } from "@erbium/model";
import { warning } from "../call-file.ts";
import type { GeneIndex } from "../gene-index.ts";
import { lineSplitter } from "../line-splitter.ts";
import { vcfReader } from "../vcf/vcf-reader.ts";
import { assemblyWatch } from "./assembly-watch.ts";
import { alterationColumns, callColumns, type ExtraColumns } from "./columns.ts";
import { vcfRows } from "./vcf-rows.ts";

export interface AnnotateOptions {
  /** as stated by the user; null: found from the file */
  readonly assembly: Assembly | null;
  /** name of the sample of a VCF; `*`: all */
  readonly sample?: string;
  readonly longestLine?: number;
}

/** What an annotated file held. */
export interface AnnotateSummary {
  readonly assembly: Assembly | null;
  /** records read, in panel genes or not */
  readonly records: number;
  readonly rows: number;
  readonly warnings: readonly Message[];
}

/** Text goes in by pieces, rows come out as blocks of bytes. */
export interface Annotator {
  readonly push: (chunk: Uint8Array) => Refusal | null;
  readonly end: () => Result<AnnotateSummary>;
}

/** Bytes of rows held back until the assembly is certain. */
const HELD_AT_MOST = 32 << 20;

/**
 * Annotates a VCF (as plain text) into tab-separated rows, one per alternate allele in a panel gene.
 *
 * Rows are held back until reference bases show that the assembly is right, so that a wrong one is refused
 * before anything is written; where no base can tell for so long that {@link HELD_AT_MOST} is reached, the
 * stated assembly, or that of the header, is taken.
 *
 * @param onBlock  takes blocks of whole rows, the header line first
 */
export const annotateVcf = (
  genes: GeneIndex,
  extra: ExtraColumns,
  options: AnnotateOptions,
  onBlock: (block: Uint8Array) => void,
): Annotator => {
  const watch = assemblyWatch(options.assembly, genes);
  const held: Record<Assembly, Uint8Array[]> = { GRCh37: [], GRCh38: [] };
  let heldBytes = 0;
  let released: Assembly | null = null;
  const release = (assembly: Assembly): void => {
    released = assembly;
    onBlock(tableHeader(extra));
    for (const block of held[assembly]) onBlock(block);
    held.GRCh37 = [];
    held.GRCh38 = [];
  };
  const take = (assembly: Assembly, block: Uint8Array): void => {
    released ?? tryRelease();
    if (released === assembly) onBlock(block);
    if (released !== null) return;
    held[assembly].push(block);
    heldBytes += block.length;
  };
  const tryRelease = (): void => {
    const settled = watch.settled();
    if (settled !== null) release(settled);
    else if (heldBytes > HELD_AT_MOST) {
      const taken = options.assembly ?? reader.headerAssembly();
      if (taken !== null) release(taken);
    }
  };
  const rows = vcfRows(genes, extra, watch, take);
  const reader = vcfReader(genes, watch.possible, options.sample, rows);
  const splitter = lineSplitter(reader.line, options.longestLine);

  return {
    push: splitter.push,
    end: () => {
      const refusal = splitter.end() ?? reader.end(splitter.lines());
      if (refusal !== null) return err(refusal);
      watch.evidence.header = reader.headerAssembly();
      const decided = watch.decide();
      if (!decided.ok) return decided;
      rows.flush();
      if (released === null) release(decided.value);
      return ok({
        assembly: decided.value,
        records: reader.counts.records,
        rows: rows.rows(decided.value),
        warnings: warningsOf(reader.counts, rows.rows(decided.value), rows.mismatches(decided.value)),
      });
    },
  };
};

const tableHeader = (extra: ExtraColumns): Uint8Array =>
  new TextEncoder().encode(`${[...callColumns, ...alterationColumns, ...extra.names].join("\t")}\n`);

const warningsOf = (
  counts: { readonly records: number; readonly absent: number; readonly referenceBlocks: number },
  rows: number,
  mismatches: number,
): Message[] => {
  const warnings: Message[] = [];
  const { records, absent, referenceBlocks } = counts;
  if (rows === 0)
    warnings.push(warning("no-panel-call", `none of ${records} records lies in a panel gene`, { records }));
  if (absent > 0)
    warnings.push(
      warning("not-carried", `${absent} alternates in panel genes are not in the genotype of the sample`, {
        count: absent,
      }),
    );
  if (referenceBlocks > 0)
    warnings.push(
      warning(
        "reference-blocks",
        `${referenceBlocks} reference blocks in panel genes say that nothing was found there`,
        { count: referenceBlocks },
      ),
    );
  if (mismatches > 0)
    warnings.push(
      warning("reference-bases-differ", `${mismatches} reference bases are not those of the panel's genes`, {
        count: mismatches,
      }),
    );
  return warnings;
};
