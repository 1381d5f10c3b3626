/**
 * How sure one can be of a pooled figure, by the domains of GRADE. What numbers can show is computed; what
 * needs a reader of the studies is asked and never filled in.
 *
 * @source inconsistency and its I2 ranges: KCE process book, 5.3.2 (after the Cochrane Handbook);
 *         imprecision and the optimal information size: Guyatt 2011, J Clin Epidemiol 64:1283
 */
export interface Certainty {
  readonly level: "high" | "moderate" | "low" | "very low";
  /** where it started: randomised comparisons high, arms without a comparison low */
  readonly start: "high" | "low";
  readonly domains: readonly CertaintyDomain[];
}

export interface CertaintyDomain {
  readonly domain: "risk of bias" | "inconsistency" | "indirectness" | "imprecision" | "publication bias";
  /** levels taken off; null: not assessed here */
  readonly down: 0 | 1 | null;
  readonly why: string;
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
}

const levels = ["very low", "low", "moderate", "high"] as const;

/** Rates a pooled figure; domains that need a reader take nothing off and say so. */
export const certaintyOf = (input: CertaintyInput): Certainty => {
  const start = input.design === "arms" ? "low" : "high";
  const domains = [
    asked(
      "risk of bias",
      input.design === "arms"
        ? "not assessed: single arms, who chose patients and who read the scans needs a reader"
        : "not assessed: needs a reader of the trials",
    ),
    inconsistency(input),
    indirectness(input),
    imprecision(input),
    publicationBias(input),
  ];
  const down = domains.reduce((sum, { down: one }) => sum + (one ?? 0), 0);
  const level = levels[Math.max(0, levels.indexOf(start) - down)] ?? "very low";
  return { level, start, domains };
};

const asked = (domain: CertaintyDomain["domain"], why: string): CertaintyDomain => ({
  domain,
  down: null,
  why,
});

const inconsistency = ({ heterogeneity, studies }: CertaintyInput): CertaintyDomain => {
  if (heterogeneity === null || studies < 2)
    return asked("inconsistency", "not assessed: one study has nothing to disagree with");
  const { iSquared, p } = heterogeneity;
  const serious = iSquared >= limits.substantialISquared && p < limits.heterogeneityP;
  return {
    domain: "inconsistency",
    down: serious ? 1 : 0,
    why: `I2 ${Math.round(iSquared)} %, p ${p < 0.001 ? "< 0.001" : p.toFixed(3)}`,
  };
};

const indirectness = ({ indirect }: CertaintyInput): CertaintyDomain => ({
  domain: "indirectness",
  down: indirect === null ? 0 : 1,
  why: indirect ?? "the pooled patients are those asked about",
});

const imprecision = ({ design, halfWidth }: CertaintyInput): CertaintyDomain => {
  if (halfWidth === null) return asked("imprecision", "not assessed: nothing was pooled");
  const wanted = design === "arms" ? limits.ratePrecision : limits.ratioPrecision;
  const shown =
    design === "arms"
      ? `95 % interval of +- ${halfWidth.toFixed(1)} points, wanted ${wanted}`
      : `95 % interval by a factor of ${Math.exp(halfWidth).toFixed(2)}, wanted ${Math.exp(wanted).toFixed(2)}`;
  return { domain: "imprecision", down: halfWidth > wanted ? 1 : 0, why: shown };
};

const publicationBias = ({ studies }: CertaintyInput): CertaintyDomain =>
  asked(
    "publication bias",
    studies < limits.studiesForBias
      ? `not assessed: needs ${limits.studiesForBias} studies, has ${studies}`
      : "not assessed: look at the funnel",
  );
