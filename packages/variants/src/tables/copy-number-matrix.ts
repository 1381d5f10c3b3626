import type { Refusal } from "@erbium/model";
import { copyNumberAlteration, judgeCopies } from "../copy-number/copy-number.ts";
import { canBeLog2, copiesFromLog2 } from "../copy-number/segment-copies.ts";
import { copyNumberCalls } from "./copy-number-calls.ts";
import { badCell, columnOf, namedCall, type TableLayout } from "./layout.ts";

/** Columns of cBioPortal's matrices that are no samples. */
const OTHER = new Set(["hugosymbol", "genesymbol", "gene", "entrezgeneid", "locusid", "cytoband"]);

/** Columns that show a table to be of expression. */
const EXPRESSION =
  /^(?:log2?fc|log2?foldchange|foldchange|t?fpkm|tpm|rpkm|counts?|basemean|p(?:value|adj)|fdr|zscore|expression)$/;

/**
 * cBioPortal's copy number matrices, one gene per row and one sample per column: discrete (-2 to 2) or
 * continuous (log2 ratios, or GISTIC's). A matrix is discrete while every value of the panel's genes is a discrete call;
 * which it is shows in its first row with a panel gene.
 */
export const copyNumberMatrix: TableLayout = {
  id: "copy-number-matrix",
  fits: (columns, firstRow) => {
    const gene = columnOf(columns, "hugosymbol", "genesymbol", "gene");
    const samples = columns.map((_, at) => at).filter((at) => !OTHER.has(columns[at] ?? ""));
    return (
      gene >= 0 &&
      gene <= 1 &&
      samples.length > 0 &&
      !columns.some((name) => EXPRESSION.test(name)) &&
      samples.length + OTHER.size >= columns.length &&
      samples.every((at) =>
        /^(?:[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?|NA|NaN)?$/i.test(firstRow[at]?.trim() ?? ""),
      )
    );
  },
  open: (columns, names, context) => {
    const geneAt = columnOf(columns, "hugosymbol", "genesymbol", "gene");
    const samples = names
      .map((name, at) => ({ name, at }))
      .filter(({ name, at }) => !OTHER.has(columns[at] ?? "") && (context.sample ?? name) === name);
    const calls = copyNumberCalls(context);
    let discrete: boolean | null = null;
    return {
      row: (cells, line): Refusal | null => {
        const gene = context.genes.named(cells[geneAt] ?? "");
        if (gene === null) return null;
        const values = samples.map(({ at }) => (cells[at] ?? "").trim());
        const said = values.filter((text) => text !== "" && !/^(?:na|nan)$/i.test(text));
        discrete ??= said.every((text) => context.genes.copyNumber.readCall(text) !== null);
        for (const [number, { name, at }] of samples.entries()) {
          const text = values[number] ?? "";
          if (text === "" || /^(?:na|nan)$/i.test(text)) continue;
          if (discrete) {
            const call = context.genes.copyNumber.readCall(text);
            if (call === null) return badCell(line, at, `"${text.slice(0, 40)}" is no copy number call`);
            calls.add({ gene, sample: name, call, text, line });
            continue;
          }
          const log2 = Number(text);
          if (!Number.isFinite(log2)) return badCell(line, at, `"${text.slice(0, 40)}" is no number`);
          if (!canBeLog2(log2)) return badCell(line, at, `"${text.slice(0, 40)}" is no log2 ratio of copies`);
          const { purity, ploidy, genes } = context;
          const copies = copiesFromLog2(log2, purity, ploidy, genes.copyNumber);
          const judged = judgeCopies({ ...copies, ratio: null, focal: null }, genes.copyNumber, ploidy);
          if (judged.call === "neutral") continue;
          const input = `${gene.symbol} ${text}`;
          context.put(
            namedCall(input, name, line),
            copyNumberAlteration(input, gene, judged.call, context.genes),
            judged.fields,
          );
        }
        return null;
      },
      end: () => {
        calls.end();
        return null;
      },
    };
  },
};
