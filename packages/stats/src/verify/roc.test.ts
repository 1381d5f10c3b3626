import { describe, expect, it } from "vitest";
import { verifyStats } from "./verify.ts";

const data = {
  y: [0, 0, 0, 0, 1, 1, 1, 0, 1, 1],
  a: [1, 2, 3, 4, 3, 5, 6, 2.5, 7, 1.5],
  b: [2, 1, 4, 3, 5, 4, 6, 2, 3, 7],
};
const note = (command: string, expected: Record<string, unknown>, given: object = data): string | null => {
  const [answer] = verifyStats([
    { name: "", method: "", command, data: { ...given }, expected, suggested_rel_tol: 1e-9 },
  ]);
  return answer?.note ?? null;
};

describe("comparisons of areas that the call writes out (pROC 1.18 roc.test)", () => {
  const curves = 'roc(y,a,direction="<"),roc(y,b,direction="<"),method="delong"';
  it.each([
    ["TRUE", "two.sided", "Z", -0.698256535275342, 0.485016776004402],
    ["TRUE", "less", "Z", -0.698256535275342, 0.242508388002201],
    ["TRUE", "greater", "Z", -0.698256535275342, 0.757491611997799],
    ["FALSE", "two.sided", "D", -0.741998516004451, 0.471256789018612],
    ["FALSE", "less", "D", -0.741998516004451, 0.235628394509306],
    ["FALSE", "greater", "D", -0.741998516004451, 0.764371605490694],
  ])("paired=%s, %s", (paired, alternative, name, statistic, p) => {
    expect(
      note(`roc.test(${curves},paired=${paired},alternative="${alternative}")`, { [name]: statistic, p }),
    ).toBeNull();
  });
  it("curves of different outcomes are not compared", () => {
    expect(note("roc.test(roc(y,a),roc(b,a))", { Z: 1 })).toContain("no method covers");
  });
});

describe("tables that the call writes out (R 4.2)", () => {
  it.each([
    ["fisher.test(matrix(c(3,12,9,5),2))", 0.0253276870336762],
    ['fisher.test(matrix(c(3,12,9,5),2),alternative="less")', 0.0196848943949078],
    ["chisq.test(matrix(c(3,12,9,5),2))", 0.0411104141943071],
    ["chisq.test(matrix(c(3,12,9,5),2),correct=FALSE)", 0.0155343414146835],
    ["mcnemar.test(matrix(c(3,12,9,5),2))", 0.662520583540057],
    ["mcnemar.test(matrix(c(3,12,9,5),2),correct=FALSE)", 0.512690760261923],
  ])("%s", (command, p) => {
    expect(note(command, { p }, {})).toBeNull();
  });
  it("missing p values stay missing and do not count", () => {
    const p = [0.01, 0.02, 0.2, 0.04, 0.5, null, 0.03];
    expect(
      note('p.adjust(p,method="holm")', { p: [0.06, 0.1, 0.4, 0.12, 0.5, null, 0.12] }, { p }),
    ).toBeNull();
    expect(
      note('p.adjust(p,method="BY")', { p: [0.147, 0.147, 0.588, 0.147, 1, null, 0.147] }, { p }),
    ).toBeNull();
  });
});

describe("spline bases by what they are divided by (Hmisc 4.8 rcspline.eval)", () => {
  const long = [1, 3, 4, 7, 9, 11, 12, 15, 18, 20, 22];
  it.each([
    [0, [0, 0, 0, 0, 0, 8, 24, 78, 132, 168, 204]],
    [1, [0, 0, 0, 0, 0, 8, 24, 78, 132, 168, 204]],
    [
      2,
      [
        0, 0, 0, 0, 0, 0.888888888889, 2.66666666667, 8.66666666667, 14.6666666667, 18.6666666667,
        22.6666666667,
      ],
    ],
  ])("norm=%i", (norm, values) => {
    const [answer] = verifyStats([
      {
        ...{ name: "", method: "", command: `Hmisc::rcspline.eval(long,nk=3,norm=${norm})`, data: { long } },
        ...{ expected: { basis: "shown" }, suggested_rel_tol: 0 },
      },
    ]);
    const got = answer?.got as { values: number[][] };
    values.forEach((one, i) => {
      expect(got.values[i]?.[0]).toBeCloseTo(one, 9);
    });
  });
});
