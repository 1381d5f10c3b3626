import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "erbium-pool-"));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const json = (...args: string[]) => {
  const { out: stdout, code, err: stderr } = erbium(["pool", ...args, "--json"]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
};
const trials = file(
  "rr.csv",
  "study,ai,n1i,ci,n2i\nA,4,123,11,139\nB,6,306,29,303\nC,3,231,11,220\nD,62,13598,248,12867\n",
);

describe("erbium pool", () => {
  it("pools risk ratios as metafor does: rma(measure='RR', method='DL')", () => {
    const { pooled, heterogeneity } = json(trials, "--measure", "RR", "--method", "DL", "--test", "z");
    expect(pooled.estimate).toBeCloseTo(0.2414, 3);
    expect(heterogeneity.q).toBeCloseTo(1.041, 3);
    expect(heterogeneity.p).toBeCloseTo(0.7913, 4);
  });
  it("reads the same table as JSON by rows and by columns, and as TSV", () => {
    const rows = file(
      "rows.json",
      JSON.stringify([
        { study: "A", events: 5, n: 20 },
        { study: "B", events: 9, n: 25 },
      ]),
    );
    const byColumn = file("columns.json", JSON.stringify({ study: ["A", "B"], events: [5, 9], n: [20, 25] }));
    const tsv = file("rows.tsv", "study\tevents\tn\nA\t5\t20\nB\t9\t25\n");
    const [one, ...others] = [rows, byColumn, tsv].map((path) => json(path, "--measure", "PROP"));
    for (const other of others) expect(other).toEqual(one);
  });
  it("says what it guessed, and takes the user's word before it", () => {
    const table = file("odd.csv", "who,hits,of\nA,5,20\nB,9,25\n");
    const refused = erbium(["pool", table, "--measure", "PROP"]);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("--columns events=COLUMN");
    const read = erbium(["pool", table, "--measure", "PROP", "--columns", "study=who,events=hits,n=of"]);
    expect(read.code).toBe(0);
    expect(read.out).toContain("pooled (k 2)");
  });
  it("writes a forest plot whole", () => {
    const plot = join(folder, "forest.svg");
    const { code } = erbium(["pool", trials, "--measure", "OR", "--plot", plot]);
    expect(code).toBe(0);
    expect(readFileSync(plot, "utf8")).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
  });
  it("compares subgroups and leaves one out", () => {
    const table = file(
      "groups.csv",
      "study,hr,low,high,group\nA,0.7,0.5,0.98,x\nB,0.8,0.6,1.07,x\nC,1.4,1.0,1.96,y\nD,1.3,0.9,1.88,y\n",
    );
    const result = json(table, "--measure", "HR", "--subgroup", "group", "--leave-one-out", "--test", "z");
    expect(result.subgroups.map(({ group }: { group: string }) => group)).toEqual(["x", "y"]);
    expect(result.betweenSubgroups.p).toBeLessThan(0.01);
    expect(result.leaveOneOut).toHaveLength(4);
  });
  it("fits a network and says where inconsistency can not be tested", () => {
    const table = file("net.csv", "study,t1,t2,hr,low,high\nA,x,y,0.5,0.4,0.625\nB,y,z,0.8,0.64,1\n");
    const result = json(table, "--measure", "NMA", "--reference", "z");
    const x = result.againstReference.find(({ treatment }: { treatment: string }) => treatment === "x");
    expect(x.effect).toBeCloseTo(0.4, 10);
    expect(result.inconsistency.p).toBeNull();
  });
  it("accumulates by year, the last step being the pool, and the first the oldest study alone", () => {
    const table = file(
      "years.csv",
      "study,hr,low,high,year\nnew,0.7,0.5,0.98,2020\nold,0.8,0.6,1.07,2001\nmid,1.2,0.9,1.6,2010\n",
    );
    const { cumulative, pooled, studies } = json(table, "--measure", "HR", "--cumulative", "--test", "z");
    expect(cumulative.order).toBe("by year");
    expect(cumulative.steps.map(({ study }: { study: string }) => study)).toEqual([
      "old (2001)",
      "mid (2010)",
      "new (2020)",
    ]);
    expect(cumulative.steps[0]).toMatchObject({ k: 1, estimate: studies[1].estimate, low: studies[1].low });
    expect(cumulative.steps[2].estimate).toBeCloseTo(pooled.estimate, 12);
  });
  it("leaves a study out of rates by the model that pools them", () => {
    const rates = "study,events,n\nA,0,20\nB,9,25\nC,12,30\n";
    const { leaveOneOut } = json(file("rates.csv", rates), "--measure", "PROP", "--leave-one-out");
    const without = json(file("two.csv", "study,events,n\nB,9,25\nC,12,30\n"), "--measure", "PROP").pooled;
    expect(leaveOneOut[0]).toMatchObject({ study: "A", k: 2, ...without });
  });
  // dat.bcg of metafor 3.8.1: rma(yi, vi, mods = ~ ablat) of log risk ratios gives b = -0.0291, se 0.0072,
  // residual tau2 0.0764, R2 75.6 %
  it("regresses on a number, and on words against the first one", () => {
    const bcg = [
      [4, 119, 11, 128, 44, "random"],
      [6, 300, 29, 274, 55, "random"],
      [3, 228, 11, 209, 42, "random"],
      [62, 13536, 248, 12619, 52, "random"],
      [33, 5036, 47, 5761, 13, "alternate"],
      [180, 1361, 372, 1079, 44, "alternate"],
      [8, 2537, 10, 619, 19, "random"],
      [505, 87886, 499, 87892, 13, "random"],
      [29, 7470, 45, 7232, 27, "random"],
      [17, 1699, 65, 1600, 42, "systematic"],
      [186, 50448, 141, 27197, 18, "systematic"],
      [5, 2493, 3, 2338, 33, "systematic"],
      [27, 16886, 29, 17825, 33, "systematic"],
    ];
    const table = file(
      "bcg.csv",
      `ai,bi,ci,di,latitude,allocation\n${bcg.map((row) => row.join(",")).join("\n")}\n`,
    );
    const { moderators } = json(table, "--measure", "RR", "--moderators", "latitude", "--test", "z");
    expect(moderators.coefficients[1]).toMatchObject({ name: "latitude" });
    expect(moderators.coefficients[1].estimate).toBeCloseTo(-0.0291, 4);
    expect(moderators.coefficients[1].standardError).toBeCloseTo(0.0072, 4);
    expect(moderators.coefficients[1].ratio.estimate).toBeCloseTo(
      Math.exp(moderators.coefficients[1].estimate),
      12,
    );
    expect(moderators.residual.tauSquared).toBeCloseTo(0.0764, 3);
    expect(moderators.rSquared).toBeCloseTo(75.6, 0);
    const words = json(table, "--measure", "RR", "--moderators", "allocation").moderators;
    expect(words.coefficients.map(({ name }: { name: string }) => name)).toEqual([
      "intercept",
      "allocation: alternate",
      "allocation: systematic",
    ]);
    const influence = json(table, "--measure", "RR", "--influence", "--test", "z").influence;
    expect(influence).toHaveLength(13);
    expect(influence.reduce((sum: number, one: { weight: number }) => sum + one.weight, 0)).toBeCloseTo(100);
    const { asymmetry } = json(table, "--measure", "OR", "--bias");
    expect(asymmetry.tests.map(({ test }: { test: string }) => test)).toEqual([
      "Egger",
      "Begg and Mazumdar",
      "Peters",
      "Harbord",
    ]);
  });
  it("says which tests can not be computed instead of leaving them out", () => {
    const { asymmetry } = json(
      file("k2.csv", "study,hr,low,high\nA,0.7,0.5,0.98\nB,0.8,0.6,1.07\n"),
      "--measure",
      "HR",
      "--bias",
    );
    expect(asymmetry.refused.map(({ test }: { test: string }) => test)).toContain("Egger");
    expect(asymmetry.trimAndFill).toBeNull();
  });
  it.each([
    ["PROP", "study,events,n\nA,5,20\nB,9,25\n", ["forest", "funnel", "cumulative", "leave-one-out"]],
    ["NMA", "study,t1,t2,hr,low,high\nA,x,y,0.5,0.4,0.6\nB,y,z,0.8,0.6,1\n", ["network", "league", "forest"]],
    ["DTA", "study,tp,fp,fn,tn\nA,20,3,4,40\nB,30,5,3,50\nC,15,2,6,30\nD,22,6,2,41\n", ["sroc"]],
    ["SURV", "time,status,group\n1,1,a\n3,0,a\n5,1,a\n2,1,b\n6,1,b\n7,0,b\n", ["kaplan-meier"]],
  ])("draws every figure of %s, the first where none is named", (measure, text, figures) => {
    const table = file(`${measure}.csv`, text);
    const drawn = ["default", ...figures].map((figure) => {
      const plot = join(folder, `${measure}-${figure}.svg`);
      const named = figure === "default" ? [] : ["--figure", figure];
      const { code, err } = erbium(["pool", table, "--measure", measure, "--plot", plot, ...named]);
      expect(code, err).toBe(0);
      const svg = readFileSync(plot, "utf8");
      expect(svg).toMatch(/^<svg[\s\S]*<\/svg>\n$/);
      expect(svg).not.toContain("NaN");
      return svg;
    });
    expect(drawn[0]).toBe(drawn[1]);
    expect(new Set(drawn).size).toBe(figures.length);
  });
  it("gives survival by group: medians, log-rank test, hazard ratio against the first", () => {
    const table = file(
      "surv.csv",
      "time,status,group\n1,1,a\n2,1,a\n3,1,a\n4,1,a\n5,1,b\n6,1,b\n7,1,b\n8,0,b\n",
    );
    const result = json(table, "--measure", "SURV");
    expect(result.groups.map(({ median }: { median: { estimate: number } }) => median.estimate)).toEqual([
      2.5, 6.5,
    ]);
    expect(result.logRank.df).toBe(1);
    const odd = erbium(["pool", file("odd2.csv", "time,status\n1,2\n"), "--measure", "SURV"]);
    expect(odd.code).toBe(1);
    expect(odd.err).toContain("neither 1 (event) nor 0");
  });
  it("refuses, and writes nothing, where a plot has no place or an option no meaning", () => {
    const plot = join(folder, "never.svg");
    for (const [args, said] of [
      [["--measure", "OR", "--figure", "funnel"], "--plot FILE.svg"],
      [["--measure", "OR", "--figure", "league", "--plot", plot], "choose forest, funnel"],
      [["--measure", "NMA", "--cumulative", "--plot", plot], "--cumulative says nothing of NMA"],
      [["--measure", "DTA", "--leave-one-out", "--plot", plot], "--leave-one-out says nothing of DTA"],
      [["--measure", "NMA", "--better", "best", "--plot", plot], "lower or higher"],
    ] as const) {
      const { code, out, err } = erbium(["pool", trials, ...args]);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain(said);
    }
    const { code } = erbium(["pool", trials, "--measure", "OR", "--subgroup", "nowhere", "--plot", plot]);
    expect(code).toBe(1);
    expect(existsSync(plot)).toBe(false);
  });
  it.each([
    ["a text where a number belongs", "study,events,n\nA,x,20\n", "PROP", "row 1, events"],
    ["more events than patients", "study,events,n\nA,21,20\nB,2,20\n", "PROP", "study 1 has 21 events of 20"],
    ["an interval without its estimate", "study,hr,low,high\nA,2,0.5,0.9\nB,1,0.8,1.2\n", "HR", "row 1"],
    ["an empty file", "", "PROP", "empty"],
  ])("refuses %s with its place", (name, text, measure, said) => {
    const { code, err: stderr } = erbium(["pool", file(`${name}.csv`, text), "--measure", measure]);
    expect(code).toBe(1);
    expect(stderr).toContain(said);
  });
  it("exits with 2 for an unknown measure, a level beyond 1 or a plot that is no SVG", () => {
    for (const args of [
      ["--measure", "XX"],
      ["--measure", "OR", "--level", "95"],
      ["--measure", "OR", "--plot", "x.png"],
    ])
      expect(erbium(["pool", trials, ...args]).code).toBe(2);
  });
});
