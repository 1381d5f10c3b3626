import type { Flag, Her2State, Measurement, Message } from "@erbium/model";
import { message } from "@erbium/model";
import { flagOf } from "./flag.ts";
import { settled } from "./outcome.ts";

export interface TestResult {
  readonly measurement: Measurement;
  readonly state: Her2State;
}

/** Words that say which test is meant, from what is recorded of it. */
const named = ({ measurement }: TestResult, fallback: string): string =>
  [measurement.site, measurement.sample, measurement.date].filter((one) => one !== undefined).join(", ") ||
  fallback;

/**
 * Compares two tests of one patient over time or between sites. Nothing is merged: `changed` says that both
 * are settled and differ, in status or in what low-HER2 labels ask for.
 */
export const compareResults = (
  a: TestResult,
  b: TestResult,
): { readonly changed: boolean; readonly message: Message; readonly flag: Flag | null } => {
  const params = {
    before: named(a, "the first test"),
    after: named(b, "the second test"),
    beforeStatus: shown(a.state),
    afterStatus: shown(b.state),
  };
  if (!settled(a.state.status) || !settled(b.state.status))
    return { changed: false, message: message("compare.open", params), flag: null };
  if (shown(a.state) === shown(b.state))
    return { changed: false, message: message("compare.same", params), flag: null };
  const therapies = (b.measurement.afterTherapy ?? []).filter(
    (one) => !(a.measurement.afterTherapy ?? []).includes(one),
  );
  const differ =
    therapies.length > 0
      ? message("compare.differ-therapy", { ...params, therapy: therapies.join(", ") })
      : message("compare.differ", params);
  return { changed: true, message: differ, flag: flagOf("results-differ", { text: differ.text }, params) };
};

const low = ["her2-low", "her2-ultralow", "her2-null"] as const;
const shown = (state: Her2State): string => {
  const kind = state.status === "negative" ? low.find((one) => state.eligibility.includes(one)) : undefined;
  return kind === undefined ? state.status : `${state.status}, ${kind.replace("her2", "HER2")}`;
};
