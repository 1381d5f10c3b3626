import { describe, expect, test } from "vitest";
import { summaryRoc } from "./figures.fixture.ts";

describe("summary roc plot", () => {
  test("puts a study at 1 - specificity, its ring by area, small ones on top", () => {
    const rings = [...summaryRoc("A").svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"/g)].map(
      (match) => match.slice(1).map(Number),
    );
    expect(rings[0]?.[0]).toBeCloseTo(40 + 0.25 * 368, 1);
    expect(rings[1]?.[0]).toBe(40);
    expect(((rings[0]?.[2] ?? 0) / (rings[1]?.[2] ?? 1)) ** 2).toBeCloseTo(4, 6);
  });
  test("tells the region of a new study from that of the means by its dashed edge", () => {
    const edges = (svg: string): (string | undefined)[] =>
      [...svg.matchAll(/<path [^>]*class="f-violet s-violet"[^>]*>/g)].map(
        ([mark]) => /dasharray="([^"]*)"/.exec(mark)?.[1],
      );
    expect(edges(summaryRoc("A").svg)).toEqual(["5 3", undefined]);
    expect(summaryRoc("A").svg).toContain(">prediction region<");
  });
  test("of a common effect draws and names no prediction region", () => {
    const whole = {
      sensitivity: { estimate: 0.75, low: 0.6, high: 0.85 },
      specificity: { estimate: 0.8, low: 0.7, high: 0.9 },
      confidenceRegion: null,
      predictionRegion: null,
    };
    const { svg } = summaryRoc("A", { summary: whole });
    expect(svg).not.toContain("prediction region");
    expect(svg).not.toMatch(/class="f-violet s-violet"/);
  });
  test("writes studies and summary with their intervals, everyone counted", () => {
    expect(summaryRoc("A").table.rows).toEqual([
      ["small", "25", "0.500", "1.000"],
      ["A", "100", "0.800", "0.750"],
      ["summary point", "125", "0.750 (0.600-0.850)", "0.800 (0.700-0.900)"],
    ]);
  });
});
