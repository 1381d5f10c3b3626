import type { Alteration } from "@erbium/model";
import { oneLetter } from "./amino-acids.ts";
import { readProtein } from "./change-of-gene.ts";
import { isSequenced } from "./coding-change.ts";
import { readCodingName } from "./coding-name.ts";
import { resolveCoding } from "./coding-resolve.ts";
import type { GeneIndex } from "./gene-index.ts";
import type { GeneModel } from "./gene-model.ts";
import { spellingsAhead } from "./gene-spelling.ts";
import { scanProteinName } from "./name-scanner.ts";
import { type ProteinName, readProteinName } from "./protein-name.ts";

/** Words beside a substitution that say nothing more of it. */
const EMPTY_WORDS = new Set(
  "mutation mutations mutant mutated variant variants missense somatic gene protein".split(" "),
);
const MOST_WORDS = 6;

/**
 * The short way for names of one gene and one change among such words: a substitution in any order
 * (`L755S HER2`, `EGFR (HER1) L858R`, `KRAS-G12C`, `S145V mutation in KRAS`), or a coding name with the
 * protein name that follows from it (`NM_004448.4(ERBB2):c.2264T>C (p.Leu755Ser)`). As `quick-name.ts`, it says
 * what the long way says, and a test holds them equal.
 *
 * @param text  plain text, see `text.ts`
 * @returns null where the text holds anything else: take the long way
 */
export const wordedReading = (name: string, text: string, genes: GeneIndex): Alteration | null => {
  const words = text.split(" ");
  if (words.length > MOST_WORDS) return null;
  const first = words[0] ?? "";
  const colon = first.indexOf(":");
  if (colon > 0) return accessionOrGene(name, first.slice(0, colon), first.slice(colon + 1), words, genes);
  if ((words[1] ?? "").startsWith("c.")) {
    const gene = words.length === 3 ? exactly(first, genes) : null;
    return gene === null ? null : bothNames(name, gene, words[1] ?? "", words[2] ?? "", genes);
  }
  return oneSubstitution(name, words, genes);
};

const oneSubstitution = (name: string, words: string[], genes: GeneIndex): Alteration | null => {
  let gene: GeneModel | null = null;
  let change: ProteinName | null = null;
  const first = words[0] ?? "";
  const hyphen = first.search(/[-_]/);
  if (hyphen > 0) {
    gene = exactly(first.slice(0, hyphen), genes);
    if (gene === null) return null;
    words[0] = first.slice(hyphen + 1);
  }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (EMPTY_WORDS.has(word)) {
      if (at === 0) return null;
      continue;
    }
    // before the gene at the end
    if ((word === "in" || word === "of") && change !== null && gene === null && at === words.length - 2)
      continue;
    const inside = inBrackets(word);
    const named = inside === null ? exactly(word, genes) : genes.named(inside);
    if (named !== null) {
      if ((gene !== null && gene !== named) || (gene === null && inside !== null)) return null;
      gene = named;
      continue;
    }
    const found: ProteinName | null = change === null ? substitution(word, genes) : null;
    if (found === null) return null;
    change = found;
  }
  if (gene === null || change === null || !isSequenced(gene)) return null;
  // what does not fit may be meant otherwise
  const read = readProtein(name, change, gene, null, genes);
  return read?.error === null ? read : null;
};

/** `NM_004448.4(ERBB2):c.2264T>C (p.Leu755Ser)`, `ERBB2:c.2264T>C (p.Leu755Ser)` */
const accessionOrGene = (
  name: string,
  head: string,
  coding: string,
  words: readonly string[],
  genes: GeneIndex,
): Alteration | null => {
  if (words.length !== 2 || !coding.startsWith("c.")) return null;
  const [, accession, symbol] = /^(N[MP]_\d+\.\d+)(?:\(([A-Z0-9]+)\))?$/.exec(head) ?? [];
  const found = accession === undefined ? null : genes.accession(accession);
  if (found !== null && (found.numbering !== null || (symbol !== undefined && symbol !== found.gene.symbol)))
    return null;
  const gene = found?.gene ?? exactly(head, genes);
  return gene === null ? null : bothNames(name, gene, coding, words[1] ?? "", genes);
};

/** A coding name, where the protein name beside it is that of the same change. */
const bothNames = (
  name: string,
  gene: GeneModel,
  codingText: string,
  proteinText: string,
  genes: GeneIndex,
): Alteration | null => {
  const body = inBrackets(proteinText) ?? proteinText;
  if (!body.startsWith("p.") || !isSequenced(gene)) return null;
  const codingName = readCodingName(codingText);
  const proteinName = codingName === null ? null : readProteinName(body);
  if (codingName === null || proteinName === null) return null;
  const coding = resolveCoding(name, codingName, gene, null, genes);
  const protein = coding.error === null ? readProtein(name, proteinName, gene, null, genes) : null;
  return protein !== null && protein.error === null && protein.key === coding.key ? coding : null;
};

const inBrackets = (word: string): string | null =>
  word.startsWith("(") && word.endsWith(")") ? word.slice(1, -1) : null;

const substitution = (word: string, genes: GeneIndex): ProteinName | null => {
  const from = word.startsWith("p.") ? 2 : 0;
  const bracketed = word.charCodeAt(from) === OPEN && word.endsWith(")");
  if (bracketed && from === 0) return null;
  const found = scanProteinName(bracketed ? word.slice(0, -1) : word, bracketed ? from + 1 : from);
  return found?.form === "substitution" && spellingsAhead(word, genes).length === 0 ? found : null;
};
const OPEN = 40;

const spellings = new WeakMap<GeneIndex, ReadonlyMap<string, GeneModel>>();

/** The gene whose symbol or alias a word is, letter by letter; nothing that may be a residue as well. */
const exactly = (word: string, genes: GeneIndex): GeneModel | null => {
  let known = spellings.get(genes);
  if (known === undefined) {
    const names = genes.genes.flatMap(({ symbol, aliases }) => [symbol, ...aliases]);
    const plain = names.filter((one) => /^[A-Z][A-Z0-9]+$/.test(one) && oneLetter(one) === null);
    known = new Map(
      plain.flatMap((one): (readonly [string, GeneModel])[] => {
        const gene = genes.named(one);
        return gene === null ? [] : [[one, gene]];
      }),
    );
    spellings.set(genes, known);
  }
  return known.get(word) ?? null;
};
