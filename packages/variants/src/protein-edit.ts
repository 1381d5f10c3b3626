import type { ProteinChange } from "./protein-change.ts";

/**
 * The canonical change for "replace `deleted` residues from `start` by `inserted`", by HGVS: what both sides
 * share is taken away, the front first; a pure insertion or deletion moves to its most C-terminal place; a
 * copy of the residues before it is a duplication, and new residues before the stop are an extension. Every way to write the same product ends in the same
 * change. A stop (`*`) among the inserted residues ends the product there.
 *
 * @param start  first replaced residue, 1-based; for an insertion, the residue after it
 * @source HGVS nomenclature 21.1, protein: deletion, duplication, insertion, delins (3' rule)
 */
export const describeEdit = (
  protein: string,
  start: number,
  deleted: number,
  inserted: string,
): ProteinChange => {
  const stop = inserted.indexOf("*");
  if (stop >= 0) return truncatingEdit(protein, start, deleted, inserted.slice(0, stop + 1));
  let first = start - 1;
  let removed = Math.min(deleted, protein.length - first);
  let from = 0;
  let to = inserted.length;
  while (removed > 0 && from < to && protein.charCodeAt(first) === inserted.charCodeAt(from)) {
    first += 1;
    removed -= 1;
    from += 1;
  }
  while (
    removed > 0 &&
    from < to &&
    protein.charCodeAt(first + removed - 1) === inserted.charCodeAt(to - 1)
  ) {
    removed -= 1;
    to -= 1;
  }
  const added = to - from;
  if (removed === 0 && added === 0)
    return { kind: "silent", position: start, reference: protein[start - 1] ?? "*" };
  if (added === 0) return deletion(protein, first, removed);
  if (removed === 0) return insertion(protein, first, inserted.slice(from, to));
  if (removed === 1 && added === 1)
    return {
      kind: "substitution",
      position: first + 1,
      reference: protein[first] ?? "*",
      alternate: inserted[from] ?? "",
    };
  return { kind: "delins", start: first + 1, end: first + removed, inserted: inserted.slice(from, to) };
};

/** `first` counts from 0. */
const deletion = (protein: string, first: number, removed: number): ProteinChange => {
  let at = first;
  while (at + removed < protein.length && protein.charCodeAt(at) === protein.charCodeAt(at + removed))
    at += 1;
  return { kind: "deletion", start: at + 1, end: at + removed };
};

/** `first` counts from 0: the residue that the insertion stands before. */
const insertion = (protein: string, first: number, inserted: string): ProteinChange => {
  const { length } = inserted;
  let moved = 0;
  while (
    first + moved < protein.length &&
    protein.charCodeAt(first + moved) === inserted.charCodeAt(moved % length)
  )
    moved += 1;
  const turn = moved % length;
  const added = turn === 0 ? inserted : inserted.slice(turn) + inserted.slice(0, turn);
  const at = first + moved;
  if (at >= length && protein.startsWith(added, at - length))
    return { kind: "duplication", start: at - length + 1, end: at };
  return at === protein.length
    ? { kind: "extension", position: at + 1, alternate: added[0] ?? null, stop: length }
    : { kind: "insertion", after: at, inserted: added };
};

/** `inserted` ends with the stop. */
const truncatingEdit = (protein: string, start: number, deleted: number, inserted: string): ProteinChange => {
  let skip = 0;
  while (skip < inserted.length - 1 && protein.charCodeAt(start - 1 + skip) === inserted.charCodeAt(skip))
    skip += 1;
  const from = start + skip;
  const rest = inserted.slice(skip);
  if (rest === "*")
    return from === protein.length + 1
      ? { kind: "silent", position: from, reference: "*" }
      : { kind: "substitution", position: from, reference: protein[from - 1] ?? "*", alternate: "*" };
  const left = Math.max(0, deleted - skip);
  if (left === 0) return { kind: "insertion", after: from - 1, inserted: rest };
  return { kind: "delins", start: from, end: Math.min(from + left - 1, protein.length), inserted: rest };
};
