import { profileLikelihoodInterval, qProfileInterval } from "../pooling/heterogeneity-interval.ts";
import { baujat, influenceOf } from "../pooling/influence.ts";
import { mantelHaenszel } from "../pooling/mantel-haenszel.ts";
import { peto } from "../pooling/peto.ts";
import { type PooledEffect, pooled, tauSquaredOf } from "../pooling/pool.ts";
import { predictEffect } from "../pooling/prediction.ts";
import { cumulativePool, leaveOneOut } from "../pooling/sequence.ts";
import type { StratifiedEffect } from "../pooling/stratified.ts";
import { tablesOf } from "./escalc.ts";
import type { Table } from "./evaluate.ts";
import { commonAndRandom, metabinTables, metagenFields, resultOf, subgroupFields } from "./meta-package.ts";
import { multilevelFields } from "./multilevel.ts";
import { innerCall, type RCall, textArgument } from "./r-call.ts";
import type { ReferenceFamily } from "./reference-case.ts";
import { fitOf, levelOf, type RmaQuestion, rmaFields, rmaQuestion, tightStopping } from "./rma.ts";

type Fields = Record<string, unknown>;

const numbersOf = (call: RCall, name: string): readonly number[] | null => {
  const value = call.named[name];
  const list = value?.kind === "call" && value.function === "c" ? value.positional : value ? [value] : [];
  const found = list.map((one) => (one.kind === "number" ? one.value : Number.NaN));
  return found.length === 0 || found.some(Number.isNaN) ? null : found;
};

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

const predictions = (question: RmaQuestion, call: RCall): Fields | null => {
  const fit = resultOf(fitOf(question));
  const at = numbersOf(call, "newmods") ?? [0];
  if (fit === null || fit.p > 2) return null;
  const rows = at.map((one) => predictEffect(fit, fit.p === 1 ? [1] : [1, one]));
  type Row = (typeof rows)[number];
  const column = (f: (row: Row) => number | null): number | null | (number | null)[] =>
    rows.length === 1 ? f(rows[0]!) : rows.map(f);
  return {
    newmods: at,
    pred: column((one) => one.estimate),
    se: column((one) => one.standardError),
    ci_lb: column((one) => one.low),
    ci_ub: column((one) => one.high),
    pi_lb: column((one) => one.prediction?.low ?? null),
    pi_ub: column((one) => one.prediction?.high ?? null),
  };
};

const heterogeneityTable = ({ effects, variances, options }: RmaQuestion, call: RCall): Fields | null => {
  const fit = resultOf(fitOf({ effects, variances, options, rows: [] }));
  if (fit === null || fit.tauSquared === null) return null;
  const level = levelOf(call);
  const restricted = fit.method !== "ML";
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
    tau2: column(tauSquaredOf),
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

const mantelHaenszelFields = (call: RCall, data: Table): Fields | null => {
  const tables = tablesOf(call, data);
  const measure = textArgument(call, "measure") ?? "OR";
  if (tables === null || (measure !== "OR" && measure !== "RR" && measure !== "RD")) return null;
  const continuity = !/^F/.test(textArgument(call, "correct") ?? "TRUE");
  const fit = resultOf(mantelHaenszel(tables, measure, { level: levelOf(call), continuity }));
  return (
    fit && {
      ...stratified(fit),
      MH: fit.association?.statistic ?? null,
      MHp: fit.association?.p ?? null,
      TA: fit.homogeneity?.statistic ?? null,
      TAp: fit.homogeneity?.p ?? null,
    }
  );
};

/** Calls that look at a fit from another side: `confint(rma(...))` and its like. */
const ofFit: Readonly<Record<string, (question: RmaQuestion, call: RCall) => Fields | null>> = {
  predict: predictions,
  confint: heterogeneityTable,
  influence: diagnostics,
  cumul: ({ effects, variances, options }) =>
    sequence(cumulativePool(effects, variances, options).map(resultOf)),
  leave1out: ({ effects, variances, options }) =>
    sequence(leaveOneOut(effects, variances, options).map(resultOf)),
  baujat: ({ effects, variances, options }) => {
    const points = resultOf(baujat(effects, variances, options));
    return points && { x: points.map((one) => one.heterogeneity), y: points.map((one) => one.influence) };
  },
};

const refitting: ReadonlySet<string> = new Set(["influence", "cumul", "leave1out", "baujat"]);

/** `rma`, `rma.mh`, `rma.peto`, `metagen`, subgroups, and what looks at a fit. */
export const poolingAnswers: ReferenceFamily = ({ call, calls, data, fields }) => {
  if (call.function === "rma" || call.function === "rma.uni")
    return calls.some((one) => one.function === "predict") ? null : rma(call, data, fields);
  if (call.function === "metagen" && call.named.subgroup === undefined) return metagenFields(call, data);
  if (call.named.subgroup !== undefined) return subgroupFields(call, data);
  if (call.function === "metabin" && textArgument(call, "method") === "Inverse") {
    const given = metabinTables(call, data);
    return given && commonAndRandom(given.effects, given.variances, call);
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
  const again = refitting.has(call.function)
    ? { ...question, options: { ...question.options, stopping: tightStopping } }
    : question;
  return look(again, call);
};
