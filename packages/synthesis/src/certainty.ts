import { type Contribution, jointJudgement, type StudyJudgement } from "./study-judgements.ts";

/**
 * How sure one can be of a pooled figure, by the domains of GRADE. What numbers can show is computed; what
 * needs a reader of the studies is asked and never filled in.
 *
 * @source inconsistency and its I2 ranges: KCE process book, 5.3.2 (after the Cochrane Handbook);
 *         imprecision and the optimal information size: Guyatt 2011, J Clin Epidemiol 64:1283
 */
export interface Certainty {
  readonly level: CertaintyLevel;
  /** nobody judged some domain: the level is the highest that is still possible */
  readonly atMost: boolean;
  /** where it started: randomised comparisons high, arms without a comparison low */
  readonly start: "high" | "low";
  readonly domains: readonly CertaintyDomain[];
}

type CertaintyLevel = (typeof levels)[number];

export interface CertaintyDomain {
  readonly domain: "risk of bias" | "inconsistency" | "indirectness" | "imprecision" | "publication bias";
  /** levels taken off; null: not assessed here */
  readonly down: 0 | 1 | 2 | null;
  /** from the numbers; by a reader who was asked; still asked of a reader; or nothing to judge (one study) */
  readonly how: "computed" | "given" | "asked" | "nothing to judge";
  readonly why: string;
}

/** A reader's judgement of a domain that numbers can not show, in GRADE's words, with the reason. */
export interface Judgement {
  readonly judgement: "not serious" | "serious" | "very serious";
  readonly why: string | null;
}

/** What a reader of the studies has judged: the pool as a whole, or study by study. */
export interface Judgements {
  readonly riskOfBias?: Judgement;
  readonly studies?: readonly StudyJudgement[];
  readonly publicationBias?: Judgement;
}

/** The limits that the computed domains use, in one place. */
const limits = {
  /** percent; from here heterogeneity may be substantial */
  substantialISquared: 50,
  /** a test of heterogeneity has little power: 0.10 is the usual level */
  heterogeneityP: 0.1,
  /** half-width of a 95 % interval, percentage points, that a rate should reach to be called precise */
  ratePrecision: 10,
  /** half-width on the log scale that a ratio should reach: a factor of 1.25 */
  ratioPrecision: Math.log(1.25),
  /** fewer studies say nothing of small-study effects */
  studiesForBias: 10,
} as const;

export interface CertaintyInput {
  readonly design: "arms" | "randomised comparisons";
  readonly studies: number;
  /** percent and p of the test; null where one study stands alone */
  readonly heterogeneity: { readonly iSquared: number; readonly p: number } | null;
  /** half-width of the 95 % interval: percentage points of a rate, log units of a ratio; null without an estimate */
  readonly halfWidth: number | null;
  /** why the pooled patients are not quite those asked about; null where they are */
  readonly indirect: string | null;
  readonly judged?: Judgements | undefined;
  /** what each study gives to the pool, for judgements of studies */
  readonly contributions?: readonly Contribution[];
}

const levels = ["very low", "low", "moderate", "high"] as const;

const levelsOff = { "not serious": 0, serious: 1, "very serious": 2 } as const;

/** Rates a pooled figure; domains that need a reader take nothing off until one has judged, and say so. */
export const certaintyOf = (input: CertaintyInput): Certainty => {
  const start = input.design === "arms" ? "low" : "high";
  const domains = [
    riskOfBias(input),
    inconsistency(input),
    indirectness(input),
    imprecision(input),
    judged(
      "publication bias",
      input.judged?.publicationBias,
      input.studies < limits.studiesForBias
        ? `${limits.studiesForBias} studies could show it, here are ${input.studies}; needs a reader of registers`
        : "look at the funnel",
    ),
  ];
  const down = domains.reduce((sum, { down: one }) => sum + (one ?? 0), 0);
  const level = certaintyLevel(start, down);
  return {
    level,
    atMost: level !== "very low" && domains.some(({ how }) => how === "asked"),
    start,
    domains,
  };
};

/**
 * The level of certainty from where it started and the levels taken off or added.
 *
 * Nothing goes below very low or above high, and levels are added only where none was taken off.
 *
 * @source GRADE as tabled in PMC6692166
 */
export const certaintyLevel = (start: Certainty["start"], down: number, up = 0): Certainty["level"] => {
  const reached = levels.indexOf(start) - down + (down === 0 ? up : 0);
  return levels[Math.min(levels.length - 1, Math.max(0, reached))] ?? "very low";
};

/** Of the pool where a reader judged it whole, else from the judgements of its studies. */
const riskOfBias = ({ design, judged: given, contributions = [] }: CertaintyInput): CertaintyDomain => {
  const asked =
    design === "arms"
      ? "single arms: who chose the patients and who read the scans needs a reader"
      : "needs a reader of the trials";
  if (given?.riskOfBias !== undefined || given?.studies === undefined)
    return judged("risk of bias", given?.riskOfBias, asked);
  const joint = jointJudgement(contributions, given.studies);
  return joint.kind === "judged"
    ? judged("risk of bias", joint.judgement, asked)
    : judged("risk of bias", undefined, `${asked}; not judged: ${joint.missing.join(", ")}`);
};

const judged = (
  domain: CertaintyDomain["domain"],
  given: Judgement | undefined,
  asked: string,
): CertaintyDomain =>
  given === undefined
    ? { domain, down: null, how: "asked", why: asked }
    : {
        domain,
        down: levelsOff[given.judgement],
        how: "given",
        why: given.why === null ? given.judgement : `${given.judgement}: ${given.why}`,
      };

const nothing = (domain: CertaintyDomain["domain"], why: string): CertaintyDomain => ({
  domain,
  down: null,
  how: "nothing to judge",
  why,
});

const inconsistency = ({ heterogeneity, studies }: CertaintyInput): CertaintyDomain => {
  if (heterogeneity === null || studies < 2)
    return nothing("inconsistency", "one study has nothing to disagree with");
  const { iSquared, p } = heterogeneity;
  const serious = iSquared >= limits.substantialISquared && p < limits.heterogeneityP;
  return {
    domain: "inconsistency",
    down: serious ? 1 : 0,
    how: "computed",
    why: `I2 ${Math.round(iSquared)} %, p ${p < 0.001 ? "< 0.001" : p.toFixed(3)}`,
  };
};

const indirectness = ({ indirect }: CertaintyInput): CertaintyDomain => ({
  domain: "indirectness",
  down: indirect === null ? 0 : 1,
  how: "computed",
  why: indirect ?? "the pooled patients are those asked about",
});

const imprecision = ({ design, halfWidth }: CertaintyInput): CertaintyDomain => {
  if (halfWidth === null) return nothing("imprecision", "nothing was pooled");
  const wanted = design === "arms" ? limits.ratePrecision : limits.ratioPrecision;
  const shown =
    design === "arms"
      ? `95 % interval of +- ${halfWidth.toFixed(1)} points, wanted ${wanted}`
      : `95 % interval by a factor of ${Math.exp(halfWidth).toFixed(2)}, wanted ${Math.exp(wanted).toFixed(2)}`;
  return { domain: "imprecision", down: halfWidth > wanted ? 1 : 0, how: "computed", why: shown };
};
