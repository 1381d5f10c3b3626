import { dateBounds, type Message, message } from "@erbium/model";
import type { TestResult } from "./compare-results.ts";
import { settled } from "./outcome.ts";

/** One of a patient's tests, with the first and last day its date can mean; null when it is undated. */
interface Candidate extends TestResult {
  readonly index: number;
  readonly bounds: ReturnType<typeof dateBounds>;
}

/**
 * The test a report rests on: the most recent tissue test with a settled status. Dates that overlap do not
 * tell which is more recent; then the first given is kept and the message says so.
 */
export const guidingTest = (
  tests: readonly TestResult[],
): { readonly index: number; readonly why: Message } | null => {
  const all = tests.map((test, index): Candidate => {
    const { date } = test.measurement;
    return { ...test, index, bounds: date === undefined ? null : dateBounds(date) };
  });
  const firm = all.filter(({ state }) => settled(state.status));
  const measured = firm.filter(
    ({ measurement }) => measurement.ihc !== undefined || measurement.ish !== undefined,
  );
  const pool = [measured, firm, all].find((some) => some.length > 0);
  if (pool === undefined) return null;
  const best = pool.reduce((one, other) => (isLater(other, one) ? other : one));
  const { index } = best;
  if (firm.length === 0) return { index, why: message("guiding.none") };
  if (pool.length === 1) return { index, why: message("guiding.only") };
  const { date } = best.measurement;
  const certain = pool.every((one) => one === best || isBefore(one, best));
  return {
    index,
    why: certain && date !== undefined ? message("guiding.recent", { date }) : message("guiding.undated"),
  };
};

/** Does one date begin and end later than the other? An undated test is later than none. */
const isLater = (one: Candidate, other: Candidate): boolean =>
  one.bounds !== null &&
  (other.bounds === null ||
    (one.bounds.latest > other.bounds.latest && one.bounds.earliest > other.bounds.earliest));

/** Is one date over before the other begins? */
const isBefore = (one: Candidate, other: Candidate): boolean =>
  one.bounds !== null && other.bounds !== null && one.bounds.latest < other.bounds.earliest;
