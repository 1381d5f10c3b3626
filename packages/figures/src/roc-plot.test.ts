import { describe, expect, test } from "vitest";
import { roc } from "./figures.fixture.ts";

describe("roc plot", () => {
  test("is a square that the curve crosses from corner to corner", () => {
    const d = /<path d="([^"]*)"[^>]*class="s-violet"/.exec(roc("A").svg)?.[1] ?? "";
    const numbers = [...d.matchAll(/[\d.]+/g)].map(Number);
    expect(numbers).toHaveLength(6);
    const [x1 = 0, y1 = 0, , , x3 = 0, y3 = 0] = numbers;
    expect(x3 - x1).toBeCloseTo(y1 - y3, 6);
  });
  test("marks the threshold on 1 - specificity, not on specificity", () => {
    const [, x] = /<circle cx="([\d.]+)"/.exec(roc("A").svg) ?? [];
    expect(Number(x)).toBeCloseTo(40 + 0.25 * 368, 1);
  });
  test("writes the area with its interval, and without where there is none", () => {
    expect(roc("A").svg).toContain("AUC 0.78 (0.70-0.85)");
    expect(roc("A").svg).toContain(">AUC 0.50<");
    expect(roc("A").table.rows).toEqual([
      ["A", "0.775", "0.700-0.850", "A"],
      ["B", "0.500", "", ""],
    ]);
  });

  test("names up to four curves beside them, and more below the axis", () => {
    const one = { sensitivity: [0, 1], specificity: [1, 0], auc: 0.5, interval: null };
    const heightOf = (count: number) =>
      roc("A", { series: Array.from({ length: count }, (_, at) => ({ ...one, label: `M${at}` })) }).height;
    expect(heightOf(4)).toBe(heightOf(1));
    expect(heightOf(5)).toBe(heightOf(1) + 150);
  });
});
