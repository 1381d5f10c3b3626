import { type Alteration, editDistance } from "@erbium/model";
import { refused } from "./alteration.ts";
import { categoryAlteration, readCategory } from "./category.ts";
import type { GeneIndex } from "./gene-index.ts";
import { readProteinName } from "./protein-name.ts";
import { isSymbolLike } from "./symbol.ts";

const SYMBOL = /^([A-Z][A-Z0-9]{1,9}(?:-[A-Z0-9]{1,4})?)(?:[\s:]+|\s*::\s*|-)(.+)$/;
/** Copies need no sequence, so they are read of any gene. */
const COPIES: ReadonlySet<string> = new Set(["amplification", "gain", "deletion"]);

/**
 * A symbol in front that is no gene of the panel, before something that reads as a change: copies are read
 * (`MYC amplification`), anything else is refused by name. Null: no such symbol.
 *
 * @param withoutNoise  the text of a change without the words around it, see `stripNoise`
 */
export const readOtherGene = (
  name: string,
  text: string,
  withoutNoise: (rest: string) => string,
  genes: GeneIndex,
): Alteration | null => {
  const [, symbol = "", rest = ""] = SYMBOL.exec(text) ?? [];
  if (symbol === "" || genes.named(symbol) !== null || !isSymbolLike(symbol)) return null;
  // `FOCAL amplification`
  if (readCategory(text) !== null) return null;
  const category = readCategory(rest);
  const meant = likelyMeant(symbol, genes);
  if (meant === null && category !== null && COPIES.has(category.named))
    return categoryAlteration(name, { symbol }, category, genes);
  const isChange =
    /^(?:c|p|g|n)\./.test(rest) ||
    readProteinName(withoutNoise(rest)) !== null ||
    category !== null ||
    /\bfusion\b/i.test(rest) ||
    text.includes("::") ||
    (text[symbol.length] === "-" && /\d/.test(rest) && isSymbolLike(rest));
  if (!isChange) return null;
  const panel = `the panel has ${genes.genes.map((gene) => gene.symbol).join(", ")}`;
  return refused(
    name,
    {
      code: "unsupported-gene",
      message: `${symbol} is not a gene of the panel`,
      suggestion: meant === null ? panel : `${meant} ${rest}, if ${meant} was meant; ${panel}`,
    },
    symbol,
  );
};

/**
 * A gene of the panel whose symbol or alias differs by a slip that makes no other gene's: two letters swapped, one
 * left out or put in, the wrong one doubled. Another letter or digit tells genes of a family apart (CCNE1, ARAF,
 * FGFR3) and is taken as written.
 */
const likelyMeant = (symbol: string, genes: GeneIndex): string | null => {
  for (const { symbol: known, aliases } of genes.genes)
    for (const one of [known, ...aliases]) {
      const upper = one.toUpperCase();
      if (one.length < 4 || upper.replace(/\D/g, "") !== symbol.replace(/\D/g, "")) continue;
      const slip = undoubled(upper) === undoubled(symbol) || sorted(upper) === sorted(symbol);
      if (editDistance(upper, symbol) === 1 && (slip || upper.length !== symbol.length)) return known;
    }
  return null;
};

const undoubled = (text: string): string => text.replace(/(.)\1+/g, "$1");
const sorted = (text: string): string => Array.from(text).sort().join("");
