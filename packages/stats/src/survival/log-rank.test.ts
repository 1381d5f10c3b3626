import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logRank } from "./log-rank.ts";

const stop = Float64Array.of(1, 2, 2, 3, 4, 5, 6);
const event = [1, 1, 0, 1, 0, 1, 1];
const answer = (test: ReturnType<typeof logRank>) => {
  if (!test.ok) throw new Error(test.error.message);
  return test.value;
};

describe("log-rank and its family", () => {
  it("agrees with R's survdiff on three groups", () => {
    const test = answer(logRank({ stop, event }, [0, 1, 2, 0, 1, 2, 0]));
    expect(test.chiSquared).toBeCloseTo(0.158561317075, 11);
    expect(test.degreesOfFreedom).toBe(2);
    expect(test.variance[1]).toBeCloseTo(-0.358560090703, 11);
    expect(test.variance[8]).toBeCloseTo(0.863803854875, 11);
    expect(test.convention).toBe("log-rank");
  });
  it("agrees with R's survdiff on strata with rho = 0.7", () => {
    const test = answer(
      logRank({ stop, event }, [0, 0, 1, 1, 0, 1, 0], { rho: 0.7, strata: [0, 1, 1, 0, 1, 1, 0] }),
    );
    expect(test.chiSquared).toBeCloseTo(0.340008233418, 11);
    expect(test.observed[0]).toBeCloseTo(1.463463056772 + 1, 11);
    expect(test.expected[1]).toBeCloseTo(0.709782311819 + 1.31760376818, 10);
    expect(test.variance[0]).toBeCloseTo(0.613936055625, 11);
  });
  it("puts the weight on late differences with gamma", () => {
    // one early death in group 0, one late in group 1: S(t-) is 1 and then 3/4
    const test = answer(
      logRank({ stop: Float64Array.of(1, 5, 3, 4), event: [1, 0, 1, 0] }, [0, 0, 1, 1], { gamma: 1 }),
    );
    expect([...test.observed]).toEqual([0, 0.25]);
  });
  it("counts those who enter late only from then on", () => {
    // at time 2 only the second and third are at risk
    const test = answer(
      logRank(
        { stop: Float64Array.of(5, 2, 6), event: [0, 1, 0], start: Float64Array.of(3, 0, 0) },
        [0, 0, 1],
      ),
    );
    expect([...test.expected]).toEqual([0.5, 0.5]);
  });

  const rows = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 2 })),
    { minLength: 4, maxLength: 40 },
  );
  it("expects as many events as there are, and does not care which group is called which", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(0, 0.5, 1), (list, rho) => {
        const times = { stop: Float64Array.from(list, ([t]) => t), event: list.map(([, e]) => e) };
        const test = logRank(times, [0, 1, ...list.slice(2).map(([, , g]) => g)], { rho });
        const turned = logRank(times, [2, 1, ...list.slice(2).map(([, , g]) => 2 - g)], { rho });
        expect(test.ok).toBe(turned.ok);
        if (!test.ok || !turned.ok) return;
        const sum = (values: Float64Array) => values.reduce((total, one) => total + one, 0);
        expect(sum(test.value.observed)).toBeCloseTo(sum(test.value.expected), 9);
        expect(test.value.chiSquared).toBeCloseTo(turned.value.chiSquared, 7);
      }),
    );
  });

  it("refuses one group and groups that are never at risk together", () => {
    const one = logRank({ stop, event }, new Uint8Array(7));
    expect(!one.ok && one.error).toEqual({
      code: "one-group",
      message: "a comparison needs at least two groups",
      remedy: "number the groups from 0",
    });
    const short = logRank({ stop, event }, [0, 1]);
    expect(!short.ok && short.error.message).toContain("numbers of groups");
    const strata = logRank({ stop, event }, [0, 1, 0, 1, 0, 1, 0], { strata: [0, 1] });
    expect(!strata.ok && strata.error.message).toContain("numbers of strata");
    const apart = logRank(
      { stop: Float64Array.of(1, 2, 5, 6), event: [1, 1, 1, 1], start: Float64Array.of(0, 0, 3, 3) },
      [0, 0, 1, 1],
    );
    expect(!apart.ok && apart.error.code).toBe("no-comparison");
    const none = logRank({ stop, event: new Uint8Array(7) }, [0, 1, 0, 1, 0, 1, 0]);
    expect(!none.ok && none.error.code).toBe("no-comparison");
  });
});
