import { err, ok, type Result } from "@erbium/model";
import { type Concordance, concordance, waldInterval } from "@erbium/stats";
import { columns } from "../terminal/columns.ts";
import { type Estimate, short, written } from "../terminal/estimate.ts";
import { decisionFigure, decisionText, survivalDecisions } from "./decision.ts";
import { type Evaluation, noFigure } from "./evaluation.ts";
import type { Patients } from "./patients.ts";
import { noRisks, probabilitiesOf } from "./probabilities.ts";
import type { Question } from "./question.ts";

/** How well one score tells who fails first. */
interface ScoreConcordance {
  readonly score: string;
  readonly direction: "higher" | "lower";
  /** Harrell's C, and Uno's, which does not depend on how long patients were followed */
  readonly harrell: Estimate;
  readonly uno: Estimate;
  readonly comparablePairs: number;
}

/** A share has its limits within 0 and 1. */
const within = ({ estimate, low, high }: Estimate): Estimate => ({
  estimate,
  low: Math.max(0, low),
  high: Math.min(1, high),
});

/** Scores against a time to an event: concordance, and for risks net benefit by a time. */
export const evaluateSurvival = (
  patients: Patients,
  times: NonNullable<Patients["times"]>,
  question: Question,
  askedProbabilities: string | boolean | undefined,
): Result<Evaluation> => {
  if (patients.outcome.kind !== "two")
    return err({
      code: "not-an-event",
      path: patients.outcome.column.name,
      message: `${patients.outcome.column.name} has ${patients.outcome.values.length} values`,
      remedy: "say which one is the event: --positive VALUE",
    });
  if (patients.groups !== null)
    return err({
      code: "groups-of-times",
      path: "--group",
      message: "concordance in groups is not offered",
      remedy: "give the patients of one group at a time",
    });
  const { level, at } = question;
  const data = { stop: times.values, event: patients.classes };
  const events = patients.classes.reduce((sum, one) => sum + one, 0);
  const probabilities =
    at === null ? ok({ names: new Set<string>(), said: [] }) : probabilitiesOf(patients, askedProbabilities);
  if (!probabilities.ok) return probabilities;
  const results: ScoreConcordance[] = [];
  for (const { name, direction, values } of patients.scores) {
    const sooner = direction === "higher" ? values : values.map((one) => -one);
    const harrell = concordance(data, sooner);
    if (!harrell.ok) return err({ ...harrell.error, path: name });
    const uno = concordance(data, sooner, { timeWeight: "survival/censoring" });
    if (!uno.ok) return err({ ...uno.error, path: name });
    const bounded = (one: Concordance): Estimate =>
      within(waldInterval(one.concordance, one.standardError, level));
    results.push({
      score: name,
      direction,
      harrell: bounded(harrell.value),
      uno: bounded(uno.value),
      comparablePairs: harrell.value.concordant + harrell.value.discordant + harrell.value.tiedScore,
    });
  }
  const risks = patients.scores.filter(({ name }) => probabilities.value.names.has(name));
  if (at !== null && risks.length === 0) return noRisks("--at");
  const decisions = at === null || risks.length === 0 ? null : survivalDecisions(data, risks, at, question);
  if (decisions !== null && !decisions.ok) return decisions;
  return ok({
    value: {
      analysis: "survival",
      time: times.column,
      events,
      scores: results,
      decisions: decisions === null ? [] : [decisions.value.decisions],
    },
    text: () => [
      `${patients.classes.length} patients, ${events} events, ${times.column}`,
      "",
      columns(
        ["score", `Harrell's C (${short(100 * level)} %)`, "Uno's C", "pairs that can be compared"],
        results.map((one) => [
          one.score,
          written(one.harrell),
          written(one.uno),
          String(Math.round(one.comparablePairs)),
        ]),
      ),
      ...(decisions === null
        ? []
        : ["", `events by ${times.column} ${short(at ?? 0)}`, ...decisionText(decisions.value.decisions)]),
    ],
    said: probabilities.value.said,
    notes: [
      ...results
        .filter(({ harrell }) => harrell.estimate < 0.5)
        .map(
          ({ score, direction }) =>
            `${score}: ${direction === "higher" ? "lower" : "higher"} values fail sooner here (concordance below 0.5)`,
        ),
      ...(decisions?.value.decisions.at.some(({ scores }) => scores.some((one) => one.netBenefit === null))
        ? [`net benefit is not known where nobody at or above the threshold was followed up to that time`]
        : []),
    ],
    draw(figure, title) {
      if (figure !== null && figure !== "decision-curve")
        return noFigure(figure, "a time to an event has --figure decision-curve, with --at TIME");
      if (decisions === null)
        return noFigure(
          "decision-curve",
          "it needs predicted probabilities of an event by a time: --scores COLUMN --at TIME",
        );
      return decisionFigure(decisions.value, `Decision curve, ${title}`, []);
    },
  });
};
