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
  return { assertion: one, topic: of, answer: null, family: "nsclc", setting: settingOf(one, null), own };
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
