import { describe, expect, test } from "vitest";
import { course } from "./figures.fixture.ts";

describe("the course", () => {
  const at = (svg: string, text: string): number =>
    Number(new RegExp(`x="([\\d.]+)"[^>]*>${text}<`).exec(svg)?.[1] ?? Number.NaN);

  test("tells by shape what a rule asks: a square on its tip acts, a dotted ring cannot tell", () => {
    const { svg } = course("x", { series: [], marks: [], due: [], bars: [] });
    const weights = (["act", "open", "note", "none"] as const).map((weight) =>
      course("x", {
        series: [],
        due: [],
        bars: [],
        marks: [{ at: 50, when: "d", label: "m", weight }],
      }).svg.replace(svg, ""),
    );
    expect(new Set(weights).size).toBe(4);
    expect(weights[0]).toContain("Z");
    expect(weights[1]).toContain('stroke-dasharray="0.1 2.6"');
  });

  test("keeps the words of marks that lie close in lanes of their own", () => {
    const { svg } = course("x");
    const [first, second] = ["x", "close by"].map((text) => new RegExp(`y="([\\d.]+)"[^>]*>${text}<`, "g"));
    const ys = (pattern: RegExp | undefined): string[] =>
      pattern ? [...svg.matchAll(pattern)].map((m) => m[1] ?? "") : [];
    expect(ys(first).some((y) => ys(second).includes(y))).toBe(false);
  });

  test("turns the words of a mark at the end to its left, so that nothing leaves the drawing", () => {
    expect(course("x").svg).toMatch(/text-anchor="end"[^>]*>at the end</);
  });

  test("names everything it draws, with its day, in the table", () => {
    const { table } = course("LVEF");
    expect(table.rows).toContainEqual(["d20", "LVEF", "49.12 %", "asks for action"]);
    expect(table.rows).toContainEqual(["d95", "LVEF", "Due", "overdue"]);
    expect(table.rows).toHaveLength(7);
  });

  test("places a later point further right", () => {
    const { svg } = course("x", { bars: [], marks: [], due: [] });
    expect(at(svg, "49.12")).toBeGreaterThan(at(svg, "60"));
  });
});
