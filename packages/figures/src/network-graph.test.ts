import { describe, expect, test } from "vitest";
import { network } from "./figures.fixture.ts";

describe("network graph", () => {
  const radii = (svg: string): number[] =>
    [...svg.matchAll(/<circle[^>]* r="([\d.]+)"/g)].map(([, r]) => Number(r));
  test("draws discs by area and edges by weight", () => {
    const [a = 0, b = 0] = radii(network("A").svg);
    expect((b / a) ** 2).toBeCloseTo(4, 1);
    const widths = [...network("A").svg.matchAll(/<line[^>]*stroke-width="([\d.]+)"/g)].map(([, w]) =>
      Number(w),
    );
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(4, 1);
  });
  test("writes the studies of each edge, on it and in the table", () => {
    expect(network("A").svg).toContain(">3</text>");
    expect(network("A").table.rows).toEqual([
      ["A", "B", "1", "5"],
      ["B", "C", "3", "20"],
    ]);
  });
  test("says nothing of patients where their number is unknown, and drops an edge that leads nowhere", () => {
    expect(network("A").description).toContain("B, 400 patients; C; A - B");
    expect(network("A", { edges: [{ from: 0, to: 9, studies: 1, weight: 1 }] }).table.rows).toEqual([]);
  });
  test("on a phone writes numbers around the circle and the names below it, each once", () => {
    const nodes = ["A one", "B two", "C three", "D four", "E five", "F six"].map((label) => ({
      label,
      size: 2,
    }));
    const edges = [{ from: 0, to: 5, studies: 1, weight: 1 }];
    const names = (width: number): string[] =>
      [...network("A", { nodes, edges, width }).svg.matchAll(/<text[^>]*>([^<]*)</g)].map(
        ([, text]) => text ?? "",
      );
    expect(names(328).filter((text) => text.includes("F six"))).toEqual(["6: F six, 2 patients"]);
    expect(names(328)).toContain("6");
    expect(names(600)).toContain("F six");
    expect(network("A", { nodes, edges, width: 328 }).table.rows[0]?.slice(0, 2)).toEqual(["A one", "F six"]);
  });
  test("keeps the numbers of crossing edges apart", () => {
    const nodes = ["A", "B", "C", "D"].map((name) => ({ label: name, size: 1 }));
    const edges = [
      { from: 0, to: 2, studies: 1, weight: 1 },
      { from: 1, to: 3, studies: 1, weight: 1 },
    ];
    const places = [...network("A", { nodes, edges }).svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)"/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    );
    expect(Math.hypot(places[0]![0] - places[1]![0], places[0]![1] - places[1]![1])).toBeGreaterThan(20);
  });

  test("names up to twelve treatments around the circle, and more below it by number", () => {
    const graph = (count: number) =>
      network("x", {
        nodes: Array.from({ length: count }, (_, at) => ({ label: `Treatment ${at + 1}`, size: 10 })),
        edges: [{ from: 0, to: 1, studies: 1, weight: 1 }],
      }).svg;
    expect(graph(12)).toContain(">Treatment 12<");
    expect(graph(13)).toContain(">13: Treatment 13, 10 patients<");
    expect(graph(13)).not.toContain(">Treatment 13<");
  });
});
