import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Outcome, PublishedPool, PublishedQuestion } from "@erbium/model";
import { contributions } from "@erbium/stats";
import type { Contrast } from "./contrast.ts";
import { type PooledRate, pooledRate } from "./pooled-rate.ts";
import type { StudyKnowledge } from "./select.ts";
import { type NetworkPart, type TreatmentNetwork, treatmentNetwork } from "./treatment-network.ts";

/** Our answer to the question of a published pool: percent of a rate, or a hazard ratio. */
export interface OurAnswer {
  /** arms of a rate; trials that a ratio of the network rests on */
  readonly k: number;
  readonly studies: number;
  /** null of a network: trials print ratios, not always patients */
  readonly patients: number | null;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** why there is no estimate */
  readonly thin: string | null;
  /** names of the studies it rests on */
  readonly of: readonly string[];
}

/** One thing in which theirs and ours differ, and may differ because of. */
export interface PublishedDifference {
  readonly code:
    | "limits-outside-range"
    | "study-count"
    | "patient-count"
    | "newer-studies"
    | "left-out"
    | "data-cut"
    | "other-outcome"
    | "no-answer"
    | "apart";
  readonly text: string;
}

export interface PublishedComparison {
  readonly published: PublishedPool;
  /** the year to which they looked for studies: of their search, else of their publication; null: not known */
  readonly until: number | null;
  /** null where no question of ours is theirs */
  readonly ours: OurAnswer | null;
  /** ours from the studies to their year alone; null where no year is known or of a network */
  readonly then: OurAnswer | null;
  readonly differs: readonly PublishedDifference[];
}

/**
 * Every pool that others published beside ours to the same question, with what can be seen to differ: their
 * numbers of studies and patients, studies since, rows that ours leaves out, limits that no proportion can
 * have, and another data cut of the trial that a ratio rests on.
 *
 * Nothing is said of what was not seen: which studies they took is known only where they print it.
 */
export const publishedComparisons = (
  knowledge: StudyKnowledge,
  wanted: (published: PublishedPool) => boolean = () => true,
): PublishedComparison[] =>
  knowledge.bundle.publishedPools.filter(wanted).map((published) => {
    const { question } = published;
    const until = yearOf(published, knowledge);
    if (question === undefined)
      return { published, until, ours: null, then: null, differs: impossibleLimits(published) };
    return question.kind === "rate"
      ? besideRate(published, rateQuestion(question), until, knowledge)
      : besideNetwork(published, question, until, knowledge);
  });

const yearOf = (
  { searchedTo, sources }: PublishedPool,
  { bundle }: Pick<KnowledgeIndex, "bundle">,
): number | null => {
  const dates = sources.map(({ source }) => bundle.sources.find(({ id }) => id === source)?.date);
  const date = searchedTo ?? dates.find((one) => one !== undefined);
  return date === undefined ? null : Number(date.slice(0, 4));
};

const rateQuestion = (question: Extract<PublishedQuestion, { kind: "rate" }>) => ({
  outcome: question.outcome,
  tumour: question.tumour,
  population: question.population,
  regimen: question.members === undefined ? null : { members: question.members, partners: question.partners },
  line: question.line ?? null,
});

const besideRate = (
  published: PublishedPool,
  question: ReturnType<typeof rateQuestion>,
  until: number | null,
  knowledge: StudyKnowledge,
): PublishedComparison => {
  const rate = pooledRate(question, knowledge);
  const known = (row: Outcome): boolean => row.year === null || until === null || row.year <= until;
  const ours = answerOf(rate);
  const then = until === null ? null : answerOf(pooledRate(question, knowledge, { isPublic: known }));
  const newer = rate.arms.filter(({ row }) => !known(row));
  const out = rate.left.filter(
    ({ row, code }) => known(row) && code !== "blocked-pool" && code !== "shared-patients",
  );
  return {
    published,
    until,
    ours,
    then,
    differs: [
      ...impossibleLimits(published),
      ...counts(published, ours),
      ...(newer.length === 0
        ? []
        : [
            difference(
              "newer-studies",
              `since ${until}: ${unique(newer.map(({ study, row }) => `${study.name} (${row.year})`)).join(", ")}`,
            ),
          ]),
      ...(out.length === 0
        ? []
        : [
            difference(
              "left-out",
              `ours leaves out ${unique(out.map(({ study, text }) => `${study.name} (${text})`)).join(", ")}`,
            ),
          ]),
      ...noAnswer(ours),
      ...apart(published, ours),
    ],
  };
};

const answerOf = (rate: PooledRate): OurAnswer => ({
  k: rate.arms.length,
  studies: rate.studies,
  patients: rate.patients,
  estimate: rate.fit?.estimate ?? null,
  low: rate.fit?.low ?? null,
  high: rate.fit?.high ?? null,
  thin: rate.thin,
  of: unique(rate.arms.map(({ study }) => study.name)),
});

const besideNetwork = (
  published: PublishedPool,
  { network: name, regimen, comparator }: Extract<PublishedQuestion, { kind: "network" }>,
  until: number | null,
  knowledge: StudyKnowledge,
): PublishedComparison => {
  const described = knowledge.bundle.treatmentNetworks.find(({ id }) => id === name);
  const network = treatmentNetwork(name, knowledge, { outcomes: described?.outcomes ?? [], same: [] });
  const [treatment, against] = [regimen, comparator].map((ids) => ids.toSorted().join(" + "));
  if (treatment === undefined || against === undefined) throw new Error("two treatments make a comparison");
  const part = network.parts.find(
    ({ treatments }) => treatments.includes(treatment) && treatments.includes(against),
  );
  const trials = part === undefined ? [] : trialsBehind(part, treatment, against);
  const ours = ratioOf(network, part, treatment, against, trials);
  const cuts = trials.flatMap((trial) => otherCut(published, trial, treatment, against, knowledge));
  const newer = trials.filter(({ row }) => until !== null && row.year !== null && row.year > until);
  return {
    published,
    until,
    ours,
    then: null,
    differs: [
      ...cuts,
      ...otherOutcomes(trials, described?.outcomes[0]),
      ...(newer.length === 0
        ? []
        : [
            difference(
              "newer-studies",
              `since ${until}: ${newer.map(({ study, row }) => `${study.name} (${row.year})`).join(", ")}`,
            ),
          ]),
      ...(network.left.length === 0 || cuts.length > 0 || printsTheSame(published, ours)
        ? []
        : [
            difference(
              "left-out",
              `our network leaves out ${network.left.map(({ study, text }) => `${study.name} (${text})`).join(", ")}`,
            ),
          ]),
      ...noAnswer(ours),
      ...apart(published, ours),
    ],
  };
};

const ratioOf = (
  network: TreatmentNetwork,
  part: NetworkPart | undefined,
  treatment: string,
  against: string,
  trials: readonly Contrast[],
): OurAnswer => {
  const studies = unique(trials.map(({ study }) => study.name));
  const base = { k: trials.length, studies: studies.length, patients: null, of: studies };
  if (part === undefined) {
    const missing = [treatment, against].filter(
      (one) => !network.parts.some(({ treatments }) => treatments.includes(one)),
    );
    const thin =
      missing.length > 0
        ? `no study of the network gives ${missing.join(" or ")}`
        : "no study connects the two treatments";
    return { ...base, estimate: null, low: null, high: null, thin };
  }
  const { network: fitted, random } = part.analysis;
  const at =
    fitted.treatments.indexOf(treatment) * fitted.treatments.length + fitted.treatments.indexOf(against);
  const ratio = (values: Float64Array): number => Math.exp(values[at] ?? Number.NaN);
  return {
    ...base,
    estimate: ratio(random.effects),
    low: ratio(random.low),
    high: ratio(random.high),
    thin: null,
  };
};

/** The trials whose comparison contributes to the ratio of two treatments. */
const trialsBehind = (
  { analysis, contrasts }: NetworkPart,
  treatment: string,
  against: string,
): Contrast[] => {
  const { network, randomFit } = analysis;
  const { rows, columns, shares } = contributions(network, randomFit, "shortest path");
  const wanted = [network.treatments.indexOf(treatment), network.treatments.indexOf(against)];
  const row = rows.findIndex((pair) => pair.every((number) => wanted.includes(number)));
  const behind = columns.filter((_, column) => (shares[row * columns.length + column] ?? 0) > 0);
  return contrasts.filter((contrast) => {
    const pair = [contrast.treatment, contrast.comparator].map((one) => network.treatments.indexOf(one));
    return behind.some((one) => one.every((number) => pair.includes(number)));
  });
};

/** Another reading of a trial that compares the two directly, where theirs is that reading and ours is not. */
const otherCut = (
  published: PublishedPool,
  trial: Contrast,
  treatment: string,
  against: string,
  knowledge: Pick<KnowledgeIndex, "outcomes">,
): PublishedDifference[] => {
  const turned = trial.treatment === against && trial.comparator === treatment;
  const direct = turned || (trial.treatment === treatment && trial.comparator === against);
  if (!direct || agrees(published, trial.row, turned)) return [];
  const cut = knowledge.outcomes.find(
    ({ row, study }) =>
      study.id === trial.study.id &&
      row.id !== trial.row.id &&
      row.outcome === trial.row.outcome &&
      row.overlap === trial.row.overlap &&
      agrees(published, row, turned),
  );
  if (cut === undefined) return [];
  return [
    difference(
      "data-cut",
      `theirs is ${trial.study.name} at a hazard ratio of ${cut.row.hr} (${cut.row.id}, ${cut.row.year}), ours at ${trial.row.hr} (${trial.row.id}, ${trial.row.year})`,
    ),
  ];
};

/** Half of the last of two decimals that ratios are printed with. */
const ROUNDING = 0.005;

/** Can a printed ratio be the published one, or its inverse, when both were rounded? */
const agrees = ({ estimate }: PublishedPool, { hr }: Outcome, turned: boolean): boolean => {
  if (estimate === null || hr === null) return false;
  const [low, high] = turned ? [1 / (hr + ROUNDING), 1 / (hr - ROUNDING)] : [hr - ROUNDING, hr + ROUNDING];
  return estimate + ROUNDING >= low && estimate - ROUNDING <= high;
};

/** Trials of another outcome than the main one of the network: time to progression beside progression-free survival. */
const otherOutcomes = (trials: readonly Contrast[], main: string | undefined): PublishedDifference[] => {
  const other = trials.filter(({ row }) => row.outcome !== main);
  return other.length === 0
    ? []
    : [
        difference(
          "other-outcome",
          `ours takes ${other.map(({ study, row }) => `${row.outcome} of ${study.name}`).join(", ")}`,
        ),
      ];
};

/** Estimate and limits alike to two decimals, as ratios are printed. */
const printsTheSame = (published: PublishedPool, ours: OurAnswer): boolean =>
  (
    [
      [published.estimate, ours.estimate],
      [published.ciLow, ours.low],
      [published.ciHigh, ours.high],
    ] as const
  ).every(([theirs, mine]) => theirs !== null && mine !== null && theirs.toFixed(2) === mine.toFixed(2));

const difference = (code: PublishedDifference["code"], text: string): PublishedDifference => ({ code, text });

/** A percentage can not be below 0 or above 100; an interval that is comes from proportions that were not transformed. */
const impossibleLimits = ({ measure, ciLow, ciHigh }: PublishedPool): PublishedDifference[] =>
  measure.endsWith("%") && ((ciLow ?? 0) < 0 || (ciHigh ?? 100) > 100)
    ? [
        difference(
          "limits-outside-range",
          `their interval (${ciLow} to ${ciHigh}) leaves 0-100: proportions pooled untransformed; ours are pooled on the logit scale`,
        ),
      ]
    : [];

const counts = ({ kStudies, n }: PublishedPool, { studies, patients }: OurAnswer): PublishedDifference[] => [
  ...(kStudies === null || kStudies === studies
    ? []
    : [difference("study-count", `theirs ${kStudies} studies, ours ${studies}`)]),
  ...(n === null || n === patients
    ? []
    : [difference("patient-count", `theirs ${n} patients, ours ${patients}`)]),
];

const noAnswer = ({ thin }: OurAnswer): PublishedDifference[] =>
  thin === null ? [] : [difference("no-answer", thin)];

/** Intervals that do not meet are more than chance and rounding. */
const apart = ({ ciLow, ciHigh }: PublishedPool, { low, high }: OurAnswer): PublishedDifference[] =>
  ciLow !== null && ciHigh !== null && low !== null && high !== null && (high < ciLow || low > ciHigh)
    ? [difference("apart", "the intervals do not meet")]
    : [];

const unique = (words: readonly string[]): string[] => [...new Set(words)];
