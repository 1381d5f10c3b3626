import {
  caseVocabulary,
  type KnowledgeKind,
  monitoringVocabulary,
  testVocabulary,
  type Vocabulary,
} from "@erbium/model";
import { parseCondition } from "@erbium/rules";
import { canonical } from "@erbium/variants";
import { type Check, type CheckContext, error, type Finding } from "./finding.ts";

/** One condition of an item and the vocabulary it is written in. */
interface Written {
  readonly kind: KnowledgeKind;
  readonly item: string;
  readonly field: string;
  readonly source: string;
  readonly vocabulary: Vocabulary;
}

function* everyCondition(bundle: CheckContext["bundle"]): Generator<Written> {
  for (const { id, requires } of bundle.approvals)
    for (const [part, source] of Object.entries(requires))
      if (source !== undefined)
        yield { kind: "approvals", item: id, field: `requires.${part}`, source, vocabulary: caseVocabulary };
  for (const { id, when } of bundle.safety)
    if (when !== undefined)
      yield { kind: "safety", item: id, field: "when", source: when, vocabulary: caseVocabulary };
  for (const { id, concerns } of bundle.mechanisms)
    if (concerns !== undefined)
      yield { kind: "mechanisms", item: id, field: "concerns", source: concerns, vocabulary: caseVocabulary };
  for (const { id, when } of bundle.riskFactors)
    if (when !== undefined)
      yield { kind: "riskFactors", item: id, field: "when", source: when, vocabulary: monitoringVocabulary };
  for (const { id, rules } of bundle.labelTables)
    for (const rule of rules)
      yield {
        kind: "labelTables",
        item: id,
        field: `rules.${rule.id}.when`,
        source: rule.when,
        vocabulary: monitoringVocabulary,
      };
  for (const { id, nodes } of bundle.pathways)
    for (const node of nodes)
      if (node.lit !== undefined)
        yield {
          kind: "pathways",
          item: id,
          field: `nodes.${node.id}.lit`,
          source: node.lit,
          vocabulary: caseVocabulary,
        };
  for (const { id, about, markers } of bundle.biomarkerCombinations) {
    yield {
      kind: "biomarkerCombinations",
      item: id,
      field: "about",
      source: about,
      vocabulary: caseVocabulary,
    };
    for (const { name, when } of markers)
      yield {
        kind: "biomarkerCombinations",
        item: id,
        field: `markers.${name}.when`,
        source: when,
        vocabulary: caseVocabulary,
      };
  }
  for (const table of bundle.guidelines) {
    for (const field of ["precondition", "recount"] as const) {
      const source = table[field];
      if (field === "precondition" && source !== undefined)
        yield { kind: "guidelines", item: table.id, field, source, vocabulary: testVocabulary };
    }
    for (const rule of table.rules)
      if (rule.when !== undefined)
        yield {
          kind: "guidelines",
          item: table.id,
          field: `rules.${rule.id}.when`,
          source: rule.when,
          vocabulary: testVocabulary,
        };
  }
}

/** Calls whose first argument is a therapy or class. */
const therapyCall = /\b(received|progressedOn|stoppedForToxicity|toxicityGrade|regimensWith)\(\s*"([^"]*)"/g;
const recurrenceCall = /\brecurredWithin\(\s*[\d.]+\s*,\s*"([^"]*)"/g;
const alteredCall = /\baltered\(\s*"([^"]*)"\s*,\s*"([^"]*)"/g;

/** Conditions parse over their vocabulary, and the therapies, genes and alterations they name are known. */
export const conditions: Check = {
  name: "conditions",
  holds: "conditions parse, and what they name exists",
  run({ bundle, therapies, genes }) {
    const findings: Finding[] = [];
    for (const { kind, item, field, source, vocabulary } of everyCondition(bundle)) {
      const parsed = parseCondition(source, vocabulary);
      if (!parsed.ok) {
        findings.push(error(kind, item, field, parsed.error.message, parsed.error.remedy));
        continue;
      }
      for (const name of [...source.matchAll(therapyCall)]
        .map((call) => call[2] ?? "")
        .concat([...source.matchAll(recurrenceCall)].map((call) => call[1] ?? ""))) {
        const found = therapies.therapy(name);
        if (found?.id !== name)
          findings.push(
            error(
              kind,
              item,
              field,
              `"${name}" is not the id of a therapy or class.`,
              found ? `Write "${found.id}".` : "Use an id of knowledge/therapies.",
            ),
          );
      }
      for (const [, gene = "", name = ""] of source.matchAll(alteredCall)) {
        const alteration = canonical(`${gene} ${name}`, genes);
        if (alteration.error !== null && alteration.error.code !== "unsupported-gene")
          findings.push(
            error(
              kind,
              item,
              field,
              `"${gene} ${name}": ${alteration.error.message}`,
              alteration.error.suggestion ?? "Name a class or a short protein change.",
            ),
          );
      }
    }
    return findings;
  },
};
