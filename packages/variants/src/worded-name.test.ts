import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { genes, models } from "../test/genes.ts";
import { threeLetter } from "./amino-acids.ts";
import { canonical, thoroughReading } from "./canonical.ts";
import { plainText } from "./text.ts";
import { wordedReading } from "./worded-name.ts";

const runs = Number(process.env.ERBIUM_FUZZ_NAMES ?? 8000);
const of = (...words: string[]) => fc.constantFrom(...words);
const gene = of(
  ...models.flatMap(({ symbol, aliases }) => [symbol, ...aliases]),
  "her2",
  "met",
  "Met",
  "BRCA1",
);
const residue = of(..."ACDEFGHIKLMNPQRSTVWY*X");
const position = fc.oneof(fc.integer({ min: 1, max: 1300 }), fc.constantFrom(12, 53, 61, 95, 600, 755, 1255));
/** half of them with the residue that the protein has there */
const change = fc
  .tuple(fc.constantFrom(...models), residue, position, residue, fc.boolean(), fc.nat(5))
  .map(([model, from, at, to, fits, shape]) => {
    const own = (fits ? model.protein?.[at - 1] : null) ?? from;
    const [one, three] = [`${own}${at}${to}`, `${threeLetter(own)}${at}${threeLetter(to)}`];
    return [one, `p.${one}`, three, `p.${three}`, `p.(${three})`, `(p.${three})`][shape] ?? one;
  });
const word = fc.oneof(
  { weight: 4, arbitrary: gene },
  { weight: 4, arbitrary: change },
  { weight: 2, arbitrary: gene.map((one) => `(${one})`) },
  of("mutation", "mutations", "mutant", "mutated", "variant", "missense", "somatic", "gene", "protein"),
  of(
    "in",
    "of",
    "the",
    "and",
    "exon",
    "20",
    "fusion",
    "amplification",
    "Mutation",
    "c.2264T>C",
    "low",
    "p95",
  ),
);
const loose = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
const hyphened = fc.tuple(gene, of("-", "_", "/", ":"), change, of("", " mutation", " variant", " (HER2)"));
const built = fc
  .tuple(gene, change, word)
  .chain(([one, two, other]) =>
    fc.constantFrom(
      `${one} ${two} ${other}`,
      `${two} ${one}`,
      `${two} ${other} ${one}`,
      `${two} mutation in ${one}`,
    ),
  );

/** a coding name and a protein name, of one change half the time */
const both = fc
  .tuple(
    fc.constantFrom(...models),
    fc.nat(),
    of("A", "C", "G", "T"),
    of("", "del", "dup", "insT"),
    change,
    fc.nat(9),
  )
  .map(([{ symbol, codingSequence, transcript }, place, to, verb, other, shape]) => {
    const at = 1 + (place % (codingSequence?.length ?? 3000));
    const coding = `c.${at}${verb === "" ? `${codingSequence?.[at - 1] ?? "A"}>${to}` : verb === "insT" ? `_${at + 1}insT` : verb}`;
    const own = canonical(`${symbol}:${coding}`, genes).protein?.split(":")[1] ?? "p.?";
    const protein = shape % 2 === 0 ? own : own.replace(/[()]/g, "");
    const head = [symbol, `${transcript.refseq}(${symbol})`, `${transcript.refseq}`, `${symbol}`][shape % 4];
    return `${head}${shape % 4 === 3 ? " " : ":"}${coding} ${shape < 7 ? (shape < 4 ? `(${protein})` : protein) : other}`;
  });

describe("the short way for a substitution among words", () => {
  it("says what the long way says, or nothing", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          loose,
          built,
          both,
          hyphened.map((parts) => parts.join("")),
        ),
        (name) => {
          const text = plainText(name);
          const found = wordedReading(name, text, genes);
          if (found !== null) expect(found).toEqual(thoroughReading(name, genes));
        },
      ),
      { numRuns: runs },
    );
  });
  it.each([
    "L755S HER2",
    "HER2-L755S",
    "ERBB2_p.L755S",
    "L755S mutation in HER2",
    "ERBB2 (HER2) p.(Leu755Ser)",
    "ERBB2 gene L755S mutation",
    "HER2 L755S gene",
    "ERBB2 (HER2/neu) L755S",
    "NM_004448.4(ERBB2):c.2264T>C (p.Leu755Ser)",
    "ERBB2:c.2264T>C p.(Leu755Ser)",
    "ERBB2 c.2264T>C (p.L755S)",
  ])("takes %s", (name) => expect(wordedReading(name, name, genes)?.key).toBe("ERBB2:p.L755S"));
  it.each([
    "L755S",
    "HER2",
    "HER2 L755S EGFR",
    "HER2 L755S V777L",
    "HER2 exon 20 L755S",
    "(HER2) L755S",
    "ERBB2 c.2264T>C (p.Leu755Trp)",
    "NM_004448.4(EGFR):c.2264T>C (p.Leu755Ser)",
    "L755S-HER2",
    "MET",
  ])("leaves %s to the long way", (name) => expect(wordedReading(name, name, genes)).toBeNull());
});
