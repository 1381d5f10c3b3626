import type { KnowledgeIndex } from "@erbium/knowledge-base";
import type { Outcome, PublishedPool, PublishedQuestion } from "@erbium/model";
import { contributions } from "@erbium/stats";
import type { Contrast } from "./contrast.ts";
import {
  apart,
  difference,
  noAnswer,
  type OurAnswer,
  type PublishedComparison,
  type PublishedDifference,
  unique,
} from "./published-difference.ts";
import type { StudyKnowledge } from "./study-row.ts";
import type { NetworkPart, TreatmentNetwork } from "./treatment-network.ts";

/** A published ratio beside that of our network, and what differs. */
export const besideNetwork = (
  published: PublishedPool,
  { network: name, regimen, comparator }: Extract<PublishedQuestion, { kind: "network" }>,
  until: number | null,
  network: TreatmentNetwork,
  knowledge: StudyKnowledge,
): PublishedComparison => {
  const described = knowledge.bundle.treatmentNetworks.find(({ id }) => id === name);
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
