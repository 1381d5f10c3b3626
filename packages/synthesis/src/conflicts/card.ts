import type { Answer } from "./answer.ts";
import type { DetectedConflict, Side } from "./conflict.ts";
import type { Given } from "./given.ts";
import { grouped } from "./grouped.ts";
import { moderatorsBetween } from "./moderators.ts";

/** Assertions by their answer. */
export const sidesOf = (members: readonly Given[]): Side[] => {
  const order: readonly Answer[] = [
    "for",
    "against",
    "no effect",
    "predictive and prognostic",
    "predictive",
    "prognostic",
    "open",
  ];
  const by = grouped(
    members.filter(({ answer }) => answer !== null),
    ({ answer }) => answer ?? "",
  );
  return order.flatMap((answer) => {
    const these = by.get(answer);
    // one that gives two agents of a class stands once on its side
    return these ? [{ says: answer, assertions: [...new Set(these.map(({ assertion }) => assertion))] }] : [];
  });
};

/** A card, with what sets its sides apart. */
export const conflict = (
  kind: DetectedConflict["kind"],
  about: {
    readonly question: string;
    readonly subject: string;
    readonly tumours: readonly string[];
    readonly members: readonly Given[];
  },
  sides: readonly Side[],
  settings: readonly string[],
): DetectedConflict => {
  const { question, subject, tumours, members } = about;
  const topic = members[0]?.topic;
  const where = tumours.join(", ");
  return {
    id: `${question} | ${where} | ${kind}`,
    kind,
    topic: topic?.title ?? "",
    therapy: topic?.kind === "therapy" ? (topic.therapy ?? null) : null,
    subject,
    tumours,
    question: `${subject}: ${topic?.title ?? ""} (${where})`,
    sides,
    // one example of each feature
    moderators: [
      ...new Map(settings.toReversed().map((words) => [words.split(":")[0], words])).values(),
      ...moderatorsBetween(sides),
    ],
  };
};
