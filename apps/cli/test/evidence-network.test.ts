import { describe, expect, it } from "vitest";
import type { NetworkSummary } from "../src/pool/knowledge-network.ts";
import { erbium } from "./run.ts";

const network = (...args: string[]) => erbium(["evidence", "network", ...args]);
const json = (...args: string[]): NetworkSummary => {
  const { out, code, err } = network(...args, "--json");
  expect(code, err).toBe(0);
  return JSON.parse(out);
};

describe("erbium evidence network", () => {
  const found = json("her2+ mbc second line");
  const [largest, apart] = found.parts;
  if (largest === undefined || apart === undefined) throw new Error("two parts were expected");
  const ratio = (treatment: string) =>
    largest.ranking.find((one) => one.treatment === treatment)?.ratio ?? null;

  it("ranks every treatment once, best first, against what most trials compare with", () => {
    expect(largest.reference).toBe("capecitabine + lapatinib");
    expect(largest.ranking).toHaveLength(11);
    const scores = largest.ranking.map(({ pScore }) => pScore);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(ratio("capecitabine + lapatinib")).toBeNull();
  });
  it("gives a trial's own ratio where it alone compares, and the product along a path", () => {
    expect(ratio("trastuzumab emtansine")?.estimate).toBeCloseTo(0.65, 10); // EMILIA
    expect(ratio("trastuzumab deruxtecan")?.estimate).toBeCloseTo(0.33 * 0.65, 10); // DESTINY-Breast03 x EMILIA
    expect(ratio("capecitabine")?.estimate).toBeCloseTo(1 / 0.49, 10); // EGF100151
  });
  it("has every pair in its league, each the inverse of the other way round", () => {
    expect(largest.league).toHaveLength(11 * 10);
    for (const one of largest.league) {
      const back = largest.league.find(
        ({ treatment, against }) => treatment === one.against && against === one.treatment,
      );
      expect(one.estimate * (back?.estimate ?? 0)).toBeCloseTo(1, 8);
      expect(one.low * (back?.high ?? 0)).toBeCloseTo(1, 8);
    }
  });
  it("keeps apart what no study connects, and says that nothing tests inconsistency", () => {
    expect(apart.ranking.map(({ treatment }) => treatment)).toEqual([
      "chemotherapy + margetuximab",
      "chemotherapy + trastuzumab",
    ]);
    expect(apart.reference).toBe("chemotherapy + trastuzumab");
    expect(largest.inconsistency).toMatchObject({ df: 0, p: null });
  });
  it("names the contrasts that stay out with the reason", () =>
    expect(found.left.map(({ row, code }) => [row, code])).toEqual([
      ["gbg-26-hazard-ratio-ttp", "recalled"],
      ["phenix-hazard-ratio-pfs", "recalled"],
      ["pherexa-all-pfs", "recalled"],
    ]));
  it("says what each other reading changes, and nothing that it does not", () => {
    const [progression, oneChoice, anyChemotherapy] = found.readings;
    expect(progression?.changed).toEqual([{ treatment: "capecitabine", from: expect.anything(), to: null }]);
    expect(oneChoice?.inconsistency?.p).toBeLessThan(0.001);
    expect(oneChoice?.changed.length).toBeGreaterThan(5);
    expect(anyChemotherapy?.parts).toBe(1);
    expect(anyChemotherapy?.changed.map(({ treatment, from }) => [treatment, from])).toEqual([
      ["chemotherapy + margetuximab", null],
      ["chemotherapy + trastuzumab", null],
    ]);
  });
  it("takes a reference by any name of its members", () => {
    const other = json("--reference", "lapatinib + Xeloda").parts[0];
    expect(other).toEqual(largest);
    const turned = json("--reference", "T-DM1").parts[0];
    expect(turned?.reference).toBe("trastuzumab emtansine");
    expect(
      turned?.ranking.find(({ treatment }) => treatment === "trastuzumab deruxtecan")?.ratio?.estimate,
    ).toBeCloseTo(0.33, 10);
  });
  it("prints ranking, trials, what stays out and the other readings", () => {
    const { out } = network();
    for (const words of [
      "against capecitabine + lapatinib",
      "no closed loop: inconsistency can not be tested",
      "no study connects these to the treatments above",
      "phenix-hazard-ratio-pfs  no source of this figure was seen",
      "capecitabine: 2.04 (1.41-2.95) becomes not connected",
      "(df 1, p 0.0006)",
    ])
      expect(out).toContain(words);
  });
  it("refuses a network or a reference that is not there, with those that are", () => {
    const unknown = network("third line");
    expect([unknown.code, unknown.out]).toEqual([1, ""]);
    expect(unknown.err).toContain("known: HER2+ MBC second line");
    const reference = network("--reference", "osimertinib");
    expect([reference.code, reference.out]).toEqual([1, ""]);
    expect(reference.err).toContain("choose capecitabine;");
  });
});
