import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";
import { detectionLimit95, detectionProbability, ratioInterval } from "./ctdna-ratio.ts";

describe("the change of circulating tumour DNA", () => {
  it.each([
    [2, 1.0000001, false],
    [2, 1, true],
    [0.6, 0.3, true],
    [0.2, 0.1, true],
  ])("from %d to %d %%: fall by half %s", (vaf0_pct, vaf1_pct, mr50) => {
    expect(ask("ctdna-dynamics", { vaf0_pct, vaf1_pct }).values).toMatchObject({ mr50 });
  });

  it.each([
    [0.7, 0.07, true],
    [0.7, 0.0700001, false],
  ])("from %d to %d %%: fall by nine tenths %s, free of binary noise", (vaf0_pct, vaf1_pct, mr90) => {
    expect(ask("ctdna-dynamics", { vaf0_pct, vaf1_pct }).values).toMatchObject({ mr90 });
  });

  it("has no ratio to nothing", () => {
    expect(ask("ctdna-dynamics", { vaf0_pct: 0, vaf1_pct: 1 }).error).toMatchObject({ code: "no-baseline" });
    expect(ask("ctdna-dynamics", { vaf1_pct: 1 }).error).toMatchObject({ path: "vaf0_pct" });
    expect(ask("ctdna-dynamics", {}).error).toMatchObject({ code: "missing-input" });
  });

  it("is not called absence when nothing was found, and says how much would have been missed", () => {
    const answer = ask("ctdna-dynamics", { vaf0_pct: 1, vaf1_pct: 0, cfdna1_ng: 10 });
    expect(answer.values).toMatchObject({ cleared: true, cdr: 0 });
    expect(answer.warnings.find((one) => one.code === "not-detected")?.text).toContain("0.0989 %");
  });

  it("carries the sampling error where the amounts of DNA are known", () => {
    // 30 and 15 molecules: R's binom.test(15, 45) gives the limits of the later share
    const [low, high] = [0.200005688011, 0.489503637858].map((share) => share / (1 - share));
    const answer = ask("ctdna-dynamics", { vaf0_pct: 1, vaf1_pct: 0.5, cfdna0_ng: 9.9, cfdna1_ng: 9.9 });
    expect(answer.interval?.cdr).toMatchObject({
      low: expect.closeTo(low ?? 0, 8),
      high: expect.closeTo(high ?? 0, 8),
    });
    const few = ask("ctdna-dynamics", { vaf0_pct: 0.1, vaf1_pct: 0.05, cfdna0_ng: 9.9, cfdna1_ng: 9.9 });
    expect(few.warnings.map((one) => one.code)).toContain("within-sampling-error");
    expect(answer.warnings.map((one) => one.code)).not.toContain("within-sampling-error");
  });

  it("brackets the ratio and narrows with more DNA", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.4, noNaN: true }),
        fc.double({ min: 0.01, max: 0.4, noNaN: true }),
        fc.integer({ min: 2000, max: 20_000 }),
        (before, now, equivalents) => {
          const at = (times: number) =>
            ratioInterval(
              { fraction: before, equivalents: equivalents * times },
              { fraction: now, equivalents: equivalents * times },
            );
          const [one, ten] = [at(1), at(10)];
          if (!one.ok || !ten.ok || one.value.high === null || ten.value.high === null)
            throw new Error("refused");
          expect(one.value.low).toBeLessThan((now / before) * 1.02);
          expect(one.value.high).toBeGreaterThan((now / before) * 0.98);
          expect(ten.value.high / ten.value.low).toBeLessThan(one.value.high / one.value.low);
        },
      ),
    );
  });

  it("tells nothing from no molecule at all", () => {
    const none = { fraction: 0.00001, equivalents: 1000 };
    expect(ratioInterval(none, none)).toMatchObject({ ok: false, error: { code: "no-molecules" } });
    expect(ratioInterval(none, { fraction: 0.1, equivalents: 1000 })).toMatchObject({
      value: { high: null },
    });
  });
});

describe("what a test can find", () => {
  it("is the same by the limit and by the probability", () => {
    fc.assert(
      fc.property(fc.double({ min: 10, max: 1e6, noNaN: true }), (equivalents) => {
        expect(detectionProbability(equivalents * detectionLimit95(equivalents), 1)).toBeCloseTo(0.95, 10);
      }),
    );
  });

  it("sums the Poisson probabilities of too few molecules", () => {
    const mean = 3.7;
    const fewer = [0, 1, 2].reduce((sum, k) => sum + (Math.exp(-mean) * mean ** k) / [1, 1, 2][k]!, 0);
    expect(detectionProbability(mean, 3)).toBeCloseTo(1 - fewer, 12);
    expect(detectionProbability(0, 1)).toBe(0);
  });

  it("grows with DNA, fraction and recovery, and falls with the molecules needed", () => {
    const p = (given: object): number =>
      ask("ctdna-dynamics", { cfdna_ng: 5, vaf_pct: 0.05, ...given }).values.p_detect as number;
    expect(p({ cfdna_ng: 6 })).toBeGreaterThan(p({}));
    expect(p({ vaf_pct: 0.06 })).toBeGreaterThan(p({}));
    expect(p({ recovery: 0.5 })).toBeLessThan(p({}));
    expect(p({ min_mutant_molecules: 2 })).toBeLessThan(p({}));
  });
});
