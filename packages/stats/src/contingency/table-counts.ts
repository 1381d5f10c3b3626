import { err, ok, type Result } from "@erbium/model";

/** Refuses a two-by-two table whose cells are no counts or all zero. */
export const checkTable = (a: number, b: number, c: number, d: number): Result<null> => {
  const wrong = [a, b, c, d].find((one) => !Number.isInteger(one) || one < 0);
  if (wrong !== undefined)
    return err({
      code: "not-a-count",
      message: `the table ${a}, ${b}; ${c}, ${d} holds ${wrong}`,
      remedy: "cells are whole counts, zero or more",
    });
  if (a + b + c + d === 0)
    return err({
      code: "empty-table",
      message: "all four cells are zero",
      remedy: "give the counts of the patients",
    });
  return ok(null);
};
