import type { BinaryArms } from "./binary-network.ts";

export type Arm = readonly [study: string, treatment: string, events: number, patients: number];

export const armsOf = (arms: readonly Arm[]): BinaryArms => ({
  studies: arms.map((arm) => arm[0]),
  treatments: arms.map((arm) => arm[1]),
  events: Float64Array.from(arms, (arm) => arm[2]),
  patients: Float64Array.from(arms, (arm) => arm[3]),
});

/** Three trials of two arms, the third without event in one of them. */
export const threeTrials: readonly Arm[] = [
  ["1", "A", 4, 119],
  ["1", "B", 11, 127],
  ["2", "A", 6, 306],
  ["2", "B", 29, 303],
  ["3", "A", 0, 100],
  ["3", "B", 2, 90],
];
