import { describe, expect, test } from "vitest";
import type { Figure } from "./figure.ts";
import { forest } from "./figures.fixture.ts";
import { forestPlot } from "./forest-plot.ts";

describe("forest plot", () => {
  const ratios = (low: number, high: number) =>
    forestPlot({
      title: "ratios",
      rows: [{ label: "A", counts: "", estimate: 1, low, high, weight: 0.25 }],
      summaries: [],
      axis: { min: 0.25, max: 4, scale: "log", unit: "HR", ticks: [0.25, 1, 4], reference: 1 },
      notes: [],
      decimals: 2,
      words: { study: "Study", counts: "n", estimate: "HR", interval: "Interval" },
    });
  test("gives equal factors equal lengths on a log axis", () => {
    const [, from, to] =
      /<line x1="([\d.]+)"[^>]* x2="([\d.]+)"[^>]*stroke-width="1.25"/.exec(ratios(0.5, 2).svg) ?? [];
    const [x] = /<rect x="([\d.]+)"/.exec(ratios(0.5, 2).svg)?.slice(1) ?? [];
    const centre = Number(x) + 5;
    expect(centre - Number(from)).toBeCloseTo(Number(to) - centre, 1);
  });
  test("ends an interval that leaves the axis in an arrow", () => {
    expect(ratios(0.5, 2).svg).not.toContain("<path");
    expect(ratios(0.1, 2).svg.match(/<path/g)).toHaveLength(1);
    expect(ratios(0.1, 9).svg.match(/<path/g)).toHaveLength(2);
  });
  test("draws the square's area by weight", () => {
    const sides = [...forest("x").svg.matchAll(/<rect [^>]*width="([\d.]+)" height="([\d.]+)"/g)].map(
      ([, one, other]) => [one, other],
    );
    expect(sides[0]).toEqual(["10", "10"]);
  });
  const grouped = (width = 720): Figure =>
    forestPlot({
      title: "groups",
      rows: [],
      sections: [
        {
          heading: "after platinum",
          rows: [
            { label: "A", counts: "", estimate: 0.5, low: 0.4, high: 0.6, weight: 0.9 },
            { label: "no interval", counts: "", estimate: 2, low: Number.NaN, high: Number.NaN, weight: 0.1 },
          ],
          summary: { label: "Pooled", counts: "", estimate: 0.6, low: 0.5, high: 0.7, prediction: null },
        },
      ],
      summaries: [],
      axis: { min: 0.25, max: 4, scale: "log", unit: "HR", ticks: [0.25, 1, 4], reference: 1 },
      favours: { low: "treatment", high: "control" },
      notes: [],
      decimals: 2,
      words: { study: "Study", counts: "n", estimate: "HR", interval: "Interval", weight: "Weight" },
      width,
    });
  test("stands studies under the heading of their group, which the table names with each", () => {
    expect(grouped().svg).toContain(">after platinum<");
    expect(grouped().table).toEqual({
      head: ["Study", "n", "HR", "Interval", "Weight"],
      rows: [
        ["after platinum: A", "", "0.50", "0.40-0.60", "90.0 %"],
        ["after platinum: no interval", "", "2.00", "", "10.0 %"],
        ["after platinum: Pooled", "", "0.60", "0.50-0.70", ""],
      ],
    });
  });
  test.each([720, 328])("of %i pixels draws an estimate without an interval as a square alone", (width) => {
    const { svg } = grouped(width);
    expect(svg).not.toContain("NaN");
    expect(svg).toContain(">2.00<");
    // one whisker with its two ends for the one study that has an interval
    expect(svg.match(/stroke-width="1.25"/g)).toHaveLength(3);
  });
  test("heads its columns where there is room, and says what lies to either side", () => {
    for (const text of ["Study", "HR (Interval)", "Weight", "← treatment", "control →"])
      expect(grouped().svg).toContain(`>${text}<`);
    expect(grouped(328).svg).not.toContain(">HR (Interval)<");
  });
  test("wraps a long name into two lines instead of squeezing the axis", () => {
    const name = "A very long name of a study with its population and what it had received before it";
    const { svg } = forestPlot({
      title: "long",
      rows: [{ label: name, counts: "50 of 91", estimate: 1, low: 0.5, high: 2, weight: null }],
      summaries: [],
      axis: { min: 0.25, max: 4, scale: "log", unit: "HR", ticks: [0.25, 4], reference: null },
      notes: [],
      decimals: 2,
      words: { study: "Study", counts: "n", estimate: "HR", interval: "Interval" },
    });
    const x = (text: string): number => Number(new RegExp(`x="([\\d.]+)"[^>]*>${text}<`).exec(svg)?.[1]);
    expect(x("4") - x("0.25")).toBeGreaterThanOrEqual(149);
    expect(svg).toMatch(/>A very long name[^<]*<\/text><text[^>]*>/);
  });
  test("writes studies, the pool and the prediction in its table", () => {
    expect(forest("x").table.rows.map((cells) => cells[3])).toEqual(["44-65", "-5 to 120", "49-65", "33-79"]);
  });
});
