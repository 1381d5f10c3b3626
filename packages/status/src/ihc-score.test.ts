import type { Ihc, Measurement } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { guidelines } from "../test/guidelines.ts";
import { ihcGiven, readScore } from "./ihc-score.ts";
import { readIsh } from "./ish-reading.ts";
import { agnostic, type Pathway, pathwaysOf } from "./pathways.ts";
import { newTrace } from "./run-table.ts";
import { testFacts } from "./test-facts.ts";

const pathway = (family: string): Pathway => pathwaysOf(family)[0] ?? agnostic;
const read = (family: string, ihc: Ihc | undefined, more: Measurement = {}, unreadable = false) => {
  const measurement = { ...more, ...(ihc === undefined ? {} : { ihc }) };
  const facts = testFacts(measurement, undefined, readIsh(undefined, guidelines, false), {});
  const trace = newTrace();
  const used = pathway(family);
  const own = used === agnostic ? null : used.scoring;
  const reading = readScore(measurement, used, guidelines, facts, own, trace, unreadable);
  return { ...reading, flags: trace.flags.map((flag) => flag.code) };
};
const strong: Ihc = { pattern: "circumferential", intensity: "strong", percentStained: 60 };

describe("an IHC", () => {
  it.each<[Ihc]>([
    [{ score: "0" }],
    [{ percentStained: 0 }],
    [{ intensity: "none" }],
    [{ pattern: "lateral" }],
    [{ clusterCells: 0 }],
    [{ membraneStaining: "none" }],
  ])("says something by %j", (ihc) => expect(ihcGiven(ihc)).toBe(true));
  it("says nothing by its clone, its system or its confirmation alone", () => {
    expect(ihcGiven({ clone: "4B5", scoring: "breast-2018", confirmed: true })).toBe(false);
    expect(ihcGiven(undefined)).toBe(false);
  });
  it("that was not done is null, and one that can not be read is not known", () => {
    expect(read("breast", undefined)).toEqual({
      scores: [null],
      computed: false,
      scoring: null,
      missing: [],
      flags: [],
    });
    expect(read("breast", { clone: "4B5" }, {}, true)).toEqual({
      scores: [undefined],
      computed: false,
      scoring: null,
      missing: ["ihcScore"],
      flags: [],
    });
  });
});

describe("a stated score", () => {
  it("is taken, with the system it was read under", () => {
    expect(read("breast", { score: "2+" })).toEqual({
      scores: ["2+"],
      computed: false,
      scoring: null,
      missing: [],
      flags: [],
    });
    expect(read("breast", { score: "2+", scoring: "breast-2018" }).scoring).toBe("breast-2018");
    expect(read("biliary", { score: "2+", scoring: "isgyp" })).toMatchObject({
      scores: ["2+"],
      scoring: "isgyp",
      flags: [],
    });
  });
  it("of another system is not carried over, and the fitting system is asked for", () =>
    expect(read("breast", { score: "3+", scoring: "gastric-2016" })).toEqual({
      scores: [undefined],
      computed: false,
      scoring: "gastric-2016",
      missing: ["ihcScoring"],
      flags: ["scoring-mismatch"],
    }));
  it("of another system gives way to the one that the staining gives", () =>
    expect(read("breast", { ...strong, score: "1+", scoring: "gastric-2016" })).toEqual({
      scores: ["3+"],
      computed: true,
      scoring: "breast-2018",
      missing: [],
      flags: ["scoring-mismatch"],
    }));
  it("of no stated system is not taken as gastric by the tumour-agnostic labels, without a reproach", () =>
    expect(read("agnostic", { score: "3+" })).toMatchObject({
      scores: [undefined],
      missing: ["ihcScoring"],
      flags: [],
    }));
  it("that the staining confirms stands as stated", () =>
    expect(read("breast", { ...strong, score: "3+" })).toEqual({
      scores: ["3+"],
      computed: false,
      scoring: null,
      missing: [],
      flags: [],
    }));
  it("that the staining can not confirm stands as stated", () => {
    expect(read("breast", { score: "3+", intensity: "strong", pattern: "circumferential" })).toMatchObject({
      scores: ["3+"],
      flags: [],
    });
    const noRow: Ihc = { score: "2+", pattern: "circumferential", intensity: "weak", percentStained: 10 };
    expect(read("breast", noRow)).toMatchObject({ scores: ["2+"], computed: false, flags: [] });
  });
  it("that the staining contradicts leaves both", () =>
    expect(read("breast", { ...strong, score: "1+" })).toEqual({
      scores: ["1+", "3+"],
      computed: false,
      scoring: null,
      missing: [],
      flags: ["call-contradicts-score"],
    }));
  it("of staining that its system does not score is in doubt", () =>
    expect(
      read("gastric", { score: "3+", intensity: "strong", clusterCells: 4 }, { specimen: "biopsy" }),
    ).toEqual({
      scores: ["3+", undefined],
      computed: false,
      scoring: null,
      missing: ["ihcScore"],
      flags: ["call-contradicts-score"],
    }));
});

describe("a score that is computed", () => {
  it("is that of the guideline's system", () =>
    expect(read("breast", strong)).toEqual({
      scores: ["3+"],
      computed: true,
      scoring: "breast-2018",
      missing: [],
      flags: [],
    }));
  it("lacks what the table lacks", () => {
    expect(read("breast", { pattern: "circumferential", intensity: "strong" })).toMatchObject({
      scores: [undefined],
      computed: false,
      missing: ["percentStained"],
    });
    expect(read("gastric", strong).missing).toContain("specimen");
    expect(read("agnostic", strong).missing).toContain("specimen");
  });
  it("lacks the score itself where no row fits, or no table computes one", () => {
    for (const [family, ihc] of [
      ["breast", { pattern: "circumferential", intensity: "weak", percentStained: 10 }],
      ["breast", { percentStained: 30 }],
      ["biliary", strong],
    ] as const)
      expect(read(family, ihc)).toEqual({
        scores: [undefined],
        computed: false,
        scoring: null,
        missing: ["ihcScore"],
        flags: [],
      });
    expect(read("gastric", { intensity: "strong", clusterCells: 4 }, { specimen: "biopsy" })).toMatchObject({
      scores: [undefined],
      missing: ["ihcScore"],
      flags: [],
    });
  });
  it("is computed from any of intensity, pattern, cluster and membrane", () => {
    expect(read("breast", { intensity: "none" }).scores).toEqual(["0"]);
    expect(read("gastric", { clusterCells: 0 }, { specimen: "biopsy" }).scores).toEqual(["0"]);
    expect(read("breast", { pattern: "lateral" }).missing).toContain("intensity");
    expect(read("breast", { membraneStaining: "none" }).missing).toContain("intensity");
  });
  it("does not reproach a system without a score", () =>
    expect(read("breast", { ...strong, scoring: "gastric-2016" })).toMatchObject({
      scores: ["3+"],
      scoring: "breast-2018",
      flags: [],
    }));
});
