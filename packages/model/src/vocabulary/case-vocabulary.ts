import { ihcScores, scorings } from "../measurement.ts";
import type { Vocabulary } from "./vocabulary.ts";

const therapyOrClass = { name: "what", type: "string" } as const;
const setting = {
  name: "setting",
  type: "string",
  values: ["neoadjuvant", "adjuvant", "early", "metastatic"],
  optional: true,
} as const;

/**
 * What an approval, a mechanism or a safety rule may ask about one patient. Everything here can be unknown.
 * `received(...)` of a history that is not complete is unknown unless the treatment is listed.
 */
export const caseVocabulary: Vocabulary = {
  names: {
    setting: {
      type: "string",
      description: "extent of disease",
      path: "setting",
      values: ["early", "locally-advanced", "metastatic"],
    },
    stageGroup: {
      type: "string",
      description: "stage without its letter, II of IIA (derived from stage)",
      values: ["0", "I", "II", "III", "IV"],
    },
    resectable: { type: "boolean", description: "can be resected", path: "resectable" },
    ageYears: { type: "number", unit: "years", description: "age", path: "patient.ageYears" },
    sex: { type: "string", description: "sex", path: "patient.sex", values: ["female", "male"] },
    menopause: {
      type: "string",
      description: "menopausal state",
      path: "patient.menopause",
      values: ["pre", "post"],
    },
    ecog: { type: "number", description: "ECOG performance status", path: "patient.ecog" },
    lvefPercent: {
      type: "number",
      unit: "%",
      description: "left ventricular ejection fraction",
      path: "patient.lvefPercent",
    },
    ildHistory: {
      type: "boolean",
      description: "history of interstitial lung disease",
      path: "patient.ildHistory",
    },
    childPugh: {
      type: "string",
      description: "Child-Pugh class",
      path: "patient.childPugh",
      values: ["A", "B", "C"],
    },
    pregnant: { type: "boolean", description: "pregnant", path: "patient.pregnant" },
    her2Positive: {
      type: "boolean",
      description:
        "HER2 state of the guiding test is positive; unknown when equivocal or indeterminate, and for residualHer2Negative (derived)",
    },
    residualHer2Negative: {
      type: "boolean",
      description:
        "early disease, HER2-negative on a sample taken after HER2-directed therapy, positive on one before it (derived)",
    },
    ihcScore: { type: "string", description: "IHC score of the guiding test (derived)", values: ihcScores },
    ihcScoring: { type: "string", description: "system it was read under (derived)", values: scorings },
    ishPositive: { type: "boolean", description: "final ISH result positive (derived)" },
    her2Low: { type: "boolean", description: "IHC 1+, or 2+ and ISH negative, by breast scoring (derived)" },
    her2Ultralow: {
      type: "boolean",
      description: "IHC 0 with membrane staining, by breast scoring (derived)",
    },
    her2Amplified: { type: "boolean", description: "amplified by ISH or by sequencing (derived)" },
    hormoneReceptorPositive: { type: "boolean", description: "ER or PR positive (derived)" },
    ras: {
      type: "string",
      description: "RAS state: stated, or KRAS and NRAS covered (derived)",
      values: ["wild-type", "mutant"],
    },
    braf: {
      type: "string",
      description: "BRAF state",
      path: "biomarkers.braf",
      values: ["wild-type", "mutant"],
    },
    msi: {
      type: "string",
      description: "microsatellite state",
      path: "biomarkers.msi",
      values: ["msi-high", "mss"],
    },
    pdl1Cps: { type: "number", description: "PD-L1 combined positive score", path: "biomarkers.pdl1Cps" },
    pdl1Tps: {
      type: "number",
      unit: "%",
      description: "PD-L1 tumour proportion score",
      path: "biomarkers.pdl1Tps",
    },
    ki67Percent: { type: "number", unit: "%", description: "Ki-67", path: "biomarkers.ki67Percent" },
    tilPercent: {
      type: "number",
      unit: "%",
      description: "stromal tumour-infiltrating lymphocytes",
      path: "biomarkers.tilPercent",
    },
    pam50: {
      type: "string",
      description: "PAM50 subtype",
      path: "biomarkers.pam50",
      values: ["HER2-enriched", "luminal A", "luminal B", "basal-like", "normal-like"],
    },
    squamous: { type: "boolean", description: "squamous histology (derived from tumour and histology)" },
    residualInvasiveDisease: {
      type: "boolean",
      description:
        "residual invasive disease after neoadjuvant therapy (stated, or from a treatment's response)",
      path: "biomarkers.residualInvasiveDisease",
    },
    noSatisfactoryAlternative: {
      type: "boolean",
      description: "somebody stated that no satisfactory alternative exists",
      path: "noSatisfactoryAlternative",
    },
    highRecurrenceRisk: {
      type: "boolean",
      description: "somebody stated a high risk of recurrence of early disease; unknown until stated",
    },
    endocrineSuitable: {
      type: "boolean",
      description: "endocrine therapy is suitable as the next line; unknown until stated",
    },
    anthracyclineSuitable: {
      type: "boolean",
      description: "an anthracycline is suitable; unknown until stated",
    },
    brainMetastases: { type: "boolean", description: "brain metastases (derived from sites)" },
    brainMetastasesState: {
      type: "string",
      description: "state of brain metastases",
      path: "brainMetastases.state",
      values: ["treated", "stable", "active"],
    },
    leptomeningeal: {
      type: "boolean",
      description: "leptomeningeal disease",
      path: "brainMetastases.leptomeningeal",
    },
    liverMetastases: { type: "boolean", description: "liver metastases (derived from sites)" },
    linesMetastatic: {
      type: "number",
      description: "systemic lines given for metastatic or unresectable disease; 0 = untreated (derived)",
    },
    kinaseDomainMutation: {
      type: "boolean",
      description:
        "ERBB2 mutation in residues 720-987 known to be activating; unknown when its function is disputed or unknown (derived)",
    },
    activatingMutation: {
      type: "boolean",
      description: "ERBB2 mutation known to be activating; unknown when disputed or unclassified (derived)",
    },
  },
  functions: {
    received: {
      params: [therapyOrClass, setting],
      returns: "boolean",
      description:
        "the therapy, or one of the class, was given (in that setting; early = neoadjuvant or adjuvant)",
    },
    progressedOn: {
      params: [therapyOrClass, setting],
      returns: "boolean",
      description: "disease progressed or recurred on it",
    },
    stoppedForToxicity: {
      params: [therapyOrClass, { name: "term", type: "string", optional: true }],
      returns: "boolean",
      description: "it was stopped for toxicity (of that term)",
    },
    toxicityGrade: {
      params: [therapyOrClass, { name: "term", type: "string" }],
      returns: "number",
      description: "highest grade of that toxicity on it; 0 when the history is complete and lists none",
    },
    regimensWith: {
      params: [therapyOrClass, setting],
      returns: "number",
      description: "how many regimens contained it",
    },
    recurredWithin: {
      params: [{ name: "months", type: "number" }, therapyOrClass],
      returns: "boolean",
      description:
        "recurrence during, or within so many months after the end of, early-stage treatment with it",
    },
    monthsSince: {
      params: [therapyOrClass],
      returns: "number",
      description: "months from the end of the last treatment with it to the as-of date",
    },
    her2TestedAfter: {
      params: [therapyOrClass],
      returns: "boolean",
      description:
        "HER2 was tested on a sample taken after the therapy: the test names it, or is dated after its start",
    },
    altered: {
      params: [
        { name: "gene", type: "string" },
        { name: "class", type: "string" },
      ],
      returns: "boolean",
      description:
        "an alteration of that gene and class (a class id, or a short protein name); not met only where sequencing covered it",
    },
  },
};
