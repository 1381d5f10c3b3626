import { describe, expect, test } from "vitest";
import { palette } from "./palette.ts";

describe("the palette", () => {
  const luminance = (hex: string): number => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string): number => {
    const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  // WCAG 2.2: 4.5:1 for text, 3:1 for marks; relative luminance after sRGB.
  test.each(["light", "dark"] as const)("keeps its contrast on %s paper", (theme) => {
    for (const name of ["ink", "muted", "violet", "teal", "vermilion", "amber", "slate"] as const)
      expect(contrast(palette[name][theme], palette.paper[theme]), name).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.faint[theme], palette.paper[theme])).toBeGreaterThanOrEqual(3);
  });
});
