import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
import { canonical } from "./canonical.ts";
import { anyBesideIntron, changesSpliceRegion, withSpliceRegion } from "./splice-region.ts";

const termOf = (name: string): string | null => {
  const { consequence, error } = canonical(name, genes);
  expect(error, name).toBeNull();
  return consequence;
};

/** TP53: an exon ends with c.782, the next begins with c.783. */
describe("the splice region inside an exon is the three bases beside the intron", () => {
  it.each([
    ["c.779C>A", "missense_variant"],
    ["c.780C>T", "splice_region_variant&synonymous_variant"],
    ["c.781A>C", "missense_variant&splice_region_variant"],
    ["c.782G>A", "missense_variant&splice_region_variant"],
    ["c.783T>C", "splice_region_variant&synonymous_variant"],
    ["c.784G>T", "missense_variant&splice_region_variant"],
    ["c.785G>T", "missense_variant&splice_region_variant"],
    ["c.786T>A", "synonymous_variant"],
  ])("a base: TP53 %s is %s", (name, consequence) => expect(termOf(`TP53 ${name}`)).toBe(consequence));

  it.each([
    ["c.778del", "frameshift_variant"],
    ["c.780del", "frameshift_variant&splice_region_variant"],
    ["c.775_777del", "inframe_deletion"],
    ["c.778_780delinsGGG", "missense_variant&splice_region_variant"],
    ["c.785_787del", "inframe_deletion&splice_region_variant"],
    ["c.786_788del", "inframe_deletion"],
    ["c.779_780insA", "frameshift_variant"],
    ["c.780_781insG", "frameshift_variant&splice_region_variant"],
    ["c.785_786insCCC", "inframe_insertion"],
    ["c.784_785insC", "frameshift_variant&splice_region_variant"],
  ])("a stretch, or what an insertion parts: TP53 %s is %s", (name, consequence) =>
    expect(termOf(`TP53 ${name}`)).toBe(consequence),
  );

  it("holds for the untranslated bases of an exon, not for the ends of the transcript", () => {
    expect(termOf("TP53 c.-28C>T")).toBe("splice_region_variant&5_prime_UTR_variant");
    expect(termOf("TP53 c.-29G>T")).toBe("splice_region_variant&5_prime_UTR_variant");
    expect(termOf("TP53 c.-31G>T")).toBe("splice_region_variant&5_prime_UTR_variant");
    expect(termOf("TP53 c.-32A>T")).toBe("5_prime_UTR_variant");
    expect(termOf("TP53 c.-26A>T")).toBe("splice_region_variant&5_prime_UTR_variant");
    expect(termOf("TP53 c.-25A>T")).toBe("5_prime_UTR_variant");
    expect(termOf("TP53 c.-27_-26insG")).toBe("splice_region_variant&5_prime_UTR_variant");
    expect(termOf("TP53 c.-26_-25insG")).toBe("5_prime_UTR_variant");
    expect(termOf("ERBB2 c.1A>G")).toBe("start_lost");
    expect(termOf("ERBB2 c.3768A>G")).toBe("stop_lost");
  });

  it("says nothing of a protein name, whose bases are not known", () =>
    expect(termOf("TP53 S261G")).toBe("missense_variant"));

  it("leaves the classes to what happens to the protein", () => {
    expect(canonical("TP53 c.780C>T", genes).classes).toEqual(["silent"]);
    expect(canonical("TP53 c.781A>C", genes).classes).toContain("missense");
  });
});

describe("two terms of one change", () => {
  it.each([
    ["stop_gained", "stop_gained&splice_region_variant"],
    ["splice_donor_5th_base_variant", "splice_donor_5th_base_variant&splice_region_variant"],
    ["stop_retained_variant", "splice_region_variant&stop_retained_variant"],
    ["start_retained_variant", "splice_region_variant&start_retained_variant"],
    ["coding_sequence_variant", "splice_region_variant&coding_sequence_variant"],
    ["3_prime_UTR_variant", "splice_region_variant&3_prime_UTR_variant"],
    ["intron_variant", "splice_region_variant&intron_variant"],
    ["splice_region_variant", "splice_region_variant"],
    [null, "splice_region_variant"],
  ])("%s: the one that Ensembl ranks higher stands first", (term, both) =>
    expect(withSpliceRegion(term)).toBe(both),
  );
});

describe("the bases beside an intron", () => {
  const map = {
    exonRanges: [
      [-10, 9],
      [10, 19],
      [20, 40],
    ],
  } as unknown as Parameters<typeof anyBesideIntron>[2];
  it("are those of both edges of an inner exon, and of the inner edges of the first and the last", () => {
    const beside = Array.from({ length: 51 }, (_, at) => at - 10).filter((at) =>
      anyBesideIntron(at, at, map),
    );
    expect(beside).toEqual([7, 8, 9, 10, 11, 12, 17, 18, 19, 20, 21, 22]);
  });
  it("may lie inside a stretch, or at its ends", () => {
    expect(anyBesideIntron(-10, 6, map)).toBe(false);
    expect(anyBesideIntron(-10, 7, map)).toBe(true);
    expect(anyBesideIntron(13, 16, map)).toBe(false);
    expect(anyBesideIntron(0, 40, map)).toBe(true);
    expect(anyBesideIntron(22, 40, map)).toBe(true);
    expect(anyBesideIntron(23, 40, map)).toBe(false);
  });
  it("are not touched by an edit that changes nothing", () => {
    const beside = new Uint8Array(9).fill(1);
    expect(changesSpliceRegion({ index: 4, deleted: 0, inserted: "" }, beside)).toBe(false);
    expect(changesSpliceRegion({ index: 4, deleted: 0, inserted: "A" }, beside)).toBe(true);
  });
});
