import type { Assessment, GuidelineRef, Measurement } from "@erbium/model";
import type { StatusContext } from "./context.ts";
import { exceptionOutcome } from "./exceptions.ts";
import { flagOf } from "./flag.ts";
import { followPathway } from "./follow-pathway.ts";
import { tableInForce, tableOf } from "./guidelines.ts";
import { ihcReading, readScore, type ScoreReading } from "./ihc-score.ts";
import type { IshReading } from "./ish-reading.ts";
import { callFlags } from "./laboratory-call.ts";
import { joinOutcomes, type Outcome } from "./outcome.ts";
import type { Pathway } from "./pathways.ts";
import { withReported } from "./reported.ts";
import { newTrace, type TestFacts } from "./run-table.ts";

/** One guideline's answer on one test. */
export interface AssessedPathway {
  readonly pathway: Pathway;
  readonly edition: string;
  readonly score: ScoreReading;
  readonly outcome: Outcome;
}

/**
 * Asks one guideline about one test. Every score and every ratio that remain possible are followed to their
 * ends, and the answer is what they agree on; an edition that is not in force on the day answers nothing.
 *
 * @param ownScoring system of the tumour's own guideline
 * @param ihcUnreadable an IHC value was there and could not be read
 */
export const assessPathway = (
  pathway: Pathway,
  measurement: Measurement,
  { guidelines, asOf }: StatusContext,
  facts: TestFacts,
  ish: IshReading,
  ownScoring: ScoreReading["scoring"],
  ihcUnreadable: boolean,
): AssessedPathway => {
  const { table } = tableOf(guidelines, pathway.status);
  const trace = newTrace();
  const { edition } = table;
  const score = readScore(measurement, pathway, guidelines, facts, ownScoring, trace, ihcUnreadable);
  if (tableInForce(table, asOf) !== "met") {
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
  const missing = whole.missing.flatMap((name) => (name === "ihcScore" ? score.missing : [name]));
  return {
    pathway,
    edition,
    score,
    outcome: {
      ...whole,
      missing: [...new Set(missing)],
      trace: {
        fired: [...trace.fired, ...whole.trace.fired],
        stations: [...trace.stations, ...whole.trace.stations],
        flags: [...trace.flags, ...whole.trace.flags],
        needed: [...trace.needed, ...whole.trace.needed],
      },
    },
  };
};

export const guidelineOf = ({ pathway, edition }: AssessedPathway): GuidelineRef => ({
  id: pathway.id,
  edition,
});

/** The line of one guideline in the result. */
export const assessmentOf = (one: AssessedPathway): Assessment => ({
  guideline: guidelineOf(one),
  axis: one.pathway.axis,
  status: one.outcome.status,
  ihc: ihcReading(one.score),
  rules: [...new Set(one.outcome.trace.fired.map((rule) => rule.id))],
});
