import type { Alteration, Assembly, Message } from "@erbium/model";

/** One called alteration of a file, with how sure and how frequent the caller says it is. */
export interface Call {
  readonly alteration: Alteration;
  /** variant allele fraction, 0 to 1 */
  readonly vaf: number | null;
  /** reads at the site */
  readonly depth: number | null;
  readonly filter: string | null;
  readonly sample: string | null;
  /** line of the file, from 1 */
  readonly line: number;
  readonly genotype: string | null;
}

/** What a VCF or MAF holds for the panel. */
export interface CallFile {
  /** records read, in panel genes or not */
  readonly records: number;
  /** calls in panel genes, in the order of the file */
  readonly calls: readonly Call[];
  readonly assembly: Assembly;
  /** the sample that the calls belong to; null where the file has none or the calls are of several */
  readonly sample: string | null;
  readonly warnings: readonly Message[];
}

export interface ReadOptions {
  /** name of the sample to read; by default the first that is not a normal by name */
  readonly sample?: string;
  /** bytes of the longest line accepted, default 16 MB */
  readonly longestLine?: number;
}

export type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** A warning of a reader, in the form of every message. */
export const warning = (code: string, text: string, params: Message["params"] = {}): Message => ({
  code,
  params,
  text,
});
