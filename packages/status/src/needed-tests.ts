import { type Her2Status, type Measurement, message, type NeededTest, testVocabulary } from "@erbium/model";
import { distinctBy } from "./distinct.ts";
import { settled } from "./outcome.ts";
import type { Trace } from "./run-table.ts";

/**
 * What to ask for next: the tests that rows named on the way and, while the status is open, the inputs that
 * would settle it. A row without any test of the tissue is asked for its IHC.
 *
 * @param missing vocabulary names without which nothing firmer can be said
 */
export const neededTests = (
  traces: readonly Trace[],
  missing: readonly string[],
  status: Her2Status,
  measurement: Measurement,
): NeededTest[] => {
  const bare = measurement.ihc === undefined && measurement.ish === undefined && status === "indeterminate";
  const named = [...traces.flatMap((one) => one.needed), ...(bare ? ["ihc"] : [])].map((code) => ({
    test: message(`needed.${code}`).text,
    why: message(`needed.${code}.why`).text,
  }));
  const inputs = settled(status) ? [] : missing.flatMap(inputTest);
  return distinctBy([...named, ...inputs], (one) => one.test);
};

const inputTest = (name: string): readonly NeededTest[] => {
  const entry = testVocabulary.names[name];
  if (entry === undefined) return [];
  const words = testOfInput[name];
  return [
    {
      test: words === undefined ? entry.description : message(words).text,
      why: message("needed.input.why", { name: entry.path ?? name }).text,
    },
  ];
};

/** Inputs that are a test of their own rather than a field of one. */
const testOfInput: Readonly<Record<string, string>> = {
  ihcScore: "needed.ihc",
  ish: "needed.ish",
  ihcScoring: "needed.scoring",
  activatingMutation: "needed.sequencing",
  amplifiedBySequencing: "needed.sequencing",
};
