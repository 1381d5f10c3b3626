import type { Outcome } from "@erbium/model";
import { describe, expect, it } from "vitest";
import { studyRow } from "../test/study-row.ts";
import {
  commonComparator,
  inconsistencyOf,
  networkPartFigure,
  ratioIn,
  studiesOf,
} from "./network-figure.ts";
import { type NetworkPart, type NetworkReading, treatmentNetwork } from "./treatment-network.ts";

const edge = (id: string, one: string, other: string, hr: number, change: Partial<Outcome> = {}) =>
  studyRow(id, {
    outcome: "PFS",
    network: "n",
    regimen: [one],
    comparator: [other],
    hr,
    hrCiLow: hr / 1.25,
    hrCiHigh: hr * 1.25,
    ...change,
  });
const fitted = (rows: ReturnType<typeof edge>[], reading: Partial<NetworkReading> = {}) =>
  treatmentNetwork("n", { outcomes: rows }, { outcomes: ["PFS"], same: [], ...reading });
const chain = [edge("s1", "a", "b", 0.5), edge("s2", "b", "c", 0.8), edge("s3", "a", "b", 0.5)];
const first = (rows: ReturnType<typeof edge>[]): NetworkPart => {
  const [part] = fitted(rows).parts;
  if (part === undefined) throw new Error("no part");
  return part;
};

describe("a network of treatments", () => {
  it("ranks what is better first, and goes through the common comparator", () => {
    const part = first(chain);
    expect(part.scores.map(({ treatment }) => treatment)).toEqual(["a", "b", "c"]);
    expect(ratioIn(part, "a", "c")?.estimate).toBeCloseTo(0.4, 6);
    expect(ratioIn(part, "c", "a")?.estimate).toBeCloseTo(2.5, 6);
    expect(ratioIn(part, "a", "a")).toBeNull();
    expect(ratioIn(part, "a", "z")).toBeNull();
    expect(ratioIn(part, "z", "a")).toBeNull();
  });
  it("takes only its own rows, of the outcomes asked for, with an interval and a source", () => {
    const network = fitted([
      ...chain,
      edge("s4", "d", "c", 0.7, { network: "other" }),
      edge("s5", "e", "c", 0.7, { outcome: "TTP" }),
      edge("s6", "f", "c", 0.7, { status: "recalled" }),
    ]);
    expect(network.parts.flatMap(({ treatments }) => treatments).toSorted()).toEqual(["a", "b", "c"]);
    expect(network.left.map(({ row, code }) => [row.id, code])).toEqual([["s6", "recalled"]]);
    expect(network.outcomes).toEqual(["PFS"]);
    expect(
      fitted([...chain, edge("s5", "e", "c", 0.7, { outcome: "TTP" })], { outcomes: ["TTP", "PFS"] })
        .outcomes,
    ).toEqual(["PFS", "TTP"]);
    expect(fitted([])).toMatchObject({ parts: [], refused: [], left: [] });
  });
  it("fits apart what no study connects, the part with more trials first, unless two are read as one", () => {
    const rows = [edge("s9", "p", "q", 0.9), ...chain];
    expect(fitted(rows).parts.map(({ treatments }) => [...treatments].toSorted())).toEqual([
      ["a", "b", "c"],
      ["p", "q"],
    ]);
    const joined = fitted(rows, { same: [["c", "q"]] });
    expect(joined.parts.map(({ treatments }) => [...treatments].toSorted())).toEqual([
      ["a", "b", "c = q", "p"],
    ]);
  });
  it("sets direct beside indirect evidence where a loop is closed", () => {
    expect(first(chain).splits).toEqual([]);
    const loop = first([...chain, edge("s7", "a", "c", 0.4)]);
    expect(loop.splits.length).toBeGreaterThan(0);
    const figure = networkPartFigure(loop, "c");
    const split = figure.splits.find(
      ({ treatment, against }) => [treatment, against].toSorted().join() === "a,c",
    );
    // 0.5 x 0.8 is 0.4: the loop agrees with itself
    expect(split?.difference.estimate).toBeCloseTo(1, 6);
    expect(split?.difference.p).toBeCloseTo(1, 6);
    expect(split?.direct.estimate).toBeCloseTo(split?.indirect.estimate ?? 0, 6);
    expect(figure.inconsistency.p).toBeCloseTo(1, 6);
    expect(figure.inconsistency.df).toBeGreaterThan(0);
  });
});

describe("a part of a network as it is shown", () => {
  const part = first(chain);
  it("stands against what most trials compare with; else what most give; else by name", () => {
    expect(commonComparator(part)).toBe("b");
    expect(commonComparator(first([edge("s1", "a", "b", 0.5), edge("s2", "b", "c", 0.8)]))).toBe("b");
    expect(
      commonComparator(
        first([edge("s1", "x", "w", 0.5), edge("s2", "y", "v", 0.5), edge("s3", "x", "v", 0.5)]),
      ),
    ).toBe("v");
    expect(commonComparator({ ...part, contrasts: [] })).toBe("a");
  });
  it("counts a study once", () => {
    expect(studiesOf(part)).toBe(3);
    expect(
      studiesOf({
        ...part,
        contrasts: part.contrasts.map((one) => ({ ...one, study: { ...one.study, id: "s" } })),
      }),
    ).toBe(1);
  });
  it("gives no p value where no loop is closed", () => {
    expect(inconsistencyOf(part)).toMatchObject({ df: 0, p: null });
  });
  it("has every treatment against the reference and each other, and its trials as printed", () => {
    const figure = networkPartFigure(part, "c");
    expect(figure).toMatchObject({ studies: 3, reference: "c" });
    expect(figure.ranking.map(({ treatment }) => treatment)).toEqual(["a", "b", "c"]);
    expect(figure.ranking.map(({ ratio }) => ratio?.estimate.toFixed(2) ?? null)).toEqual([
      "0.40",
      "0.80",
      null,
    ]);
    expect(figure.ranking.every(({ pScore }) => pScore >= 0 && pScore <= 1)).toBe(true);
    const cell = figure.league.find((one) => one.treatment === "a" && one.against === "c");
    expect(cell?.estimate).toBeCloseTo(0.4, 6);
    expect(figure.league).toHaveLength(6);
    expect(figure.tauSquared).toBeCloseTo(0, 6);
    const [trial] = figure.trials;
    expect(trial).toMatchObject({
      row: "s1",
      study: "s1",
      outcome: "PFS",
      treatment: "a",
      comparator: "b",
      low: 0.4,
      high: 0.625,
    });
    expect(trial?.estimate).toBeCloseTo(0.5, 12);
    expect(trial?.sources).toEqual([{ source: "paper of s1" }]);
    const unbounded = networkPartFigure(
      {
        ...part,
        contrasts: part.contrasts.map((one) => ({
          ...one,
          row: { ...one.row, hrCiLow: null, hrCiHigh: null },
        })),
      },
      "c",
    ).trials[0];
    expect(unbounded?.low).toBeCloseTo(0.4, 3);
    expect(unbounded?.high).toBeCloseTo(0.625, 3);
  });
});
