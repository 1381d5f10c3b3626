/**
 * The three truth values of every condition. Unknown is never read as "not met".
 * Connectives are Kleene's strong logic of indeterminacy (1938).
 */
export type Truth = "met" | "not met" | "unknown";

export const not = (a: Truth): Truth => (a === "met" ? "not met" : a === "not met" ? "met" : "unknown");

/** Conjunction of any number of truths; of none: met. */
export const all = (truths: Iterable<Truth>): Truth => {
  let result: Truth = "met";
  for (const truth of truths) {
    if (truth === "not met") return "not met";
    if (truth === "unknown") result = "unknown";
  }
  return result;
};

/** Disjunction of any number of truths; of none: not met. */
export const any = (truths: Iterable<Truth>): Truth => {
  let result: Truth = "not met";
  for (const truth of truths) {
    if (truth === "met") return "met";
    if (truth === "unknown") result = "unknown";
  }
  return result;
};
