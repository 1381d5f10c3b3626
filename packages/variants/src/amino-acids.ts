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
  if (sequence.length === 1) return THREE[sequence] ?? sequence;
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
    // `Xaa` is any residue; only the one letter X was ever a stop
    if (residue === null || residue === "X") return null;
    sequence += residue;
    at += 3;
  }
  return isResidues(sequence) ? sequence : null;
};

const CODE = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";
/** Place of a base in the order of the code, T C A G, by character code; 64 for anything else. */
const ORDER = new Uint8Array(128).fill(64);
for (const [order, base] of Array.from("TCAG").entries()) ORDER[base.charCodeAt(0)] = order;

/** The standard code; a codon with anything but A, C, G, T, or shorter than three bases, gives `X`. */
export const translateCodon = (bases: string, at: number): string => {
  if (at + 3 > bases.length) return "X";
  return codonResidue(bases.charCodeAt(at), bases.charCodeAt(at + 1), bases.charCodeAt(at + 2));
};

/** The same for three character codes. */
export const codonResidue = (first: number, second: number, third: number): string => {
  const place = (ORDER[first] ?? 64) * 16 + (ORDER[second] ?? 64) * 4 + (ORDER[third] ?? 64);
  return CODE[place] ?? "X";
};

const COMPLEMENT: Readonly<Record<string, string>> = { A: "T", C: "G", G: "C", T: "A" };

/** The base that pairs with the one at this place. */
export const complement = (bases: string, at: number): string => COMPLEMENT[bases[at] ?? ""] ?? "N";

/** The other strand, read in its own direction. */
export const reverseComplement = (bases: string): string => {
  let text = "";
  for (let at = bases.length - 1; at >= 0; at -= 1) text += complement(bases, at);
  return text;
};
