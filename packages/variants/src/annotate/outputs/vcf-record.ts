import type { AnnotatedRow } from "../annotated-row.ts";
import { alterationCells, alterationColumns, type Cell, cellText, type ExtraColumns } from "../columns.ts";

/** Columns that the INFO field leaves out: the names that others can be read from, and errors' words. */
const LEFT_OUT = new Set(["aliases", "error.message", "error.suggestion", "kind"]);

const fields = (extra: ExtraColumns): readonly string[] => [
  "allele",
  ...alterationColumns.filter((name) => !LEFT_OUT.has(name)),
  ...extra.names,
];

/** The header line that documents the INFO field. */
export const vcfInfoHeader = (extra: ExtraColumns): string =>
  `##INFO=<ID=ERBIUM,Number=.,Type=String,Description="Alterations of panel genes by Erbium, one for each alternate (and sample), lists with &. Format: ${fields(extra).join("|")}">`;

/** Characters that would end a value or the field, as VCF 4.3 encodes them (section 1.2). */
const encoded = (cell: Cell): string =>
  cellText(typeof cell === "object" && cell !== null ? cell.join("&") : cell).replace(
    /[%:;=,|\s]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
  );

/** The value of the INFO field for one row. */
const vcfInfo = ({ call, alteration }: AnnotatedRow, extra: ExtraColumns): string => {
  const cells = alterationCells(alteration).filter((_, at) => !LEFT_OUT.has(alterationColumns[at] ?? ""));
  return [call.alternate, ...cells, ...extra.cells(alteration)].map(encoded).join("|");
};

/** A record with the INFO field of its rows; the rest as it was. */
export const vcfRecord = (record: string, rows: readonly AnnotatedRow[], extra: ExtraColumns): string => {
  const columns = record.split("\t");
  const value = `ERBIUM=${[...new Set(rows.map((row) => vcfInfo(row, extra)))].join(",")}`;
  const info = columns[7] ?? ".";
  while (columns.length < 8) columns.push(".");
  columns[7] = info === "." || info === "" ? value : `${info};${value}`;
  return `${columns.join("\t")}\n`;
};
