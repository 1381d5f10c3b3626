/** The genetic code and the two alphabets of amino acids (IUPAC-IUB). */

const THREE: Readonly<Record<string, string>> = {
  A: "Ala",
  C: "Cys",
  D: "Asp",
  E: "Glu",
  F: "Phe",
  G: "Gly",
  H: "His",
  I: "Ile",
  K: "Lys",
  L: "Leu",
  M: "Met",
  N: "Asn",
  P: "Pro",
  Q: "Gln",
  R: "Arg",
  S: "Ser",
  T: "Thr",
  V: "Val",
  W: "Trp",
  Y: "Tyr",
  "*": "Ter",
  X: "Xaa",
};
const ONE = new Map(Object.entries(THREE).map(([one, three]) => [three.toUpperCase(), one]));
ONE.set("STOP", "*");

/** `Leu`, `LEU`, `leu` -> `L`; `Ter` -> `*`; anything else null. */
export const oneLetter = (three: string): string | null => ONE.get(three.toUpperCase()) ?? null;

/** `LS*` -> `LeuSerTer`. */
export const threeLetter = (sequence: string): string => {
  let text = "";
  for (const residue of sequence) text += THREE[residue] ?? residue;
  return text;
};

const isResidues = (text: string): boolean => /^[ACDEFGHIKLMNPQRSTVWY]+\*?$|^\*$/.test(text);

/**
 * Reads residues written in either alphabet; `X` and `Ter` at the end are a stop.
 * Title case decides for three letters (`AlaGly`), else `prefer` does: `ALA` is Ala-Leu-Ala after a
 * one-letter residue and Ala after a three-letter one.
 */
export const readResidues = (text: string, prefer: "one" | "three"): string | null => {
  const byThree = fromThree(text);
  if (byThree !== null && (prefer === "three" || /^(?:[A-Z][a-z]{2}|\*)+$/.test(text))) return byThree;
  const upper = text.toUpperCase().replace(/X$/, "*");
  if (isResidues(upper)) return upper;
  return byThree;
};

const fromThree = (text: string): string | null => {
  if (text === "") return null;
  let sequence = "";
  for (let at = 0; at < text.length; ) {
    if (text[at] === "*") {
      sequence += "*";
      at += 1;
      continue;
    }
    const residue = oneLetter(text.slice(at, at + 3));
    if (residue === null) return null;
    sequence += residue === "X" ? "*" : residue;
    at += 3;
  }
  return isResidues(sequence) ? sequence : null;
};

const BASES = "TCAG";
const CODE = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

/** The standard code; a codon with anything but A, C, G, T, or shorter than three bases, gives `X`. */
export const translateCodon = (bases: string, at: number): string => {
  const first = BASES.indexOf(bases[at] ?? "-");
  const second = BASES.indexOf(bases[at + 1] ?? "-");
  const third = BASES.indexOf(bases[at + 2] ?? "-");
  if (first < 0 || second < 0 || third < 0) return "X";
  return CODE[first * 16 + second * 4 + third] ?? "X";
};

const COMPLEMENT: Readonly<Record<string, string>> = { A: "T", C: "G", G: "C", T: "A", N: "N" };

/** The other strand, read in its own direction. */
export const reverseComplement = (bases: string): string => {
  let text = "";
  for (let at = bases.length - 1; at >= 0; at -= 1) text += COMPLEMENT[bases[at] ?? "N"] ?? "N";
  return text;
};
