import type { Vocabulary } from "./vocabulary.ts";

/** Kinds of adverse reaction that tables of labels speak of. */
export const reactionKinds = [
  "ILD",
  "neutropenia",
  "febrile neutropenia",
  "thrombocytopenia",
  "diarrhoea",
  "hepatotoxicity",
  "nodular regenerative hyperplasia",
  "neuropathy",
  "other",
] as const;

/**
 * What a table of a label, a grading or a risk factor may ask about one observation on treatment. Everything
 * can be unknown. Points are percentage points, never percent of the baseline.
 */
export const monitoringVocabulary: Vocabulary = {
  names: {
    lvefPercent: { type: "number", unit: "%", description: "left ventricular ejection fraction now" },
    lvefFallPoints: {
      type: "number",
      unit: "points",
      description: "baseline ejection fraction minus the one now (derived)",
    },
    weeksWithheld: {
      type: "number",
      unit: "weeks",
      description: "from the first dose that was not given to this measurement (derived)",
    },
    timesWithheld: {
      type: "number",
      unit: "times",
      description: "how often it has been withheld for the heart, this time included (derived)",
    },
    lvefLowerLimitPercent: {
      type: "number",
      unit: "%",
      description: "the institution's lower limit of normal of the ejection fraction",
    },
    symptomaticHeartFailure: { type: "boolean", description: "symptomatic congestive heart failure" },
    toxicity: {
      type: "string",
      description: "what kind of adverse reaction",
      values: reactionKinds,
    },
    grade: { type: "number", description: "grade by the version of CTCAE that the label cites" },
    resolved: { type: "boolean", description: "it has come down to the grade the label asks for" },
    daysToResolution: { type: "number", unit: "days", description: "from onset, or from the hold, to that" },
    durationDays: { type: "number", unit: "days", description: "how long it has lasted" },
    holdDays: { type: "number", unit: "days", description: "how long the medicine has been held" },
    recurredAfterHold: { type: "boolean", description: "it came back after the medicine had been held" },
    recurredAfterReduction: {
      type: "boolean",
      description: "it came back although the dose had been reduced for it",
    },
    complicated: {
      type: "boolean",
      description: "dehydration, fever, hypotension, renal failure, or neutropenia of grade 3 or 4",
    },
    symptoms: {
      type: "boolean",
      description: "it makes itself felt: of lung disease cough, dyspnoea, fever",
    },
    antidiarrhoeal: { type: "boolean", description: "antidiarrhoeal treatment was given" },
    reductionNeeded: { type: "boolean", description: "somebody judged a lower dose necessary" },
    currentDose: { type: "number", description: "dose before the event, in the unit of the ladder" },
    neutrophils: { type: "number", unit: "10^9/L", description: "absolute neutrophil count" },
    platelets: { type: "number", unit: "10^9/L", description: "platelet count" },
    transaminasesTimesUln: {
      type: "number",
      unit: "x ULN",
      description: "the higher of ALT and AST over its upper limit of normal",
    },
    bilirubinTimesUln: {
      type: "number",
      unit: "x ULN",
      description: "total bilirubin over its upper limit of normal",
    },
    childPugh: { type: "string", description: "Child-Pugh class", values: ["A", "B", "C"] },
    setting: {
      type: "string",
      description: "setting of the treatment",
      values: ["neoadjuvant", "adjuvant", "metastatic"],
    },
    stoolsOverBaseline: { type: "number", unit: "per day", description: "stools per day above the baseline" },
    hospitalised: { type: "boolean", description: "hospital care is indicated" },
    lifeThreatening: { type: "boolean", description: "life-threatening consequences" },
    symptomatic: { type: "boolean", description: "symptoms, not findings alone" },
    oxygenNeeded: { type: "boolean", description: "oxygen is indicated, or self-care is limited" },
    died: { type: "boolean", description: "death from it" },
    ageYears: { type: "number", unit: "years", description: "age" },
    oxygenSaturationPercent: { type: "number", unit: "%", description: "oxygen saturation" },
    renalImpairment: {
      type: "string",
      description: "renal impairment",
      values: ["none", "mild", "moderate", "severe"],
    },
    lungComorbidity: { type: "boolean", description: "lung comorbidity" },
    ildHistory: { type: "boolean", description: "history of interstitial lung disease" },
    radiationPneumonitis: { type: "boolean", description: "history of radiation pneumonitis" },
    chronicObstructivePulmonaryDisease: {
      type: "boolean",
      description: "chronic obstructive pulmonary disease or emphysema",
    },
    yearsSinceDiagnosis: { type: "number", unit: "years", description: "since the first diagnosis" },
    doseMgPerKg: { type: "number", unit: "mg/kg", description: "dose of the conjugate" },
  },
  functions: {},
};
