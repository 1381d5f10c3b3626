import { describe, expect, test } from "vitest";
import { survival } from "./figures.fixture.ts";

describe("survival plot", () => {
  test("falls at the event, not before and not after, and writes shares in percent", () => {
    expect(survival("A").table.rows[0]).toEqual(["A", "5 (2-8)", "100.0", "4", "25.0", "2", "", "0"]);
  });
  test("rises from nobody where incidence is shown, and knows nothing beyond the last patient", () => {
    const group = { label: "A", time: [2, 6], survival: [0.25, 0.5], censored: [8], summary: "" };
    const { svg, table } = survival("A", {
      rising: true,
      groups: [{ ...group, atRisk: [4, 2, 0] }],
      riskTimes: [0, 4, 10],
    });
    expect(table.rows[0]).toEqual(["A", "", "0.0", "4", "25.0", "2", "", "0"]);
    const [d] = [...svg.matchAll(/<path d="([^"]*)"[^>]*class="s-violet"/g)].map(([, one]) => one);
    const heights = [...(d ?? "").matchAll(/[ML] [\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
    expect(heights).toEqual(heights.toSorted((a, b) => b - a));
    expect(heights[0]).toBeGreaterThan(heights.at(-1) ?? 0);
  });
  test("draws steps: every stretch is level or upright", () => {
    const [d] = [...survival("A").svg.matchAll(/<path d="([^"]*)"[^>]*class="s-violet"/g)].map(
      ([, one]) => one,
    );
    const points = [...(d ?? "").matchAll(/[ML] ([\d.]+) ([\d.]+)/g)].map(([, x, y]) => `${x} ${y}`);
    expect(points.length).toBeGreaterThanOrEqual(6);
    points.slice(1).forEach((point, index) => {
      const [[x, y], [u, v]] = [point.split(" "), (points[index] ?? "").split(" ")];
      expect(x === u || y === v).toBe(true);
    });
  });
  test("keeps the last limit where none could be computed", () => {
    expect(survival("A").svg).not.toContain("NaN");
  });
  test("writes the numbers at risk below their times, and marks each censoring", () => {
    const { svg } = survival("A");
    const at = (text: string): string[] =>
      [...svg.matchAll(/<text x="([\d.]+)"[^>]*text-anchor="middle"[^>]*>([^<]*)</g)]
        .filter(([, , written]) => written === text)
        .map(([, x]) => x ?? "");
    expect(at("3")[0]).toBe(at("0")[0]);
    expect(svg.match(/class="s-(violet|teal)" fill="none" stroke="#\w+" stroke-width="1"/g)).toHaveLength(3);
  });
  test("tells groups apart by dash, not only by colour", () => {
    const dashes = [
      ...survival("A").svg.matchAll(/<path d="[^"]*"([^>]*class="s-(?:violet|teal)"[^>]*)>/g),
    ].map(([, attributes]) => /stroke-dasharray="([^"]*)"/.exec(attributes ?? "")?.[1] ?? "solid");
    expect(new Set(dashes).size).toBe(2);
  });
  test("keeps the names of curves that end together apart", () => {
    const group = { time: [1], survival: [0.5], censored: [], atRisk: [], summary: "" };
    const { svg } = survival("A", {
      groups: ["one", "two", "three"].map((name) => ({ ...group, label: name })),
      riskTimes: [],
    });
    const heights = ["one", "two", "three"].map((name) =>
      Number(new RegExp(`y="([\\d.]+)"[^>]*>${name}<`).exec(svg)?.[1]),
    );
    expect(heights[1]! - heights[0]!).toBeGreaterThanOrEqual(13.9);
    expect(heights[2]! - heights[1]!).toBeGreaterThanOrEqual(13.9);
  });

  test("without a group has a plain axis, and numbers at risk leave room for names", () => {
    expect(survival("A", { groups: [], riskTimes: [] }).svg).not.toMatch(/0000/);
    const group = { label: "Treatment", time: [1], survival: [0.5], censored: [], summary: "" };
    const first = (atRisk: number): number => {
      const { svg } = survival("A", { groups: [{ ...group, atRisk: [atRisk] }], riskTimes: [0] });
      const [, x] = new RegExp(`<text x="([\\d.]+)"[^>]*>${atRisk}<`).exec(svg) ?? [];
      return Number(x);
    };
    expect(first(1_000_000)).toBeGreaterThan(first(1) + 10);
  });
});
