import type { Flag, Her2State, Measurement } from "@erbium/model";
import { assessmentOf, assessPathway, guidelineOf } from "./assess-pathway.ts";
import type { StatusContext, TumourContext } from "./context.ts";
import { distinctRules, distinctStations } from "./distinct.ts";
import { readEligibility } from "./eligibility.ts";
import { distinctFlags, flagOf } from "./flag.ts";
import { tableInForce, tableOf } from "./guidelines.ts";
import { ihcReading } from "./ihc-score.ts";
import { type IshReading, readIsh } from "./ish-reading.ts";
import { neededTests } from "./needed-tests.ts";
import { agnostic, editionOn, type Pathway, pathwaysOf } from "./pathways.ts";
import { outcomeOfAxes, primaryGuideline, statusOfAxes } from "./primary-guideline.ts";
import { readMeasurement } from "./read-measurement.ts";
import { reportedOnly } from "./reported.ts";
import { newTrace } from "./run-table.ts";
import { standingFlags } from "./standing-flags.ts";
import { testFacts } from "./test-facts.ts";

/**
 * The HER2 state of one test under every guideline that applies to its tumour. Inputs that contradict each
 * other are followed to their ends one by one; the answer is what they agree on.
 *
 * @param flags what reading the row already found
 */
export const assess = (
  measurement: Measurement,
  context: StatusContext,
  flags: readonly Flag[] = [],
): Her2State => {
  const { guidelines } = context;
  const tumour = measurement.tumour === undefined ? null : context.resolveTumour(measurement.tumour);
  const sequencing = context.sequencing?.(measurement) ?? {};
  const ish = readIsh(measurement.ish, guidelines, leftOut(flags, "ish"));
  const facts = testFacts(measurement, tumour?.code, ish, sequencing);
  const trace = newTrace();
  const inForce = (id: string): boolean =>
    tableInForce(tableOf(guidelines, id).table, context.asOf) === "met";
  const own = pathwaysOf(tumour?.guideline).map((pathway) => editionOn(pathway, inForce));
  const assessed = applicable(tumour, own, context).map((pathway) =>
    assessPathway(pathway, measurement, context, facts, ish, own[0]?.scoring ?? null, leftOut(flags, "ihc")),
  );
  const primary = primaryGuideline(assessed);
  const score = primary.protein?.score ?? {
    scores: [measurement.ihc?.score ?? null],
    computed: false,
    scoring: measurement.ihc?.scoring ?? null,
    missing: [],
  };

  const reported = reportedOnly(
    measurement,
    ish.given || leftOut(flags, "ihc"),
    primary.axes.map((one) => one.outcome),
  );
  const status = reported?.status ?? statusOfAxes(primary.axes);
  if (reported) trace.needed.push("ihc");
  const outcome = outcomeOfAxes(primary, status);
  const eligible = readEligibility(
    primary.tissue[0]?.pathway,
    { ...outcome, status: reported?.status ?? statusOfAxes(primary.tissue) },
    score.scores,
    guidelines,
    facts,
    !ish.callOnly,
    trace,
  );
  const tumourFlags =
    measurement.tumour !== undefined && tumour === null
      ? [
          flagOf(
            "unknown-tumour",
            { tumour: measurement.tumour.slice(0, 80) },
            { tumour: measurement.tumour },
          ),
        ]
      : [];
  const traces = [...assessed.map((one) => one.outcome.trace), trace];
  const allFlags = distinctFlags([
    ...flags,
    ...tumourFlags,
    ...ish.counts.flags,
    ...ish.recountFlags,
    ...traces.flatMap((one) => one.flags),
    ...(reported?.flags ?? []),
    ...standingFlags(
      guidelines,
      { ...facts, ratio: ish.counts.ratios[0] },
      status,
      outcome,
      score.scores,
      measurement,
    ),
  ]);
  const [first] = primary.axes;
  return {
    id: measurement.id ?? null,
    tumour: tumour?.code ?? measurement.tumour ?? null,
    guideline: first === undefined ? null : guidelineOf(first),
    assessments: assessed.map(assessmentOf),
    status,
    ishGroup: outcome.group,
    eligibility: eligible.eligibility,
    undecided: eligible.undecided,
    ihc: ihcReading(score),
    ish: outcome.ish ?? ishAlone(ish),
    rules: distinctRules(traces.flatMap((one) => one.fired)),
    path: distinctStations(
      [...primary.axes.map((one) => one.outcome.trace), trace].flatMap((one) => one.stations),
    ),
    flags: allFlags,
    needed: neededTests(traces, outcome.missing, status, measurement),
  };
};

/** Reads a row leniently and assesses what could be read. Never throws on data. */
export const assessRow = (row: unknown, context: StatusContext): Her2State => {
  const { measurement, flags } = readMeasurement(row);
  return assess(measurement, context, flags);
};

/** Was a field of this test left out when the row was read? Then the test was done, and its result is unknown. */
const leftOut = (flags: readonly Flag[], test: "ihc" | "ish"): boolean =>
  flags.some(({ inputs }) => new RegExp(`^${test}(?:[. ]|$)`).test(String(inputs.field)));

/** The tumour's own guidelines and then, outside the breast, the tumour-agnostic one, once there is one. */
const applicable = (
  tumour: TumourContext | null,
  own: readonly Pathway[],
  { guidelines, asOf }: StatusContext,
): readonly Pathway[] => {
  if (tumour === null) return [];
  if (tumour.guideline === "breast") return own;
  const yet = tableInForce(tableOf(guidelines, agnostic.status).table, asOf) !== "not met";
  return yet || own.length === 0 ? [...own, agnostic] : own;
};

const ishAlone = (ish: IshReading): Her2State["ish"] =>
  !ish.given ? null : ish.callOnly ? (ish.call ?? "indeterminate") : "indeterminate";
