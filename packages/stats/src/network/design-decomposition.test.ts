import { describe, expect, it } from "vitest";
import { decomposeByDesign } from "./design-decomposition.ts";
import { readNetwork } from "./network.ts";
import { comparisonsOfArms, tenStudies } from "./ten-studies.test-data.ts";

describe("decomposition of Q by design, of ten studies", () => {
  const network = readNetwork(comparisonsOfArms(tenStudies));
  if (!network.ok) throw new Error(network.error.message);
  const found = decomposeByDesign(network.value);
  // R, with y, V, X and M of the data: gls <- function(X, V, y) { W <- solve(V); b <- solve(t(X) %*% W %*% X,
  //   t(X) %*% W %*% y); r <- y - X %*% b; c(t(r) %*% W %*% r) }; Xd has one column for each contrast of each design
  it("splits it into heterogeneity and inconsistency: gls(Xd, V, y), and the rest of gls(X, V, y)", () => {
    expect(found.total).toMatchObject({ statistic: expect.closeTo(36.0467378816, 9), df: 10 });
    expect(found.withinDesigns).toMatchObject({ statistic: expect.closeTo(15.4272847148, 9), df: 4 });
    expect(found.betweenDesigns).toMatchObject({ statistic: expect.closeTo(20.6194531668, 9), df: 6 });
    expect(found.total.pValue).toBeCloseTo(8.26334182543e-5, 14);
  });
  it("tells the heterogeneity of each design, those of two arms first, none where it has one study", () => {
    expect(found.heterogeneity.map(({ design, df }) => [design, df])).toEqual([
      ["A:B", 1],
      ["A:C", 0],
      ["B:C", 0],
      ["C:D", 0],
      ["D:E", 1],
      ["A:B:C", 2],
      ["A:B:D:E", 0],
    ]);
    const statistic = (design: string) => found.heterogeneity.find((one) => one.design === design)?.statistic;
    expect(statistic("A:B")).toBeCloseTo(0.390243902439, 10);
    expect(statistic("D:E")).toBeCloseTo(9.94138863841, 10);
    expect(statistic("A:B:C")).toBeCloseTo(5.09565217391, 10);
    expect(statistic("A:B:D:E")).toBe(0);
  });
  it("detaches each design: the columns of the design from Xd in place of its rows in X", () => {
    const rest = Object.fromEntries(
      found.detached.map(({ design, statistic, df }) => [design, [statistic, df]]),
    );
    expect(rest).toEqual({
      "A:B": [expect.closeTo(20.5866150906, 9), 5],
      "A:C": [expect.closeTo(18.5130709243, 9), 5],
      "B:C": [expect.closeTo(20.4959844319, 9), 5],
      "C:D": [expect.closeTo(16.5849192437, 9), 5],
      "D:E": [expect.closeTo(19.2789425181, 9), 5],
      "A:B:C": [expect.closeTo(14.8803081347, 9), 4],
      "A:B:D:E": [expect.closeTo(2.24373408398, 9), 3],
    });
  });
  it("shares the inconsistency out by design and contrast: residual times weighted residual", () => {
    expect(found.contributions).toEqual([
      { design: "A:B", contrast: 1, q: expect.closeTo(0.0204825701907, 9) },
      { design: "A:C", contrast: 1, q: expect.closeTo(1.1194938877664, 9) },
      { design: "B:C", contrast: 1, q: expect.closeTo(0.1045194444441, 9) },
      { design: "C:D", contrast: 1, q: expect.closeTo(1.8777353898691, 9) },
      { design: "D:E", contrast: 1, q: expect.closeTo(0.3741177500091, 9) },
      { design: "A:B:C", contrast: 1, q: expect.closeTo(3.4784024255206, 9) },
      { design: "A:B:C", contrast: 2, q: expect.closeTo(0.1549250246036, 9) },
      { design: "A:B:D:E", contrast: 1, q: expect.closeTo(9.9525226937938, 9) },
      { design: "A:B:D:E", contrast: 2, q: expect.closeTo(1.4708711712475, 9) },
      { design: "A:B:D:E", contrast: 3, q: expect.closeTo(2.0663828093979, 9) },
    ]);
  });
  it("allows for heterogeneity within designs in the full model: tau2 of the moments of gls(Xd, V, y)", () => {
    // P <- W - W Xd (Xd'W Xd)^-1 Xd'W; tau2 <- (Q - 4) / sum(diag(P %*% M)); pchisq(4.8205826943, 6, lower = FALSE)
    expect(found.designByTreatment).toEqual({
      tau2Within: expect.closeTo(0.161882627465, 10),
      statistic: expect.closeTo(4.8205826943, 9),
      df: 6,
      pValue: expect.closeTo(0.567022271052, 10),
    });
  });
  it("has no tau2 within designs where no design has two studies, and takes none", () => {
    const single = Object.fromEntries(
      Object.entries(tenStudies).filter(([study]) => ["s1", "s3", "s4"].includes(study)),
    );
    const loop = readNetwork(comparisonsOfArms(single));
    if (!loop.ok) throw new Error(loop.error.message);
    const { withinDesigns, betweenDesigns, designByTreatment } = decomposeByDesign(loop.value);
    // The loop A-B-C: 0.5 + 0.2 - 0.9 over the sum of the variances, (-0.2)^2 / (0.04 + 0.09 + 0.0225).
    expect(betweenDesigns.statistic).toBeCloseTo(0.04 / 0.1525, 12);
    expect(withinDesigns).toEqual({ statistic: 0, df: 0, pValue: Number.NaN });
    expect(designByTreatment.tau2Within).toBeNaN();
    expect(designByTreatment.statistic).toBeCloseTo(0.04 / 0.1525, 12);
  });
});
