import { describe, expect, it } from "vitest";
import * as stats from "./index.ts";

/** A table of every column that a function here may ask for, from two of them. */
const tableOf = (k: number, value: (row: number) => number, spread: (row: number) => number) => {
  const column = (of: (row: number) => number) => Float64Array.from({ length: k }, (_, row) => of(row));
  const labels = (of: (row: number) => unknown): string[] =>
    Array.from({ length: k }, (_, row) => String(of(row)));
  const count = (row: number): number => Math.max(0, Math.round(value(row)));
  const events = column((row) => count(row) % 7);
  const size = column((row) => (count(row) % 7) + 4 + (row % 3));
  const flags = column((row) => row % 2);
  return {
    k,
    y: column(value),
    v: column(spread),
    events,
    size,
    time: column((row) => 1 + ((row * 7) % 11)),
    flags,
    cause: column((row) => row % 3),
    score: column(value),
    risk: column((row) => (row + 1) / (k + 1)),
    group: column((row) => row % 2),
    names: labels((row) => row % 2),
    design: Float64Array.from({ length: 2 * k }, (_, at) => (at % 2 === 0 ? 1 : value(at >> 1))),
    single: column(value),
    cells: {
      a: column((row) => count(row) % 5),
      b: column((row) => 3 + (row % 4)),
      c: column((row) => (count(row) + row) % 4),
      d: column((row) => 5 + (row % 3)),
    },
  };
};
type Shape = ReturnType<typeof tableOf>;

const plain = tableOf(
  9,
  (row) => [0.3, 1.2, -0.4, 2.1, 0.8, 3.3, 1.9, 0.1, 2.6][row]!,
  (row) => 0.05 + row / 50,
);
const changed = (changes: Partial<Shape>): Shape => ({ ...plain, ...changes });
const filled = (one: number, k = 9) => new Float64Array(k).fill(one);
const withOne = (column: Float64Array, one: number) => {
  const copy = column.slice();
  copy[1] = one;
  return copy;
};
const everywhere = (one: number): Shape =>
  changed({
    y: withOne(plain.y, one),
    v: withOne(plain.v, one),
    events: withOne(plain.events, one),
    size: withOne(plain.size, one),
    time: withOne(plain.time, one),
    score: withOne(plain.score, one),
    risk: withOne(plain.risk, one),
    single: withOne(plain.single, one),
    design: withOne(plain.design, one),
    cells: { ...plain.cells, a: withOne(plain.cells.a, one) },
  });
const short = (column: Float64Array) => column.slice(0, 4);

const shapes: Readonly<Record<string, Shape>> = {
  empty: tableOf(
    0,
    () => 0,
    () => 1,
  ),
  "one row": tableOf(
    1,
    () => 1,
    () => 0.1,
  ),
  "two rows": tableOf(
    2,
    (row) => row,
    () => 0.1,
  ),
  "three rows": tableOf(
    3,
    (row) => row,
    () => 0.1,
  ),
  "all alike": changed({
    ...{ y: filled(1), score: filled(1), single: filled(1), time: filled(5), risk: filled(0.5) },
    design: Float64Array.from({ length: 18 }, () => 1),
  }),
  "no events": changed({
    ...{ events: filled(0), flags: filled(0), cause: filled(0) },
    cells: { a: filled(0), b: filled(9), c: filled(0), d: filled(8) },
  }),
  "all events": changed({
    ...{ events: plain.size, flags: filled(1), cause: filled(1) },
    cells: { a: filled(9), b: filled(0), c: filled(8), d: filled(0) },
  }),
  "events on one side": changed({ cells: { a: filled(9), b: filled(0), c: filled(0), d: filled(8) } }),
  "nobody at all": changed({
    ...{ events: filled(0), size: filled(0) },
    cells: { a: filled(0), b: filled(0), c: filled(0), d: filled(0) },
  }),
  separated: changed({
    ...{
      score: plain.flags.map((one) => 10 * one),
      single: plain.flags.map((one) => 10 * one),
      risk: plain.flags,
    },
    design: Float64Array.from({ length: 18 }, (_, at) => (at % 2 === 0 ? 1 : 10 * plain.flags[at >> 1]!)),
  }),
  "one group": changed({ group: filled(0), names: plain.names.map(() => "0") }),
  huge: changed({ y: plain.y.map((one) => 1e12 * one), v: plain.v.map((one) => 1e-12 * one) }),
  vast: changed({ y: plain.y.map((one) => 1e200 * one), v: plain.v.map((one) => 1e300 * one) }),
  missing: everywhere(Number.NaN),
  infinite: everywhere(Number.POSITIVE_INFINITY),
  negative: everywhere(-1),
  zero: everywhere(0),
  "not whole": everywhere(0.5),
  "no variance": changed({ v: filled(0) }),
  "lengths differ": changed({
    ...{ y: short(plain.y), events: short(plain.events), time: short(plain.time), score: short(plain.score) },
    ...{ design: plain.design.subarray(0, 7), names: plain.names.slice(0, 3), single: short(plain.single) },
    cells: { ...plain.cells, a: short(plain.cells.a) },
  }),
};

const accuracy = ({ cells }: Shape) => ({
  truePositives: cells.a,
  falseNegatives: cells.b,
  falsePositives: cells.c,
  trueNegatives: cells.d,
});
const times = ({ time, flags }: Shape) => ({ stop: time, event: flags });
const pairs = ({ y, v, k }: Shape) => ({
  studies: Array.from({ length: k }, (_, row) => `study ${row}`),
  treatments1: Array.from({ length: k }, (_, row) => "ABC"[row % 3]!),
  treatments2: Array.from({ length: k }, (_, row) => "BCA"[row % 3]!),
  effects: y,
  standardErrors: v.map(Math.sqrt),
});
const arms = ({ events, size, k }: Shape) => ({
  studies: Array.from({ length: k }, (_, row) => `study ${row >> 1}`),
  treatments: Array.from({ length: k }, (_, row) => "ABBCCA"[row % 6]!),
  events,
  patients: size,
});
const logistic = ({ flags, design }: Shape) => ({ outcome: flags, design });
const net = ({ single, flags }: Shape) => ({
  design: single,
  response: { family: "binomial" as const, y: flags },
});
const scored = ({ flags, score }: Shape) => ({ outcome: flags, score });
const first = (column: ArrayLike<number>): number => column[Math.min(1, column.length - 1)] ?? Number.NaN;

/** Every public function that takes what a user gives and answers with a result. */
const functions: Readonly<Record<string, (shape: Shape) => unknown>> = {
  pool: ({ y, v }) => stats.pool(y, v),
  "pool, moments by Hartung and Knapp": ({ y, v }) =>
    stats.pool(y, v, { method: "DL", test: "hartung-knapp" }),
  "pool, Paule and Mandel": ({ y, v }) => stats.pool(y, v, { method: "PM" }),
  "pool with a moderator": ({ y, v, design }) =>
    stats.pool(y, v, { moderators: { names: ["intercept", "x"], values: design } }),
  poolSubgroups: ({ y, v, names }) => stats.poolSubgroups(y, v, names),
  multilevelPool: ({ y, v, names }) => stats.multilevelPool(y, v, names),
  qProfileInterval: ({ y, v }) => stats.qProfileInterval(y, v),
  profileLikelihoodInterval: ({ y, v }) => stats.profileLikelihoodInterval(y, v, 0.1, true),
  influenceOf: ({ y, v }) => stats.influenceOf(y, v),
  baujat: ({ y, v }) => stats.baujat(y, v),
  residualsOf: ({ y, v }) => stats.residualsOf(y, v),
  leaveOneOut: ({ y, v }) => stats.leaveOneOut(y, v),
  cumulativePool: ({ y, v }) => stats.cumulativePool(y, v),
  mantelHaenszel: ({ cells }) => stats.mantelHaenszel(cells, "OR"),
  "mantelHaenszel, RD": ({ cells }) => stats.mantelHaenszel(cells, "RD"),
  peto: ({ cells }) => stats.peto(cells),
  binomialNormal: ({ events, size }) => stats.binomialNormal(events, size),
  "generalisedPool, tables": ({ cells }) => stats.generalisedPool({ kind: "two-by-two", tables: cells }),
  "generalisedPool, rates": ({ events, time }) => stats.generalisedPool({ kind: "rates", events, time }),
  eggerTest: ({ y, v }) => stats.eggerTest(y, v),
  mixedEggerTest: ({ y, v }) => stats.mixedEggerTest(y, v),
  beggTest: ({ y, v }) => stats.beggTest(y, v),
  trimAndFill: ({ y, v }) => stats.trimAndFill(y, v),
  rosenthalFailSafeN: ({ y, v }) => stats.rosenthalFailSafeN(y, v),
  rosenbergFailSafeN: ({ y, v }) => stats.rosenbergFailSafeN(y, v),
  orwinFailSafeN: ({ y, v }) => stats.orwinFailSafeN(y, v),
  weightedRegressionTest: ({ y, v, single }) => stats.weightedRegressionTest(y, single, v),
  harbordTest: ({ cells }) => stats.harbordTest(cells),
  petersTest: ({ cells }) => stats.petersTest(cells),
  macaskillTest: ({ cells }) => stats.macaskillTest(cells),
  deeksTest: ({ cells }) => stats.deeksTest(cells),
  schwarzerTest: ({ cells }) => stats.schwarzerTest(cells),
  pustejovskyTest: ({ y, v, size }) => stats.pustejovskyTest(y, size, size, v),
  proportionInterval: ({ events, size }) => stats.proportionInterval(first(events), first(size), "CP"),
  hazardRatioFromInterval: ({ y, v }) => stats.hazardRatioFromInterval(first(y), first(v), 2 * first(v)),
  hazardRatioFromP: ({ y, v }) => stats.hazardRatioFromP(first(y), first(v)),
  hazardRatioFromLogRank: ({ y, v }) => stats.hazardRatioFromLogRank(first(y), first(v)),
  hazardRatioFromMedians: ({ y, v, events }) =>
    stats.hazardRatioFromMedians(first(y), first(v), first(events), first(events)),
  networkMetaAnalysis: (shape) => stats.networkMetaAnalysis(pairs(shape)),
  "networkMetaAnalysis, REML": (shape) => stats.networkMetaAnalysis(pairs(shape), { tau2Method: "REML" }),
  componentNetwork: (shape) => stats.componentNetwork(pairs(shape)),
  pairwiseComparisons: (shape) => stats.pairwiseComparisons(arms(shape)),
  mantelHaenszelNetwork: (shape) => stats.mantelHaenszelNetwork(arms(shape)),
  hypergeometricNetwork: (shape) => stats.hypergeometricNetwork(arms(shape)),
  bivariateModel: (shape) => stats.bivariateModel(accuracy(shape)),
  bivariateBinomialModel: (shape) => stats.bivariateBinomialModel(accuracy(shape)),
  studyAccuracy: (shape) => stats.studyAccuracy(accuracy(shape)),
  pooledRatio: (shape) => stats.pooledRatio(accuracy(shape), "diagnostic odds ratio"),
  thetaHeterogeneity: (shape) => stats.thetaHeterogeneity(accuracy(shape)),
  postTestProbability: ({ risk, v }) =>
    stats.postTestProbability(first(risk), { positive: first(v), negative: 0.5 }),
  basketModel: ({ events, size, k }) =>
    stats.basketModel(
      Array.from({ length: Math.min(3, k) }, (_, at) => ({
        label: String(at),
        responders: events[at] ?? Number.NaN,
        n: size[at] ?? Number.NaN,
      })),
    ),
  kaplanMeier: (shape) => stats.kaplanMeier(times(shape)),
  logRank: (shape) => stats.logRank(times(shape), shape.group),
  cox: (shape) => stats.cox({ ...times(shape), design: shape.single }),
  "cox, exact": (shape) => stats.cox({ ...times(shape), design: shape.single }, { ties: "exact" }),
  concordance: (shape) => stats.concordance(times(shape), shape.score),
  acceleratedFailureTime: (shape) =>
    stats.acceleratedFailureTime({ ...times(shape), design: shape.design }, "weibull"),
  cumulativeIncidence: ({ time, cause }) => stats.cumulativeIncidence({ stop: time, cause }),
  gray: ({ time, cause, group }) => stats.gray({ stop: time, cause }, group),
  fineGray: ({ time, cause, single }) => stats.fineGray({ stop: time, cause }, single),
  logisticRegression: (shape) => stats.logisticRegression(logistic(shape)),
  firthRegression: (shape) => stats.firthRegression(logistic(shape)),
  logisticProfileInterval: (shape) => stats.logisticProfileInterval(logistic(shape), 1),
  elasticNet: (shape) => stats.elasticNet(net(shape)),
  crossValidateElasticNet: (shape) =>
    stats.crossValidateElasticNet(
      net(shape),
      shape.cause.map((one) => one + 1),
    ),
  rocCurve: (shape) => stats.rocCurve(scored(shape)),
  deLong: (shape) => stats.deLong(scored(shape)),
  comparePairedAuc: ({ flags, score, risk }) => stats.comparePairedAuc(flags, score, risk),
  compareUnpairedAuc: (shape) => stats.compareUnpairedAuc(scored(shape), scored(shape)),
  multiclassAuc: ({ cause, score }) => stats.multiclassAuc(cause, score),
  calibration: ({ flags, risk }) => stats.calibration(flags, risk),
  hosmerLemeshow: ({ flags, risk }) => stats.hosmerLemeshow(flags, risk, 3),
  decisionCurve: ({ flags, risk }) => stats.decisionCurve(flags, risk, [0.1, 0.5]),
  survivalDecisionCurve: (shape) => stats.survivalDecisionCurve(times(shape), shape.risk, 5, [0.1, 0.5]),
  localRegression: ({ single, y }) => stats.localRegression(single, y),
  splineKnots: ({ single }) => stats.splineKnots(single, 3),
  intraclassCorrelation: ({ y }) => stats.intraclassCorrelation(y, 3, "one-way"),
  chiSquaredTest: ({ events }) => stats.chiSquaredTest(events, 3),
  fisherExact: ({ cells: { a, b, c, d } }) => stats.fisherExact(first(a), first(b), first(c), first(d)),
  mcnemar: ({ cells: { b, c } }) => stats.mcnemar(first(b), first(c)),
  adjustForMultiplicity: ({ risk }) => stats.adjustForMultiplicity(risk, "holm"),
};

interface Refused {
  readonly ok: false;
  readonly error: { readonly code: string; readonly message: string; readonly remedy?: string };
}
const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === "object" && answer !== null && "ok" in answer && answer.ok === false;

const refusalsIn = (answer: unknown): readonly Refused[] =>
  Array.isArray(answer) ? answer.filter(isRefused) : isRefused(answer) ? [answer] : [];

/** The figures that a reader sees first. */
const headline = (answer: unknown): readonly (readonly [name: string, value: number])[] => {
  const value = (answer as { readonly ok?: boolean; readonly value?: unknown } | null)?.value;
  if (typeof value !== "object" || value === null) return [];
  const names = [
    "estimate",
    "standardError",
    "logLikelihood",
    "auc",
    "statistic",
    "p",
    "concordance",
    "logEstimate",
  ];
  return Object.entries(value).filter(
    (one): one is [string, number] => names.includes(one[0]) && typeof one[1] === "number",
  );
};

describe("degenerate data", () => {
  for (const [name, of] of Object.entries(functions))
    it.each(Object.keys(shapes))(`${name}: %s`, (shape) => {
      const answer = of(shapes[shape] as Shape);
      for (const { error } of refusalsIn(answer)) {
        expect(error.code).toMatch(/^[a-z][a-z0-9-]+$/);
        expect(error.message.length).toBeGreaterThan(6);
        expect(error.message).not.toMatch(/undefined|\[object/);
      }
      for (const [figure, value] of headline(answer)) expect(value, figure).not.toBeNaN();
    });
});
