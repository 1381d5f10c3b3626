import { dateBounds, type Message, message } from "@erbium/model";
import type { TestResult } from "./compare-results.ts";
import { settled } from "./outcome.ts";

/**
 * The test a report rests on: the most recent tissue test with a settled status. Dates that overlap do not
 * tell which is more recent; then the first given is kept and the message says so.
 */
export const guidingTest = (
  tests: readonly TestResult[],
): { readonly index: number; readonly why: Message } | null => {
  if (tests.length === 0) return null;
  const firm = indices(tests, ({ state }) => settled(state.status) !== undefined);
  const measured = firm.filter((index) => hasTissue(tests[index]));
  const pool = measured.length > 0 ? measured : firm.length > 0 ? firm : indices(tests, () => true);
  const { index, certain } = mostRecent(tests, pool);
  if (firm.length === 0) return { index, why: message("guiding.none") };
  if (pool.length === 1) return { index, why: message("guiding.only") };
  const date = tests[index]?.measurement.date;
  return {
    index,
    why: certain && date !== undefined ? message("guiding.recent", { date }) : message("guiding.undated"),
  };
};

const indices = (tests: readonly TestResult[], holds: (one: TestResult) => boolean): number[] =>
  tests.flatMap((one, index) => (holds(one) ? [index] : []));

const hasTissue = (one: TestResult | undefined): boolean =>
  one?.measurement.ihc !== undefined || one?.measurement.ish !== undefined;

/** An undated test is never taken as the most recent one of several. */
const mostRecent = (
  tests: readonly TestResult[],
  pool: readonly number[],
): { readonly index: number; readonly certain: boolean } => {
  const bounds = (index: number) => {
    const date = tests[index]?.measurement.date;
    return date === undefined ? null : dateBounds(date);
  };
  let best = pool[0] ?? 0;
  for (const index of pool) {
    const mine = bounds(index);
    const theirs = bounds(best);
    if (
      mine &&
      (!theirs ||
        mine.earliest > theirs.latest ||
        (mine.latest > theirs.latest && mine.earliest > theirs.earliest))
    )
      best = index;
  }
  const chosen = bounds(best);
  const certain = pool.every((index) => {
    const other = bounds(index);
    return index === best || (chosen !== null && other !== null && other.latest < chosen.earliest);
  });
  return { index: best, certain };
};
