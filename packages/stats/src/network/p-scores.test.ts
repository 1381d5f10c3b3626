import { describe, expect, it } from "vitest";
import { pScores } from "./p-scores.ts";

describe("P-scores", () => {
  // Three treatments; A is 0.4 below B and 0.6 below C, B 0.2 below C. R: pnorm(c(0.4 / 0.2, 0.6 / 0.3, 0.2 / 0.25))
  const effects = Float64Array.of(0, -0.4, -0.6, 0.4, 0, -0.2, 0.6, 0.2, 0);
  const standardErrors = Float64Array.of(0, 0.2, 0.3, 0.2, 0, 0.25, 0.3, 0.25, 0);
  const [sure, likely] = [0.977249868051821, 0.788144601416603];
  it("are the mean certainty of being better: by smaller effects", () => {
    const [a, b, c] = pScores(effects, standardErrors, 3, "better");
    expect(a).toBeCloseTo(sure, 12);
    expect(b).toBeCloseTo((1 - sure + likely) / 2, 12);
    expect(c).toBeCloseTo((1 - sure + 1 - likely) / 2, 12);
  });
  it("are the mean certainty of being better: by larger effects", () => {
    const [a, b, c] = pScores(effects, standardErrors, 3, "worse");
    expect(a).toBeCloseTo(1 - sure, 12);
    expect(b).toBeCloseTo((sure + 1 - likely) / 2, 12);
    expect(c).toBeCloseTo((sure + likely) / 2, 12);
  });
});
