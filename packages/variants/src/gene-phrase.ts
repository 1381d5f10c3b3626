import type { AlterationError } from "@erbium/model";
import { type Category, plainPhrase, readCategory } from "./category.ts";
import type { GeneModel } from "./gene-model.ts";

/** A category, or why the phrase can not be read although it is one. */
export type PhraseReading = { readonly category: Category } | { readonly error: AlterationError };

/**
 * What a phrase says of one gene: by the words that only this gene has, else by those of all genes, with exons
 * counted as MANE Select does. Null: no phrase that is known.
 */
export const readGenePhrase = (phrase: string, gene: GeneModel): PhraseReading | null => {
  const category = readCategory(ownWords(phrase, gene) ?? phrase);
  if (category === null) return null;
  if (category.exon === undefined) return { category };
  for (const { meant, unclear, offset, name } of gene.exonCounts ?? []) {
    const ours = onOurCount(category, category.exon, category.exon + offset);
    if (meant.includes(category.exon)) return { category: ours };
    if (unclear.includes(category.exon)) return { error: eitherCount(gene, category, ours, name) };
  }
  return { category };
};

const ownWords = (phrase: string, { ownPhrases }: GeneModel): string | null => {
  if (ownPhrases === undefined || phrase.length > LONGEST) return null;
  const plain = plainPhrase(phrase);
  return ownPhrases.find(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(plain))?.means ?? null;
};
const LONGEST = 60;

/** The same with the exon's number of MANE Select, and the other one as an alias. */
const onOurCount = (category: Category, from: number, to: number): Category => {
  const { named, aliases } = category;
  const renamed = (text: string): string => text.replace(String(from), String(to));
  return { ...category, named: renamed(named), exon: to, aliases: [...aliases.map(renamed), ...aliases] };
};

const eitherCount = (gene: GeneModel, one: Category, other: Category, name: string): AlterationError => {
  const written = ({ named }: Category): string => `${gene.symbol} ${named.replaceAll("-", " ")}`;
  const readings = [written(one), written(other)];
  return {
    code: "ambiguous",
    message: `papers count the exons of ${gene.symbol} in two ways (${name}), so exon ${one.exon} may be ${other.exon} of ${gene.transcript.refseq}`,
    suggestion: `${readings[1]}, which is read by ${gene.transcript.refseq}, or the changed residue`,
    readings,
  };
};
