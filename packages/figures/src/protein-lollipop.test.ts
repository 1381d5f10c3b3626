import { describe, expect, test } from "vitest";
import { protein } from "./figures.fixture.ts";
import { proteinLollipop } from "./protein-lollipop.ts";

describe("the protein", () => {
  const positions = (svg: string, text: string): number[] =>
    [...svg.matchAll(/<text x="([\d.]+)"[^>]*>([^<]*)</g)]
      .filter((m) => m[2] === text)
      .map((m) => Number(m[1]));

  test("draws a residue at its place: the first at the left, the last at the right", () => {
    const at = (residue: number): number => {
      const { svg } = proteinLollipop({
        title: "t", length: 100, domains: [], exons: [], known: [],
        own: [{ residue, label: "X", kind: "missense" }], width: 112,
      }); // biome-ignore format: one figure
      return Number(/<circle cx="([\d.]+)"/.exec(svg)?.[1]);
    };
    expect(at(50)).toBeCloseTo(6 + 49.5, 1);
    expect(at(100) - at(50)).toBeGreaterThan(45);
  });

  test("keeps forty labels apart", () => {
    const own = Array.from({ length: 40 }, (_, i) => ({
      residue: 750 + i,
      label: `V${750 + i}L`,
      kind: "missense" as const,
    }));
    const { svg } = proteinLollipop({ title: "t", length: 1255, domains: [], exons: [], known: [], own });
    const places = own.map((variant) => positions(svg, variant.label)[0]!).sort((a, b) => a - b);
    for (let i = 1; i < places.length; i++) expect(places[i]! - places[i - 1]!).toBeGreaterThan(11);
  });

  test("names exon and domain of each variant in its table", () => {
    expect(protein("L755S").table.rows[0]).toEqual(["L755S", "755", "19", "kinase", "this patient"]);
  });

  test("says so when there is no variant at all", () => {
    const figure = proteinLollipop({ title: "t", length: 10, domains: [], exons: [], known: [], own: [] });
    expect(figure.description).toContain("This patient: none");
    expect(figure.table.rows).toEqual([]);
  });
});
