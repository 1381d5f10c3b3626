import { all, type BiomarkerCombination, caseVocabulary, type Truth } from "@erbium/model";
import { type Condition, type Facts, parseCondition } from "@erbium/rules";

/** One marker of a combination in one patient. */
interface JudgedMarker {
  readonly name: string;
  readonly truth: Truth;
  readonly missing: readonly string[];
}

/** A combination and whether this patient has it. */
export interface JudgedCombination {
  readonly combination: BiomarkerCombination;
  /** is the patient one it is about? */
  readonly about: Truth;
  /** all markers together */
  readonly truth: Truth;
  readonly markers: readonly JudgedMarker[];
  /** inputs that could settle it */
  readonly missing: readonly string[];
}

const opened = new Map<string, Condition>();

const conditionOf = (source: string, where: string): Condition => {
  const found = opened.get(source);
  if (found !== undefined) return found;
  const parsed = parseCondition(source, caseVocabulary);
  if (!parsed.ok) throw new Error(`the combination ${where} does not parse: ${parsed.error.message}`);
  opened.set(source, parsed.value);
  return parsed.value;
};

/**
 * Judges combinations of biomarkers, each marker for itself: one that is absent settles the whole, one that is
 * unknown leaves it open. Combinations of other tumours, and those that are not about this patient, are left out.
 */
export const judgeCombinations = (
  combinations: readonly BiomarkerCombination[],
  facts: Facts,
  isOfTumour: (code: string) => boolean,
): readonly JudgedCombination[] =>
  combinations.flatMap((combination): JudgedCombination[] => {
    if (!combination.tumours.some((code) => isOfTumour(code))) return [];
    const about = conditionOf(combination.about, combination.id).evaluate(facts);
    if (about.truth === "not met") return [];
    const markers = combination.markers.map(({ name, when }): JudgedMarker => {
      const { truth, missing } = conditionOf(when, combination.id).evaluate(facts);
      return { name, truth, missing };
    });
    const truth = all(markers.map((one) => one.truth));
    const missing = [...new Set([...about.missing, ...markers.flatMap((one) => one.missing)])];
    return [{ combination, about: about.truth, truth, markers, missing: truth === "not met" ? [] : missing }];
  });
