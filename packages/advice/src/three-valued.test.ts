import { expect, it } from "vitest";
import { anyOf, both, type Known } from "./three-valued.ts";

it.each<[Known, Known, Known]>([
  [true, true, true],
  [true, false, false],
  [true, undefined, undefined],
  [false, undefined, false],
  [undefined, undefined, undefined],
  [false, false, false],
])("%s and %s, in either order: %s", (a, b, expected) => {
  expect(both(a, b)).toBe(expected);
  expect(both(b, a)).toBe(expected);
});

it.each<[Known[], Known]>([
  [[], false],
  [[false, false], false],
  [[false, undefined], undefined],
  [[undefined, false], undefined],
  [[undefined, true], true],
  [[true, false], true],
])("any of %j: %s", (answers, expected) => {
  expect(anyOf(answers)).toBe(expected);
});
