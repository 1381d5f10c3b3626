import { describe, expect, it } from "vitest";
import { proteinNames, shortName } from "./protein-change.ts";
import { describeEdit } from "./protein-edit.ts";

const protein = "MABCABCABD";
const name = (start: number, deleted: number, inserted: string) =>
  shortName(describeEdit(protein, start, deleted, inserted), protein);

describe("an edit of a protein in canonical form", () => {
  it("trims what both sides share", () => {
    expect(name(2, 2, "AX")).toBe("B3X");
    expect(name(2, 3, "AXC")).toBe("B3X");
  });
  it("moves a deletion as far as the repeat goes", () =>
    expect(name(2, 3, "")).toBe("A5_C7del".replace("A5_C7", "C7_B9")));
  it("calls a copy beside its origin a duplication, at its last place", () => {
    expect(name(2, 0, "ABC")).toBe("C7_B9dup");
    expect(name(5, 0, "ABC")).toBe("C7_B9dup");
    expect(name(10, 0, "CAB")).toBe("C7_B9dup");
  });
  it("calls anything else an insertion", () => expect(name(10, 0, "E")).toBe("B9_D10insE"));
  it("names a stop at once, and one after new residues", () => {
    expect(name(4, 1, "*")).toBe("C4*");
    expect(name(4, 1, "EF*GH")).toBe("C4delinsEF*");
  });
  it("calls no change silent", () => expect(name(3, 1, "B")).toBe("B3="));
  it("writes three letters and the parentheses of a prediction", () =>
    expect(proteinNames(describeEdit("MLA", 2, 1, "*"), "MLA").long).toBe("p.(Leu2Ter)"));
});

/** The six residues M K L V G E. */
describe("an edit at the ends of a protein", () => {
  const edit = (start: number, deleted: number, inserted: string) =>
    describeEdit("MKLVGE", start, deleted, inserted);

  it("keeps the residue that it leaves as it is", () =>
    expect(edit(3, 1, "L")).toEqual({ kind: "silent", position: 3, reference: "L" }));
  it("deletes no more than there is", () => {
    expect(edit(5, 9, "A")).toEqual({ kind: "delins", start: 5, end: 6, inserted: "A" });
    expect(edit(5, 9, "A*")).toEqual({ kind: "delins", start: 5, end: 6, inserted: "A*" });
    expect(edit(5, 9, "")).toEqual({ kind: "deletion", start: 5, end: 6 });
  });
  it("may double the very first residues, but not what stands before them", () => {
    expect(edit(3, 0, "MK")).toEqual({ kind: "duplication", start: 1, end: 2 });
    expect(edit(2, 0, "MK")).toEqual({ kind: "insertion", after: 1, inserted: "MK" });
  });
  it("goes on behind the last residue as an extension", () =>
    expect(edit(7, 0, "AC")).toEqual({ kind: "extension", position: 7, alternate: "A", stop: 2 }));
});

describe("an edit that brings a stop", () => {
  const edit = (start: number, deleted: number, inserted: string) =>
    describeEdit("MKLVGE", start, deleted, inserted);

  it("is a nonsense substitution where the stop comes first", () => {
    expect(edit(3, 1, "*")).toEqual({ kind: "substitution", position: 3, reference: "L", alternate: "*" });
    expect(edit(3, 2, "L*")).toEqual({ kind: "substitution", position: 4, reference: "V", alternate: "*" });
    expect(edit(3, 2, "*AC")).toEqual({ kind: "substitution", position: 3, reference: "L", alternate: "*" });
  });
  it("begins behind what stays the same", () => {
    expect(edit(3, 3, "LA*")).toEqual({ kind: "delins", start: 4, end: 5, inserted: "A*" });
    expect(edit(3, 1, "LVA*")).toEqual({ kind: "insertion", after: 4, inserted: "A*" });
    expect(edit(3, 2, "LVA*")).toEqual({ kind: "insertion", after: 4, inserted: "A*" });
  });
  it("is an insertion where nothing is deleted", () =>
    expect(edit(4, 0, "A*")).toEqual({ kind: "insertion", after: 3, inserted: "A*" }));
  it("changes nothing where the protein ends there anyway", () =>
    expect(edit(6, 1, "E*")).toEqual({ kind: "silent", position: 7, reference: "*" }));
});
