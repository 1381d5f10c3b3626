import { describe, expect, it } from "vitest";
import { treatmentNetworks } from "../src/index.ts";
import { knowledge } from "./compiled.ts";

/** The second-line network of HER2-positive metastatic breast cancer, as the outcome facts hold it. */
const found = treatmentNetworks(knowledge).find(({ main }) => main.name === "HER2+ MBC second line");
if (!found) throw new Error("no such network");
const { main, others } = found;
const [largest, second] = main.parts;
const ratio = (one: string, other: string): number => {
  if (!largest) throw new Error("no part");
  const { network, random } = largest.analysis;
  const at = network.treatments.indexOf(one) * network.treatments.length + network.treatments.indexOf(other);
  return Math.exp(random.effects[at] ?? Number.NaN);
};

describe("the second-line network", () => {
  it("takes the twelve contrasts that a source was seen for, and leaves the three recalled ones out", () => {
    expect(main.parts.flatMap(({ contrasts }) => contrasts)).toHaveLength(12);
    expect(main.left.map(({ row, code }) => [row.id, code])).toEqual([
      ["gbg-26-hazard-ratio-ttp", "recalled"],
      ["phenix-hazard-ratio-pfs", "recalled"],
      ["pherexa-all-pfs", "recalled"],
    ]);
  });
  it("says that no study connects margetuximab to the rest", () => {
    expect(main.parts).toHaveLength(2);
    expect(second?.treatments).toEqual(["chemotherapy + margetuximab", "chemotherapy + trastuzumab"]);
  });
  it("gives a single trial's own ratio where only that trial compares", () => {
    expect(ratio("trastuzumab deruxtecan", "trastuzumab emtansine")).toBeCloseTo(0.33, 10);
  });
  it("gives an indirect ratio as the product along the path", () => {
    expect(ratio("trastuzumab deruxtecan", "capecitabine + lapatinib")).toBeCloseTo(0.33 * 0.65, 10);
    expect(ratio("capecitabine + neratinib", "trastuzumab emtansine")).toBeCloseTo(0.76 / 0.65, 10);
  });
  it("has no closed loop, so that inconsistency can not be tested", () => {
    expect(largest?.decomposition.betweenDesigns.df).toBe(0);
    expect(largest?.splits).toEqual([]);
  });
  it("becomes inconsistent when the two control arms of physician's choice are taken as one", () => {
    const reading = others.find(({ words }) => words.includes("TH3RESA"))?.network.parts[0];
    expect(reading?.decomposition.betweenDesigns.df).toBe(1);
    expect(reading?.decomposition.betweenDesigns.pValue).toBeLessThan(0.001);
    expect(reading?.splits).toHaveLength(3);
  });
  it("joins margetuximab when trastuzumab with any chemotherapy is taken as one treatment", () => {
    const reading = others.find(({ words }) => words.includes("SOPHIA"))?.network;
    expect(reading?.parts).toHaveLength(1);
  });
  it("leaves time to progression out where asked", () => {
    const reading = others.find(({ words }) => words.includes("time to progression"))?.network;
    expect(reading?.outcomes).toEqual(["PFS"]);
    expect(main.outcomes).toEqual(["PFS", "TTP"]);
  });
});
