import { type Assembly, err, type Message, ok, type Refusal, type Result } from "@erbium/model";
import { textOf } from "../bytes.ts";
import { warning } from "../call-file.ts";
import type { GeneIndex } from "../gene-index.ts";
import { type LineRuns, lineSplitter, type OnLine } from "../line-splitter.ts";
import { mafReader } from "../maf/maf-reader.ts";
import type { TableLayout } from "../tables/layout.ts";
import { tableLayouts, tableReader } from "../tables/table-reader.ts";
import { plainRecords } from "../vcf/plain-records.ts";
import { vcfReader } from "../vcf/vcf-reader.ts";
import { assemblyWatch } from "./assembly-watch.ts";
import type { ExtraColumns } from "./columns.ts";
import type { InputFormat } from "./input-format.ts";
import { type RowOutput, rowLanes, type Shard } from "./lanes.ts";
import { mafRows } from "./maf-rows.ts";
import { vcfRows } from "./vcf-rows.ts";

export interface AnnotateOptions {
  /** as stated by the user; null: found from the file */
  readonly assembly: Assembly | null;
  /** name of the sample to read; of a VCF also `*`: all */
  readonly sample?: string;
  readonly longestLine?: number;
  /** share of tumour cells, 0 to 1; null: not known */
  readonly purity?: number | null;
  /** copies of the genome per tumour cell; null: not known */
  readonly ploidy?: number | null;
  /** called as soon as the assembly is certain, before the first row */
  readonly onAssembly?: (assembly: Assembly) => void;
  /** the part `index` (from 1) of `of`: parts are disjoint, and all of them together are the whole */
  readonly shard?: Shard;
  /** only parts of the file are given: its lines have no numbers then, and its records are not counted */
  readonly partial?: boolean;
}

/** What an annotated file held. */
export interface AnnotateSummary {
  /** null: the file has no coordinates */
  readonly assembly: Assembly | null;
  /** records read, in panel genes or not; null: the file was given in part */
  readonly records: number | null;
  readonly rows: number;
  readonly warnings: readonly Message[];
}

/** Text goes in by pieces, rows come out. */
export interface Annotator {
  readonly push: (chunk: Uint8Array) => Refusal | null;
  readonly end: () => Result<AnnotateSummary>;
}

/** Rows of a table are of no assembly; they all go through one lane. */
const ANY: Assembly = "GRCh38";

/** A reader of one format, as the annotator drives it. */
interface Source {
  readonly line: OnLine;
  /** takes the lines that need no care */
  readonly runs?: LineRuns;
  readonly end: (lines: number) => Refusal | null;
  readonly records: () => number;
  readonly warnings: () => readonly Message[];
  readonly headerAssembly: () => Assembly | null;
}

/**
 * Annotates a file (as plain text) of a known format: one row per alteration in a panel gene.
 *
 * Rows are held back until reference bases show that the assembly is right, so that a wrong one is refused
 * before anything is written; where no base can tell for long, the stated assembly, or that of the header, is
 * taken. What was read is checked once more at the end.
 */
export const annotate = (
  genes: GeneIndex,
  extra: ExtraColumns,
  format: InputFormat,
  options: AnnotateOptions,
  output: RowOutput,
): Annotator => {
  const watch = assemblyWatch(options.assembly, genes);
  const header = (): Assembly | null => source.headerAssembly();
  const isTable = tableLayouts.some((one) => one.id === format);
  const settled = isTable ? () => ANY : watch.settled;
  const { shard, onAssembly } = options;
  const lanes = rowLanes(
    output,
    extra,
    { ...(shard && { shard }), ...(onAssembly && !isTable && { onAssembly }) },
    settled,
    () => watch.stated() ?? header(),
  );
  const ofVcf = (): Source => {
    const rows = vcfRows(genes, extra, watch, lanes, options.partial !== true);
    const reader = vcfReader(genes, watch.possible, options.sample, rows);
    const header = output.kind === "rows" ? output.header : undefined;
    const runs = plainRecords(genes, watch.settled, reader.samples, reader.counts, rows.plain);
    return {
      ...(output.kind === "table" && { runs }),
      line:
        header === undefined
          ? reader.line
          : (bytes, from, to, line) => {
              if (from < to && bytes[from] === 35) header(textOf(bytes, from, to));
              return reader.line(bytes, from, to, line);
            },
      end: (lines) => {
        rows.end();
        return reader.end(lines);
      },
      records: () => reader.counts.records,
      warnings: () => vcfWarnings(reader.counts),
      headerAssembly: reader.headerAssembly,
    };
  };
  const ofMaf = (): Source => {
    const rows = mafRows(genes, extra, watch, lanes);
    const reader = mafReader(genes, watch.possible, watch.stated, watch.say, options.sample, rows);
    return { ...reader, warnings: rows.warnings, headerAssembly: () => null };
  };
  const ofTable = (layout: TableLayout): Source => {
    const warnings: Message[] = [];
    const reader = tableReader(layout, {
      genes,
      assembly: options.assembly,
      sample: options.sample,
      purity: options.purity ?? null,
      ploidy: options.ploidy ?? null,
      put: (call, alteration, copyNumber) =>
        lanes.lane(ANY).put({ call, alteration, ...(copyNumber === undefined ? {} : { copyNumber }) }),
      warn: (message) => warnings.push(message),
    });
    return { ...reader, warnings: () => warnings, headerAssembly: () => null };
  };
  const layout = tableLayouts.find((one) => one.id === format);
  const source: Source = layout !== undefined ? ofTable(layout) : format === "vcf" ? ofVcf() : ofMaf();
  const splitter = lineSplitter(source.line, options.longestLine, source.runs);

  return {
    push: splitter.push,
    end: () => {
      const refusal = splitter.end() ?? source.end(splitter.lines());
      if (refusal !== null) return err(refusal);
      watch.evidence.header = header();
      const decided = layout === undefined ? watch.decide() : ok(ANY);
      if (!decided.ok) return decided;
      lanes.finish(decided.value);
      const lane = lanes.lane(decided.value);
      const records = source.records();
      return ok({
        assembly: layout === undefined ? decided.value : options.assembly,
        records: options.partial === true ? null : records,
        rows: lane.rows,
        warnings: [
          ...(lane.rows === 0
            ? [
                options.partial === true
                  ? warning("no-panel-call", "no record lies in a panel gene", {})
                  : warning("no-panel-call", `none of ${records} records lies in a panel gene`, { records }),
              ]
            : []),
          ...source.warnings(),
          ...(lane.contradicted > 0
            ? [
                warning(
                  "reference-bases-differ",
                  `${lane.contradicted} reference bases are not those of the panel's genes`,
                  { count: lane.contradicted },
                ),
              ]
            : []),
        ],
      });
    },
  };
};

const vcfWarnings = (counts: { readonly absent: number; readonly referenceBlocks: number }): Message[] => {
  const { absent, referenceBlocks } = counts;
  const warnings: Message[] = [];
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
  return warnings;
};
