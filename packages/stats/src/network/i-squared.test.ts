import { describe, expect, it } from "vitest";
import { iSquared } from "./i-squared.ts";

describe("I2 of a network", () => {
  // netmeta 3.3.1: I2, lower.I2, upper.I2 of netmeta() for Senn 2013, smokingcessation, Dogliotti 2014,
  // Franchini 2012 and Woods 2010
  it.each([
    [96.9855530052601, 18, 0.814405347577657, 0.719772010582545, 0.877080890173118],
    [202.618871212979, 23, 0.886486387658216, 0.844033078583258, 0.917384147421546],
    [18.7571918898545, 16, 0.146993852067261, 0, 0.512419707360686],
    [2.28789024087262, 4, 0, 0, 0.792035738149886],
    [0.568837027106032, 2, 0, 0, 0.895979935249104],
  ])("with its interval agrees with netmeta: Q %d, %d degrees of freedom", (q, df, estimate, low, high) => {
    const found = iSquared(q, df);
    expect(found.estimate).toBeCloseTo(estimate, 12);
    expect(found.low).toBeCloseTo(low, 12);
    expect(found.high).toBeCloseTo(high, 12);
    expect(found.convention).toBe("test-based (Higgins-Thompson)");
  });
  // Higgins and Thompson 2002, eq. 12 and below, in R: k = 5, H = sqrt(Q / 4),
  //   Q > k: se = .5 * (log(Q) - log(4)) / (sqrt(2 * Q) - sqrt(7)); else sqrt(1 / 6 * (1 - 1 / 27))
  //   1 - 1 / exp(log(H) + qnorm(.975) * se)^2
  it("changes the error of ln H where Q passes the number of studies", () => {
    expect(iSquared(5, 4).high).toBeCloseTo(0.833628590519909, 12);
    expect(iSquared(5.0001, 4).high).toBeCloseTo(0.656959876373876, 12);
  });
  it("takes another level: 90 % by the same formula", () => {
    const found = iSquared(12, 4, 0.9);
    expect(found.estimate).toBeCloseTo(2 / 3, 12);
    expect(found.low).toBeCloseTo(0.256678595896266, 12);
    expect(found.high).toBeCloseTo(0.850520770022647, 12);
  });
  it("is not known without degrees of freedom, and has no interval with one", () => {
    const { estimate, low, high, convention } = iSquared(0, 0);
    expect([estimate, low, high]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(convention).toBe("test-based (Higgins-Thompson)");
    expect(iSquared(4, 1)).toEqual({
      ...{ estimate: 0.75, low: Number.NaN, high: Number.NaN },
      convention: "test-based (Higgins-Thompson)",
    });
  });
});
