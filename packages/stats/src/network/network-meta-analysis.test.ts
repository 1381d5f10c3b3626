import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pool, pooled } from "../pooling/pool.ts";
import { contributions } from "./contribution.ts";
import { decomposeByDesign } from "./design-decomposition.ts";
import { splitEvidence } from "./direct-evidence.ts";
import { evidenceFlow } from "./evidence-flow.ts";
import { leagueTable } from "./league-table.ts";
import type { NetworkComparisons } from "./network.ts";
import { type NetworkOptions, networkMetaAnalysis } from "./network-meta-analysis.ts";
import { pScores } from "./p-scores.ts";
import { comparisonsOfArms, tenStudies } from "./ten-studies.test-data.ts";

type Row = readonly [study: string, one: string, other: string, effect: number, standardError: number];

const comparisonsOf = (rows: readonly Row[]): NetworkComparisons => ({
  studies: rows.map((row) => row[0]),
  treatments1: rows.map((row) => row[1]),
  treatments2: rows.map((row) => row[2]),
  effects: Float64Array.from(rows, (row) => row[3]),
  standardErrors: Float64Array.from(rows, (row) => row[4]),
});
const analysed = (rows: readonly Row[], options?: NetworkOptions) => {
  const analysis = networkMetaAnalysis(comparisonsOf(rows), options);
  if (!analysis.ok) throw new Error(analysis.error.message);
  return analysis.value;
};
const refusal = (rows: readonly Row[], options?: NetworkOptions) => {
  const analysis = networkMetaAnalysis(comparisonsOf(rows), options);
  return analysis.ok ? null : analysis.error;
};

/** A triangle with one three-arm study whose arms have the variances 0.02, 0.03 and 0.05. */
const triangle: readonly Row[] = [
  ["s1", "A", "B", 0.5, 0.2],
  ["s2", "B", "A", -0.3, 0.25],
  ["s3", "B", "C", 0.2, 0.3],
  ["s4", "A", "C", 0.9, 0.15],
  ["s5", "A", "B", 0.4, Math.sqrt(0.05)],
  ["s5", "A", "C", 0.7, Math.sqrt(0.07)],
  ["s5", "B", "C", 0.3, Math.sqrt(0.08)],
];

/** A random connected network of four treatments: a chain, and further two-arm studies. */
const anyNetwork = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: -30, max: 30 }),
      fc.integer({ min: 5, max: 40 }),
    ),
    { minLength: 2, maxLength: 10 },
  )
  .map((rows) =>
    [[0, 1, 3, 10] as const, [1, 1, -4, 12] as const, [2, 1, 6, 9] as const, ...rows].map(
      ([from, step, effect, error], i): Row => [
        `s${i}`,
        "ABCD"[from]!,
        "ABCD"[(from + step) % 4]!,
        effect / 20,
        error / 50,
      ],
    ),
  );

describe("network meta-analysis", () => {
  it("of two treatments equals the pairwise pool, with common and random effects", () => {
    const rows: Row[] = [0.1, 0.7, -0.2, 0.9].map((effect, i) => [`s${i}`, "A", "B", effect, 0.1 + 0.05 * i]);
    const effects = Float64Array.from(rows, (row) => row[3]);
    const variances = Float64Array.from(rows, (row) => row[4] ** 2);
    for (const method of ["DL", "ML", "REML"] as const) {
      const found = analysed(rows, { tau2Method: method });
      const random = pool(effects, variances, { method });
      const common = pool(effects, variances, { method: "common" });
      if (!random.ok || !common.ok) throw new Error("pool");
      expect(found.tau2.estimate).toBeCloseTo(random.value.tauSquared?.value ?? -1, 7);
      expect(found.random.effects[1]).toBeCloseTo(pooled(random.value).estimate, 7);
      expect(found.random.standardErrors[1]).toBeCloseTo(pooled(random.value).standardError, 7);
      expect(found.common.effects[1]).toBeCloseTo(pooled(common.value).estimate, 12);
      expect(found.q.statistic).toBeCloseTo(common.value.heterogeneity.q, 10);
    }
  });
  it("turns a comparison that is given the other way round", () => {
    const turned = triangle.map(
      ([study, one, other, effect, error]): Row => [study, other, one, -effect, error],
    );
    expect([...analysed(turned).random.effects]).toEqual([...analysed(triangle).random.effects]);
  });
  it("gives a multi-arm study the weights of its arms: precision of contrasts as if arms were independent", () => {
    const alone = analysed(triangle.slice(4));
    const { standardErrors, effects } = alone.common;
    expect(standardErrors[1]! ** 2).toBeCloseTo(0.05, 12);
    expect(standardErrors[2]! ** 2).toBeCloseTo(0.07, 12);
    expect(standardErrors[5]! ** 2).toBeCloseTo(0.08, 12);
    expect(effects[1]).toBeCloseTo(0.4, 12);
    expect(alone.q.df).toBe(0);
    expect(alone.q.statistic).toBeCloseTo(0, 12);
    expect(alone.q.pValue).toBeNaN();
  });
  it("is consistent: A against C is A against B and B against C together", () => {
    const { effects } = analysed(triangle).random;
    expect(effects[2]).toBeCloseTo(effects[1]! + effects[5]!, 12);
  });
  it("says what indirect comparison alone says where there is no direct one (Bucher)", () => {
    const { common } = analysed([
      ["s1", "A", "B", 0.5, 0.3],
      ["s2", "C", "B", 0.1, 0.4],
    ]);
    expect(common.effects[2]).toBeCloseTo(0.4, 12);
    expect(common.standardErrors[2]).toBeCloseTo(0.5, 12);
  });
  it("has no prediction interval without degrees of freedom", () => {
    const { prediction } = analysed(triangle.slice(4));
    expect(prediction.low[1]).toBeNaN();
  });
  it("does not depend on the order of rows", () => {
    fc.assert(
      fc.property(anyNetwork, (rows) => {
        const forth = analysed(rows, { tau2Method: "REML" });
        const back = analysed([...rows].reverse(), { tau2Method: "REML" });
        for (const [i, one] of forth.random.effects.entries())
          expect(back.random.effects[i]).toBeCloseTo(one, 7);
      }),
      { numRuns: 30 },
    );
  });
  it("scales: effects and errors times c give effects times c and tau2 times c squared", () => {
    fc.assert(
      fc.property(anyNetwork, (rows) => {
        const one = analysed(rows);
        const ten = analysed(rows.map(([s, a, b, effect, error]): Row => [s, a, b, 10 * effect, 10 * error]));
        expect(ten.tau2.estimate).toBeCloseTo(100 * one.tau2.estimate, 6);
        expect(ten.q.statistic).toBeCloseTo(one.q.statistic, 7);
        expect(ten.random.effects[1]).toBeCloseTo(10 * one.random.effects[1]!, 7);
      }),
    );
  });
  it("with tau2 = 0 is the common-effect network", () => {
    fc.assert(
      fc.property(anyNetwork, (rows) => {
        const found = analysed(rows, { tau2: 0 });
        expect([...found.random.effects]).toEqual([...found.common.effects]);
        expect(found.tau2.method).toBe("given");
      }),
    );
  });
  it("contains its estimates in its intervals, the prediction interval the widest", () => {
    fc.assert(
      fc.property(anyNetwork, (rows) => {
        const { random, prediction } = analysed(rows);
        for (const at of [1, 2, 3, 6, 7, 11]) {
          expect(random.low[at]).toBeLessThan(random.effects[at]!);
          expect(random.effects[at]).toBeLessThan(random.high[at]!);
          if (!Number.isNaN(prediction.low[at]))
            expect(prediction.low[at]).toBeLessThanOrEqual(random.low[at]! + 1e-9);
        }
      }),
    );
  });
});

describe("network meta-analysis of ten studies, beside least squares in R", () => {
  const found = (options?: NetworkOptions) => {
    const analysis = networkMetaAnalysis(comparisonsOfArms(tenStudies), options);
    if (!analysis.ok) throw new Error(analysis.error.message);
    return analysis.value;
  };
  /** pairs A-B, A-C, A-D, A-E, B-C, B-D, B-E, C-D, C-E, D-E among 5 x 5 */
  const pairs = [1, 2, 3, 4, 7, 8, 9, 13, 14, 19];

  // R, with y, V, X and M of the data: W <- solve(V); C <- solve(t(X) %*% W %*% X); b <- C %*% t(X) %*% W %*% y;
  //   r <- y - X %*% b; Q <- t(r) %*% W %*% r; P <- W - W %*% X %*% C %*% t(X) %*% W; tau2 <- (Q - 10) / sum(diag(P %*% M))
  it("has the effects, standard errors and Q of the contrasts with their covariance", () => {
    const { common, q, i2 } = found();
    const effects = [
      ...[0.444302391354, 0.741290792722, 0.867229822143, 1.25796060915, 0.296988401368],
      ...[0.422927430789, 0.813658217794, 0.125939029421, 0.516669816426, 0.390730787005],
    ];
    const errors = [
      ...[0.0957964658104, 0.102673100936, 0.147386931594, 0.179836697606, 0.117527428044],
      ...[0.157736226845, 0.188354653127, 0.146230545366, 0.184247825418, 0.140229261627],
    ];
    for (const [i, at] of pairs.entries()) {
      expect(common.effects[at]).toBeCloseTo(effects[i]!, 10);
      expect(common.standardErrors[at]).toBeCloseTo(errors[i]!, 10);
    }
    expect(q).toEqual({
      ...{ statistic: expect.closeTo(36.0467378816, 9), df: 10 },
      pValue: expect.closeTo(8.26334182543e-5, 14),
    });
    expect(i2.estimate).toBeCloseTo(1 - 10 / 36.0467378816, 10);
  });
  it("has random effects by the moments of Q, the same with V + tau2 M", () => {
    const { random, tau2 } = found();
    expect(tau2).toEqual({ estimate: expect.closeTo(0.140381864809, 11), method: "DL" });
    const effects = [
      ...[0.41669684529, 0.720628368274, 0.880003604996, 1.23859875001, 0.303931522984],
      ...[0.463306759706, 0.821901904724, 0.159375236722, 0.51797038174, 0.358595145018],
    ];
    const errors = [
      ...[0.18711187607, 0.213671362643, 0.290914967427, 0.330514263791, 0.220195661736],
      ...[0.296417151214, 0.33546942, 0.292204508088, 0.343386018757, 0.25488291923],
    ];
    for (const [i, at] of pairs.entries()) {
      expect(random.effects[at]).toBeCloseTo(effects[i]!, 10);
      expect(random.standardErrors[at]).toBeCloseTo(errors[i]!, 10);
    }
  });
  it("has normal intervals and tests, and prediction intervals by t on the degrees of freedom of Q", () => {
    const { common, random, prediction, level } = found();
    // R: A against B, 0.41669684529 -+ qnorm(.975) * 0.18711187607; 2 * pnorm(-0.41669684529 / 0.18711187607);
    //   -+ qt(.975, 10) * sqrt(0.18711187607^2 + 0.140381864809)
    expect(random.low[1]).toBeCloseTo(0.41669684529 - 0.366732538177, 10);
    expect(random.high[1]).toBeCloseTo(0.41669684529 + 0.366732538177, 10);
    expect(random.pValues[1]).toBeCloseTo(0.025947739103, 10);
    expect(prediction.low[1]).toBeCloseTo(0.41669684529 - 0.933142633179, 10);
    expect(prediction.high[1]).toBeCloseTo(0.41669684529 + 0.933142633179, 10);
    expect(prediction.convention).toBe("t(df of Q), sqrt(SE^2 + tau2)");
    expect(level).toBe(0.95);
    for (const diagonal of [0, 6, 12, 18, 24]) {
      expect(common.pValues[diagonal]).toBeNaN();
      expect(random.effects[diagonal]).toBe(0);
      expect(prediction.low[diagonal]).toBe(0);
      expect(prediction.high[diagonal]).toBe(0);
    }
    expect(random.pValues.filter(Number.isNaN)).toHaveLength(5);
    expect(random.low).toHaveLength(25);
  });
  it("takes another level for all intervals, or for the prediction intervals alone", () => {
    const both = found({ level: 0.9 });
    // R: qnorm(.95) * 0.0957964658104; qt(.95, 10) * sqrt(0.18711187607^2 + 0.140381864809)
    expect(both.common.high[1]! - both.common.effects[1]!).toBeCloseTo(0.157571164237, 10);
    expect(both.prediction.high[1]! - both.random.effects[1]!).toBeCloseTo(0.759057158025, 10);
    expect(both.i2.high).toBeLessThan(found().i2.high);
    const one = found({ predictionLevel: 0.9 });
    expect(one.prediction.high[1]! - one.random.effects[1]!).toBeCloseTo(0.759057158025, 10);
    expect(one.random.high[1]! - one.random.effects[1]!).toBeCloseTo(0.366732538177, 10);
  });
  it("finds tau2 by likelihood at its maximum", () => {
    // R: optimize(function(t2) { S <- V + t2 * M; 0.5 * (log(det(S)) + gls(X, S, y) [+ log(det(t(X) %*% solve(S)
    //   %*% X)))] }, c(0, 2), tol = 1e-12)$minimum
    expect(found({ tau2Method: "ML" }).tau2.estimate).toBeCloseTo(0.08443542, 6);
    expect(found({ tau2Method: "REML" }).tau2.estimate).toBeCloseTo(0.13794336, 6);
  });
  it.each([1e-4, 1e4])("finds tau2 by likelihood on any scale: effects times %d", (unit) => {
    const scaled = Object.fromEntries(
      Object.entries(tenStudies).map(([study, arms]) => [
        study,
        Object.fromEntries(
          Object.entries(arms).map(([arm, [level, variance]]) => [
            arm,
            [unit * level, unit ** 2 * variance] as const,
          ]),
        ),
      ]),
    );
    const tolerance = { effects: 1e-6, standardErrors: 1e-6 };
    for (const [tau2Method, tau2] of [
      ["ML", 0.08443542155],
      ["REML", 0.1379433635],
    ] as const) {
      const analysis = networkMetaAnalysis(comparisonsOfArms(scaled), { tau2Method, tolerance });
      if (!analysis.ok) throw new Error(analysis.error.message);
      expect(analysis.value.tau2.estimate / unit ** 2 / tau2).toBeCloseTo(1, 5);
    }
  });
  it("finds tau2 by likelihood where it is far above the sampling variances", () => {
    // Of equal sampling variances it is the variance of the effects, 11.2, less theirs.
    const rows = [-3, 1, 4, -1, 5].map((effect, i): Row => [`s${i}`, "A", "B", effect, 0.01]);
    expect(analysed(rows, { tau2Method: "REML" }).tau2.estimate).toBeCloseTo(11.2 - 1e-4, 6);
  });
  it.each([
    // R, metafor 3.8.1: rma.mv(y, diag(V), mods = X, intercept = FALSE, random = ~ factor(1:15) | study, rho = 1/2,
    //   method = )$tau2, y against the reference where a study has it, else against its last arm
    [undefined, "ML", 0.0292406232],
    [undefined, "REML", 0.07687094727],
    ["A", "ML", 0.1040716717],
    ["A", "REML", 0.1583789211],
    ["B", "ML", 0.07610939639],
    ["B", "REML", 0.129597982],
    ["D", "ML", 0.03251620995],
    ["D", "REML", 0.08363060701],
  ] as const)(
    "or as netmeta has it, covariances ignored: reference %s, %s",
    (reference, tau2Method, tau2) => {
      const options = { tau2Method, likelihood: "as netmeta", ...(reference && { reference }) } as const;
      expect(found(options).tau2.estimate / tau2).toBeCloseTo(1, 4);
    },
  );
});

describe("between-study variance", () => {
  it("is zero where the studies agree", () => {
    const agree = triangle.map(([s, a, b, , error]): Row => [s, a, b, 0, error]);
    for (const tau2Method of ["DL", "ML", "REML"] as const)
      expect(analysed(agree, { tau2Method }).tau2.estimate).toBe(0);
  });
  it("by REML is larger than by ML", () => {
    const spread: readonly Row[] = triangle.map(
      ([s, a, b, effect, error], i): Row =>
        s === "s5" ? [s, a, b, effect, error] : [s, a, b, effect + (i % 2 === 0 ? 0.9 : -0.9), error],
    );
    const ml = analysed(spread, { tau2Method: "ML" }).tau2.estimate;
    const reml = analysed(spread, { tau2Method: "REML" }).tau2.estimate;
    expect(reml).toBeGreaterThan(ml);
    expect(ml).toBeGreaterThan(0);
  });
  it("by likelihood has no more than one answer for the arm a multi-arm study is read against", () => {
    const renamed = triangle.map(([s, a, b, effect, error]): Row => {
      const name: Record<string, string> = { A: "C", B: "B", C: "A" };
      return [s, name[a]!, name[b]!, effect, error];
    });
    const options = { tau2Method: "REML" } as const;
    expect(analysed(renamed, options).tau2.estimate).toBeCloseTo(
      analysed(triangle, options).tau2.estimate,
      8,
    );
  });
});

describe("direct and indirect evidence", () => {
  it("together give the network, in inverse-variance proportion", () => {
    fc.assert(
      fc.property(anyNetwork, (rows) => {
        const { network, commonFit } = analysed(rows);
        for (const split of splitEvidence(network, commonFit)) {
          if (split.studies === 0 || split.proportionDirect > 0.999) continue;
          const p = split.proportionDirect;
          expect(p * split.direct.effect + (1 - p) * split.indirect.effect).toBeCloseTo(
            split.network.effect,
            8,
          );
        }
      }),
    );
  });
  it("are one where there is only one of them", () => {
    const { network, commonFit } = analysed([
      ["s1", "A", "B", 0.5, 0.3],
      ["s2", "C", "B", 0.1, 0.4],
    ]);
    const [ab, ac] = splitEvidence(network, commonFit);
    expect(ab?.proportionDirect).toBe(1);
    expect(ab?.indirect.effect).toBeNaN();
    expect(ac?.proportionDirect).toBe(0);
    expect(ac?.direct.effect).toBeNaN();
    expect(ac?.indirect.effect).toBeCloseTo(0.4, 12);
  });
});

describe("decomposition by design", () => {
  it("adds up: within and between designs make the whole Q", () => {
    fc.assert(
      fc.property(anyNetwork, (rows) => {
        const analysis = analysed(rows);
        const {
          total,
          withinDesigns,
          betweenDesigns,
          contributions: shares,
        } = decomposeByDesign(analysis.network);
        expect(total.statistic).toBeCloseTo(analysis.q.statistic, 7);
        expect(withinDesigns.df + betweenDesigns.df).toBe(analysis.q.df);
        expect(shares.reduce((sum, one) => sum + one.q, 0)).toBeCloseTo(betweenDesigns.statistic, 7);
      }),
    );
  });
  it("finds no inconsistency where there is no loop, and says so by no degree of freedom", () => {
    const { betweenDesigns, detached, designByTreatment } = decomposeByDesign(
      analysed([
        ["s1", "A", "B", 0.5, 0.3],
        ["s2", "A", "B", 0.9, 0.3],
        ["s3", "C", "B", 0.1, 0.4],
      ]).network,
    );
    expect(betweenDesigns.df).toBe(0);
    expect(betweenDesigns.pValue).toBeNaN();
    expect(detached).toEqual([]);
    expect(designByTreatment.tau2Within).toBeGreaterThanOrEqual(0);
  });
  it("blames the design that contradicts the others", () => {
    const loop: readonly Row[] = [
      ["s1", "A", "B", 0, 0.1],
      ["s2", "B", "C", 0, 0.1],
      ["s3", "A", "C", 0, 0.1],
      ["s4", "B", "D", 0, 0.1],
      ["s5", "C", "D", 0, 0.1],
      ["s6", "A", "D", 2, 0.1],
    ];
    const { detached } = decomposeByDesign(analysed(loop).network);
    const least = [...detached].sort((one, other) => one.statistic - other.statistic)[0];
    expect(least?.design).toBe("A:D");
    expect(least?.statistic).toBeCloseTo(0, 8);
  });
});

describe("contributions of direct comparisons", () => {
  it("add up to one in every row, by both methods", () => {
    fc.assert(
      fc.property(anyNetwork, (rows) => {
        const { network, randomFit } = analysed(rows);
        for (const method of ["shortest path", "random walk"] as const) {
          const { shares, columns, rows: pairs } = contributions(network, randomFit, method);
          for (const [row] of pairs.entries()) {
            const share = shares.subarray(row * columns.length, (row + 1) * columns.length);
            expect(share.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 7);
            for (const one of share) expect(one).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
  it("halve a comparison that goes through one other treatment", () => {
    const { network, commonFit } = analysed([
      ["s1", "A", "B", 0.5, 0.3],
      ["s2", "C", "B", 0.1, 0.4],
    ]);
    const { shares } = contributions(network, commonFit, "random walk");
    expect([...shares.subarray(2, 4)]).toEqual([0.5, 0.5]);
  });
});

describe("flow of evidence", () => {
  it("passes one comparison without branches, two through a common comparator", () => {
    const { network, commonFit } = analysed([
      ["s1", "A", "B", 0.5, 0.3],
      ["s2", "C", "B", 0.1, 0.4],
    ]);
    const [ab, ac] = evidenceFlow(network, commonFit);
    expect(ab).toMatchObject({
      meanPathLength: expect.closeTo(1, 10),
      minimalParallelism: expect.closeTo(1, 10),
    });
    expect(ac?.meanPathLength).toBeCloseTo(2, 10);
  });
});

describe("ranking and league table", () => {
  it("P-scores have the mean one half and turn with the direction of benefit", () => {
    fc.assert(
      fc.property(anyNetwork, (rows) => {
        const { random } = analysed(rows);
        const better = pScores(random.effects, random.standardErrors, 4, "better");
        const worse = pScores(random.effects, random.standardErrors, 4, "worse");
        expect(better.reduce((sum, one) => sum + one, 0)).toBeCloseTo(2, 9);
        for (const [i, one] of better.entries()) expect(worse[i]).toBeCloseTo(1 - one, 9);
      }),
    );
  });
  it("the league table follows the order asked for and leaves out what it does not name", () => {
    const league = leagueTable(analysed(triangle), ["C", "A"], "common");
    expect(league).toHaveLength(2);
    expect(league[0]?.[0]).toMatchObject({ row: "C", column: "A" });
    expect(league[0]?.[0]?.effect).toBeCloseTo(-(league[1]?.[0]?.effect ?? 0), 12);
  });
  it("the league table is of random effects and all treatments unless asked otherwise, without unknown ones", () => {
    const analysis = analysed(triangle, { tau2: 0.1 });
    const league = leagueTable(analysis);
    expect(league.map((row) => row.map(({ row, column }) => row + column))).toEqual([
      ["AB", "AC"],
      ["BA", "BC"],
      ["CA", "CB"],
    ]);
    expect(league[1]?.[1]).toEqual({
      ...{ row: "B", column: "C", effect: analysis.random.effects[5] },
      ...{ low: analysis.random.low[5], high: analysis.random.high[5] },
    });
    expect(leagueTable(analysis, ["B", "Z", "A"]).map((row) => row.map((cell) => cell.column))).toEqual([
      ["A"],
      ["B"],
    ]);
  });
});

describe("a network that can not be analysed", () => {
  const two: readonly Row[] = [["s1", "A", "B", 0.5, 0.3]];
  it("names the parts that no study connects", () => {
    const found = refusal([...two, ["s2", "C", "D", 0.5, 0.3]]);
    expect(found?.code).toBe("disconnected-network");
    expect(found?.message).toContain("A, B | C, D");
  });
  it.each([
    [[], {}, "no-comparisons"],
    [[["s1", "A", "A", 0.5, 0.3]], {}, "treatment-against-itself"],
    [[["s1", "A", "B", Number.NaN, 0.3]], {}, "not-finite"],
    [[["s1", "A", "B", 0.5, 0]], {}, "standard-error-not-positive"],
    [
      [
        ["s1", "A", "B", 0.5, 0.3],
        ["s1", "B", "A", 0.5, 0.3],
      ],
      {},
      "pair-twice",
    ],
    [
      [
        ["s1", "A", "B", 0.5, 0.3],
        ["s1", "B", "C", 0.5, 0.3],
      ],
      {},
      "pair-missing",
    ],
    [two, { reference: "Z" }, "unknown-reference"],
    [two, { level: 95 }, "level-not-a-share"],
    [two, { predictionLevel: 95 }, "level-not-a-share"],
    [two, { tau2: -1 }, "negative-variance"],
    [two, { tau2: Number.NaN }, "negative-variance"],
    [two, { tau2: Number.POSITIVE_INFINITY }, "negative-variance"],
  ] as const)("is refused with its cause: %j %j", (rows, options, code) => {
    expect(refusal(rows as readonly Row[], options)?.code).toBe(code);
  });
  it("refuses a multi-arm study that contradicts itself beyond rounding, and lets rounding pass", () => {
    const off = (by: number): Row[] =>
      triangle.map(([s, a, b, effect, error], i): Row => [s, a, b, i === 6 ? effect + by : effect, error]);
    expect(refusal(off(0.0029))).toBeNull();
    expect(refusal(off(0.0031))?.code).toBe("multi-arm-effects-contradict");
    expect(refusal(off(0.0031), { tolerance: { effects: 0.01 } })).toBeNull();
    const widened = triangle.map(
      ([s, a, b, effect, error], i): Row => [s, a, b, effect, i === 6 ? 0.9 : error],
    );
    expect(refusal(widened)).toEqual({
      code: "impossible-multi-arm-variances",
      message: "a study of several arms has standard errors that no covariance of its arms allows",
      remedy: "check the standard errors of studies with three or more arms",
    });
  });
  it("says which reference or variance is wrong, and what to do", () => {
    expect(refusal(triangle, { reference: "Z" })).toEqual({
      code: "unknown-reference",
      message: "the reference Z is not among the treatments",
      remedy: "choose one of A, B, C",
    });
    expect(refusal(triangle, { tau2: -0.5 })).toEqual({
      code: "negative-variance",
      message: "the between-study variance is given as -0.5",
      remedy: "give a finite variance of zero or more",
    });
    expect(refusal([...two, ["s2", "C", "D", 0.5, 0.3]])).toEqual({
      code: "disconnected-network",
      message: "no study connects these parts: A, B | C, D",
      remedy: "analyse each part by itself, or fit a component network if treatments share components",
    });
  });
  it("refuses columns of different lengths", () => {
    const found = networkMetaAnalysis({ ...comparisonsOf(two), effects: new Float64Array(2) });
    expect(!found.ok && found.error.code).toBe("lengths-differ");
  });
});
