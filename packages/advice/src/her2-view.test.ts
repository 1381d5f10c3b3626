import type { Her2State } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { agnosticView, tumourView } from "./her2-view.ts";

const state = (part: Partial<Her2State>): Her2State =>
  ({
    guideline: { id: "own", edition: "" },
    assessments: [],
    status: "indeterminate",
    ihc: null,
    ...part,
  }) as Her2State;
const assessed = (
  axis: "overexpression" | "amplification" | "mutation" | "overall",
  status: Her2State["status"],
  id = "own",
) => ({
  guideline: { id, edition: "" },
  axis,
  status,
  rules: [],
});

describe("for the tumour's own labels", () => {
  it.each([
    ["positive", true],
    ["negative", false],
    ["equivocal", undefined],
    ["indeterminate", undefined],
  ] as const)("%s is HER2-positive: %s", (status, expected) => {
    expect(tumourView(state({ status })).positive).toBe(expected);
  });
  it("a mutation alone does not make a tumour HER2-positive where the guideline keeps the kinds apart", () => {
    const kinds = (...rest: ReturnType<typeof assessed>[]) =>
      tumourView(state({ status: "positive", assessments: [assessed("mutation", "positive"), ...rest] }))
        .positive;
    expect(kinds(assessed("overexpression", "negative"), assessed("amplification", "negative"))).toBe(false);
    expect(
      kinds(assessed("overexpression", "indeterminate"), assessed("amplification", "negative")),
    ).toBeUndefined();
    expect(kinds(assessed("overexpression", "negative"), assessed("amplification", "positive"))).toBe(true);
  });
});

describe("for tumour-agnostic labels", () => {
  const scored = (score: string, scoring: string | null) =>
    agnosticView(
      state({
        ihc: { score, scoring, computed: false },
        assessments: [assessed("overall", "positive", "agnostic")],
      }),
      "gastric-2016",
    );
  it("takes a score of their own system", () => {
    expect(scored("3+", "gastric-2016")).toMatchObject({ ihcScore: "3+", positive: true });
  });
  it("does not carry over another system's, or an unrecorded one's", () => {
    for (const scoring of ["breast-2018", "heracles", null])
      expect(scored("3+", scoring)).toMatchObject({ ihcScore: undefined, positive: undefined });
  });
  it("carries over 0 only, on which the systems agree", () => {
    expect(scored("0", "breast-2018")).toMatchObject({ ihcScore: "0", positive: false });
    expect(scored("1+", "breast-2018").ihcScore).toBeUndefined();
  });
  it("knows nothing without a score", () => {
    expect(agnosticView(state({ status: "positive" }), "gastric-2016")).toEqual({
      positive: undefined,
      ihcScore: undefined,
      ihcScoring: undefined,
    });
  });
});
