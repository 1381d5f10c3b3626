import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { everyFigure } from "./figures.fixture.ts";
import { illFormed } from "./well-formed.fixture.ts";

describe("every figure", () => {
  test("is well-formed whatever text is put into it, and no text becomes markup", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constant('"><script>alert(1)</script>'),
    );
    fc.assert(
      fc.property(text, (hostile) => {
        for (const { svg } of everyFigure(hostile)) {
          expect(illFormed(svg)).toBeNull();
          expect(svg).not.toContain("<script");
        }
      }),
      { numRuns: 200 },
    );
  });

  test("carries a role, a title, a description and a full table", () => {
    for (const figure of everyFigure("L755S")) {
      expect(figure.svg).toMatch(/^<svg [^>]*role="img"[^>]*aria-label="[^"]+"/);
      expect(figure.svg).toContain("<title>");
      expect(figure.svg).toContain("<desc>");
      for (const cells of figure.table.rows) expect(cells).toHaveLength(figure.table.head.length);
    }
  });

  test("is the same bytes each time", () => {
    expect(everyFigure("L755S")).toEqual(everyFigure("L755S"));
  });

  test("asks for nothing from anywhere", () => {
    for (const { svg } of everyFigure("L755S")) expect(svg).not.toMatch(/href|url\(|<image|<style|@import/);
  });
});
