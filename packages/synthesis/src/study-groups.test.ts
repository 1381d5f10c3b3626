import type { StudyLine } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { studyGroups } from "./study-groups.ts";

const group = (id: string, within: readonly string[], words: readonly string[] = []): StudyLine =>
  ({ id, within, words, definition: `all ${id}` }) as unknown as StudyLine;

describe("groups of patients", () => {
  const groups = studyGroups([
    group("any", []),
    group("later", ["any"], ["second line", "pretreated"]),
    group("third", ["later"], ["third line"]),
    group("apart", []),
  ]);
  it("are known by their exact words", () => {
    expect(groups.ofWords("pretreated")).toBe("later");
    expect(groups.ofWords("Pretreated")).toBeNull();
  });
  it("lie within themselves and all that lies above them, never the other way", () => {
    expect(groups.liesWithin("third", "third")).toBe(true);
    expect(groups.liesWithin("third", "later")).toBe(true);
    expect(groups.liesWithin("third", "any")).toBe(true);
    expect(groups.liesWithin("any", "third")).toBe(false);
    expect(groups.liesWithin("third", "apart")).toBe(false);
    expect(groups.liesWithin("unknown", "unknown")).toBe(true);
    expect(groups.liesWithin("unknown", "any")).toBe(false);
  });
  it("have a definition, else their id", () => {
    expect(groups.definition("third")).toBe("all third");
    expect(groups.definition("unknown")).toBe("unknown");
  });
  it("are built once a list, and stand groups that name each other", () => {
    const list = [group("a", ["b"]), group("b", ["a"])];
    expect(studyGroups(list)).toBe(studyGroups(list));
    expect(studyGroups([...list])).not.toBe(studyGroups(list));
    expect(studyGroups(list).liesWithin("a", "b")).toBe(true);
  });
});
