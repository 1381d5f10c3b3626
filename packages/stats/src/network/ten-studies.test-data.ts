import type { NetworkComparisons } from "./network.ts";

/** Level and variance of each arm. */
export type Arms = Readonly<Record<string, readonly [level: number, variance: number]>>;

/** All pairs of arms of studies whose arms are independent. */
export const comparisonsOfArms = (studies: Readonly<Record<string, Arms>>): NetworkComparisons => {
  const rows = Object.entries(studies).flatMap(([study, arms]) =>
    Object.entries(arms).flatMap(([one, [level, variance]], i, all) =>
      all.slice(i + 1).map(([other, [otherLevel, otherVariance]]) => ({
        ...{ study, one, other },
        effect: level - otherLevel,
        standardError: Math.sqrt(variance + otherVariance),
      })),
    ),
  );
  return {
    studies: rows.map((row) => row.study),
    treatments1: rows.map((row) => row.one),
    treatments2: rows.map((row) => row.other),
    effects: Float64Array.from(rows, (row) => row.effect),
    standardErrors: Float64Array.from(rows, (row) => row.standardError),
  };
};

/**
 * Invented: five treatments, seven designs of which three have two studies or more arms than three, heterogeneous and
 * inconsistent. What R says of it comes from the contrasts y of each study against its first arm with their
 * covariance V, the design X against treatment A, and M with 1 on the diagonal and 1/2 within a study.
 */
export const tenStudies: Readonly<Record<string, Arms>> = {
  s1: { A: [0.5, 0.02], B: [0, 0.02] },
  s2: { A: [0.3, 0.03], B: [0, 0.0325] },
  s3: { B: [0.2, 0.05], C: [0, 0.04] },
  s4: { A: [0.9, 0.01], C: [0, 0.0125] },
  s5: { A: [0.7, 0.02], B: [0.3, 0.03], C: [0, 0.05] },
  s6: { A: [1.2, 0.03], B: [0.1, 0.02], C: [0, 0.04] },
  s7: { A: [0.1, 0.02], B: [0.5, 0.04], D: [-0.3, 0.03], E: [-0.6, 0.05] },
  s8: { C: [0.4, 0.02], D: [0, 0.02] },
  s9: { D: [-0.1, 0.03], E: [0, 0.0325] },
  s10: { D: [0.95, 0.02], E: [0, 0.0284] },
};
