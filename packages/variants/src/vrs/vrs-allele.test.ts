import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genes } from "../../test/genes.ts";
import { canonical } from "../canonical.ts";
import { normalisedAllele } from "./normalised-allele.ts";
import { alleleOf, vrsAllele } from "./vrs-allele.ts";

const sha512 = (text: string) => createHash("sha512").update(text).digest();
const of = (name: string) => vrsAllele(canonical(name, genes), genes, sha512);

describe("published identifiers of VRS 2", () => {
  it("of a location on chromosome 7 (tests of a VRS client)", () =>
    expect(
      alleleOf(
        "SQ.F-LrLMe1SRpfUZHkQmvkVKFEGaoDeHul",
        { start: 44908821, end: 44908822, state: { type: "LiteralSequenceExpression", sequence: "T" } },
        sha512,
      ).location.id,
    ).toBe("ga4gh:SL.4t6JnYWqHwYw9WzBT_lmWBb3tLQNalkT"));
  it("of NC_000001.11:40819438:CTCCTCCT:CTCCTCCTCCT, normalised from any of its writings", () => {
    // the published example gives the bases of the location; what stands beside them ends the repeat
    const flanked = `G${"CTCCTCCT"}G`;
    for (const edit of [
      { start: 1, end: 1, inserted: "CTC" },
      { start: 4, end: 4, inserted: "CTC" },
      { start: 3, end: 3, inserted: "CCT" },
      { start: 9, end: 9, inserted: "CCT" },
      { start: 1, end: 9, inserted: "CTCCTCCTCCT" },
    ]) {
      const { start, end, state } = normalisedAllele(flanked, edit);
      expect([start, end]).toEqual([1, 9]);
      expect(
        alleleOf(
          "SQ.Ya6Rs7DHhDeg7YaOSg1EoNi3U_nQ9SvO",
          { start: start + 40819437, end: end + 40819437, state },
          sha512,
        ).id,
      ).toBe("ga4gh:VA.Oop4kjdTtKcg1kiZjIJAAR3bp7qi4aNT");
    }
  });
});

describe("the allele of a protein change", () => {
  it("has the identifier that MetaKB and CIViCpy publish for BRAF V600E", () =>
    expect(of("BRAF V600E")).toMatchObject({
      id: "ga4gh:VA.j4XnsLZcdzDIYa5pvvXM7t1wn9OITr0L",
      location: { id: "ga4gh:SL.t-3DrWALhgLdXHsupI-e-M00aL3HgK3y" },
    }));
  it("is the same for every spelling", () =>
    expect(new Set(["HER2YVMA", "A775_G776insYVMA", "p.Y772_A775dup"].map((name) => of(name)?.id)).size).toBe(
      1,
    ));
  it("says a duplication as a length of the reference", () =>
    expect(of("ERBB2 Y772_A775dup")).toMatchObject({
      location: { sequenceReference: { refgetAccession: genes.named("ERBB2")?.refget?.protein } },
      state: { type: "ReferenceLengthExpression", repeatSubunitLength: 4 },
    }));
  it("is a literal for a substitution, and nothing for what has no known product", () => {
    expect(of("ERBB2 L755S")).toMatchObject({
      location: { start: 754, end: 755 },
      state: { type: "LiteralSequenceExpression", sequence: "S" },
    });
    for (const name of ["ERBB2 amplification", "TP53 R306fs", "ERBB2 exon 20 insertion"])
      expect(of(name)).toBeNull();
  });
});

describe("normalising", () => {
  it("keeps what the allele does, and twice changes nothing", () => {
    const letters = fc.string({ unit: fc.constantFrom("A", "C"), maxLength: 12 });
    fc.assert(
      fc.property(letters, fc.nat(12), fc.nat(4), letters, (sequence, at, length, inserted) => {
        const start = Math.min(at, sequence.length);
        const end = Math.min(start + length, sequence.length);
        const once = normalisedAllele(sequence, { start, end, inserted });
        const apply = (edit: { start: number; end: number }, text: string) =>
          sequence.slice(0, edit.start) + text + sequence.slice(edit.end);
        expect(apply(once, once.state.sequence)).toBe(apply({ start, end }, inserted));
        const again = normalisedAllele(sequence, { ...once, inserted: once.state.sequence });
        expect(again).toEqual(once);
      }),
    );
  });
});
