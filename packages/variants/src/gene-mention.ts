import { oneLetter } from "./amino-acids.ts";
import { DEFAULT_GENE, foldGeneName, type GeneIndex } from "./gene-index.ts";
import type { GeneModel } from "./gene-model.ts";
import { LONGEST_SPELLING, spellingsAhead, spellingsBehind } from "./gene-spelling.ts";

/** One way to split a name into a gene and the rest. */
export interface Mention {
  readonly gene: GeneModel;
  /** name of the gene's other numbering that an accession stands for */
  readonly numbering: string | null;
  readonly rest: string;
  /** false: no gene stands in the name, and the default gene is tried */
  readonly stated: boolean;
}

const ACCESSION =
  /^((?:[NX][MPR]_\d{3,12}|ENS[TP]\d{5,15}|LRG_\w{1,12})(?:\.\d{1,3})?)(?:\(([^()]{1,40})\))?[:\s]\s*(.*)$/i;
/** Accession at the front of a name, if it has the shape of one. */
export const readAccession = (
  text: string,
): { accession: string; gene: string | null; rest: string } | null => {
  const match = ACCESSION.exec(text);
  return match === null ? null : { accession: match[1] ?? "", gene: match[2] ?? null, rest: match[3] ?? "" };
};

/**
 * Every way to read a gene of the panel in the text, best first: at the front, at the end (`d16HER2`), as a
 * word inside (`amplification of HER2`), and last the default gene with the whole text.
 */
export const mentions = (text: string, genes: GeneIndex): Mention[] => {
  const found: Mention[] = [];
  const add = (gene: GeneModel | null, rest: string, stated = true) => {
    if (gene === null) return;
    const clean = withoutAliases(rest.replace(/^[\s:;,/_-]+|[\s:;,/_]+$/g, ""), gene);
    if (!found.some((one) => one.gene === gene && one.rest === clean))
      found.push({ gene, numbering: null, rest: clean, stated });
  };
  for (const length of spellingsAhead(text, genes)) {
    const next = text[length] ?? "";
    if (isDigit(next) && (isDigit(text[length - 1] ?? "") || isResidue(text.slice(0, length)))) continue;
    if (!isSeparator(text[length - 1] ?? "")) add(genes.named(text.slice(0, length)), text.slice(length));
  }
  for (const start of spellingsBehind(text, genes)) {
    if (isSeparator(text[start] ?? "") || !/[-\s/_:\d(]/.test(text[start - 1] ?? "")) continue;
    const behindNumber = isDigit(text[start - 1] ?? "");
    // the letter behind a number is a residue, not the first of `c-ERBB2`: `L755C ERBB2`
    if (behindNumber && (isResidue(text.slice(start)) || /^[A-Za-z][-\s]/.test(text.slice(start)))) continue;
    add(genes.named(text.slice(start)), text.slice(0, start).replace(/\s(?:of|in|the)\s*$/i, ""));
  }
  const words = text.split(" ");
  if (words.length <= 12)
    words.forEach((word, at) => {
      if (at === 0 || at === words.length - 1) return;
      const rest = [...words.slice(0, at), ...words.slice(at + 1)].filter(
        (one) => !/^(?:of|in|the)$/i.test(one),
      );
      add(genes.named(word), rest.join(" "));
    });
  add(genes.named(DEFAULT_GENE), text, false);
  return found;
};

const isSeparator = (text: string): boolean => /[-\s/_:]/.test(text);

const isDigit = (text: string): boolean => text >= "0" && text <= "9";

/** `Met` beside a number is methionine, not the gene MET. */
const isResidue = (text: string): boolean => text.length === 3 && oneLetter(text) !== null;

interface OwnSpellings {
  readonly whole: ReadonlySet<string>;
  /** first letters, and nothing, for a word that begins with a separator */
  readonly initials: ReadonlySet<string>;
}

const spellingsOfGene = new WeakMap<GeneModel, OwnSpellings>();

const ownSpellings = (gene: GeneModel): OwnSpellings => {
  let own = spellingsOfGene.get(gene);
  if (own === undefined) {
    const whole = [gene.symbol, ...gene.aliases].map(foldGeneName);
    own = { whole: new Set(whole), initials: new Set(["", ...whole.map((one) => one[0] ?? "")]) };
    spellingsOfGene.set(gene, own);
  }
  return own;
};

/**
 * Takes further spellings of the same gene out of the rest: `ERBB2 (HER2) amplification`, `ERBB2:her2-low`,
 * `ERBB2 p95HER2`, `EGFR EGFRvIII`.
 */
const withoutAliases = (rest: string, gene: GeneModel): string => {
  const own = ownSpellings(gene);
  // most words are no name of the gene, which their first letter tells
  const isOwn = (text: string) =>
    own.initials.has(foldGeneName(text[0] ?? "")) && own.whole.has(foldGeneName(text));
  const clean = (word: string): string => {
    if (isOwn(word)) return "";
    for (let at = word.length - 1; at >= 1; at -= 1)
      if (/[\d-]/.test(word[at - 1] ?? "") && !isResidue(word.slice(at)) && isOwn(word.slice(at)))
        return word.slice(0, at);
    for (let at = Math.min(word.length - 1, LONGEST_SPELLING); at >= 2; at -= 1)
      if (/[-vV]/.test(word[at] ?? "") && isOwn(word.slice(0, at))) return word.slice(at);
    return word;
  };
  return rest
    .replace(/\(([^()]{1,24})\)/g, (all, inside: string) => (isOwn(inside) ? " " : all))
    .split(" ")
    .map((word) => (word.length > 2 * LONGEST_SPELLING ? word : clean(word)))
    .join(" ")
    .replace(/^[\s:;,_-]+/, "")
    .replace(/\s+/g, " ")
    .trim();
};
