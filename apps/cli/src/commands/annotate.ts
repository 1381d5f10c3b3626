import { alterationSummaries } from "@erbium/advice";
import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { type Assembly, err, type Refusal, type Result } from "@erbium/model";
import { type AnnotateSummary, annotate, type Cell, type ExtraColumns } from "@erbium/variants";
import { type Output, openOutput } from "../io/output.ts";
import { checkReadable } from "../io/read-text.ts";
import { textChunks } from "../io/text-chunks.ts";
import { loadIndex } from "../knowledge.ts";
import { refuse } from "../terminal/refusals.ts";

export interface AnnotateOptions {
  readonly assembly?: Assembly;
  readonly sample?: string;
  readonly out?: string;
}

/** `erbium annotate`: every alteration of a file that lies in a panel gene, one row each. */
export const annotateCommand = async (path: string, options: AnnotateOptions): Promise<void> => {
  const refusal = await checkReadable(path);
  if (refusal) return refuse(refusal);
  const knowledge = await loadIndex();
  if (!knowledge.ok) return refuse(knowledge.error);
  const output = await openOutput(options.out);
  if (!output.ok) return refuse(output.error);
  const summary = await annotated(path, options, knowledge.value, output.value);
  if (!summary.ok) {
    await output.value.abort();
    return refuse(named(summary.error, path));
  }
  const written = await output.value.commit();
  if (!written.ok) return refuse(written.error);
  for (const warning of summary.value.warnings) process.stderr.write(`erbium: ${warning.text}\n`);
  const { records, rows, assembly } = summary.value;
  process.stderr.write(`erbium: ${rows} rows from ${records} records on ${assembly}\n`);
};

const named = (refusal: Refusal, path: string): Refusal =>
  refusal.path !== undefined && /^\d/.test(refusal.path)
    ? { ...refusal, path: `${path}:${refusal.path}` }
    : refusal;

const annotated = async (
  path: string,
  options: AnnotateOptions,
  index: KnowledgeIndex,
  output: Output,
): Promise<Result<AnnotateSummary>> => {
  let blocks: Uint8Array[] = [];
  const annotator = annotate(
    index.genes,
    knowledgeColumns(index),
    "vcf",
    {
      assembly: options.assembly ?? null,
      ...(options.sample === undefined ? {} : { sample: options.sample }),
    },
    { kind: "table", block: (block) => blocks.push(block) },
  );
  const write = async (): Promise<void> => {
    const ready = blocks;
    blocks = [];
    for (const block of ready) await output.write(block);
  };
  let writing = Promise.resolve();
  for await (const chunk of textChunks(path)) {
    if (!chunk.ok) return chunk;
    const refusal = annotator.push(chunk.value);
    if (refusal !== null) return err(refusal);
    if (blocks.length === 0) continue;
    // at most one piece's rows are on their way while the next piece is read
    await writing;
    writing = write();
  }
  await writing;
  const summary = annotator.end();
  if (summary.ok) await write();
  return summary;
};

/** What the knowledge says of each alteration, as columns. */
const knowledgeColumns = (index: KnowledgeIndex): ExtraColumns => {
  const summarise = alterationSummaries(index, index.asOf);
  return {
    names: [
      "polymorphism",
      "germlinePossible",
      "function.class",
      "function.words",
      "function.status",
      "match",
      "statements",
      "claims",
      "approvals",
    ],
    cells: (alteration): readonly Cell[] => {
      const summary = summarise(alteration);
      return [
        summary.polymorphism,
        summary.germlinePossible,
        summary.function?.class ?? null,
        summary.function?.words ?? null,
        summary.function?.status ?? null,
        summary.match,
        summary.statements,
        summary.claims,
        summary.approvals,
      ];
    },
  };
};
