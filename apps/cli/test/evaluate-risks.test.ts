import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { erbium, inFolder } from "./run.ts";

const file = "examples/evaluate/response-simulated.csv";
const evaluate = (args: readonly string[], input?: string) => erbium(["evaluate", ...args], input);
const json = (args: readonly string[], input?: string) => {
  const { out, err, code } = evaluate([...args, "--json"], input);
  expect(code, err).toBe(0);
  return { result: JSON.parse(out), err };
};

describe("erbium evaluate: predicted probabilities", () => {
  // l <- qlogis(risk); g <- glm(y ~ l, binomial); o <- glm(y ~ offset(l), binomial); confint.default(g), (o);
  // f <- loess(y ~ risk, span = 0.75, degree = 2, control = loess.control(surface = "direct")); a <- abs(fitted(f) - risk)
  it("are calibrated as glm and loess of R say, and decided by net benefit", () => {
    const { result, err } = json([
      file,
      "--outcome",
      "pcr",
      "--scores",
      "risk",
      "--net-benefit-at",
      "0.2,0.5",
    ]);
    expect(err).toContain("as predicted probabilities: risk");
    const [one] = result.calibration;
    expect(one.brier).toBeCloseTo(0.225726229167, 10);
    const { slope, intercept, inTheLarge, integratedCalibrationIndex, e50, e90 } = one.recalibration;
    expect(slope).toEqual({
      estimate: expect.closeTo(0.5620610648832, 7),
      low: expect.closeTo(0.356606564918, 7),
      high: expect.closeTo(0.767515564848, 7),
    });
    expect(intercept.low).toBeCloseTo(-0.279224352802, 7);
    expect(inTheLarge.high).toBeCloseTo(0.303650702321, 7);
    expect([integratedCalibrationIndex, e50, e90]).toEqual([
      expect.closeTo(0.0946379597223, 8),
      expect.closeTo(0.1135769826971, 8),
      expect.closeTo(0.1365559122552, 8),
    ]);
    // rms::val.prob(risk, y): S:z, S:p
    expect(one.recalibration.spiegelhalterZ).toBeCloseTo(4.238733824, 8);
    expect(one.recalibration.spiegelhalterP).toBeCloseTo(2.247839814e-5, 12);
    // the predictions were not fitted to these patients: as many degrees of freedom as groups
    expect(one.hosmerLemeshow.degreesOfFreedom).toBe(10);
    // mean(p >= t & y == 1) - mean(p >= t & y == 0) * t / (1 - t)
    expect(result.decisions[0].at).toEqual([
      {
        threshold: 0.2,
        all: expect.closeTo(0.364583333333, 10),
        none: 0,
        scores: [{ score: "risk", netBenefit: expect.closeTo(0.34375, 10) }],
      },
      {
        threshold: 0.5,
        all: expect.closeTo(-0.0166666666667, 10),
        none: 0,
        scores: [{ score: "risk", netBenefit: expect.closeTo(0.129166666667, 10) }],
      },
    ]);
  });

  it("are told from other numbers by lying within 0 and 1, unless the user says otherwise", () => {
    const args = [file, "--outcome", "pcr", "--scores", "risk,tils"];
    expect(json(args).result.calibration.map(({ score }: { score: string }) => score)).toEqual(["risk"]);
    expect(json([...args, "--no-probabilities"]).result.calibration).toEqual([]);
    const wrong = evaluate([...args, "--probabilities"]);
    expect([wrong.code, wrong.out]).toEqual([1, ""]);
    expect(wrong.err).toContain("values of tils are not within 0 and 1");
    expect(wrong.err).toContain("divide percentages by 100");
  });

  it("of exactly 0 or 1 keep the Brier score and lose slope and intercept, with the reason", () => {
    const table = "y,p\n1,1\n0,0.2\n1,0.6\n0,0.7\n1,0.9\n0,0.1\n";
    const { result } = json(["-", "--outcome", "y", "--scores", "p"], table);
    expect(result.calibration[0].recalibration).toBeNull();
    expect(result.calibration[0].brier).toBeCloseTo((0.04 + 0.16 + 0.49 + 0.01 + 0.01) / 6, 12);
    expect(result.notes.join()).toContain("1 predictions of exactly 0 or 1");
  });

  it("are drawn as calibration and as decision curve; a figure that does not fit is refused", () =>
    inFolder((folder) => {
      const draw = (figure: string, ...args: string[]) => {
        const svg = join(folder, `${figure}.svg`);
        const run = evaluate([file, "--outcome", "pcr", "--plot", svg, "--figure", figure, ...args]);
        return { ...run, svg: existsSync(svg) ? readFileSync(svg, "utf8") : null };
      };
      const several = draw("calibration", "--scores", "risk,older_risk");
      expect([several.code, several.out, several.svg]).toEqual([1, "", null]);
      expect(several.err).toContain("it shows one score: --scores risk");
      expect(draw("calibration", "--scores", "tils").err).toContain("needs predicted probabilities");
      expect(draw("decision-curve", "--scores", "risk", "--group", "receptor").err).toContain(
        "leave out --group",
      );
      expect(draw("calibration", "--scores", "risk").svg).toContain("slope 0.56 (0.36-0.77)");
      expect(draw("decision-curve", "--scores", "risk,older_risk").svg).toContain("treat all");
    }));
});

describe("erbium evaluate: a time to an event", () => {
  // concordance(Surv(months, event) ~ older_risk, reverse = TRUE), and with timewt = "n/G2"
  it("has Harrell's and Uno's concordance", () => {
    const { result } = json([file, "--outcome", "event", "--time", "months", "--scores", "older_risk"]);
    const [one] = result.scores;
    expect(one.harrell.estimate).toBeCloseTo(0.3972798854689, 10);
    expect((one.harrell.high - one.harrell.estimate) / 1.959963984540054).toBeCloseTo(0.0280915577891, 9);
    expect(one.uno.estimate).toBeCloseTo(0.394574267345931, 10);
    expect(result.notes.join()).toContain("lower values fail sooner");
  });
  // s <- summary(survfit(Surv(months, event) ~ 1), times = 24)$surv; (1 - s) - s * 0.2 / 0.8, and among older_risk >= 0.2
  it("has net benefit of risks by a time, with censored patients", () => {
    const args = [file, "--outcome", "event", "--time", "months", "--scores", "older_risk", "--at", "24"];
    const { result } = json([...args, "--net-benefit-at", "0.2"]);
    expect(result.decisions[0].at[0].all).toBeCloseTo(0.125, 10);
    expect(result.decisions[0].at[0].scores[0].netBenefit).toBeCloseTo(0.121875, 10);
    expect(result.decisions[0].convention).toContain("Kaplan-Meier");
  });
  it("refuses what it does not offer", () => {
    const args = [file, "--outcome", "event", "--time", "months", "--scores", "risk"];
    expect(evaluate([...args, "--group", "receptor"]).err).toContain("one group at a time");
    expect(evaluate([...args, "--threshold", "0.5"]).err).toContain("does not go with --time");
    expect(evaluate([file, "--outcome", "pcr", "--at", "24"]).err).toContain("without --time");
  });
});
