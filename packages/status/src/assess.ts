import {
  type Assessment,
  type Flag,
  type GuidelineRef,
  type Her2State,
  type Her2Status,
  type IhcScore,
  type Measurement,
  message,
  type NeededTest,
  testVocabulary,
} from "@erbium/model";
import type { StatusContext, TumourContext } from "./context.ts";
import { distinctBy, distinctRules, distinctStations } from "./distinct.ts";
import { readEligibility } from "./eligibility.ts";
import { distinctFlags, flagOf } from "./flag.ts";
import { followPathway } from "./follow-pathway.ts";
import { tableInForce } from "./guidelines.ts";
import { readScore, type ScoreReading } from "./ihc-score.ts";
import { type IshReading, readIsh } from "./ish-reading.ts";
import { callFlags } from "./laboratory-call.ts";
import { joinOutcomes, type Outcome } from "./outcome.ts";
import { agnostic, type Pathway, pathways } from "./pathways.ts";
import { readMeasurement } from "./read-measurement.ts";
import { reportedOnly, withReported } from "./reported.ts";
import { newTrace, type TestFacts, type Trace } from "./run-table.ts";
import { exceptionOutcome, standingFlags } from "./standing-flags.ts";
import { testFacts } from "./test-facts.ts";

/** One guideline's answer on one test. */
interface Assessed {
  readonly pathway: Pathway;
  readonly edition: string;
  readonly score: ScoreReading;
  readonly outcome: Outcome;
}

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
  const ownScoring = pathways[tumour?.guideline ?? ""]?.[0]?.scoring ?? null;

  const assessed = applicable(tumour).map((pathway) =>
    assessPathway(pathway, measurement, context, facts, ish, ownScoring, leftOut(flags, "ihc")),
  );
  const own = assessed.filter((one) => one.pathway !== agnostic);
  const family = tumour?.guideline === "agnostic" || own.length === 0 ? assessed : own;
  const first = family[0];
  const primary = family.filter((one) => one.pathway.id === first?.pathway.id);
  const lead = primary.find((one) => one.pathway.axis !== "mutation") ?? first;
  const scored =
    primary.find((one) => one.pathway.axis !== "mutation" && one.pathway.axis !== "amplification") ?? lead;
  const gene = primary.find((one) => one.pathway.axis === "amplification") ?? lead;
  const score = scored?.score ?? {
    scores: [measurement.ihc?.score ?? null],
    computed: false,
    scoring: measurement.ihc?.scoring ?? null,
    missing: [],
  };

  const reported = reportedOnly(
    measurement,
    ish.given || leftOut(flags, "ihc"),
    primary.map((one) => one.outcome),
  );
  const status = reported?.status ?? statusOf(primary);
  if (reported) trace.needed.push("ihc");
  const outcome = joinedOutcome(primary, status, gene?.outcome.ish ?? null);
  const tissue = primary.filter((one) => one.pathway.axis !== "mutation");
  const eligible = readEligibility(
    lead?.pathway,
    { ...outcome, status: reported?.status ?? statusOf(tissue) },
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
    ...standingFlags(guidelines, facts, status, outcome, score.scores, measurement),
  ]);
  return {
    id: measurement.id ?? null,
    tumour: tumour?.code ?? measurement.tumour ?? null,
    guideline: first === undefined ? null : refOf(first),
    assessments: assessed.map(assessmentOf),
    status,
    ishGroup: outcome.group,
    eligibility: eligible.eligibility,
    undecided: eligible.undecided,
    ihc: ihcOf(score),
    ish: gene?.outcome.ish ?? ishAlone(ish),
    rules: distinctRules(traces.flatMap((one) => one.fired)),
    path: distinctStations(
      [...primary.map((one) => one.outcome.trace), trace].flatMap((one) => one.stations),
    ),
    flags: allFlags,
    needed: neededOf(traces, outcome.missing, status, measurement),
  };
};

/** Reads a row leniently and assesses what could be read. Never throws on data. */
export const assessRow = (row: unknown, context: StatusContext): Her2State => {
  const { measurement, flags } = readMeasurement(row);
  return assess(measurement, context, flags);
};

/** Was a field of this test left out when the row was read? Then the test was done, and its result is unknown. */
const leftOut = (flags: readonly Flag[], test: "ihc" | "ish"): boolean =>
  flags.some(
    ({ inputs }) => typeof inputs.field === "string" && new RegExp(`^${test}(?:[. ]|$)`).test(inputs.field),
  );

/** The tumour's own guidelines and, outside the breast, the tumour-agnostic one. */
const applicable = (tumour: TumourContext | null): readonly Pathway[] => {
  if (tumour === null) return [];
  const own = Object.hasOwn(pathways, tumour.guideline ?? "") ? (pathways[tumour.guideline ?? ""] ?? []) : [];
  return tumour.guideline === "breast" ? own : [...own, agnostic];
};

const assessPathway = (
  pathway: Pathway,
  measurement: Measurement,
  { guidelines, asOf }: StatusContext,
  facts: TestFacts,
  ish: IshReading,
  ownScoring: ScoreReading["scoring"],
  ihcUnreadable: boolean,
): Assessed => {
  const table = guidelines.tables.get(pathway.status);
  const trace = newTrace();
  const edition = table?.table.edition ?? "";
  const score = readScore(measurement, pathway, guidelines, facts, ownScoring, trace, ihcUnreadable);
  if (table === undefined || tableInForce(table.table, asOf) !== "met") {
    if (table !== undefined)
      trace.flags.push(flagOf("edition-differs", { edition, asOf }, { edition, asOf }, "not-in-force"));
    return {
      pathway,
      edition,
      score,
      outcome: { status: "indeterminate", ish: null, group: null, missing: [], trace },
    };
  }
  const ratios = ish.counts.ratios.length > 0 ? ish.counts.ratios : [undefined];
  const readings = score.scores.flatMap((ihcScore) =>
    ratios.map((ratio) => followPathway(pathway, guidelines, { ...facts, ihcScore, ratio }, ish)),
  );
  const followed = joinOutcomes(readings);
  if (new Set(readings.map((one) => one.status)).size > 1)
    trace.needed.push(score.scores.includes(undefined) ? "pathologist-review" : "clarification");
  const called = callFlags(pathway, guidelines, facts, ish, score.scores, followed, measurement);
  const excepted = exceptionOutcome(pathway, guidelines, { ...facts, ratio: ratios[0] }, called);
  const whole = withReported(measurement, pathway, excepted, score.scores);
  return {
    pathway,
    edition,
    score,
    outcome: {
      ...whole,
      missing: [
        ...new Set([
          ...whole.missing.flatMap((name) =>
            name === "ihcScore" && score.missing.length > 0 ? score.missing : [name],
          ),
        ]),
      ],
      trace: {
        fired: [...trace.fired, ...whole.trace.fired],
        stations: [...trace.stations, ...whole.trace.stations],
        flags: [...trace.flags, ...whole.trace.flags],
        needed: [...trace.needed, ...whole.trace.needed],
      },
    },
  };
};

/**
 * One word for guidelines that keep several axes: positive when any is, negative when all are. Only the
 * primary guideline's axes come here.
 */
const statusOf = (primary: readonly Assessed[]): Her2Status => {
  const statuses = primary.map((one) => one.outcome.status);
  if (statuses.length === 0) return "indeterminate";
  if (statuses.includes("positive")) return "positive";
  if (statuses.every((one) => one === "negative")) return "negative";
  return statuses.includes("equivocal") ? "equivocal" : "indeterminate";
};

const joinedOutcome = (primary: readonly Assessed[], status: Her2Status, ish: Outcome["ish"]): Outcome => ({
  status,
  ish,
  group: primary.find((one) => one.outcome.group !== null)?.outcome.group ?? null,
  missing: [...new Set(primary.flatMap((one) => one.outcome.missing))],
  trace: newTrace(),
});

const refOf = ({ pathway, edition }: Assessed): GuidelineRef => ({ id: pathway.id, edition });

const assessmentOf = (one: Assessed): Assessment => ({
  guideline: refOf(one),
  axis: one.pathway.axis,
  status: one.outcome.status,
  rules: [...new Set(one.outcome.trace.fired.map((rule) => rule.id))],
});

const ihcOf = ({ scores, computed, scoring }: ScoreReading): Her2State["ihc"] => {
  const [score] = scores;
  const known = scores.filter((one): one is IhcScore => typeof one === "string");
  return scores.length === 1 && score !== null && score !== undefined && known.length === 1
    ? { score, scoring, computed }
    : null;
};

const ishAlone = (ish: IshReading): Her2State["ish"] =>
  !ish.given ? null : ish.callOnly ? (ish.call ?? "indeterminate") : "indeterminate";

const neededOf = (
  traces: readonly Trace[],
  missing: readonly string[],
  status: Her2Status,
  measurement: Measurement,
): NeededTest[] => {
  const codes = [...new Set(traces.flatMap((one) => one.needed))];
  const bare = measurement.ihc === undefined && measurement.ish === undefined && status === "indeterminate";
  if (bare && !codes.includes("ihc")) codes.push("ihc");
  const named = codes.map((code) => ({
    test: message(`needed.${code}`).text,
    why: message(`needed.${code}.why`).text,
  }));
  const inputs = [...new Set(missing)].flatMap((name): NeededTest[] => {
    const entry = testVocabulary.names[name];
    if (entry === undefined) return [];
    const words = inputWords[name];
    return [
      {
        test: words === undefined ? entry.description : message(words).text,
        why: message("needed.input.why", { name: entry.path ?? name }).text,
      },
    ];
  });
  return distinctBy(
    [...named, ...(status === "positive" || status === "negative" ? [] : inputs)],
    (one) => one.test,
  );
};

/** Inputs that are a test of their own rather than a field of one. */
const inputWords: Readonly<Record<string, string>> = {
  ihcScore: "needed.ihc",
  ish: "needed.ish",
  ihcScoring: "needed.scoring",
  activatingMutation: "needed.sequencing",
  amplifiedBySequencing: "needed.sequencing",
};
