import { setFlagsFromString } from "node:v8";
import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { type Assembly, err, ok, type Refusal, type Result } from "@erbium/model";
import {
  type AnnotateSummary,
  type Annotator,
  annotate,
  assemblyNamed,
  DETECTION_BYTES,
  detectFormat,
  type InputFormat,
  type Shard,
} from "@erbium/variants";
import { knowledgeColumns, withVrs } from "../annotation/knowledge-columns.ts";
import { type OutputFormat, outputFormats, rowWriter } from "../annotation/row-writer.ts";
import { type IndexedText, indexedText } from "../io/indexed-text.ts";
import { type Output, openOutput } from "../io/output.ts";
import { checkReadable } from "../io/read-text.ts";
import { textChunks } from "../io/text-chunks.ts";
import { loadIndex } from "../knowledge.ts";
import { progressLine } from "../terminal/progress.ts";
import { refuse } from "../terminal/refusals.ts";

export interface AnnotateOptions {
  readonly assembly?: string;
  readonly inputFormat?: InputFormat;
  readonly format?: OutputFormat;
  readonly sample?: string;
  readonly purity?: string;
  readonly ploidy?: string;
  readonly shard?: string;
  readonly index?: boolean;
  readonly out?: string;
}

/** The same, read and checked. */
interface Wanted {
  readonly assembly: Assembly | null;
  readonly inputFormat: InputFormat | null;
  readonly format: OutputFormat;
  readonly sample: string | null;
  readonly purity: number | null;
  readonly ploidy: number | null;
  readonly shard: Shard;
  /** whether to read by an index; null: where that is worth it */
  readonly index: boolean | null;
}

/** `erbium annotate`: every alteration of a file that lies in a panel gene, one row each. */
export const annotateCommand = async (path: string, options: AnnotateOptions): Promise<void> => {
  // rows are short-lived: a young generation that never grows keeps the memory of the longest file under 200 MB
  setFlagsFromString("--semi-space-growth-factor=1");
  const wanted = readOptions(options);
  if (!wanted.ok) return refuse(wanted.error);
  const refusal = await checkReadable(path);
  if (refusal) return refuse(refusal);
  const knowledge = await loadIndex();
  if (!knowledge.ok) return refuse(knowledge.error);
  const output = await openOutput(options.out);
  if (!output.ok) return refuse(output.error);
  const summary = await annotated(path, wanted.value, knowledge.value, output.value);
  if (!summary.ok) {
    await output.value.abort();
    return refuse(named(summary.error, path));
  }
  const written = await output.value.commit();
  if (!written.ok) return refuse(written.error);
  for (const warning of summary.value.warnings) process.stderr.write(`erbium: ${warning.text}\n`);
  const { records, rows, assembly } = summary.value;
  process.stderr.write(
    `erbium: ${rows} rows${records === null ? "" : ` from ${records} records`}${assembly === null ? "" : ` on ${assembly}`}; knowledge ${knowledge.value.version}, ${knowledge.value.hash}\n`,
  );
};

const named = (refusal: Refusal, path: string): Refusal =>
  refusal.path !== undefined && /^\d/.test(refusal.path)
    ? { ...refusal, path: `${path}:${refusal.path}` }
    : refusal;

/** A refusal by line, where lines were counted in parts of the file alone. */
const inParts = ({ remedy, ...refusal }: Refusal): Refusal =>
  /^\d/.test(refusal.path ?? "")
    ? {
        ...refusal,
        remedy: `${remedy}; lines are those of the parts read, --no-index counts them in the file`,
      }
    : { ...refusal, remedy };

const badOption = (path: string, message: string, remedy: string) =>
  err({ code: "bad-option", path, message, remedy });

const readOptions = (options: AnnotateOptions): Result<Wanted> => {
  const { shard = "1/1", purity, ploidy, out } = options;
  const parts = /^(\d{1,6})\/(\d{1,6})$/.exec(shard);
  const [index, of] = [Number(parts?.[1]), Number(parts?.[2])];
  if (parts === null || index < 1 || index > of)
    return badOption("--shard", `"${shard}" is no part of a whole`, "write it as 1/4 to 4/4");
  const [share, copies] = [Number(purity ?? 1), Number(ploidy ?? 2)];
  if (!(share > 0 && share <= 1))
    return badOption("--purity", `"${purity}" is no share of tumour cells`, "give a number above 0, up to 1");
  if (!(copies > 0 && copies <= 20))
    return badOption("--ploidy", `"${ploidy}" is no number of genome copies`, "give a number as 2.1");
  const assembly = options.assembly === undefined ? ok(null) : assemblyNamed(options.assembly);
  if (!assembly.ok) return err({ ...assembly.error, path: "--assembly" });
  return ok({
    assembly: assembly.value,
    inputFormat: options.inputFormat ?? null,
    format: options.format ?? formatOf(out),
    sample: options.sample ?? null,
    purity: purity === undefined ? null : share,
    ploidy: ploidy === undefined ? null : copies,
    shard: { index, of },
    index: options.index ?? null,
  });
};

/** The format that the name of the output file asks for. */
const formatOf = (out: string | undefined): OutputFormat => {
  const ending = /\.([a-z]+)$/i.exec(out ?? "")?.[1]?.toLowerCase();
  return outputFormats.find((one) => one === ending) ?? "tsv";
};

/** What an index says where panel genes lie in the file; null: the file is to be read whole. */
const partsOf = async (
  path: string,
  { index: asked, shard, format, inputFormat }: Wanted,
  { genes }: KnowledgeIndex,
): Promise<IndexedText | null> => {
  const wholeOnly = shard.of > 1 || format === "vcf" || (inputFormat !== null && inputFormat !== "vcf");
  if (asked === false || wholeOnly) return null;
  const found = await indexedText(path, genes, asked === true);
  if (!found.ok) {
    process.stderr.write(`erbium: ${found.error.message}; the whole file is read\n`);
    return null;
  }
  if (found.value !== null)
    process.stderr.write(
      `erbium: reading only where ${found.value.index} says that panel genes lie; lines are not numbered, and records elsewhere not counted (--no-index reads all)\n`,
    );
  return found.value;
};

const annotated = async (
  path: string,
  wanted: Wanted,
  index: KnowledgeIndex,
  output: Output,
): Promise<Result<AnnotateSummary>> => {
  const columns = knowledgeColumns(index);
  const extra = wanted.format === "jsonl" || wanted.format === "parquet" ? withVrs(columns, index) : columns;
  const parts = await partsOf(path, wanted, index);
  let assembly = wanted.assembly;
  const writer = rowWriter(wanted.format, extra, () => assembly);
  let annotator: Annotator | null = null;
  let head: Buffer[] = [];
  let headBytes = 0;

  /** Begins once enough of the file is there to tell its format, and takes what was read so far. */
  const begin = (): Refusal | null => {
    const text = Buffer.concat(head);
    const format = wanted.inputFormat
      ? ok(wanted.inputFormat)
      : detectFormat(text.toString("utf8", 0, DETECTION_BYTES));
    if (!format.ok) return format.error;
    if (wanted.format === "vcf" && format.value !== "vcf")
      return {
        code: "no-vcf-record",
        path: "--format",
        message: `a VCF can be written from a VCF only, and this is ${format.value}`,
        remedy: "choose tsv, jsonl, parquet or maf",
      };
    if (wanted.inputFormat === null) process.stderr.write(`erbium: reading ${path} as ${format.value}\n`);
    annotator = annotate(
      index.genes,
      extra,
      format.value,
      {
        assembly: wanted.assembly,
        purity: wanted.purity,
        ploidy: wanted.ploidy,
        shard: wanted.shard,
        partial: parts !== null,
        ...(wanted.sample === null ? {} : { sample: wanted.sample }),
        onAssembly: (found) => {
          assembly = found;
        },
      },
      writer.output,
    );
    head = [];
    return annotator.push(text);
  };
  const write = async (blocks: readonly Uint8Array[]): Promise<void> => {
    if (blocks.length === 0) return;
    await output.write(blocks);
    for (const block of blocks) writer.recycle?.(block);
  };

  const progress = progressLine(path);
  let writing = Promise.resolve();
  for await (const chunk of parts?.chunks() ?? textChunks(path)) {
    if (!chunk.ok) return chunk;
    progress.read(chunk.value.length);
    let refusal: Refusal | null = null;
    if (annotator === null) {
      // the piece is valid until the next is asked for
      head.push(Buffer.from(chunk.value));
      headBytes += chunk.value.length;
      if (headBytes >= DETECTION_BYTES) refusal = begin();
    } else refusal = (annotator as Annotator).push(chunk.value);
    if (refusal !== null) return err(parts === null ? refusal : inParts(refusal));
    const ready = writer.take();
    if (ready.length === 0) continue;
    // at most one piece's rows are on their way while the next piece is read
    await writing;
    writing = write(ready);
  }
  if (annotator === null) {
    const refusal = begin();
    if (refusal !== null) return err(refusal);
  }
  await writing;
  progress.end();
  const summary = (annotator as Annotator | null)?.end();
  if (summary === undefined) throw new Error("the annotator was not begun");
  if (!summary.ok) return parts === null ? summary : err(inParts(summary.error));
  writer.end();
  await write(writer.take());
  return summary;
};
