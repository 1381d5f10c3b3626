import { describe, expect, it } from "vitest";
import { ask } from "../../test/models.ts";

const tumour = {
  nottingham_score: 6,
  er_h: 270,
  pr_h: 200,
  her2: "neg",
  size_cm: 1.8,
  ki67_pct: 12,
  mitosis_score: 1,
};

describe("magee", () => {
  it("computes the three equations", () => {
    const { values, class: named, codes } = ask("magee", tumour);
    expect(values.me1).toBeCloseTo(15.710516, 9);
    expect(values.me2).toBeCloseTo(16.676086, 9);
    expect(values.me3).toBeCloseTo(14.9001, 9);
    expect(values).toMatchObject({
      me1_class: "low",
      me2_class: "low",
      me3_class: "low",
      mda: "do_not_send_low",
    });
    expect(named).toBe("do_not_send_low");
    expect(codes).toEqual([]);
  });
  it("gives equivocal HER2 a term of its own in each equation, the second unconfirmed", () => {
    const { values, codes, warnings } = ask("magee", { ...tumour, her2: "equiv" });
    expect((values.me1 as number) - 15.710516).toBeCloseTo(0.77681, 9);
    expect((values.me2 as number) - 16.676086).toBeCloseTo(1.82921, 9);
    expect((values.me3 as number) - 14.9001).toBeCloseTo(1.46495, 9);
    expect(codes).toEqual(["unconfirmed-term"]);
    expect(warnings[0]?.text).toContain("second equation was not seen");
  });
  // me3 = 24.30812 + 0.18649 Ki-67 - 0.02177 ER with PR 0: the third score placed at a limit by its ER
  const third = (score: number) => ({ ...tumour, pr_h: 0, ki67_pct: 0, er_h: (24.30812 - score) / 0.02177 });
  it.each([
    [18 - 1e-6, "low"],
    [18, "intermediate"],
    [18 + 1e-6, "intermediate"],
  ])("a third score of %d is %s", (score, named) => {
    expect(ask("magee", third(score)).values).toMatchObject({ me3_class: named });
  });
  const high = { ...tumour, nottingham_score: 9, er_h: 1, pr_h: 0, size_cm: 3, mitosis_score: 3 };
  const ki67For = (score: number) => ({ ...high, ki67_pct: (score - 24.30812 + 0.02177) / 0.18649 });
  it.each([
    [31 - 1e-6, "intermediate", "send"],
    [31, "high", "do_not_send_high"],
    [31 + 1e-6, "high", "do_not_send_high"],
  ])("with the others above 31, a third score of %d is %s: %s", (score, named, mda) => {
    expect(ask("magee", ki67For(score)).values).toMatchObject({ me3_class: named, mda });
  });
  it("sends scores of 18 to 25 unless mitoses are few", () => {
    const middle = { ...tumour, er_h: 200, pr_h: 150, ki67_pct: 20, mitosis_score: 2 };
    expect(ask("magee", middle).values).toMatchObject({ mda: "send" });
    expect(ask("magee", { ...middle, mitosis_score: 1 }).values).toMatchObject({ mda: "do_not_send_low" });
  });
  it("asks the highest of the scores whether few mitoses settle it, and the lowest whether all are high", () => {
    const spread = { ...tumour, nottingham_score: 9, er_h: 300, pr_h: 0, ki67_pct: 60 };
    const { me1, me2, me3, mda } = ask("magee", spread).values as Record<string, number>;
    expect([me1, me2, me3].map((one) => (one as number) > 25)).toEqual([true, true, true]);
    expect(mda).toBe("send");
    const mixed = ask("magee", { ...tumour, er_h: 300, pr_h: 300, ki67_pct: 90 }).values as Record<
      string,
      number
    >;
    expect(mixed.me2).toBeLessThan(18);
    expect(mixed.me3).toBeGreaterThan(25);
    expect(mixed.mda).toBe("send");
  });
  it.each([
    [{ her2: "pos" }, "her2", "HER2 is positive: "],
    [{ er_h: 0 }, "er_h", "the oestrogen receptor is negative: "],
    [{ patient: { er: "negative" } }, "patient", "the tumour is ER-negative: "],
    [{ patient: { her2: "positive" } }, "patient", "the tumour is HER2-positive: "],
  ])("refuses %o with its scope", (change, path, message) => {
    const { error } = ask("magee", { ...tumour, ...change });
    expect(error).toMatchObject({ code: "out-of-scope", path });
    expect(error?.message).toContain(message);
    expect(error?.remedy).toContain("HER2-positive disease");
  });
  it("without Ki-67 gives the second score and ranges of the others", () => {
    const { ki67_pct: _, ...rest } = tumour;
    const { values, interval } = ask("magee", rest);
    expect(values).toMatchObject({ me1: null, me3: null });
    expect(values.me2).toBeCloseTo(16.676086, 9);
    expect(interval).toHaveProperty("me1");
  });
  it("reads HER2 in full words", () => {
    expect(ask("magee", { ...tumour, her2: "Negative" })).toEqual(ask("magee", tumour));
    expect(ask("magee", { ...tumour, her2: "equivocal" })).toEqual(
      ask("magee", { ...tumour, her2: "equiv" }),
    );
    expect(ask("magee", { ...tumour, her2: "positive" }).error?.code).toBe("out-of-scope");
    expect(ask("magee", { ...tumour, her2: "low" }).error?.path).toBe("her2");
  });
});
