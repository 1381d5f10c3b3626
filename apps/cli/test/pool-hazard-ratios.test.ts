import { describe, expect, it } from "vitest";
import { erbium } from "./run.ts";

const json = (table: string, ...args: string[]) => {
  const { out, code, err } = erbium(["pool", "-", "--json", ...args], table);
  expect(code, err).toBe(0);
  return JSON.parse(out);
};
const hr = (table: string) => json(table, "--measure", "HR", "--test", "z");
const errorOf = (table: string, row = 0): number => hr(table).studies[row].standardError;

describe("hazard ratios of a table", () => {
  // variances by hand: ((ln 0.9 - ln 0.5) / (2 x 1.959964))^2; ln 0.7 / 2.575829; 1/40 + 1/30
  it("are taken by the best that each study prints, and the approximate ones are named", () => {
    const { studies, notes } = hr(
      "study,hr,low,high,p,median1,events1,median2,events2\n" +
        "A,0.67,0.5,0.9,0.008,,,,\nB,0.7,NR,NR,0.01,12,40,8,30\nC,,,,,12,40,8,30\n",
    );
    expect(studies[0].standardError).toBeCloseTo(Math.log(0.9 / 0.5) / (2 * 1.959964), 6);
    expect(studies[1].standardError).toBeCloseTo(-Math.log(0.7) / 2.575829, 6);
    expect(studies[2].effect).toBeCloseTo(Math.log(8 / 12), 10);
    expect(studies[2].standardError).toBeCloseTo(Math.sqrt(1 / 40 + 1 / 30), 10);
    expect(studies.map(({ counts }: { counts: string }) => counts)).toEqual(["", "by p value", "by medians"]);
    expect(notes.join("\n")).toContain("error taken from the p value: B");
    expect(notes.join("\n")).toContain("approximate, from two medians as if hazards were constant: C");
  });
  it("are read from p values alone, medians alone, and log-rank statistics beside intervals", () => {
    expect(errorOf("study,hr,p\nA,0.7,0.01\n")).toBeCloseTo(-Math.log(0.7) / 2.575829, 6);
    expect(errorOf("study,median1,events1,median2,events2\nA,12,40,8,30\n")).toBeCloseTo(
      Math.sqrt(1 / 40 + 1 / 30),
      10,
    );
    const both = "study,O-E,V,hr,low,high\nA,-6,20,,,\nB,,,0.67,0.5,0.9\n";
    expect([errorOf(both), errorOf(both, 1)]).toEqual([
      expect.closeTo(1 / Math.sqrt(20), 8),
      expect.closeTo(Math.log(0.9 / 0.5) / (2 * 1.959964), 6),
    ]);
  });
  it("leave out a study that has none of it, and say so", () => {
    const { err, code } = erbium(
      ["pool", "-", "--measure", "HR"],
      "study,hr,low,high,p\nA,0.6,0.4,0.9,\nB,0.7,,,\nC,0.8,0.6,1.1,\n",
    );
    expect(code).toBe(0);
    expect(err).toContain("left out: B (no low)");
  });
  it("refuse a bound as the only thing known of an error", () => {
    const { err, code } = erbium(["pool", "-", "--measure", "HR"], "study,hr,p\nA,0.6,<0.001\nB,0.7,0.01\n");
    expect(code).not.toBe(0);
    expect(err).toContain('"<0.001" is a bound, not a number');
  });
});

describe("intervals that are not of 95 %", () => {
  const z90 = 1.644853627;
  const expected = Math.log(0.9 / 0.5) / (2 * z90);
  it.each([
    ["a column of levels", "study,hr,low,high,ci_level\nA,0.67,0.5,0.9,90\n"],
    ["a column of levels as shares", "study,hr,low,high,ci_level\nA,0.67,0.5,0.9,0.9\n"],
    ["the name of the limits", "study,hr,low 90,high 90\nA,0.67,0.5,0.9\n"],
    ["the name of one cell for all", "study,HR (90% CI)\nA,0.67 (0.5-0.9)\n"],
    ["the cell", "study,HR\nA,0.67 (90% CI 0.5-0.9)\n"],
  ])("are read by %s", (_, table) => {
    const args = table.includes("low 90") ? ["--columns", "ratio=hr,low=low 90,high=high 90"] : [];
    const { studies, notes } = json(table, "--measure", "HR", "--test", "z", ...args);
    expect(studies[0].standardError).toBeCloseTo(expected, 6);
    expect(notes.join()).toContain("not of 95 %");
  });
  it("stand beside those of 95 %, each by its own cell", () => {
    const table = "study,HR (95% CI)\nA,0.67 (0.5-0.9)\nB,0.67 (90% CI 0.5-0.9)\n";
    expect(errorOf(table)).toBeCloseTo(Math.log(0.9 / 0.5) / (2 * 1.959964), 6);
    expect(errorOf(table, 1)).toBeCloseTo(expected, 6);
  });
  it("count in differences and networks too", () => {
    const difference = json("study,md,low,high,ci_level\nA,1,0,2,90\n", "--measure", "MD", "--test", "z");
    expect(difference.studies[0].standardError).toBeCloseTo(1 / z90, 6);
    const arms = "treatment1,treatment2,study,hr,low,high";
    const of95 = json(`${arms}\nA,B,one,0.67,0.5,0.9\n`, "--measure", "NMA");
    const of90 = json(`${arms},ci_level\nA,B,one,0.67,0.5,0.9,90\n`, "--measure", "NMA");
    expect(JSON.stringify(of90)).not.toBe(JSON.stringify(of95));
  });
  it("refuse a coverage that is none, and limits of two intervals", () => {
    const table = "study,hr,low,high,ci_level\nA,0.67,0.5,0.9,wide\n";
    expect(erbium(["pool", "-", "--measure", "HR"], table).err).toContain('"wide" is no coverage');
    const two = erbium(
      ["pool", "-", "--measure", "HR", "--columns", "low=low 90,high=high 95"],
      "study,hr,low 90,high 95\nA,0.67,0.5,0.9\n",
    );
    expect(two.err).toContain("the limits are of 90 % and 95 % intervals");
  });
});
