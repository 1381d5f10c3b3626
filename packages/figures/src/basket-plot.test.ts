import { describe, expect, it } from "vitest";
import { type BasketPlot, basketPlot } from "./basket-plot.ts";

const plot = (input: Partial<BasketPlot> = {}) =>
  basketPlot({
    title: "Responses by allele",
    rows: [
      {
        label: "V777L",
        responders: 3,
        n: 6,
        alone: { estimate: 50, low: 11.8, high: 88.2 },
        together: { estimate: 40, low: 21, high: 64 },
      },
    ],
    next: { estimate: 38, low: 13, high: 66 },
    threshold: null,
    notes: ["hierarchical"],
    ...input,
  });
const circles = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"[^>]*fill="(#\w+)"/g)].map(([, x, y, fill]) => ({
    x: Number(x),
    y: Number(y),
    fill,
  }));

describe("a figure of a basket", () => {
  it("draws each stratum alone as an open mark above a filled one beside the others", () => {
    const [alone, together] = circles(plot().svg);
    expect(alone?.fill).toBe("#ffffff");
    expect(together?.fill).toBe("#00706b");
    expect(alone!.x).toBeGreaterThan(together!.x);
    expect(alone!.y).toBeLessThan(together!.y);
  });
  it("writes both rates, and the same in its table and description", () => {
    const figure = plot();
    for (const text of ["50.0 (11.8-88.2)", "40.0 (21.0-64.0)"]) {
      expect(figure.svg).toContain(text);
      expect(figure.description).toContain(text);
    }
    expect(figure.table.rows).toEqual([
      ["V777L", "3/6", "50.0 (11.8-88.2)", "40.0 (21.0-64.0)"],
      ["a further stratum", "", "", "38.0 (13.0-66.0)"],
    ]);
  });
  it("marks a threshold only where there is one, at its place on the axis", () => {
    expect(plot().svg).not.toContain("threshold");
    const { svg } = plot({ threshold: 50 });
    expect(svg).toContain("threshold 50 %");
    const line = Number(svg.match(/<line x1="([\d.]+)"[^>]*stroke="#b8390b"/)?.[1]);
    expect(line).toBeCloseTo(circles(svg)[0]!.x, 1);
  });
  it("keeps limits beyond the axis on it, and grows with its rows and notes", () => {
    const far = { estimate: 100, low: -20, high: 130 };
    const [{ x } = { x: 0 }] = circles(plot({ next: far, rows: [] }).svg);
    expect(x).toBeLessThanOrEqual(760);
    expect(plot({ rows: [] }).height).toBeLessThan(plot().height);
    expect(plot({ notes: [] }).height).toBeLessThan(plot().height);
  });
});
