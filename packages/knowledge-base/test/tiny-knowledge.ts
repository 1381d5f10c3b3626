import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { KnowledgeBundle } from "@erbium/model";
import { stringify } from "yaml";
import type { Check, Finding } from "../src/checks/finding.ts";
import { type Compiled, compileBundle, contextOf } from "../src/compile.ts";
import type { KnowledgeFile } from "../src/read-file.ts";

/** A small knowledge of our own making, complete enough for every check; tests plant their violations in it. */

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
export const knowledgeFolder = join(import.meta.dirname, "../../../knowledge");

const genes = (): KnowledgeFile[] =>
  [
    "ERBB2.json",
    "ERBB3.json",
    "PIK3CA.json",
    "PTEN.json",
    "NRG1.json",
    "EGFR.json",
    "polymorphisms.json",
  ].map((name) => ({
    path: `genes/${name}`,
    text: readFileSync(join(knowledgeFolder, "genes", name), "utf8"),
  }));

type Item = Record<string, unknown>;
const verified = { status: "verified", sources: [{ source: "paper" }] };
const tumour = (id: string, parent: string | null, en: string[], more: Item = {}): Item => ({
  id,
  parent,
  names: { en, ...more },
  ...verified,
});

const outcome = (id: string, change: Item = {}): Item => ({
  id,
  year: 2024,
  tumour: "BRCA",
  tumourWords: "breast cancer",
  setting: "metastatic",
  line: "2",
  alteration: "HER2-positive",
  allele: null,
  regimen: ["alphamab"],
  comparator: null,
  population: null,
  outcome: "ORR",
  responders: 6,
  n: 15,
  percent: 40,
  ciLow: 16.3,
  ciHigh: 67.7,
  ciLevel: 95,
  medianMonths: null,
  medianCiLow: null,
  medianCiHigh: null,
  hr: null,
  hrCiLow: null,
  hrCiHigh: null,
  p: null,
  dataCut: null,
  design: "phase 2",
  assessor: null,
  overlap: null,
  pool: true,
  derived: false,
  confirmed: null,
  scope: null,
  ...verified,
  ...change,
});

export const approval = (id: string, change: Item = {}): Item => ({
  id,
  agency: "FDA",
  regimen: ["alphamab"],
  words: { drug: "alphamab", indication: "metastatic breast", biomarker: "HER2+", line: "2L" },
  tumours: ["BRCA"],
  requires: { biomarker: "her2Positive" },
  type: "regular",
  state: "active",
  from: "2020-05",
  to: null,
  ...verified,
  ...change,
});

export const claim = (id: string, change: Item = {}): Item => ({
  id,
  assertedBy: "paper",
  attributedTo: { study: null, nct: null, references: [] },
  language: "en",
  quote: "Words.",
  place: { line: 1, start: 0, end: 6 },
  type: "efficacy",
  statement: "Alphamab gave responses in 40 % of patients.",
  tumour: "BRCA",
  tumourWords: "breast cancer",
  population: null,
  alteration: null,
  alterationKey: null,
  comparator: null,
  therapies: ["alphamab"],
  therapyWords: ["alphamab"],
  outcome: "ORR",
  value: 40,
  valueLow: null,
  valueHigh: null,
  comparatorValue: null,
  unit: "%",
  ciLow: 16,
  ciHigh: 68,
  p: null,
  n: 15,
  direction: null,
  certainty: "high",
  core: true,
  status: "verified",
  ...change,
});

/** Items by kind; a test changes a copy. */
export const tinyItems = (): Record<string, Item[]> => ({
  sources: [
    { id: "paper", title: "A paper", kind: "paper", pmid: "12345", language: "en", seen: "2026-11-21" },
    {
      id: "withdrawn-paper",
      title: "A withdrawn paper",
      kind: "paper",
      pmid: "18725974",
      language: "en",
      seen: "2026-11-21",
      retracted: { by: "a journal" },
    },
  ],
  tumours: [
    tumour("SOLID", null, ["Solid tumor"]),
    tumour("BRCA", "SOLID", ["Breast cancer"], { zh: ["乳腺癌"], ko: ["유방암"] }),
    tumour("IDC", "BRCA", ["Invasive ductal carcinoma"]),
    tumour("LUNG", "SOLID", ["Lung cancer"]),
    tumour("NSCLC", "LUNG", ["Non-small cell lung cancer"]),
    tumour("SCLC", "LUNG", ["Small cell lung cancer"]),
    tumour("EGC", "SOLID", ["Gastroesophageal adenocarcinoma"]),
    tumour("STAD", "EGC", ["Gastric cancer", "Stomach adenocarcinoma"], { zh: ["胃癌"] }),
    tumour("GEJ", "EGC", ["Gastroesophageal junction adenocarcinoma"]),
    tumour("GIST", "SOLID", ["Gastrointestinal stromal tumor"]),
    tumour("LIVER", "SOLID", ["Liver cancer"]),
    { ...tumour("COADREAD", "SOLID", ["Colorectal cancer"]), guideline: "colorectal" },
  ],
  therapyClasses: [
    {
      id: "systemic therapy",
      names: { en: ["systemic therapy"] },
      parents: [],
      definition: "any drug",
      ...verified,
    },
    {
      id: "anti-HER2",
      names: { en: ["anti-HER2 therapy"], zh: ["抗HER2治疗"] },
      parents: ["systemic therapy"],
      definition: "directed at HER2",
      ...verified,
    },
    {
      id: "HER2 ADC",
      names: { en: ["HER2 antibody-drug conjugate"] },
      parents: ["anti-HER2"],
      definition: "conjugates",
      ...verified,
    },
  ],
  therapies: [
    { id: "alphamab", names: { en: ["alphamab"] }, classes: ["anti-HER2"], targets: ["ERBB2"], ...verified },
    {
      id: "alphamab deruxtecan",
      names: { en: ["alphamab deruxtecan"], zh: ["阿尔法"], ko: ["알파맙"] },
      brands: ["Alfertu"],
      codes: ["AB-1234"],
      abbreviations: ["A-DXd"],
      classes: ["HER2 ADC"],
      ...verified,
    },
    { id: "betataxel", names: { en: ["betataxel"] }, classes: ["systemic therapy"], ...verified },
  ],
  guidelines: [
    {
      id: "breast.dual",
      title: "Dual-probe ISH",
      tumours: ["BRCA"],
      edition: "2018",
      hit: "unique",
      rules: [
        {
          id: "group-1",
          words: "ratio and copies",
          when: "ratio >= 2.0 and copies >= 4.0",
          then: { ishGroup: 1 },
          ...verified,
        },
      ],
      sources: ["paper"],
    },
  ],
  approvals: [approval("A1")],
  studyPopulations: [
    { id: "altered", definition: "any", words: ["any"], ...verified },
    { id: "positive", definition: "positive", words: ["HER2-positive"], within: ["altered"], ...verified },
  ],
  studyLines: [
    { id: "any-line", definition: "any", words: ["any"], ...verified },
    { id: "second", definition: "second", words: ["2"], within: ["any-line"], ...verified },
  ],
  studies: [
    {
      id: "trial-one",
      name: "TRIAL-ONE",
      aliases: ["T1"],
      phase: 2,
      tumours: ["BRCA"],
      tumourWords: "breast cancer",
      alteration: null,
      drugWords: "alphamab",
      regimens: [["alphamab"]],
      nct: "NCT00000001",
      nctStatus: "verified",
      results: [],
      outcomes: [outcome("o1")],
    },
  ],
  alterations: [
    {
      id: "L755S",
      gene: "ERBB2",
      key: "ERBB2:p.L755S",
      words: "L755S",
      aliases: ["Leu755Ser"],
      function: { class: "disputed", words: "disputed", ...verified },
      statements: [
        {
          id: "L755S.1",
          kind: "preclinical",
          text: "resistant to lapatinib in cells",
          therapies: ["alphamab"],
          effect: "resistant",
          ...verified,
        },
      ],
    },
  ],
  statements: [{ id: "s1", topic: "statement", text: "A statement.", tumours: ["BRCA"], ...verified }],
  mechanisms: [
    {
      id: "R1",
      name: "PI3K pathway",
      category: "bypass",
      role: "resistance",
      concerns: 'altered("PIK3CA", "mutation")',
      therapies: ["anti-HER2"],
      facts: [{ id: "R1.1", text: "A fact.", ...verified }],
    },
  ],
  claims: [claim("c1", { attributedTo: { study: "TRIAL-ONE", nct: "NCT00000001", references: [1] } })],
  conflicts: [
    {
      id: "k1",
      question: "Which?",
      positions: [{ says: "this", sources: [{ source: "paper" }] }],
      use: "neither",
      concerns: {
        tumours: ["BRCA"],
        therapies: ["alphamab"],
        keys: ["ERBB2:p.L755S"],
        rules: ["group-1"],
        approvals: ["A1"],
      },
    },
  ],
  safety: [
    {
      id: "ild",
      therapies: ["HER2 ADC"],
      topic: "interstitial lung disease",
      text: "Stop.",
      when: 'toxicityGrade("HER2 ADC", "ILD") >= 2',
      severity: "stop",
      status: "verified",
      sources: [{ source: "paper" }],
    },
  ],
});

export const filesOf = (items: Record<string, Item[]>): KnowledgeFile[] => [
  { path: "version.yaml", text: 'version: 2026.11.21\nasOf: "2026-11-21"\n' },
  ...Object.entries(items).map(([kind, list]) => ({
    path: `${kind}/tiny.yaml`,
    text: stringify(
      { kind, topic: "tiny", asOf: "2026-11-21", language: "en", items: list },
      { aliasDuplicateObjects: false },
    ),
  })),
  ...genes(),
];

export const compileTiny = (
  change: (items: Record<string, Item[]>) => void = () => {},
): ReturnType<typeof compileBundle> => {
  const items = tinyItems();
  change(items);
  return compileBundle(filesOf(items), sha256);
};

export const tinyBundle = (change?: (items: Record<string, Item[]>) => void): Compiled => {
  const compiled = compileTiny(change);
  if (!compiled.ok) throw new Error(compiled.error.map((one) => one.message).join("\n"));
  return compiled.value;
};

/** What one check finds in the tiny knowledge after a change that keeps the schema. */
export const findingsOf = (
  check: Check,
  change: (bundle: Mutable<KnowledgeBundle>) => void,
): readonly Finding[] => {
  const bundle = structuredClone(tinyBundle().bundle) as Mutable<KnowledgeBundle>;
  change(bundle);
  return check.run(contextOf(bundle as KnowledgeBundle));
};

/** The item of that id, to be changed. */
export const at = <T extends { id: string }>(items: readonly T[], id: string): Mutable<T> => {
  const found = items.find((item) => item.id === id);
  if (!found) throw new Error(`the tiny knowledge has no ${id}`);
  return found as Mutable<T>;
};

type Mutable<T> = T extends readonly (infer U)[]
  ? Mutable<U>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

export const realFiles = (): KnowledgeFile[] =>
  readdirSync(knowledgeFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:yaml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({
      path: path.slice(knowledgeFolder.length + 1).replaceAll("\\", "/"),
      text: readFileSync(path, "utf8"),
    }));
