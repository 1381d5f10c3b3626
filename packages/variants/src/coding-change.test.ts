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
