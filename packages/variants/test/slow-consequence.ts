import type { GeneModel } from "../src/index.ts";

/**
 * A second reading of changes, slow and without cleverness, that shares no code with the room: whole
 * sequences are built, translated and compared, and canonical placements are found by trying all.
 */

const AMINO_ACIDS: Record<string, string> = {
  F: "TTT TTC",
  L: "TTA TTG CTT CTC CTA CTG",
  I: "ATT ATC ATA",
  M: "ATG",
  V: "GTT GTC GTA GTG",
  S: "TCT TCC TCA TCG AGT AGC",
  P: "CCT CCC CCA CCG",
  T: "ACT ACC ACA ACG",
  A: "GCT GCC GCA GCG",
  Y: "TAT TAC",
  "*": "TAA TAG TGA",
  H: "CAT CAC",
  Q: "CAA CAG",
  N: "AAT AAC",
  K: "AAA AAG",
  D: "GAT GAC",
  E: "GAA GAG",
  C: "TGT TGC",
  W: "TGG",
  R: "CGT CGC CGA CGG AGA AGG",
  G: "GGT GGC GGA GGG",
};
const residues = new Map(
  Object.entries(AMINO_ACIDS).flatMap(([residue, codons]) =>
    codons.split(" ").map((codon) => [codon, residue] as const),
  ),
);
const residueOf = (codon: string): string => residues.get(codon) ?? "X";

/** The product of an edited coding sequence, with its stop if one is reached before the known bases end. */
export const product = (gene: GeneModel, index: number, deleted: number, inserted: string): string => {
  const coding = gene.codingSequence ?? "";
  return translation(
    coding.slice(0, index) + inserted + coding.slice(index + deleted) + (gene.downstream?.sequence ?? ""),
  );
};

/** Codon by codon up to the first stop, which is the last letter where one is reached. */
export const translation = (bases: string): string => {
  let residues = "";
  for (let at = 0; at + 3 <= bases.length && !residues.endsWith("*"); at += 3)
    residues += residueOf(bases.slice(at, at + 3));
  return residues;
};

/**
 * The product that a one-letter protein name states, read from the name alone. After `fs` or `ext` only the
 * beginning and the length are stated: `?` stands for each residue that the name leaves open; `~` at the end
 * says that the length is open too.
 */
export const statedProduct = (name: string, protein: string): string => {
  const whole = `${protein}*`;
  if (/^[A-Z*]\d+=$/.test(name)) return whole;
  const frameshift = /^[A-Z](\d+)([A-Z]?)fs\*(\d+|\?)$/.exec(name);
  if (frameshift) {
    const [, position, first, stop] = frameshift;
    const begin = whole.slice(0, Number(position) - 1) + first;
    return stop === "?" ? `${begin}~` : `${begin}${"?".repeat(Number(stop) - 2)}*`;
  }
  const extension = /^\*\d+([A-Z]|del)ext\*(\d+|\?)$/.exec(name);
  if (extension) {
    const first = extension[1] === "del" ? "?" : extension[1];
    return extension[2] === "?"
      ? `${protein}${extension[1] === "del" ? "" : first}~`
      : `${protein}${first}${"?".repeat(Number(extension[2]) - 1)}*`;
  }
  const openEnd = /^[A-Z](\d+)_\*\d+(?:del|delins([A-Z]*))$/.exec(name);
  if (openEnd) return `${whole.slice(0, Number(openEnd[1]) - 1)}${openEnd[2] ?? ""}~`;
  const substitution = /^([A-Z])(\d+)([A-Z*])$/.exec(name);
  const range = /^[A-Z](\d+)(?:_[A-Z*](\d+))?(delins|del|dup|ins)([A-Z*]*)$/.exec(name);
  if (substitution === null && range === null) throw new Error(`the test cannot read ${name}`);
  const start = Number(substitution?.[2] ?? range?.[1]);
  const end = Number(range?.[2] ?? start);
  const verb = range?.[3] ?? "delins";
  const letters = substitution?.[3] ?? range?.[4] ?? "";
  const edited =
    verb === "dup"
      ? whole.slice(0, end) + whole.slice(start - 1, end) + whole.slice(end)
      : verb === "ins"
        ? whole.slice(0, start) + letters + whole.slice(end - 1)
        : whole.slice(0, start - 1) + letters + whole.slice(end);
  return edited.slice(0, edited.indexOf("*") + 1);
};

/** Whether a product is one that the stated one allows. */
export const allows = (stated: string, found: string): boolean =>
  stated.endsWith("~")
    ? found.startsWith(stated.slice(0, -1)) && !found.endsWith("*")
    : stated.length === found.length &&
      Array.from(stated).every((one, at) => one === "?" || one === found[at]);

/**
 * The shortest replacement that turns one sequence into another, and of several the last, tried one by one
 * in a window around the difference. `start` counts from 0.
 */
export const lastShortestEdit = (
  before: string,
  after: string,
  from: number,
  to: number,
): { start: number; deleted: number; inserted: string } | null => {
  const longer = after.length - before.length;
  for (let size = 0; size <= 2 * (to - from) + Math.abs(longer); size += 1)
    for (let start = to; start >= from; start -= 1)
      for (let deleted = 0; deleted <= size && start + deleted <= to; deleted += 1) {
        const added = deleted + longer;
        if (added < 0 || deleted + added !== size) continue;
        const inserted = after.slice(start, start + added);
        if (before.slice(0, start) + inserted + before.slice(start + deleted) === after)
          return { start, deleted, inserted };
      }
  return null;
};
