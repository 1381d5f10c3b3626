import type { Assertion } from "./assertion.ts";
import type { Topic } from "./topic.ts";
import { unitOf } from "./unit.ts";

/** What an assertion answers: yes (for, more, sensitive), no (against, less, resistant), no effect, or open. */
export type Answer = "for" | "against" | "no effect" | "open" | MarkerRole;

/** What a marker is good for: two roles are two answers, not opposite ones. */
type MarkerRole = "predictive" | "prognostic" | "predictive and prognostic";

const leftOpen =
  /\b(?:unclear|remains? open|remains? (?:unclear|unknown)|no (?:decisive )?conclusions?|(?:needs?|requires?) (?:further|more) stud|further study|inconclusive|controversial|disagree|undetermined|uncertain)\b/i;
/** Words that deny a relation or an effect. */
const denied =
  /\b(?:unrelated|uncorrelated|poorly correlat\w+|independent(?:ly)? of|vary independently|irrespective|regardless|comparable|equal(?:ly)?|equivalent|identical(?:ly)?|alike|similar(?:ly)? (?:to|between|with|in|well|active|effective)|the same|as (?:long|often|frequent(?:ly)?|common|likely|good|high|many) (?:as|in)|unaffected|unchanged|fail(?:s|ed)? to|(?:lack|absence) of)\b/i;
/** "Not" and its like, but where they say that something was not looked at. */
const negation =
  /\b(?:no|not|nor|neither|never|without)\b(?! (?:yet|all|only|known|available|reported|reached|studied|tested|evaluable|approved|stated|specified|studies|data|reports?|trials?|information|\w+ (?:studies|data|reports?|trials?)|evidence yet)\b)/i;

const plus = ["positive", "better", "sensitive"];
const minus = ["negative", "worse", "resistant", "no_benefit"];

/**
 * The answer to a topic, or null where the assertion says nothing of it (a bare number, say).
 *
 * A direction is read as recorded; "better" in an extent of disease means less of it, the opposite pole and a
 * low level of the alteration turn it round. A ratio of hazards answers by its interval: on one side of 1, or
 * across it. Without a direction the words decide: left open, denied, or, for a property, affirmed.
 */
export const answerOf = (assertion: Assertion, topic: Topic): Answer | null => {
  const { direction, statement } = assertion;
  if (topic.kind === "fixed value") return null;
  if (direction === "contradictory" || leftOpen.test(statement)) return "open";
  if (topic.kind === "role") return roleIn(statement);
  // a share is compared as a number; an agreement answers by what was made of it, too
  if (topic.kind === "frequency") return null;
  if (topic.kind === "agreement" && assertion.low !== null && !recorded(direction)) return null;
  if (topic.kind === "harm") return harmIn(assertion);
  const level = topic.kind !== "therapy" && lowLevel(assertion);
  if (direction !== null && plus.includes(direction))
    return turned("for", topic.pole === -1, topic.extent && direction === "better", level);
  if (direction !== null && minus.includes(direction))
    return turned("against", topic.pole === -1, topic.extent && direction === "worse", level);
  const hazard = topic.kind === "therapy" || topic.kind === "prognosis" ? ofHazards(assertion) : null;
  if (hazard !== null) return hazard === "no effect" ? hazard : turned(hazard, level);
  if (assertion.type === "functional")
    return turned(negation.test(around(statement, topic)) ? "against" : "for", topic.pole === -1);
  // without a direction only words that deny an effect say so: a bare number or description does not
  return denied.test(statement) || negation.test(statement) ? "no effect" : null;
};

const recorded = (direction: string | null): boolean => [...plus, ...minus].includes(direction ?? "");

const roleIn = (statement: string): MarkerRole | "no effect" | null => {
  const [predictive, prognostic] = [/predictive|prediction/i.test(statement), /prognos/i.test(statement)];
  if (!predictive && !prognostic) return null;
  if (denied.test(statement) || negation.test(statement)) return "no effect";
  return predictive && prognostic ? "predictive and prognostic" : predictive ? "predictive" : "prognostic";
};

/** A harm that is said to come, to be spared, or not to come. */
const harmIn = ({ direction, statement, low }: Assertion): Answer | null => {
  if (direction === "worse" || direction === "positive") return "for";
  if (direction === "better" || direction === "negative") return "against";
  return low === null && (denied.test(statement) || negation.test(statement)) ? "no effect" : null;
};

/** A hazard ratio with its interval: below 1 is better. */
const ofHazards = ({ outcome, unit, low, interval }: Assertion): "for" | "against" | "no effect" | null => {
  if (low === null || interval === null) return null;
  if (unitOf(unit ?? outcome).name !== "ratio") return null;
  if (interval.high < 1) return "for";
  return interval.low > 1 ? "against" : "no effect";
};

/** Prognosis of a low level, or of those without, says the reverse of that of a high one. */
const lowLevel = ({ alteration, subject }: Assertion): boolean =>
  subject === "her2 status" && /\blow\b|\bnegative\b/i.test(alteration);

const turned = (answer: "for" | "against", ...turns: readonly boolean[]): "for" | "against" =>
  turns.filter(Boolean).length % 2 === 0 ? answer : answer === "for" ? "against" : "for";

/** The part of a statement that speaks of the topic: the clause with its words. */
const around = (statement: string, { phrase }: Topic): string =>
  statement.split(/[,;:]| but | while /).find((clause) => clause.toLowerCase().includes(phrase)) ?? statement;
