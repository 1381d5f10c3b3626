import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, inFolder } from "./run.ts";

const alleles = "examples/pool/summit-alleles.csv";
const basket = (...args: string[]) => erbium(["pool", ...args, "--measure", "BASKET"]);
const json = (...args: string[]) => {
  const { out, code, err } = basket(...args, "--json");
  expect(code, err).toBe(0);
  return JSON.parse(out);
};

describe("erbium pool --measure BASKET", () => {
  // exact limits: binom.test(3, 6)
  it("sets each stratum alone beside what it is with the others", () => {
    const { strata, next, tau, model } = json(alleles);
    expect(model).toContain("hierarchical");
    const [v777l] = strata;
    expect(v777l).toMatchObject({ stratum: "V777L", responders: 3, n: 6, probabilityAbove: null });
    expect(v777l.alone.low).toBeCloseTo(11.81, 2);
    expect(v777l.alone.high).toBeCloseTo(88.19, 2);
    expect(v777l.together.estimate).toBeLessThan(50);
    expect(v777l.together.high - v777l.together.low).toBeLessThan(v777l.alone.high - v777l.alone.low);
    for (const { together } of strata) {
      expect(together.estimate).toBeGreaterThan(0);
      expect(together.estimate).toBeLessThan(100);
    }
    expect(next.high - next.low).toBeGreaterThan(strata[1].together.high - strata[1].together.low);
    expect(tau.low).toBeLessThan(tau.median);
  });
  it("answers how probable a rate above a threshold is", () => {
    const { strata, threshold } = json(alleles, "--threshold", "20");
    expect(threshold).toBe(20);
    for (const { probabilityAbove } of strata) {
      expect(probabilityAbove).toBeGreaterThan(50);
      expect(probabilityAbove).toBeLessThan(100);
    }
    expect(basket(alleles, "--threshold", "20").out).toContain("P(> 20 %)");
  });
  it("borrows less where strata may stand alone, and with a wider prior between strata", () => {
    const pull = (result: { strata: { stratum: string; together: { estimate: number } }[] }): number =>
      result.strata.find(({ stratum }) => stratum === "transmembrane domain missense")?.together.estimate ??
      Number.NaN;
    expect(pull(json(alleles, "--exnex"))).toBeLessThan(pull(json(alleles)));
    expect(pull(json(alleles, "--tau-scale", "3"))).toBeLessThan(pull(json(alleles)));
    expect(json(alleles, "--exnex").model).toContain("EXNEX");
    expect(json(alleles, "--exnex", "0.8").priors.exchangeable).toBe(0.8);
  });
  it("shows what the prior decides, and says so of few strata", () => {
    expect(json(alleles).sensitivity.map((one: { tauScale: number }) => one.tauScale)).toEqual([0.5, 2]);
    const two = erbium(["pool", "-", "--measure", "BASKET"], "stratum,events,n\nA,3,6\nB,0,9\n");
    expect(two.out).toContain("with 2 strata the prior says how much is borrowed");
  });
  it("draws the figure", () =>
    inFolder((folder) => {
      const file = join(folder, "basket.svg");
      expect(basket(alleles, "--plot", file, "--threshold", "20").code).toBe(0);
      expect(readFileSync(file, "utf8")).toContain("beside the others");
    }));
  it.each([
    ["--exnex", "1.5", "probability"],
    ["--threshold", "120", "percentage"],
    ["--tau-scale", "0", "above 0"],
    ["--method", "REML", "says nothing of BASKET"],
  ])("refuses %s %s and writes nothing", (option, value, words) =>
    inFolder((folder) => {
      const file = join(folder, "basket.svg");
      const run = basket(alleles, option, value, "--plot", file);
      expect(run.code).toBe(2);
      expect(run.err).toContain(words);
      expect(existsSync(file)).toBe(false);
    }),
  );
  it("refuses more responders than patients, more strata than a trial has, and options of a basket elsewhere", () =>
    inFolder((folder) => {
      const wrong = basket("-", "--json");
      expect(wrong.code).not.toBe(0);
      const many = join(folder, "many.csv");
      writeFileSync(
        many,
        `stratum,events,n\n${Array.from({ length: 101 }, (_, at) => `s${at},1,9`).join("\n")}\n`,
      );
      expect(basket(many).err).toContain("a basket is the strata of one trial");
      const more = join(folder, "more.csv");
      writeFileSync(more, "stratum,events,n\nA,7,6\nB,1,9\n");
      expect(basket(more).code).not.toBe(0);
      const elsewhere = erbium(["pool", alleles, "--measure", "PROP", "--exnex"]);
      expect(elsewhere.err).toContain("--exnex says nothing of PROP");
    }));
});
