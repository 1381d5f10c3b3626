import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genes, models } from "../test/genes.ts";
import { canonical, codingWays } from "./index.ts";

const ways = (name: string) =>
  codingWays(canonical(name, genes), genes).ways.map(
    ({ bases, alteration }) => `${bases} ${alteration.coding?.split(":")[1]}`,
  );

describe("coding changes that give a protein change", () => {
  it("of one residue: one for each codon, single bases first", () => {
    // Leu755 is TTG; serine has six codons, TCG one base away
    expect(ways("ERBB2 L755S")).toEqual([
      "1 c.2264T>C",
      "2 c.2264_2265delinsCA",
      "2 c.2264_2265delinsCC",
      "2 c.2264_2265delinsCT",
      "3 c.2263_2265delinsAGC",
      "3 c.2263_2265delinsAGT",
    ]);
    expect(ways("BRAF V600E")[0]).toBe("1 c.1799T>A");
    expect(ways("BRAF V600K")[0]).toBe("2 c.1798_1799delinsAA");
  });
  it("of a stop and of a silent change", () => {
    expect(ways("PTEN R130*")[0]).toBe("1 c.388C>T");
    expect(ways("ERBB2 L755=")).toHaveLength(5);
  });
  it("of a lost start: nine single bases", () => expect(ways("ERBB2 M1?")).toHaveLength(9));
  it("of a duplication: copies in any phase first, then other spellings of the copied residues", () => {
    const found = ways("ERBB2 Y772_A775dup");
    expect(found.slice(0, 2)).toEqual(["12 c.2313_2324dup", "12 c.2314_2325dup"]);
    expect(found.slice(2).every((one) => one.includes("ins"))).toBe(true);
  });
  it("of a deletion: in any phase", () =>
    expect(ways("ERBB2 L755_T759del")).toEqual(["15 c.2262_2276del", "15 c.2264_2278del"]));
  it("of an insertion: every spelling of the new residues", () => {
    // cysteine 2 codons, glycine 4, some of which name the same change
    const found = ways("ERBB2 V777_G778insCG");
    expect(found.length).toBeGreaterThan(1);
    expect(new Set(found).size).toBe(found.length);
  });
  it("says so when not all are listed", () => {
    const long = codingWays(canonical("ERBB2 A775_G776insLLLLLL", genes), genes);
    expect(long.complete).toBe(false);
    expect(long.ways.length).toBeLessThanOrEqual(2000);
  });
  it("of a frameshift, a category or a refused name: none", () => {
    for (const name of ["ERBB2 G776fs", "ERBB2 amplification", "ERBB2 K776L", "FGFR1 V561M"])
      expect(ways(name)).toEqual([]);
  });

  it("each gives the change back, and none with one base is missing", () => {
    const sequenced = models.filter((gene) => gene.codingSequence !== null);
    fc.assert(
      fc.property(
        fc.constantFrom(...sequenced.map((gene) => gene.symbol)),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.constantFrom("A", "C", "G", "T"),
        (symbol, at, base) => {
          const coding = genes.named(symbol)!.codingSequence!;
          const index = Math.floor(at * (coding.length - 3));
          fc.pre(coding[index] !== base);
          const forward = canonical(`${symbol}:c.${index + 1}${coding[index]}>${base}`, genes);
          const { ways: found } = codingWays(canonical(forward.key!, genes), genes);
          expect(found.map(({ alteration }) => alteration.coding)).toContain(forward.coding);
          for (const { alteration } of found) expect(alteration.key).toBe(forward.key);
          expect(found[0]?.bases).toBe(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
