import { err, ok, type Result } from "@erbium/model";
import { foldColumn } from "../tables/layout.ts";
import { cellsOf, delimiterOf, tableLayouts } from "../tables/table-reader.ts";

/** Formats that can be annotated. */
export const inputFormats = [
  "vcf",
  "maf",
  "names",
  "alterations",
  "copy-number-list",
  "copy-number-matrix",
  "segments",
  "fusions",
] as const;
export type InputFormat = (typeof inputFormats)[number];

/** How much of a file is enough to tell its format: a VCF header can be long, but begins with its name. */
export const DETECTION_BYTES = 1 << 16;

/**
 * The format of a file, from its beginning: by what stands in it, never by its name.
 *
 * @param head  the first {@link DETECTION_BYTES} of the text, or all of it
 */
export const detectFormat = (head: string): Result<InputFormat> => {
  if (head.includes("\0"))
    return err({
      code: "binary-file",
      message: /^\ufffd{2}/.test(head) ? "the file is UTF-16 text" : "the file holds bytes that are not text",
      path: `${head.slice(0, head.indexOf("\0")).split("\n").length}:1`,
      remedy: "give a text file in UTF-8, plain or gzipped; convert BCF with `bcftools view`",
    });
  const text = head.replace(/^\ufeff/, "");
  if (/^##fileformat=VCF/i.test(text) || /^#CHROM\t/im.test(text)) return ok("vcf");
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const at = lines.findIndex((line) => !line.startsWith("#"));
  const header = lines[at];
  if (header === undefined)
    return err({
      code: "empty",
      message: text.trim() === "" ? "the file is empty" : "the file has no line that is no comment",
      path: "1:1",
      remedy: "give a VCF, a MAF or a table of alterations",
    });
  const delimiter = delimiterOf(header);
  const columns = cellsOf(header, delimiter).map(foldColumn);
  const has = (...names: readonly string[]): boolean => names.some((name) => columns.includes(name));
  const placed = has("startposition", "start") && has("referenceallele", "ref");
  const named = has("hgvspshort", "proteinchange", "aminoacidchange", "hgvsp");
  const segmented = has("segmean", "nmajor", "locend");
  if (has("hugosymbol", "gene") && (placed || named) && delimiter === "\t" && !segmented) return ok("maf");
  const firstRow = cellsOf(lines[at + 1] ?? "", delimiter);
  const layout = tableLayouts.find((one) => one.fits(columns, firstRow));
  if (layout !== undefined) return ok(layout.id as InputFormat);
  if (columns.length === 1 && !/^(?:gene|hugo_?symbol|sample)$/i.test(header.trim())) return ok("names");
  return err({
    code: "unknown-format",
    message: `no format is known whose columns are ${columns.slice(0, 8).join(", ")}${columns.length > 8 ? ", ..." : ""}`,
    path: `${at + 1}:1`,
    remedy: `give a file of one of these formats, or say which it is with --input-format: ${inputFormats.join(", ")}`,
  });
};
