import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, inFolder } from "./run.ts";

const simulated = "examples/pool/survival-simulated.csv";
const competing = "examples/pool/competing-simulated.csv";
const run = (file: string, measure: string, ...args: string[]) =>
  erbium(["pool", file, "--measure", measure, ...args]);
const json = (file: string, measure: string, ...args: string[]) => {
  const { out, code, err } = run(file, measure, "--json", ...args);
  expect(code, err).toBe(0);
  return JSON.parse(out);
};

describe("erbium pool --measure SURV", () => {
  // survival 3.5-3: survdiff, cox.zph(coxph(Surv(months, event) ~ arm)), survfit print with rmean = 18
  it("tests whether the hazards keep their ratio", () => {
    const { proportionalHazards, logRank } = json(simulated, "SURV", "--subgroup", "arm");
    expect(logRank).toMatchObject({ test: "log-rank", df: 1 });
    expect(logRank.chiSquared).toBeCloseTo(0.99848, 4);
    expect(proportionalHazards.chiSquared).toBeCloseTo(1.75, 2);
    expect(proportionalHazards.p).toBeCloseTo(0.19, 2);
    expect(run(simulated, "SURV", "--subgroup", "arm").out).toContain("proportional hazards: chi2 1.750");
  });
  it("gives restricted means and their differences where asked", () => {
    expect(json(simulated, "SURV", "--subgroup", "arm").restrictedMeans).toEqual([]);
    const [control, treatment] = json(
      simulated,
      "SURV",
      "--subgroup",
      "arm",
      "--restricted",
      "18",
    ).restrictedMeans;
    expect(control).toMatchObject({ group: "control", horizon: 18, difference: null });
    expect(control.estimate).toBeCloseTo(8.422639, 5);
    expect(control.high).toBeCloseTo(8.422639 + 1.959964 * 0.9944436, 5);
    expect(treatment.difference.estimate).toBeCloseTo(10.180249 - 8.422639, 5);
    expect(treatment.difference.low).toBeCloseTo(
      10.180249 - 8.422639 - 1.959964 * Math.hypot(0.9944436, 1.0088609),
      4,
    );
    const short = erbium(
      ["pool", "-", "--measure", "SURV", "--restricted", "9"],
      "time,status\n1,1\n3,0\n4,1\n5,0\n",
    );
    expect(short.out).toContain("nobody is observed to 9; the curve is carried on flat");
  });
  it("weights late events where asked", () => {
    const late = json(simulated, "SURV", "--subgroup", "arm", "--fleming-harrington", "0,1");
    expect(late.logRank.test).toBe("Fleming-Harrington (rho 0, gamma 1)");
    expect(late.logRank.p).toBeGreaterThan(0.8);
  });
  it.each([
    ["--fleming-harrington", "late", "two numbers from 0"],
    ["--restricted", "0", "a time above 0"],
    ["--cause", "1", "--cause says nothing of SURV"],
  ])("refuses %s %s", (option, value, words) => {
    const { code, err } = run(simulated, "SURV", option, value);
    expect(code).toBe(2);
    expect(err).toContain(words);
  });
});

describe("erbium pool --measure CIF", () => {
  // cmprsk 2.2-11: cuminc(months, event, arm), timepoints at 20, crr(months, event, arm) against control; the limit by
  // survival 3.5-3: survfit(Surv(months, factor(event)) ~ arm, conf.type = "log-log")
  it("gives the incidence of one event beside others, Gray's test and the ratio of Fine and Gray", () => {
    const { groups, gray, subdistributionRatios } = json(competing, "CIF", "--subgroup", "arm");
    const [control] = groups;
    expect(control).toMatchObject({ group: "control", patients: 45, events: 28, competing: 11 });
    const at = control.curve.time.findLastIndex((time: number) => time <= 20);
    expect(control.curve.incidence[at]).toBeCloseTo(63.17901, 4);
    expect(control.curve.low[at]).toBeCloseTo(46.05458, 4);
    expect(gray.chiSquared).toBeCloseTo(3.907298, 5);
    expect(gray.p).toBeCloseTo(0.04807684, 6);
    const [one] = subdistributionRatios;
    expect(one).toMatchObject({ group: "conjugate", against: "control" });
    expect(one.estimate).toBeCloseTo(0.5334212, 5);
    expect([one.low, one.high]).toEqual([expect.closeTo(0.2839577, 5), expect.closeTo(1.002044, 4)]);
  });
  it("answers for another event", () => {
    const { gray, groups } = json(competing, "CIF", "--subgroup", "arm", "--cause", "2");
    expect(gray.p).toBeCloseTo(0.05301967, 6);
    expect(groups[0]).toMatchObject({ events: 11, competing: 28 });
  });
  it("prints the incidence at round times, none beyond the last observation", () => {
    const { out } = run(competing, "CIF", "--subgroup", "arm");
    expect(out).toMatch(/^control +45 +28 +11 +24\.4 \(13\.2-37\.6\) +63\.2/m);
    const short = erbium(
      ["pool", "-", "--measure", "CIF"],
      "time,status,group\n1,1,a\n30,0,a\n2,2,b\n5,1,b\n6,0,b\n",
    );
    expect(short.out.split("\n").find((line) => line.startsWith("b "))).toMatch(/b +3 +1 +1 *$/);
  });
  it("draws curves that rise from 0", () =>
    inFolder((folder) => {
      const file = join(folder, "cif.svg");
      expect(run(competing, "CIF", "--subgroup", "arm", "--plot", file).code).toBe(0);
      expect(readFileSync(file, "utf8")).toContain("With the event (%)");
    }));
  it("shows a group without the event, and says so where nothing competes", () => {
    const table = "time,status,group\n1,1,a\n3,0,a\n4,1,a\n2,0,b\n6,0,b\n7,0,b\n";
    const { out, code } = erbium(["pool", "-", "--measure", "CIF"], table);
    expect(code).toBe(0);
    expect(out).toContain("no other event competes");
    expect(out).toMatch(/^b +3 +0 +0/m);
  });
  it("refuses an event that nobody has, with those that there are", () => {
    const { code, err } = run(competing, "CIF", "--cause", "3");
    expect(code).not.toBe(0);
    expect(err).toContain("nobody has event 3; event holds 0, 1, 2");
  });
});
