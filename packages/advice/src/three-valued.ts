import type { Truth } from "@erbium/model";

/** Three-valued yes or no as the rules read it: undefined is unknown. */
export type Known = boolean | undefined;

export const truthOf = (value: Known): Truth => (value === undefined ? "unknown" : value ? "met" : "not met");
export const knownOf = (truth: Truth): Known => (truth === "unknown" ? undefined : truth === "met");

/** Kleene's conjunction of answers. */
export const both = (a: Known, b: Known): Known =>
  a === false || b === false ? false : a === undefined || b === undefined ? undefined : true;

/** Kleene's disjunction of any number of answers; of none: no. */
export const anyOf = (answers: Iterable<Known>): Known => {
  let result: Known = false;
  for (const answer of answers) {
    if (answer === true) return true;
    if (answer === undefined) result = undefined;
  }
  return result;
};
