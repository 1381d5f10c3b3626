import type { Her2Status } from "@erbium/model";
import type { AssessedPathway } from "./assess-pathway.ts";
import type { Outcome } from "./outcome.ts";
import { newTrace } from "./run-table.ts";

/** The axes of the guideline whose answer is the state of the test. */
export interface PrimaryGuideline {
  readonly axes: readonly AssessedPathway[];
  /** the axes that read tissue, all but the mutation */
  readonly tissue: readonly AssessedPathway[];
  /** the axis that reads the IHC score */
  readonly protein: AssessedPathway | undefined;
  /** the axis that reads the ISH */
  readonly gene: AssessedPathway | undefined;
}

/** The first guideline that was asked is the primary one. */
export const primaryGuideline = (assessed: readonly AssessedPathway[]): PrimaryGuideline => {
  const [first] = assessed;
  const axes = assessed.filter((one) => one.pathway.id === first?.pathway.id);
  const tissue = axes.filter((one) => one.pathway.axis !== "mutation");
  return {
    axes,
    tissue,
    protein: tissue.find((one) => one.pathway.axis !== "amplification"),
    gene: tissue.find((one) => one.pathway.axis === "amplification") ?? tissue[0],
  };
};

/** One word for a guideline that keeps several axes: positive when any is, negative when all are. */
export const statusOfAxes = (axes: readonly AssessedPathway[]): Her2Status => {
  const statuses = axes.map((one) => one.outcome.status);
  if (statuses.length === 0) return "indeterminate";
  if (statuses.includes("positive")) return "positive";
  if (statuses.every((one) => one === "negative")) return "negative";
  return statuses.includes("equivocal") ? "equivocal" : "indeterminate";
};

/** The axes as one outcome under a status; their traces are read one by one. */
export const outcomeOfAxes = ({ axes, gene }: PrimaryGuideline, status: Her2Status): Outcome => ({
  status,
  ish: gene?.outcome.ish ?? null,
  group: axes.find((one) => one.outcome.group !== null)?.outcome.group ?? null,
  missing: [...new Set(axes.flatMap((one) => one.outcome.missing))],
  trace: newTrace(),
});
