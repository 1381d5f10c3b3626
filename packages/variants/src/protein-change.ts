import { threeLetter } from "./amino-acids.ts";

/**
 * What happens to a protein, in HGVS canonical form: trimmed, as far towards the C-terminus as the sequence
 * allows, a duplication rather than an insertion where it is one. Positions are residues, 1-based.
 */
export type ProteinChange =
  | { kind: "substitution"; position: number; reference: string; alternate: string }
  | { kind: "silent"; position: number; reference: string }
  | { kind: "deletion"; start: number; end: number }
  | { kind: "duplication"; start: number; end: number }
  | { kind: "insertion"; after: number; inserted: string }
  | { kind: "delins"; start: number; end: number; inserted: string }
  | {
      kind: "frameshift";
      position: number;
      reference: string;
      alternate: string | null;
      stop: number | "?" | null;
    }
  | { kind: "start lost" }
  /** no protein is made, or probably none */
  | { kind: "no protein"; certain: boolean }
  /** the stop codon reads on: `*394Cext*9`; alternate null = the stop codon is deleted */
  | { kind: "extension"; position: number; alternate: string | null; stop: number | "?" }
  /**
   * the last residues and the stop codon replaced by others: `S393_*394delinsGC*`; without the new stop, or
   * without any new residue (`S393_*394del`), where the bases behind the stop codon are not known
   */
  | { kind: "stop replaced"; start: number; inserted: string }
  /** an insertion whose residues the source does not give */
  | { kind: "unspecified insertion"; start: number; end: number }
  /** a splice change named by the residue at the edge, `X1445_splice` (vcf2maf) */
  | { kind: "splice"; position: number }
  /** any change of one residue, `V600` */
  | { kind: "residue"; position: number; reference: string }
  /** no change of the protein, `p.=` */
  | { kind: "none" }
  /** effect not known, `p.?` */
  | { kind: "unknown" };

/** One-letter name without prefix: `Y772_A775dup`. */
export const shortName = (change: ProteinChange, protein: string): string =>
  write(change, protein, (residues) => residues);

/**
 * What the key says after `p.`: the short name, but one for every way to write a product that ends early
 * after new residues (`P578_K579delinsL*` and `K577_P578insL*` where both leave the same protein).
 */
const keyName = (change: ProteinChange, protein: string, short: string): string => {
  if ((change.kind !== "insertion" && change.kind !== "delins") || !change.inserted.endsWith("*"))
    return short;
  const start = change.kind === "insertion" ? change.after + 1 : change.start;
  const end = Math.min(start + change.inserted.length - 1, protein.length);
  return shortName({ kind: "delins", start, end, inserted: change.inserted }, protein);
};

const write = (change: ProteinChange, protein: string, letters: (residues: string) => string): string => {
  if (change.kind === "substitution")
    return letters(change.reference) + change.position + letters(change.alternate);
  const at = (position: number) => `${letters(protein[position - 1] ?? "*")}${position}`;
  const range = (start: number, end: number) => (start === end ? at(start) : `${at(start)}_${at(end)}`);
  switch (change.kind) {
    case "silent":
      return `${at(change.position)}=`;
    case "deletion":
      return `${range(change.start, change.end)}del`;
    case "duplication":
      return `${range(change.start, change.end)}dup`;
    case "insertion":
      return `${at(change.after)}_${at(change.after + 1)}ins${letters(change.inserted)}`;
    case "delins":
      return `${range(change.start, change.end)}delins${letters(change.inserted)}`;
    case "frameshift":
      return `${at(change.position)}${change.alternate === null ? "" : letters(change.alternate)}fs${
        change.stop === null ? "" : `${letters("*")}${change.stop}`
      }`;
    case "start lost":
      return `${letters("M")}1?`;
    case "no protein":
      return change.certain ? "0" : "0?";
    case "extension":
      return `${letters("*")}${change.position}${change.alternate === null ? "del" : letters(change.alternate)}ext${letters("*")}${change.stop}`;
    case "stop replaced":
      return `${range(change.start, protein.length + 1)}${change.inserted === "" ? "del" : `delins${letters(change.inserted)}`}`;
    case "unspecified insertion":
      return `${range(change.start, change.end)}ins`;
    case "splice":
      return `X${change.position}_splice`;
    case "residue":
      return at(change.position);
    case "none":
      return "=";
    case "unknown":
      return "?";
  }
};

/** Sequence Ontology term of a protein change; null where the name leaves it open. */
export const consequenceOf = (change: ProteinChange): string | null => {
  switch (change.kind) {
    case "substitution":
      if (change.alternate === "*") return "stop_gained";
      return "missense_variant";
    case "silent":
      if (change.reference === "*") return "stop_retained_variant";
      return change.position === 1 ? "start_retained_variant" : "synonymous_variant";
    case "none":
      return "synonymous_variant";
    case "deletion":
      return "inframe_deletion";
    case "duplication":
    case "unspecified insertion":
      return "inframe_insertion";
    case "insertion":
      return change.inserted.endsWith("*") ? "stop_gained" : "inframe_insertion";
    case "delins": {
      if (change.inserted.endsWith("*")) return "stop_gained";
      const longer = lengthChange(change) ?? 0;
      return longer > 0 ? "inframe_insertion" : longer < 0 ? "inframe_deletion" : "missense_variant";
    }
    case "frameshift":
      return "frameshift_variant";
    case "start lost":
      return "start_lost";
    case "extension":
    case "stop replaced":
      return "stop_lost";
    case "splice":
      return "splice_site_variant";
    case "no protein":
    case "residue":
    case "unknown":
      return null;
  }
};

/** Residues gained (positive) or lost by an in-frame change; null where that is not a meaningful number. */
export const lengthChange = (change: ProteinChange): number | null => {
  switch (change.kind) {
    case "substitution":
    case "silent":
    case "none":
      return 0;
    case "deletion":
      return -(change.end - change.start + 1);
    case "duplication":
      return change.end - change.start + 1;
    case "insertion":
      return change.inserted.endsWith("*") ? null : change.inserted.length;
    case "delins":
      return change.inserted.endsWith("*") ? null : change.inserted.length - (change.end - change.start + 1);
    default:
      return null;
  }
};

/** First and last residue that the change touches; for insertions and duplications, the residues beside the new ones. */
export const residuesOf = (change: ProteinChange): readonly [number, number] | null => {
  switch (change.kind) {
    case "deletion":
    case "delins":
    case "unspecified insertion":
      return [change.start, change.end];
    case "duplication":
      return [change.start, change.end];
    case "insertion":
      return [change.after, change.after + 1];
    case "stop replaced":
      return [change.start, change.start];
    case "start lost":
      return [1, 1];
    case "no protein":
    case "none":
    case "unknown":
      return null;
    default:
      return [change.position, change.position];
  }
};

/** Every way in which an alteration names its protein change. */
interface ProteinNames {
  /** one letter, without prefix: `Y772_A775dup` */
  readonly short: string;
  /** three letters with the parentheses of a predicted consequence: `p.(Tyr772_Ala775dup)` */
  readonly long: string;
  /** what the key says after `p.` */
  readonly key: string;
  readonly others: readonly string[];
}

/** All names at once, so that none is written twice. */
export const proteinNames = (change: ProteinChange, protein: string): ProteinNames => {
  const short = shortName(change, protein);
  if (change.kind === "unknown") return { short, long: "p.?", key: short, others: ["p.?"] };
  if (change.kind === "no protein") return { short, long: `p.${short}`, key: short, others: [`p.${short}`] };
  const letters = write(change, protein, threeLetter);
  return {
    short,
    long: `p.(${letters})`,
    key: keyName(change, protein, short),
    others: otherNames(change, protein, short, letters),
  };
};

/**
 * Other names in use for the same change: three letters, and for a duplication the insertion that papers
 * write instead.
 */
const otherNames = (
  change: ProteinChange,
  protein: string,
  short: string,
  letters: string,
): readonly string[] => {
  if (change.kind === "substitution") return [`p.${short}`, `p.${letters}`];
  const names = [`p.${short}`];
  if (change.kind === "duplication") {
    const copy = protein.slice(change.start - 1, change.end);
    const insertion: ProteinChange = { kind: "insertion", after: change.end, inserted: copy };
    names.push(shortName(insertion, protein));
  }
  if (change.kind === "frameshift" && (change.alternate !== null || change.stop !== null))
    names.push(shortName({ ...change, alternate: null, stop: null }, protein));
  if (change.kind !== "none" && letters !== short) names.push(`p.${letters}`);
  return names;
};
