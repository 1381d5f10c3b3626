import { describe, expect, it } from "vitest";
import type { ReferenceCase } from "./reference-case.ts";
import { verifyStats } from "./verify.ts";

type Row = readonly [
  command: string,
  data: ReferenceCase["data"],
  expected: ReferenceCase["expected"],
  tolerance: number,
];

/** By R 4.2.2 with rms 6.5.0 and Hmisc 4.8.0. */
const rows: readonly Row[] = [
  [
    "val.prob(p,y)",
    {
      p: [0.9, 0.2, 0.35, 0.7, 0.1, 0.55, 0.62, 0.81, 0.4, 0.15, 0.3, 0.77],
      y: [1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 0],
    },
    {
      Dxy: 0.555555555555556,
      "C (ROC)": 0.777777777777778,
      R2: 0.319413040035763,
      D: 0.190524443254501,
      "D:Chi-sq": 3.28629331905401,
      U: -0.164873589008162,
      "U:p": 0.989299199361744,
      Q: 0.355398032262662,
      Slope: 0.936424608703582,
      Emax: 0.147020775387131,
      E90: 0.121129188415073,
      Eavg: 0.0690034317597622,
      "S:z": 0.223963711700317,
    },
    1e-8,
  ],
  [
    "lrm(y~x+g,eps=1e-14,tol=1e-14)",
    {
      y: [0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1],
      x: [1, 2, 2, 3, 5, 4, 4, 1, 6, 5, 3, 2, 2, 7],
      g: ["a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b"],
    },
    {
      coef: { Intercept: -2.63827033857067, x: 0.961141485933478, "g=b": -0.0230485760465518 },
      stats: {
        "Model L.R.": 5.57447951900157,
        C: 0.833333333333333,
        Dxy: 0.666666666666667,
        Gamma: 0.695652173913043,
        "Tau-a": 0.351648351648352,
        R2: 0.440983768892731,
        Brier: 0.167520414141061,
        g: 2.08248585451891,
        gp: 0.354660020801177,
      },
    },
    1e-7,
  ],
  [
    "glm(y~x-1,binomial,control=glm.control(epsilon=1e-14))",
    {
      y: [0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1],
      x: [1, 2, 2, 3, 5, 4, 4, 1, 6, 5, 3, 2, 2, 7],
      g: ["a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b"],
    },
    { coef: { x: 0.231160119866649 }, deviance: 17.115175091695, null_deviance: 19.4081210556785 },
    1e-8,
  ],
  [
    "glm(y~I(x>3),binomial,control=glm.control(epsilon=1e-14))",
    {
      y: [0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 1, 1],
      x: [1, 2, 2, 3, 5, 4, 4, 1, 6, 5, 3, 2, 2, 7],
      g: ["a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b", "a", "b"],
    },
    { coef: { "(Intercept)": -0.510825623765985, "I(x > 3)TRUE": 2.12026353620009 } },
    1e-8,
  ],
  [
    "rcspline.eval(x,knots=c(2,3,5),inclx=TRUE)",
    { x: [1, 2, 2, 3, 5, 4, 4, 1, 6, 5, 3, 2, 2, 7] },
    {
      knots: [2, 3, 5],
      basis: {
        values: [
          [1, 0],
          [2, 0],
          [2, 0],
          [3, 0.111111111111111],
          [5, 1.66666666666667],
          [4, 0.722222222222222],
          [4, 0.722222222222222],
          [1, 0],
          [6, 2.66666666666667],
          [5, 1.66666666666667],
          [3, 0.111111111111111],
          [2, 0],
          [2, 0],
          [7, 3.66666666666667],
        ],
      },
    },
    1e-8,
  ],
  [
    "rcspline.eval(x,nk=7)",
    {
      x: [
        1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, 144, 169, 196, 225, 256, 289, 324, 361, 400, 441, 484, 529,
        576, 625, 676, 729, 784, 841, 900, 961, 1024, 1089, 1156, 1225, 1296, 1369, 1444, 1521, 1600,
      ],
    },
    { knots: [25, 66.55, 205.425, 420.5, 711.775, 1079.25, 1296] },
    1e-8,
  ],
  [
    "fisher.test(table)",
    { a: 8, b: 2, c: 1, d: 5 },
    { p: 0.034965034965035, estimate: 15.4696874628869, ci: [1.00884938039662, 1049.79144613175] },
    1e-8,
  ],
  [
    "mcnemar.test(table,correct=FALSE)",
    { a: 8, b: 2, c: 1, d: 5 },
    { statistic: 0.333333333333333, p: 0.563702861650773 },
    1e-8,
  ],
  ['p.adjust(p,"BH")', { p: [0.01, 0.02, 0.03, 0.5] }, { p: [0.04, 0.04, 0.04, 0.5] }, 1e-8],
  ["prop.test", { x: [5, 4], n: [10, 10] }, { wilsoncc_lo: [0.236593090512564, 0.136930563470036] }, 1e-8],
];

describe("answers to reference calls of models, splines and tables", () => {
  it.each(rows)("%s", (command, data, expected, suggested_rel_tol) => {
    const [answer] = verifyStats([{ name: command, method: "", command, data, expected, suggested_rel_tol }]);
    expect(answer?.note).toBeNull();
    expect(answer?.status).toBe("passed");
  });
});
