import type { Alteration } from "@erbium/model";
import type { CopyNumberFields } from "../annotate/annotated-row.ts";
import { categoryAlteration } from "../category.ts";
import type { GeneIndex } from "../gene-index.ts";
import type { GeneModel } from "../gene-model.ts";
import type { CopyNumberRules } from "./copy-number-definitions.ts";

/** What a copy number is called; neutral is no alteration. */
export type CopyNumberCall = "amplification" | "gain" | "neutral" | "loss" | "deletion";

/** A measured copy number; the interval holds what purity, ploidy and noise leave open. */
export interface MeasuredCopies {
  readonly copies: number;
  readonly low: number;
  readonly high: number;
  /** copies per copy of the centromere; null: not known */
  readonly ratio: { readonly low: number; readonly value: number; readonly high: number } | null;
  readonly focal: boolean | null;
}

export interface JudgedCopies {
  readonly call: CopyNumberCall;
  readonly fields: CopyNumberFields;
}

/**
 * Would ISH call this amplified? Three-valued over the interval of the measurement: met where both ends are
 * amplified, not met where neither is, unknown between. Where a ratio is known, by the dual-probe groups: 1 is
 * met, 5 not met, and 2, 3 and 4, which the guideline leaves to more work-up, are unknown. Else by copies as with
 * a single probe, where copies from 4.0 to below 6.0 are equivocal: unknown.
 *
 * What is not amplified is called by the ploidy.
 *
 * @param rules  `knowledge/genes/copy-number.yaml`, which gives every limit with its source
 * @param ploidy  copies of the genome per tumour cell; null, not known, counts as 2
 */
export const judgeCopies = (
  measured: MeasuredCopies,
  limits: CopyNumberRules,
  ploidy: number | null,
): JudgedCopies => {
  const { copies, low, high, ratio, focal } = measured;
  const ends = [
    amplifiedAt(low, ratio?.low ?? null, limits),
    amplifiedAt(copies, ratio?.value ?? null, limits),
    amplifiedAt(high, ratio?.high ?? null, limits),
  ];
  const amplified = ends.every((one) => one === "met")
    ? "met"
    : ends.every((one) => one === "not met")
      ? "not met"
      : "unknown";
  const neutral = ploidy ?? 2;
  const call: CopyNumberCall =
    amplified === "met"
      ? "amplification"
      : copies < limits.deletion
        ? "deletion"
        : copies < neutral - limits.loss
          ? "loss"
          : copies >= neutral + limits.gain
            ? "gain"
            : "neutral";
  return {
    call,
    fields: {
      copies,
      low,
      high,
      ratio: ratio?.value ?? null,
      focal,
      amplified,
      because: `${round(copies)} copies (${round(low)} to ${round(high)})${ratio === null ? "" : `, ratio ${round(ratio.value)} (${round(ratio.low)} to ${round(ratio.high)})`}${ratio === null ? `; single-probe limits: ${limits.copiesWithRatio} and ${limits.copies} copies` : `; dual-probe limits: ratio ${limits.ratio}, ${limits.copiesWithRatio} and ${limits.copies} copies`}`,
    },
  };
};

const round = (value: number): number => Math.round(value * 100) / 100;

const amplifiedAt = (
  copies: number,
  ratio: number | null,
  limits: CopyNumberRules,
): "met" | "not met" | "unknown" => {
  if (ratio === null)
    return copies >= limits.copies ? "met" : copies < limits.copiesWithRatio ? "not met" : "unknown";
  if (ratio >= limits.ratio) return copies >= limits.copiesWithRatio ? "met" : "unknown";
  return copies < limits.copiesWithRatio ? "not met" : "unknown";
};

const categories = {
  amplification: {
    named: "amplification",
    consequence: "transcript_amplification",
    aliases: ["amp", "amplified"],
  },
  gain: { named: "gain", consequence: null, aliases: ["copy number gain"] },
  loss: { named: "copy-number-loss", consequence: null, aliases: ["copy number loss"] },
  deletion: { named: "deletion", consequence: "transcript_ablation", aliases: ["homozygous deletion"] },
} as const;

/** The alteration that a copy number call is. */
export const copyNumberAlteration = (
  input: string,
  gene: Pick<GeneModel, "symbol">,
  call: Exclude<CopyNumberCall, "neutral">,
  genes: GeneIndex,
): Alteration => {
  const { named, consequence, aliases } = categories[call];
  return categoryAlteration(
    input,
    gene,
    { named, kind: "copy-number", aliases, ...(consequence === null ? {} : { consequence }) },
    genes,
  );
};
