import { chiSquaredTest } from "../contingency/chi-squared-test.ts";
import { fisherExact } from "../contingency/fisher-exact.ts";
import { mcnemar } from "../contingency/mcnemar.ts";
import { adjustForMultiplicity, multiplicityMethods } from "../contingency/multiplicity.ts";
import { numbersIn } from "./literals.ts";
import { resultOf } from "./meta-package.ts";
import { numberArgument, type RCall, textArgument, truthArgument } from "./r-call.ts";
import { numbers, type ReferenceFamily, type ReferenceQuestion } from "./reference-case.ts";

const tests = ["fisher.test", "chisq.test", "mcnemar.test"] as const;

/** `p.adjust(p, method)`, the method by name or second in line; missing values stay so and do not count. */
const adjusted = (call: RCall, data: ReferenceQuestion["data"]) => {
  const [, second] = call.positional;
  const word = textArgument(call, "method") ?? (second?.kind === "text" ? second.value : "holm");
  const given = numbers(data, "p");
  const p = given?.filter((one) => !Number.isNaN(one)) ?? null;
  const method = word === "fdr" ? "BH" : multiplicityMethods.find((one) => one === word);
  const values =
    p && (word === "none" ? p : method === undefined ? null : resultOf(adjustForMultiplicity(p, method)));
  if (!values || given === null) return null;
  let next = 0;
  const all = given.map((one) => (Number.isNaN(one) ? one : values[next++]!));
  return { p: all, adjusted: all, p_adjusted: all };
};

/** The four cells that a call writes out as `matrix(c(3, 12, 9, 5), 2)`, else those of the data; null of other tables. */
const cellsOf = (call: RCall, data: ReferenceQuestion["data"]): readonly number[] | null => {
  const [given] = call.positional;
  const writtenOut = given?.kind === "call" || call.positional.length > 1 || call.named.x !== undefined;
  if (writtenOut) {
    const values =
      given?.kind === "call" && given.function === "matrix" ? numbersIn(given.positional[0]) : null;
    return values?.length === 4 ? values : null;
  }
  const cells = ["a", "b", "c", "d"].map((cell) => data[cell]);
  return cells.every((one) => typeof one === "number") ? cells : null;
};

/** `fisher.test`, `chisq.test` and `mcnemar.test` of one table of cells a to d, each alone or together; `p.adjust`. */
export const contingencyAnswers: ReferenceFamily = ({ call, calls, data }) => {
  if (call.function === "p.adjust") return adjusted(call, data);
  const asked = calls.filter(({ function: name }) => tests.some((one) => one === name));
  const [only] = asked;
  if (only === undefined) return null;
  const [a, b, c, d] = cellsOf(only, data) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  // against another odds ratio than 1, or with p values drawn at random
  if (only.named.or !== undefined || truthArgument(only, "simulate.p.value", false)) return null;
  const side = textArgument(only, "alternative") ?? "two.sided";
  const level = numberArgument(only, "conf.level") ?? 0.95;
  const fisher = resultOf(
    fisherExact(a, b, c, d, {
      // against one side all that the level leaves lies beyond one bound
      level: side === "two.sided" ? level : 2 * level - 1,
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
  const interval = [side === "less" ? 0 : fisher?.low, side === "greater" ? null : fisher?.high];
  const alone =
    only.function === "fisher.test"
      ? {
          p: side === "less" ? fisher?.pLess : side === "greater" ? fisher?.pGreater : fisher?.pTwoSided,
          estimate: fisher?.oddsRatio,
          ci: interval,
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
