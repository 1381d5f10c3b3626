import { expect, test } from "vitest";
import { ratioTicks, roundTicks } from "./ticks.ts";

const ratios = (low: number, high: number, most?: number) =>
  ratioTicks(Math.log(low), Math.log(high), most).map(({ text }) => text);

test("ratios come in round numbers, as finely as there is room", () => {
  expect(ratios(0.5, 2)).toEqual(["0.5", "0.6", "0.8", "1", "1.2", "1.5", "2"]);
  expect(ratios(0.2, 2)).toEqual(["0.2", "0.3", "0.5", "0.7", "1", "1.5", "2"]);
  expect(ratios(0.05, 20)).toEqual(["0.1", "1", "10"]);
  expect(ratios(1e-6, 1e6, 5).length).toBeLessThanOrEqual(5);
});
test("a stretch that holds no two round ratios is divided evenly", () => {
  expect(ratios(1.01, 1.09).length).toBeGreaterThan(1);
});
test.each([
  [0, 1, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]],
  [-0.3, 0.3, 3, ["-0.2", "0.0", "0.2"]],
  [3, 3, 5, ["3"]],
])("from %f to %f, about %i steps", (low, high, count, texts) => {
  expect(roundTicks(low, high, count).map(({ text }) => text)).toEqual(texts);
});
