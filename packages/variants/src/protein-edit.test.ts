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
