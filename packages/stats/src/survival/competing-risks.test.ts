import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cox } from "./cox.ts";
import { type CompetingRisks, cumulativeIncidence } from "./cumulative-incidence.ts";
import { fineGray } from "./fine-gray.ts";
import { gray } from "./gray.ts";
import { kaplanMeier } from "./kaplan-meier.ts";
import { logRank } from "./log-rank.ts";

const stop = Float64Array.of(5, 8, 8.5, 12, 13, 14, 13.5, 20, 21, 25, 30, 31);
const cause = [1, 2, 1, 0, 1, 2, 0, 1, 2, 1, 2, 0];
const x = Float64Array.of(1.5, 0.5, 2, 0.5, 2.5, 4.5, 1, 3, 2.5, 1.5, 2.5, 4);

/** Twelve with ties of every kind: of a cause, of both causes, of a cause and a censoring. */
const tied: CompetingRisks = {
  stop: Float64Array.of(1, 2, 2, 3, 3, 4, 5, 5, 6, 7, 7, 8),
  cause: [1, 2, 1, 0, 1, 1, 2, 1, 0, 2, 1, 0],
};

const some = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
  { minLength: 6, maxLength: 40 },
);
const dataOf = (rows: readonly (readonly [number, number, number])[]): CompetingRisks => ({
  stop: Float64Array.from(rows, ([time]) => time),
  cause: rows.map(([, one]) => one),
});

describe("cumulative incidence", () => {
  it("agrees with R's multi-state survfit", () => {
    const curve = cumulativeIncidence({ stop, cause });
    if (!curve.ok) throw new Error(curve.error.message);
    const [first, second] = curve.value.causes;
    expect(first?.incidence[4]).toBeCloseTo(0.2604166666666666, 12);
    expect(first?.incidence[11]).toBeCloseTo(0.4791666666666666, 12);
    expect(second?.incidence[10]).toBeCloseTo(0.4114583333333333, 12);
    expect(curve.value.eventFree[10]).toBeCloseTo(0.109375, 12);
  });
  it("shares the whole between the causes and freedom from them", () => {
    fc.assert(
      fc.property(some, (rows) => {
        const curve = cumulativeIncidence(dataOf(rows));
        if (!curve.ok) return;
        for (let at = 0; at < curve.value.time.length; at++)
          expect(
            curve.value.causes.reduce((sum, one) => sum + one.incidence[at]!, curve.value.eventFree[at]!),
          ).toBeCloseTo(1, 12);
      }),
    );
  });
  it("is Kaplan-Meier turned over, with Greenwood's variance, when there is one cause", () => {
    fc.assert(
      fc.property(some, (rows) => {
        const one = dataOf(rows.map(([time, code, g]) => [time, Math.min(code, 1), g]));
        const curve = cumulativeIncidence(one);
        const km = kaplanMeier({ stop: one.stop, event: one.cause });
        if (!curve.ok || !km.ok) return;
        for (let at = 0; at < km.value.time.length; at++) {
          expect(curve.value.causes[0]?.incidence[at]).toBeCloseTo(1 - km.value.survival[at]!, 12);
          if (km.value.survival[at]! > 0)
            expect(curve.value.causes[0]?.variance[at]).toBeCloseTo(km.value.standardError[at]! ** 2, 12);
        }
      }),
    );
  });
  it("has a variance that is not negative under either method", () => {
    fc.assert(
      fc.property(some, fc.constantFrom("delta", "aalen"), (rows, method) => {
        const curve = cumulativeIncidence(dataOf(rows), method);
        if (!curve.ok) return;
        for (const { variance } of curve.value.causes)
          for (const one of variance) expect(one).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });
  it("agrees with R's cmprsk, cuminc(time, event), on Aalen's variance with ties", () => {
    const curve = cumulativeIncidence(tied, "aalen");
    if (!curve.ok) throw new Error(curve.error.message);
    const [first, second] = curve.value.causes;
    const expected = [
      0.00694444444444444, 0.01268365472910927, 0.01716590710698454, 0.02214033761652808, 0.02522457389581005,
      0.02522457389581005, 0.03149162893096946, 0.03149162893096946,
    ];
    for (const [at, one] of expected.entries()) expect(first?.variance[at]).toBeCloseTo(one, 14);
    expect(second?.variance[1]).toBeCloseTo(0.00700183654729109, 14);
    expect(second?.variance[7]).toBeCloseTo(0.02812751758225013, 14);
  });
  it("gives the last one at risk the spread of a single death under Aalen's variance", () => {
    const curve = cumulativeIncidence({ stop: Float64Array.of(1, 2), cause: [2, 1] }, "aalen");
    if (!curve.ok) throw new Error(curve.error.message);
    // cmprsk: cuminc(1:2, c(2, 1))
    expect([...curve.value.causes[0]!.variance]).toEqual([0, 0.5]);
  });
  it("agrees with R's multi-state survfit on variances by the delta method with ties: std.err", () => {
    const curve = cumulativeIncidence(tied);
    if (!curve.ok) throw new Error(curve.error.message);
    const [first, second] = curve.value.causes;
    const errors = [
      [0.0797855923130282, 0.1075828707279838, 0.125, 0.1407452072643571],
      [0.1488548683748512, 0.1488548683748512, 0.158496734072454, 0.158496734072454],
    ].flat();
    const others = [
      [0, 0.0797855923130282, 0.0797855923130282, 0.0797855923130282],
      [0.114871479289379, 0.114871479289379, 0.1487742462593785, 0.1487742462593785],
    ].flat();
    for (const [at, one] of errors.entries()) {
      expect(Math.sqrt(first!.variance[at]!)).toBeCloseTo(one, 11);
      expect(Math.sqrt(second!.variance[at]!)).toBeCloseTo(others[at]!, 11);
    }
    expect(curve.value.convention).toBe("Aalen-Johansen, variance by the delta method");
    const aalen = cumulativeIncidence(tied, "aalen");
    expect(aalen.ok && aalen.value.convention).toBe("Aalen-Johansen, variance by counting processes (Aalen)");
  });
  it("agrees with cmprsk where both causes end many at once: cuminc(time, event)", () => {
    const crowd: CompetingRisks = {
      stop: Float64Array.of(1, 1, 1, 1, 2, 2, 2, 2, 2, 3),
      cause: [1, 1, 2, 0, 1, 1, 2, 2, 0, 1],
    };
    const curve = cumulativeIncidence(crowd, "aalen");
    if (!curve.ok) throw new Error(curve.error.message);
    const [first, second] = curve.value.causes;
    const near = (numbers: readonly number[]) => numbers.map((one) => expect.closeTo(one, 12));
    expect([...first!.incidence]).toEqual(near([0.2, 0.433333333333333, 0.666666666666667]));
    expect([...second!.incidence]).toEqual(near([0.1, 0.333333333333333, 0.333333333333333]));
    expect([...first!.variance]).toEqual(near([0.0177777777777778, 0.0307901234567902, 0.082641975308642]));
    expect([...second!.variance]).toEqual(near([0.01, 0.0281975308641976, 0.0281975308641976]));
  });
  it.each([
    [
      [1, 0.5],
      {
        code: "not-a-cause",
        message: "observation 1: the cause 0.5 is not a whole number from 0",
        path: "[1]",
        remedy: "give 0 where censored and number the causes from 1",
      },
    ],
    [
      [-1, 1],
      {
        code: "not-a-cause",
        message: "observation 0: the cause -1 is not a whole number from 0",
        path: "[0]",
        remedy: "give 0 where censored and number the causes from 1",
      },
    ],
    [
      [0, 0],
      {
        code: "no-events",
        message: "none of 2 observations has an event",
        remedy: "follow longer, or check how the causes are coded",
      },
    ],
  ])("refuses the causes %j", (codes, expected) => {
    const curve = cumulativeIncidence({ stop: Float64Array.of(1, 2), cause: codes });
    expect(!curve.ok && curve.error).toEqual(expected);
  });
});

describe("subdistribution regression", () => {
  it("agrees with R's coxph on finegray's weighted rows", () => {
    const fit = fineGray({ stop, cause }, x);
    if (!fit.ok) throw new Error(fit.error.message);
    expect(fit.value.coefficients[0]).toBeCloseTo(-0.229824863556776, 10);
    expect(fit.value.logLikelihood.null).toBeCloseTo(-10.7301767076752, 10);
    expect(fit.value.logLikelihood.model).toBeCloseTo(-10.5310509427853, 10);
  });
  it("agrees with R's cmprsk, crr(time, event, x, gtol = 1e-14), where censorings tie with events", () => {
    const fit = fineGray(
      { stop: Float64Array.of(3, 6, 2, 2, 3, 6, 2, 4), cause: [2, 0, 1, 1, 0, 2, 2, 1] },
      Float64Array.of(0.4, 0.2, 0.1, 0, 0.3, -0.6, -0.1, 0.7),
    );
    if (!fit.ok) throw new Error(fit.error.message);
    expect(fit.value.coefficients[0]).toBeCloseTo(1.025702953527962, 10);
    expect(fit.value.standardErrors[0]).toBeCloseTo(0.878970645066617, 10);
    expect(fit.value.logLikelihood.model).toBeCloseTo(-5.471511602300914, 10);
  });
  it("is Cox regression with Breslow's ties and the robust covariance when there is one cause", () => {
    const event = cause.map((one) => Math.min(one, 1));
    const fit = fineGray({ stop, cause: event }, x);
    const plain = cox({ stop, event, design: x }, { ties: "breslow", robust: true, tolerance: 1e-14 });
    if (!fit.ok || !plain.ok) throw new Error("refused");
    expect(fit.value.coefficients[0]).toBeCloseTo(plain.value.coefficients[0]!, 9);
    expect(fit.value.covariance[0]).toBeCloseTo(plain.value.covariance[0]!, 9);
  });
  it("refuses a cause that nobody has, a constant covariate and late entry", () => {
    const codeOf = (fit: ReturnType<typeof fineGray>) => (fit.ok ? null : fit.error.code);
    expect(codeOf(fineGray({ stop, cause }, x, 3))).toBe("no-events");
    expect(codeOf(fineGray({ stop, cause }, new Float64Array(12).fill(2)))).toBe("singular-design");
    expect(codeOf(fineGray({ stop, cause, start: new Float64Array(12) }, x))).toBe("not-a-design");
    const separating = Float64Array.from(cause, (one) => Number(one === 1));
    expect(codeOf(fineGray({ stop, cause }, separating))).toBe("monotone-likelihood");
  });
});

describe("Gray's test", () => {
  it("has the log-rank test's score when there is one cause", () => {
    fc.assert(
      fc.property(some, (rows) => {
        const { stop: times } = dataOf(rows);
        const event = rows.map(([, code]) => Math.min(code, 1));
        const group = [0, 1, 2, ...rows.slice(3).map(([, , g]) => g)];
        const test = gray({ stop: times, cause: event }, group);
        const plain = logRank({ stop: times, event }, group);
        if (!test.ok || !plain.ok) return;
        for (let g = 0; g < 3; g++)
          expect(test.value.score[g]).toBeCloseTo(plain.value.observed[g]! - plain.value.expected[g]!, 8);
      }),
    );
  });
  it.each([
    ["two groups", [0, 1], 1, {}, 1.516022745802564],
    ["the other cause", [0, 1], 2, {}, 0.306218209801896],
    ["rho = 1", [0, 1], 1, { rho: 1 }, 1.800246591683413],
    ["rho = 1, the other cause", [0, 1], 2, { rho: 1 }, 0.316146068520313],
    ["strata", [0, 1], 1, { strata: [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2] }, 0.4637681159420292],
    ["three groups", [0, 1, 2], 1, {}, 0.631351022194243],
    ["three groups, the other cause", [0, 1, 2], 2, {}, 2.552289070590342],
  ])(
    "agrees with R's cmprsk, cuminc(time, event, group), with ties: %s",
    (_, groups, one, options, expected) => {
      const group = Array.from({ length: 12 }, (__, at) => groups[at % groups.length]!);
      const test = gray(tied, group, one, options);
      if (!test.ok) throw new Error(test.error.message);
      expect(test.value.statistic).toBeCloseTo(expected, 12);
    },
  );
  it("does not care which group is called which", () => {
    const group = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2];
    const test = gray({ stop, cause }, group);
    const turned = gray(
      { stop, cause },
      group.map((one) => 2 - one),
    );
    if (!test.ok || !turned.ok) throw new Error("refused");
    expect(turned.value.statistic).toBeCloseTo(test.value.statistic, 10);
  });
  it("keeps its level where the other cause strikes the groups at different times", () => {
    // Hazards of the other cause differ sixfold; the incidence of cause 1 does not.
    let seed = 12345;
    const uniform = (): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return (seed + 0.5) / 2147483648;
    };
    const runs = 400;
    let rejected = 0;
    for (let run = 0; run < runs; run++) {
      const times = new Float64Array(100);
      const codes = new Uint8Array(100);
      const groups = times.map((_, at) => at % 2);
      for (let i = 0; i < 100; i++) {
        const own = uniform() < 0.4;
        const time = -Math.log(uniform()) * (own ? 1 : groups[i] === 1 ? 0.3 : 2);
        const censoring = 3 * uniform();
        times[i] = Math.min(time, censoring);
        codes[i] = time <= censoring ? (own ? 1 : 2) : 0;
      }
      const test = gray({ stop: times, cause: codes }, groups);
      if (test.ok && test.value.p < 0.05) rejected++;
    }
    expect(rejected / runs).toBeGreaterThan(0.02);
    expect(rejected / runs).toBeLessThan(0.085);
  });
  it("refuses one group and a cause that nobody has", () => {
    const codeOf = (test: ReturnType<typeof gray>) => (test.ok ? null : test.error.code);
    expect(codeOf(gray({ stop, cause }, new Uint8Array(12)))).toBe("one-group");
    expect(codeOf(gray({ stop, cause }, [0, 1]))).toBe("unequal-lengths");
    expect(codeOf(gray({ stop, cause }, new Uint8Array(12), 1, { strata: [0] }))).toBe("unequal-lengths");
    expect(codeOf(gray({ stop, cause }, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1], 3))).toBe("no-events");
  });
});
