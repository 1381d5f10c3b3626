import type { Stretch } from "./quiet-stretch.ts";

/** The stretch that holds a position, by bisection, or null. The stretches ascend and do not overlap. */
export const holding = <T extends Stretch>(stretches: readonly T[], position: number): T | null => {
  let [low, high] = [0, stretches.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const one = stretches[middle] as T;
    if (position < one.low) high = middle - 1;
    else if (position > one.high) low = middle + 1;
    else return one;
  }
  return null;
};
