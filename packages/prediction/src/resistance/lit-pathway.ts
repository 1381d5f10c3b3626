import {
  caseVocabulary,
  type Pathway,
  type PathwayBearing,
  type PathwayNode,
  type PathwayView,
  type Truth,
} from "@erbium/model";
import { type Condition, type Facts, parseCondition } from "@erbium/rules";

/** A step of a pathway and what the findings of one patient say of it. */
export interface LitNode {
  readonly node: PathwayNode;
  /** null: no finding of a case can light it */
  readonly lit: Truth | null;
  /** inputs that would tell */
  readonly missing: readonly string[];
  /** what it says of therapies in this tumour */
  readonly bearings: readonly PathwayBearing[];
}

const opened = new WeakMap<PathwayNode, Condition>();

/** Parsed at the first question; the build has parsed it before, so a failure is a bug of ours. */
const conditionOf = (node: PathwayNode, source: string): Condition => {
  const found = opened.get(node);
  if (found !== undefined) return found;
  const parsed = parseCondition(source, caseVocabulary);
  if (!parsed.ok) throw new Error(`the node ${node.id} does not parse: ${parsed.error.message}`);
  opened.set(node, parsed.value);
  return parsed.value;
};

/**
 * Lights the steps of a pathway at which the findings of a patient lie. A finding that nobody looked for leaves
 * its step unknown, never dark.
 *
 * @param isOfTumour  is the patient's tumour that one, or one of that group?
 */
export const lightPathway = (
  pathway: Pathway,
  facts: Facts,
  isOfTumour: (code: string) => boolean,
): readonly LitNode[] =>
  pathway.nodes.map((node): LitNode => {
    const bearings = node.bearings.filter(
      ({ tumours }) => tumours.length === 0 || tumours.some((code) => isOfTumour(code)),
    );
    if (node.lit === undefined) return { node, lit: null, missing: [], bearings };
    const { truth, missing } = conditionOf(node, node.lit).evaluate(facts);
    return { node, lit: truth, missing, bearings };
  });

/** The pathway as plain data for a drawing. */
export const pathwayView = (pathway: Pathway, nodes: readonly LitNode[]): PathwayView => ({
  id: pathway.id,
  title: pathway.title,
  nodes: nodes.map(({ node, lit }) => ({
    id: node.id,
    label: node.label,
    lane: node.lane,
    lit,
    says: node.what,
  })),
  edges: pathway.edges.map(({ from, to, effect, status }) => ({
    from,
    to,
    effect,
    confirmed: status !== "recalled",
  })),
});
