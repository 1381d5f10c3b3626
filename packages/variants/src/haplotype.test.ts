import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
import { complement } from "./amino-acids.ts";
import { transcriptMap } from "./coordinates.ts";
import { fromCall, joinPhased, type SequenceCall } from "./index.ts";

const erbb2 = genes.named("ERBB2")!;
const coding = erbb2.codingSequence!;
/** ERBB2 c.2263 (first base of Leu755) lies at 39723966 on GRCh38, in exon 19, on the forward strand. */
const at = (c: number, reference: string, alternate: string): SequenceCall => ({
  assembly: "GRCh38",
  chromosome: "chr17",
  position: 39723966 + c - 2263,
  reference,
  alternate,
});
const base = (c: number) => coding[c - 1]!;
const names = (calls: readonly SequenceCall[]) =>
  joinPhased(calls, genes).map((call) => fromCall(call, genes)?.proteinShort);

describe("calls of one haplotype", () => {
  it("in one codon are one change", () => {
    // TTG -> GTC: Leu755Val as one, Leu755Val and Leu755Phe as two
    const calls = [at(2263, "T", "G"), at(2265, "G", "C")];
    expect(calls.map((call) => fromCall(call, genes)?.proteinShort)).toEqual(["L755V", "L755F"]);
    expect(names(calls)).toEqual(["L755V"]);
    expect(fromCall(joinPhased(calls, genes)[0]!, genes)?.coding).toBe("NM_004448.4:c.2263_2265delinsGTC");
  });
  it("are joined in whatever order they come", () =>
    expect(joinPhased([at(2265, "G", "C"), at(2263, "T", "G")], genes)).toHaveLength(1));
  it("side by side are one change, also over the edge of a codon", () =>
    expect(joinPhased([at(2265, "G", "C"), at(2266, base(2266), "T")], genes)).toHaveLength(1));
  it("in neighbouring codons but apart stay two", () =>
    expect(joinPhased([at(2263, "T", "G"), at(2266, base(2266), "T")], genes)).toHaveLength(2));
  it("a lost frame and the call that restores it are one in-frame change", () => {
    const calls = [at(2269, base(2269) + base(2270), base(2269)), at(2275, base(2275), `${base(2275)}A`)];
    expect(names(calls)).toHaveLength(1);
    expect(names(calls)[0]).not.toContain("fs");
  });
  it("a lost frame without one that restores it stays alone", () =>
    expect(
      joinPhased([at(2269, base(2269) + base(2270), base(2269)), at(2275, base(2275), "C")], genes),
    ).toHaveLength(2));
  it("outside the coding sequence, or of no change, are left alone", () => {
    const far = [at(10_000_000, "A", "C"), at(10_000_001, "A", "G")];
    expect(joinPhased(far, genes)).toEqual(far);
    expect(joinPhased([at(2263, "T", "T")], genes)).toEqual([]);
  });
});

/** Calls by coding position of any gene on GRCh38, with bases of the gene's own strand; one base, or one and an indel. */
const on = (symbol: string) => {
  const gene = genes.named(symbol)!;
  const map = transcriptMap(gene, "GRCh38")!;
  const sequence = gene.codingSequence!;
  const forward = gene.strand === "+";
  const strand = (bases: string): string =>
    forward ? bases : Array.from(bases, (_, at) => complement(bases, bases.length - 1 - at)).join("");
  const position = (c: number, offset = 0): number => map.toGenome({ index: c - 1, offset })!;
  const call = (at: number, reference: string, alternate: string): SequenceCall => ({
    assembly: "GRCh38",
    chromosome: gene.chromosome,
    position: at,
    reference,
    alternate,
  });
  const other = (base: string): string => (base === "A" ? "C" : "A");
  return {
    /** another base */
    sub: (c: number) => {
      const reference = sequence[c - 1]!;
      return call(position(c), strand(reference), strand(other(reference)));
    },
    /** another base of the intron beside a coding base */
    intron: (c: number, offset: number) => call(position(c, offset), "A", "C"),
    /** these bases lost, behind the base that stands before them on the genome */
    del: (from: number, to: number) => {
      const bases = strand(sequence.slice(from - 1, to));
      const anchor = strand(sequence[(forward ? from - 1 : to + 1) - 1]!);
      return call(position(forward ? from : to) - 1, anchor + bases, anchor);
    },
    /** bases put behind a coding base */
    ins: (c: number, bases: string) => {
      const left = forward ? c : c + 1;
      const anchor = strand(sequence[left - 1]!);
      return call(position(left), anchor, anchor + strand(bases));
    },
    untranslated: (c: number) => call(position(c), "A", "C"),
  };
};
const joined = (...calls: SequenceCall[]) => joinPhased(calls, genes).length;

describe.each(["ERBB2", "KRAS"])("calls of one haplotype in %s", (symbol) => {
  const { sub, del, ins, intron, untranslated } = on(symbol);
  const gene = genes.named(symbol)!;
  // an exon that holds codons 7 to 30 and more of both genes begins and ends elsewhere
  const exon = gene.codingExons.find(({ coding }) => coding[1] - coding[0] > 100)!.coding;
  const first = Math.ceil((exon[0] + 20) / 3) * 3 + 1;

  it("are joined in one codon, or side by side", () => {
    expect(joined(sub(first), sub(first + 2))).toBe(1);
    expect(joined(sub(first + 2), sub(first + 3))).toBe(1);
    expect(joined(sub(first), sub(first + 3))).toBe(2);
    expect(joined(sub(first + 1), sub(first + 3))).toBe(2);
    expect(joined(sub(first), sub(first + 1), sub(first + 2), sub(first + 3))).toBe(1);
  });
  it("are joined with a deletion that ends beside them, not with the base before it", () => {
    expect(joined(sub(first + 5), del(first + 2, first + 4))).toBe(1);
    expect(joined(del(first + 3, first + 5), sub(first + 6))).toBe(1);
    expect(joined(sub(first + 1), del(first + 3, first + 5))).toBe(2);
    expect(joined(del(first + 3, first + 5), sub(first + 7))).toBe(2);
  });
  it("are joined with an insertion beside them", () => {
    expect(joined(sub(first + 2), ins(first + 2, "ACA"))).toBe(1);
    expect(joined(ins(first + 2, "ACA"), sub(first + 3))).toBe(1);
    expect(joined(sub(first), ins(first + 3, "ACA"))).toBe(2);
  });
  it("are joined up to where a lost frame is restored, and no further", () => {
    expect(joined(del(first + 3, first + 3), sub(first + 12), ins(first + 20, "C"))).toBe(1);
    expect(joined(del(first, first), del(first + 8, first + 8), del(first + 16, first + 16))).toBe(1);
    expect(joined(del(first, first), ins(first + 8, "C"), sub(first + 30))).toBe(2);
    expect(joined(ins(first, "C"), ins(first + 8, "C"))).toBe(2);
    expect(joined(del(first, first), sub(first + 30))).toBe(2);
  });
  it("are not joined over the edge of an exon", () => {
    expect(joined(sub(exon[1]), intron(exon[1], 1))).toBe(2);
    expect(joined(sub(exon[1]), sub(exon[1] + 1))).toBe(2);
    expect(joined(del(exon[1] - 9, exon[1] - 9), ins(exon[1] + 9, "C"))).toBe(2);
  });
  it("are joined in the first codon and the last, not with what lies beside the coding sequence", () => {
    const length = gene.codingSequence!.length;
    expect(joined(sub(1), sub(2))).toBe(1);
    expect(joined(sub(length - 1), sub(length))).toBe(1);
    expect(joined(untranslated(0), sub(1))).toBe(2);
    expect(joined(sub(length), untranslated(length + 1))).toBe(2);
  });
});

describe("alleles as files write them", () => {
  const stretch = (from: number, to: number) => coding.slice(from - 1, to);
  it("may share bases at both ends", () => {
    const shared = at(2261, stretch(2261, 2267), `${stretch(2261, 2262)}G${stretch(2264, 2267)}`);
    expect(names([shared, at(2265, "G", "C")])).toEqual(["L755V"]);
    expect(joinPhased([shared], genes)).toEqual([at(2263, "T", "G")]);
    expect(joinPhased([at(2261, stretch(2261, 2266), stretch(2261, 2262))], genes)).toEqual([
      at(2262, stretch(2262, 2266), stretch(2262, 2262)),
    ]);
  });
  it("may be in small letters", () =>
    expect(names([at(2263, "t", "g"), at(2265, "g", "c")])).toEqual(["L755V"]));
  it("may have the base in front of an indel changed by the call before it", () => {
    // TTG -> TTC and CAC behind it: Leu755Phe and a histidine more
    const [changed, inserted] = [at(2265, "G", "C"), at(2265, "G", "GCAC")];
    const whole = { ...at(2265, "G", "CCAC") };
    expect(joinPhased([changed, inserted], genes)).toEqual([whole]);
    expect(joinPhased([inserted, changed], genes)).toEqual([whole]);
    expect(joinPhased([changed, at(2265, stretch(2265, 2268), "G")], genes)).toEqual([
      at(2265, stretch(2265, 2268), "C"),
    ]);
    // two insertions at one place: which comes first is not said
    expect(joined(at(2265, "G", "GCAC"), at(2265, "G", "GTTT"))).toBe(2);
  });
  it("are left alone where they overlap, or hold unknown bases", () => {
    expect(joined(at(2263, "TTG", "A"), at(2264, "T", "C"))).toBe(2);
    expect(joined(at(2263, "N", "G"), at(2265, "G", "C"))).toBe(2);
    expect(joined(at(2263, "T", "N"), at(2265, "G", "C"))).toBe(2);
  });
});
