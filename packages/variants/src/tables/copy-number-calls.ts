import type { Refusal } from "@erbium/model";
import { noCopyNumber } from "../annotate/annotated-row.ts";
import { warning } from "../call-file.ts";
import { type CopyNumberCall, copyNumberAlteration } from "../copy-number/copy-number.ts";
import type { GeneModel } from "../gene-model.ts";
import { badCell, columnOf, namedCall, sampleColumn, type TableContext, type TableLayout } from "./layout.ts";

/** One call of a table, kept to the end: a later row may contradict it. */
interface KeptCall {
  readonly gene: Pick<GeneModel, "symbol">;
  readonly sample: string | null;
  readonly call: CopyNumberCall;
  readonly text: string;
  readonly line: number;
}

/** Contradictions named one by one in the warnings. */
const NAMED_AT_MOST = 20;

/**
 * Gathers discrete calls. Two rows that say different things of one gene in one sample are both given, with the
 * answer unknown, and reported; the same said twice is given once.
 */
export const copyNumberCalls = ({ genes, put, warn }: TableContext) => {
  const kept = new Map<string, KeptCall[]>();
  return {
    add: (call: KeptCall): void => {
      const key = `${call.gene.symbol} ${call.sample ?? ""}`;
      const before = kept.get(key);
      if (before === undefined) kept.set(key, [call]);
      else if (!before.some((one) => one.call === call.call)) before.push(call);
    },
    end: (): void => {
      const all = [...kept.values()];
      const contradictions = all.filter((calls) => calls.length > 1);
      for (const calls of contradictions.slice(0, NAMED_AT_MOST)) {
        const [{ gene, sample }] = calls as [KeptCall];
        const said = calls.map(({ call, line }) => `${call} in line ${line}`).join(", ");
        warn(
          warning(
            "contradictory-rows",
            `${gene.symbol}${sample === null ? "" : ` of ${sample}`} is ${said}`,
            {
              gene: gene.symbol,
              sample,
              count: calls.length,
            },
          ),
        );
      }
      if (contradictions.length > NAMED_AT_MOST)
        warn(
          warning(
            "contradictory-rows",
            `${contradictions.length - NAMED_AT_MOST} more genes of samples have rows that contradict each other`,
            { count: contradictions.length - NAMED_AT_MOST },
          ),
        );
      const rows = all
        .flatMap((calls) => calls.map((one) => ({ ...one, others: calls.filter((other) => other !== one) })))
        .sort((a, b) => a.line - b.line);
      for (const { gene, sample, call, text, line, others } of rows) {
        if (call === "neutral") continue;
        const input = `${gene.symbol} ${text}`;
        put(namedCall(input, sample, line), copyNumberAlteration(input, gene, call, genes), {
          ...noCopyNumber,
          amplified: others.length > 0 ? "unknown" : call === "amplification" ? "met" : "not met",
          because:
            others.length > 0
              ? `contradicted by ${others.map((one) => `line ${one.line}: ${one.call}`).join(", ")}`
              : `the file calls it ${call}`,
        });
      }
    },
  };
};

/** A gene outside the panel: the column says that it is one, and copies need no sequence. */
const otherGene = (cell: string): Pick<GeneModel, "symbol"> | null => {
  const symbol = cell.trim();
  return /^[A-Za-z][A-Za-z0-9.-]{0,24}$/.test(symbol) ? { symbol } : null;
};

/**
 * One call per row, of any gene: the OncoKB annotator's individual CNA (Tumor_Sample_Barcode, Hugo_Symbol,
 * Copy_Number_Alteration), CIViCutils' (Gene, Variant_cnv).
 */
export const copyNumberList: TableLayout = {
  id: "copy-number-list",
  fits: (columns) =>
    columnOf(columns, "hugosymbol", "gene", "genesymbol") >= 0 &&
    columnOf(columns, "copynumberalteration", "variantcnv", "cna") >= 0,
  open: (columns, _, context) => {
    const geneAt = columnOf(columns, "hugosymbol", "gene", "genesymbol");
    const callAt = columnOf(columns, "copynumberalteration", "variantcnv", "cna");
    const sampleAt = sampleColumn(columns);
    const calls = copyNumberCalls(context);
    return {
      row: (cells, line): Refusal | null => {
        const sample = cells[sampleAt]?.trim() || null;
        if (context.sample !== undefined && sample !== context.sample) return null;
        const gene = context.genes.named(cells[geneAt] ?? "") ?? otherGene(cells[geneAt] ?? "");
        if (gene === null) return null;
        const text = (cells[callAt] ?? "").trim();
        if (text === "" || /^(?:na|nan)$/i.test(text)) return null;
        // CIViCutils writes several calls of one gene into one cell
        for (const one of text.split(",")) {
          const call = context.genes.copyNumber.readCall(one);
          if (call === null) return badCell(line, callAt, `"${text.slice(0, 40)}" is no copy number call`);
          calls.add({ gene, sample, call, text, line });
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
