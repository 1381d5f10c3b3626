import { expect, it } from "vitest";
import { settled } from "./settled.ts";

it.each([
  [0.1 + 0.2, 0.3],
  [0.2 * 7 + 1 + 1, 3.4],
  [3.4 + 1e-10, 3.4],
  [3.4 + 1e-9, 3.400000001],
  [-29.9999999999999, -30],
])("%d stands on paper as %d", (value, paper) => {
  expect(settled(value)).toBe(paper);
});
