import type { Assertion } from "./assertion.ts";
import type { Topic } from "./topic.ts";

/** What an assertion answers: yes (for, more, sensitive), no (against, less, resistant), no effect, or open. */
export type Answer = "for" | "against" | "no effect" | "open" | MarkerRole;

/** What a marker is good for: two roles are two answers, not opposite ones. */
type MarkerRole = "predictive" | "prognostic" | "predictive and prognostic";

const leftOpen =
  /\b(?:unclear|remains? open|remains? (?:unclear|unknown)|no (?:decisive )?conclusions?|(?:needs?|requires?) (?:further|more) stud|further study|inconclusive|controversial|disagree|undetermined)\b/i;
/** Words that deny a relation or an effect; "no studies yet" denies neither. */
const denied =
  /\bunrelated\b|\b(?:does not|do not|did not|not) (?:\w+ )?(?:correlat|associat|relat|differ|affect|influence|predict|improve)|\bno (?:\w+ )?(?:association|correlation|relation|relationship|difference|effect|influence|value|impact|benefit|response)\b|\bindependent of\b|\buncorrelated\b|\bpoorly correlat|\bsimilar (?:to|between)\b/i;
const negated = /\b(?:no|not|without|unrelated|lacks?|never|none|neither)\b/i;

const plus = ["positive", "better", "sensitive"];
const minus = ["negative", "worse", "resistant", "no_benefit"];

/**
 * The answer to a topic, or null where the assertion says nothing of it (a bare number, say).
 *
 * A direction is read as recorded; "better" in an extent of disease means less of it, the opposite pole and a
 * low level of the alteration turn it round. Without a direction the words decide: left open, denied, or, for a
 * property, affirmed.
 */
export const answerOf = (assertion: Assertion, topic: Topic): Answer | null => {
  const { direction, statement } = assertion;
  if (direction === "contradictory" || leftOpen.test(statement)) return "open";
  if (topic.kind === "role") return roleIn(statement);
  if (direction !== null && plus.includes(direction))
    return turned("for", topic.pole === -1, topic.extent && direction === "better", lowLevel(assertion));
  if (direction !== null && minus.includes(direction))
    return turned("against", topic.pole === -1, topic.extent && direction === "worse", lowLevel(assertion));
  if (topic.kind === "frequency") return null;
  if (assertion.type === "functional")
    return turned(negated.test(around(statement, topic)) ? "against" : "for", topic.pole === -1);
  // without a direction only words that deny an effect say so: a bare number or description does not
  return denied.test(statement) ? "no effect" : null;
};

const roleIn = (statement: string): MarkerRole | "no effect" | null => {
  const [predictive, prognostic] = [/predictive|prediction/i.test(statement), /prognos/i.test(statement)];
  if (!predictive && !prognostic) return null;
  if (denied.test(statement)) return "no effect";
  return predictive && prognostic ? "predictive and prognostic" : predictive ? "predictive" : "prognostic";
};

/** Prognosis of a low level says the reverse of that of a high one. */
const lowLevel = ({ alteration }: Assertion): boolean => /\blow\b/i.test(alteration);

const turned = (answer: "for" | "against", ...turns: readonly boolean[]): Answer =>
  turns.filter(Boolean).length % 2 === 0 ? answer : answer === "for" ? "against" : "for";

/** The part of a statement that speaks of the topic: the clause with its words. */
const around = (statement: string, { phrase }: Topic): string =>
  statement.split(/[,;:]| but | while /).find((clause) => clause.toLowerCase().includes(phrase)) ?? statement;
