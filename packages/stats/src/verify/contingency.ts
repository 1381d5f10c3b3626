import { chiSquaredTest } from "../contingency/chi-squared-test.ts";
import { fisherExact } from "../contingency/fisher-exact.ts";
import { mcnemar } from "../contingency/mcnemar.ts";
import { adjustForMultiplicity, multiplicityMethods } from "../contingency/multiplicity.ts";
import { resultOf } from "./meta-package.ts";
import { numberArgument, textArgument } from "./r-call.ts";
import { numbers, type ReferenceFamily } from "./reference-case.ts";

/** `fisher.test`, `chisq.test` and `mcnemar.test` of one table of cells a to d; `p.adjust`. */
export const contingencyAnswers: ReferenceFamily = ({ call, calls, data }) => {
  if (call.function === "p.adjust") {
    const word = textArgument(call, "method") ?? "holm";
    const method = word === "fdr" ? "BH" : multiplicityMethods.find((one) => one === word);
    const p = numbers(data, "p");
    const adjusted = method && p && resultOf(adjustForMultiplicity(p, method));
    return adjusted ? { p: adjusted, adjusted, p_adjusted: adjusted } : null;
  }
  if (!calls.some(({ function: name }) => ["fisher.test", "chisq.test", "mcnemar.test"].includes(name)))
    return null;
  const [a, b, c, d] = ["a", "b", "c", "d"].map((cell) => data[cell]);
  if (typeof a !== "number" || typeof b !== "number" || typeof c !== "number" || typeof d !== "number")
    return null;
  const fisher = resultOf(
    fisherExact(a, b, c, d, {
      level: numberArgument(call, "conf.level") ?? 0.95,
      // where R ends its search
      tolerance: Number.EPSILON ** 0.25,
    }),
  );
  const pearson = resultOf(chiSquaredTest(Float64Array.of(a, b, c, d), 2));
  const yates = resultOf(chiSquaredTest(Float64Array.of(a, b, c, d), 2, "Yates"));
  const paired = resultOf(mcnemar(b, c));
  return {
    fisher_p: fisher?.pTwoSided,
    fisher_or: fisher?.oddsRatio,
    fisher_ci: [fisher?.low, fisher?.high],
    chi2: pearson?.statistic,
    chi2_p: pearson?.p,
    yates: yates?.statistic,
    yates_p: yates?.p,
    mcnemar: paired?.statistic,
    mcnemar_p: paired?.p,
  };
};
