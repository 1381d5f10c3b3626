import { describe, expect, test } from "vitest";
import { pathway } from "./figures.fixture.ts";

describe("the pathway", () => {
  test("frames what is lit, dots what is not known, and says all of it in the table", () => {
    const { svg, table, description } = pathway("HER2");
    expect(svg).toContain('stroke-dasharray="2 3"');
    expect(table.rows.map((cells) => cells[2])).toEqual([
      "present",
      "not known",
      "absent",
      "no finding tells",
    ]);
    expect(description).toContain("HER2: present");
    expect(description).not.toContain("D:");
  });

  test("marks by dashes what no source was seen for, and leaves out a line to nowhere", () => {
    expect(pathway("x").svg.match(/stroke-dasharray="3 3"/g)).toHaveLength(1);
    const { svg } = pathway("x", {
      edges: [{ from: "d", to: "nowhere", effect: "activates", confirmed: false }],
    });
    expect(svg).not.toContain('stroke-dasharray="3 3"');
  });

  test("keeps every box inside, wide and narrow", () => {
    for (const width of [720, 328])
      for (const [, x = "", , boxWidth = ""] of pathway("a long name of a step of the pathway", {
        width,
      }).svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"/g))
        expect(Number(x) + Number(boxWidth)).toBeLessThanOrEqual(width);
  });
});
