import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genes, models } from "../test/genes.ts";
import { threeLetter } from "./amino-acids.ts";
import { canonical, thoroughReading } from "./canonical.ts";
import { readCodingText } from "./coding-name.ts";
import { scanCodingName, scanProteinName } from "./name-scanner.ts";
import { readProteinText } from "./protein-name.ts";
import { quickReading } from "./quick-name.ts";

const runs = Number(process.env.ERBIUM_FUZZ_NAMES ?? 8000);

const of = (...words: string[]) => fc.constantFrom(...words);
const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((list) => list.join(""));
const text = (number: fc.Arbitrary<number>) => number.map(String);
const maybe = (one: fc.Arbitrary<string>) => fc.oneof(one, fc.constant(""));

const head = fc.oneof(
  of(...models.map((gene) => gene.symbol)),
  of(...models.flatMap((gene) => gene.aliases)),
  of(
    ...models.flatMap(({ transcript }) =>
      [transcript.refseq, transcript.refseqProtein, transcript.ensembl].filter((one) => one !== null),
    ),
  ),
  of(
    "NC_000017.11",
    "NC_000017.10",
    "NC_000007.14",
    "chr17",
    "17",
    "GRCh38 chr17",
    "HER2",
    "her2",
    "p53",
    "met",
  ),
  of("NM_001127500.3", "NM_022970", "BRCA1", "JAK2", "XYZ", "", "exon", "Met", "D16", "NM_004448.4(ERBB2)"),
);
const letter = of(..."ACDEFGHIKLMNPQRSTVWYX*");
const three = of("Ala", "Leu", "Gly", "Tyr", "Ter", "Met", "SER", "his", "Xaa");
const number = fc.oneof(
  text(fc.integer({ min: 1, max: 1300 })),
  of("1", "16", "755", "776", "1255", "1256", "0", "99999", "123456", "2264", "37880220", "39723967"),
);
const site = join(maybe(fc.oneof(letter, three)), number);
const letters = fc.array(letter, { maxLength: 4 }).map((list) => list.join(""));
const bases = fc.array(of("A", "C", "G", "T", "N", "a"), { maxLength: 4 }).map((list) => list.join(""));
const proteinTail = fc.oneof(
  letter,
  three,
  join(of("del", "dup", "ins", "delins", ">", "fs", "ext", "fs*", "fsTer", "Ifs*", "IlefsTer", "="), letters),
  join(of("fs*", "fsTer", "Ifs*", "fsX"), number),
  letters,
);
const protein = join(
  of("", "p.", "P.", "p.("),
  site,
  maybe(join(of("_", "-"), site)),
  proteinTail,
  of("", ")"),
);
const codingTail = fc.oneof(
  join(bases, of(">"), bases),
  join(of("del", "dup", "ins", "delins", "inv", "="), bases),
);
const offset = maybe(join(of("+", "-"), of("1", "2", "12", "0")));
const coding = join(
  of("c.", "g.", "n.", "C.", "c. "),
  maybe(of("-", "*")),
  number,
  offset,
  maybe(join(of("_"), number, offset)),
  codingTail,
);
const phrase = fc
  .array(
    of(
      "exon",
      "20",
      "insertion",
      "mutation",
      "amplification",
      "loss",
      "fusion",
      "IHC",
      "3+",
      "of",
      "and",
      "+",
      "wild",
      "type",
      "low",
      "domain",
      "kinase",
      "HER2",
      "p95",
      "vIII",
      "ex20ins",
      "D16",
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((words) => words.join(" "));
/** Names whose residues and bases are right, in the plainest form. */
const sequenced = models.filter((gene) => gene.protein !== null);
const plainName = fc
  .record({
    gene: fc.constantFrom(...sequenced.map((one) => one.symbol)),
    at: fc.double({ min: 0, max: 0.99, noNaN: true }),
    length: fc.integer({ min: 1, max: 4 }),
    tail: proteinTail,
    change: codingTail,
    form: fc.nat(5),
    added: of("A", "C", "G", "T"),
  })
  .map(({ gene: symbol, at, length, tail, change, form, added }) => {
    const gene = genes.named(symbol)!;
    const position = 1 + Math.floor(at * gene.protein!.length);
    const residue = gene.protein![position - 1]!;
    const other = position + length - 1;
    const until = `${gene.protein![other - 1] ?? "*"}${other}`;
    const base = 1 + Math.floor(at * gene.codingSequence!.length);
    const one = [symbol, gene.transcript.refseq, gene.transcript.refseqProtein][position % 3];
    return [
      `${symbol} ${residue}${position}${tail}`,
      `${one}:p.${threeLetter(residue)}${position}${tail}`,
      `${symbol} p.(${residue}${position}_${until}${tail})`,
      `${one}:c.${base}${gene.codingSequence![base - 1]}>${added}`,
      `${one}:c.${base}_${base + length}${change}`,
      canonical(`${symbol}:c.${base}${gene.codingSequence![base - 1]}>${added}`, genes).genomic?.GRCh38 ?? "",
    ][form];
  })
  .map((one) => one ?? "");
const separator = of(" ", ":", "  ", " :", "-", "", ": ");
const name = fc.oneof(
  join(head, separator, protein),
  join(head, separator, coding),
  join(head, separator, phrase),
  plainName,
  plainName,
  join(protein),
  join(head, separator, protein, of(" ", " (", ";"), coding),
  fc.string({ maxLength: 30 }),
);

describe("the short way", () => {
  it("says what the long way says", () => {
    let taken = 0;
    fc.assert(
      fc.property(name, (one) => {
        const quick = quickReading(one, genes);
        if (quick === null) return;
        taken += 1;
        expect(quick, one).toEqual(thoroughReading(one, genes));
      }),
      { numRuns: runs },
    );
    expect(taken).toBeGreaterThan(runs / 20);
  });

  it("is taken by plain names", () => {
    for (const plain of [
      "ERBB2 L755S",
      "ERBB2 p.Leu755Ser",
      "ERBB2:p.(Leu755Ser)",
      "NP_004439.2:p.(Tyr772_Ala775dup)",
      "NM_004448.4:c.2313_2324dup",
      "NC_000017.11:g.39723967T>C",
      "HER2 exon 20 insertion",
      "KRAS amplification",
    ]) {
      expect(quickReading(plain, genes), plain).not.toBeNull();
      expect(canonical(plain, genes)).toEqual(thoroughReading(plain, genes));
    }
  });
});

describe("the scanners of plain names", () => {
  it("read a protein name as the patterns do", () =>
    fc.assert(
      fc.property(protein, (one) => {
        const plain = one.replace(/^p\.\(?|\)$/g, "");
        const scanned = scanProteinName(plain, 0);
        if (scanned !== null) expect(scanned, plain).toEqual(readProteinText(plain));
      }),
      { numRuns: runs },
    ));
  it("read a coding name as the patterns do", () =>
    fc.assert(
      fc.property(coding, (one) => {
        const plain = one.slice(2);
        const scanned = scanCodingName(plain, 0);
        if (scanned !== null) expect(scanned, plain).toEqual(readCodingText(plain));
      }),
      { numRuns: runs },
    ));
});
