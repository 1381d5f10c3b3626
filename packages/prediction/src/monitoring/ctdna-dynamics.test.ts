import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";
import { detectionProbability, ratioInterval } from "./ctdna-ratio.ts";

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

  it.each([
    [4, 4.0001, "rise"],
    [4, 4, "unchanged"],
    [4, 3.9999, "fall"],
    [4, 0, "not detected"],
  ])("from %d to %d %% is a %s", (vaf0_pct, vaf1_pct, expected) => {
    expect(ask("ctdna-dynamics", { vaf0_pct, vaf1_pct }).class).toBe(expected);
  });

  it("names the one fraction that is missing, and what to give where both are", () => {
    expect(ask("ctdna-dynamics", { vaf0_pct: 1 }).error).toMatchObject({
      code: "missing-input",
      message: '"vaf1_pct" is missing',
      path: "vaf1_pct",
      remedy: "give vaf1_pct; it has no default",
    });
    expect(ask("ctdna-dynamics", {}).error).toMatchObject({
      path: "vaf0_pct",
      remedy: "give vaf0_pct and vaf1_pct, or cfdna_ng with or without vaf_pct",
    });
    expect(ask("ctdna-dynamics", { vaf0_pct: 0, vaf1_pct: 0 }).error).toMatchObject({
      code: "no-baseline",
      path: "vaf0_pct",
    });
  });

  it("has no sampling error while one of the two amounts is missing, and says which would tell", () => {
    const change = { vaf0_pct: 4, vaf1_pct: 2 };
    for (const amounts of [{}, { cfdna0_ng: 10 }, { cfdna1_ng: 10 }]) {
      const answer = ask("ctdna-dynamics", { ...change, ...amounts });
      expect(answer.interval).toBeNull();
      expect(answer.codes).toEqual(["unconfirmed", "no-sampling-error"]);
      expect(answer).toMatchObject({ wouldChange: ["cfdna0_ng", "cfdna1_ng"] });
    }
    const both = ask("ctdna-dynamics", { ...change, cfdna0_ng: 10, cfdna1_ng: 10 });
    expect(both.codes).toEqual(["unconfirmed"]);
    expect(both).toMatchObject({ wouldChange: [] });
  });

  it("scales by the amounts of DNA: of twice the DNA the same share is twice the molecules", () => {
    // 1212 of 30303 before and 242 of 60606 now
    const { interval } = ask("ctdna-dynamics", {
      vaf0_pct: 4,
      vaf1_pct: 0.4,
      cfdna0_ng: 100,
      cfdna1_ng: 200,
    });
    const ratio = interval?.cdr;
    if (ratio === undefined || !("low" in ratio)) throw new Error("no interval");
    expect(ratio.low).toBeLessThan(0.1);
    expect(ratio.low).toBeGreaterThan(0.085);
    expect(ratio.high).toBeGreaterThan(0.1);
    expect(ratio.high).toBeLessThan(0.117);
  });

  it("says without the amount of DNA that nobody knows what was missed, and reads only what it recovers", () => {
    const text = (given: object): string | undefined =>
      ask("ctdna-dynamics", { vaf0_pct: 1, vaf1_pct: 0, ...given }).warnings.find(
        ({ code }) => code === "not-detected",
      )?.text;
    expect(text({})).toContain("nobody can say");
    expect(text({ cfdna1_ng: 10, recovery: 0.5 })).toContain("0.198 %");
    expect(ask("ctdna-dynamics", { vaf0_pct: 1, vaf1_pct: 0.1 }).codes).not.toContain("not-detected");
  });

  it("answers for the change and for the sensitivity together", () => {
    const answer = ask("ctdna-dynamics", { vaf0_pct: 1, vaf1_pct: 2, cfdna_ng: 10, vaf_pct: 0.1 });
    expect(answer.values).toMatchObject({
      cdr: 2,
      change_pct: 100,
      genome_equivalents: expect.closeTo(3030.3, 1),
    });
    expect(answer.values.lambda_).toBeCloseTo(3.0303, 4);
    expect(answer).toMatchObject({
      class: "rise",
      wouldChange: ["cfdna0_ng", "cfdna1_ng", "cfdna_ng", "recovery"],
    });
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

  it("tells nothing from no molecule at all", () => {
    const none = { fraction: 0.00001, equivalents: 1000 };
    expect(ratioInterval(none, none)).toMatchObject({ ok: false, error: { code: "no-molecules" } });
    expect(ratioInterval(none, { fraction: 0.1, equivalents: 1000 })).toMatchObject({
      value: { high: null },
    });
  });
});

describe("what a test can find", () => {
  it("sums the Poisson probabilities of too few molecules", () => {
    const mean = 3.7;
    const fewer = [0, 1, 2].reduce((sum, k) => sum + (Math.exp(-mean) * mean ** k) / [1, 1, 2][k]!, 0);
    expect(detectionProbability(mean, 3)).toBeCloseTo(1 - fewer, 12);
    expect(detectionProbability(0, 1)).toBe(0);
  });

  it("is a fraction at 95 of 100 samples where none is named: -ln 0.05 over the genome equivalents read", () => {
    const limit = (given: object) => ask("ctdna-dynamics", { cfdna_ng: 10, ...given });
    expect(limit({}).values).toEqual({
      vaf_pct_at_95: expect.closeTo((-100 * Math.log(0.05)) / (10_000 / 3.3), 10),
    });
    expect(limit({ recovery: 0.5 }).values.vaf_pct_at_95).toBeCloseTo(0.19771833, 8);
    expect(limit({})).toMatchObject({ class: null, interval: null });
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

describe("what a change of tumour DNA rests on", () => {
  it("is a percentage of the value before", () => {
    const change = (vaf0_pct: number, vaf1_pct: number) =>
      ask("ctdna-dynamics", { vaf0_pct, vaf1_pct }).values;
    expect(change(2, 1)).toMatchObject({ cdr: 0.5, change_pct: -50 });
    expect(change(0.5, 2)).toMatchObject({ cdr: 4, change_pct: 300 });
  });

  it("allows no change where its interval reaches one, from either side", () => {
    const codes = (vaf0_pct: number, vaf1_pct: number) =>
      ask("ctdna-dynamics", { vaf0_pct, vaf1_pct, cfdna0_ng: 9.9, cfdna1_ng: 9.9 }).codes;
    expect(codes(1, 0.5)).not.toContain("within-sampling-error");
    expect(codes(0.5, 1)).not.toContain("within-sampling-error");
    expect(codes(0.5, 0.45)).toContain("within-sampling-error");
    expect(codes(0.45, 0.5)).toContain("within-sampling-error");
  });

  it("is told with less certainty where fewer of the molecules are read", () => {
    const high = (recovery: number): number => {
      const ratio = ask("ctdna-dynamics", {
        vaf0_pct: 1,
        vaf1_pct: 0.5,
        cfdna0_ng: 9.9,
        cfdna1_ng: 9.9,
        recovery,
      }).interval?.cdr;
      return ratio !== undefined && "high" in ratio ? ratio.high : Number.NaN;
    };
    expect(high(0.5)).toBeGreaterThan(high(1));
  });

  it("has no interval where less than one molecule is expected, and says so", () => {
    const answer = ask("ctdna-dynamics", {
      vaf0_pct: 0.00001,
      vaf1_pct: 0.00001,
      cfdna0_ng: 1,
      cfdna1_ng: 1,
    });
    expect(answer.interval).toBeNull();
    expect(answer.codes).toContain("no-sampling-error");
    const none = { fraction: 0.00001, equivalents: 1000 };
    expect(ratioInterval(none, none)).toEqual({
      ok: false,
      error: {
        code: "no-molecules",
        message: "less than one mutant molecule is expected in both samples",
        remedy: "a change cannot be told from so little; give more cell-free DNA",
      },
    });
  });

  it("asks for the earlier fraction where only the later is given", () => {
    expect(ask("ctdna-dynamics", { vaf1_pct: 1 }).error).toMatchObject({
      path: "vaf0_pct",
      message: '"vaf0_pct" is missing',
    });
  });

  it("adds the molecules of both samples, and names its convention", () => {
    // 15 of 45 molecules: the same as 15 of 45 tosses, by R's binom.test(15, 45)
    const found = ratioInterval(
      { fraction: 0.03, equivalents: 1000 },
      { fraction: 0.015, equivalents: 1000 },
    );
    expect(found).toMatchObject({
      value: {
        low: expect.closeTo(0.200005688011 / (1 - 0.200005688011), 8),
        convention: expect.stringContaining("Clopper-Pearson"),
      },
    });
    // as many molecules in both are not taken for none
    const same = { fraction: 0.03, equivalents: 1000 };
    expect(ratioInterval(same, same).ok).toBe(true);
    expect(ratioInterval(same, same, 1.5).ok).toBe(false);
  });

  it("finds nothing in nothing", () => {
    expect(detectionProbability(0, 1)).toBe(0);
    expect(detectionProbability(1e-9, 1)).toBeCloseTo(1e-9, 12);
  });
});
