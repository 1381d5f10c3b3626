import { describe, expect, it } from "vitest";
import { genes } from "../test/genes.ts";
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
