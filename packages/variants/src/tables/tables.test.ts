import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { genes } from "../../test/genes.ts";
import { type AnnotateOptions, annotate } from "../annotate/annotate.ts";
import type { AnnotatedRow } from "../annotate/annotated-row.ts";
import { detectFormat } from "../annotate/input-format.ts";

const read = (text: string, options: Partial<AnnotateOptions> = {}) => {
  const rows: AnnotatedRow[] = [];
  const format = detectFormat(text);
  if (!format.ok) return { rows, refusal: format.error };
  const annotator = annotate(
    genes,
    { names: [], cells: () => [] },
    format.value,
    { assembly: "GRCh38", ...options },
    { kind: "rows", row: (row) => rows.push(row) },
  );
  const refusal = annotator.push(Buffer.from(text));
  const end = refusal === null ? annotator.end() : null;
  return {
    format: format.value,
    rows,
    refusal: refusal ?? (end?.ok === false ? end.error : null),
    warnings: end?.ok ? end.value.warnings : [],
  };
};
const table = (...lines: string[]) => `${lines.map((line) => line.replaceAll(" ", "\t")).join("\n")}\n`;
const keys = ({ rows }: { rows: readonly AnnotatedRow[] }) =>
  rows.map(({ call, alteration }) => [call.sample, alteration.key]);

describe("the format of a file is told from what it holds", () => {
  it.each([
    ["##fileformat=VCFv4.3\n#CHROM\tPOS\n", "vcf"],
    ["#version 2.4\nHugo_Symbol\tChromosome\tStart_Position\tReference_Allele\n", "maf"],
    ["Hugo_Symbol\tTumor_Sample_Barcode\tHGVSp_Short\n", "maf"],
    ["Hugo_Symbol\tEntrez_Gene_Id\tS1\tS2\nERBB2\t2064\t2\t-1\n", "copy-number-matrix"],
    ["Tumor_Sample_Barcode\tHugo_Symbol\tCopy_Number_Alteration\n", "copy-number-list"],
    ["ID\tchrom\tloc.start\tloc.end\tnum.mark\tseg.mean\n", "segments"],
    ["Chromosome\tStart\tEnd\tnMajor\tnMinor\n", "segments"],
    ["Tumor_Sample_Barcode\tGeneA\tGeneB\tSv_Type\n", "fusions"],
    ["Sample_Id\tSite1_Hugo_Symbol\tSite2_Hugo_Symbol\n", "fusions"],
    ["FusionGene\tLeftBreakpoint\tRightBreakpoint\n", "fusions"],
    ["HUGO_SYMBOL\tSAMPLE_ID\tALTERATION\n", "alterations"],
    ["ERBB2 L755S\nHER2YVMA\n", "names"],
    ["gene,alteration\nERBB2,L755S\n", "alterations"],
  ])("%j is %s", (head, format) => expect(detectFormat(head)).toEqual({ ok: true, value: format }));
  it.each([
    ["", "empty"],
    ["# only a comment\n", "empty"],
    ["SAMPLE_ID\tONCOTREE_CODE\n", "unknown-format"],
    ["Gene\tlogFC\nERBB2\t1.3\n", "unknown-format"],
  ])("%j is refused: %s", (head, code) =>
    expect(detectFormat(head)).toMatchObject({ ok: false, error: { code } }),
  );
});

describe("discrete copy numbers", () => {
  it("2 and Amplification are amplification; 1 and Gain are not", () => {
    const rows = read(
      table(
        "Hugo_Symbol Sample Copy_Number_Alteration",
        "ERBB2 a 2",
        "MET a Amplification",
        "ERBB2 b 1",
        "MET b Gain",
      ),
    ).rows;
    expect(rows.map(({ alteration, copyNumber }) => [alteration.key, copyNumber?.amplified])).toEqual([
      ["ERBB2:amplification", "met"],
      ["MET:amplification", "met"],
      ["ERBB2:gain", "not met"],
      ["MET:gain", "not met"],
    ]);
  });
  it("of a list are those of any gene, as the column says that it is one", () => {
    const { rows } = read(
      table(
        "Sample Hugo_Symbol Copy_Number_Alteration",
        "a MYC Amplification",
        "a NKX2-1 -2",
        "a ? 2",
        "b MYC 0",
      ),
    );
    expect(rows.map(({ alteration }) => [alteration.gene, alteration.key, alteration.error])).toEqual([
      ["MYC", "MYC:amplification", null],
      ["NKX2-1", "NKX2-1:deletion", null],
    ]);
  });
  it("-1 is the loss of a copy, -2 a deletion, 0 and NA no alteration", () =>
    expect(keys(read(table("Hugo_Symbol Entrez_Gene_Id s1 s2 s3 s4", "CDKN2A 1029 -1 -2 0 NA")))).toEqual([
      ["s1", "CDKN2A:copy-number-loss"],
      ["s2", "CDKN2A:deletion"],
    ]));
  it("that contradict each other are both given, unknown, and reported with their lines", () => {
    const found = read(
      table("Sample Hugo_Symbol Copy_Number_Alteration", "a ERBB2 2", "a MET 2", "a MET 2", "a ERBB2 Gain"),
    );
    expect(found.rows.map(({ call, copyNumber }) => [call.line, copyNumber?.amplified])).toEqual([
      [2, "unknown"],
      [3, "met"],
      [5, "unknown"],
    ]);
    expect(found.warnings?.map(({ text }) => text)).toContain(
      "ERBB2 of a is amplification in line 2, gain in line 5",
    );
  });
  it("contradict each other in a matrix too, where a gene stands twice", () =>
    expect(
      read(table("Gene_Symbol s1 s2", "ERBB2 2 2", "ERBB2 2 1")).rows.map(({ call, copyNumber }) => [
        call.sample,
        call.line,
        copyNumber?.amplified,
      ]),
    ).toEqual([
      ["s1", 2, "met"],
      ["s2", 2, "unknown"],
      ["s2", 3, "unknown"],
    ]));
  it("of one sample only, where one is asked for", () =>
    expect(keys(read(table("Hugo_Symbol s1 s2", "ERBB2 2 2"), { sample: "s2" }))).toEqual([
      ["s2", "ERBB2:amplification"],
    ]));
  it("that are no call are refused with line and column", () =>
    expect(read(table("Sample Gene CNA", "a ERBB2 much")).refusal).toMatchObject({
      code: "malformed-record",
      path: "2:3",
    }));
});

describe("fusions and structural variants", () => {
  it("keep 5' before 3', and partners outside the panel by name", () => {
    const { rows } = read(
      table("Sample GeneA GeneB Sv_Type", "a CD74 NRG1 FUSION", "a ERBB2 IKZF3 FUSION", "a ALK EML4 FUSION"),
    );
    expect(rows.map(({ alteration }) => [alteration.key, alteration.aliases[0]])).toEqual([
      ["NRG1:fusion", "CD74::NRG1"],
      ["ERBB2:fusion", "ERBB2::IKZF3"],
    ]);
  });
  it("read the pairs of PCGR and of the OncoKB annotator", () => {
    const { rows } = read(
      "Tumor_Sample_Barcode\tFusion\na\tCD74--NRG1\na\tTMPRSS2-ERBB2 fusion\na\tHLA-A-ERBB2\na\tALK-EML4\n",
    );
    expect(rows.map(({ alteration }) => alteration.aliases[0])).toEqual([
      "CD74::NRG1",
      "TMPRSS2::ERBB2",
      "HLA-A::ERBB2",
    ]);
  });
  it("inside one gene are no fusion", () =>
    expect(
      read("Tumor_Sample_Barcode\tFusion\na\tEGFR-intragenic\n").rows.map(({ alteration }) => alteration.key),
    ).toEqual(["EGFR:intragenic-rearrangement"]));
});

describe("segments", () => {
  const seg = (...lines: string[]) => table("ID chrom loc.start loc.end num.mark seg.mean", ...lines);
  const counts = (...lines: string[]) => table("Chromosome Start End nMajor nMinor", ...lines);
  const erbb2 = ({ rows }: { rows: readonly AnnotatedRow[] }) =>
    rows.find(({ alteration }) => alteration.gene === "ERBB2");

  it("are put beside the copies of the centromere, which ISH counts", () => {
    const row = erbb2(
      read(counts("17 100 22000000 1 1", "17 27000000 39600000 1 1", "17 39600010 40000000 8 1")),
    );
    expect(row?.alteration.key).toBe("ERBB2:amplification");
    expect(row?.copyNumber).toMatchObject({ copies: 9, ratio: 4.5, focal: true, amplified: "met" });
  });
  it.each([
    // [major, minor] copies of the gene, of the rest of the chromosome, ISH group
    [[8, 1], [1, 1], 1, "met"],
    [[5, 4], [5, 4], 3, "unknown"],
    [[3, 2], [3, 2], 4, "unknown"],
    [[2, 1], [2, 1], 5, "not met"],
  ] as const)("copies %j beside %j are ISH group %i: %s", (gene, rest, _, amplified) =>
    expect(
      erbb2(read(counts(`17 100 39600000 ${rest.join(" ")}`, `17 39600010 40000000 ${gene.join(" ")}`)))
        ?.copyNumber?.amplified,
    ).toBe(amplified),
  );
  it("refuse what cannot be copies, with line and column", () => {
    const wrong = (text: string) => read(text).refusal?.path;
    expect(wrong(counts("17 39600010 40000000 -1 1"))).toBe("2:4");
    expect(wrong(counts("17 39600010 40000000 1 1000001"))).toBe("2:5");
    expect(wrong(counts("17 39600010 40000000 1 1000000"))).toBeUndefined();
    // the identifier of the gene in the place of its ratio
    expect(wrong(seg("a 17 39600010 40000000 10 2064"))).toBe("2:6");
    expect(wrong(table("Hugo_Symbol s1", "ERBB2 0.5", "MET 2064"))).toBe("3:2");
    // no reads at all
    expect(wrong(seg("a 17 39600010 40000000 10 -30"))).toBeUndefined();
  });
  it("as ratios need purity and ploidy: without them only what is clear is decided", () => {
    const lines = ["a 17 100 39600000 50 0", "a 17 39600010 40000000 10 1.2"];
    const open = erbb2(read(seg(...lines)))?.copyNumber;
    const known = erbb2(read(seg(...lines), { purity: 0.4, ploidy: 2 }))?.copyNumber;
    expect(known?.copies).toBeCloseTo((2 ** 1.2 * 2 - 1.2) / 0.4, 10);
    expect((open?.high ?? 0) - (open?.low ?? 0)).toBeGreaterThan((known?.high ?? 0) - (known?.low ?? 0));
    expect(open?.amplified).toBe("unknown");
    expect(known?.amplified).toBe("met");
  });
  it("need the assembly, and are refused on one where a chromosome is too short", () => {
    expect(read(counts("17 100 80000000 1 1"), { assembly: null }).refusal?.code).toBe("assembly-unknown");
    expect(read(counts("17 100 83000000 1 1"), { assembly: "GRCh37" }).refusal).toMatchObject({
      code: "assembly-mismatch",
      path: "2:3",
    });
  });
  it("are kept apart by sample", () =>
    expect(
      keys(read(seg("a 17 39600010 40000000 10 3.5", "b 17 39600010 40000000 10 0")))
        .filter(([, key]) => key?.startsWith("ERBB2"))
        .map(([sample]) => sample),
    ).toEqual(["a"]));
  it("that end before they begin are refused", () =>
    expect(read(seg("a 17 400 300 1 0")).refusal).toMatchObject({ path: "2:4" }));
});

describe("tables of names", () => {
  it("are read cell by cell, of genes of the panel", () =>
    expect(
      keys(read(table("HUGO_SYMBOL SAMPLE_ID ALTERATION", "EGFR s1 vIII", "FLT3 s1 ITD", "ERBB2 s2 L755S"))),
    ).toEqual([
      ["s1", "EGFR:vIII"],
      ["s2", "ERBB2:p.L755S"],
    ]));
  it("take the protein name of several on different transcripts that fits", () =>
    expect(
      read(
        table("Gene Variant_dna Variant_prot", "ERBB2 c.1A>G,c.2033G>A p.Arg9999Gln,p.Arg678Gln"),
      ).rows.map(({ alteration }) => alteration.key),
    ).toEqual(["ERBB2:p.R678Q"]));
  it("say what could not be read", () =>
    expect(
      read("HER2YVMA\nERBB2 L755Q9\n").rows.map(({ alteration }) => alteration.error?.code ?? null),
    ).toEqual([null, "unparsable"]));
});

const inputs = `${process.env.ERBIUM_ORACLES}/evidence/inputs`;
describe.skipIf(process.env.ERBIUM_ORACLES === undefined || !existsSync(inputs))(
  "files of other tools",
  () => {
    const file = (name: string, options?: Partial<AnnotateOptions>) =>
      read(readFileSync(`${inputs}/${name}`, "utf8"), options);
    it.each([
      ["oncokb-annotator/example_maf.txt", "GRCh37", "maf"],
      ["oncokb-annotator/example_maf_grch38.txt", "GRCh38", "maf"],
      ["oncokb-annotator/example_cna.txt", null, "copy-number-matrix"],
      ["oncokb-annotator/example_individual_cna.txt", null, "copy-number-list"],
      ["oncokb-annotator/example_fusions.txt", null, "fusions"],
      ["oncokb-annotator/example_sv.txt", null, "fusions"],
      ["oncokb-annotator/example_atypical_alterations.txt", null, "alterations"],
      ["pcgr/T001-BRCA.grch37.cna.tsv", "GRCh37", "segments"],
      ["pcgr/T001-BRCA.grch38.cna.tsv", "GRCh38", "segments"],
      ["pcgr/T001-BRCA.grch38.fusions.tsv", null, "fusions"],
      ["civicutils/example_cnv.txt", null, "copy-number-list"],
      ["civicutils/example_snv.txt", null, "alterations"],
    ] as const)("%s is read", (name, assembly, format) => {
      const found = file(name, { assembly });
      expect(found).toMatchObject({ format, refusal: null });
      expect(found.rows.length).toBeGreaterThan(0);
    });
    it("a clinical table is no table of alterations", () =>
      expect(file("oncokb-annotator/example_clinical.txt").refusal?.code).toBe("unknown-format"));
  },
);
