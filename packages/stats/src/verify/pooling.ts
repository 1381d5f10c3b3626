import { chiSquared } from "@erbium/numerics";
import type { ZeroCells } from "../effect-size/zero-cells.ts";
import { profileLikelihoodInterval, qProfileInterval } from "../pooling/heterogeneity-interval.ts";
import { baujat, influenceOf } from "../pooling/influence.ts";
import { logLikelihoodOf } from "../pooling/log-likelihood.ts";
import { mantelHaenszel } from "../pooling/mantel-haenszel.ts";
import { peto } from "../pooling/peto.ts";
import { type PooledEffect, pooled, tauSquaredOf, testTogether } from "../pooling/pool.ts";
import { residualsOf } from "../pooling/residuals.ts";
import { cumulativePool, leaveOneOut } from "../pooling/sequence.ts";
import type { StratifiedEffect } from "../pooling/stratified.ts";
import { interceptName } from "../pooling/studies.ts";
import { tablesOf, zeroCellsOf } from "./escalc.ts";
import { evaluate, type Table } from "./evaluate.ts";
import { numbersIn } from "./literals.ts";
import { effectsOfMetagen, metagenFields, resultOf, subgroupFields } from "./meta-package.ts";
import { metabinFields, metabinMethod, metabinQuestion } from "./metabin.ts";
import { multilevelFields } from "./multilevel.ts";
import { predictions } from "./predict.ts";
import { innerCall, type RCall, textArgument, truthArgument } from "./r-call.ts";
import type { ReferenceFamily } from "./reference-case.ts";
import { fitOf, levelOf, type RmaQuestion, rmaFields, rmaQuestion, tightStopping } from "./rma.ts";

type Fields = Record<string, unknown>;

const rma = (call: RCall, data: Table, fields: readonly string[]): Fields | null => {
  const question = rmaQuestion(call, data);
  if (question === null) return null;
  if (!fields.includes("yi")) return rmaFields(question);
  return {
    yi: question.effects,
    vi: question.variances,
    sei: question.variances.map(Math.sqrt),
    REML: rmaFields({ ...question, options: { method: "REML" } }),
    DL_HK: rmaFields({ ...question, options: { method: "DL", test: "hartung-knapp" } }),
  };
};

const heterogeneityTable = ({ effects, variances, options }: RmaQuestion, call: RCall): Fields | null => {
  const level = levelOf(call);
  const fit = resultOf(fitOf({ effects, variances, options: { ...options, level }, rows: [], tested: null }));
  if (fit === null) return null;
  const fixed = {
    fixed: {
      rows:
        fit.p === 1
          ? "intrcpt"
          : fit.coefficients.map((one) => (one.name === interceptName ? "intrcpt" : one.name)),
      cols: ["estimate", "ci.lb", "ci.ub"],
      values: fit.coefficients.map((one) => [one.estimate, one.low, one.high]),
    },
  };
  if (fit.tauSquared === null) return truthArgument(call, "fixed", false) ? fixed : null;
  // the reference profiles the plain likelihood but for REML
  const restricted = fit.method === "REML";
  const interval = resultOf(
    textArgument(call, "type") === "PL"
      ? profileLikelihoodInterval(
          effects,
          variances,
          fit.tauSquared.value,
          restricted,
          level,
          options.moderators,
        )
      : qProfileInterval(effects, variances, level, options.moderators),
  );
  if (interval === null) return null;
  const { value } = fit.tauSquared;
  const { iSquared, hSquared } = fit.heterogeneity;
  return {
    ...fixed,
    table: {
      rows: ["tau^2", "tau", "I^2(%)", "H^2"],
      cols: ["estimate", "ci.lb", "ci.ub"],
      values: [
        [value, interval.tauSquared.low, interval.tauSquared.high],
        [Math.sqrt(value), interval.tau.low, interval.tau.high],
        [iSquared, interval.iSquared.low, interval.iSquared.high],
        [hSquared, interval.hSquared.low, interval.hSquared.high],
      ],
    },
  };
};

const diagnostics = ({ effects, variances, options }: RmaQuestion): Fields | null => {
  const rows = resultOf(influenceOf(effects, variances, options));
  return (
    rows && {
      rstudent: rows.map((one) => one?.studentisedResidual),
      dffits: rows.map((one) => one?.dffits),
      "cook.d": rows.map((one) => one?.cooksDistance),
      "cov.r": rows.map((one) => one?.covarianceRatio),
      "tau2.del": rows.map((one) => one?.tauSquaredWithout),
      "QE.del": rows.map((one) => one?.qWithout),
      hat: rows.map((one) => one?.leverage),
      weight: rows.map((one) => one?.weight),
    }
  );
};

/** `rstandard`, `rstudent`, `blup`, `hatvalues` and `weights` of a fit. */
const ofStudies = (question: RmaQuestion) => {
  const { effects, variances, options } = question;
  const rows = resultOf(residualsOf(effects, variances, options));
  const without = resultOf(influenceOf(effects, variances, options));
  return { rows: rows ?? [], without: without ?? [] };
};

/** One fit a step; none where the reference's own search gives up. */
const settled = (
  walk: typeof cumulativePool,
  { effects, variances, options }: RmaQuestion,
): readonly (PooledEffect | null)[] => walk(effects, variances, options).map(resultOf);

/** The studies in the order that `order = ` names, equal ones as they stand. */
const inOrder = (question: RmaQuestion, call: RCall, data: Table): RmaQuestion | null => {
  if (call.named.order === undefined) return question;
  const column = evaluate(call.named.order, data);
  if (column?.kind !== "numbers") return null;
  const { effects, variances, rows } = question;
  const places = rows
    .map((row, place) => ({ place, key: column.values[row]! }))
    .sort((a, b) => a.key - b.key);
  const pick = (values: Float64Array): Float64Array =>
    Float64Array.from(places, ({ place }) => values[place]!);
  const { weights } = question.options;
  const options = weights === undefined ? question.options : { ...question.options, weights: pick(weights) };
  return { ...question, effects: pick(effects), variances: pick(variances), options };
};

const sequence = (fits: readonly (PooledEffect | null)[]): Fields => {
  const column = (f: (fit: PooledEffect) => number): (number | null)[] => fits.map((fit) => fit && f(fit));
  return {
    estimate: column((fit) => pooled(fit).estimate),
    se: column((fit) => pooled(fit).standardError),
    zval: column((fit) => pooled(fit).statistic),
    pval: column((fit) => pooled(fit).p),
    "ci.lb": column((fit) => pooled(fit).low),
    "ci.ub": column((fit) => pooled(fit).high),
    Q: column((fit) => fit.heterogeneity.q),
    Qp: column((fit) => fit.heterogeneity.p),
    tau2: fits.at(-1)?.tauSquared === null ? null : column(tauSquaredOf),
    I2: column((fit) => fit.heterogeneity.iSquared),
    H2: column((fit) => fit.heterogeneity.hSquared),
  };
};

const stratified = (one: StratifiedEffect): Fields => ({
  beta: one.estimate,
  se: one.standardError,
  zval: one.statistic,
  pval: one.p,
  ci_lb: one.low,
  ci_ub: one.high,
  QE: one.heterogeneity.q,
  QEp: one.heterogeneity.p,
  I2: one.heterogeneity.iSquared,
  H2: one.heterogeneity.hSquared,
});

/** `add` and `to` name the single effects first and the pool second, which usually adds nothing. */
const firstOf = (call: RCall): ZeroCells => {
  const add = numbersIn(call.named.add)?.[0];
  return { ...zeroCellsOf(call), ...(add === undefined ? {} : { add }) };
};

const mantelHaenszelFields = (call: RCall, data: Table): Fields | null => {
  const tables = tablesOf(call, data);
  const measure = textArgument(call, "measure") ?? "OR";
  if (tables === null || (measure !== "OR" && measure !== "RR" && measure !== "RD")) return null;
  const continuity = !/^F/.test(textArgument(call, "correct") ?? "TRUE");
  const fit = resultOf(
    mantelHaenszel(tables, measure, { level: levelOf(call), continuity, zeroCells: firstOf(call) }),
  );
  return (
    fit && {
      ...stratified(fit),
      MH: fit.association?.statistic ?? null,
      MHp: fit.association?.p ?? null,
      CO: fit.cochran?.statistic ?? null,
      COp: fit.cochran?.p ?? null,
      TA: fit.homogeneity?.statistic ?? null,
      TAp: fit.homogeneity?.p ?? null,
    }
  );
};

/** `anova(full, reduced)` of two fits by ML. */
const likelihoodRatio = (question: RmaQuestion, fit: PooledEffect, reduced: RmaQuestion): Fields | null => {
  const other = resultOf(fitOf(reduced));
  if (other === null || fit.method !== "ML" || other.method !== "ML") return null;
  const of = (one: PooledEffect, { effects, variances, options }: RmaQuestion): number =>
    logLikelihoodOf(one, effects, variances, options.moderators)?.ml.logLikelihood ?? Number.NaN;
  const statistic = 2 * (of(fit, question) - of(other, reduced));
  return { LRT: statistic, pval: chiSquared.survival(statistic, fit.p - other.p) };
};

/** Calls that look at a fit from another side: `confint(rma(...))` and its like. */
const ofFit: Readonly<Record<string, (question: RmaQuestion, call: RCall, data: Table) => Fields | null>> = {
  predict: predictions,
  rstandard: (question) => {
    const { rows } = ofStudies(question);
    return {
      resid: rows.map((one) => one.residual),
      se: rows.map((one) => one.standardError),
      z: rows.map((one) => one.standardised),
    };
  },
  rstudent: (question) => {
    const { without } = ofStudies(question);
    return {
      resid: without.map((one) => one?.deletedResidual),
      se: without.map((one) => one?.deletedStandardError),
      z: without.map((one) => one?.studentisedResidual),
    };
  },
  blup: (question) => {
    const { rows } = ofStudies(question);
    return {
      pred: rows.map((one) => one.shrunken),
      se: rows.map((one) => one.shrunkenStandardError),
      "pi.lb": rows.map((one) => one.low),
      "pi.ub": rows.map((one) => one.high),
    };
  },
  hatvalues: (question) => ({ hat: ofStudies(question).rows.map((one) => one.leverage) }),
  weights: (question) => ({ weights: ofStudies(question).rows.map((one) => one.weight) }),
  anova: (question, call, data) => {
    const fit = resultOf(fitOf(question));
    const tested = numbersIn(call.named.btt);
    const [, other] = call.positional;
    const reduced = other?.kind === "call" ? rmaQuestion(other, data) : null;
    if (fit !== null && reduced !== null) return likelihoodRatio(question, fit, reduced);
    if (fit === null || tested === null) return null;
    const test = testTogether(
      fit,
      tested.map((one) => one - 1),
    );
    return { QM: test.statistic, QMp: test.p, QMdf: [test.df, Number.isFinite(test.df2) ? test.df2 : null] };
  },
  confint: heterogeneityTable,
  influence: diagnostics,
  cumul: (question, call, data) => {
    const ordered = inOrder(question, call, data);
    return ordered && sequence(settled(cumulativePool, ordered));
  },
  leave1out: (question) => sequence(settled(leaveOneOut, question)),
  baujat: ({ effects, variances, options }) => {
    const points = resultOf(baujat(effects, variances, options));
    return points && { x: points.map((one) => one.heterogeneity), y: points.map((one) => one.influence) };
  },
};

const refitting: ReadonlySet<string> = new Set([
  ...["influence", "cumul", "leave1out", "baujat"],
  ...["rstandard", "rstudent", "blup", "hatvalues", "weights"],
]);

/** What is computed for inverse-variance weights only. */
const withoutWeights: ReadonlySet<string> = new Set(["influence", "baujat", "rstudent"]);

/** `rma`, `rma.mh`, `rma.peto`, `metagen`, subgroups, and what looks at a fit. */
export const poolingAnswers: ReferenceFamily = ({ call, calls, data, fields }) => {
  if (call.function === "rma" || call.function === "rma.uni")
    return calls.some((one) => one.function === "predict") ? null : rma(call, data, fields);
  const grouped = call.named.subgroup !== undefined || call.named.byvar !== undefined;
  if (call.function === "metagen") {
    const studies = grouped ? effectsOfMetagen(call, data) : null;
    return studies === null ? metagenFields(call, data) : subgroupFields(studies, call, data);
  }
  if (call.function === "metabin") {
    if (!grouped) return metabinFields(call, data);
    const studies = metabinMethod(call) === "Inverse" ? metabinQuestion(call, data) : null;
    return studies && subgroupFields(studies, call, data);
  }
  if (call.function === "rma.mv") return multilevelFields(call, data);
  if (call.function === "rma.mh") return mantelHaenszelFields(call, data);
  if (call.function === "rma.peto") {
    const tables = tablesOf(call, data);
    const fit = tables && resultOf(peto(tables, levelOf(call)));
    return fit && stratified(fit);
  }
  const look = ofFit[call.function];
  const inner = innerCall(call);
  const question = look && inner && rmaQuestion(inner, data);
  if (!question) return null;
  if (question.options.weights !== undefined && withoutWeights.has(call.function)) return null;
  const again = refitting.has(call.function)
    ? { ...question, options: { ...question.options, stopping: tightStopping } }
    : question;
  return look(again, call, data);
};
