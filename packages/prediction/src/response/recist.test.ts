import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

const visit = (baseline: number, nadir: number, current: number, all_target_gone = false) =>
  ask("recist-1.1", { baseline, nadir, current, all_target_gone });

describe("recist-1.1, target lesions", () => {
  it.each([
    [100, 100, 70 + 1e-6, "SD"],
    [100, 100, 70, "PR"],
    [100, 100, 70 - 1e-6, "PR"],
    [100, 100, 71, "SD"],
    [100, 50, 60 - 1e-6, "PR"],
    [100, 50, 60, "PD"],
    [100, 50, 60 + 1e-6, "PD"],
    [100, 40, 48, "PD"],
    [60, 30, 36, "PD"],
    [100, 70, 80, "SD"],
    [20, 20, 24, "SD"],
    [20, 20, 25 - 1e-6, "SD"],
    [20, 20, 25, "PD"],
    [20, 20, 25 + 1e-6, "PD"],
    [0.7, 0.7, 0.49, "PR"],
  ])("%d mm, smallest %d, now %d: %s", (baseline, nadir, current, response) => {
    expect(visit(baseline, nadir, current)).toMatchObject({ values: { value: response }, class: response });
  });
  it("is complete when all are gone, though small nodes still add up to something", () => {
    expect(visit(100, 100, 0, true).class).toBe("CR");
    expect(visit(100, 10, 9, true).class).toBe("CR");
    expect(visit(100, 9, 30, true).class).toBe("CR");
  });
  it("progresses from nothing by 5 mm", () => {
    expect(visit(100, 0, 4.999999).class).toBe("PR");
    expect(visit(100, 0, 5).class).toBe("PD");
  });
  // EORTC: does a new lesion always result in PD?
  it("says that lesions which come back after a definite complete response are progression at any size", () => {
    expect(visit(100, 0, 4).codes).toEqual(["targets-only", "reappeared"]);
    expect(visit(100, 0, 0.5).codes).toContain("reappeared");
    expect(visit(100, 0, 5).codes).toEqual(["targets-only"]);
    expect(visit(100, 0, 0, true).codes).toEqual(["targets-only"]);
    expect(visit(100, 1, 4).codes).toEqual(["targets-only"]);
    const course = (...sums: number[]) => ask("recist-1.1", { sums, weeks: sums.map((_, i) => i * 8) }).codes;
    expect(course(100, 0, 4)).toContain("reappeared");
    expect(course(100, 0, 4, 50)).toContain("reappeared");
    expect(course(100, 0, 6)).not.toContain("reappeared");
    expect(course(100, 0, 0)).not.toContain("reappeared");
    expect(course(100, 50, 4)).not.toContain("reappeared");
    expect(course(100, 50, 0)).not.toContain("reappeared");
  });
  it("gives both changes, and says that other lesions are asked apart", () => {
    const { values, codes } = visit(100, 50, 60);
    expect(values).toMatchObject({ change_from_baseline_pct: -40, change_from_nadir: 10 });
    expect(codes).toEqual(["targets-only"]);
  });
  it("refuses a smallest sum above the baseline: the baseline is one of them", () => {
    expect(visit(100, 101, 90).error).toMatchObject({
      code: "inconsistent-input",
      path: "nadir",
      message: "the smallest sum, 101 mm, is above the baseline of 100 mm",
    });
    expect(visit(100, 100, 90).error).toBeNull();
  });
  it("refuses nothing left of lesions that are not gone", () => {
    expect(visit(100, 50, 0).error).toMatchObject({ code: "inconsistent-input", path: "all_target_gone" });
  });
  it("names what is missing; nothing has a default", () => {
    expect(ask("recist-1.1", { baseline: 100, current: 80 }).error).toMatchObject({
      code: "missing-input",
      path: "nadir",
      message: "recist-1.1 lacks nadir, all_target_gone",
      remedy: "give baseline, nadir, current, all_target_gone; none has a default",
    });
  });
});

describe("recist-1.1, overall response of a visit", () => {
  const overall = (target: string, non_target: string, new_lesion: unknown) =>
    ask("recist-1.1", { target, non_target, new_lesion });
  it.each([
    ["CR", "CR", 0, "CR"],
    ["CR", "NONE", 0, "CR"],
    ["CR", "NONCR_NONPD", 0, "PR"],
    ["CR", "NE", 0, "PR"],
    ["PR", "NONPD", 0, "PR"],
    ["PR", "NE", false, "PR"],
    ["SD", "NONPD", 0, "SD"],
    ["NE", "NONPD", 0, "NE"],
    ["PD", "ANY", "ANY", "PD"],
    ["ANY", "PD", "ANY", "PD"],
    ["ANY", "ANY", 1, "PD"],
    ["CR", "CR", true, "PD"],
    ["NONE", "CR", 0, "CR"],
    ["NONE", "NONCR_NONPD", 0, "NONCR_NONPD"],
    ["NONE", "NE", 0, "NE"],
    ["NONE", "PD", 0, "PD"],
  ])("target %s, others %s, new lesion %s: %s", (target, others, fresh, response) => {
    expect(overall(target, others, fresh)).toMatchObject({ values: { overall: response }, class: response });
  });
  it("does not read an unknown new lesion as none", () => {
    expect(overall("PR", "NONPD", "ANY")).toMatchObject({
      values: { overall: null },
      class: null,
      codes: ["undecided"],
      wouldChange: ["new_lesion"],
    });
    expect(ask("recist-1.1", { target: "PR" }).warnings).toEqual([
      {
        code: "undecided",
        params: { fields: "non_target, new_lesion" },
        text: "non_target, new_lesion would decide",
      },
    ]);
    expect(ask("recist-1.1", { target: "PR", non_target: "NONPD" }).values).toEqual({ overall: null });
    expect(ask("recist-1.1", { target: "PD" }).values).toEqual({ overall: "PD" });
    expect(ask("recist-1.1", { new_lesion: 1 }).values).toEqual({ overall: "PD" });
    expect(ask("recist-1.1", { non_target: "PD" }).values).toEqual({ overall: "PD" });
  });
});

describe("recist-1.1, a course", () => {
  const course = (sums: number[], more: object = {}) => ask("recist-1.1", { sums, ...more });
  // EORTC, managing PR when measurements change slightly over time
  it("reads 100, 70, 70, 80, 80, 80 in two ways, both named", () => {
    expect(course([100, 70, 70, 80, 80, 80])).toMatchObject({
      values: {
        time_point: ["PR", "PR", "SD", "SD", "SD"],
        carried_forward: ["PR", "PR", "PR", "PR", "PR"],
        best_overall: "PR",
        best_confirmed: null,
      },
      codes: ["two-readings", "unconfirmed"],
      wouldChange: ["weeks"],
    });
  });
  it("counts nothing after progression", () => {
    const { values } = course([100, 90, 130, 50]);
    expect(values).toMatchObject({ time_point: ["SD", "PD", "PR"], best_overall: "SD" });
    expect(course([100, 130]).values.best_overall).toBe("PD");
  });
  it("ends a response at progression, and takes the smallest sum so far", () => {
    expect(course([100, 60, 75, 78]).values).toMatchObject({
      time_point: ["PR", "PD", "PD"],
      carried_forward: ["PR", "PD", "PD"],
      best_overall: "PR",
    });
    expect(course([100, 60, 75, 71]).values).toMatchObject({ carried_forward: ["PR", "PD", "SD"] });
  });
  it("takes a new lesion for progression whatever the sum", () => {
    expect(course([100, 60, 50], { new_lesions: [false, false, true] }).values.time_point).toEqual([
      "PR",
      "PD",
    ]);
  });
  it("ranks a complete above a partial response", () => {
    expect(course([100, 60, 0, 0])).toMatchObject({
      values: { time_point: ["PR", "CR", "CR"], best_overall: "CR" },
    });
  });
  it.each([
    [[0, 8, 11.999], "SD"],
    [[0, 8, 12], "PR"],
    [[0, 8, 13], "PR"],
  ])("weeks %o: a response needs to be seen again four weeks on, else it is %s", (weeks, confirmed) => {
    const answer = course([100, 60, 60], { weeks });
    expect(answer.values).toMatchObject({ best_overall: "PR", best_confirmed: confirmed });
    expect(answer.codes).toEqual([]);
  });
  it("confirms a complete response by another, a partial one also by a complete one", () => {
    const weeks = [0, 8, 16, 24];
    expect(course([100, 60, 0, 0], { weeks }).values.best_confirmed).toBe("CR");
    expect(course([100, 60, 0, 10], { weeks }).values).toMatchObject({
      time_point: ["PR", "CR", "PD"],
      best_confirmed: "PR",
    });
    expect(course([100, 0, 20, 20], { weeks }).values).toMatchObject({
      best_overall: "CR",
      best_confirmed: "SD",
    });
    expect(course([100, 130, 90, 90], { weeks }).values.best_confirmed).toBe("PD");
  });
  it("is not confirmed by a visit that only carries the response forward", () => {
    expect(course([100, 60, 71], { weeks: [0, 8, 16] })).toMatchObject({
      values: {
        time_point: ["PR", "SD"],
        carried_forward: ["PR", "PR"],
        best_overall: "PR",
        best_confirmed: "SD",
      },
      wouldChange: [],
    });
  });
  it("lets a partial response follow a complete one while nothing has grown by 5 mm", () => {
    expect(course([100, 0, 4], { weeks: [0, 8, 16] }).values).toMatchObject({
      time_point: ["CR", "PR"],
      carried_forward: ["CR", "PR"],
      best_overall: "CR",
      best_confirmed: "PR",
    });
  });
  it("says of stable disease that the protocol sets its least duration", () => {
    expect(course([100, 90]).codes).toEqual(["unconfirmed", "minimum-of-stable-disease"]);
  });
  it("refuses lists that do not fit, and a course without a baseline", () => {
    expect(course([100, 60], { weeks: [0] }).error).toMatchObject({
      path: "weeks",
      message: "weeks has 1 entries for 2 sums",
    });
    expect(course([100, 60], { new_lesions: [true] }).error).toMatchObject({ path: "new_lesions" });
    expect(course([0, 0]).error).toMatchObject({ path: "sums", message: "the baseline sum is 0 mm" });
    expect(course([100]).error?.path).toBe("sums");
  });
});
