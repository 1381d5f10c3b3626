import { chiSquaredTest } from "../contingency/chi-squared-test.ts";
import { fisherExact } from "../contingency/fisher-exact.ts";
import { mcnemar } from "../contingency/mcnemar.ts";
import { adjustForMultiplicity, multiplicityMethods } from "../contingency/multiplicity.ts";
import { resultOf } from "./meta-package.ts";
import { numberArgument, type RCall, textArgument, truthArgument } from "./r-call.ts";
import { numbers, type ReferenceFamily, type ReferenceQuestion } from "./reference-case.ts";

const tests = ["fisher.test", "chisq.test", "mcnemar.test"] as const;

/** `p.adjust(p, method)`, the method by name or second in line. */
const adjusted = (call: RCall, data: ReferenceQuestion["data"]) => {
  const [, second] = call.positional;
  const word = textArgument(call, "method") ?? (second?.kind === "text" ? second.value : "holm");
  const p = numbers(data, "p");
  const method = word === "fdr" ? "BH" : multiplicityMethods.find((one) => one === word);
  const values =
    p && (word === "none" ? p : method === undefined ? null : resultOf(adjustForMultiplicity(p, method)));
  return values ? { p: values, adjusted: values, p_adjusted: values } : null;
};

/** `fisher.test`, `chisq.test` and `mcnemar.test` of one table of cells a to d, each alone or together; `p.adjust`. */
export const contingencyAnswers: ReferenceFamily = ({ call, calls, data }) => {
  if (call.function === "p.adjust") return adjusted(call, data);
  const asked = calls.filter(({ function: name }) => tests.some((one) => one === name));
  const [only] = asked;
  if (only === undefined) return null;
  const [a, b, c, d] = ["a", "b", "c", "d"].map((cell) => data[cell]);
  if (typeof a !== "number" || typeof b !== "number" || typeof c !== "number" || typeof d !== "number")
    return null;
  const fisher = resultOf(
    fisherExact(a, b, c, d, {
      level: numberArgument(only, "conf.level") ?? 0.95,
      // where R ends its search
      tolerance: Number.EPSILON ** 0.25,
    }),
  );
  const pearson = resultOf(chiSquaredTest(Float64Array.of(a, b, c, d), 2));
  const yates = resultOf(chiSquaredTest(Float64Array.of(a, b, c, d), 2, "Yates"));
  const paired = resultOf(mcnemar(b, c));
  const continuity = truthArgument(only, "correct", true);
  const squared =
    only.function === "mcnemar.test" ? resultOf(mcnemar(b, c, continuity)) : continuity ? yates : pearson;
  const side = textArgument(only, "alternative") ?? "two.sided";
  const alone =
    only.function === "fisher.test"
      ? {
          p: side === "less" ? fisher?.pLess : side === "greater" ? fisher?.pGreater : fisher?.pTwoSided,
          estimate: fisher?.oddsRatio,
          ci: [fisher?.low, fisher?.high],
        }
      : { statistic: squared?.statistic, p: squared?.p, df: 1 };
  return {
    ...(asked.length === 1 ? alone : {}),
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
