import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";
import { functionalTumourVolume } from "./functional-tumour-volume.ts";

const recipe =
  "8x8x8, voxel 2x2x2 mm; a=100+5*((x+2y+3z) mod 7), a=20 for x<2; b=1.30a,c=1.35a; lesion (x-4)^2+(y-4)^2+(z-4)^2<=5: b=1.9a,c=1.7a but c=2.1a where x<4 and c=1.55a where x>4; [7,0,0],[7,0,1],[7,1,0]: b=1.8a,c=1.6a; [7,7,7]: b=2a,c=1.8a; [4,4,4]: c=0.9a; [1,4,4]: b=3a,c=2a; omit x==6";
const phantom = (settings: object) => ask("mri-ftv", { recipe, ...settings }).values;

describe("mri-ftv on the phantom", () => {
  it.each([
    [70, 4, 51, 0.408, [18, 0, 20, 13, 0]],
    [70, 1, 54, 0.432, [18, 0, 20, 16, 0]],
    [95, 4, 0, 0, [0, 0, 0, 0, 0]],
    [20, 4, 319, 2.552, [282, 0, 21, 16, 0]],
  ])("threshold %d %%, %d neighbours: %d voxels", (pe_threshold, min_neighbours, voxels, cc, bins) => {
    const values = phantom({ bkg_pct: 0.6, pe_threshold, min_neighbours });
    expect(values).toMatchObject({ voxels });
    expect(values.background_threshold).toBeCloseTo(78, 9);
    expect(values.ftv_cc).toBeCloseTo(cc, 12);
    expect(values.ser_bins).toEqual({
      "0-0.9": bins[0],
      "0.9-1.0": bins[1],
      "1.0-1.3": bins[2],
      "1.3-1.75": bins[3],
      "1.75-3": bins[4],
    });
  });
  it("takes the published settings where none are given, and says when they are others", () => {
    expect(phantom({})).toEqual(phantom({ bkg_pct: 0.6, pe_threshold: 70, min_neighbours: 4 }));
    expect(ask("mri-ftv", { recipe }).codes).toEqual(["research-use"]);
    for (const own of [{ bkg_pct: 0.5 }, { pe_threshold: 69 }, { min_neighbours: 3 }])
      expect(ask("mri-ftv", { recipe, ...own }).codes).toEqual(["research-use", "own-settings"]);
  });
  it("refuses a phantom with a clause that it cannot read, and says which", () => {
    expect(ask("mri-ftv", { recipe: `${recipe}; more` }).error).toMatchObject({
      code: "unknown-recipe",
      path: "recipe",
      message: '"more" of the phantom cannot be read',
    });
    expect(ask("mri-ftv", { recipe: "" }).error?.code).toBe("unknown-recipe");
  });
});

describe("mri-ftv on voxels", () => {
  // a block of 2 x 2 x 2 voxels that enhances by 100 %, so that each has seven neighbours
  const block = {
    dimensions: [2, 2, 2],
    voxel_mm: [1, 2, 5],
    pre: Array(8).fill(100),
    early: Array(8).fill(200),
    late: Array(8).fill(200),
  };
  it("is the number of voxels times their volume", () => {
    expect(ask("mri-ftv", block).values).toMatchObject({ background_threshold: 60, voxels: 8, ftv_cc: 0.08 });
  });
  it.each([
    [169.999, 0],
    [170, 8],
    [170.001, 8],
  ])("an early signal of %d from 100 gives %d voxels: the limit of 70 %% counts", (early, voxels) => {
    expect(
      ask("mri-ftv", { ...block, early: Array(8).fill(early), late: Array(8).fill(300) }).values.voxels,
    ).toBe(voxels);
  });
  it.each([
    [7, 8],
    [8, 0],
  ])("asks for %d neighbours: %d voxels", (min_neighbours, voxels) => {
    expect(ask("mri-ftv", { ...block, min_neighbours }).values.voxels).toBe(voxels);
  });
  it("does not count an omitted voxel, which still is a neighbour", () => {
    const omit = [true, ...Array(7).fill(false)];
    expect(ask("mri-ftv", { ...block, omit, min_neighbours: 7 }).values.voxels).toBe(7);
  });
  it("counts neighbours of a row, a plane and a layer, and none across an edge of the region", () => {
    const voxelsOf = (
      dimensions: readonly [number, number, number],
      enhancing: readonly number[],
      min: number,
    ) => {
      const n = dimensions[0] * dimensions[1] * dimensions[2];
      const early = Array.from({ length: n }, (_, i) => (enhancing.includes(i) ? 200 : 100));
      return ask("mri-ftv", {
        dimensions,
        voxel_mm: [1, 1, 1],
        pre: Array(n).fill(100),
        early,
        late: Array(n).fill(150),
        min_neighbours: min,
      }).values.voxels;
    };
    // 3 x 4 x 5 voxels: the next in x is 1 on, in y 3, in z 12
    const at = (x: number, y: number, z: number) => x + 3 * (y + 4 * z);
    for (const next of [at(2, 1, 2), at(1, 2, 2), at(1, 1, 3), at(0, 0, 1), at(2, 2, 3), at(0, 2, 1)])
      expect(voxelsOf([3, 4, 5], [at(1, 1, 2), next], 1)).toBe(2);
    for (const far of [at(1, 3, 2), at(1, 1, 4), at(1, 1, 0)])
      expect(voxelsOf([3, 4, 5], [at(1, 1, 2), far], 1)).toBe(0);
    // neighbours in the list, but at two ends of the region
    expect(voxelsOf([3, 4, 5], [at(2, 1, 2), at(0, 2, 2)], 1)).toBe(0);
    expect(voxelsOf([3, 4, 5], [at(1, 3, 2), at(1, 0, 3)], 1)).toBe(0);
    expect(voxelsOf([3, 4, 5], [at(0, 0, 0), at(2, 3, 4)], 1)).toBe(0);
  });
  it("takes an omitted voxel for zero in the background, so that it lowers it", () => {
    const half = [true, true, true, true, ...Array(4).fill(false)];
    const pre = [900, 900, 900, 900, 100, 100, 100, 100];
    const early = pre.map((a) => 2 * a);
    expect(ask("mri-ftv", { ...block, pre, early, late: early, omit: half }).values).toMatchObject({
      background_threshold: 60,
      voxels: 4,
    });
  });
  it("sorts a signal enhancement ratio at the edge of a bin into the bin above", () => {
    const bins = (late: number) =>
      ask("mri-ftv", { ...block, late: Array(8).fill(late), early: Array(8).fill(226) }).values.ser_bins;
    // early gain 126; late gain 140 is a ratio of 0.9, 126 of 1, 72 of 1.75, 42 of 3
    expect(bins(240)).toMatchObject({ "0-0.9": 0, "0.9-1.0": 8 });
    expect(bins(226)).toMatchObject({ "0.9-1.0": 0, "1.0-1.3": 8 });
    expect(bins(172)).toMatchObject({ "1.3-1.75": 0, "1.75-3": 8 });
    expect(Object.values(bins(142) as Record<string, number>)).toEqual([0, 0, 0, 0, 0]);
  });
  it("counts an infinite ratio, and neither a negative one nor none", () => {
    const settings = {
      percentile: 95,
      backgroundShare: 0.6,
      enhancement: 0,
      neighbours: 0,
      serBins: [0, 1, 3],
    };
    const one = (pre: number, early: number, late: number) =>
      functionalTumourVolume(
        { dimensions: [1, 1, 1], voxelMm: [1, 1, 1], pre: [pre], early: [early], late: [late], omit: [] },
        settings,
      );
    expect(one(100, 180, 100)).toMatchObject({ voxels: 1, serCounts: [0, 0] });
    expect(one(100, 180, 90)).toMatchObject({ voxels: 0 });
    expect(one(100, 100, 100)).toMatchObject({ voxels: 0 });
    expect(one(100, 180, 180)).toMatchObject({ voxels: 1, serCounts: [0, 1] });
    expect(one(100, 180, 181)).toMatchObject({ voxels: 1, serCounts: [1, 0] });
    expect(one(100, 400, 200)).toMatchObject({ voxels: 1, serCounts: [0, 0] });
  });
  it("interpolates the percentile of the background", () => {
    const pre = [0, 10, 20, 30];
    const found = functionalTumourVolume(
      { dimensions: [4, 1, 1], voxelMm: [1, 1, 1], pre, early: pre, late: pre, omit: [] },
      { percentile: 50, backgroundShare: 1, enhancement: 70, neighbours: 0, serBins: [0, 1] },
    );
    expect(found.backgroundThreshold).toBe(15);
  });
  it("leaves voxels below the background out, and takes those at it", () => {
    const at = (first: number) =>
      ask("mri-ftv", {
        ...block,
        pre: [first, ...Array(7).fill(100)],
        early: [first * 2, ...Array(7).fill(200)],
        late: [first * 2, ...Array(7).fill(200)],
      }).values.voxels;
    expect([at(59.999), at(60), at(60.001)]).toEqual([7, 8, 8]);
  });
  it("refuses lists that do not fill the dimensions, and names what is missing", () => {
    expect(ask("mri-ftv", { ...block, late: [1] }).error).toMatchObject({
      path: "late",
      message: "late has 1 voxels, the dimensions say 8",
    });
    expect(ask("mri-ftv", { ...block, omit: [true] }).error?.path).toBe("omit");
    expect(ask("mri-ftv", { pre: [1] }).error).toMatchObject({
      code: "missing-input",
      message: "mri-ftv lacks dimensions, voxel_mm, early, late",
    });
  });
});

describe("mri-ftv between visits", () => {
  it("is the change since the first volume, for each visit given", () => {
    expect(ask("mri-ftv", { ftv0_cc: 20, ftv1_cc: 10, ftv3_cc: 25 })).toMatchObject({
      values: { dftv1_pct: -50, dftv3_pct: 25 },
      codes: ["no-probability"],
    });
    expect(ask("mri-ftv", { ftv0_cc: 20, ftv2_cc: 0 }).values).toEqual({ dftv2_pct: -100 });
  });
  it("changes nothing with the unit", () => {
    expect(ask("mri-ftv", { ftv0_mm3: 20_000, ftv1_mm3: 10_000 }).values).toEqual({ dftv1_pct: -50 });
  });
  it("takes the voxels where both voxels and volumes are given", () => {
    const one = { dimensions: [1, 1, 1], voxel_mm: [1, 1, 1], pre: [100], early: [200], late: [150] };
    expect(ask("mri-ftv", { ...one, min_neighbours: 0, ftv0_cc: 20, ftv1_cc: 10 })).toMatchObject({
      values: { voxels: 1, ftv_cc: 0.001 },
      codes: ["research-use", "own-settings"],
    });
  });
  it("refuses a change from nothing or to nowhere", () => {
    expect(ask("mri-ftv", { ftv1_cc: 10 }).error).toMatchObject({
      code: "missing-input",
      path: "ftv0_cc",
      message: "mri-ftv lacks ftv0_cc",
    });
    expect(ask("mri-ftv", { ftv0_cc: 10 }).error).toMatchObject({ code: "missing-input", path: "ftv1_cc" });
    expect(ask("mri-ftv", { ftv0_cc: 0, ftv1_cc: 1 }).error?.path).toBe("ftv0_cc");
  });
});
