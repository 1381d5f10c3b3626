import { seededRandom } from "@erbium/numerics";
import { describe, expect, it } from "vitest";
import { bootstrapOptimism, validateLogistic } from "./bootstrap-optimism.ts";
import type { ElasticNetData } from "./elastic-net-data.ts";
import { nestedCrossValidation } from "./nested-cross-validation.ts";

const must = <T>(result: { ok: true; value: T } | { ok: false; error: { message: string } }): T => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};
const n = 80;
const random = seededRandom(11);
const noise = Float64Array.from({ length: n * 6 }, () => random.normal());
const outcome = Float64Array.from({ length: n }, (_, i) => Number(noise[i * 6]! + random.normal() > 0));
const design = Float64Array.from({ length: n * 7 }, (_, cell) => {
  const [i, k] = [Math.floor(cell / 7), cell % 7];
  return k === 0 ? 1 : noise[i * 6 + k - 1]!;
});

describe("bootstrap optimism", () => {
  it("is the mean of what samples look better on themselves", () => {
    // The model is the mean of a sample, and its performance the distance to the rows' mean: 0 on its own rows.
    const values = [1, 2, 3, 4, 10];
    const meanOf = (rows: Int32Array) => rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;
    const got = must(
      bootstrapOptimism(5, meanOf, (model, rows) => ({ distance: Math.abs(model - meanOf(rows)) }), {
        samples: 50,
        random: seededRandom(3),
      }),
    );
    expect(got.apparent.distance).toBe(0);
    expect(got.optimism.distance).toBeLessThan(0);
    expect(got.corrected.distance).toBe(-got.optimism.distance!);
    expect([got.samples, got.drawn]).toEqual([50, 50]);
  });
  it("corrects a logistic model downwards, and the same for the same seed", () => {
    const ask = () => must(validateLogistic({ outcome, design }, { samples: 60, random: seededRandom(5) }));
    const got = ask();
    expect(got.apparent.slope).toBeCloseTo(1, 8);
    expect(got.corrected.slope).toBeLessThan(1);
    expect(got.corrected.concordance).toBeLessThan(got.apparent.concordance!);
    expect(got.corrected.brier).toBeGreaterThan(got.apparent.brier!);
    expect(ask()).toEqual(got);
  });
  it("takes a seed, and tells how many samples are drawn", () => {
    const told: number[] = [];
    const progress = (drawn: number) => told.push(drawn);
    const seeded = must(validateLogistic({ outcome, design }, { samples: 10, seed: 5, progress }));
    expect(seeded).toEqual(
      must(validateLogistic({ outcome, design }, { samples: 10, random: seededRandom(5) })),
    );
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
  it("validates a penalised model by the penalised procedure, also where plain likelihood has no maximum", () => {
    const parted = Float64Array.from({ length: n }, (_, i) => Number(noise[i * 6]! > 0));
    const data = { outcome: parted, design };
    const plain = validateLogistic(data, { samples: 10 });
    expect(!plain.ok && plain.error.code).toBe("separation");
    const got = must(validateLogistic(data, { samples: 10 }, "Firth"));
    expect(got.samples).toBe(10);
    expect(got.apparent.concordance).toBeCloseTo(1, 2);
    const both = [
      must(validateLogistic({ outcome, design }, { samples: 10 })),
      must(validateLogistic({ outcome, design }, { samples: 10 }, "Firth")),
    ];
    // the penalty shrinks: recalibration on its own data stretches it again
    expect(both[1]!.apparent.slope).toBeGreaterThan(both[0]!.apparent.slope!);
  });
  it("refuses a procedure that fails, on the data or on most samples", () => {
    const none = bootstrapOptimism(
      5,
      () => null,
      () => ({}),
    );
    expect(!none.ok && none.error.code).toBe("no-fit");
    let calls = 0;
    const once = bootstrapOptimism(
      5,
      () => (calls++ === 0 ? 1 : null),
      () => ({ x: 1 }),
    );
    expect(!once.ok && once.error.code).toBe("unstable-fit");
  });
});

describe("nested cross-validation", () => {
  const data: ElasticNetData = { design: noise, response: { family: "binomial", y: outcome } };
  it("predicts every observation from folds without it, and finds the signal", () => {
    const got = must(nestedCrossValidation(data, { alphas: [0.5, 1], outerFolds: 4, innerFolds: 5 }));
    expect(got.folds).toHaveLength(4);
    expect(got.performance).toBeGreaterThan(0.65);
    expect(got.performance).toBeLessThan(1);
    expect(got.linearPredictor.every(Number.isFinite)).toBe(true);
    expect(must(nestedCrossValidation(data, { alphas: [0.5, 1], outerFolds: 4, innerFolds: 5 }))).toEqual(
      got,
    );
  });
  it("finds nothing where there is nothing", () => {
    const shuffled = seededRandom(2);
    const blank: ElasticNetData = {
      design: noise,
      response: { family: "gaussian", y: Float64Array.from({ length: n }, () => shuffled.normal()) },
    };
    expect(must(nestedCrossValidation(blank, { oneStandardError: true })).performance).toBeLessThan(0.1);
  });
  it("ranks survival too", () => {
    const survival: ElasticNetData = {
      design: noise,
      response: {
        family: "cox",
        stop: Float64Array.from({ length: n }, (_, i) => Math.exp(-noise[i * 6]! + random.normal())),
        event: new Uint8Array(n).fill(1),
      },
    };
    expect(must(nestedCrossValidation(survival, { innerFolds: 5 })).performance).toBeGreaterThan(0.6);
  });
  it("refuses one fold", () => {
    const got = nestedCrossValidation(data, { outerFolds: 1 });
    expect(!got.ok && got.error.code).toBe("too-few-folds");
  });
});
