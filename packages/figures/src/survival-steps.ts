import type { SurvivalGroup } from "./survival-plot.ts";

/** Corners of the step function from `start` at time 0 to `reach`; a missing value keeps the last one. */
export const stepsOf = (
  time: ArrayLike<number>,
  value: ArrayLike<number>,
  reach: number,
  start = 1,
): [number, number][] => {
  const corners: [number, number][] = [[0, start]];
  let current = start;
  for (let index = 0; index < time.length; index++) {
    const [at, next] = [time[index] ?? 0, value[index] ?? current];
    if (!Number.isFinite(next) || next === current) continue;
    corners.push([at, current], [at, next]);
    current = next;
  }
  corners.push([reach, current]);
  return corners;
};

/** The share that a group's curve shows at a time. */
export const shareAt = ({ time, survival }: SurvivalGroup, at: number, start = 1): number => {
  let share = start;
  for (let index = 0; index < time.length && (time[index] ?? 0) <= at; index++)
    share = survival[index] ?? share;
  return share;
};
