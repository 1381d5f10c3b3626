import { describe, expect, test } from "vitest";
import { league } from "./figures.fixture.ts";

describe("league heat map", () => {
  const frames = (svg: string): string[] =>
    [...svg.matchAll(/<rect[^>]*class="(s-teal|s-vermilion)"/g)].map(([, colour]) => colour ?? "");
  test("frames what excludes no effect, and a limit on no effect does not", () => {
    expect(frames(league("A").svg)).toEqual(["s-teal", "s-vermilion"]);
  });
  test("turns its colours when higher is better", () => {
    expect(frames(league("A", "higher").svg)).toEqual(["s-vermilion", "s-teal"]);
  });
  test("colours equal factors equally deep on a log scale", () => {
    const depths = [
      ...league("A").svg.matchAll(/class="f-(?:teal|vermilion)"[^>]*fill-opacity="([\d.]+)"/g),
    ].map(([, depth]) => Number(depth));
    expect(depths[0]).toBe(depths[2]);
    expect(depths[1]).toBeLessThan(depths[0] ?? 0);
  });
  test("says of a pair without a comparison that there is none", () => {
    expect(league("A").table.rows).toContainEqual(["B", "C", "not compared", ""]);
    expect(league("A").table.rows).toHaveLength(6);
  });
});
