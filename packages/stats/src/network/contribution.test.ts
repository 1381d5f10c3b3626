import { describe, expect, it } from "vitest";
import { contributions } from "./contribution.ts";
import { networkMetaAnalysis } from "./network-meta-analysis.ts";
import { parkinsonTrials } from "./parkinson-trials.test-data.ts";

describe("contributions of direct comparisons", () => {
  const analysis = networkMetaAnalysis(parkinsonTrials);
  if (!analysis.ok) throw new Error(analysis.error.message);
  const { network, commonFit } = analysis.value;
  it.each(["shortest path", "random walk"] as const)("by %s agree with netmeta", (method) => {
    // netmeta 3.3.1: netcontrib(netmeta(...), method = "shortestpath" or "randomwalk")$common of Franchini 2012, the
    // rows bromocriptine against pramipexole and cabergoline against pramipexole
    const { rows, columns, shares } = contributions(network, commonFit, method);
    expect(columns.map(([i, j]) => `${i}${j}`)).toEqual(["01", "02", "03", "04", "23", "24"]);
    expect(rows.map(([i, j]) => `${i}${j}`)).toEqual([
      ...["01", "02", "03", "04", "12", "13", "14", "23", "24", "34"],
    ]);
    const reference: Record<number, readonly number[]> = {
      0: [1, 0, 0, 0, 0, 0],
      2: [
        ...[0, 0.138425524343595, 0.377605151925239, 0.115181266462524],
        ...[0.253606790806118, 0.115181266462524],
      ],
      5: [
        ...[0.367472208705242, 0.0922836828957297, 0.18880257596262],
        ...[0.0863859498468928, 0.178669632742622, 0.0863859498468928],
      ],
    };
    for (const [row, expected] of Object.entries(reference))
      for (const [column, share] of expected.entries())
        expect(shares[Number(row) * columns.length + column]).toBeCloseTo(share, 9);
  });
});
