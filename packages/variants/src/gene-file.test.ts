import { describe, expect, it } from "vitest";
import { buildGeneFile, canonical, fromCall, type GeneFileSources, geneIndex } from "./index.ts";

/**
 * A made-up gene of three exons on the reverse strand of chromosome 4: ATG GCA TGG | AAA CTG | CGT TAA with two
 * untranslated bases in front and three behind. On GRCh37 everything lies 1,000 bases higher.
 */
const CODING = "ATGGCATGGAAACTGCGTTAA";
const TRANSCRIPT = `CC${CODING}GTC`;
const exons38 = [
  [2190, 2200],
  [2101, 2106],
  [2001, 2009],
] as const;
const lines = (shift: number, gff: boolean, stopInCoding: boolean): string => {
  const attributes = gff
    ? "ID=x;Parent=rna-NM_900001.2;gene=TINY"
    : 'gene_id "TINY"; transcript_id "NM_900001.2";';
  const row = (feature: string, low: number, high: number) =>
    ["chr4", "made", feature, low + shift, high + shift, ".", "-", ".", attributes].join("\t");
  return [
    "##comment",
    ...exons38.map(([low, high]) => row("exon", low, high)),
    row("CDS", 2190, 2198),
    row("CDS", 2101, 2106),
    row("CDS", stopInCoding ? 2004 : 2007, 2009),
    ...(stopInCoding ? [] : [row("stop_codon", 2004, 2006)]),
    row("exon", 1, 9).replace("900001", "900009"),
  ].join("\n");
};
const sources = (own: Partial<GeneFileSources> = {}): GeneFileSources => ({
  symbol: "TINY",
  transcript: "NM_900001.2",
  hgnc: "HGNC:0",
  aliases: ["wee"],
  uniprot: "",
  refseqProtein: "NP_900001.1",
  ensembl: null,
  ensemblProtein: null,
  maneSelect: true,
  annotation: { GRCh37: lines(1000, true, true), GRCh38: lines(0, false, false) },
  fasta: `>NM_900009.1 other\nACGT\n>NM_900001.2 Homo sapiens tiny\n${TRANSCRIPT.slice(0, 10)}\n${TRANSCRIPT.slice(10)}AAAA\n`,
  source: "made up",
  refget: (sequence) => `SQ.${sequence.length}`,
  ...own,
});
const model = (own: Partial<GeneFileSources> = {}) => {
  const built = buildGeneFile(sources(own));
  if (!built.ok) throw new Error(built.error.map(({ message }) => message).join("; "));
  return built.value;
};
const reasons = (own: Partial<GeneFileSources>) => {
  const built = buildGeneFile(sources(own));
  return built.ok ? [] : built.error.map(({ path, message }) => `${path}: ${message}`);
};

describe("a gene file from exons and sequence", () => {
  it("carries structure, sequence and translation", () => {
    expect(model()).toMatchObject({
      symbol: "TINY",
      chromosome: "4",
      strand: "-",
      exons: { GRCh38: exons38, GRCh37: exons38.map(([low, high]) => [low + 1000, high + 1000]) },
      codingLimits: { GRCh38: [2004, 2198], GRCh37: [3004, 3198] },
      codingSequence: CODING,
      protein: "MAWKLR",
      proteinLength: 6,
      codingExons: [
        { exon: 1, coding: [1, 9], residues: [1, 3] },
        { exon: 2, coding: [10, 15], residues: [4, 5] },
        { exon: 3, coding: [16, 21], residues: [6, 6] },
      ],
      downstream: { sequence: "GTC" },
      refget: { codingSequence: "SQ.21", protein: "SQ.6" },
    });
  });

  it("serves the panel at once", () => {
    const genes = geneIndex([model()]);
    expect(canonical("TINY W3*", genes)).toMatchObject({ key: "TINY:p.W3*", exon: 1 });
    expect(canonical("NM_900001.2:c.8G>A", genes)).toMatchObject({
      protein: "NP_900001.1:p.(Trp3Ter)",
      genomic: { GRCh37: "NC_000004.11:g.3191C>T", GRCh38: "NC_000004.12:g.2191C>T" },
    });
    const call = {
      assembly: "GRCh38",
      chromosome: "4",
      position: 2191,
      reference: "C",
      alternate: "T",
    } as const;
    expect(fromCall(call, genes)?.key).toBe("TINY:p.W3*");
    expect(canonical("wee c.9+1G>A", genes).consequence).toBe("splice_donor_variant");
  });

  it("takes the coding sequence alone as well, and then knows nothing behind the stop", () => {
    const built = model({ fasta: `>NM_900001.2\n${CODING}\n` });
    expect(built.codingSequence).toBe(CODING);
    expect(built.downstream).toBeNull();
  });

  it("is the same from GTF and GFF3", () =>
    expect(
      model({ annotation: { GRCh37: lines(1000, false, true), GRCh38: lines(0, true, false) } }),
    ).toEqual(model()));

  it("finds the accession without its version, and never another version", () => {
    expect(model({ transcript: "NM_900001" }).protein).toBe("MAWKLR");
    expect(reasons({ transcript: "NM_900001.1" })).toHaveLength(3);
  });

  it("says what does not fit", () => {
    expect(reasons({ annotation: { GRCh37: "", GRCh38: lines(0, true, true) } })).toEqual([
      "GRCh37: the annotation has no exons and coding parts of NM_900001.2",
    ]);
    expect(reasons({ fasta: ">NM_1.1\nACGT" })).toEqual(["fasta: no record is named NM_900001.2"]);
    expect(reasons({ fasta: `>NM_900001.2\n${CODING.replace("TGG", "TAG")}` })).toEqual([
      "fasta: the coding sequence does not read from a start codon to its only stop codon",
    ]);
    expect(reasons({ fasta: `>NM_900001.2\n${TRANSCRIPT}C` })[0]).toContain("the record has 27 bases");
    const shorter = lines(1000, true, true).replaceAll("3190", "3193");
    expect(reasons({ annotation: { GRCh37: shorter, GRCh38: lines(0, true, true) } })).toContain(
      "GRCh37: the coding exons have other lengths than on GRCh38",
    );
  });
});
