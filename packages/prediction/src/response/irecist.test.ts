import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";
import { readStep } from "./irecist-step.ts";

const course = (...sequence: unknown[]) => ask("irecist", { sequence });

describe("irecist", () => {
  it.each([
    [["iPR", "iUPD(target +25 %)", "target sum +6 mm at 6 wk"], "iCPD"],
    [["iUPD(new lesion)", "no change"], "iUPD"],
    [["iUPD", "sum falls to -35 % of baseline"], "iPR"],
    [["iUPD", "sum falls to -10 % of baseline"], "iSD"],
    [["iUPD", "sum falls to -30 % of baseline"], "iPR"],
    [["iUPD", "sum falls to -29.9 % of baseline"], "iSD"],
    [["iUPD", "sum falls to -100 % of baseline"], "iCR"],
    [["iUPD", "sum falls to 80 % of baseline"], "iSD"],
    [["iUPD", "sum falls to 70 % of baseline"], "iPR"],
    [["iUPD", "target sum +4.9 mm"], "iUPD"],
    [["iUPD", "target sum +5 mm"], "iCPD"],
    [["iUPD", "target sum +5.1 mm"], "iCPD"],
    [["iUPD(new lesion)", "new lesion sum +4.9 mm"], "iUPD"],
    [["iUPD(new lesion)", "new lesion sum +5 mm"], "iCPD"],
    [["iUPD(new lesion)", "more new lesions"], "iCPD"],
    [["iUPD(new lesion)", "no more new lesions"], "iUPD"],
    [["iUPD(new lesion)", "new lesion sum +2 mm, more new lesions"], "iCPD"],
    [["iUPD(new lesion)", "more new lesions, new lesion sum +2 mm"], "iCPD"],
    [["iUPD(new lesion)", "new lesion sum +2 mm, no more new lesions"], "iUPD"],
    [["iUPD", "non-target lesions grow"], "iCPD"],
    [["iUPD", "no growth of non-target lesions"], "iUPD"],
    [["iUPD", "iSD", "iUPD"], "iUPD"],
    [["iUPD", "iPR", "iUPD", "target sum +6 mm"], "iCPD"],
    [["iUPD", "iCPD", "iPR"], "iCPD"],
    [["iUPD", "iUPD"], "iUPD"],
    [["iSD", "new lesion"], "iUPD"],
    [["iSD", "non-target progression"], "iUPD"],
    [["PD"], "iUPD"],
    [["iSD", "NE"], "NE"],
  ])("%o ends in %s", (sequence, value) => {
    expect(course(...sequence)).toMatchObject({ values: { value }, class: value, error: null });
  });

  // iRECIST, table 3
  it.each([
    [["iCR", "iPR", "iUPD", "iUPD", "iCPD"], "iCR"],
    [["iUPD", "iSD", "iCR", "iUPD", "iCPD"], "iCR"],
    [["iUPD", "iPR", "iSD", "iUPD", "iCPD"], "iPR"],
    [["iUPD", "NE", "iPR", "iSD", "NE"], "iPR"],
    [["iUPD", "iSD", "iUPD", "iCPD", "NE"], "iSD"],
    [["iUPD", "iCPD", "iCR", "iCR", "iCR"], "iCPD"],
    [["iUPD", "iUPD", "iCPD", "iPR", "iPR"], "iCPD"],
    [["iUPD", "NE", "NE", "NE", "NE"], "iUPD"],
    [["NE"], "NE"],
  ])("the best of %o is %s", (sequence, best_overall) => {
    expect(course(...sequence).values).toMatchObject({ best_overall });
  });

  it("confirms no progression before four weeks, and says when eight have passed", () => {
    const at = (weeks: number) => course("iUPD", { target_growth: 6, weeks });
    expect(at(3.999)).toMatchObject({ class: "iUPD", codes: ["too-early"] });
    expect(at(4)).toMatchObject({ class: "iCPD", codes: [] });
    expect(at(8)).toMatchObject({ class: "iCPD", codes: [] });
    expect(at(8.001)).toMatchObject({ class: "iCPD", codes: ["late-confirmation"] });
    expect(course("iUPD", "target sum +6 mm at 3 wk").codes).toEqual(["too-early"]);
  });
  it("warns of a late visit only where it confirms, and of an early one only where it would", () => {
    expect(course("iUPD", { weeks: 12 }).codes).toEqual([]);
    expect(course("iUPD", { target_growth: 1, weeks: 2 }).codes).toEqual([]);
    expect(course("iUPD", { response: "iCPD", weeks: 3 })).toMatchObject({
      class: "iUPD",
      codes: ["too-early"],
    });
    expect(course("iUPD", { response: "iCPD" })).toMatchObject({ class: "iCPD", codes: [] });
    expect(course("iUPD", { target_growth: 6, weeks: 2 }).warnings[0]?.text).toBe(
      "progression is confirmed 4 weeks on at the earliest",
    );
    expect(course("iUPD", { target_growth: 6, weeks: 9 }).warnings[0]?.text).toBe(
      "the confirming visit is due within 8 weeks",
    );
  });
  it("does not read a response from the sum where lesions grow or appear", () => {
    expect(course("iSD", { from_baseline_pct: -40, more_new_lesions: true }).class).toBe("iUPD");
    expect(course("iSD", { from_baseline_pct: -40, non_target_growth: true }).class).toBe("iUPD");
    expect(course("iSD", { from_baseline_pct: -40, target_growth: 5 }).error?.code).toBe("undecided-visit");
    expect(course("iSD", { from_baseline_pct: -40, target_growth: 4.9 }).class).toBe("iPR");
    expect(course("iSD", { from_baseline_pct: -99.9 }).class).toBe("iPR");
    expect(course("iSD", { more_new_lesions: false, non_target_growth: false }).error?.code).toBe(
      "undecided-visit",
    );
  });
  it("reads a visit given as fields", () => {
    expect(course({ response: "iUPD" }, { new_lesion_growth: 5 }).class).toBe("iCPD");
    expect(course({ response: "iUPD" }, { non_target_growth: true }).class).toBe("iCPD");
    expect(course({ response: "iUPD" }, { from_baseline_pct: -40, target_growth: 6 }).class).toBe("iCPD");
    expect(course({ response: "iUPD" }, {}).class).toBe("iUPD");
  });
  it("keeps the course visit by visit", () => {
    expect(course("iPR", "iUPD", "no change", "target sum +6 mm").values.time_points).toEqual([
      "iPR",
      "iUPD",
      "iUPD",
      "iCPD",
    ]);
  });
  it("refuses what it cannot read, and a confirmation of nothing, by the visit", () => {
    expect(course("iPR", "looks better").error).toMatchObject({
      code: "unreadable-visit",
      path: "sequence.1",
      message: 'visit 2, "looks better", cannot be read',
    });
    expect(course("iSD", "iCPD").error).toMatchObject({ code: "undecided-visit", path: "sequence.1" });
    expect(course("no change").error).toMatchObject({ code: "undecided-visit", path: "sequence.0" });
    expect(course("iSD", "target sum +6 mm").error).toMatchObject({
      message: 'visit 2, "target sum +6 mm", does not say which response it is',
    });
    expect(course().error?.path).toBe("sequence");
  });
});

describe("a visit in words", () => {
  it.each([
    ["iUPD(target +25 %)", { response: "iUPD" }],
    ["UPD", { response: "iUPD" }],
    ["CR", { response: "iCR" }],
    ["ne", { response: "NE" }],
    ["target sum +6 mm at 6 wk", { target_growth: 6, weeks: 6 }],
    ["sum -3 mm after 5.5 weeks", { target_growth: -3, weeks: 5.5 }],
    ["new lesions +7 mm", { new_lesion_growth: 7 }],
    ["non-target lesions increase", { non_target_growth: true }],
    ["nontarget lesions larger", { non_target_growth: true }],
    ["no growth of non-target disease", { non_target_growth: false }],
    ["sum falls to -35.5 % of baseline", { from_baseline_pct: -35.5 }],
    ["-40 % from baseline", { from_baseline_pct: -40 }],
    ["sum 35 % below baseline", { from_baseline_pct: -35 }],
    ["sum 5 % against baseline", { from_baseline_pct: 5 }],
    ["target sum falls by 6 mm", { target_growth: -6 }],
    ["target lesions shrank 2.5 mm", { target_growth: -2.5 }],
    ["sum decreased -2 mm", { target_growth: -2 }],
    ["grows by 6 mm", { target_growth: 6 }],
    ["+6 mm", { target_growth: 6 }],
    ["all lesions gone", { response: "iCR" }],
    ["every target lesion has disappeared", { response: "iCR" }],
    ["iPR, all nodes gone", { response: "iPR" }],
    ["no further growth", {}],
    ["no increase", {}],
    ["another new lesion", { more_new_lesions: true }],
    ["no new lesion", {}],
    ["unchanged", {}],
    [" stable ", {}],
    ["no further change", {}],
    ["no additional new lesions", {}],
    ["no further new lesions", {}],
    ["no growth", {}],
    ["no further increase", {}],
    // a response named later in the words is not the one of this visit
    ["stable after iPR", {}],
    ["ipr", { response: "iPR" }],
    ["CPD", { response: "iCPD" }],
    ["  iSD  ", { response: "iSD" }],
    ["all lesions resolved", { response: "iCR" }],
    ["all nodes disappeared", { response: "iCR" }],
    ["target sum falls 6 mm", { target_growth: -6 }],
    ["target fell 6 mm", { target_growth: -6 }],
    ["target shrinks 6 mm", { target_growth: -6 }],
    ["targets shrink by 6 mm", { target_growth: -6 }],
    ["target shrank 12.25 mm", { target_growth: -12.25 }],
    ["target sum decreases by 6 mm", { target_growth: -6 }],
    ["target sum decreased by 6 mm", { target_growth: -6 }],
    ["a decrease of the target sum of 6 mm", { target_growth: -6 }],
    ["target smaller by 6 mm", { target_growth: -6 }],
    ["target sum +6mm", { target_growth: 6 }],
    ["Target Sum +6 mm At 6 Weeks", { target_growth: 6, weeks: 6 }],
    ["New Lesion Sum +6 mm", { new_lesion_growth: 6 }],
    ["-40 % of Baseline", { from_baseline_pct: -40 }],
    ["no change after 6.25 weeks", { weeks: 6.25 }],
    ["target sum 12 mm larger", { target_growth: 12 }],
    ["new lesion sum 7 mm smaller", { new_lesion_growth: -7 }],
    ["new-lesion sum +5 mm", { new_lesion_growth: 5 }],
    // a size after a comma is of something else
    ["target stable, node +6 mm", {}],
    ["new lesion, target sum +6 mm", { target_growth: 6, more_new_lesions: true }],
    ["no new lesions, target sum +6 mm", { target_growth: 6 }],
    ["iSD, target sum +2 mm", { response: "iSD", target_growth: 2 }],
    ["-40% below baseline", { from_baseline_pct: -40 }],
    ["sum falls to 80 % of baseline", { from_baseline_pct: -20 }],
    ["sum at 112.5 % of the baseline", { from_baseline_pct: 12.5 }],
    ["sum 65 % of baseline", { from_baseline_pct: -35 }],
    ["sum falls to 0 % of baseline", { from_baseline_pct: -100 }],
    ["sum +35 % of baseline", { from_baseline_pct: 35 }],
    ["sum -5.5 % of the baseline", { from_baseline_pct: -5.5 }],
    ["sum 35 % below the baseline", { from_baseline_pct: -35 }],
    ["+40 % versus baseline", { from_baseline_pct: 40 }],
    ["+40 % vs baseline", { from_baseline_pct: 40 }],
    ["-40 % baseline", { from_baseline_pct: -40 }],
    ["12.5 % from baseline", { from_baseline_pct: 12.5 }],
    ["no change at 6 weeks", { weeks: 6 }],
    ["no change after 4.5 wk", { weeks: 4.5 }],
    ["no change at 12wk", { weeks: 12 }],
    ["no change at  6  weeks", { weeks: 6 }],
    ["target sum +10.5 mm after 10.5 weeks", { target_growth: 10.5, weeks: 10.5 }],
    ["non-target lesions worse", { non_target_growth: true }],
    ["non-target progress", { non_target_growth: true }],
    ["non-target stable", {}],
  ])("%s", (words, step) => {
    expect(readStep(words)).toEqual(step);
  });
  it.each([
    "",
    "better",
    "iXX",
    "iPRx",
    "+6",
    "PDL1 low",
    "small lesion gone",
    "anew lesion",
    "no regrowth",
    "not stable",
    "is not unchanged",
    "at 6 weeks",
  ])("%s says nothing", (words) => {
    expect(readStep(words)).toBeNull();
  });
});
