import { expect, test } from "vitest";
import { numberShown } from "./number-shown.ts";

test.each([
  [0.724, 2, "0.72"],
  [0.005, 2, "0.01"],
  [0.0049, 2, "0.005"],
  [0.0021, 2, "0.002"],
  [0, 2, "0.00"],
  [-0.001, 2, "0.00"],
  [-0.4, 0, "0"],
  [999.99, 1, "1000.0"],
  [1000, 2, "1000"],
  [53_103.6, 2, "53104"],
])("%d with %i decimals is %s", (value, decimals, text) => {
  expect(numberShown(value, decimals)).toBe(text);
});
