import type { Alteration } from "@erbium/model";
import { categoryAlteration } from "../category.ts";
import { fusionAlteration } from "../fusion.ts";
import { DEFAULT_GENE, type GeneIndex } from "../gene-index.ts";
import { columnOf, namedCall, sampleColumn, type TableLayout } from "./layout.ts";

const FUSION = ["fusion", "fusiongene", "fusionname", "event"];
const FIRST = ["genea", "site1hugosymbol", "gene1", "fiveprimegene", "leftgene"];
const SECOND = ["geneb", "site2hugosymbol", "gene2", "threeprimegene", "rightgene"];
const TYPE = ["svtype", "svclass", "class", "type", "structuralvarianttype"];

/**
 * Tables of fusions and structural variants: the OncoKB annotator's (Fusion; or GeneA, GeneB, Sv_Type),
 * PCGR's (FusionGene `A--B`), cBioPortal's (Site1_Hugo_Symbol, Site2_Hugo_Symbol). Partners outside the panel
 * are kept by name; both inside one gene is a change of that gene alone.
 */
export const fusionTable: TableLayout = {
  id: "fusions",
  fits: (columns) =>
    (columnOf(columns, ...FIRST) >= 0 && columnOf(columns, ...SECOND) >= 0) ||
    columnOf(columns, ...FUSION) >= 0,
  open: (columns, _, { genes, sample: wanted, put }) => {
    const sampleAt = sampleColumn(columns);
    const [firstAt, secondAt] = [columnOf(columns, ...FIRST), columnOf(columns, ...SECOND)];
    const [fusionAt, typeAt] = [columnOf(columns, ...FUSION), columnOf(columns, ...TYPE)];
    const cell = (cells: readonly string[], at: number): string => (at < 0 ? "" : (cells[at]?.trim() ?? ""));
    return {
      row: (cells, line) => {
        const sample = cell(cells, sampleAt) || null;
        if (wanted !== undefined && sample !== wanted) return null;
        const type = cell(cells, typeAt);
        const written = cell(cells, fusionAt);
        const pair: Pair | null =
          firstAt >= 0 && secondAt >= 0 && cell(cells, firstAt) + cell(cells, secondAt) !== ""
            ? { first: cell(cells, firstAt), second: cell(cells, secondAt) }
            : pairOf(written, genes);
        if (pair === null) return null;
        const input =
          firstAt >= 0 ? `${pair.first}::${pair.second}${type === "" ? "" : ` ${type}`}` : written;
        const alteration = pairAlteration(input, pair, type, genes);
        if (alteration !== null) put(namedCall(input, sample, line), alteration);
        return null;
      },
      end: () => null,
    };
  },
};

interface Pair {
  readonly first: string;
  readonly second: string;
}

/** `ALK-EML4`, `NTRK1--TPM3`, `ETV6-RUNX1 fusion`, `EGFR-intragenic`; a hyphen inside a known symbol parts nothing. */
const pairOf = (text: string, genes: GeneIndex): Pair | null => {
  const bare = text.replace(/\s*(?:fusion|rearrangement|archer)\s*$/i, "").trim();
  const clear = /^([^\s:]+?)(?:::|--|\/)([^\s:]+)$/.exec(bare);
  if (clear?.[1] !== undefined && clear[2] !== undefined) return { first: clear[1], second: clear[2] };
  const pieces = bare.split("-");
  for (let at = 1; at < pieces.length; at += 1) {
    const [first, second] = [pieces.slice(0, at).join("-"), pieces.slice(at).join("-")];
    const known = genes.named(first) !== null || genes.named(second) !== null;
    if (known || pieces.length === 2) return { first, second };
  }
  return null;
};

const pairAlteration = (
  input: string,
  { first, second }: Pair,
  type: string,
  genes: GeneIndex,
): Alteration | null => {
  const [a, b] = [genes.named(first), genes.named(second)];
  const intragenic = /^intragenic$/i.test(second) || (a !== null && a === b) || second === "" || first === "";
  if (!intragenic) {
    const gene = [a, b].find((one) => one?.symbol === DEFAULT_GENE) ?? b ?? a;
    return gene === null
      ? null
      : fusionAlteration(input, gene, `${a?.symbol ?? first}::${b?.symbol ?? second}`, genes);
  }
  const gene = a ?? b;
  if (gene === null) return null;
  const word = /^(?:del|deletion)/i.test(type)
    ? "deletion"
    : /^(?:dup|duplication)/i.test(type)
      ? "duplication"
      : /^(?:inv|inversion)/i.test(type)
        ? "inversion"
        : "rearrangement";
  return categoryAlteration(
    input,
    gene,
    { named: `intragenic-${word}`, kind: "isoform", aliases: [`intragenic ${word}`, "intragenic"] },
    genes,
  );
};
