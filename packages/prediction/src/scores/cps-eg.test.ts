import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

const lowest = {
  clinical_stage: "I",
  pathologic_stage: "0",
  er_positive: true,
  nuclear_grade_3: false,
  her2: "amplified",
};
const points = (change: object) => ask("cps-eg", { ...lowest, ...change }).values;

describe("cps-eg", () => {
  it.each([
    ["I", 0],
    ["IIA", 0],
    ["IIB", 1],
    ["IIIA", 1],
    ["IIIB", 2],
    ["IIIC", 2],
  ])("clinical stage %s counts %d", (clinical_stage, cps_eg) => {
    expect(points({ clinical_stage })).toEqual({ cps_eg, neo_bioscore: cps_eg, cps_eg_hlow: cps_eg });
  });
  it.each([
    ["0", 0],
    ["I", 0],
    ["IIA", 1],
    ["IIB", 1],
    ["IIIA", 1],
    ["IIIB", 1],
    ["IIIC", 2],
  ])("pathologic stage %s counts %d", (pathologic_stage, cps_eg) => {
    expect(points({ pathologic_stage })).toMatchObject({ cps_eg });
  });
  it("counts a negative oestrogen receptor and a nuclear grade of 3", () => {
    expect(points({ er_positive: false })).toMatchObject({ cps_eg: 1 });
    expect(points({ nuclear_grade_3: true })).toMatchObject({ cps_eg: 1 });
  });
  it.each([
    ["amplified", 0, 0],
    ["low", 1, 1],
    ["zero", 1, 2],
  ])(
    "HER2 %s adds %d to the Neo-Bioscore and %d to the HER2-low variant",
    (her2, neo_bioscore, cps_eg_hlow) => {
      expect(points({ her2 })).toEqual({ cps_eg: 0, neo_bioscore, cps_eg_hlow });
    },
  );
  it("ends at 6, 7 and 8", () => {
    expect(
      points({
        clinical_stage: "IIIC",
        pathologic_stage: "IIIC",
        er_positive: false,
        nuclear_grade_3: true,
        her2: "zero",
      }),
    ).toEqual({ cps_eg: 6, neo_bioscore: 7, cps_eg_hlow: 8 });
  });
  it("without HER2 still gives CPS+EG, and the others as ranges", () => {
    const { her2: _, ...rest } = lowest;
    expect(ask("cps-eg", rest)).toMatchObject({
      values: { cps_eg: 0, neo_bioscore: null, cps_eg_hlow: null },
      interval: { neo_bioscore: { low: 0, high: 1 }, cps_eg_hlow: { low: 0, high: 2 } },
      wouldChange: ["her2"],
    });
  });
  it("without anything is every score there is", () => {
    expect(ask("cps-eg", {}).interval).toMatchObject({
      cps_eg: { low: 0, high: 6 },
      neo_bioscore: { low: 0, high: 7 },
      cps_eg_hlow: { low: 0, high: 8 },
    });
  });
  it("knows no stage IV, and refuses a tumour outside its scope", () => {
    expect(ask("cps-eg", { ...lowest, clinical_stage: "IV" }).error).toMatchObject({
      path: "clinical_stage",
    });
    expect(ask("cps-eg", { ...lowest, patient: { setting: "metastatic" } }).error?.code).toBe("out-of-scope");
    expect(ask("cps-eg", { ...lowest, patient: { treated: false } }).error?.code).toBe("out-of-scope");
  });
});
