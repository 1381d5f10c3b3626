import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Her2State } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { agnosticReading, agnosticScoring, agnosticView, tumourView } from "./her2-view.ts";

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
  ihc: null,
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

it("carries the score with its system, where either is recorded", () => {
  const scored = (scoring: string | null) =>
    tumourView(state({ status: "positive", ihc: { score: "3+", scoring, computed: false } }));
  expect(scored("breast-2018")).toEqual({ positive: true, ihcScore: "3+", ihcScoring: "breast-2018" });
  expect(scored(null).ihcScoring).toBeUndefined();
  expect(tumourView(state({}))).toEqual({ positive: undefined, ihcScore: undefined, ihcScoring: undefined });
});

it("reads the kinds of the tumour's own guideline only, and the whole state where it keeps none apart", () => {
  const of = (...assessments: ReturnType<typeof assessed>[]) =>
    tumourView(state({ status: "positive", assessments })).positive;
  expect(of(assessed("overexpression", "negative"))).toBe(true);
  expect(of(assessed("mutation", "negative"))).toBe(true);
  expect(of(assessed("mutation", "positive"), assessed("overexpression", "negative", "agnostic"))).toBe(true);
  expect(of(assessed("overexpression", "negative"), assessed("mutation", "positive", "agnostic"))).toBe(true);
  expect(
    of(
      assessed("mutation", "positive"),
      assessed("overexpression", "negative"),
      assessed("amplification", "positive", "agnostic"),
    ),
  ).toBe(false);
  expect(tumourView(state({ guideline: null, status: "negative" })).positive).toBe(false);
});

describe("the system of the tumour-agnostic tables", () => {
  const of = (...guidelines: { id: string; scoring?: string }[]) =>
    agnosticScoring({ bundle: { guidelines } } as unknown as KnowledgeIndex);
  it("is that of the first that names one", () => {
    expect(
      of(
        { id: "breast.ihc", scoring: "breast-2018" },
        { id: "agnostic.flags" },
        { id: "agnostic.ihc", scoring: "gastric-2016" },
      ),
    ).toBe("gastric-2016");
    expect(of({ id: "agnostic.flags" })).toBeNull();
    expect(of()).toBeNull();
  });
  it("reads a score of its own, and no unrecorded one", () => {
    const reads = (scoring: string | null, asked: string | null) =>
      agnosticReading(state({ ihc: { score: "3+", scoring, computed: false } }), asked)?.score;
    expect([reads("gastric-2016", "gastric-2016"), reads("heracles", "gastric-2016")]).toEqual([
      "3+",
      undefined,
    ]);
    expect([reads(null, null), reads(null, "gastric-2016")]).toEqual([undefined, undefined]);
    expect(agnosticReading(state({}), "gastric-2016")).toBeNull();
  });
});

describe("for tumour-agnostic labels", () => {
  const scored = (score: string, scoring: string | null) =>
    agnosticView(
      state({
        ihc: { score, scoring, computed: false },
        assessments: [assessed("overall", "negative"), assessed("overall", "positive", "agnostic")],
      }),
      "gastric-2016",
    );
  it("takes a score of their own system", () => {
    expect(scored("3+", "gastric-2016")).toMatchObject({ ihcScore: "3+", positive: true });
  });
  it("takes the score that their own guideline computed from the staining, whatever another system made of it", () => {
    const read = agnosticView(
      state({
        ihc: { score: "2+", scoring: "isgyp", computed: true },
        assessments: [
          {
            ...assessed("overexpression", "positive", "agnostic"),
            ihc: { score: "3+", scoring: "gastric-2016", computed: true },
          },
        ],
      }),
      "gastric-2016",
    );
    expect(read).toMatchObject({ ihcScore: "3+", positive: true });
  });
  it("knows nothing where no tumour-agnostic guideline was read", () => {
    const read = agnosticView(
      state({ status: "positive", ihc: { score: "3+", scoring: "gastric-2016", computed: false } }),
      "gastric-2016",
    );
    expect(read).toEqual({ positive: undefined, ihcScore: "3+", ihcScoring: "gastric-2016" });
    expect(scored("3+", null).ihcScoring).toBeUndefined();
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
