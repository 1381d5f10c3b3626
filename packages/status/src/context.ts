import type { Measurement, PartialDate } from "@erbium/model";
import type { Guidelines } from "./guidelines.ts";

export interface TumourContext {
  readonly code: string;
  readonly name: string;
  readonly lineage: readonly string[];
  /** guideline family: breast, gastric, colorectal, nsclc, biliary, endometrial, urothelial, agnostic */
  readonly guideline: string | null;
}

/** What sequencing of the same sample says; an absent field is unknown. */
export interface SequencingContext {
  readonly activatingMutation?: boolean;
  readonly kinaseDomainMutation?: boolean;
  readonly amplifiedBySequencing?: boolean;
  readonly nrg1Fusion?: boolean;
  readonly ras?: "wild-type" | "mutant";
  readonly anyErbb2Alteration?: readonly string[];
}

export interface StatusContext {
  readonly guidelines: Guidelines;
  resolveTumour(name: string): TumourContext | null;
  sequencing?(measurement: Measurement): SequencingContext;
  readonly asOf: PartialDate;
}
