import type { KnowledgeIndex } from "@erbium/knowledge-base";
import { err, type NetworkPartFigure, ok, type RatioInterval, type Result } from "@erbium/model";
import {
  commonComparator,
  inconsistencyOf,
  type NetworkPart,
  type NetworkReadings,
  networkModel,
  networkPartFigure,
  ratioIn,
  studiesOf,
  type TreatmentNetwork,
} from "@erbium/synthesis";

/** What another reading of the same trials changes. */
interface ReadingChange {
  readonly words: string;
  readonly parts: number;
  readonly studies: number;
  readonly inconsistency: NetworkPartFigure["inconsistency"] | null;
  /** ratios against the main reading's reference that come out otherwise to two decimals; null: not connected to it */
  readonly changed: readonly {
    readonly treatment: string;
    readonly from: RatioInterval | null;
    readonly to: RatioInterval | null;
  }[];
}

export interface NetworkSummary {
  readonly name: string;
  /** what the first figure and the readings compare with; null where nothing could be fitted */
  readonly reference: string | null;
  readonly outcomes: readonly string[];
  readonly model: string;
  /** the largest first: no study connects one part with another */
  readonly parts: readonly NetworkPartFigure[];
  readonly refused: TreatmentNetwork["refused"];
  readonly left: readonly {
    readonly row: string;
    readonly study: string;
    readonly code: string;
    readonly text: string;
  }[];
  readonly readings: readonly ReadingChange[];
}

/**
 * A network of the knowledge as it is shown.
 *
 * @param wanted reference by any name of its members; default: what most trials compare with
 */
export const summariseNetwork = (
  { main, others }: NetworkReadings,
  knowledge: KnowledgeIndex,
  wanted?: string,
): Result<NetworkSummary> => {
  const all = main.parts.flatMap(({ treatments }) => treatments);
  const asked = wanted === undefined ? null : treatmentNamed(wanted, all, knowledge);
  if (asked === undefined)
    return err({
      code: "unknown-reference",
      path: "--reference",
      message: `the network has no treatment "${wanted}"`,
      remedy: `choose ${all.toSorted().join("; ")}`,
    });
  const parts = main.parts.map((part) =>
    networkPartFigure(
      part,
      asked !== null && part.treatments.includes(asked) ? asked : commonComparator(part),
    ),
  );
  const base = asked ?? parts[0]?.reference ?? null;
  return ok({
    name: main.name,
    reference: base,
    outcomes: main.outcomes,
    model: networkModel,
    parts,
    refused: main.refused,
    left: main.left.map(({ row, study, code, text }) => ({ row: row.id, study: study.name, code, text })),
    readings: base === null ? [] : others.map((other) => readingChange(main, other, base)),
  });
};

/** A treatment by its name in the network, or by any names of its members. */
const treatmentNamed = (
  word: string,
  treatments: readonly string[],
  knowledge: KnowledgeIndex,
): string | undefined => {
  const exact = treatments.find((one) => one.toLowerCase() === word.trim().toLowerCase());
  if (exact !== undefined) return exact;
  const whole = knowledge.therapy(word);
  const ids = whole
    ? [whole.id]
    : (knowledge.regimen(word) ?? word.split("+").map((one) => knowledge.therapy(one.trim())?.id ?? one));
  return treatments.find((one) => one === ids.toSorted().join(" + "));
};

/** Treatments that a reading takes as one stand under all their names. */
const nodeOf = (network: TreatmentNetwork, treatment: string): { part: NetworkPart; node: string } | null => {
  for (const part of network.parts) {
    const node = part.treatments.find((one) => one === treatment || one.split(" = ").includes(treatment));
    if (node !== undefined) return { part, node };
  }
  return null;
};

const against = (network: TreatmentNetwork, treatment: string, reference: string): RatioInterval | null => {
  const [one, base] = [nodeOf(network, treatment), nodeOf(network, reference)];
  if (one === null || base === null || one.part !== base.part) return null;
  return ratioIn(one.part, one.node, base.node);
};

const readingChange = (
  main: TreatmentNetwork,
  { words, network }: NetworkReadings["others"][number],
  reference: string,
): ReadingChange => {
  const first = network.parts[0];
  return {
    words,
    parts: network.parts.length,
    studies: network.parts.reduce((sum, part) => sum + studiesOf(part), 0),
    inconsistency: first === undefined ? null : inconsistencyOf(first),
    changed: main.parts
      .flatMap(({ treatments }) => treatments)
      .filter((treatment) => treatment !== reference)
      .map((treatment) => ({
        treatment,
        from: against(main, treatment, reference),
        to: against(network, treatment, reference),
      }))
      .filter(({ from, to }) => shown(from) !== shown(to)),
  };
};

/** As it is printed: what does not show is no change. */
export const shown = (ratio: RatioInterval | null): string =>
  ratio === null
    ? "not connected"
    : `${ratio.estimate.toFixed(2)} (${ratio.low.toFixed(2)}-${ratio.high.toFixed(2)})`;
