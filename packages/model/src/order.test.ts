import { expect, it } from "vitest";
import { byKeys, byText, unique } from "./order.ts";

it("orders text by code unit, the same in every locale", () => {
  expect(["b", "a", "B", "ä"].sort(byText)).toEqual(["B", "a", "b", "ä"]);
  expect([byText("a", "b"), byText("b", "a"), byText("a", "a")]).toEqual([-1, 1, 0]);
});

it("compares by the first key that differs", () => {
  const compare = byKeys<[number, string]>(
    ([number]) => number,
    ([, text]) => text,
  );
  const items: [number, string][] = [
    [10, "b"],
    [9, "z"],
    [10, "a"],
  ];
  expect(items.sort(compare)).toEqual([
    [9, "z"],
    [10, "a"],
    [10, "b"],
  ]);
  expect([compare([1, "a"], [1, "a"]), compare([1, "a"], [1, "b"]), compare([2, "a"], [1, "b"])]).toEqual([
    0, -1, 1,
  ]);
});

it("keeps the first of equals", () => {
  expect(unique(["b", "a", "b"])).toEqual(["b", "a"]);
});
