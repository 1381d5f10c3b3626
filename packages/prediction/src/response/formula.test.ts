import { describe, expect, it } from "vitest";
import { readFormula } from "./formula.ts";

const at = { x: 2, y: 3, a: 10 };
const value = (text: string) => readFormula(text, Object.keys(at))?.(at) ?? null;

describe("a formula", () => {
  it.each([
    ["7", 7],
    ["1.30", 1.3],
    ["x", 2],
    ["x+y-a", -5],
    ["a-x-y", 5],
    ["a/x/5", 1],
    ["2y", 6],
    ["1.30a", 13],
    ["2x+3y", 13],
    ["2(x+y)", 10],
    ["(x+y)(a-4)", 30],
    ["x y", 6],
    ["2x^2", 8],
    ["x^3", 8],
    ["x^y^0", 2],
    ["-x^2", -4],
    ["-x+5", 3],
    ["a*-x", -20],
    ["a-5*x", 0],
    ["(a-5)*x", 10],
    ["100+5*((x+2y+3a) mod 7)", 115],
    ["a mod 3", 1],
    ["(x-a) mod 3", 1],
    ["x<3", 1],
    ["x<2", 0],
    ["x<=2", 1],
    ["x>1", 1],
    ["x>2", 0],
    ["x>=2", 1],
    ["x>=3", 0],
    ["x==2", 1],
    ["x==3", 0],
    ["x!=3", 1],
    ["x!=2", 0],
    ["(x-4)^2+(y-4)^2<=5", 1],
    ["(x-4)^2+(y-4)^2<5", 0],
    ["x<3 and y<3", 0],
    ["x<3 and y<4", 1],
    ["x<1 or y<4", 1],
    ["x<1 or y<1", 0],
    ["x<3 or x<3 and y<1", 1],
    ["  x + 1 ", 3],
  ])("%s is %d", (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it.each([
    "",
    "x+",
    "+x",
    "(x",
    "x)",
    "()",
    "b",
    "xy",
    "x=2",
    "2 3",
    "x < < 2",
    "1.2.3",
    ".5",
    "x^",
    "x mod",
    "x $",
    "x and",
    "-",
  ])("%j is none", (text) => {
    expect(value(text)).toBeNull();
  });
});
