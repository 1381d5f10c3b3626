import { type Her2State, hasWords } from "@erbium/model";
import { say } from "../words.ts";

/** Guideline, IHC, ISH and group: what the status rests on, in short. */
export const stateWords = (state: Her2State): readonly string[] => [
  ...(state.guideline ? [say("state.guideline", { edition: state.guideline.edition })] : []),
  ...(state.ihc ? [ihcWords(state.ihc)] : []),
  ...(state.ish ? [say("state.ish", { result: state.ish })] : []),
  ...(state.ishGroup === null ? [] : [say("state.group", { group: state.ishGroup })]),
];

const ihcWords = (ihc: NonNullable<Her2State["ihc"]>): string =>
  ihc.computed
    ? say("state.ihc.computed", { score: ihc.score })
    : ihc.scoring === null
      ? say("state.ihc", { score: ihc.score })
      : say("state.ihc.scoring", { score: ihc.score, scoring: ihc.scoring });

/** Eligibilities that the status and the scores do not already say: low, ultralow, null. */
export const eligibilityWords = (state: Her2State): readonly string[] =>
  state.eligibility
    .filter((name) => name === "her2-low" || name === "her2-ultralow" || name === "her2-null")
    .map((name) => say(`eligibility.${name}`));

/** What is undecided and what would decide it; eligibilities that wait for the same share a sentence. */
export const undecidedWords = (state: Her2State): readonly string[] => {
  const byMissing = new Map<string, string[]>();
  for (const { eligibility, missing } of state.undecided) {
    const waitsFor = missing.map(inputName).join(", ");
    byMissing.set(waitsFor, [...(byMissing.get(waitsFor) ?? []), say(`eligibility.${eligibility}`)]);
  }
  return [...byMissing].map(([missing, names]) =>
    say("state.undecided", { eligibility: names.join(", "), missing }),
  );
};

/** A measurement by its own words, else its name with its humps opened. */
const inputName = (name: string): string => {
  return hasWords(`report.input.${name}`)
    ? say(`input.${name}`)
    : name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
};
