import {
  byKeys,
  byText,
  type Gap,
  type Her2State,
  message,
  type NotRecommended,
  type Option,
  adviceWords as words,
} from "@erbium/model";
import { inputWords, openWords, partsOfInput } from "./input-words.ts";

/** An unknown input with the options (or rows not recommended) it could change. */
interface Open {
  readonly test: string;
  readonly reasons: Set<string>;
  readonly changes: Set<string>;
  weight: number;
  /** it decides a label of an option that has none met yet, or is asked for by the guideline */
  leads: boolean;
}

/** What an unknown input weighs for each option it touches. */
const DECIDES = 3;
const FURTHER_LABEL = 1;
const SAFETY_ONLY = 0.1;

const her2Inputs: ReadonlySet<string> = new Set([
  "her2Positive",
  "ihcScore",
  "ishPositive",
  "her2Low",
  "her2Ultralow",
  "her2Amplified",
]);
const eligibilities: Readonly<Record<string, string>> = {
  her2Low: "her2-low",
  her2Ultralow: "her2-ultralow",
};

/** The test that settles an input: `test.<name>.<first argument>` or `test.<name>` of the catalogue, else the input's own words. */
const testFor = (input: string): string => {
  const { name, args } = partsOfInput(input);
  return words[`test.${name}.${args[0]}`] ?? words[`test.${name}`] ?? inputWords(input);
};

/** What stands behind a HER2 input: the staining that decides a low eligibility, or the tests the guideline asks for. */
const behind = (input: string, state: Her2State, contested: boolean): readonly string[] => {
  if (contested && input === "her2Positive") return [testFor("residualHer2Negative")];
  if (!her2Inputs.has(input)) return [testFor(input)];
  const missing = state.undecided.find((one) => one.eligibility === eligibilities[input])?.missing ?? [];
  if (missing.length === 1) return missing.map(testFor);
  if (state.needed.length > 0) return state.needed.map((one) => one.test);
  return missing.length > 0 ? missing.map(testFor) : [testFor(input)];
};

/**
 * Tests that would change the answer, those that change most first: every unknown input of a label or of a
 * safety rule of an option, and every test the guideline asks for. What would only add a further label to an
 * option that already has one met is among them and never leads.
 *
 * @param others inputs that are unknown for another reason, with the options they touch
 * @param contested whether HER2 is open because samples before and after therapy differ, so that no further test helps
 */
export const gapsOf = (
  options: readonly Option[],
  notRecommended: readonly NotRecommended[],
  state: Her2State,
  others: readonly { readonly input: string; readonly changes: readonly string[] }[],
  contested = false,
): { readonly gaps: readonly Gap[]; readonly leading: Gap | null } => {
  const open = new Map<string, Open>();
  const add = (test: string, reason: string, changes: readonly string[], weight: number): void => {
    const entry = open.get(test) ?? { test, reasons: new Set(), changes: new Set(), weight: 0, leads: false };
    entry.reasons.add(reason);
    entry.leads ||= weight >= DECIDES;
    for (const id of changes)
      if (!entry.changes.has(id)) {
        entry.changes.add(id);
        entry.weight += weight;
      }
    open.set(test, entry);
  };
  for (const option of options)
    for (const { input } of option.missing)
      for (const test of behind(input, state, contested))
        add(
          test,
          openWords(input),
          [option.id],
          option.kind === "standard" && option.tier !== "1" ? DECIDES : FURTHER_LABEL,
        );
  const onHer2 = [
    ...options.filter((one) => one.missing.some(({ input }) => her2Inputs.has(input))).map((one) => one.id),
    ...notRecommended
      .filter((one) =>
        one.approvals.some((row) =>
          row.because.some((part) => part.missing.some((input) => her2Inputs.has(input))),
        ),
      )
      .map((one) => one.id),
  ];
  for (const needed of state.needed) add(needed.test, needed.why, onHer2, DECIDES);
  for (const { input, changes } of others)
    if (changes.length > 0)
      for (const test of behind(input, state, contested)) add(test, openWords(input), changes, SAFETY_ONLY);
  const sorted = [...open.values()].sort(
    byKeys<Open>(
      (one) => -one.weight,
      (one) => one.test,
    ),
  );
  const gaps = sorted.map((one, index) => ({
    test: one.test,
    why: message("gap.why", { reasons: [...one.reasons].sort(byText).join("; "), count: one.changes.size }),
    wouldChange: [...one.changes].sort(byText),
    priority: index + 1,
  }));
  const leads = sorted.findIndex((one) => one.changes.size > 0 && one.leads);
  return { gaps, leading: gaps[leads] ?? null };
};
