import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "erbium-tables-"));
let serial = 0;
const run = (text: string, measure: string, ...args: string[]) => {
  const path = join(folder, `t${++serial}.csv`);
  writeFileSync(path, text);
  return erbium(["pool", path, "--measure", measure, ...args]);
};
const pooledOf = (text: string, measure: string, ...args: string[]) => {
  const { out, code, err } = run(text, measure, "--json", ...args);
  expect(code, err).toBe(0);
  return { result: JSON.parse(out), err };
};
const plain = "study,hr,low,high\nA,0.61,0.45,0.83\nB,0.80,0.64,1.00\n";

describe("tables as programs write them", () => {
  const { result } = pooledOf(plain, "HR");
  it.each([
    [
      "semicolons, decimal commas, a byte order mark, CRLF",
      "\ufeffStudy;HR;Lower;Upper\r\nA;0,61;0,45;0,83\r\nB;0,80;0,64;1,00\r\n",
    ],
    ["the delimiter told by a spreadsheet", "sep=;\nstudy;hr;low;high\nA;0.61;0.45;0.83\nB;0.80;0.64;1.00\n"],
    ["estimate and interval in one cell", 'Trial,HR (95% CI)\nA,0.61 (0.45-0.83)\nB,"0.80 [0.64, 1.00]"\n'],
    ["the same with decimal commas", 'Studie;HR (95% KI)\nA;0,61 (0,45-0,83)\nB;"0,80 (0,64; 1,00)"\n'],
    [
      "an interval in one cell",
      "Trial\tHazard ratio\t95% CI\nA\t0.61\t0.45 to 0.83\nB\t0.80\t0.64\u20131.00\n",
    ],
    ["a row of totals", "Study,HR,CI start,CI end\nA,0.61,0.45,0.83\nB,0.80,0.64,1.00\nTotal,0.7,0.6,0.8\n"],
  ])("give the same pool: %s", (_, text) => {
    const other = pooledOf(text, "HR").result;
    expect(other.k).toBe(2);
    expect(other.pooled).toEqual(result.pooled);
  });
  it("RevMan's columns are events of two groups, and a study without numbers stays out by name", () => {
    const text =
      "Study,Experimental Events,Experimental Total,Control Events,Control Total\nA,4,123,11,139\nB,6,306,29,303\nC,NR,231,11,220\n";
    const { result: one, err } = pooledOf(text, "RR");
    expect(one.k).toBe(2);
    expect(err).toContain("C (no Experimental Events)");
  });
  it("rates with a percent sign and fractions are counts, and a rate that no count gives is refused", () => {
    const counts = pooledOf("study,events,n\nA,9,20\nB,15,50\n", "PROP").result.pooled;
    expect(pooledOf("study,ORR,n\nA,45%,20\nB,30%,50\n", "PROP").result.pooled).toEqual(counts);
    expect(pooledOf("study,responders\nA,9/20\nB,15 of 50 (30%)\n", "PROP").result.pooled).toEqual(counts);
    expect(run("study,ORR,n\nA,47%,20\nB,30%,50\n", "PROP").err).toContain("47 is no rate of 20");
  });
  it("the log-rank's O-E and variance give hazard ratios", () => {
    const { result: one } = pooledOf("study,O-E,V\nA,-5,10\nB,-5,10\n", "HR", "--test", "z");
    expect(one.pooled.estimate).toBeCloseTo(Math.exp(-0.5), 6);
  });
  it("differences come with their interval, symmetrical about them", () => {
    const { result: one } = pooledOf("study,md,lower,upper\nA,1,0,2\nB,1,0,2\n", "MD", "--test", "z");
    expect(one.pooled.high - one.pooled.low).toBeCloseTo(2 / Math.SQRT2, 6);
  });
});

describe("a table of another measure", () => {
  it.each([
    ["study,events,n\nA,5,20\n", "OR", "--measure PROP"],
    ["study,tp,fp,fn,tn\nA,1,2,3,4\n", "HR", "--measure DTA"],
    [plain, "OR", "--measure HR"],
    [plain, "PROP", "events=COLUMN"],
  ])("is refused with the one that fits: %j as %s", (text, measure, remedy) => {
    const { code, out, err } = run(text, measure);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(remedy);
  });
  it("holds no studies where each row lacks a number", () => {
    expect(run("study,hr,low,high\nA,NA,,\n", "HR").err).toContain("no row has all its numbers");
  });
});

describe("networks of several parts and kinds", () => {
  it("fits each part by itself where no study connects them, the one with the reference first", () => {
    const text = "study,t1,t2,hr,low,high\nA,x,y,0.5,0.4,0.625\nB,y,z,0.8,0.64,1\nC,p,q,0.7,0.5,0.98\n";
    const { result } = pooledOf(text, "NMA");
    expect(result.treatments).toEqual(["x", "y", "z"]);
    expect(result.separate).toMatchObject([{ treatments: ["p", "q"] }]);
    expect(result.notes.join()).toContain("x, y, z | p, q");
    const plot = join(folder, "parts.svg");
    expect(run(text, "NMA", "--plot", plot).code).toBe(0);
    expect(readFileSync(plot, "utf8")).toContain("Not drawn, since no study connects them with these: p, q.");
    expect(pooledOf(text, "NMA", "--reference", "q").result.treatments).toEqual(["p", "q"]);
    expect(run(text, "NMA", "--reference", "w").err).toContain('no study gives "w"');
  });
  it("reads arms as the contrasts that they make", () => {
    const arms = "study,treatment,events,n\nS1,A,5,20\nS1,B,9,22\nS2,B,10,31\nS2,C,4,30\n";
    const contrasts = "study,t1,t2,events1,n1,events2,n2\nS1,A,B,5,20,9,22\nS2,B,C,10,31,4,30\n";
    const [one, other] = [arms, contrasts].map((text) => pooledOf(text, "NMA").result);
    expect(one.effect).toBe("Odds ratio");
    one.againstReference.forEach((cell: { effect: number }, at: number) => {
      expect(cell.effect).toBeCloseTo(other.againstReference[at].effect, 10);
    });
  });
  it("compares through one common comparator, and splits combinations into what their parts add", () => {
    const text =
      "study,t1,t2,hr,low,high\nA,a+b,placebo,0.4,0.32,0.5\nB,a,placebo,0.8,0.64,1\nC,b,placebo,0.5,0.4,0.625\n";
    const { result } = pooledOf(text, "NMA", "--components", "--inactive", "placebo", "--bucher");
    const found = Object.fromEntries(
      result.components.components.map((one: { component: string; estimate: number }) => [
        one.component,
        one.estimate,
      ]),
    );
    // additive exactly: 0.8 x 0.5 = 0.4
    expect(found.a).toBeCloseTo(0.8, 6);
    expect(found.b).toBeCloseTo(0.5, 6);
    const indirect = result.bucher.find(
      (one: { treatment: string; against: string }) => one.treatment === "a" && one.against === "b",
    );
    expect(indirect).toMatchObject({ through: "placebo" });
    expect(indirect.estimate).toBeCloseTo(1.6, 10);
  });
});
