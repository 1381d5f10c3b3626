import type { DoseLadder } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { bundle } from "../../test/models.ts";
import { isLevel, nextDose, written } from "./dose-ladder.ts";

const ladder: DoseLadder = {
  id: "x",
  therapy: "xumab",
  agencies: [],
  unit: "mg/kg",
  levels: [3.6, 3, 2.4],
  decimals: 1,
  status: "verified",
  sources: [],
};

describe("a dose ladder", () => {
  it("goes one level down, or stays, and stops below the last", () => {
    expect(nextDose(ladder, 3.6, "next lower")).toBe(3);
    expect(nextDose(ladder, 3, "next lower")).toBe(2.4);
    expect(nextDose(ladder, 2.4, "next lower")).toBeNull();
    expect(nextDose(ladder, 2.4, "same")).toBe(2.4);
  });

  it("takes a stated dose as it is", () => {
    expect(nextDose(ladder, 3.6, 1)).toBe(1);
  });

  it("knows its levels, free of binary noise, and is not asked of others", () => {
    expect(() => nextDose(ladder, 3.3, "same")).toThrow("3.3 is no level of the ladder x");
    expect(isLevel(ladder, 3.0000000001)).toBe(true);
    expect(isLevel(ladder, 3.01)).toBe(false);
  });

  it("writes doses as labels do", () => {
    expect(written(ladder, 3)).toBe("3.0");
    expect(written({ ...ladder, decimals: 0 }, 240)).toBe("240");
  });

  it("goes strictly down in everything recorded", () => {
    for (const { id, levels } of bundle.doseLadders)
      expect([id, levels]).toEqual([id, levels.toSorted((a, b) => b - a)]);
    expect(bundle.doseLadders.length).toBeGreaterThan(4);
  });
});
