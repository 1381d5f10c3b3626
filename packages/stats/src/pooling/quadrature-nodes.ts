import type { Refusal } from "@erbium/model";

/** Why a number of quadrature points a study is none, or null. */
export const badNodes = (nodes: number): Refusal | null =>
  Number.isInteger(nodes) && nodes >= 1
    ? null
    : {
        code: "no-nodes",
        message: `the quadrature is given ${nodes} points a study`,
        remedy: "give a whole number of points, 1 or more",
      };
