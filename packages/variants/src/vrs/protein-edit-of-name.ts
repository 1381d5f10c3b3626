import type { SequenceReplacement } from "./normalised-allele.ts";

const NAME = /^([A-Z])(\d+)(?:_([A-Z])(\d+))?(?:(=)|(dup)|(delins|ins)([A-Z]+)|(del)|([A-Z*]))$/;

/**
 * What a canonical short name (`L755S`, `Y772_A775dup`, `G776delinsVC`) does to the protein sequence; null for
 * names whose product is not all said by it. A stop takes away all that follows.
 */
export const proteinEdit = (name: string, protein: string): SequenceReplacement | null => {
  const match = NAME.exec(name);
  if (match === null) return null;
  const [, , first = "", , second, silent, duplication, kind, sequence = "", deletion, alternate] = match;
  const from = Number(first) - 1;
  const to = second === undefined ? from + 1 : Number(second);
  if (from < 0 || to > protein.length) return null;
  if (silent !== undefined) return { start: from, end: to, inserted: protein.slice(from, to) };
  if (duplication !== undefined) return { start: to, end: to, inserted: protein.slice(from, to) };
  if (kind === "ins") return { start: from + 1, end: from + 1, inserted: sequence };
  if (kind === "delins") return { start: from, end: to, inserted: sequence };
  if (deletion !== undefined) return { start: from, end: to, inserted: "" };
  if (alternate === "*") return { start: from, end: protein.length, inserted: "" };
  return { start: from, end: to, inserted: alternate ?? "" };
};
