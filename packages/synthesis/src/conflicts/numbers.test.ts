import { describe, expect, it } from "vitest";
import { assertion } from "./assertion.fixture.ts";
import type { Assertion } from "./assertion.ts";
import type { Given } from "./given.ts";
import { numbersApart } from "./numbers.ts";
import { settingOf } from "./setting.ts";
import type { Topic } from "./topic.ts";

const topic = (kind: Topic["kind"], pole: 1 | -1 = 1): Topic => ({
  key: "k",
  title: "t",
  pole,
  phrase: "",
  extent: false,
  kind,
});
const given = (part: Partial<Assertion>, of: Topic, own = true): Given => {
  const one = assertion(part);
  const setting = settingOf(one, { kind: of.kind, partners: null, changes: [], chosenBy: new Map() });
  return { assertion: one, topic: of, answer: null, family: "nsclc", setting, own };
};
const at = (value: number, unit: string, interval: readonly [number, number] | null = null) => ({
  low: value,
  high: value,
  unit,
  interval: interval === null ? null : { low: interval[0], high: interval[1] },
});
const apart = (kind: Topic["kind"], ...parts: Partial<Assertion>[]) =>
  numbersApart(parts.map((part) => given(part, topic(kind))));
const says = (kind: Topic["kind"], ...parts: Partial<Assertion>[]) =>
  apart(kind, ...parts).map(({ sides }) => sides.map((side) => side.says));

describe("shares without intervals", () => {
  it.each([
    [6, 12, true],
    [6.1, 12, false],
    [40, 79, false],
    [49, 98, true],
    [60, 79, false],
    [60, 80, true],
    [90, 95, false],
    [90, 99.9, false],
    [89.9, 99.9, true],
    [0, 0.19, false],
    [0, 0.2, true],
  ])("%d %% and %d %% are apart: %s", (a, b, expected) => {
    expect(says("frequency", at(a, "%"), at(b, "%")).length).toBe(expected ? 1 : 0);
    expect(says("frequency", at(b, "%"), at(a, "%")).length).toBe(expected ? 1 : 0);
  });
  it("are ranges too: the ends furthest apart tell", () => {
    const range = { low: 4, high: 35, unit: "%", interval: null };
    expect(says("frequency", range, at(30, "%"))).toEqual([["4-35 %", "30 %"]]);
  });
});

describe("shares with intervals", () => {
  it("are apart where these do not meet and the odds differ by half", () => {
    expect(says("frequency", at(20, "%", [18, 22]), at(40, "%", [35, 45]))).toEqual([["20 %", "40 %"]]);
    expect(says("frequency", at(20, "%", [18, 36]), at(45, "%", [36, 55]))).toEqual([]);
    expect(says("frequency", at(20, "%", [19, 21]), at(25, "%", [24, 26]))).toEqual([]);
    expect(says("frequency", at(20, "%", [19, 21]), at(28, "%", [27, 29]))).toHaveLength(1);
  });
});

describe("other numbers", () => {
  it("of agreement are turned where they are of disagreement", () => {
    const two = [given(at(95, "%"), topic("agreement")), given(at(60, "%"), topic("agreement", -1))];
    expect(numbersApart(two)).toHaveLength(1);
    const same = [given(at(95, "%"), topic("agreement")), given(at(5, "%"), topic("agreement", -1))];
    expect(numbersApart(same)).toEqual([]);
  });
  it("of months are apart from twice as long, or beyond their intervals", () => {
    const pfs = { outcome: "PFS" };
    expect(says("therapy", { ...pfs, ...at(5, "months") }, { ...pfs, ...at(10, "months") })).toHaveLength(1);
    expect(says("therapy", { ...pfs, ...at(5, "months") }, { ...pfs, ...at(9.9, "months") })).toEqual([]);
    const close = (low: number) => ({ ...pfs, ...at(9, "months", [low, 12]) });
    expect(says("therapy", { ...pfs, ...at(5, "months", [4, 6]) }, close(7))).toHaveLength(1);
    expect(says("therapy", { ...pfs, ...at(5, "months", [4, 6]) }, close(6))).toEqual([]);
  });
  it("that are set are apart whenever they differ, and only in one unit", () => {
    expect(says("fixed value", at(2, "ratio"), at(2.2, "ratio"))).toEqual([["2 ratio", "2.2 ratio"]]);
    expect(says("fixed value", at(2, "ratio"), at(2, "ratio"))).toEqual([]);
    expect(says("fixed value", at(2, "ratio"), at(6, "signals"))).toEqual([]);
    const year = { low: 20_240_101, high: 20_241_231, unit: "date", interval: null };
    expect(says("fixed value", year, { ...year, low: 20_240_401, high: 20_240_430 })).toEqual([]);
    expect(says("fixed value", year, { ...year, low: 20_230_101, high: 20_231_231 })).toEqual([
      ["2023", "2024"],
    ]);
  });
  it("of different outcomes of a therapy are not compared, nor ratios", () => {
    expect(says("therapy", { outcome: "ORR", ...at(10, "%") }, { outcome: "pCR", ...at(60, "%") })).toEqual(
      [],
    );
    expect(
      says("therapy", { outcome: "OS", ...at(0.5, "ratio") }, { outcome: "OS", ...at(2, "ratio") }),
    ).toEqual([]);
  });
});

describe("what sets numbers apart", () => {
  const first = { ...at(10, "%"), population: "first-line" };
  const later = { ...at(60, "%"), population: "pretreated" };
  it("explains them where each pair has a difference, and else does not", () => {
    expect(apart("frequency", first, later)[0]?.explained).toEqual(["line: first line against later line"]);
    expect(apart("frequency", first, later, at(12, "%"))[0]?.explained).toBeNull();
  });
  it("is no matter between two agents of a class, only against what is said of the class", () => {
    const agents = [at(10, "%"), at(60, "%")].map((part) => given(part, topic("frequency"), false));
    expect(numbersApart(agents)).toEqual([]);
    expect(numbersApart([...agents, given(at(11, "%"), topic("frequency"))])).toHaveLength(1);
  });
});

describe("which numbers are compared", () => {
  it("only those with both ends: half a range says how far it reaches on one side alone", () => {
    const open = { low: 60, high: null, unit: "%", interval: null };
    const most = { low: null, high: 60, unit: "%", interval: null };
    expect(says("frequency", at(5, "%"), open)).toEqual([]);
    expect(says("frequency", at(5, "%"), most)).toEqual([]);
  });
  it("each pair once, and never a claim with itself", () => {
    const wide = given({ low: 5, high: 50, unit: "%" }, topic("frequency"));
    expect(numbersApart([wide, { ...wide }])).toEqual([]);
    const explained = apart(
      "frequency",
      { ...at(10, "%"), population: "first-line" },
      { ...at(60, "%"), population: "pretreated" },
    )[0]?.explained;
    expect(explained).toHaveLength(1);
  });
  it("nothing where no pair is apart", () => {
    expect(apart("frequency", at(10, "%"))).toEqual([]);
    expect(apart("frequency")).toEqual([]);
  });
  it("of an endpoint under whatever name, and of any other outcome by its own", () => {
    const pfs = { outcome: "median PFS", ...at(4, "months") };
    expect(says("therapy", pfs, { outcome: "PFS", ...at(9, "months") })).toHaveLength(1);
    expect(
      says("therapy", { outcome: "OS", ...at(4, "months") }, { outcome: "PFS", ...at(9, "months") }),
    ).toEqual([]);
    const other = { outcome: "duration of infusion", ...at(4, "months") };
    expect(says("therapy", other, { outcome: "washout", ...at(9, "months") })).toEqual([]);
    expect(says("frequency", { outcome: "a", ...at(4, "%") }, { outcome: "b", ...at(9, "%") })).toHaveLength(
      1,
    );
  });
  it("whether the unit is written large or small, and without one not at all", () => {
    expect(says("fixed value", at(5, "ng/mL"), at(15, "NG/ML"))).toHaveLength(1);
    const bare = { low: 5, high: 5, unit: null, interval: null };
    expect(says("fixed value", bare, { ...bare, low: 15, high: 15 })).toEqual([["5", "15"]]);
  });
});

describe("a card of numbers", () => {
  it("has a side for each claim, lowest first, equal ones by their ids", () => {
    const three = [
      { id: "c", ...at(60, "%") },
      { id: "b", ...at(10, "%") },
      { id: "a", ...at(10, "%") },
    ];
    for (const parts of [three, three.toReversed()])
      expect(
        apart("frequency", ...parts)[0]?.sides.map(({ assertions }) => assertions.map(({ id }) => id)),
      ).toEqual([["a"], ["b"], ["c"]]);
  });
});

describe("limits of what is apart", () => {
  it.each([
    // one interval alone decides nothing: the plain ratio does
    [at(10, "%", [9, 11]), at(19, "%"), 0],
    [at(10, "%"), at(19, "%", [18, 20]), 0],
    [at(10, "%", [1, 30]), at(20, "%"), 1],
    // odds 0.25 and 0.3755, or 0.3736: by half, or less
    [at(20, "%", [19, 21]), at(27.3, "%", [26, 28]), 1],
    [at(20, "%", [19, 21]), at(27.2, "%", [26, 28]), 0],
    [at(100, "%", [99, 100]), at(100, "%", [99, 100]), 0],
  ])("%o and %o", (a, b, count) => {
    expect(says("frequency", a, b)).toHaveLength(count);
    expect(says("frequency", b, a)).toHaveLength(count);
  });
  it.each([
    [at(10, "months", [9, 11]), at(19, "months"), 0],
    [at(10, "months"), at(19, "months", [18, 20]), 0],
    [at(10, "months", [9, 11]), at(15, "months", [14, 16]), 1],
    [at(10, "months", [9, 11]), at(14.9, "months", [14, 16]), 0],
    [at(10, "months", [9, 14]), at(20, "months", [14, 26]), 0],
  ])("%o and %o", (a, b, count) => {
    expect(says("therapy", { outcome: "PFS", ...a }, { outcome: "PFS", ...b })).toHaveLength(count);
  });
  it("turns the interval of a disagreement too", () => {
    const disagreement = given(at(5, "%", [4, 6]), topic("agreement", -1));
    const agreement = (low: number, high: number) => given(at(95, "%", [low, high]), topic("agreement"));
    expect(numbersApart([disagreement, agreement(94, 96)])).toEqual([]);
    const far = given(at(60, "%", [55, 65]), topic("agreement"));
    expect(numbersApart([disagreement, far])).toHaveLength(1);
  });
});

describe("numbers of one study", () => {
  const [low, high] = [at(12.5, "months", [9.6, 14.3]), at(18.4, "mo", [15, 21.5])];
  it("contradict each other as soon as their intervals do not meet", () => {
    expect(says("therapy", { ...low, study: "Trial-1" }, { ...high, study: "TRIAL-1" })).toEqual([
      ["12.5 months", "18.4 mo"],
    ]);
    expect(says("therapy", { ...low, study: "Trial-1" }, { ...high, study: "Trial-2" })).toEqual([]);
    expect(says("therapy", low, high)).toEqual([]);
  });
  it("are told by references only within one source", () => {
    const of = (source: string) => ({ study: "references 4", source });
    expect(says("therapy", { ...low, ...of("a") }, { ...high, ...of("a") })).toHaveLength(1);
    expect(says("therapy", { ...low, ...of("a") }, { ...high, ...of("b") })).toEqual([]);
  });
});

describe("who stands on a card of numbers", () => {
  it("leaves out those that are apart from nobody, or only for a reason, and shows these by themselves", () => {
    const found = apart(
      "frequency",
      { ...at(5, "%"), id: "a" },
      { ...at(20, "%"), id: "b" },
      { ...at(9, "%"), id: "c" },
      { ...at(60, "%"), id: "d", population: "RAS-mutant" },
      { ...at(9, "%"), id: "e", population: "RAS wild-type" },
    );
    const ids = found.map(({ sides }) => sides.flatMap(({ assertions }) => assertions.map(({ id }) => id)));
    expect(ids).toEqual([
      ["a", "c", "e", "b", "d"],
      ["e", "d"],
    ]);
    expect(found.map(({ explained }) => explained)).toEqual([null, ["RAS: altered or positive against not"]]);
  });
});

describe("units", () => {
  it("of one kind are compared in the first of them", () => {
    expect(says("therapy", at(52.18, "weeks"), at(24, "months"))).toHaveLength(1);
    expect(says("therapy", at(52.18, "weeks"), at(12, "months"))).toEqual([]);
    expect(says("frequency", at(0.1, "proportion"), at(30, "%"))).toHaveLength(1);
    expect(says("agreement", at(0.4, "kappa"), at(0.8, "Kappa"))).toHaveLength(1);
    expect(says("agreement", at(0.41, "kappa"), at(0.8, "kappa"))).toEqual([]);
  });
  it("control of a disease is no response", () => {
    const [response, control] = [
      { ...at(40, "%"), outcome: "ORR" },
      { ...at(95, "%"), outcome: "DCR" },
    ];
    expect(says("therapy", response, control)).toEqual([]);
    expect(says("therapy", response, { ...control, outcome: "cORR" })).toHaveLength(1);
  });
});
