/** The output of `erbium status`: what the measurements of one test amount to under a guideline. */

export type Her2Status = "positive" | "negative" | "equivocal" | "indeterminate";
export type IshGroup = 1 | 2 | 3 | 4 | 5;
export type Axis = "overexpression" | "amplification" | "mutation" | "overall";

export const flagCodes = [
  "ihc-ish-discordant",
  "ratio-mismatch",
  "totals-not-means",
  "call-contradicts-counts",
  "call-contradicts-score",
  "too-few-cells",
  "non-numeric",
  "impossible-value",
  "unknown-value",
  "unknown-tumour",
  "scoring-mismatch",
  "interpretation-only",
  "preanalytic",
  "sequencing-discordant",
  "results-differ",
  "edition-differs",
  "historic",
  "heterogeneity",
  "guideline-conflict",
] as const;
export type FlagCode = (typeof flagCodes)[number];

export interface Flag {
  readonly code: FlagCode;
  readonly severity: "error" | "warning" | "note";
  /** English sentence with the numbers */
  readonly message: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface FiredRule {
  /** table id and rule id, e.g. `breast.dualISH.group/b.g2` */
  readonly id: string;
  readonly edition: string;
  /** the inputs the rule read, by vocabulary name */
  readonly because: Readonly<Record<string, unknown>>;
  readonly sources: readonly string[];
}

export interface NeededTest {
  readonly test: string;
  readonly why: string;
}

export interface GuidelineRef {
  readonly id: string;
  readonly edition: string;
}

export interface Assessment {
  readonly guideline: GuidelineRef;
  readonly axis: Axis;
  readonly status: Her2Status;
  /** the score as this guideline reads it, given or computed from the staining; null: none under its system */
  readonly ihc: IhcReading | null;
  readonly rules: readonly string[];
}

export interface IhcReading {
  readonly score: string;
  readonly scoring: string | null;
  readonly computed: boolean;
}

/** One station of the path through the tables, for drawing. */
export interface PathStation {
  readonly table: string;
  readonly title: string;
  /** the rule taken, null when none could be decided */
  readonly taken: string | null;
  readonly branches: readonly {
    readonly rule: string;
    readonly when: string;
    readonly outcome: string;
    readonly truth: "met" | "not met" | "unknown";
  }[];
  readonly result: string;
  /** asked under one of several readings that all stay possible: what it says decided nothing */
  readonly tried?: true;
}

export type Eligibility =
  | "her2-positive"
  | "her2-low"
  | "her2-ultralow"
  | "her2-null"
  | "ihc-3+"
  | "ihc-2+"
  | "ish-amplified";

export interface Her2State {
  readonly id: string | null;
  readonly tumour: string | null;
  readonly guideline: GuidelineRef | null;
  readonly assessments: readonly Assessment[];
  readonly status: Her2Status;
  readonly ishGroup: IshGroup | null;
  /** flags, not result categories: what therapies' labels ask for */
  readonly eligibility: readonly Eligibility[];
  /** eligibilities that the inputs leave open, with what would decide them */
  readonly undecided: readonly { readonly eligibility: Eligibility; readonly missing: readonly string[] }[];
  /** the IHC score used, given or computed, with its scoring system */
  readonly ihc: IhcReading | null;
  /** the final ISH result after adjudication */
  readonly ish: "positive" | "negative" | "equivocal" | "indeterminate" | null;
  readonly rules: readonly FiredRule[];
  readonly path: readonly PathStation[];
  readonly flags: readonly Flag[];
  readonly needed: readonly NeededTest[];
}
