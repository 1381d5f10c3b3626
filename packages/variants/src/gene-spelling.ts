import { foldGeneName, type GeneIndex } from "./gene-index.ts";

/** The longest spelling of a gene with its separators. */
export const LONGEST_SPELLING = 24;

/** What every folded spelling of a panel's genes begins with, and ends with, up to the whole of it. */
interface Affixes {
  readonly beginnings: ReadonlySet<string>;
  readonly endings: ReadonlySet<string>;
  readonly whole: ReadonlySet<string>;
}

const known = new WeakMap<GeneIndex, Affixes>();

const affixesOf = (genes: GeneIndex): Affixes => {
  let affixes = known.get(genes);
  if (affixes === undefined) {
    const lengths = (text: string) => Array.from(text, (_, at) => at);
    affixes = {
      beginnings: new Set(genes.spellings.flatMap((one) => lengths(one).map((at) => one.slice(0, at + 1)))),
      endings: new Set(genes.spellings.flatMap((one) => lengths(one).map((at) => one.slice(at)))),
      whole: new Set(genes.spellings),
    };
    known.set(genes, affixes);
  }
  return affixes;
};

/** Lengths, longest first, at which the beginning of a text is a gene; found in one pass over its letters. */
export const spellingsAhead = (text: string, genes: GeneIndex): number[] => {
  const { beginnings, whole } = affixesOf(genes);
  const found: number[] = [];
  let folded = "";
  for (let length = 1; length <= Math.min(text.length, LONGEST_SPELLING); length += 1) {
    const letter = foldGeneName(text[length - 1] ?? "");
    if (letter !== "") {
      folded += letter;
      if (!beginnings.has(folded)) break;
    }
    if (whole.has(folded)) found.push(length);
  }
  return found.reverse();
};

/** Places, first one first, from which the rest of a text is a gene. */
export const spellingsBehind = (text: string, genes: GeneIndex): number[] => {
  const { endings, whole } = affixesOf(genes);
  const found: number[] = [];
  let folded = "";
  for (let at = text.length - 1; at >= Math.max(1, text.length - LONGEST_SPELLING); at -= 1) {
    const letter = foldGeneName(text[at] ?? "");
    if (letter !== "") {
      folded = letter + folded;
      if (!endings.has(folded)) break;
    }
    if (whole.has(folded)) found.push(at);
  }
  return found.reverse();
};
