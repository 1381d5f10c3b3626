import { describe, expect, test } from "vitest";
import { calibrated } from "./figures.fixture.ts";

describe("calibration plot", () => {
  const bars = (svg: string): number[] =>
    [...svg.matchAll(/<rect[^>]*height="([\d.]+)"[^>]*class="f-faint"/g)].map(([, height]) => Number(height));
  test("puts a group whose prediction holds on the diagonal", () => {
    const [, x1, y1, x2, y2] =
      /<line x1="([\d.]+)" y1="([\d.]+)" x2="([\d.]+)" y2="([\d.]+)"[^>]*dasharray/
        .exec(calibrated("A").svg)
        ?.map(Number) ?? [];
    const dots = [...calibrated("A").svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="3.75"/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    );
    const diagonal = (x: number): number => y1! + ((x - x1!) / (x2! - x1!)) * (y2! - y1!);
    expect(dots[1]![1]).toBeCloseTo(diagonal(dots[1]![0]), 1);
    expect(dots[0]![1]).toBeLessThan(diagonal(dots[0]![0]) - 50);
  });
  test("counts every prediction once, both ends included", () => {
    expect(bars(calibrated("A").svg)).toEqual([28, 14, 14]);
    expect(bars(calibrated("A", { predictions: [] }).svg)).toEqual([]);
  });
  test("writes each group with its n, and no interval where there is none", () => {
    expect(calibrated("A").table.rows).toEqual([
      ["0.250", "0.500", "0.250-0.750", "40"],
      ["0.750", "0.750", "", "20"],
    ]);
  });
});
