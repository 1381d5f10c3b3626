import { describe, expect, it } from "vitest";
import { numberIn, numbersIn } from "./literals.ts";
import { readRCalls } from "./r-call.ts";

const argument = (source: string) => {
  const calls = readRCalls(`f(${source})`);
  return calls.ok ? calls.value[0]?.positional[0] : undefined;
};

describe("numbers that a call spells out", () => {
  it.each([
    ["c(0,15,33.46)", [0, 15, 33.46]],
    ["c(-1,c(2,3))", [-1, 2, 3]],
    ["c(0,rep(1,3))", [0, 1, 1, 1]],
    ["1:4", [1, 2, 3, 4]],
    ["3:1", [3, 2, 1]],
    ["-1", [-1]],
    ["1/2", [0.5]],
    ["seq(0,1,by=.25)", [0, 0.25, 0.5, 0.75, 1]],
    ["seq(0,60,20)", [0, 20, 40, 60]],
    ["seq(0,1,length.out=3)", [0, 0.5, 1]],
    ["c(1,2)*10", [10, 20]],
  ])("%s", (source, expected) => {
    expect(numbersIn(argument(source))).toEqual(expected);
  });
  it("reaches the end of a sequence in spite of rounding", () => {
    expect(numbersIn(argument("seq(.01,.99,.01)"))).toHaveLength(99);
  });
  it.each(["x", "c(1,x)", "mean(x)", "seq(0,1,-1)"])("%s names no numbers", (source) => {
    expect(numbersIn(argument(source))).toBeNull();
  });
  it("takes one number only from one", () => {
    expect(numberIn(argument("c(1,2)"))).toBeNull();
    expect(numberIn(argument("1-.05"))).toBe(0.95);
  });
});
