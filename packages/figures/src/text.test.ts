import { describe, expect, test } from "vitest";
import { clipText, textWidth, wrapText } from "./text.ts";

describe("text that has to fit", () => {
  test("is wrapped at words, and no line is wider than the room", () => {
    const lines = wrapText("ratio below 2.0 and copies at least 6.0", 10, 80);
    expect(lines.join(" ")).toBe("ratio below 2.0 and copies at least 6.0");
    for (const line of lines) expect(textWidth(line, 10)).toBeLessThanOrEqual(80);
  });

  test("cuts a word that is longer than a line", () => {
    const lines = wrapText("p.Tyr772_Ala775dupTyr772_Ala775dup", 10, 60);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join("")).toBe("p.Tyr772_Ala775dupTyr772_Ala775dup");
  });

  test("shows with an ellipsis that something was left out", () => {
    expect(wrapText("one two three four five six", 10, 40, 2).at(-1)).toMatch(/…$/);
    expect(clipText("trastuzumab deruxtecan", 11, 60)).toMatch(/^trast.*…$/);
    expect(clipText("T-DXd", 11, 60)).toBe("T-DXd");
  });

  test("gives ideographs a whole em", () => {
    expect(textWidth("德曲妥珠", 10)).toBeGreaterThan(textWidth("tdxd", 10) * 1.5);
  });
});
