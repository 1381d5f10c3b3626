import type { Flag, Ihc, IhcReading, IhcScore, Measurement, Scoring } from "@erbium/model";
import { ihcScores } from "@erbium/model";
import { flagOf } from "./flag.ts";
import { type Guidelines, tableOf } from "./guidelines.ts";
import type { Pathway } from "./pathways.ts";
import { runTable, type TestFacts, type Trace } from "./run-table.ts";

/**
 * The score as one guideline may use it. `scores` are all that remain possible: `null` no IHC was done,
 * `undefined` it was done but gives no score under this system, two scores contradict each other.
 */
export interface ScoreReading {
  readonly scores: readonly (IhcScore | null | undefined)[];
  readonly computed: boolean;
  readonly scoring: Scoring | null;
  /** inputs without which the score is not known */
  readonly missing: readonly string[];
}

/** The one score that a reading leaves; null where there is none, or more than one stays possible. */
export const ihcReading = ({ scores, computed, scoring }: ScoreReading): IhcReading | null => {
  const [score, ...others] = scores;
  return typeof score === "string" && others.length === 0 ? { score, scoring, computed } : null;
};

/** Does an IHC say anything about staining? Clone, system and confirmation alone do not. */
export const ihcGiven = (ihc: Ihc | undefined): ihc is Ihc =>
  ihc !== undefined &&
  [ihc.score, ihc.percentStained, ihc.intensity, ihc.pattern, ihc.clusterCells, ihc.membraneStaining].some(
    (value) => value !== undefined,
  );

/**
 * Gives the stated score where its system fits, else computes one from the staining.
 *
 * @param unreadable an IHC value was there and could not be read: a test was done all the same
 */
export const readScore = (
  measurement: Measurement,
  pathway: Pathway,
  guidelines: Guidelines,
  facts: TestFacts,
  ownScoring: Scoring | null,
  trace: Trace,
  unreadable: boolean,
): ScoreReading => {
  const { ihc } = measurement;
  if (!ihcGiven(ihc))
    return unreadable
      ? { scores: [undefined], computed: false, scoring: null, missing: ["ihcScore"] }
      : { scores: [null], computed: false, scoring: null, missing: [] };
  const wanted = pathway.scoring;
  const scoring = ihc.scoring ?? null;
  const readUnder = scoring ?? (pathway.statedScoringOnly && ihc.score !== undefined ? ownScoring : wanted);
  const fits = wanted === null || readUnder === wanted;
  const stated = fits ? ihc.score : undefined;
  if (ihc.score !== undefined && !fits && scoring !== null)
    trace.flags.push(scoringMismatch(ihc, wanted, pathway));

  const computed = computeScore(pathway, guidelines, facts, trace);
  if (stated === undefined)
    return computed.score === undefined
      ? { scores: [undefined], computed: false, scoring, missing: fits ? computed.missing : ["ihcScoring"] }
      : { scores: [computed.score], computed: true, scoring: wanted, missing: [] };
  const asStated: ScoreReading = { scores: [stated], computed: false, scoring, missing: [] };
  if (computed.uncovered) {
    trace.flags.push(
      flagOf(
        "call-contradicts-score",
        { stated, system: wanted },
        { stated, clusterCells: ihc.clusterCells },
        "uncovered",
      ),
    );
    return { ...asStated, scores: [stated, undefined], missing: ["ihcScore"] };
  }
  if (computed.score === undefined || computed.score === stated) return asStated;
  trace.flags.push(
    flagOf(
      "call-contradicts-score",
      { stated, computed: computed.score, system: wanted },
      {
        stated,
        computed: computed.score,
        pattern: ihc.pattern,
        intensity: ihc.intensity,
        percentStained: ihc.percentStained,
        clusterCells: ihc.clusterCells,
      },
    ),
  );
  return { ...asStated, scores: [stated, computed.score] };
};

interface Computed {
  readonly score: IhcScore | undefined;
  /** the table has a row for this staining that gives no score */
  readonly uncovered: boolean;
  readonly missing: readonly string[];
}

const computeScore = (pathway: Pathway, guidelines: Guidelines, facts: TestFacts, trace: Trace): Computed => {
  const stained = [facts.intensity, facts.pattern, facts.clusterCells, facts.membraneStaining];
  if (pathway.score === null || stained.every((value) => value === undefined)) return noScore;
  const result = runTable(tableOf(guidelines, pathway.score), facts, trace);
  if (result.kind === "undecided") return { ...noScore, missing: result.missing };
  if (result.kind !== "decided") return noScore;
  const score = ihcScores.find((one) => one === result.then.ihcScore);
  return score === undefined ? { ...noScore, uncovered: true } : { score, uncovered: false, missing: [] };
};

const noScore: Computed = { score: undefined, uncovered: false, missing: ["ihcScore"] };

const scoringMismatch = (ihc: Ihc, wanted: Scoring | null, pathway: Pathway): Flag =>
  flagOf(
    "scoring-mismatch",
    { score: ihc.score ?? null, given: ihc.scoring ?? null, wanted, guideline: pathway.id },
    { score: ihc.score, scoring: ihc.scoring, wanted },
  );
