import type { Alteration } from "@erbium/model";
import type { CopyNumberFields } from "../annotate/annotated-row.ts";
import { categoryAlteration } from "../category.ts";
import type { GeneIndex } from "../gene-index.ts";
import type { GeneModel } from "../gene-model.ts";
import { type CopyNumberThresholds, copyNumberThresholds } from "./thresholds.ts";

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
 * @source ASCO/CAP 2018, affirmed 2023; the tables in `knowledge/guidelines/breast.yaml`
 */
export const judgeCopies = (
  measured: MeasuredCopies,
  limits: CopyNumberThresholds = copyNumberThresholds,
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
  const call: CopyNumberCall =
    amplified === "met"
      ? "amplification"
      : copies < limits.deletion
        ? "deletion"
        : copies < limits.loss
          ? "loss"
          : copies >= limits.gain
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
  limits: CopyNumberThresholds,
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
  gene: GeneModel,
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

/**
 * A copy number call as files write it: GISTIC's -2 to 2 of cBioPortal, or words. 2 is amplification, 1 a gain,
 * which is not; null: no such call.
 */
export const readCopyNumberCall = (text: string): CopyNumberCall | null => {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
  if (/^\+?2(?:\.0+)?$/.test(word) || /^(?:high level )?amp(?:lification|lified)?$/.test(word))
    return "amplification";
  if (/^\+?1(?:\.0+)?$/.test(word) || /^(?:low level )?gain$|^copy number gain$/.test(word)) return "gain";
  if (/^[-+]?0(?:\.0+)?$/.test(word) || /^(?:neutral|diploid|normal|none|no change)$/.test(word))
    return "neutral";
  const bare = text.trim();
  if (
    /^-1(?:\.[05]+)?$/.test(bare) ||
    /^(?:shallow |hemizygous |heterozygous )?(?:loss|hetloss)$|^(?:shallow|hemizygous|heterozygous) deletion$/.test(
      word,
    )
  )
    return "loss";
  if (/^-2(?:\.0+)?$/.test(bare) || /^(?:deep |homozygous )?(?:deletion|del|homdel)$/.test(word))
    return "deletion";
  return null;
};
