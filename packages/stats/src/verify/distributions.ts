import {
  beta,
  binomial,
  chiSquared,
  digamma,
  fisherF,
  gamma,
  hypergeometric,
  lnGamma,
  normal,
  studentT,
  trigamma,
} from "@erbium/numerics";
import { numbers, type ReferenceFamily } from "./reference-case.ts";

/** What a distribution can be asked; the argument first, then its parameters in R's order. */
interface Distribution {
  readonly parameters: readonly string[];
  readonly density?: (x: number, ...parameters: number[]) => number;
  readonly cdf: (x: number, ...parameters: number[]) => number;
  readonly survival: (x: number, ...parameters: number[]) => number;
  readonly logCdf?: (x: number, ...parameters: number[]) => number;
  readonly logSurvival?: (x: number, ...parameters: number[]) => number;
  readonly quantile?: (p: number, ...parameters: number[]) => number;
  readonly upperQuantile?: (p: number, ...parameters: number[]) => number;
}

/** By R's root, to which d, p and q are prefixed. */
const distributions: Readonly<Record<string, Distribution>> = {
  norm: { parameters: [], ...normal },
  t: { parameters: ["df"], ...studentT },
  chisq: { parameters: ["df"], ...chiSquared },
  f: { parameters: ["d1", "d2"], ...fisherF },
  beta: { parameters: ["a", "b"], ...beta },
  gamma: { parameters: ["shape"], ...gamma },
  binom: { parameters: ["size", "prob"], ...binomial },
  hyper: { parameters: ["m", "n", "k"], ...hypergeometric },
};
const noncentralChiSquared: Distribution = {
  parameters: ["df", "ncp"],
  cdf: chiSquared.cdf,
  survival: chiSquared.survival,
};
const functions: Readonly<Record<string, (x: number) => number>> = {
  lgamma: lnGamma,
  digamma,
  trigamma,
};

/** Density, distribution and quantile functions, and the gamma function with its derivatives. */
export const distributionAnswers: ReferenceFamily = ({ command, data }) => {
  const answers: Record<string, Float64Array> = {};
  const x = numbers(data, "x") ?? numbers(data, "q");
  const upper = /lower\.tail\s*=\s*F/.test(command);
  for (const [name] of command.replace(/\([^)]*\)/g, "").matchAll(/[a-z]+/g)) {
    const plain = functions[name];
    if (plain !== undefined && x !== null) answers[name] = x.map((one) => plain(one));
    const root = name.slice(1);
    const distribution =
      root === "chisq" && data.ncp !== undefined ? noncentralChiSquared : distributions[root];
    if (distribution === undefined || plain !== undefined) continue;
    const parameters = distribution.parameters.map(
      (one) => numbers(data, one) ?? numbers(data, one.slice(-1)),
    );
    if (parameters.includes(null)) continue;
    const over = (
      values: Float64Array | null,
      f: ((x: number, ...parameters: number[]) => number) | undefined,
    ): Float64Array | undefined =>
      f &&
      values?.map((one, at) => f(one, ...parameters.map((column) => column?.[at % column.length] ?? NaN)));
    const put = (field: string, values: Float64Array | undefined): void => {
      if (values !== undefined) answers[field] = values;
    };
    const { cdf, survival, logCdf, logSurvival, density, quantile, upperQuantile } = distribution;
    if (name.startsWith("d")) put("d", over(x, density));
    else if (name.startsWith("q")) put("q", over(numbers(data, "p"), upper ? upperQuantile : quantile));
    else if (name.startsWith("p")) {
      put("lower", over(x, cdf));
      put("upper", over(x, survival));
      put("p", over(x, upper ? survival : cdf));
      put("log_lower", over(x, logCdf));
      put("log_upper", over(x, logSurvival));
    }
  }
  return Object.keys(answers).length > 0 ? answers : null;
};
