import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
import { editName, shiftRight } from "./coding-change.ts";
import { canonical, fromCall } from "./index.ts";

describe("the 3' rule", () => {
  it("moves a deletion to its last place and stops where told", () => {
    expect(shiftRight("GAAAAT", { index: 1, deleted: 1, inserted: "" }, 5).index).toBe(4);
    expect(shiftRight("GAAAAT", { index: 1, deleted: 1, inserted: "" }, 2).index).toBe(2);
  });
  it("turns the letters of a moved insertion", () => {
    const moved = shiftRight("GATATC", { index: 1, deleted: 0, inserted: "AT" }, 5);
    expect(moved).toEqual({ index: 5, deleted: 0, inserted: "AT" });
    expect(editName("GATATC", moved, (at) => String(at + 1))).toBe("4_5dup");
  });
  it("never moves over an exon edge", () => {
    // ERBB2 c.2307 ends exon 19 and c.2308 begins exon 20: both are G, and so is c.2309
    const gene = genes.named("ERBB2")!;
    const edge = gene.codingExons.findIndex(
      ({ coding }) => gene.codingSequence![coding[1] - 1] === gene.codingSequence![coding[1]],
    );
    const last = gene.codingExons[edge]!.coding[1];
    const base = gene.codingSequence![last - 1];
    expect(base).toBe(gene.codingSequence![last]);
    expect(canonical(`ERBB2:c.${last}del`, genes).coding).toBe(`NM_004448.4:c.${last}del`);
  });
});

describe("a coding change and its protein", () => {
  it.each([
    ["TP53 c.524G>A", "R175H", "missense_variant"],
    ["TP53 c.586C>T", "R196*", "stop_gained"],
    ["TP53 c.1_3del", "M1?", "start_lost"],
    ["TP53 c.1182A>C", "*394Cext*9", "stop_lost"],
    ["TP53 c.1180_1182del", "*394delext*8", "stop_lost"],
    ["ERBB2 c.2339dup", "Y781Ifs*93", "frameshift_variant"],
    ["PTEN c.243dup", "N82*", "stop_gained"],
    ["EGFR c.2235_2249del", "E746_A750del", "inframe_deletion"],
    ["EGFR c.2310_2311insGGT", "D770_N771insG", "inframe_insertion"],
    ["ERBB2 c.2326_2327delinsCT", "G776L", "missense_variant"],
    ["BRAF c.1798_1799delinsAA", "V600K", "missense_variant"],
    ["TP53 c.742C>A", "R248=", "synonymous_variant"],
  ])("%s is %s", (name, short, consequence) =>
    expect(canonical(name, genes)).toMatchObject({ proteinShort: short, consequence, error: null }),
  );

  it("gives no protein for what may change splicing", () =>
    expect(canonical("TP53 c.782+1G>A", genes)).toMatchObject({
      key: "TP53:c.782+1G>A",
      protein: "NP_000537.3:p.?",
      proteinShort: null,
      consequence: "splice_donor_variant",
    }));

  it.each([
    ["c.782+1G>A", "splice_donor_variant"],
    ["c.782+2T>A", "splice_donor_variant"],
    ["c.782+3A>C", "splice_region_variant"],
    ["c.782+4A>C", "splice_region_variant"],
    ["c.782+5A>C", "splice_donor_5th_base_variant&splice_region_variant"],
    ["c.782+6A>C", "splice_region_variant"],
    ["c.783-8A>C", "splice_region_variant"],
    ["c.783-9A>C", "splice_polypyrimidine_tract_variant"],
    ["c.783-17A>C", "splice_polypyrimidine_tract_variant"],
    ["c.783-18A>C", "intron_variant"],
    ["c.780_782+1del", "splice_donor_variant"],
    ["c.782+2_782+3insA", "splice_region_variant"],
    ["c.782+1_782+2insA", "splice_donor_variant"],
    ["c.782_782+1insA", "splice_region_variant"],
    ["c.783-2_783-1insA", "splice_acceptor_variant"],
    ["c.783-3_785del", "splice_acceptor_variant"],
    ["c.783-12_919+7del", "exon_loss_variant"],
    ["c.673-200_782+50del", "exon_loss_variant"],
    ["c.782+8A>C", "splice_region_variant"],
    ["c.782+9A>C", "intron_variant"],
    ["c.783-1G>A", "splice_acceptor_variant"],
    ["c.783-3C>A", "splice_region_variant"],
    ["c.-1G>A", "5_prime_UTR_variant"],
    ["c.*1G>A", "3_prime_UTR_variant"],
  ])("TP53 %s is a %s", (name, consequence) =>
    expect(canonical(`TP53:${name}`, genes).consequence).toBe(consequence),
  );
});

describe("the exon of a change beside it", () => {
  it.each([
    ["TP53 c.782+1G>A", 7],
    ["TP53 c.783-1G>A", 8],
    ["TP53 c.783-12_919+7del", 8],
    ["TP53 c.782+40G>A", null],
    ["TP53 c.-1G>A", 2],
  ])("%s: exon %s", (name, exon) => expect(canonical(name, genes).exon).toBe(exon));
});

describe("a deletion from one exon into the next", () => {
  it("takes the intron along on the genome and keeps the product of the joined exons", () => {
    const gene = genes.named("ERBB2")!;
    const last = gene.codingExons.find((one) => one.exon === 19)!.coding[1];
    const alteration = canonical(`ERBB2:c.${last}_${last + 2}del`, genes);
    const from = gene.exons!.GRCh38[18]![1];
    const to = gene.exons!.GRCh38[19]![0] + 1;
    expect(alteration.genomic?.GRCh38).toBe(`NC_000017.11:g.${from}_${to}del`);
    expect(canonical(alteration.genomic!.GRCh38!, genes)).toMatchObject({
      coding: alteration.coding,
      key: alteration.key,
    });
  });
});

describe("a changed stop codon", () => {
  it.each([
    // the bases behind the stop codon are known for TP53, not for KRAS
    ["TP53 c.1177_1182del", "D393_*394delinsHSPLLVPH*", "stop_lost"],
    ["KRAS c.562_567del", "M188_*189del", "stop_lost"],
    ["KRAS c.565_567del", "*189delext*?", "stop_lost"],
    ["KRAS c.566A>G", "*189=", "stop_retained_variant"],
    ["KRAS c.564_565insGCC", "*189Aext*1", "stop_lost"],
    ["NRAS c.568_569insGGTAAA", "*190Wext*1", "stop_lost"],
  ])("%s is %s", (name, short, consequence) =>
    expect(canonical(name, genes)).toMatchObject({ proteinShort: short, consequence }),
  );
  it("keeps its key when read back", () => {
    for (const name of ["TP53 c.1177_1182del", "KRAS c.562_567del", "KRAS c.565_567del"]) {
      const { key } = canonical(name, genes);
      expect(canonical(key!, genes).key).toBe(key);
    }
  });
});

describe("the start codon", () => {
  it.each([
    ["ERBB2 c.1A>G", "M1?", "start_lost"],
    ["ERBB2 c.2del", "M1?", "start_lost"],
    ["ERBB2 c.1dup", "M1=", "start_retained_variant"],
    ["ERBB2 c.-1_1insC", null, "5_prime_UTR_variant"],
  ])("%s is %s", (name, short, consequence) =>
    expect(canonical(name, genes)).toMatchObject({ proteinShort: short, consequence }),
  );
});

describe("a product that ends after new residues", () => {
  it("has one key, however the name counts the replaced residues", () => {
    const keys = ["ERBB2 L755_R756delinsS*", "ERBB2 L755_E757delinsS*", "ERBB2 V754_L755insS*"].map(
      (name) => canonical(name, genes).key,
    );
    expect(new Set(keys)).toEqual(new Set(["ERBB2:p.L755_R756delinsS*"]));
  });
});

describe("a call", () => {
  const erbb2 = { chromosome: "chr17", reference: "T", alternate: "C" } as const;
  it("is the same alteration on both assemblies", () => {
    const old = fromCall({ ...erbb2, assembly: "GRCh37", position: 37880220 }, genes);
    const now = fromCall({ ...erbb2, assembly: "GRCh38", position: 39723967 }, genes);
    expect(old?.key).toBe("ERBB2:p.L755S");
    expect({ ...old, input: "" }).toEqual({ ...now, input: "" });
  });
  it("is shifted on the transcript however the caller placed it", () => {
    const at = (position: number, anchor: string) =>
      fromCall(
        {
          assembly: "GRCh38",
          chromosome: "17",
          position,
          reference: anchor,
          alternate: `${anchor}ATACGTGATGGC`,
        },
        genes,
      )?.coding;
    expect(at(39724730, "C")).toBe("NM_004448.4:c.2313_2324dup");
    expect(at(39724742, "C")).toBe("NM_004448.4:c.2313_2324dup");
  });
  it("in a repeat that begins before the exon belongs to the exon", () => {
    const gene = genes.named("ERBB2")!;
    const exon = gene.codingExons.find((one) => one.exon === 20)!;
    const position = gene.exons!.GRCh38[19]![0];
    const copy = gene.codingSequence!.slice(exon.coding[0] - 1, exon.coding[0] + 2);
    const before = canonical(`GRCh38 chr17:g.${position - 1}_${position}ins${copy}`, genes);
    expect(before.coding).toBe(canonical(`ERBB2:c.${exon.coding[0]}_${exon.coding[0] + 2}dup`, genes).coding);
    const other = canonical(`GRCh38 chr17:g.${position - 1}_${position}insTTT`, genes);
    expect(other).toMatchObject({ consequence: "splice_region_variant", proteinShort: null });
  });
  it("that copies the last bases of an exon is their duplication", () => {
    const gene = genes.named("ERBB2")!;
    const exon = gene.codingExons.find((one) => one.exon === 19)!;
    const position = gene.exons!.GRCh38[18]![1];
    const copy = gene.codingSequence!.slice(exon.coding[1] - 3, exon.coding[1]);
    const after = canonical(`GRCh38 chr17:g.${position}_${position + 1}ins${copy}`, genes);
    expect(after.coding).toBe(canonical(`ERBB2:c.${exon.coding[1] - 2}_${exon.coding[1]}dup`, genes).coding);
  });
  it("outside the panel is null", () =>
    expect(
      fromCall({ assembly: "GRCh38", chromosome: "17", position: 1, reference: "A", alternate: "C" }, genes),
    ).toBeNull());
  it("with a reference base that is not the gene's is refused", () =>
    expect(
      fromCall({ ...erbb2, reference: "G", assembly: "GRCh38", position: 39723967 }, genes)?.error?.code,
    ).toBe("reference-mismatch"));
});
