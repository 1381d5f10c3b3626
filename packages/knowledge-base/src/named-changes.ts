import { canonical, type GeneIndex } from "@erbium/variants";

/**
 * Protein changes of a gene named among words, by their short canonical names: "L755S/P" is L755S and L755P,
 * "p.Arg678Gln" R678Q, "A775_G776insYVMA" Y772_A775dup. A name that can not be read stays as it is.
 */
export const namedChanges = (words: string | null, genes: GeneIndex, gene = "ERBB2"): readonly string[] => {
  const names = words?.match(/\b[A-Z](?:[a-z]{2})?\d+[A-Za-z_\d]+(?:\/[A-Z]\b)*/g) ?? [];
  return names.flatMap((name) => {
    const [first = "", ...others] = name.split("/");
    return [first, ...others.map((letter) => `${first.slice(0, -1)}${letter}`)].map(
      (one) => canonical(`${gene} ${one}`, genes).proteinShort ?? one,
    );
  });
};
