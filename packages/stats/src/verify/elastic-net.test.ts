import { describe, expect, it } from "vitest";
import type { ReferenceCase } from "./reference-case.ts";
import { verifyStats } from "./verify.ts";

type Row = readonly [
  command: string,
  data: ReferenceCase["data"],
  expected: ReferenceCase["expected"],
  tolerance: number,
];

/** By R 4.2.2 and glmnet 4.1.6. */
const rows: readonly Row[] = [
  [
    "glmnet(x,y,weights=w,thresh=1e-16)",
    {
      y: [1.2, 0.5, 2.2, 3.1, 0.4, 1.9, 2.8, 0.7, 1.1, 2.4],
      a: [1, 0, 2, 3, 0, 1, 3, 1, 0, 2],
      b: [0.3, -0.2, 0.9, 0.1, 0.4, -1, 0.2, 0.8, -0.5, 0.6],
      w: [1, 2, 1, 1, 0.5, 1, 2, 1, 1, 1],
      lambda: [1, 0.5, 0.1, 0.02],
    },
    {
      a0: [1.68695652173913, 1.21120990263309, 0.720676389903517, 0.59844175469201],
      beta: {
        rows: ["a", "b"],
        cols: ["s0", "s1", "s2", "s3"],
        values: [
          [0, 0.341942882482465, 0.706023405667485, 0.814913135156476],
          [0, 0, -0.131537838978722, -0.371921672472666],
        ],
      },
      dev_ratio: [0, 0.613803592922939, 0.902386372453899, 0.935893405657983],
    },
    1e-6,
  ],
  [
    "glmnet(x,y,penalty.factor=c(0,1),alpha=0.5,thresh=1e-16)",
    {
      y: [1.2, 0.5, 2.2, 3.1, 0.4, 1.9, 2.8, 0.7, 1.1, 2.4],
      a: [1, 0, 2, 3, 0, 1, 3, 1, 0, 2],
      b: [0.3, -0.2, 0.9, 0.1, 0.4, -1, 0.2, 0.8, -0.5, 0.6],
      lambda: [1, 0.5, 0.1, 0.02],
    },
    {
      a0: [0.608264462809918, 0.608264462809918, 0.597540132347016, 0.58940039840364],
      beta: {
        rows: ["a", "b"],
        cols: ["s0", "s1", "s2", "s3"],
        values: [
          [0.78595041322314, 0.78595041322314, 0.822719546273646, 0.850627205527555],
          [0, 0, -0.231722140642218, -0.407598534934135],
        ],
      },
    },
    1e-6,
  ],
];

describe("answers to reference calls of glmnet", () => {
  it.each(rows)("%s", (command, data, expected, suggested_rel_tol) => {
    const [answer] = verifyStats([{ name: command, method: "", command, data, expected, suggested_rel_tol }]);
    expect(answer?.note).toBeNull();
    expect(answer?.status).toBe("passed");
  });
  it.each([
    "glmnet(x,y,intercept=FALSE)",
    "glmnet(x,y,family='poisson')",
    "glmnet(x,y,penalty.factor=c(1,1,1))",
    "glmnet(x,y,lower.limits=0)",
  ])("gives no answer to %s rather than that of another fit", (command) => {
    const [, data] = rows[1]!;
    const [answer] = verifyStats([
      { name: command, method: "", command, data, expected: { a0: 1 }, suggested_rel_tol: 1 },
    ]);
    expect(answer?.note).toContain("no method covers");
  });

  // R: glmnet(x, y, alpha = 0, thresh = 1e-16) with a path of its own
  it("a path of squares alone begins without coefficients", () => {
    const { lambda: _, ...data } = rows[0]![1];
    const command = "glmnet(x,y,alpha=0,thresh=1e-16)";
    const got = (field: string): readonly number[] => {
      const [answer] = verifyStats([
        { name: "", method: "", command, data, expected: { [field]: "all of it" }, suggested_rel_tol: 0 },
      ]);
      return Array.from(answer?.got as Float64Array);
    };
    const [first, second] = got("a0");
    expect([first, second]).toEqual([expect.closeTo(1.63, 8), expect.closeTo(1.628783138, 8)]);
    expect(got("lambda")[0]).toBeCloseTo(864.5454545, 5);
    expect(got("default_path_lambda")).toEqual(got("lambda"));
  });
});
