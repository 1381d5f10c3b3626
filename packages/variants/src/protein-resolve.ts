import type { AlterationError } from "@erbium/model";
import type { GeneModel } from "./gene-model.ts";
import { type ProteinChange, shortName } from "./protein-change.ts";
import { describeEdit } from "./protein-edit.ts";
import type { NamedResidue, ProteinName } from "./protein-name.ts";

export type Resolved<T> = { readonly change: T } | { readonly error: AlterationError };

/**
 * Checks a protein name against the sequence of a gene and brings it into canonical form.
 * Every residue letter that the name gives must be that of the sequence.
 */
export const resolveProtein = (
  name: ProteinName,
  gene: GeneModel & { readonly protein: string },
): Resolved<ProteinChange> => {
  const { protein } = gene;
  const wrong = namedResidues(name)
    .map((residue) => residueError(residue, gene))
    .find((error) => error !== null);
  if (wrong !== undefined && wrong !== null) return { error: wrong };
  const letter = (position: number) => protein[position - 1] ?? "*";

  switch (name.form) {
    case "unknown":
      return { change: { kind: "unknown" } };
    case "none":
      return { change: { kind: "none" } };
    case "start lost":
      return { change: { kind: "start lost" } };
    case "no protein":
      return { change: { kind: "no protein", certain: name.certain } };
    case "residue":
      return {
        change: { kind: "residue", position: name.at.position, reference: letter(name.at.position) },
      };
    case "residues":
      return ambiguous(
        `the name gives ${name.at.length} residues`,
        name.at.map((one) => `${gene.symbol} ${letter(one.position)}${one.position}`),
      );
    case "splice":
      return { change: { kind: "splice", position: name.at.position } };
    case "silent":
      return { change: { kind: "silent", position: name.at.position, reference: letter(name.at.position) } };
    case "substitution": {
      const { position } = name.at;
      if (name.alternates.length > 1)
        return ambiguous(
          `the name gives ${name.alternates.length} changes of one residue`,
          name.alternates.map((one) => `${gene.symbol} ${letter(position)}${position}${one}`),
        );
      const letters = name.alternates[0] ?? "";
      if (letters === "X" && !oneBaseFromStop(gene, position))
        return ambiguous(`"X" may mean a stop or any residue, and no single base change makes a stop here`, [
          `${gene.symbol} ${letter(position)}${position}*`,
          `${gene.symbol} ${letter(position)}${position}`,
        ]);
      const alternate = letters === "X" ? "*" : letters;
      if (position === 1 && alternate !== "M") return { change: { kind: "start lost" } };
      if (position === protein.length + 1 && alternate !== "*")
        return { change: { kind: "extension", position, alternate, stop: "?" } };
      return { change: describeEdit(protein, position, 1, alternate) };
    }
    case "letters": {
      const { position } = name.at;
      const site = `${letter(position)}${position}`;
      return ambiguous(`"${site}${name.letters}" has several letters after one residue and no verb`, [
        `${gene.symbol} ${site}delins${name.letters}`,
        ...Array.from(name.letters, (one) => `${gene.symbol} ${site}${one}`),
      ]);
    }
    case "frameshift":
      if (name.stop === 0)
        return unreadable("a frameshift has its stop at the first changed residue or later");
      if (name.alternate === "*" || name.stop === 1)
        return { change: describeEdit(protein, name.at.position, 1, "*") };
      return {
        change: {
          kind: "frameshift",
          position: name.at.position,
          reference: letter(name.at.position),
          alternate: name.alternate,
          stop: name.stop,
        },
      };
    case "extension":
      if (name.at.position !== protein.length + 1)
        return unreadable(
          `the stop codon of ${gene.symbol} is ${protein.length + 1}, not ${name.at.position}`,
        );
      return {
        change: { kind: "extension", position: name.at.position, alternate: name.alternate, stop: name.stop },
      };
    case "deletion":
    case "duplication": {
      const start = name.start.position;
      const end = name.end?.position ?? start + Math.max(1, name.sequence?.length ?? 1) - 1;
      const segment = protein.slice(start - 1, end);
      if (name.sequence !== null && name.sequence !== segment)
        return mismatch(
          `the name says ${name.sequence} at ${start}-${end}; ${gene.symbol} has ${segment} there`,
          null,
        );
      if (name.form === "deletion" && end === protein.length + 1)
        return start === end
          ? { change: { kind: "extension", position: end, alternate: null, stop: "?" } }
          : { change: { kind: "stop replaced", start, inserted: "" } };
      if (name.form === "deletion" && start === 1) return { change: { kind: "start lost" } };
      const deleted = name.form === "deletion" ? end - start + 1 : 0;
      return name.form === "deletion"
        ? { change: describeEdit(protein, start, deleted, "") }
        : { change: describeEdit(protein, end + 1, 0, segment) };
    }
    case "delins": {
      const start = name.start.position;
      const end = name.end.position;
      const segment = protein.slice(start - 1, end);
      if (name.removed !== null && name.removed !== segment)
        return mismatch(
          `the name replaces ${name.removed} at ${start}-${end}; ${gene.symbol} has ${segment} there`,
          null,
        );
      if (start === 1 && !name.sequence.startsWith("M")) return { change: { kind: "start lost" } };
      if (end === protein.length + 1) return { change: throughStop(protein, start, name.sequence) };
      return { change: describeEdit(protein, start, end - start + 1, name.sequence) };
    }
    case "insertion":
      return resolveInsertion(name, gene);
  }
};

/** The residues from `start` to the stop codon, and the stop, replaced; without `*` the new end is not known. */
const throughStop = (protein: string, start: number, sequence: string): ProteinChange => {
  const ends = sequence.endsWith("*");
  const residues = ends ? sequence.slice(0, -1) : sequence;
  const left = protein.length - start + 1;
  if (ends && residues.length <= left) return describeEdit(protein, start, left, residues);
  let same = 0;
  while (same < left && same < residues.length && protein[start - 1 + same] === residues[same]) same += 1;
  return same === left
    ? {
        kind: "extension",
        position: protein.length + 1,
        alternate: residues[same] ?? null,
        stop: ends ? residues.length - same : "?",
      }
    : { kind: "stop replaced", start: start + same, inserted: sequence.slice(same) };
};

/** Whether one base change of the codon makes a stop, so that `X` can be read as one. */
const oneBaseFromStop = (gene: GeneModel, position: number): boolean => {
  const codon = gene.codingSequence?.slice(position * 3 - 3, position * 3) ?? "";
  return ["TAA", "TAG", "TGA"].some(
    (stop) => Array.from(stop).filter((base, at) => base !== codon[at]).length === 1,
  );
};

const resolveInsertion = (
  name: Extract<ProteinName, { form: "insertion" }>,
  gene: GeneModel & { readonly protein: string },
): Resolved<ProteinChange> => {
  const { protein } = gene;
  const start = name.start.position;
  if (name.end !== null && name.end.position !== start + 1)
    return unreadable(
      `an insertion lies between two neighbours; ${start} and ${name.end.position} are not neighbours`,
      `${start}_${start + 1}ins... or ${start}_${name.end.position}delins...`,
    );
  const { sequence } = name;
  if (sequence === null)
    return { change: { kind: "unspecified insertion", start, end: name.end?.position ?? start } };
  if (name.end !== null) return { change: describeEdit(protein, start + 1, 0, sequence) };
  return singleResidueInsertion(start, sequence, gene);
};

/**
 * `778insGSP`, `A775insYVMA`: older papers give one residue, and not always on the same side of it.
 * Where the inserted residues are a copy of a stretch of two or more that contains or touches the named
 * residue, the name means the duplication of that stretch. Otherwise both sides are possible, and unless
 * they give the same product the name stays ambiguous.
 */
const singleResidueInsertion = (
  position: number,
  sequence: string,
  gene: GeneModel & { readonly protein: string },
): Resolved<ProteinChange> => {
  const { protein } = gene;
  if (sequence.length >= 2) {
    const from = Math.max(0, position - 1 - sequence.length);
    const unit = protein.slice(from, position + sequence.length).indexOf(sequence);
    if (unit >= 0) return { change: describeEdit(protein, from + unit + sequence.length + 1, 0, sequence) };
  }
  const after = describeEdit(protein, position + 1, 0, sequence);
  const before = describeEdit(protein, position, 0, sequence);
  const names = [after, before].map((one) => `${gene.symbol} ${shortName(one, protein)}`);
  if (names[0] === names[1]) return { change: after };
  return ambiguous(`"${position}ins${sequence}" does not say on which side of residue ${position}`, names);
};

const namedResidues = (name: ProteinName): NamedResidue[] => {
  switch (name.form) {
    case "unknown":
    case "none":
    case "start lost":
    case "no protein":
      return [];
    case "residues":
      return [...name.at];
    case "deletion":
    case "duplication":
    case "insertion":
    case "delins":
      return name.end === null ? [name.start] : [name.start, name.end];
    default:
      return [name.at];
  }
};

/** Whether every residue that the name gives fits this protein. */
export const residuesFit = (name: ProteinName, protein: string): boolean =>
  namedResidues(name).every(
    ({ residue, position }) =>
      position <= protein.length + 1 &&
      (residue === null ||
        residue === (protein[position - 1] ?? "*") ||
        (residue === "X" && name.form === "splice")),
  );

/** Whether the name gives at least one residue letter, so that a fit means something. */
export const givesResidues = (name: ProteinName): boolean =>
  namedResidues(name).some(({ residue }) => residue !== null && residue !== "X");

/** The same name with every position moved. */
export const movedBy = (name: ProteinName, offset: number): ProteinName => {
  const move = <T extends NamedResidue | null>(one: T): T =>
    (one === null ? null : { ...one, position: one.position + offset }) as T;
  switch (name.form) {
    case "unknown":
    case "none":
    case "start lost":
    case "no protein":
      return name;
    case "residues":
      return { ...name, at: name.at.map(move) };
    case "deletion":
    case "duplication":
    case "insertion":
      return { ...name, start: move(name.start), end: move(name.end) };
    case "delins":
      return { ...name, start: move(name.start), end: move(name.end) };
    default:
      return { ...name, at: move(name.at) };
  }
};

/** First position that the name gives; null for `p.?` and the like. */
export const firstPosition = (name: ProteinName): number | null => namedResidues(name)[0]?.position ?? null;

const residueError = (
  { residue, position }: NamedResidue,
  gene: GeneModel & { readonly protein: string },
): AlterationError | null => {
  const { protein, symbol } = gene;
  if (position > protein.length + 1)
    return {
      code: "out-of-range",
      message: `${symbol} has ${protein.length} residues; ${position} lies beyond its end`,
      suggestion: null,
    };
  const found = protein[position - 1] ?? "*";
  if (residue === null || residue === found || residue === "X") return null;
  return {
    code: "reference-mismatch",
    message: `${symbol} has ${found} at residue ${position}, not ${residue}`,
    suggestion: null,
  };
};

const ambiguous = (message: string, readings: readonly string[]): { error: AlterationError } => ({
  error: { code: "ambiguous", message, suggestion: `name one of: ${readings.join(", ")}`, readings },
});
const mismatch = (message: string, suggestion: string | null): { error: AlterationError } => ({
  error: { code: "reference-mismatch", message, suggestion },
});
const unreadable = (message: string, suggestion: string | null = null): { error: AlterationError } => ({
  error: { code: "unparsable", message, suggestion },
});
