import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
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
  it.each([
    ["a text where a number belongs", "study,events,n\nA,x,20\n", "PROP", "row 1, events"],
    ["more events than patients", "study,events,n\nA,21,20\nB,2,20\n", "PROP", "study 1 has 21 events of 20"],
    ["an interval without its estimate", "study,hr,low,high\nA,2,0.5,0.9\nB,1,0.8,1.2\n", "HR", "row 1"],
    [
      "parts that no study connects",
      "study,t1,t2,hr,low,high\nA,w,x,0.5,0.4,0.625\nB,y,z,0.8,0.64,1\n",
      "NMA",
      "no study connects",
    ],
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
