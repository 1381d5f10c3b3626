import { canonical } from "../canonical.ts";
import { columnOf, namedCall, sampleColumn, type TableLayout } from "./layout.ts";

/** Protein names first: they say what happens to the protein. */
const CHANGE = [
  "alteration",
  "variant",
  "name",
  "variantprot",
  "hgvsp",
  "proteinchange",
  "hgvspshort",
  "variantdna",
  "hgvsc",
  "hgvsg",
];

/**
 * Tables that name alterations: the OncoKB annotator's atypical alterations (HUGO_SYMBOL, SAMPLE_ID,
 * ALTERATION), CIViCutils' variants (Gene, Variant_dna, Variant_prot), or one column of names. A cell may hold
 * several names between commas: the first that can be read counts, as they are one change on several transcripts.
 */
export const namedAlterations: TableLayout = {
  id: "alterations",
  fits: (columns) => {
    const change = columnOf(columns, ...CHANGE) >= 0;
    const gene = columnOf(columns, "hugosymbol", "gene", "genesymbol") >= 0;
    return change && (gene || columns.length <= 3);
  },
  open: (columns, _, { genes, sample: wanted, put }) => {
    const geneAt = columnOf(columns, "hugosymbol", "gene", "genesymbol");
    const sampleAt = sampleColumn(columns);
    const changes = CHANGE.map((name) => columns.indexOf(name)).filter((at) => at >= 0);
    return {
      row: (cells, line) => {
        const sample = cells[sampleAt]?.trim() || null;
        if (wanted !== undefined && sample !== wanted) return null;
        const symbol = geneAt < 0 ? "" : (cells[geneAt]?.trim() ?? "");
        if (geneAt >= 0 && genes.named(symbol) === null) return null;
        const names = changes.flatMap((at) => (cells[at] ?? "").split(",")).map((name) => name.trim());
        const given = names.filter((name) => name !== "" && !/^(?:NA|N\/A|\.|-)$/i.test(name));
        const [first] = given;
        if (first === undefined) return null;
        const read = given.map((name) => canonical(`${symbol} ${name}`.trim(), genes));
        const alteration = read.find((one) => one.error === null) ?? read[0];
        if (alteration === undefined) return null;
        // a name without a gene column that is about no panel gene is no row
        if (alteration.error?.code === "unsupported-gene" && geneAt < 0) return null;
        put(namedCall(`${symbol} ${first}`.trim(), sample, line), alteration);
        return null;
      },
      end: () => null,
    };
  },
};

/** A list of names, one per line, without a header. */
export const nameList: TableLayout = {
  id: "names",
  fits: () => false,
  open: (_, __, { genes, put }) => ({
    row: (cells, line) => {
      const name = cells.join(" ").trim();
      if (name === "") return null;
      const alteration = canonical(name, genes);
      if (alteration.error?.code !== "unsupported-gene") put(namedCall(name, null, line), alteration);
      return null;
    },
    end: () => null,
  }),
};
