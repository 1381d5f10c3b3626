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
  /** the stop codon reads on: `*394Cext*9`; alternate null = the stop codon is deleted */
  | { kind: "extension"; position: number; alternate: string | null; stop: number | "?" }
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

/**
 * The canonical change for "replace `deleted` residues from `start` by `inserted`".
 *
 * The prefix is trimmed before the suffix, on the whole protein: every way to write the same product
 * therefore ends in the same change, and a pure insertion or deletion lands at its most C-terminal place.
 * A stop among the inserted residues ends the product there.
 */
export const describeEdit = (
  protein: string,
  start: number,
  deleted: number,
  inserted: string,
): ProteinChange => {
  const stop = inserted.indexOf("*");
  if (stop >= 0) return truncatingEdit(protein, start, deleted, inserted.slice(0, stop + 1));
  const before = protein.slice(0, start - 1);
  const after = protein.slice(start - 1 + deleted);
  return describeDifference(protein, before + inserted + after, start);
};

/** The canonical change that turns one protein into the other; `site` names the residue when nothing differs. */
export const describeDifference = (reference: string, alternate: string, site: number): ProteinChange => {
  const shorter = Math.min(reference.length, alternate.length);
  let prefix = 0;
  while (prefix < shorter && reference[prefix] === alternate[prefix]) prefix += 1;
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    reference[reference.length - 1 - suffix] === alternate[alternate.length - 1 - suffix]
  )
    suffix += 1;
  const removed = reference.length - prefix - suffix;
  const added = alternate.slice(prefix, alternate.length - suffix);
  if (removed === 0 && added === "")
    return { kind: "silent", position: site, reference: reference[site - 1] ?? "*" };
  if (added === "") return { kind: "deletion", start: prefix + 1, end: prefix + removed };
  if (removed === 0) {
    const copied = reference.slice(prefix - added.length, prefix);
    return prefix >= added.length && copied === added
      ? { kind: "duplication", start: prefix - added.length + 1, end: prefix }
      : { kind: "insertion", after: prefix, inserted: added };
  }
  if (removed === 1 && added.length === 1)
    return {
      kind: "substitution",
      position: prefix + 1,
      reference: reference[prefix] ?? "",
      alternate: added,
    };
  return { kind: "delins", start: prefix + 1, end: prefix + removed, inserted: added };
};

const truncatingEdit = (protein: string, start: number, deleted: number, inserted: string): ProteinChange => {
  let skip = 0;
  while (skip < inserted.length - 1 && protein[start - 1 + skip] === inserted[skip]) skip += 1;
  const from = start + skip;
  const rest = inserted.slice(skip);
  const left = Math.max(0, deleted - skip);
  if (rest === "*")
    return { kind: "substitution", position: from, reference: protein[from - 1] ?? "*", alternate: "*" };
  return left === 0
    ? { kind: "insertion", after: from - 1, inserted: rest }
    : { kind: "delins", start: from, end: from + left - 1, inserted: rest };
};

/** One-letter name without prefix: `Y772_A775dup`. */
export const shortName = (change: ProteinChange, protein: string): string =>
  write(change, protein, (residues) => residues);

/** Three-letter name without accession, with the parentheses of a predicted consequence: `p.(Tyr772_Ala775dup)`. */
export const longName = (change: ProteinChange, protein: string): string =>
  change.kind === "unknown" ? "p.?" : `p.(${write(change, protein, threeLetter)})`;

const write = (change: ProteinChange, protein: string, letters: (residues: string) => string): string => {
  const at = (position: number) => `${letters(protein[position - 1] ?? "*")}${position}`;
  const range = (start: number, end: number) => (start === end ? at(start) : `${at(start)}_${at(end)}`);
  switch (change.kind) {
    case "substitution":
      return `${at(change.position)}${letters(change.alternate)}`;
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
    case "extension":
      return `${letters("*")}${change.position}${change.alternate === null ? "del" : letters(change.alternate)}ext${letters("*")}${change.stop}`;
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
      return change.reference === "*" ? "stop_retained_variant" : "synonymous_variant";
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
      return "stop_lost";
    case "splice":
      return "splice_site_variant";
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
    case "start lost":
      return [1, 1];
    case "none":
    case "unknown":
      return null;
    default:
      return [change.position, change.position];
  }
};

/**
 * Other names in use for the same change: three letters, and for a duplication the insertion that papers
 * write instead.
 */
export const otherNames = (change: ProteinChange, protein: string): string[] => {
  const short = shortName(change, protein);
  const names = [`p.${short}`];
  if (change.kind === "duplication") {
    const copy = protein.slice(change.start - 1, change.end);
    const insertion: ProteinChange = { kind: "insertion", after: change.end, inserted: copy };
    names.push(shortName(insertion, protein));
  }
  if (change.kind === "frameshift" && (change.alternate !== null || change.stop !== null))
    names.push(shortName({ ...change, alternate: null, stop: null }, protein));
  const long = write(change, protein, threeLetter);
  if (long !== short) names.push(`p.${long}`);
  return names;
};
