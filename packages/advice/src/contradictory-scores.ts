import type { Case, Measurement, Refusal } from "@erbium/model";

/** What makes two records one and the same stain: sample, day and clone; a record that names none of the first two is not compared. */
const sameTest = (a: Measurement, b: Measurement): boolean =>
  (a.sample !== undefined || a.date !== undefined) &&
  a.sample === b.sample &&
  a.date === b.date &&
  a.site === b.site &&
  a.ihc?.clone === b.ihc?.clone &&
  a.ihc?.scoring === b.ihc?.scoring;

/** Two IHC scores given for one sample on one day under one system: which of them holds is not ours to say. */
export const contradictoryScores = ({ tests = [] }: Case): Refusal[] =>
  tests.flatMap((later, index) =>
    tests.slice(0, index).flatMap((earlier, first): Refusal[] => {
      const [a, b] = [earlier.ihc?.score, later.ihc?.score];
      if (a === undefined || b === undefined || a === b || !sameTest(earlier, later)) return [];
      return [
        {
          code: "contradictory-scores",
          message: `tests.${first} says IHC ${a} and tests.${index} says IHC ${b} of the same sample and date`,
          path: `tests.${index}.ihc.score`,
          remedy: "keep the score that holds, or give the two tests their own sample, date, clone or scoring",
        },
      ];
    }),
  );
