import type { Assertion } from "./assertion.ts";

/** One side of a disagreement. */
export interface Side {
  /** the answer, or the range of numbers */
  readonly says: string;
  readonly assertions: readonly Assertion[];
}

/** Sources that answer one question differently. Both sides stand; nothing is averaged. */
export interface DetectedConflict {
  /** topic, subject and tumour family: the same whenever the same claims are read */
  readonly id: string;
  /** the last two are no contradiction: tumours or stated settings set the answers apart */
  readonly kind:
    | "opposite answers"
    | "settled against open"
    | "numbers far apart"
    | "differs between settings"
    | "differs between tumours";
  readonly topic: string;
  /** the therapy or class whose effect is asked about; null for other topics */
  readonly therapy: string | null;
  readonly subject: string;
  /** families of tumours, or "any" */
  readonly tumours: readonly string[];
  readonly question: string;
  readonly sides: readonly Side[];
  /** in what the sides differ beside their answer */
  readonly moderators: readonly string[];
}
