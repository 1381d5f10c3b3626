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
  // MetaKB, unit tests of its categorical variants, and CIViC's L858R in its fixtures
  it.each([
    ["EGFR L858R", "S41CcMJT2bcd8R4-qXZWH1PoHWNtG2PZ", "v0_edynH98OIu-0QPVT5anCSOriAFSDQ"],
    ["ERBB2 A775_G776insYVMA", "i2mlUlU6zjxaCbKmBs2lOqxb06mHg5Xa", "hSdEN_wYYHQKXR7knKc7UPr_zg36wZuk"],
    ["ERBB2 G776delinsVC", "DYjudLZvIA-rU6f2CK783CaO7r-jFWCu", "4SCNcOJ-Jo-zr1ZmtEVErfYmbhQLLbTb"],
    ["EGFR H773_V774insH", "PpuS5Xbqkoat8rOHToYXl46bUX4WHTzo", "BLLY98ZhGp_60b_Qf5GW_0wQ2QJUTPic"],
    ["EGFR L747_A750delinsP", "JkqD1otgdDeZdOxpYw0T9fXEnly_2EtW", "v7153g7a-dYonPHmZ_fG9AIvYq95n1r_"],
    ["EGFR D770delinsGY", "VukKKBRCtZoy8fyUe_1PRTmx2EKzI-YC", "DjD4VfOipktubb2HSyOlQkQnAf9PvDhw"],
  ])("has the identifiers that are published for %s", (name, allele, location) =>
    expect(of(name)).toMatchObject({ id: `ga4gh:VA.${allele}`, location: { id: `ga4gh:SL.${location}` } }),
  );
  it("has the identifiers that are published for deletions in KIT", () => {
    const deletion = (start: number, end: number) =>
      alleleOf(
        "SQ.TcMVFj5kDODDWpiy1d_1-3_gOf4BYaAB",
        {
          start,
          end,
          state: {
            type: "ReferenceLengthExpression",
            length: 0,
            repeatSubunitLength: end - start,
            sequence: "",
          },
        },
        sha512,
      );
    expect(deletion(578, 579).id).toBe("ga4gh:VA.9nu3YQ_Pi3fTdyJJEI4RBgRvMd17B_DL");
    expect(deletion(556, 558).id).toBe("ga4gh:VA.OEk1XHnNu8vLwLfaJqg5Jwaj_MiyGUO1");
  });
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
