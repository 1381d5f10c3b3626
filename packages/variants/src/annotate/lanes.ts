import type { Assembly } from "@erbium/model";
import { type AnnotatedRow, tableColumns, tableRow } from "./annotated-row.ts";
import type { ExtraColumns } from "./columns.ts";
import { putBytes } from "./put-bytes.ts";
import { RowBuffer } from "./row-buffer.ts";

/** Where annotated rows go: as blocks of a tab-separated table, or one by one. */
export type RowOutput =
  | {
      readonly kind: "table";
      readonly block: (bytes: Uint8Array) => void;
      /** a block that the taker is done with, to be written anew */
      readonly spare?: () => Uint8Array | undefined;
    }
  | {
      readonly kind: "rows";
      readonly row: (row: AnnotatedRow) => void;
      /** takes the header lines of a VCF; rows then come with their records */
      readonly header?: (line: string) => void;
    };

/** The part `index` (from 1) of `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** The rows of one assembly that the file may be on. */
interface Lane {
  /** for rows written as bytes; null where rows are wanted one by one */
  readonly out: RowBuffer | null;
  readonly put: (row: AnnotatedRow) => void;
  rows: number;
  /** rows whose reference base the panel's genes contradict */
  contradicted: number;
}

/**
 * One lane for each assembly. While it is open which the file is on, rows of both are held back; then those of
 * the right one are given, and the others forgotten.
 */
export interface Lanes {
  readonly lane: (assembly: Assembly) => Lane;
  /** whether the rows of this line of the file belong to the shard that is asked for */
  readonly mine: (line: number | null) => boolean;
  /** Gives all that is held, of the assembly that was found. */
  readonly finish: (assembly: Assembly) => void;
  /** whether rows are wanted with their records */
  readonly withRecords: boolean;
}

/** Bytes of rows (or about as many in rows) held back until the assembly is certain. */
const HELD_AT_MOST = 32 << 20;
const BYTES_OF_ROW = 1024;

const letters = new TextEncoder();

/**
 * @param options  of a shard: rows are dealt out by the line that they come from, so that each shard has seen the whole file
 *   and its evidence, and all shards together are what one run gives
 * @param settled  the assembly, once it is certain
 * @param fallback  the one to take when too much is held; null: go on holding
 */
export const rowLanes = (
  output: RowOutput,
  extra: ExtraColumns,
  { shard, onAssembly }: { readonly shard?: Shard; readonly onAssembly?: (assembly: Assembly) => void },
  settled: () => Assembly | null,
  fallback: () => Assembly | null,
): Lanes => {
  const { index, of } = shard ?? { index: 1, of: 1 };
  const mine = (line: number | null): boolean => of === 1 || (line ?? 0) % of === index - 1;
  let released: Assembly | null = null;
  let heldBytes = 0;
  const held: Record<Assembly, (() => void)[]> = { GRCh37: [], GRCh38: [] };
  const release = (assembly: Assembly): void => {
    released = assembly;
    onAssembly?.(assembly);
    if (output.kind === "table") output.block(letters.encode(`${tableColumns(extra).join("\t")}\n`));
    for (const give of held[assembly]) give();
    held.GRCh37 = [];
    held.GRCh38 = [];
  };
  const take = (assembly: Assembly, size: number, give: () => void): void => {
    if (released === null) {
      const taken = settled() ?? (heldBytes > HELD_AT_MOST ? fallback() : null);
      if (taken !== null) release(taken);
    }
    if (released === assembly) give();
    if (released !== null) return;
    held[assembly].push(give);
    heldBytes += size;
  };
  const tableLane = (
    assembly: Assembly,
    { block, spare }: Extract<RowOutput, { readonly kind: "table" }>,
  ): Lane => {
    const out = new RowBuffer((bytes) => take(assembly, bytes.length, () => block(bytes)), spare);
    const lane: Lane = {
      out,
      put: (row) => {
        if (!mine(row.call.line)) return;
        const bytes = letters.encode(tableRow(row, extra));
        out.room(bytes.length);
        out.endRow(putBytes(out.bytes, out.at, bytes, 0, bytes.length));
        lane.rows += 1;
      },
      rows: 0,
      contradicted: 0,
    };
    return lane;
  };
  const objectLane = (assembly: Assembly, give: (row: AnnotatedRow) => void): Lane => {
    const lane: Lane = {
      out: null,
      put: (row) => {
        if (!mine(row.call.line)) return;
        lane.rows += 1;
        take(assembly, BYTES_OF_ROW, () => give(row));
      },
      rows: 0,
      contradicted: 0,
    };
    return lane;
  };
  const make = (assembly: Assembly): Lane =>
    output.kind === "table" ? tableLane(assembly, output) : objectLane(assembly, output.row);
  const lanes: Record<Assembly, Lane> = { GRCh37: make("GRCh37"), GRCh38: make("GRCh38") };
  return {
    lane: (assembly) => lanes[assembly],
    mine,
    withRecords: output.kind === "rows" && output.header !== undefined,
    finish: (assembly) => {
      lanes[released ?? assembly].out?.flush();
      if (released === null) release(assembly);
    },
  };
};
