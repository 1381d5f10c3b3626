import { describe, expect, test } from "vitest";
import { decision } from "./figures.fixture.ts";

describe("decision curve", () => {
  const pathOf = (svg: string, colour: string): number[] =>
    [
      ...(new RegExp(`<path d="([^"]*)"[^>]*class="s-${colour}"`).exec(svg)?.[1] ?? "").matchAll(/[\d.]+/g),
    ].map(Number);
  test("cuts treating all where it crosses the floor of the axis, and names it there", () => {
    const all = pathOf(decision("A").svg, "muted");
    const none = pathOf(decision("A").svg, "ink");
    const [, floor] = /<line x1="44" y1="([\d.]+)"[^>]*class="s-muted"/.exec(decision("A").svg) ?? [];
    expect(all.at(-1)).toBeCloseTo(Number(floor), 1);
    // -0.036 lies at 0.2 + 0.136 / 0.2 * 0.1 = 0.268 between 0.1 and 0.4
    const [left, right] = [none[0] ?? 0, none.at(-2) ?? 0];
    expect(((all.at(-2) ?? 0) - left) / (right - left)).toBeCloseTo(0.168 / 0.3, 2);
    expect(decision("A").svg).toContain(">treat all<");
  });
  test("keeps treating none at no benefit, and reads values between thresholds off the drawn line", () => {
    expect(decision("A").table.head).toEqual(["Threshold (%)", "A", "treat all", "treat none"]);
    expect(decision("A").table.rows[0]).toEqual(["10", "0.2000", "0.2000", "0.0000"]);
    expect(decision("A").table.rows[1]).toEqual(["25", "0.1250", "0.0000", "0.0000"]);
  });
  test("says nothing outside its thresholds", () => {
    expect(decision("A").table.rows[2]).toEqual(["90", "", "", ""]);
  });
  test("breaks a line where a value is missing", () => {
    const { svg } = decision("A", { series: [{ label: "A", netBenefit: [0.2, 0.1, Number.NaN, 0.1] }] });
    expect(svg).not.toContain("NaN");
    expect(pathOf(svg, "violet")).toHaveLength(4);
  });
});
