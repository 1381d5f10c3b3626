import type { Alteration, Assembly } from "@erbium/model";
import type { AnnotatedRow } from "../annotated-row.ts";
import { type Cell, cellText, type ExtraColumns } from "../columns.ts";

/** Columns of the MAF that is written; `docs/annotate.md` says what each means and how far it is like OncoKB's. */
export const mafColumns = [
  "Hugo_Symbol",
  "NCBI_Build",
  "Chromosome",
  "Start_Position",
  "End_Position",
  "Strand",
  "Variant_Classification",
  "Variant_Type",
  "Reference_Allele",
  "Tumor_Seq_Allele1",
  "Tumor_Seq_Allele2",
  "Tumor_Sample_Barcode",
  "HGVSc",
  "HGVSp",
  "HGVSp_Short",
  "Exon_Number",
  "t_depth",
  "t_ref_count",
  "t_alt_count",
  "FILTER",
  "ANNOTATED",
  "GENE_IN_ERBIUM",
  "VARIANT_IN_ERBIUM",
  "MUTATION_EFFECT",
  "ONCOGENIC",
  "ERBIUM_KEY",
  "ERBIUM_MATCH",
  "ERBIUM_CLAIMS",
  "ERBIUM_APPROVALS",
] as const;

/** Sequence Ontology terms to the classifications of the GDC's MAF specification. */
const CLASSIFICATION: Readonly<Record<string, string>> = {
  missense_variant: "Missense_Mutation",
  stop_gained: "Nonsense_Mutation",
  stop_lost: "Nonstop_Mutation",
  start_lost: "Translation_Start_Site",
  synonymous_variant: "Silent",
  stop_retained_variant: "Silent",
  start_retained_variant: "Silent",
  inframe_insertion: "In_Frame_Ins",
  inframe_deletion: "In_Frame_Del",
  splice_donor_variant: "Splice_Site",
  splice_acceptor_variant: "Splice_Site",
  splice_site_variant: "Splice_Site",
  splice_region_variant: "Splice_Region",
  splice_donor_region_variant: "Splice_Region",
  splice_donor_5th_base_variant: "Splice_Region",
  splice_polypyrimidine_tract_variant: "Splice_Region",
  intron_variant: "Intron",
  "5_prime_UTR_variant": "5'UTR",
  "3_prime_UTR_variant": "3'UTR",
};

/** What the knowledge says of function, in the words of OncoKB's annotator. */
const EFFECT: Readonly<Record<string, readonly [effect: string, oncogenic: string]>> = {
  activating: ["Gain-of-function", "Oncogenic"],
  "gain of function": ["Gain-of-function", "Oncogenic"],
  "likely activating": ["Likely Gain-of-function", "Likely Oncogenic"],
  loss: ["Loss-of-function", "Oncogenic"],
  neutral: ["Neutral", "Likely Neutral"],
  "benign polymorphism": ["Neutral", "Likely Neutral"],
  disputed: ["Inconclusive", "Inconclusive"],
  uncertain: ["Inconclusive", "Inconclusive"],
  resistance: ["Unknown", "Resistance"],
};

const classification = (alteration: Alteration, shift: number): string => {
  // of several terms the first is the most severe
  const term = alteration.consequence?.split("&")[0] ?? "";
  if (term === "frameshift_variant") return shift < 0 ? "Frame_Shift_Del" : "Frame_Shift_Ins";
  return CLASSIFICATION[term] ?? "";
};

/**
 * A row of a MAF. Alleles are trimmed as the format wants them: `-` for no base, an insertion between its two
 * neighbours. A verified word on function only; anything else is unknown.
 */
export const mafRow = (row: AnnotatedRow, extra: ExtraColumns, assembly: Assembly | null): string => {
  const { call, alteration } = row;
  const known = new Map<string, Cell>();
  extra.cells(alteration).forEach((cell, at) => {
    known.set(extra.names[at] ?? "", cell);
  });
  const alleles = mafAlleles(call.position, call.reference, call.alternate);
  const verified = known.get("function.status") === "verified";
  const [effect, oncogenic] = (verified ? EFFECT[String(known.get("function.class"))] : undefined) ?? [
    "Unknown",
    "Unknown",
  ];
  const alternateReads = call.vaf === null || call.depth === null ? null : Math.round(call.vaf * call.depth);
  const short = alteration.proteinShort;
  const cells: readonly Cell[] = [
    alteration.gene,
    assembly,
    call.chromosome,
    alleles?.start ?? null,
    alleles?.end ?? null,
    alleles === null ? null : "+",
    classification(alteration, alleles === null ? 0 : alleles.shift),
    alleles?.type ?? null,
    alleles?.reference ?? null,
    alleles?.reference ?? null,
    alleles?.alternate ?? null,
    call.sample,
    alteration.coding,
    alteration.protein,
    short === null ? null : `p.${short}`,
    alteration.exon,
    call.depth,
    alternateReads === null || call.depth === null ? null : call.depth - alternateReads,
    alternateReads,
    call.filter,
    "True",
    "True",
    known.get("match") === "exact" ? "True" : "False",
    effect,
    oncogenic,
    alteration.key,
    known.get("match") ?? null,
    known.get("claims") ?? null,
    known.get("approvals") ?? null,
  ];
  return `${cells.map(cellText).join("\t")}\n`;
};

const mafAlleles = (position: number | null, reference: string | null, alternate: string | null) => {
  if (position === null || reference === null || alternate === null) return null;
  const bases = (text: string): string => (text.startsWith("-") ? "" : text);
  const [a, b] = [bases(reference), bases(alternate)];
  let front = 0;
  while (front < a.length && front < b.length && a[front] === b[front]) front += 1;
  const [removed, inserted] = [a.slice(front), b.slice(front)];
  const first = position + front;
  const insertion = removed === "";
  // a MAF's own insertion lies after its start position already
  const start = insertion && a !== "" ? first - 1 : first;
  const length = Math.max(removed.length, inserted.length);
  return {
    start,
    end: insertion ? start + 1 : start + removed.length - 1,
    reference: removed || "-",
    alternate: inserted || "-",
    shift: inserted.length - removed.length,
    type: insertion
      ? "INS"
      : inserted === ""
        ? "DEL"
        : removed.length === inserted.length
          ? (["SNP", "DNP", "TNP"][length - 1] ?? "ONP")
          : inserted.length > removed.length
            ? "INS"
            : "DEL",
  };
};
