import { describe, expect, it } from "vitest";
import { escapeMarkdown } from "./escape.ts";

describe("text as Markdown", () => {
  it("keeps a number at its beginning from becoming a list, and leaves decimals alone", () => {
    expect(escapeMarkdown("1. first")).toBe("1\\. first");
    expect(escapeMarkdown("2) second")).toBe("2\\) second");
    expect(escapeMarkdown("2.")).toBe("2\\.");
    expect(escapeMarkdown("27.8 % of 40")).toBe("27.8 % of 40");
  });
});
