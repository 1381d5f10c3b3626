import { describe, expect, it } from "vitest";
import { phantom } from "./phantom.ts";

const read = (recipe: string) => {
  const series = phantom(recipe);
  if (!series.ok) throw new Error(series.error.message);
  return series.value;
};
const refused = (recipe: string) => {
  const series = phantom(recipe);
  return series.ok ? null : series.error;
};

describe("a phantom in formulas", () => {
  it("has the size it states, x fastest, and no signal where none is stated", () => {
    expect(read("3x2x1, voxel 1x2x0.5 mm")).toEqual({
      dimensions: [3, 2, 1],
      voxelMm: [1, 2, 0.5],
      pre: new Float64Array(6),
      early: new Float64Array(6),
      late: new Float64Array(6),
      omit: Array(6).fill(false),
    });
    const { pre, early, late } = read("2x3x4, voxel 1x1x1 mm; a=x; b=y; c=z");
    const place = (i: number) => [pre[i], early[i], late[i]];
    expect([0, 1, 2, 5, 6, 23].map(place)).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 0],
      [1, 2, 0],
      [0, 0, 1],
      [1, 2, 3],
    ]);
  });
  it("carries clauses out in their order, on conditions and on what was set before", () => {
    const { pre, early, late } = read(
      "4x1x1, voxel 1x1x1 mm; a=100, a=20 for x<2; b=2a,c=b+1; x>0: c=7 where x==3",
    );
    expect(Array.from(pre)).toEqual([20, 20, 100, 100]);
    expect(Array.from(early)).toEqual([40, 40, 200, 200]);
    expect(Array.from(late)).toEqual([41, 41, 201, 7]);
  });
  it("is about a place in words, or about voxels one by one", () => {
    const { early, late } = read(
      "3x1x1, voxel 1x1x1 mm; lesion x>=1: b=5 but c=6 where x<2 and c=7 where x>1 and y==0; [0,0,0],[2,0,0]: b=9",
    );
    expect(Array.from(early)).toEqual([9, 5, 9]);
    expect(Array.from(late)).toEqual([0, 6, 7]);
    expect(Array.from(read("3x1x1, voxel 1x1x1 mm; [1, 0, 0], [2,0,0]: a=1").pre)).toEqual([0, 1, 1]);
  });
  it("leaves voxels out", () => {
    expect(read("3x1x1, voxel 1x1x1 mm; omit x==1; omit [2,0,0]").omit).toEqual([false, true, true]);
  });
  it("takes spaces and a semicolon at the end", () => {
    expect(read(" 2 x 1 x 1, voxels 1 x 1 x 1 mm ; a = 3 ; ").pre).toEqual(Float64Array.from([3, 3]));
  });
  it.each([
    ["", ""],
    ["8x8, voxel 2x2x2 mm", "8x8, voxel 2x2x2 mm"],
    ["0x8x8, voxel 2x2x2 mm", "0x8x8, voxel 2x2x2 mm"],
    ["8x8x8, voxel 2x0x2 mm", "8x8x8, voxel 2x0x2 mm"],
    ["8x8x8, voxel 2x2x1.2.3 mm", "8x8x8, voxel 2x2x1.2.3 mm"],
    ["2000x1001x1, voxel 1x1x1 mm", "2000x1001x1, voxel 1x1x1 mm"],
    ["2x1x1, voxel 1x1x1 mm; a=1; d=2", "d=2"],
    ["2x1x1, voxel 1x1x1 mm; a=", "a="],
    ["2x1x1, voxel 1x1x1 mm; a==1", "a==1"],
    ["2x1x1, voxel 1x1x1 mm; a=1, b=q", "a=1, b=q"],
    ["2x1x1, voxel 1x1x1 mm; a=1 for q<2", "a=1 for q<2"],
    ["2x1x1, voxel 1x1x1 mm; somewhere: a=1", "somewhere: a=1"],
    ["2x1x1, voxel 1x1x1 mm; [1,0]: a=1", "[1,0]: a=1"],
    ["2x1x1, voxel 1x1x1 mm; x<1 a=1", "x<1 a=1"],
    ["2x1x1, voxel 1x1x1 mm; a=1 where a<1", "a=1 where a<1"],
    ["2x1x1, voxel 1x1x1 mm; omit", "omit"],
    ["2x1x1, voxel 1x1x1 mm; omit a<1", "omit a<1"],
  ])("%j is refused for %j", (recipe, clause) => {
    expect(refused(recipe)).toEqual({
      code: "unknown-recipe",
      message: `"${clause}" of the phantom cannot be read`,
      path: "recipe",
      remedy: "write it as in the worked examples, or give dimensions, voxel_mm, pre, early and late instead",
    });
  });
});
