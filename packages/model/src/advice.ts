import type { Alteration } from "./alteration.ts";
import type { Agency, Case } from "./case.ts";
import type { Her2State } from "./her2-state.ts";
import type { KnowledgeImport } from "./knowledge/file.ts";
import type { FactStatus } from "./knowledge/provenance.ts";
import type { Effect, FunctionClass } from "./knowledge/statement.ts";
import type { Message } from "./message.ts";
import type { Outlook } from "./outlook.ts";
import type { Refusal } from "./result.ts";
import type { Truth } from "./truth.ts";

/** English texts of the advice by code, for names that stand inside its sentences. */
export { adviceWords } from "./words/advice.ts";

/** The one plain, serialisable value that a report is a view of. Field names are a contract with users' scripts. */
export interface Advice {
  readonly case: Case;
  readonly knowledge: {
    readonly version: string;
    readonly hash: string;
    readonly asOf: string;
    readonly imports: readonly KnowledgeImport[];
  };
  readonly tumour: { readonly code: string; readonly name: string; readonly lineage: readonly string[] };
  readonly jurisdictions: readonly Agency[];
  /** the state the report rests on; `test` is its index in `tests`, null without tests */
  readonly status: Her2State & { readonly test: number | null; readonly why: Message };
  readonly tests: readonly Her2State[];
  readonly comparisons: readonly TestComparison[];
  readonly alterations: readonly AdvisedAlteration[];
  readonly options: readonly Option[];
  readonly cautions: readonly Caution[];
  readonly conflicts: readonly ConflictCard[];
  readonly gaps: readonly Gap[];
  readonly notRecommended: readonly NotRecommended[];
  readonly headline: Message;
  /** the sentences of `headline`, one message each, for a reader in another language */
  readonly headlineParts?: readonly Message[];
  readonly matrix: Matrix;
  /** treatments of randomised trials against each other, where a network of them is this patient's; else null */
  readonly network: NetworkFigure | null;
  readonly similarCases: readonly SimilarCase[];
  readonly sources: readonly CitedSource[];
  readonly scope: readonly Message[];
  /** what to expect and what to watch; it never carries an option */
  readonly outlook?: Outlook;
}

/** Two results of one patient over time or site. */
export interface TestComparison {
  readonly from: number;
  readonly to: number;
  readonly changed: boolean;
  readonly message: Message;
}

/** Reference into `sources` by source id, with the words when seen. */
export interface Cited {
  readonly source: string;
  readonly quote?: string | undefined;
}

export interface AdvisedAlteration extends Alteration {
  readonly vaf: number | null;
  readonly origin: "somatic" | "germline" | null;
  readonly sample: string | null;
  readonly date: string | null;
  /** null when nothing is recorded of this change */
  readonly function: {
    readonly class: FunctionClass;
    readonly words: string;
    readonly status: FactStatus;
    readonly sources: readonly Cited[];
  } | null;
  /** how closely the knowledge matches: this change, the same residue, the class, or nothing */
  readonly match: "exact" | "same residue" | "class" | "none";
  readonly germlineAdvice: Message | null;
  readonly claims: readonly string[];
  readonly statements: readonly AlterationStatement[];
}

export interface AlterationStatement {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly therapies: readonly string[];
  readonly effect: Effect | null;
  readonly scope: "allele" | "class";
  /** "same residue" evidence is shown, never transferred */
  readonly match: "exact" | "same residue" | "class";
  readonly status: FactStatus;
  readonly doubt: string | null;
  readonly sources: readonly Cited[];
}

/** Erbium's own scale, best first; its mapping to ESCAT and AMP/ASCO/CAP stands in docs/tiers.md and knowledge. */
export type Tier = "1" | "2" | "3" | "4" | "5";

export interface Option {
  readonly id: string;
  /** therapy ids and class ids, given together */
  readonly regimen: readonly string[];
  readonly name: string;
  readonly tier: Tier;
  readonly tierWords: Message;
  /** "standard": a label in a chosen jurisdiction is met or open; "investigational": evidence without such a label */
  readonly kind: "standard" | "investigational";
  readonly esmoEscat: string | null;
  readonly ampAscoCap: string | null;
  readonly approvals: readonly ApprovalVerdict[];
  readonly evidence: OptionEvidence;
  readonly cautions: readonly Caution[];
  readonly missing: readonly Missing[];
  readonly because: readonly Message[];
}

export interface ApprovalVerdict {
  readonly id: string;
  readonly agency: string;
  readonly indication: string;
  readonly status: string;
  readonly date: string | null;
  readonly applies: Truth;
  readonly couldChange: boolean;
  readonly because: readonly ConditionVerdict[];
  readonly sources: readonly Cited[];
  /** parts of the row for which no source was seen */
  readonly recalled: readonly string[];
}

/** One part of a label and whether this patient meets it. */
export interface ConditionVerdict {
  readonly part: "tumour" | "setting" | "biomarker" | "line" | "in force";
  readonly words: string;
  readonly truth: Truth;
  readonly missing: readonly string[];
  readonly message: Message;
}

export interface Missing {
  /** vocabulary name or function call that is unknown */
  readonly input: string;
  readonly message: Message;
}

export interface OptionEvidence {
  readonly claims: readonly string[];
  /** study figures that fit tumour, alteration and regimen, one per data set */
  readonly figures: readonly StudyFigure[];
  /** response rates pooled over what is comparable to this patient; empty where no study has counts */
  readonly pooled: readonly PooledFigure[];
  /** hazard ratios of randomised trials, pooled apart for each outcome and kind of comparator */
  readonly ratios: readonly RatioFigure[];
  /** pools that others published for a group this patient belongs to, beside ours to their question */
  readonly published: readonly PublishedFigure[];
  readonly statements: readonly AlterationStatement[];
}

export interface StudyFigure {
  readonly outcome: string;
  readonly study: string;
  readonly trial: string | null;
  readonly population: string;
  readonly line: string;
  readonly alteration: string;
  readonly responders: number | null;
  readonly n: number | null;
  /** percent 0-100, months, or hazard ratio, by `unit` */
  readonly estimate: number;
  readonly unit: "%" | "months" | "hazard ratio";
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly ciLevel: number | null;
  /** "printed" or the convention of a computed interval */
  readonly interval: string;
  readonly scope: "allele" | "class" | "tumour";
  readonly status: FactStatus;
  readonly note: string | null;
  /** where the row is one stratum of a trial: its rate beside the others */
  readonly beside: BesideOthers | null;
  readonly sources: readonly Cited[];
}

/**
 * The response rate of one stratum of a trial, drawn towards the other strata as far as they agree: what a count such
 * as 3 of 6 is worth. Posterior mean and equal-tailed interval, percent.
 */
export interface BesideOthers {
  /** what tells the strata apart; of alleles a patient can carry two, so that strata may share patients */
  readonly by: "allele" | "tumour";
  /** strata, this one among them */
  readonly strata: number;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly model: string;
}

/**
 * A rate pooled over the arms that answer one question, patients counted once. A stratum that is too thin has
 * no estimate and says why. Rates are percent.
 */
export interface PooledFigure {
  readonly outcome: string;
  /** what the figure answers: regimen, tumour, population and line */
  readonly question: Message;
  /** arms */
  readonly k: number;
  readonly studies: number;
  readonly events: number;
  readonly n: number;
  readonly estimate: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly ciLevel: number;
  /** the model, by name; null without an estimate */
  readonly convention: string | null;
  /** why nothing was pooled; null where it was */
  readonly thin: string | null;
  /** where the rate of a further study would lie */
  readonly prediction: { readonly low: number; readonly high: number; readonly convention: string } | null;
  readonly heterogeneity: {
    /** percent */
    readonly iSquared: number;
    readonly q: number;
    readonly df: number;
    readonly p: number;
    /** on the logit scale */
    readonly tauSquared: number;
  } | null;
  readonly arms: readonly PooledArm[];
  /** rows that answer the question and stayed out, with the reason */
  readonly left: readonly {
    readonly row: string;
    readonly study: string;
    readonly code: string;
    readonly text: string;
  }[];
  readonly certainty: CertaintyFigure;
}

/**
 * Hazard ratios of trials that compare one regimen with comparators of one kind. Where one trial stands alone it is
 * shown as one, and `thin` says so.
 */
export interface RatioFigure {
  /** PFS, OS, iDFS */
  readonly outcome: string;
  readonly question: Message;
  /** the kind of comparator, in words */
  readonly against: string;
  readonly studies: number;
  readonly estimate: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly ciLevel: number;
  readonly convention: string | null;
  readonly thin: string | null;
  readonly heterogeneity: {
    readonly iSquared: number;
    readonly q: number;
    readonly df: number;
    readonly p: number;
    /** on the log scale */
    readonly tauSquared: number;
  } | null;
  readonly trials: readonly {
    readonly row: string;
    readonly study: string;
    readonly comparator: string;
    readonly population: string;
    readonly line: string;
    readonly n: number | null;
    readonly estimate: number;
    readonly ciLow: number;
    readonly ciHigh: number;
    readonly ciLevel: number;
    /** share of the pool, 0 to 1; null where it stands alone */
    readonly weight: number | null;
    readonly sources: readonly Cited[];
  }[];
  readonly left: PooledFigure["left"];
  readonly certainty: CertaintyFigure;
}

/** A pool that somebody published beside ours to the same question. */
export interface PublishedFigure {
  readonly id: string;
  readonly what: string;
  readonly measure: string;
  readonly estimate: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly studies: number | null;
  readonly n: number | null;
  /** the year to which they looked for studies; null: not known */
  readonly until: number | null;
  readonly ours: OurFigure | null;
  /** ours of the studies to their year; null where the same, or no year is known */
  readonly then: OurFigure | null;
  readonly differs: readonly string[];
  readonly sources: readonly Cited[];
}

export interface OurFigure {
  readonly studies: number;
  readonly n: number | null;
  readonly estimate: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly thin: string | null;
}

/** A ratio with its 95 % interval. */
export interface RatioInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** Treatments that studies connect, against each other. */
export interface NetworkPartFigure {
  readonly studies: number;
  readonly reference: string;
  /** best first (smaller ratios are better); the reference has no ratio */
  readonly ranking: readonly {
    readonly treatment: string;
    readonly pScore: number;
    readonly ratio: RatioInterval | null;
  }[];
  readonly league: readonly (RatioInterval & { readonly treatment: string; readonly against: string })[];
  readonly trials: readonly (RatioInterval & {
    readonly row: string;
    readonly study: string;
    readonly outcome: string;
    readonly treatment: string;
    readonly comparator: string;
    /** of the logarithm of the ratio */
    readonly standardError: number;
    readonly sources: readonly Cited[];
  })[];
  readonly tauSquared: number;
  /** Q between designs; `p` null: no closed loop, so that inconsistency can not be tested */
  readonly inconsistency: { readonly q: number; readonly df: number; readonly p: number | null };
  readonly splits: readonly {
    readonly treatment: string;
    readonly against: string;
    readonly direct: RatioInterval;
    readonly indirect: RatioInterval;
    /** of direct over indirect */
    readonly difference: RatioInterval & { readonly p: number };
  }[];
}

/** A network of randomised trials, read as its main reading has it. */
export interface NetworkFigure {
  readonly name: string;
  /** whom its trials enrolled */
  readonly definition: string;
  readonly outcomes: readonly string[];
  readonly model: string;
  /** the largest first: no study connects one part with another */
  readonly parts: readonly NetworkPartFigure[];
  readonly refused: readonly { readonly treatments: readonly string[]; readonly reason: Refusal }[];
  readonly left: PooledFigure["left"];
  /** published ratios of its treatments beside ours */
  readonly published: readonly PublishedFigure[];
}

/** GRADE of a pooled figure, domain by domain. */
export interface CertaintyFigure {
  readonly level: "high" | "moderate" | "low" | "very low";
  /** nobody judged some domain: the level is the highest that is still possible */
  readonly atMost: boolean;
  readonly start: "high" | "low";
  readonly domains: readonly {
    readonly domain: string;
    /** levels taken off; null: not assessed */
    readonly down: number | null;
    readonly how: "computed" | "given" | "asked" | "nothing to judge";
    readonly why: string;
  }[];
}

/** One arm of a pool with its own exact interval, percent. */
export interface PooledArm {
  readonly row: string;
  readonly study: string;
  readonly population: string;
  readonly line: string;
  readonly events: number;
  readonly n: number;
  readonly estimate: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly sources: readonly Cited[];
}

/** Since when and until when something held, as vague as its sources; `held` on the day asked for. */
export interface Held {
  readonly from: string | null;
  readonly to: string | null;
  readonly held: "met" | "unknown";
}

export interface Caution {
  readonly code: string;
  readonly severity: "stop" | "caution" | "watch";
  readonly topic: string;
  readonly message: Message;
  /** therapies concerned; empty: the whole case */
  readonly therapies: readonly string[];
  readonly because: readonly Message[];
  readonly claims: readonly string[];
  readonly status: FactStatus;
  readonly sources: readonly Cited[];
  /** when what it rests on came into force and went out of it; absent for what the case itself says */
  readonly inForce?: Held;
}

export interface ConflictCard {
  readonly id: string;
  readonly question: string;
  readonly positions: readonly { readonly says: string; readonly sources: readonly Cited[] }[];
  readonly use: string;
  readonly moderators: readonly string[];
  readonly concerns: readonly string[];
  /** since when sources disagree */
  readonly inForce?: Held;
}

export interface Gap {
  readonly test: string;
  readonly why: Message;
  /** ids of options (or of rows in `notRecommended`) that it could change */
  readonly wouldChange: readonly string[];
  readonly priority: number;
}

export interface NotRecommended {
  readonly id: string;
  readonly regimen: readonly string[];
  readonly name: string;
  readonly because: readonly Message[];
  readonly approvals: readonly ApprovalVerdict[];
  /** what studies saw in patients like this one, where they did */
  readonly figures?: readonly StudyFigure[];
  readonly sources: readonly Cited[];
}

export interface Matrix {
  readonly rows: readonly { readonly key: string; readonly label: string }[];
  readonly columns: readonly { readonly therapy: string; readonly label: string }[];
  /** row-major; null: nothing known */
  readonly cells: readonly (readonly (MatrixCell | null)[])[];
}
export interface MatrixCell {
  readonly direction: "sensitive" | "resistant" | "conflicting" | "no benefit" | "uncertain";
  readonly level: "clinical" | "case" | "preclinical";
  readonly match: "exact" | "same residue" | "class";
  /** nothing that a source was seen for speaks here: shown, and never more than uncertain */
  readonly unconfirmed: boolean;
  readonly statements: readonly string[];
}

export interface SimilarCase {
  readonly statement: string;
  readonly text: string;
  readonly similarity: number;
  readonly because: readonly Message[];
  readonly sources: readonly Cited[];
  readonly doubt: string | null;
}

export interface CitedSource {
  readonly id: string;
  readonly n: number;
  readonly title: string;
  readonly address: string | null;
  readonly language: string;
  /** the first of the quotes; null: none was seen */
  readonly quote: string | null;
  readonly quotes: readonly string[];
  readonly retracted: boolean;
}
