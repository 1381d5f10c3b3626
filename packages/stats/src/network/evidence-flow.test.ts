import { describe, expect, it } from "vitest";
import { evidenceFlow } from "./evidence-flow.ts";
import { networkMetaAnalysis } from "./network-meta-analysis.ts";
import { parkinsonTrials } from "./parkinson-trials.test-data.ts";

describe("flow of evidence", () => {
  it("has the path lengths and parallelism of netmeta, in order of the pairs", () => {
    const analysis = networkMetaAnalysis(parkinsonTrials);
    if (!analysis.ok) throw new Error(analysis.error.message);
    // netmeta 3.3.1: netmeasures(netmeta(...))$meanpath and $minpar of Franchini 2012
    const lengths = [
      ...[1, 1.63400255410612, 1.87223573053551, 1.17413938697742, 2.63400255410612],
      ...[2.87223573053551, 2.17413938697742, 1.11858565425368, 1.65018991409988, 2.10383125029083],
    ];
    const parallelism = [
      ...[1, 1.68021092115174, 1.52798613423514, 1.14380896737631, 1, 1, 1],
      ...[1.32300006997008, 1.88478405276905, 1.73881840336083],
    ];
    const flows = evidenceFlow(analysis.value.network, analysis.value.commonFit);
    expect(flows.map(({ first, second }) => `${first}${second}`)).toEqual([
      ...["01", "02", "03", "04", "12", "13", "14", "23", "24", "34"],
    ]);
    for (const [at, flow] of flows.entries()) {
      expect(flow.meanPathLength).toBeCloseTo(lengths[at]!, 9);
      expect(flow.minimalParallelism).toBeCloseTo(parallelism[at]!, 9);
    }
  });
});
