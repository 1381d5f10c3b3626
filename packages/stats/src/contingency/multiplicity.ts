import { err, ok, type Result } from "@erbium/model";

/**
 * What is held below alpha: the chance of any false rejection (Bonferroni, Holm; Hochberg and Hommel for p values that
 * are independent or positively dependent), or the share of false ones among the rejections (BH Benjamini-Hochberg,
 * BY Benjamini-Yekutieli under any dependence).
 */
export const multiplicityMethods = ["bonferroni", "holm", "hochberg", "hommel", "BH", "BY"] as const;
export type MultiplicityMethod = (typeof multiplicityMethods)[number];

/** Each value no less than those before it (from the smallest up), or no more than those after it. */
const stepUp = (sorted: Float64Array): Float64Array => {
  const into = sorted.slice();
  for (let at = into.length - 2; at >= 0; at--) into[at] = Math.min(into[at]!, into[at + 1]!);
  return into;
};
const stepDown = (sorted: Float64Array): Float64Array => {
  const into = sorted.slice();
  for (let at = 1; at < into.length; at++) into[at] = Math.max(into[at]!, into[at - 1]!);
  return into;
};

/**
 * Hommel's adjusted values: for each size m of a closed family the smallest `m p_(i) / rank` of its last members bounds
 * the rest. Algorithm of Wright 1992, Biometrics 48:1005.
 */
const hommel = (sorted: Float64Array): Float64Array => {
  const n = sorted.length;
  const adjusted = new Float64Array(n);
  let smallest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n; i++) smallest = Math.min(smallest, (n * sorted[i]!) / (i + 1));
  adjusted.fill(smallest);
  for (let m = n - 1; m >= 2; m--) {
    let least = Number.POSITIVE_INFINITY;
    for (let j = 2; j <= m; j++) least = Math.min(least, (m * sorted[n - m + j - 1]!) / j);
    // the values beyond have their turn at a smaller family
    for (let i = 0; i <= n - m; i++) adjusted[i] = Math.max(adjusted[i]!, Math.min(m * sorted[i]!, least));
  }
  return adjusted.map((one, i) => Math.max(one, sorted[i]!));
};

const onSorted: Readonly<Record<MultiplicityMethod, (sorted: Float64Array) => Float64Array>> = {
  bonferroni: (sorted) => sorted.map((p) => sorted.length * p),
  holm: (sorted) => stepDown(sorted.map((p, i) => (sorted.length - i) * p)),
  hochberg: (sorted) => stepUp(sorted.map((p, i) => (sorted.length - i) * p)),
  hommel,
  BH: (sorted) => stepUp(sorted.map((p, i) => (sorted.length * p) / (i + 1))),
  BY: (sorted) => {
    let harmonic = 0;
    for (let i = 1; i <= sorted.length; i++) harmonic += 1 / i;
    return stepUp(sorted.map((p, i) => (harmonic * sorted.length * p) / (i + 1)));
  },
};

/**
 * Adjusts p values for their number: reject those whose adjusted value is at or below alpha.
 *
 * @param p 0 to 1, in any order
 * @returns adjusted values in the same order, at most 1; a refusal where one is no probability
 * @source Holm 1979, Scand J Stat 6:65; Hochberg 1988 and Hommel 1988, Biometrika 75:800 and 75:383; Benjamini and
 *         Hochberg 1995, J R Stat Soc B 57:289; Benjamini and Yekutieli 2001, Ann Stat 29:1165
 */
export const adjustForMultiplicity = (p: Float64Array, method: MultiplicityMethod): Result<Float64Array> => {
  const wrong = p.findIndex((one) => !(one >= 0 && one <= 1));
  if (wrong >= 0)
    return err({
      code: "not-a-probability",
      message: `p value ${wrong + 1} is ${p[wrong]}`,
      remedy: "leave out tests without a p value",
    });
  const order = Array.from(p.keys()).sort((a, b) => p[a]! - p[b]! || a - b);
  const adjusted = onSorted[method](Float64Array.from(order, (at) => p[at]!));
  const into = new Float64Array(p.length);
  order.forEach((at, rank) => {
    into[at] = Math.min(1, adjusted[rank]!);
  });
  return ok(into);
};
