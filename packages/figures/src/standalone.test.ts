import { describe, expect, test } from "vitest";
import { forestPlot } from "./forest-plot.ts";
import { palette } from "./palette.ts";
import { standalone } from "./standalone.ts";
import { illFormed } from "./well-formed.fixture.ts";

const figure = forestPlot({
  title: "A & B",
  rows: [{ label: "A", counts: "", estimate: 1, low: 0.5, high: 2, weight: null }],
  summaries: [],
  axis: { min: 0.25, max: 4, scale: "log", unit: "HR", ticks: [0.25, 1, 4], reference: 1 },
  notes: [],
  decimals: 2,
  words: { study: "Study", counts: "n", estimate: "HR", interval: "interval" },
  width: 600,
});

describe("a figure as a file of its own", () => {
  const file = standalone(figure);
  test("is well-formed, on paper, with a margin on every side", () => {
    expect(illFormed(file.trim().replace(/<style>.*?<\/style>/s, ""))).toBeNull();
    const [, x, y, width, height] =
      /viewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"/.exec(file)?.map(Number) ?? [];
    expect([x, y, width, height]).toEqual([-14, -14, 628, figure.height + 28]);
    expect(file).toContain(`<rect x="-14" y="-14" width="628"`);
    expect(file.indexOf("<rect")).toBeGreaterThan(file.indexOf("</desc>"));
  });
  test("is dark where its reader's system is, in the colours of the palette", () => {
    expect(file).toContain(`.f-ink{fill:${palette.ink.dark}}`);
    expect(file).toContain(`.f-paper{fill:${palette.paper.dark}}`);
  });
  test("keeps everything that is drawn", () => {
    const inner = figure.svg.slice(figure.svg.indexOf("</desc>") + 7);
    expect(file).toContain(inner);
  });
});
