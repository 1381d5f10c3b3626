import type { Flag, IshCount } from "@erbium/model";
import { flagOf } from "./flag.ts";
import type { CompiledTable } from "./guidelines.ts";
import { metRows } from "./run-table.ts";

/** One count sheet as it can be used: means per cell, and every ratio that the sheet supports. */
export interface Counts {
  readonly copies: number | undefined;
  readonly cep17: number | undefined;
  /** one ratio, or the stated and the computed one where both are there and differ; empty: none */
  readonly ratios: readonly number[];
  readonly cells: number | undefined;
  readonly percentCellsAmplified: number | undefined;
  readonly flags: readonly Flag[];
}

/** Removes binary noise, so that 4.6 / 2.3 is 2 and not just below it. */
const rounded = (value: number): number => Number(value.toPrecision(12));

/**
 * Reads a count sheet: totals over the counted cells are turned into means, the ratio of the means is
 * computed and compared with the stated one. The limits stand in the table `reading`.
 */
export const readCounts = (count: IshCount, reading: CompiledTable, part: string): Counts => {
  const flags: Flag[] = [];
  const stated = { copies: count.her2PerCell, cep17: count.cep17PerCell, cells: count.cells };
  const given = { copies: stated.copies ?? null, cep17: stated.cep17 ?? null, cells: stated.cells ?? null };
  const asked = (code: string, facts: Parameters<typeof metRows>[1]): string | null =>
    metRows(reading, facts).find(({ rule }) => rule.then?.flag === code)?.rule.id ?? null;

  let { copies, cep17 } = stated;
  const quotient = ratioOf(copies, cep17);
  const totals = asked("totals-not-means", given);
  if (totals !== null) {
    const perCell = (signals: number | undefined): number | undefined =>
      signals === undefined || totals !== "r.totals" || !stated.cells
        ? undefined
        : rounded(signals / stated.cells);
    copies = perCell(copies);
    cep17 = perCell(cep17);
    flags.push(
      copies === undefined && cep17 === undefined
        ? flagOf(
            "totals-not-means",
            { part, her2: stated.copies ?? null, cep17: stated.cep17 ?? null },
            stated,
            "unusable",
          )
        : flagOf(
            "totals-not-means",
            {
              part,
              her2: stated.copies ?? null,
              cep17: stated.cep17 ?? null,
              cells: stated.cells ?? null,
              her2Mean: short(copies),
              cep17Mean: short(cep17),
            },
            { ...stated, her2PerCell: copies, cep17PerCell: cep17 },
          ),
    );
  }
  if (stated.cells !== undefined && asked("too-few-cells", { cells: stated.cells }) !== null)
    flags.push(flagOf("too-few-cells", { part, cells: stated.cells }, { cells: stated.cells }));

  const ratios = [...new Set([count.ratio, quotient].filter((one) => one !== undefined))];
  if (count.ratio !== undefined && quotient !== undefined) {
    const ratioDifferencePercent = differencePercent(count.ratio, quotient);
    if (asked("ratio-mismatch", { ratioDifferencePercent }) !== null)
      flags.push(
        flagOf(
          "ratio-mismatch",
          { part, stated: count.ratio, computed: short(quotient) },
          { stated: count.ratio, computed: quotient, her2: stated.copies, cep17: stated.cep17 },
        ),
      );
  }
  return {
    copies,
    cep17,
    ratios,
    cells: stated.cells,
    percentCellsAmplified: count.percentCellsAmplified,
    flags,
  };
};

/** HER2 / CEP17; undefined without both, without CEP17 signals, and beyond what a number can hold. */
const ratioOf = (copies: number | undefined, cep17: number | undefined): number | undefined => {
  const ratio = rounded(Number(copies) / Number(cep17));
  return Number.isFinite(ratio) ? ratio : undefined;
};

const differencePercent = (stated: number, computed: number): number =>
  stated === computed ? 0 : Math.min(1e9, rounded((Math.abs(stated - computed) / computed) * 100));

/** A number as sentences show it; null, which is shown as unknown, for anything else. */
export const short = (value: unknown, decimals = 2): number | null =>
  typeof value === "number" ? Math.round(value * 10 ** decimals) / 10 ** decimals : null;

/** Are there any numbers, or only somebody's call? */
export const hasNumbers = (count: IshCount): boolean =>
  [count.her2PerCell, count.cep17PerCell, count.ratio, count.percentCellsAmplified].some(
    (value) => value !== undefined,
  );
