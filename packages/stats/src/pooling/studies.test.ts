import { describe, expect, it } from "vitest";
import { type Moderators, studiesOf } from "./studies.ts";

const y = Float64Array.of(0.1, 0.4, -0.2, 0.3);
const v = Float64Array.of(0.1, 0.2, 0.1, 0.3);
const checked = (names: readonly string[], rows: readonly (readonly number[])[]) => {
  const studies = studiesOf(y, v, { names, values: Float64Array.from(rows.flat()) });
  if (!studies.ok) throw new Error(studies.error.message);
  return studies.value;
};

describe("studies without moderators", () => {
  it("have an intercept alone", () => {
    expect(studiesOf(y, v)).toEqual({
      ok: true,
      value: {
        ...{ k: 4, p: 1, y, v, q: null, back: Float64Array.of(1) },
        ...{ logDeterminant: Math.log(4), names: ["intercept"], intercept: 0 },
      },
    });
  });
});

describe("a design", () => {
  const rows = [
    [1, 2, 0.5],
    [1, -1, 3],
    [1, 4, 1e-3],
    [1, 0, -2],
  ];
  const names = ["intercept", "x", "z"];
  it("becomes orthonormal columns that lead back to the moderators", () => {
    const { q, back, p, k } = checked(names, rows);
    for (let one = 0; one < p; one++)
      for (let other = 0; other < p; other++) {
        let dot = 0;
        for (let i = 0; i < k; i++) dot += q![i * p + one]! * q![i * p + other]!;
        expect(dot).toBeCloseTo(Number(one === other), 14);
      }
    // X R^-1 = Q
    for (const [i, row] of rows.entries())
      for (let column = 0; column < p; column++)
        expect(row.reduce((sum, x, at) => sum + x * back[at * p + column]!, 0)).toBeCloseTo(
          q![i * p + column]!,
          12,
        );
  });
  it("knows the logarithm of the determinant of X'X", () => {
    // columns 1 and (-1, 0, 1, 2): X'X = [[4, 2], [2, 6]], determinant 20
    const two = checked(
      ["intercept", "x"],
      [
        [1, -1],
        [1, 0],
        [1, 1],
        [1, 2],
      ],
    );
    expect(two.logDeterminant).toBeCloseTo(Math.log(20), 12);
  });
  it("finds the column of ones wherever it stands, and says where there is none", () => {
    expect(checked(names, rows).intercept).toBe(0);
    expect(
      checked(
        ["x", "all"],
        [
          [2, 1],
          [-1, 1],
          [4, 1],
          [0, 1],
        ],
      ).intercept,
    ).toBe(1);
    expect(
      checked(
        ["x", "almost"],
        [
          [2, 1],
          [-1, 1],
          [4, 1],
          [0, 1.001],
        ],
      ).intercept,
    ).toBeNull();
    expect(
      checked(
        ["a", "b"],
        [
          [1, 0],
          [1, 0],
          [0, 1],
          [0, 1],
        ],
      ).intercept,
    ).toBeNull();
  });
  it("takes as many coefficients as studies, and moderators of very unlike size", () => {
    expect(
      checked(
        ["a", "b", "c", "d"],
        [
          [1, 0, 0, 0],
          [0, 1, 0, 0],
          [0, 0, 1, 0],
          [0, 0, 0, 1],
        ],
      ).p,
    ).toBe(4);
    expect(
      checked(
        ["intercept", "tiny"],
        [
          [1, 1e-12],
          [1, 3e-12],
          [1, 2e-12],
          [1, 0],
        ],
      ).p,
    ).toBe(2);
  });
});

describe("what is refused, by its place", () => {
  const why = (effects: readonly number[], variances: readonly number[], moderators?: Moderators) => {
    const studies = studiesOf(Float64Array.from(effects), Float64Array.from(variances), moderators);
    return studies.ok ? "taken" : [studies.error.code, studies.error.message, studies.error.remedy];
  };
  it("effects and variances", () => {
    expect(why([], [])).toEqual([
      "no-studies",
      "there is no study to pool",
      "give at least one study with an effect and a variance",
    ]);
    expect(why([1, 2], [1])).toEqual([
      "lengths-differ",
      "2 effects but 1 variances",
      "give one variance for each effect",
    ]);
    for (const [effect, variance] of [
      [Number.NaN, 1],
      [Number.POSITIVE_INFINITY, 1],
      [1, Number.NaN],
      [1, Number.POSITIVE_INFINITY],
    ] as const)
      expect(why([1, effect], [1, variance])).toEqual([
        "not-finite",
        `study 2 has effect ${effect} and variance ${variance}`,
        "leave the study out or say its effect; a zero cell needs a continuity correction",
      ]);
    for (const variance of [0, -0.1])
      expect(why([1, 1], [1, variance])).toEqual([
        "variance-not-positive",
        `study 2 has variance ${variance}`,
        "a sampling variance is greater than zero",
      ]);
    expect(why([1], [5e-324])).toBe("taken");
  });
  const design = (names: readonly string[], ...values: readonly number[]): Moderators => ({
    names,
    values: Float64Array.from(values),
  });
  it("moderators", () => {
    const two = [
      [1, 2],
      [1, 1],
    ] as const;
    const lengths = "give the moderators of every study, one row a study";
    expect(why(...two, design(["a"], 1))).toEqual([
      "lengths-differ",
      "1 moderator values for 2 studies and 1 columns",
      lengths,
    ]);
    expect(why(...two, design([]))).toEqual([
      "lengths-differ",
      "0 moderator values for 2 studies and 0 columns",
      lengths,
    ]);
    expect(why(...two, design(["a", "b"], 1, 3, 1, Number.NaN))).toEqual([
      "not-finite",
      "study 2 has no value of b",
      "leave the study out or say the value",
    ]);
    expect(why(...two, design(["a", "b"], Number.NaN, 3, 1, 1))).toEqual([
      "not-finite",
      "study 1 has no value of a",
      "leave the study out or say the value",
    ]);
    expect(why(...two, design(["a", "b", "c"], 1, 2, 3, 4, 5, 6))).toEqual([
      "too-few-studies",
      "2 studies can not determine 3 coefficients",
      "leave out moderators or add studies",
    ]);
    expect(studiesOf(y, v, design(["all", "same"], 1, 7, 1, 7, 1, 7, 1, 7))).toMatchObject({
      error: {
        code: "singular-design",
        message: "the moderator same is constant or a combination of those before it",
        path: "moderators.same",
        remedy: "leave the moderator out",
      },
    });
    expect(why(...two, design(["nothing"], 0, 0))).toEqual([
      "singular-design",
      "the moderator nothing is constant or a combination of those before it",
      "leave the moderator out",
    ]);
  });
});
