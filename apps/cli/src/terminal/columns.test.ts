import { describe, expect, it } from "vitest";
import { columns, displayWidth, wrap } from "./columns.ts";

describe("columns of the terminal", () => {
  it("counts Chinese and Korean characters as two places", () => {
    expect(displayWidth("HER2 양성")).toBe(9);
    expect(displayWidth("突变")).toBe(4);
  });

  it("keeps every line within 100 places by wrapping the last column", () => {
    const text = columns(["id", "flags"], [["p1", "word ".repeat(60).trim()]]);
    for (const line of text.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(100);
    expect(text.split("word").length).toBe(61);
  });

  it("never loses a word longer than the column", () => {
    expect(wrap("a verylongword b", 5)).toEqual(["a", "verylongword", "b"]);
  });
});
