/** Three-valued yes or no as the rules read it: undefined is unknown. */
export type Known = boolean | undefined;

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
