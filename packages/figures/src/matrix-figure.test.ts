import { describe, expect, test } from "vitest";
import type { Figure } from "./figure.ts";
import { matrixFigure } from "./matrix-figure.ts";

describe("the matrix", () => {
  const matrix = (columns: number, width = 720): Figure =>
    matrixFigure({
      title: "t", description: "d", corner: "Drug", rows: ["lapatinib"], nothing: "nothing known", width,
      columns: Array.from({ length: columns }, (_, i) => `ERBB2 V${i}L`),
      cells: [Array.from({ length: columns }, (_, i) => (i === 0 ? null : { direction: "resistant" as const, level: "clinical" as const, words: ["resistant", "clinical"] }))],
    }); // biome-ignore format: one figure

  test("shows nothing known as a dot and in words, never as an empty place", () => {
    const figure = matrix(2);
    expect(figure.svg).toContain('r="1.25"');
    expect(figure.table.rows[0]).toEqual(["lapatinib", "nothing known", "resistant, clinical"]);
  });

  test("writes words beside the signs while there is room, and drops only the words when there is not", () => {
    expect(matrix(3).svg).toContain(">resistant, clinical<");
    expect(matrix(20).svg).not.toContain(">resistant");
    expect(matrix(20).svg.match(/s-vermilion/g)).toHaveLength(19);
  });
});
