import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, inFolder } from "./run.ts";

const lung = ["--outcome", "ORR", "--tumour", "NSCLC", "--population", "mutation"];
const pool = (...args: string[]) => erbium(["evidence", "pool", ...args]);
const json = (...args: string[]) => {
  const { out, code, err } = pool(...args, "--json");
  expect(code, err).toBe(0);
  return JSON.parse(out);
};

describe("erbium evidence pool", () => {
  // the variance between studies is estimated as 0 here, so that the model gives the plain share, 178 of 326
  it("gives the arms, the pooled rate and what stayed out", () => {
    const one = json(...lung, "--regimen", "T-DXd", "--line", "pretreated");
    expect(one).toMatchObject({ k: 5, studies: 4, events: 178, n: 326, ciLevel: 95, thin: null });
    expect(one.estimate).toBeCloseTo((100 * 178) / 326, 3);
    expect(one.arms.reduce((sum: number, arm: { n: number }) => sum + arm.n, 0)).toBe(326);
    expect(one.prediction.low).toBeLessThan(one.ciLow);
    expect(one.prediction.high).toBeGreaterThan(one.ciHigh);
    expect(one.left).toContainEqual(
      expect.objectContaining({ row: "destiny-lung01-her2m-interim-orr", code: "blocked-pool" }),
    );
    expect(one.certainty.domains).toHaveLength(5);
    expect(one.knowledge.hash).toMatch(/^sha256:/);
  });
  it("takes a wider question where regimen and line are left open", () => {
    const [all, pretreated] = [json(...lung), json(...lung, "--line", "pretreated")];
    expect(all.asked).toMatchObject({ regimen: null, line: null });
    expect(all.n).toBeGreaterThan(pretreated.n);
  });
  it("lets partners stand beside the regimen only where asked", () => {
    const regimen = ["--regimen", "trastuzumab + pertuzumab"];
    expect(json(...lung, ...regimen).n).toBe(38);
    expect(json(...lung, ...regimen, "--partners", "docetaxel").n).toBe(83);
  });
  it("knows population and line by id and by the words of studies, and outcomes in any case", () => {
    const byWords = ["--outcome", "orr", "--tumour", "Non-Small Cell Lung Cancer", "--population"];
    expect(json(...byWords, "ERBB2 mutation", "--line", "after HER2 ADC")).toEqual(
      json(...lung, "--line", "after-her2-adc"),
    );
  });
  it("pools nothing where one study stands alone, and says so", () => {
    const one = json(...lung, "--regimen", "dacomitinib");
    expect(one).toMatchObject({ k: 1, estimate: null, thin: "one study alone: nothing to pool" });
    const none = pool(...lung, "--regimen", "tucatinib");
    expect(none.code).toBe(0);
    expect(none.out).toContain("not pooled: no study answers this question with counts");
  });
  it("prints a table with certainty by domain and the rows that stayed out", () => {
    const { out } = pool(...lung, "--regimen", "T-DXd");
    for (const words of ["pooled ", "prediction interval", "I2 ", "risk of bias", "publication bias"])
      expect(out).toContain(words);
    expect(out).toMatch(/destiny-lung02-5-4-interim-orr +pre-specified early cohort/);
  });
  it("draws the forest plot", () =>
    inFolder((folder) => {
      const file = join(folder, "forest.svg");
      const { err } = pool(...lung, "--regimen", "T-DXd", "--plot", file);
      expect(err).toContain("forest.svg");
      const svg = readFileSync(file, "utf8");
      expect(svg.startsWith("<svg")).toBe(true);
      expect(svg).toContain("DESTINY-Lung05");
    }));
  it.each([
    ["--outcome", "PFS", "CBR, DCR, ILD, ORR, pCR"],
    ["--population", "nobody", "her2-positive"],
    ["--tumour", "xx", "OncoTree"],
    ["--line", "ninth", "after-her2-adc"],
    ["--regimen", "T-DXd + moonbeam", "brand"],
  ])("refuses an unknown %s %s with what it knows", (option, word, remedy) => {
    const { code, out, err } = pool(...lung, option, word);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(`erbium: ${option}: `);
    expect(err).toMatch(remedy);
  });
  it("refuses partners without a regimen, no tumour, and a plot of another format", () =>
    inFolder((folder) => {
      expect(pool(...lung, "--partners", "docetaxel").err).toContain("give --regimen too");
      expect(pool("--outcome", "ORR", "--population", "mutation").err).toContain("--tumour NSCLC");
      const png = join(folder, "x.png");
      expect(pool(...lung, "--plot", png).code).toBe(2);
      expect(existsSync(png)).toBe(false);
    }));
});
