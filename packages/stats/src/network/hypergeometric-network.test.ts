import { describe, expect, it } from "vitest";
import { type Arm, armsOf, threeTrials } from "./arms.test-data.ts";
import { type HypergeometricSearch, hypergeometricNetwork } from "./hypergeometric-network.ts";

const fitted = (arms: readonly Arm[], search?: HypergeometricSearch) => {
  const found = hypergeometricNetwork(armsOf(arms), search);
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
};
const fourTreatments: readonly Arm[] = [
  ...threeTrials.slice(0, 4),
  ["3", "A", 3, 100],
  ["3", "C", 8, 90],
  ["3", "D", 5, 80],
  ["4", "B", 9, 150],
  ["4", "C", 4, 140],
  ["5", "B", 12, 200],
  ["5", "D", 2, 110],
  ["6", "A", 0, 60],
  ["6", "C", 3, 70],
  ["6", "D", 1, 50],
];
/** pairs A-B, A-C, A-D, B-C, B-D, C-D among 4 x 4 */
const pairs = [1, 2, 3, 6, 7, 11];

describe("noncentral hypergeometric network", () => {
  it("is the Poisson regression of events with a level for each study", () => {
    // R: glm(events ~ factor(study) + treatment + offset(log(patients)), family = poisson,
    //   control = list(epsilon = 1e-15)): differences of the coefficients of treatment and their standard errors
    const found = fitted(fourTreatments);
    const effects = [
      -1.51117795239, -0.992603328072, -0.537790197344, 0.518574624322, 0.97338775505, 0.454813130728,
    ];
    const errors = [
      0.327877838905, 0.436527295418, 0.492264296546, 0.411397820429, 0.465575939472, 0.455243982456,
    ];
    for (const [i, at] of pairs.entries()) {
      expect(found.effects[at]).toBeCloseTo(effects[i]!, 10);
      expect(found.standardErrors[at]).toBeCloseTo(errors[i]!, 10);
    }
    expect(found.network.treatments).toEqual(["A", "B", "C", "D"]);
  });
  it("stops where R's optim stops, with its Hessian", () => {
    // R: optim(rep(0, 3), minusLogLikelihood, method = "L-BFGS-B", hessian = TRUE): $par and sqrt(diag(solve($hessian)))
    const found = fitted(fourTreatments, "as optim's L-BFGS-B");
    for (const [i, level] of [1.511177618268177, 0.992605562650089, 0.537800125486284].entries())
      expect(found.effects[pairs[i]!]).toBeCloseTo(-level, 9);
    for (const [i, error] of [0.32787782834535, 0.436527610646871, 0.492263671258868].entries())
      expect(found.standardErrors[pairs[i]!]).toBeCloseTo(error, 8);
  });
  it("conditional on the events of one study is the binomial comparison", () => {
    // Given R events, those of A are Binomial(R, n1 e^d / (n1 e^d + n2)): the maximum is the ratio of rates.
    const one = fitted([
      ["1", "A", 4, 200],
      ["1", "B", 10, 100],
    ]);
    expect(one.effects[1]).toBeCloseTo(Math.log(4 / 200 / (10 / 100)), 10);
    expect(one.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 4 + 1 / 10), 10);
  });
  it.each([1e3, 1e8, 1e15])("finds rates that are %d patients to an event apart", (patients) => {
    // Between them the likelihood is nearly flat, where a full Newton step leads away.
    for (const [first, second] of ["AB", "BA"]) {
      const one = fitted([
        ["1", first!, 90, 100],
        ["1", second!, 1, patients],
      ]);
      expect(Math.abs(one.effects[1]!)).toBeCloseTo(Math.log(0.9 * patients), 8);
      expect(one.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 90 + 1), 8);
    }
  });
  it("refuses sizes too far apart to compute", () => {
    const found = hypergeometricNetwork(
      armsOf([
        ["1", "A", 2, 10],
        ["1", "B", 1, 1e300],
      ]),
    );
    expect(!found.ok && found.error).toEqual({
      code: "too-far-apart",
      message: "the arms differ so much in size that their likelihood can not be computed",
      remedy: "check the numbers of patients",
    });
  });
  it("refuses what is no network of counts", () => {
    const found = hypergeometricNetwork(armsOf([["1", "A", 1, 10]]));
    expect(!found.ok && found.error.code).toBe("one-arm");
  });
});
