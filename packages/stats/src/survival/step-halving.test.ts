import { describe, expect, it } from "vitest";
import { halvedStep } from "./step-halving.ts";

describe("a step uphill", () => {
  /** Value of a parabola with its top at `top`, at the given share of a step from 0 to 1. */
  const parabola = (top: number) => (share: number) => ({ logLikelihood: -((share - top) ** 2), share });
  it("is taken whole where it leads up, or stays within 1e-10", () => {
    expect(halvedStep(parabola(1), -1)).toEqual({ share: 1, next: { logLikelihood: -0, share: 1 } });
    expect(halvedStep(() => ({ logLikelihood: -1e-10 }), 0).share).toBe(1);
  });
  it("is halved until it does", () => {
    // From -0.01 at 0 the parabola is as high again at 0.2: 1, 1/2 and 1/4 lead below, 1/8 above.
    expect(halvedStep(parabola(0.1), -0.01)).toMatchObject({ share: 1 / 8, next: { share: 1 / 8 } });
  });
  it("is halved where the likelihood is not a number", () => {
    const found = halvedStep((share) => ({ logLikelihood: share > 0.3 ? Number.NaN : 1 }), 0);
    expect(found.share).toBe(0.25);
  });
  it("is given up after 40 halvings", () => {
    let visits = 0;
    const found = halvedStep(() => {
      visits++;
      return { logLikelihood: -1 };
    }, 0);
    expect(found.share).toBe(2 ** -40);
    expect(visits).toBe(41);
  });
});
