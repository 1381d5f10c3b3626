import type { KnowledgeIndex } from "@erbium/knowledge-base";
import {
  type Agency,
  type Citation,
  hasCome,
  type Message,
  message,
  type Outlook,
  type PartialDate,
  unique,
} from "@erbium/model";
import { type ExpectationKnowledge, expectationOf, monitor } from "@erbium/prediction";
import type { CaseFacts } from "./case-facts.ts";
import { openWords, partsOfInput } from "./input-words.ts";
import { outlookScores } from "./outlook-scores.ts";
import type { Patient } from "./patient.ts";

/** What the findings let expect and what is to be watched. Nothing of it carries or moves an option. */
export const outlookOf = (
  patient: Patient,
  facts: CaseFacts,
  knowledge: KnowledgeIndex,
  asOf: PartialDate,
  jurisdictions: readonly Agency[],
): Outlook => {
  const expected = expectationOf(
    publicOn(knowledge, asOf),
    facts.facts,
    (code) => knowledge.tumourIs(patient.tumour.code, code),
    (id) => knowledge.therapyName(id),
    patient.sequencing.foundAs,
  );
  const watch = monitor({ ...patient.given, jurisdictions: [...jurisdictions] }, knowledge, asOf);
  return {
    lines: expected.lines,
    scores: outlookScores(patient, knowledge),
    pathway: expected.pathway,
    wanted: wantedOf(expected.missing),
    watch: watch.ok ? watch.value : { asOf, entries: [], due: [], risks: [], wanted: [] },
  };
};

/** What could be known on the day: all of it from the knowledge's own day on, before that what a dated source says. */
const publicOn = (knowledge: KnowledgeIndex, asOf: PartialDate): ExpectationKnowledge => {
  const { pathways, biomarkerCombinations } = knowledge.bundle;
  if (hasCome(knowledge.asOf, asOf) === "met") return { pathways, biomarkerCombinations };
  const wasPublic = ({ sources }: { readonly sources: readonly Citation[] }): boolean =>
    sources.some(({ source }) => {
      const { date } = knowledge.source(source);
      return date !== undefined && hasCome(date, asOf) === "met";
    });
  return {
    pathways: pathways.map((pathway) => ({
      ...pathway,
      nodes: pathway.nodes.map((node) => ({
        ...node,
        bearings: node.bearings.filter(wasPublic),
        frequencies: node.frequencies.filter(wasPublic),
      })),
    })),
    biomarkerCombinations: biomarkerCombinations.filter(wasPublic),
  };
};

/** Inputs in words; genes that sequencing would have to cover stand together. */
const wantedOf = (missing: readonly string[]): readonly Message[] => {
  const parts = missing.map((input) => ({ input, ...partsOfInput(input) }));
  const genes = unique(
    parts.flatMap(({ name, args }) => (name === "altered" ? args.slice(0, 1) : [])),
  ).sort();
  const others = parts.filter(({ name }) => name !== "altered").map(({ input }) => openWords(input));
  return [
    ...unique(others).map((what) => message("expect.wanted", { what })),
    ...(genes.length > 0 ? [message("expect.wanted-genes", { genes: genes.join(", ") })] : []),
  ];
};
