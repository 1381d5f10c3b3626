import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genes, models } from "../test/genes.ts";
import { threeLetter } from "./amino-acids.ts";
import { canonical, fromCall } from "./index.ts";
import { proteinNames, shortName } from "./protein-change.ts";
import { describeEdit } from "./protein-edit.ts";

const sequenced = models.filter((gene) => gene.protein !== null);
const symbol = fc.constantFrom(...sequenced.map((one) => one.symbol));
const residues = (minLength: number, maxLength: number) =>
  fc
    .array(fc.constantFrom(...Array.from("ACDEFGHIKLMNPQRSTVWY")), { minLength, maxLength })
    .map((list) => list.join(""));

describe("laws of canonical", () => {
  it("any text at all gives an alteration or a typed error, quickly", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 1200 }),
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            "ERBB2",
            " ",
            "p.",
            "c.",
            "L755",
            "del",
            "ins",
            "YVMA",
            "_",
            "exon",
            "20",
            "(",
            ")",
            "fs",
            "*",
            "?",
            "=",
            ">",
            "NM_004448.4",
            ":",
            "g.",
            "chr17",
            "扩增",
            "-",
            "+",
            "/",
            "2264",
            "T>C",
          ),
          { maxLength: 40 },
        )
        .map((parts) => parts.join("")),
      fc
        .tuple(fc.constantFrom("A", "(", "1", "ins", "-", "c.", "_", " "), fc.nat(300))
        .map(([one, times]) => `ERBB2 ${one.repeat(times)}`),
    );
    fc.assert(
      fc.property(text, (name) => {
        // time of this thread, not of a busy machine
        const before = process.threadCpuUsage();
        const alteration = canonical(name, genes);
        expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(500);
        expect(alteration.error === null).toBe(alteration.key !== null);
        if (alteration.error !== null) expect(alteration.error.message).not.toBe("");
      }),
      { numRuns: Number(process.env.ERBIUM_FUZZ_NAMES ?? 2000) },
    );
  });

  it("canonical of canonical is the same", () => {
    const names = [
      "HER2-low",
      "HER2-ultralow",
      "HER2 zero",
      "IHC 3+",
      "IHC 0",
      "ERBB2 amplification",
      "gain",
      "ERBB2 deletion",
      "overexpression",
      "PTEN loss",
      "PTEN loss of expression",
      "BRCA1",
      "exon 20 insertion",
      "EGFR19del",
      "d16HER2",
      "p95HER2",
      "CD74-NRG1",
      "EGFR vIII",
      "KRAS wild type",
      "ERBB2 mutation",
      "ERBB2 activating mutation",
      "ERBB2 kinase domain mutation",
      "ERBB2 truncating mutation",
      "PIK3CA Exon 10 Mutation",
      "HER2 positive",
      "HER2 negative",
      "FISH positive",
      "FISH negative",
      "serum levels",
      "BRAF V600",
      "ERBB2 p.?",
      "ERBB2 p.=",
      "TP53 c.782+1G>A",
      "ERBB2 P780ins",
      "NF1 X1445_splice",
      "ERBB2 loss of function",
      "ERBB2 hotspot mutation",
      "TP53 c.*1G>A",
      "ERBB2 M1?",
    ];
    for (const name of names) {
      const once = canonical(name, genes);
      if (once.key === null) continue;
      expect(canonical(once.key, genes).key, name).toBe(once.key);
    }
  });

  it("every spelling of an in-frame change has one key, and so has the key itself", () => {
    const edit = fc.record({
      gene: symbol,
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      deleted: fc.nat(5),
      inserted: residues(0, 6),
    });
    fc.assert(
      fc.property(edit, ({ gene: name, at, deleted, inserted }) => {
        const one = genes.named(name)!;
        const protein = one.protein!;
        const start = 2 + Math.floor(at * (protein.length - 10));
        fc.pre(deleted > 0 || inserted.length > 0);
        const change = describeEdit(protein, start, deleted, inserted);
        fc.pre(change.kind !== "silent");
        const expected = `${one.symbol}:p.${shortName(change, protein)}`;
        const end = start + deleted - 1;
        const letter = (position: number) => protein[position - 1]!;
        const spellings =
          deleted === 0
            ? [`${letter(start - 1)}${start - 1}_${letter(start)}${start}ins${inserted}`]
            : [
                `${letter(start)}${start}_${letter(end)}${end}${inserted === "" ? "del" : `delins${inserted}`}`,
                `p.${threeLetter(letter(start))}${start}_${threeLetter(letter(end))}${end}${inserted === "" ? "del" : `delins${threeLetter(inserted)}`}`,
                // the same with a residue of context on both sides
                `${letter(start - 1)}${start - 1}_${letter(end + 1)}${end + 1}delins${letter(start - 1)}${inserted}${letter(end + 1)}`,
              ];
        spellings.push(
          shortName(change, protein),
          proteinNames(change, protein).long,
          `p.${shortName(change, protein)}`,
        );
        for (const spelling of spellings)
          for (const text of [`${one.symbol} ${spelling}`, ...(one.symbol === "ERBB2" ? [spelling] : [])])
            expect(canonical(text, genes).key, text).toBe(expected);
        expect(canonical(expected, genes).key).toBe(expected);
        for (const alias of canonical(expected, genes).aliases)
          expect(canonical(`${one.symbol} ${alias}`, genes).key, alias).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it("a coding change reads back from each of its names", () => {
    const bases = fc
      .array(fc.constantFrom("A", "C", "G", "T"), { maxLength: 7 })
      .map((list) => list.join(""));
    fc.assert(
      fc.property(
        symbol,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(6),
        bases,
        fc.boolean(),
        (name, at, deleted, inserted, copied) => {
          const one = genes.named(name)!;
          const coding = one.codingSequence!;
          const index = 4 + Math.floor(at * (coding.length - 20));
          fc.pre(deleted > 0 || inserted !== "");
          const text = copied
            ? `${index + 1}_${index + 1 + deleted}dup`
            : deleted === 0
              ? `${index}_${index + 1}ins${inserted}`
              : `${index + 1}_${index + deleted}${inserted === "" ? "del" : `delins${inserted}`}`;
          const alteration = canonical(`${one.symbol}:c.${text}`, genes);
          expect(alteration.error).toBeNull();
          const again = canonical(alteration.coding!, genes);
          expect(again.coding).toBe(alteration.coding);
          expect(again.key).toBe(alteration.key);
          for (const place of [alteration.genomic?.GRCh37, alteration.genomic?.GRCh38])
            if (place) expect(canonical(place, genes).coding, place).toBe(alteration.coding);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("a call of any shape gives an alteration, an error, or nothing", () => {
    const bases = fc
      .array(fc.constantFrom("A", "C", "G", "T", "N", "*", "-"), { maxLength: 12 })
      .map((list) => list.join(""));
    fc.assert(
      fc.property(
        fc.integer({ min: 39_699_000, max: 39_729_500 }),
        bases,
        bases,
        (position, reference, alternate) => {
          const alteration = fromCall(
            { assembly: "GRCh38", chromosome: "17", position, reference, alternate },
            genes,
          );
          if (alteration !== null) expect(alteration.error === null).toBe(alteration.key !== null);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("GRCh38 to GRCh37 and back is the same place, in exons, introns and untranslated parts", () => {
    const anchored = models.filter((gene) => gene.codingSequence !== null && gene.exons !== null);
    fc.assert(
      fc.property(
        fc.constantFrom(...anchored.map((one) => one.symbol)),
        fc.nat(),
        fc.integer({ min: -60, max: 60 }),
        fc.boolean(),
        fc.constantFrom("A", "C", "G", "T"),
        (name, at, offset, atStart, alternate) => {
          const gene = genes.named(name)!;
          const [low, high] = gene.exons!.GRCh38[at % gene.exons!.GRCh38.length]!;
          const position = (atStart ? low : high) + offset;
          const [place] = ["A", "C", "G", "T"]
            .filter((one) => one !== alternate)
            .map((reference) =>
              fromCall(
                { assembly: "GRCh38", chromosome: gene.chromosome, position, reference, alternate },
                genes,
              ),
            )
            .filter((one) => one !== null && one.error === null);
          fc.pre(place !== undefined && place !== null && place.genomic?.GRCh37 != null);
          const there = canonical(place!.genomic!.GRCh37!, genes);
          const back = canonical(there.genomic!.GRCh38!, genes);
          expect(there.genomic).toEqual(place!.genomic);
          expect(back.genomic).toEqual(place!.genomic);
          expect(back.key).toBe(place!.key);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("normalising twice changes nothing", () => {
    const bases = fc
      .array(fc.constantFrom("A", "C", "G", "T"), { minLength: 1, maxLength: 6 })
      .map((list) => list.join(""));
    fc.assert(
      fc.property(
        symbol,
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.nat(6),
        bases,
        (name, at, length, added) => {
          const gene = genes.named(name)!;
          const first = 1 + Math.floor(at * gene.codingSequence!.length);
          const last = Math.min(first + length, gene.codingSequence!.length);
          const once = canonical(`${name}:c.${first}_${last}delins${added}`, genes);
          fc.pre(once.error === null && once.proteinShort !== null);
          const twice = canonical(once.coding!, genes);
          expect({ ...twice, input: "" }).toEqual({ ...once, input: "" });
          const byProtein = canonical(`${name} ${once.proteinShort}`, genes);
          expect(byProtein.key, once.proteinShort!).toBe(once.key);
          expect(canonical(once.protein!, genes).key, once.protein!).toBe(once.key);
          expect(canonical(once.key!, genes).key).toBe(once.key);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
