import type { Axis, Her2Status } from "@erbium/model";
import { describe, expect, it } from "vitest";
import type { AssessedPathway } from "./assess-pathway.ts";
import type { Outcome } from "./outcome.ts";
import { outcomeOfAxes, primaryGuideline, statusOfAxes } from "./primary-guideline.ts";
import { newTrace } from "./run-table.ts";

const one = (axis: Axis, outcome: Partial<Outcome> = {}, id = "lung"): AssessedPathway => ({
  pathway: { id, axis, scoring: null, score: null, ish: null, status: `${id}.${axis}` },
  edition: "",
  score: { scores: [null], computed: false, scoring: null, missing: [] },
  outcome: { status: "indeterminate", ish: null, group: null, missing: [], trace: newTrace(), ...outcome },
});

describe("the primary guideline", () => {
  const mutation = one("mutation");
  const amplification = one("amplification");
  const overexpression = one("overexpression");
  it("is the first one, with all its axes", () => {
    const other = one("overall", {}, "agnostic");
    expect(primaryGuideline([mutation, overexpression, other]).axes).toEqual([mutation, overexpression]);
    expect(primaryGuideline([other]).axes).toEqual([other]);
  });
  it("reads the protein and the gene on axes of their own, in whatever order they stand", () => {
    for (const axes of [
      [mutation, amplification, overexpression],
      [overexpression, amplification, mutation],
    ]) {
      const primary = primaryGuideline(axes);
      expect([primary.protein, primary.gene]).toEqual([overexpression, amplification]);
      expect(primary.tissue).toEqual(axes.filter((axis) => axis !== mutation));
    }
  });
  it("reads both on the one axis it has", () => {
    const overall = one("overall");
    expect(primaryGuideline([overall])).toEqual({
      axes: [overall],
      tissue: [overall],
      protein: overall,
      gene: overall,
    });
  });
  it("is none where none applies", () =>
    expect(primaryGuideline([])).toEqual({ axes: [], tissue: [], protein: undefined, gene: undefined }));
});

describe("the status of several axes", () => {
  it.each<[readonly Her2Status[], Her2Status]>([
    [[], "indeterminate"],
    [["positive"], "positive"],
    [["negative", "positive", "indeterminate"], "positive"],
    [["negative", "negative"], "negative"],
    [["negative", "indeterminate"], "indeterminate"],
    [["negative", "equivocal"], "equivocal"],
    [["equivocal", "indeterminate"], "equivocal"],
    [["indeterminate", "indeterminate"], "indeterminate"],
  ])("%j is %s", (statuses, status) =>
    expect(statusOfAxes(statuses.map((each) => one("overall", { status: each })))).toBe(status),
  );
});

describe("the axes as one outcome", () => {
  it("take the ISH of the gene, the one group, and every missing input once", () => {
    const axes = [
      one("amplification", { ish: "positive", missing: ["copies", "ratio"] }),
      one("overexpression", { ish: "negative", group: 2, missing: ["ratio", "ihcScore"] }),
    ];
    expect(outcomeOfAxes(primaryGuideline(axes), "equivocal")).toEqual({
      status: "equivocal",
      ish: "positive",
      group: 2,
      missing: ["copies", "ratio", "ihcScore"],
      trace: newTrace(),
    });
  });
  it("are empty where there are none", () =>
    expect(outcomeOfAxes(primaryGuideline([]), "indeterminate")).toEqual({
      status: "indeterminate",
      ish: null,
      group: null,
      missing: [],
      trace: newTrace(),
    }));
});
