import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ImportedItem, type KnowledgeIndex, openKnowledge } from "@erbium/knowledge-base";
import {
  type Advice,
  type Agency,
  type AlterationRecord,
  type Approval,
  type Case,
  type Claim,
  type Conflict,
  type KnowledgeBundle,
  type KnowledgeItems,
  knowledgeKinds,
  type Mechanism,
  type Outcome,
  type SafetyRule,
  type Source,
  type Study,
} from "@erbium/model";
import { compileGuidelines } from "@erbium/status";
import type { CallFile } from "@erbium/variants";
import { parse } from "yaml";
import { type AdviseInput, advise } from "../src/advise.ts";
import { type Patient, patientOf } from "../src/patient.ts";

/**
 * A small knowledge of invented medicines, so that a test states every fact it stands on: alphamab and betamab
 * (HER2 antibodies), alphamab conjugate, gammanib (HER2 kinase inhibitor), deltaxel and epsilabine
 * (chemotherapy). Genes and the classes of their changes are the real ones. It has no guideline tables: a HER2 state is given as reported.
 */

type Statement = AlterationRecord["statements"][number];
type Fact = Mechanism["facts"][number];

const verified = { status: "verified" as const, sources: [{ source: "paper" }] };
const named = (...en: string[]) => ({ en, zh: [], ko: [] });

export const approval = (part: Partial<Approval> = {}): Approval => ({
  id: "A1",
  agency: "FDA",
  regimen: ["alphamab"],
  words: { drug: "alphamab", indication: "breast cancer", biomarker: "HER2-positive", line: "any line" },
  tumours: ["BRCA"],
  requires: { biomarker: "her2Positive" },
  type: "full",
  state: "active",
  from: "2020-05",
  to: null,
  ...verified,
  ...part,
});

export const outcome = (part: Partial<Outcome> = {}): Outcome => ({
  id: "o1",
  year: 2022,
  tumour: "BRCA",
  tumourWords: "breast cancer",
  setting: "metastatic",
  line: "pretreated",
  alteration: "HER2-positive",
  allele: null,
  regimen: ["alphamab"],
  comparator: null,
  population: null,
  outcome: "ORR",
  responders: null,
  n: null,
  percent: 40,
  ciLow: null,
  ciHigh: null,
  ciLevel: null,
  medianMonths: null,
  medianCiLow: null,
  medianCiHigh: null,
  hr: null,
  hrCiLow: null,
  hrCiHigh: null,
  p: null,
  dataCut: null,
  design: "single-arm phase 2",
  assessor: null,
  overlap: null,
  pool: null,
  derived: false,
  confirmed: null,
  scope: null,
  ...verified,
  ...part,
});

export const study = (name: string, ...outcomes: Outcome[]): Study => ({
  id: name.toLowerCase(),
  name,
  aliases: [],
  phase: 2,
  tumours: ["BRCA"],
  tumourWords: "breast cancer",
  alteration: null,
  drugWords: null,
  regimens: [],
  nct: null,
  nctStatus: null,
  nctSources: [],
  registryIds: [],
  results: [],
  outcomes: outcomes.map((one) => ({ ...one, id: `${name}.${one.id}` })),
});

export const statement = (part: Partial<Statement> = {}): Statement => ({
  id: "s1",
  kind: "clinical",
  text: "what was seen",
  therapies: ["gammanib"],
  effect: "sensitive",
  scope: "allele",
  ...verified,
  ...part,
});

export const alteration = (
  change: string,
  part: Partial<Omit<AlterationRecord, "function">> & { readonly function?: object } = {},
): AlterationRecord => ({
  id: change,
  gene: "ERBB2",
  key: `ERBB2:p.${change}`,
  words: change,
  aliases: [],
  germlinePossible: false,
  statements: [],
  ...part,
  function: { class: "activating", words: "activating in cells", ...verified, ...part.function },
});

export const safetyRule = (part: Partial<SafetyRule> = {}): SafetyRule => ({
  id: "rule",
  therapies: ["alphamab"],
  agencies: [],
  tumours: [],
  topic: "cardiac",
  text: "Measure LVEF.",
  severity: "watch",
  ...verified,
  ...part,
});

export const mechanism = (part: Partial<Mechanism> = {}): Mechanism => ({
  id: "R1",
  name: "PIK3CA",
  category: "bypass",
  role: "resistance",
  concerns: 'altered("PIK3CA", "mutation")',
  therapies: ["alphamab"],
  tumours: [],
  facts: [fact()],
  ...part,
});

export const fact = (part: Partial<Fact> = {}): Fact => ({
  id: "f1",
  text: "it weakens",
  therapies: [],
  bearing: "for",
  ...verified,
  ...part,
});

export const conflict = (part: Partial<Omit<Conflict, "concerns">> & { readonly concerns?: object } = {}) =>
  ({
    id: "k1",
    question: "Which?",
    positions: [{ says: "this", sources: [{ source: "paper" }] }],
    use: "neither",
    decide: true,
    moderators: [],
    severity: "normal",
    ...part,
    concerns: { tumours: [], therapies: [], keys: [], rules: [], approvals: [], ...part.concerns },
  }) satisfies Conflict;

export const claim = (id: string, part: Partial<Claim> = {}): Claim => ({
  id,
  assertedBy: "review",
  attributedTo: { study: null, nct: null, references: [] },
  language: "en",
  quote: "Words.",
  place: { line: 1, start: 0, end: 6 },
  type: "efficacy",
  statement: "It works.",
  tumour: null,
  tumourWords: null,
  population: null,
  alteration: null,
  alterationKey: null,
  comparator: null,
  therapies: [],
  therapyWords: [],
  outcome: null,
  value: null,
  valueLow: null,
  valueHigh: null,
  comparatorValue: null,
  unit: null,
  ciLow: null,
  ciHigh: null,
  p: null,
  n: null,
  direction: null,
  certainty: null,
  core: true,
  status: "verified",
  ...part,
});

export const source = (id: string, part: Partial<Source> = {}): Source => ({
  id,
  title: `Title of ${id}`,
  kind: "paper",
  language: "en",
  seen: "2026-11-21",
  ...part,
});

export const imported = (part: Partial<ImportedItem> = {}): ImportedItem => ({
  id: "civic:EID1",
  profile: { name: "L755S", key: "ERBB2:p.L755S" },
  profileWords: "ERBB2 L755S",
  keys: ["ERBB2:p.L755S"],
  genes: ["ERBB2"],
  disease: "Breast Cancer",
  doid: null,
  tumour: "BRCA",
  therapies: [{ name: "Gammanib", id: "gammanib" }],
  interaction: null,
  level: "B",
  type: "Predictive",
  direction: "supports",
  significance: "Sensitivity/Response",
  effect: "supports sensitivity",
  citation: { type: "PubMed", id: "1", pmid: "1" },
  rating: null,
  status: "accepted",
  url: "https://civicdb.org/evidence/1",
  blocked: null,
  ...part,
});

const gene = (symbol: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../../knowledge/genes", `${symbol}.json`), "utf8"));
const genes = ["BRAF", "CD74", "EGFR", "ERBB2", "ERBB3", "KRAS", "MET", "NRAS", "NRG1", "PIK3CA", "PTEN"].map(
  gene,
);

const tumour = (id: string, parent: string | null, name: string, guideline?: string) => ({
  id,
  parent,
  names: named(name),
  ...(guideline === undefined ? {} : { guideline }),
  ...verified,
});
const therapyClass = (id: string, ...parents: string[]) => ({
  id,
  names: named(id),
  parents,
  definition: id,
  ...verified,
});
const therapy = (id: string, ...classes: string[]) => ({
  id,
  names: named(id),
  brands: [],
  codes: [],
  abbreviations: [],
  classes,
  targets: [],
  ...verified,
});

const nothing = Object.fromEntries(
  Object.keys(knowledgeKinds).map((kind) => [kind, []]),
) as unknown as KnowledgeItems;

const empty: KnowledgeBundle = {
  ...nothing,
  version: "1.0.0",
  asOf: "2026-11-21",
  hash: "sha256:small",
  sources: [
    source("paper", { pmid: "1", date: "2020-03" }),
    source("second", { pmid: "2", date: "2021" }),
    source("review", { kind: "review", pmid: "3", date: "2022" }),
  ],
  tumours: [
    tumour("SOLID", null, "Solid tumour"),
    tumour("BRCA", "SOLID", "Breast cancer", "breast"),
    tumour("IDC", "BRCA", "Invasive ductal carcinoma"),
    tumour("STAD", "SOLID", "Gastric cancer", "gastric"),
    tumour("LUAD", "SOLID", "Lung adenocarcinoma", "nsclc"),
    tumour("LUSC", "SOLID", "Lung squamous cell carcinoma", "nsclc"),
    tumour("LEUK", null, "Leukaemia"),
  ],
  therapyClasses: [
    therapyClass("systemic therapy"),
    therapyClass("anti-HER2", "systemic therapy"),
    therapyClass("HER2 antibody", "anti-HER2"),
    therapyClass("HER2 ADC", "anti-HER2"),
    therapyClass("HER2 TKI", "anti-HER2"),
    therapyClass("chemotherapy", "systemic therapy"),
    therapyClass("PI3K inhibitor", "systemic therapy"),
  ],
  therapies: [
    therapy("alphamab", "HER2 antibody"),
    therapy("betamab", "HER2 antibody"),
    therapy("alphamab conjugate", "HER2 ADC"),
    therapy("gammanib", "HER2 TKI"),
    therapy("deltaxel", "chemotherapy"),
    therapy("epsilabine", "chemotherapy"),
    therapy("zetalisib", "PI3K inhibitor"),
  ],
  genes,
  polymorphisms: [],
  alterationClasses: (
    parse(readFileSync(join(import.meta.dirname, "../../../knowledge/genes/classes.yaml"), "utf8")) as {
      items: unknown[];
    }
  ).items,
  copyNumber: null,
};

const unwrapped = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

export const smallKnowledge = (
  part: Partial<KnowledgeBundle> = {},
  ...items: ImportedItem[]
): KnowledgeIndex =>
  unwrapped(
    openKnowledge(
      { ...empty, ...part, sources: [...empty.sources, ...(part.sources ?? [])] },
      items.length > 0 ? [{ name: "civic", date: "2026-04-25", hash: "sha256:import", items }] : [],
    ),
  );

const guidelines = unwrapped(compileGuidelines([]));

export interface SmallCircumstances {
  readonly asOf?: string;
  readonly jurisdictions?: readonly Agency[];
  readonly calls?: readonly CallFile[];
}

const inputOf = (
  given: Partial<Case>,
  knowledge: KnowledgeIndex,
  circumstances: SmallCircumstances,
): AdviseInput => ({
  case: { tumour: "BRCA", ...given },
  knowledge,
  guidelines,
  asOf: "2026-11-21",
  jurisdictions: ["FDA", "EMA"],
  ...circumstances,
});

export const smallPatient = (
  given: Partial<Case> = {},
  knowledge = smallKnowledge(),
  circumstances: SmallCircumstances = {},
): Patient => unwrapped(patientOf(inputOf(given, knowledge, circumstances)));

export const smallAdvice = (
  given: Partial<Case>,
  knowledge: KnowledgeIndex,
  circumstances: SmallCircumstances = {},
): Advice => unwrapped(advise(inputOf(given, knowledge, circumstances)));

/** HER2-positive as somebody reported it: enough to meet a label that asks for no more. */
export const reportedPositive: Partial<Case> = {
  setting: "metastatic",
  tests: [{ sample: "s1", date: "2026-01", reported: "positive" }],
};
