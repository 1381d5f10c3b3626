import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

const scans = (sulpeak_baseline: number, sulpeak_followup: number, more: object = {}) =>
  ask("percist-1.0", {
    sulpeak_baseline,
    sulpeak_followup,
    new_lesion: false,
    all_background: false,
    ...more,
  });

describe("percist-1.0", () => {
  it.each([
    [8, 5, "PMR"],
    [8, 5.6, "PMR"],
    [8, 5.6 + 1e-6, "SMD"],
    [8, 5.7, "SMD"],
    [2, 1.3, "SMD"],
    [2, 1.2, "PMR"],
    [2, 1.2 + 1e-6, "SMD"],
    [10, 13, "SMD"],
    [10, 13 + 1e-6, "PMD"],
    [6, 8.5, "PMD"],
    [2, 2.7, "SMD"],
    [2, 2.8, "SMD"],
    [2, 2.8 + 1e-6, "PMD"],
  ])(
    "SULpeak %d to %d: %s (a fall of 30 %% and 0.8 counts, a rise must exceed both)",
    (before, now, value) => {
      expect(scans(before, now)).toMatchObject({ values: { value }, class: value });
    },
  );
  it("is complete at background, and progression with a new lesion whatever the rest", () => {
    expect(scans(7, 1, { all_background: true }).class).toBe("CMR");
    expect(scans(7, 3, { new_lesion: true }).class).toBe("PMD");
    expect(scans(7, 1, { new_lesion: true, all_background: true }).class).toBe("PMD");
  });
  it("progresses by more than 75 % of total lesion glycolysis", () => {
    const at = (tlg_followup: number) => scans(8, 8, { tlg_baseline: 100, tlg_followup });
    expect(at(175).class).toBe("SMD");
    expect(at(175 + 1e-6).class).toBe("PMD");
    expect(at(100).codes).toEqual(["measurable"]);
    expect(at(100).wouldChange).toEqual([]);
  });
  it("says what it does not know", () => {
    expect(scans(8, 5)).toMatchObject({
      values: { change_pct: -37.5, change: -3 },
      codes: ["measurable", "no-tlg"],
      wouldChange: ["tlg_baseline", "tlg_followup"],
    });
    expect(scans(6, 8.5).wouldChange).toEqual([]);
    expect(scans(8, 5, { tlg_baseline: 100 }).codes).toContain("no-tlg");
  });
  it("gives what either answer allows where new lesions are not told", () => {
    expect(
      ask("percist-1.0", { sulpeak_baseline: 8, sulpeak_followup: 5, all_background: false }),
    ).toMatchObject({
      class: null,
      interval: { class: { oneOf: ["PMR", "PMD"] } },
      wouldChange: ["new_lesion"],
    });
  });
  it("refuses a baseline without uptake", () => {
    expect(scans(0, 5).error?.path).toBe("sulpeak_baseline");
  });
});
