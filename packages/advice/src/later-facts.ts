import type { Case } from "@erbium/model";
import type { Facts, Value } from "@erbium/rules";

/** What can come to be true with time and further treatment, though it is not so now. */
const growing: ReadonlySet<string> = new Set([
  "received",
  "progressedOn",
  "stoppedForToxicity",
  "recurredWithin",
]);
const counts: ReadonlySet<string> = new Set(["linesMetastatic", "regimensWith"]);
const stages = ["early", "locally-advanced", "metastatic"] as const;
const FURTHER = 4;

/**
 * The patient as he may be later: disease goes forward, never back; what was given stays given, more may
 * follow; what was measured stands, and what was not measured stays unknown. A "not met" that turns in one
 * of these worlds could change.
 */
export const laterFacts = (facts: Facts, setting: Case["setting"]): readonly Facts[] => {
  const settings = setting === undefined ? [undefined] : stages.slice(stages.indexOf(setting));
  const worlds: Facts[] = [];
  for (const stage of settings)
    for (let more = 0; more <= FURTHER; more++) worlds.push(later(facts, stage, more));
  return worlds;
};

const later = (facts: Facts, setting: Value | undefined, more: number): Facts => {
  const grown = (name: string, value: Value | undefined): Value | undefined => {
    if (growing.has(name)) return value === false ? undefined : value;
    if (counts.has(name)) return typeof value === "number" ? value + more : value;
    return value;
  };
  return {
    value(name) {
      if (name === "setting") return setting;
      // nobody foresees a statement, a new metastasis or the course of a toxicity
      if (name === "noSatisfactoryAlternative" || name === "residualInvasiveDisease") {
        const value = facts.value(name);
        return value === false ? undefined : value;
      }
      return grown(name, facts.value(name));
    },
    call: (name, args) =>
      name === "monthsSince" || name === "toxicityGrade" ? undefined : grown(name, facts.call(name, args)),
  };
};
