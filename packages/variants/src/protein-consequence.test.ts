import { describe, expect, it } from "vitest";
import type { SequencedGene } from "./coding-change.ts";
import { shortName } from "./protein-change.ts";
import { proteinConsequence } from "./protein-consequence.ts";

/** A gene of five residues: ATG AAA TTG GTT GGA TAA, M K L V G. */
const gene = (downstream: string | null): SequencedGene =>
  ({
    codingSequence: "ATGAAATTGGTTGGATAA",
    protein: "MKLVG",
    downstream: downstream === null ? null : { sequence: downstream },
  }) as unknown as SequencedGene;

/** The protein's name after an edit; what follows the stop codon is GTA ACC, or as told. */
const name = (index: number, deleted: number, inserted: string, downstream: string | null = "GTAACC") => {
  const one = gene(downstream);
  return shortName(proteinConsequence(one, { index, deleted, inserted }), one.protein);
};

describe("one base replaced", () => {
  it.each([
    [6, "A", "L3M"],
    [8, "A", "L3="],
    [12, "T", "G5*"],
    [0, "G", "M1?"],
    [2, "A", "M1?"],
    [17, "G", "*6="],
    [15, "C", "*6Qext*?"],
    [18, "A", "*6="],
  ])("base %i by %s is %s", (index, base, short) => expect(name(index, 1, base)).toBe(short));
  it("reads a lost stop on as far as bases are known", () => {
    expect(name(15, 1, "C", "GCCTGA")).toBe("*6Qext*2");
    expect(name(15, 1, "C", null)).toBe("*6Qext*?");
  });
});

describe("a change that keeps the frame", () => {
  it.each([
    ["a whole codon lost", 6, 3, "", "L3del"],
    ["three bases of two codons lost", 7, 3, "", "L3_V4delinsF"],
    ["a codon put between two", 9, 0, "TGG", "L3_V4insW"],
    ["a codon put into one, which reads as two of it", 10, 0, "TGG", "V4dup"],
    ["a codon put into one, which reads as two others", 10, 0, "CCC", "V4delinsAL"],
    ["the start codon lost", 0, 3, "", "M1?"],
    ["the start codon replaced", 0, 3, "CTG", "M1?"],
    ["the start codon broken", 1, 3, "", "M1?"],
    ["the second codon lost with the first, which is put in again", 0, 6, "ATG", "K2del"],
    ["a stop put in", 6, 3, "TAA", "L3*"],
    ["a stop behind a new residue", 6, 3, "TGGTAACCC", "L3delinsW*"],
  ])("%s", (_, index, deleted, inserted, short) => expect(name(index, deleted, inserted)).toBe(short));

  it("leaves the start where the next codon may stand for it", () => {
    const double = {
      codingSequence: "ATGATGAAATAA",
      protein: "MMK",
      downstream: null,
    } as unknown as SequencedGene;
    const change = proteinConsequence(double, { index: 0, deleted: 3, inserted: "" });
    expect(shortName(change, double.protein)).toBe("M2del");
  });
  it("leaves the start where new bases may as well stand before it", () => {
    expect(name(0, 0, "CC")).toBe("M1=");
    expect(name(1, 0, "AA")).toBe("M1=");
    expect(name(1, 0, "CA")).toBe("M1?");
    expect(name(2, 0, "AT")).toBe("M1=");
    expect(name(2, 0, "A")).toBe("M1?");
    expect(name(3, 0, "AAA")).toBe("K2dup");
  });
});

describe("a change that shifts the frame", () => {
  it.each([
    ["a base lost", 4, 1, "", "K2Nfs*6"],
    ["a base lost behind which the residue stays", 11, 1, "", "G5Dfs*3"],
    ["a stop at once", 12, 0, "TA", "G5*"],
    ["a base put into the stop, which stays", 17, 0, "A", "*6="],
    ["a base of the stop lost, which the next restores", 16, 1, "", "*6="],
    ["the first base of the stop lost", 15, 1, "", "*6Kext*1"],
  ])("%s", (_, index, deleted, inserted, short) => expect(name(index, deleted, inserted)).toBe(short));
  it("leaves the stop open where it is not reached", () => {
    expect(name(4, 1, "", null)).toBe("K2Nfs*?");
    expect(name(15, 1, "", "CCCCCC")).toBe("*6Next*?");
  });
});

describe("a change that takes of the stop codon and keeps the frame", () => {
  it.each([
    ["the stop lost", 15, 3, "", "GCCTGA", "*6delext*1"],
    ["the stop and the last residue lost", 12, 6, "", "GTAACC", "G5_*6delinsVT"],
    ["the same, before another stop", 12, 6, "", "TAACCC", "G5del"],
    ["bases of both lost", 13, 3, "", "GCCTGA", "G5_*6delinsEA*"],
    ["both replaced by as many", 12, 6, "CCATAA", "GTAACC", "G5P"],
    ["a residue more before the stop", 12, 6, "GGACCATAA", "GTAACC", "*6Pext*1"],
    ["a codon put before it", 15, 0, "CAG", "GTAACC", "*6Qext*1"],
    ["a codon put into it", 16, 0, "CAG", "GCCTGA", "*6Sext*3"],
    ["a codon put into it behind which it stays", 17, 0, "AGA", "GTAACC", "*6="],
    ["two residues lost before a new stop", 9, 9, "TAA", "GTAACC", "V4_G5del"],
    ["a new stop in the place of a residue", 9, 9, "TAACCC", "GTAACC", "V4*"],
    ["the stop replaced by a residue", 15, 3, "CCC", "GCCTGA", "*6Pext*2"],
  ])("%s", (_, index, deleted, inserted, downstream, short) =>
    expect(name(index, deleted, inserted, downstream)).toBe(short),
  );
});
