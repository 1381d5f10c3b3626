import {
  type BiomarkerCombination,
  type Message,
  message,
  type OutlookLine,
  type Pathway,
  type PathwayBearing,
  type PathwayView,
} from "@erbium/model";
import type { Facts } from "@erbium/rules";
import { type JudgedCombination, judgeCombinations } from "./combinations/biomarker-combination.ts";
import { type LitNode, lightPathway, pathwayView } from "./resistance/lit-pathway.ts";

/** What the findings of one patient let expect. */
export interface Expectation {
  readonly lines: readonly OutlookLine[];
  readonly pathway: PathwayView | null;
  /** inputs that would tell more, as names of the case vocabulary */
  readonly missing: readonly string[];
}

/** What an expectation is read from. */
export interface ExpectationKnowledge {
  readonly pathways: readonly Pathway[];
  readonly biomarkerCombinations: readonly BiomarkerCombination[];
}

/**
 * Pathway steps and combinations of biomarkers that the findings meet, with what each says of therapies. Only
 * what a finding lights is told; the target itself, being what a HER2 report is about, draws nothing alone.
 *
 * @param isOfTumour   is the patient's tumour that one, or one of that group?
 * @param therapyName  a therapy's or class's name in print
 * @param foundAs      the patient's own findings of that gene and class, by their names
 */
export const expectationOf = (
  knowledge: ExpectationKnowledge,
  facts: Facts,
  isOfTumour: (code: string) => boolean,
  therapyName: (id: string) => string,
  foundAs: (gene: string, name: string) => readonly string[] = () => [],
): Expectation => {
  const lit = knowledge.pathways.map((pathway) => ({
    pathway,
    nodes: lightPathway(pathway, facts, isOfTumour),
  }));
  const combinations = judgeCombinations(knowledge.biomarkerCombinations, facts, isOfTumour);
  const shown = lit.find(({ nodes }) => nodes.some(isTold));
  return {
    lines: [
      ...lit.flatMap(({ nodes }) =>
        nodes.filter(isTold).flatMap((node) => nodeLines(node, therapyName, foundAs)),
      ),
      ...combinations.flatMap(combinationLines),
    ],
    pathway: shown === undefined ? null : pathwayView(shown.pathway, shown.nodes),
    missing: [
      ...new Set([
        ...lit.flatMap(({ nodes }) =>
          nodes.flatMap((node) => (node.bearings.length > 0 ? node.missing : [])),
        ),
        ...combinations.flatMap((one) => one.missing),
      ]),
    ],
  };
};

/** A step that is lit and has something to say here. */
const isTold = ({ lit, bearings, node }: LitNode): boolean =>
  lit === "met" && (bearings.length > 0 || node.status === "recalled");

/** Alterations that the condition of a node asks for, as gene and class. */
const alterationsOf = (condition: string): [gene: string, name: string][] =>
  [...condition.matchAll(/altered\("([^"]+)", "([^"]+)"\)/g)].map(([, gene, name]) => [
    gene as string,
    name as string,
  ]);

const nodeLines = (
  lit: LitNode,
  therapyName: (id: string) => string,
  foundAs: (gene: string, name: string) => readonly string[],
): OutlookLine[] => {
  const { node, bearings } = lit;
  const found = [...new Set(alterationsOf(node.lit ?? "").flatMap(([gene, name]) => foundAs(gene, name)))];
  return [
    ...bearings.map((bearing) => bearingLine(lit, bearing, therapyName, found)),
    ...(bearings.length === 0
      ? [
          {
            code: "expect.step",
            topic: "resistance" as const,
            message: message("expect.step", { node: node.label, what: node.what }),
            of: node.id,
            found,
            therapies: [],
            level: "argument",
            status: node.status,
            sources: node.sources,
          },
        ]
      : []),
    ...node.frequencies.map((one) => ({
      code: "expect.frequency",
      topic: "frequency" as const,
      message: message("expect.frequency", { node: node.label, text: one.text }),
      of: node.id,
      found,
      therapies: [],
      level: "clinical",
      status: one.status,
      sources: one.sources,
    })),
  ];
};

const codes = { weakens: "weakens", "may get round": "around", unaffected: "unaffected" } as const;

const bearingLine = (
  { node }: LitNode,
  { therapy, effect, level, text, status, sources }: PathwayBearing,
  therapyName: (id: string) => string,
  found: readonly string[],
): OutlookLine => ({
  code: `expect.${codes[effect]}`,
  topic: "resistance",
  message: message(`expect.${codes[effect]}`, {
    node: node.label,
    therapy: therapyName(therapy),
    level: message(`expect.level.${level}`).text,
    text,
  }),
  of: node.id,
  found,
  therapies: [therapy],
  level,
  status,
  sources,
});

/** Told when all markers are there, or while one is open and another is there: half a panel is a reason to test. */
const combinationLines = ({ combination, about, truth, markers }: JudgedCombination): OutlookLine[] => {
  const present = markers.filter((one) => one.truth === "met");
  const open = markers.filter((one) => one.truth === "unknown");
  if (truth === "not met" || about !== "met" || present.length === 0) return [];
  const said: Message =
    truth === "met"
      ? message("expect.combination", {
          title: combination.title,
          says: combination.says,
          evidence: message(`expect.evidence.${combination.evidence}`).text,
        })
      : message("expect.combination-open", {
          title: combination.title,
          present: present.map((one) => one.name).join(", "),
          open: open.map((one) => one.name).join(", "),
          evidence: message(`expect.evidence.${combination.evidence}`).text,
        });
  return [
    {
      code: truth === "met" ? "expect.combination" : "expect.combination-open",
      topic: "combination",
      message: said,
      of: combination.id,
      found: [],
      therapies: combination.therapies,
      level: combination.evidence,
      status: combination.status,
      sources: [...combination.sources, ...combination.markers.flatMap((one) => one.sources)],
    },
  ];
};
