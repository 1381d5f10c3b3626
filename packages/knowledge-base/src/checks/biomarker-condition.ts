import { type Approval, all, caseVocabulary, type Truth } from "@erbium/model";
import { type Condition, parseCondition } from "@erbium/rules";
import { type Concept, conceptsIn, factsOf, type Patient, together } from "./biomarker-concepts.ts";
import { type Check, error } from "./finding.ts";

/** Names of the case vocabulary that speak of a biomarker. */
const biomarkerInputs = new Set([
  "her2Positive",
  "ihcScore",
  "ishPositive",
  "her2Low",
  "her2Ultralow",
  "her2Amplified",
  "hormoneReceptorPositive",
  "ras",
  "braf",
  "msi",
  "pdl1Cps",
  "pdl1Tps",
  "activatingMutation",
  "kinaseDomainMutation",
  "altered",
]);

/**
 * The words of a biomarker agree with its condition. Every concept that the words state (IHC 3+, HER2-low,
 * RAS wild type, kinase domain mutation, NRG1 fusion, HR+ ...) is put to the test with imagined patients: one
 * who has all of them must not be turned away, one who lacks any must be. The biomarker's condition may
 * ask for nothing that the words do not state.
 */
export const biomarkerCondition: Check = {
  name: "biomarker-condition",
  holds: "a biomarker's words agree with its condition",
  run: ({ bundle }) =>
    bundle.approvals.flatMap((row) => {
      const problems = disagreements(row);
      return problems.map((message) =>
        error(
          "approvals",
          row.id,
          "requires.biomarker",
          message,
          "Correct the condition or the words; a part whose words were not seen is listed under recalled.",
        ),
      );
    }),
};

const disagreements = (row: Approval): string[] => {
  const concepts = [
    ...conceptsIn(row.words.biomarker),
    ...conceptsIn(row.words.indication).filter(isReceptor),
  ];
  const conditions = Object.values(row.requires).flatMap((source) => {
    const parsed = source === undefined ? null : parseCondition(source, caseVocabulary);
    return parsed?.ok ? [parsed.value] : [];
  });
  const problems: string[] = [];
  const said = new Set(concepts.flatMap((concept) => concept.inputs));
  const stated = conditions.filter((condition) => condition.source === row.requires.biomarker);
  for (const name of new Set(stated.flatMap(biomarkersOf)))
    if (!said.has(name) && !row.recalled?.includes("biomarker"))
      problems.push(`The condition asks for ${name}, the words "${row.words.biomarker}" do not.`);
  for (const concept of concepts) {
    const asked = conditions.filter((condition) =>
      biomarkersOf(condition).some((name) => concept.inputs.includes(name)),
    );
    if (asked.length === 0) problems.push(`The words say ${concept.words}, no condition asks for it.`);
    else problems.push(...misjudged(concept, concepts, asked));
  }
  return problems;
};

const isReceptor = (concept: Concept): boolean => concept.inputs.includes("hormoneReceptorPositive");

/** Patients whom the conditions judge otherwise than the words. */
function* misjudged(
  concept: Concept,
  concepts: readonly Concept[],
  conditions: readonly Condition[],
): Generator<string> {
  const rest = concepts.filter((one) => one !== concept).flatMap((one) => one.fitting.slice(0, 1));
  const judge = (patient: Patient): Truth =>
    all(conditions.map((condition) => condition.evaluate(factsOf(together([...rest, patient]))).truth));
  for (const patient of concept.fitting)
    if (judge(patient) === "not met")
      yield `A patient with ${concept.words} would be turned away (${shown(patient)}).`;
  for (const patient of concept.unfitting)
    if (judge(patient) !== "not met")
      yield `A patient without ${concept.words} would not be turned away (${shown(patient)}).`;
}

const shown = (patient: Patient): string =>
  [
    ...Object.entries(patient.values).map(([name, value]) => `${name} ${JSON.stringify(value)}`),
    ...(patient.altered ?? []).map((one) => `${one.gene} ${one.class ?? "altered"} ${one.is}`),
  ].join(", ");

const biomarkersOf = (condition: Condition): string[] =>
  [...new Set(condition.inputs.map((name) => name.replace(/\(.*$/s, "")))].filter((name) =>
    biomarkerInputs.has(name),
  );
