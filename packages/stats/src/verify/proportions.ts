import { normal, studentT } from "@erbium/numerics";
import type { Effects } from "../effect-size/effects.ts";
import {
  harmonicMean,
  isProportionMeasure,
  type ProportionMeasure,
  proportionEffects,
  proportionOf,
} from "../effect-size/proportion.ts";
import {
  type ProportionIntervalConvention,
  proportionInterval,
  proportionIntervalConventions,
  wilsonScore,
} from "../effect-size/proportion-interval.ts";
import { corrections, type ZeroCells } from "../effect-size/zero-cells.ts";
import { type BinomialNormal, binomialNormal } from "../pooling/binomial-normal.ts";
import { evaluate, type Table } from "./evaluate.ts";
import { generalisedFields } from "./generalised.ts";
import { correctionOf, metaQuestion } from "./meta-arguments.ts";
import { commonAndRandom, resultOf, subgroupFields } from "./meta-package.ts";
import { numberArgument, type RCall, textArgument } from "./r-call.ts";
import { numbers, type ReferenceFamily, type ReferenceQuestion } from "./reference-case.ts";
import { levelOf, methodOf, rmaFields, rmaQuestion } from "./rma.ts";

type Fields = Record<string, unknown>;

const countsOf = (data: Table): { events: Float64Array; n: Float64Array } | null => {
  const [events, n] = [numbers(data, "xi") ?? numbers(data, "x"), numbers(data, "ni") ?? numbers(data, "n")];
  return events && n && { events, n };
};

/** `rma(measure = "PLO", ...); predict(transf = ...)`: the pool, and the same as a proportion. */
const backTransformed = (call: RCall, data: Table): Fields | null => {
  const measure = textArgument(call, "measure") ?? "";
  const question = isProportionMeasure(measure) ? rmaQuestion(call, data) : null;
  const fields = question && rmaFields(question);
  const counts = countsOf(data);
  if (!question || !fields || !counts || !isProportionMeasure(measure)) return null;
  const size = harmonicMean(Float64Array.from(question.rows, (row) => counts.n[row]!));
  const back = (value: unknown): number | null =>
    typeof value === "number" ? proportionOf(value, measure, size) : null;
  return {
    ...fields,
    prop: back(fields.beta),
    prop_lb: back(fields.ci_lb),
    prop_ub: back(fields.ci_ub),
    prop_pi_lb: back(fields.pi_lb),
    prop_pi_ub: back(fields.pi_ub),
    harmonic_mean_n: size,
  };
};

/** Tested by t with k - 1 degrees of freedom where the call asks so. */
const testOf = (fit: BinomialNormal, byT: boolean) => {
  const statistic = fit.estimate / fit.standardError;
  const reach = byT
    ? studentT.upperQuantile((1 - fit.level) / 2, fit.k - 1) * fit.standardError
    : fit.high - fit.estimate;
  return {
    zval: statistic,
    pval: byT ? studentT.twoSided(statistic, fit.k - 1) : normal.twoSided(statistic),
    ci_lb: fit.estimate - reach,
    ci_ub: fit.estimate + reach,
  };
};

const glmmFields = (fit: BinomialNormal, byT: boolean): Fields => ({
  beta: fit.estimate,
  se: fit.standardError,
  ...testOf(fit, byT),
  tau2: fit.tauSquared,
  I2: fit.heterogeneity.iSquared,
  H2: fit.heterogeneity.hSquared,
  QE_Wld: fit.heterogeneity.wald,
  QEp_Wld: fit.heterogeneity.waldP,
  QE_LRT: fit.heterogeneity.likelihoodRatio,
  QEp_LRT: fit.heterogeneity.likelihoodRatioP,
  QE_df: fit.heterogeneity.df,
  QM: (fit.estimate / fit.standardError) ** 2,
  QMp: testOf(fit, byT).pval,
  logLik: fit.conditionalLogLikelihood,
  prop: fit.proportion.estimate,
  prop_lb: fit.proportion.low,
  prop_ub: fit.proportion.high,
});

/** The columns that the call names, without the trials that lack a number. */
const glmmCounts = (call: RCall, data: Table): { events: Float64Array; n: Float64Array } | null => {
  const column = (name: string): Float64Array | null => {
    const value = call.named[name];
    const found = value === undefined ? null : evaluate(value, data);
    return found?.kind === "numbers" ? found.values : null;
  };
  const [events, others, size] = ["xi", "mi", "ni"].map(column);
  const n = size ?? (events && others && events.map((one, i) => one + others[i]!));
  const all = events && n ? { events, n } : call.named.xi === undefined ? countsOf(data) : null;
  if (all === null) return null;
  const has = (_: number, i: number): boolean => !Number.isNaN(all.events[i]! + all.n[i]!);
  return { events: all.events.filter(has), n: all.n.filter(has) };
};

const rmaGlmm = (call: RCall, data: Table): Fields | null => {
  const counts = glmmCounts(call, data);
  if (textArgument(call, "measure") !== "PLO" || call.named.mods !== undefined)
    return generalisedFields(call, data);
  if (counts === null) return null;
  const nodes = numberArgument(call, "nAGQ") ?? 7;
  const fit = resultOf(
    binomialNormal(counts.events, counts.n, { nodes, level: levelOf(call), laplace: "lagged" }),
  );
  if (fit === null) return null;
  const test = textArgument(call, "test") ?? "z";
  const fields = glmmFields(fit, test === "t");
  if (test !== "z" && test !== "t") return null;
  if (methodOf(textArgument(call, "method") ?? "ML") !== "common") return fields;
  // all trials as one
  const { estimate, standardError } = fit.common;
  const reach =
    (test === "t"
      ? studentT.upperQuantile((1 - fit.level) / 2, fit.k - 1)
      : normal.upperQuantile((1 - fit.level) / 2)) * standardError;
  const statistic = estimate / standardError;
  return {
    ...fields,
    beta: estimate,
    se: standardError,
    zval: statistic,
    pval: test === "t" ? studentT.twoSided(statistic, fit.k - 1) : normal.twoSided(statistic),
    ci_lb: estimate - reach,
    ci_ub: estimate + reach,
    tau2: 0,
  };
};

/** The same model where the words name it: adaptive quadrature with so many nodes. */
const namedGlmm = ({ command, method, data }: ReferenceQuestion): Fields | null => {
  const nodes = /(\d+) nodes/.exec(method)?.[1];
  const counts = countsOf(data);
  if (!/\baghq\(/.test(command) || nodes === undefined || counts === null) return null;
  const fit = resultOf(binomialNormal(counts.events, counts.n, { nodes: Number(nodes) }));
  return (
    fit && {
      mu: fit.estimate,
      tau: fit.tau,
      tau2: fit.tauSquared,
      se_mu_observed_info: fit.standardError,
      se_tau_observed_info: fit.tauStandardError,
      logLik: fit.logLikelihood,
      prop: fit.proportion.estimate,
    }
  );
};

/** Names of the scales in the package meta. */
const scales: Readonly<Record<string, ProportionMeasure>> = {
  PLOGIT: "PLO",
  PFT: "PFT",
  PAS: "PAS",
  PRAW: "PR",
  PLN: "PLN",
};

/**
 * Effects as meta has them: the raw proportion uncorrected, only its variance; the logarithm corrected without events
 * in both counts, with events only in the number of patients, which leaves it 0.
 */
const metaEffects = (
  events: Float64Array,
  n: Float64Array,
  measure: ProportionMeasure,
  rule: ZeroCells,
): Effects | null => {
  if (measure === "PAS" || measure === "PFT") return resultOf(proportionEffects(events, n, measure));
  const usual = resultOf(proportionEffects(events, n, measure, rule));
  if (usual === null) return null;
  if (measure === "PR") return { effects: events.map((x, i) => x / n[i]!), variances: usual.variances };
  if (measure !== "PLN") return usual;
  const extreme = Array.from(events, (x, i) => x === 0 || x === n[i]);
  const add = corrections(extreme, rule, 0.5);
  const added = (x: number, i: number): number => (x === n[i] ? x : x + add[i]!);
  return {
    effects: events.map((x, i) => (x === n[i] ? 0 : Math.log(added(x, i) / (n[i]! + add[i]!)))),
    variances: events.map((x, i) => 1 / added(x, i) - 1 / (n[i]! + add[i]!)),
  };
};

const onScale = (p: number, measure: ProportionMeasure, n: number): number => {
  if (p < 0 || p > 1) return Number.NaN;
  if (measure === "PLO") return Math.log(p / (1 - p));
  if (measure === "PLN") return Math.log(p);
  if (measure === "PAS") return Math.asin(Math.sqrt(p));
  if (measure === "PR") return p;
  const one = proportionEffects(Float64Array.of(p * n), Float64Array.of(n), "PFT");
  return one.ok ? one.value.effects[0]! : Number.NaN;
};

/** Wilson's without ends put to 0 and 1: meta leaves the formulas as they are. */
const boundsOf = (
  x: number,
  n: number,
  convention: ProportionIntervalConvention,
  level: number,
): { readonly low: number; readonly high: number } | null => {
  if (convention !== "WS" && convention !== "WSCC")
    return resultOf(proportionInterval(x, n, convention, level));
  const [low, high] = wilsonScore(x, n, normal.upperQuantile((1 - level) / 2), convention === "WSCC");
  return { low, high };
};

const studyIntervals = (
  events: Float64Array,
  n: Float64Array,
  convention: ProportionIntervalConvention,
  measure: ProportionMeasure,
  level: number,
): Fields => {
  const bounds = Array.from(events, (x, i) => boundsOf(x, n[i]!, convention, level));
  return {
    study_lower: bounds.map((one, i) => one && onScale(one.low, measure, n[i]!)),
    study_upper: bounds.map((one, i) => one && onScale(one.high, measure, n[i]!)),
  };
};

/** Conventions that leave the standard error of the likelihood as it is, by the degrees of freedom of their t. */
const predictionDegrees: Readonly<Record<string, (k: number) => number>> = {
  HTS: (k) => k - 2,
  V: (k) => k - 1,
  S: () => Number.POSITIVE_INFINITY,
};

/** The logistic model with random intercepts; with `HK` its error stays and t with k - 1 degrees of freedom is taken. */
const metaGlmm = (
  { events, n }: { readonly events: Float64Array; readonly n: Float64Array },
  call: RCall,
): Fields | null => {
  const asked = metaQuestion({
    ...call,
    named: { ...call.named, "method.tau": { kind: "text", value: "ML" } },
  });
  if (asked === null || asked.classic.tauSquared !== undefined) return null;
  if (textArgument(call, "method.tau") !== null && textArgument(call, "method.tau") !== "ML") return null;
  if (asked.test !== "normal" && asked.test !== "hartung-knapp") return null;
  const degrees = predictionDegrees[asked.convention];
  const fit = resultOf(binomialNormal(events, n, { laplace: "lagged", level: asked.level }));
  if (fit === null || degrees === undefined) return null;
  const df = degrees(fit.k);
  const spread = Math.sqrt(fit.tauSquared + fit.standardError ** 2);
  const tail = (1 - asked.predictionLevel) / 2;
  const reach =
    spread * (Number.isFinite(df) ? studentT.upperQuantile(tail, df) : normal.upperQuantile(tail));
  const interval = testOf(fit, asked.test === "hartung-knapp");
  return {
    TE_common: fit.common.estimate,
    seTE_common: fit.common.standardError,
    TE_random: fit.estimate,
    seTE_random: fit.standardError,
    lower_random: interval.ci_lb,
    upper_random: interval.ci_ub,
    tau2: fit.tauSquared,
    pred_lower: fit.estimate - reach,
    pred_upper: fit.estimate + reach,
    prop_random: fit.proportion.estimate,
  };
};

/** `metaprop(event, n)`; the usual columns where the table has not those named. */
const metapropCounts = (call: RCall, data: Table): { events: Float64Array; n: Float64Array } | null => {
  const [events, n] = ["event", "n"].map((name, at) => {
    const value = call.named[name] ?? call.positional[at];
    const column = value === undefined ? null : evaluate(value, data);
    return column?.kind === "numbers" ? column.values : null;
  });
  return events && n ? { events, n } : countsOf(data);
};

const metaprop = (call: RCall, data: Table): Fields | null => {
  const counts = metapropCounts(call, data);
  if (counts === null) return null;
  const { events, n } = counts;
  const measure = scales[textArgument(call, "sm") ?? "PLOGIT"];
  if (measure === undefined) return null;
  const word = textArgument(call, "method") ?? (measure === "PLO" ? "GLMM" : "Inverse");
  const grouped = (call.named.subgroup ?? call.named.byvar) !== undefined;
  if ("GLMM".startsWith(word)) return measure === "PLO" && !grouped ? metaGlmm(counts, call) : null;
  const rule = correctionOf(call);
  if (!"Inverse".startsWith(word) || rule === null) return null;
  const effects = metaEffects(events, n, measure, rule);
  if (effects !== null && grouped) return subgroupFields(effects, call, data);
  const fields = effects && commonAndRandom(effects.effects, effects.variances, call);
  if (!effects || !fields) return null;
  const convention = textArgument(call, "method.ci") ?? "CP";
  const known = proportionIntervalConventions.find((one) => one === convention);
  if (known === undefined && convention !== "NAsm") return null;
  const level = levelOf(call);
  const z = normal.upperQuantile((1 - level) / 2);
  return {
    ...(known === undefined
      ? {
          study_lower: effects.effects.map((one, i) => one - z * Math.sqrt(effects.variances[i]!)),
          study_upper: effects.effects.map((one, i) => one + z * Math.sqrt(effects.variances[i]!)),
        }
      : studyIntervals(events, n, known, measure, level)),
    ...fields,
    prop_random: proportionOf(Number(fields.TE_random), measure, harmonicMean(n)),
  };
};

/** Pooled proportions: `rma` with the way back, `rma.glmm`, `metaprop`. */
export const proportionAnswers: ReferenceFamily = (question) => {
  const { call, calls, data } = question;
  if (call.function === "rma" && calls.some((one) => one.function === "predict"))
    return backTransformed(call, data);
  if (call.function === "rma.glmm") return rmaGlmm(call, data);
  if (call.function === "metaprop") return metaprop(call, data);
  return namedGlmm(question);
};
