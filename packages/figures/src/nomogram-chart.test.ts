import { describe, expect, test } from "vitest";
import { chart } from "./figures.fixture.ts";

describe("nomogram chart", () => {
  const places = (svg: string, text: string): number[] =>
    [...svg.matchAll(/<text x="([\d.]+)"[^>]*>([^<]*)</g)]
      .filter((m) => m[2] === text)
      .map((m) => Number(m[1]));
  test("stands a value straight below its points, and an outcome straight below its total", () => {
    const { svg } = chart("A");
    expect(places(svg, "3+")[0]).toBeCloseTo(places(svg, "50")[0] ?? 0, 6);
    const total = places(svg, "0").at(-1) ?? 0;
    const full = places(svg, "140")[0] ?? 0;
    expect(places(svg, "0.5")[0]).toBeCloseTo(total + ((full - total) * 75) / 140, 1);
  });
  test("keeps the labels of close values apart", () => {
    const values = Array.from({ length: 12 }, (_, index) => ({
      label: `level ${index}`,
      points: index / 10,
    }));
    const { svg } = chart("A", { covariates: [{ name: "close", values }] });
    const centres = values.map((value) => places(svg, value.label)[0] ?? 0);
    for (let index = 1; index < centres.length; index++)
      expect(centres[index]! - centres[index - 1]!).toBeGreaterThan(30);
  });
  test("writes what each value is worth, points and total points in columns of their own", () => {
    expect(chart("A").table.head).toEqual(["Scale", "Value", "Points", "Total points"]);
    expect(chart("A").table.rows).toContainEqual(["IHC", "3+", "50.0", ""]);
    expect(chart("A").table.rows).toContainEqual(["Risk", "0.5", "", "75.0"]);
  });
  test("of nothing is an empty chart without broken numbers", () => {
    expect(chart("A", { covariates: [], outcomes: [], maximumPoints: 0, maximumTotal: 0 }).svg).not.toContain(
      "NaN",
    );
  });

  test("names as many values as fit, and ticks them all", () => {
    const values = Array.from({ length: 60 }, (_, index) => ({ label: `value ${index}`, points: index }));
    const { svg } = chart("A", { covariates: [{ name: "many", values }], outcomes: [], notes: [] });
    const named = values.filter(({ label }) => places(svg, label).length > 0);
    expect(named.length).toBeGreaterThan(5);
    expect(named.length).toBeLessThan(30);
    for (const { label } of named) expect(places(svg, label)[0]).toBeLessThan(720);
  });
});
