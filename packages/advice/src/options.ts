import type { KnowledgeIndex } from "@erbium/knowledge-base";
import {
  type Agency,
  byKeys,
  type NotRecommended,
  type Option,
  type OptionEvidence,
  type Truth,
  unique,
} from "@erbium/model";
import type { Considered } from "./considered.ts";
import { concernsHere, isChosen } from "./jurisdiction.ts";
import { rejected } from "./not-recommended.ts";
import { optionFrom } from "./option.ts";
import type { Patient } from "./patient.ts";
import { type Against, reasonsAgainst, resisted } from "./reasons-against.ts";

/** Investigational options shown; further regimens with figures are left to the evidence query. */
const MOST_INVESTIGATIONAL = 12;

/**
 * Sorts what was considered into options and regimens not recommended, with the reasons. An option stands
 * on a label or on evidence, and on nothing recalled; what was progressed on, stopped for toxicity or
 * forbidden by a label's rule is not among them. Labels met come first whatever the response rates say.
 */
export const decideOptions = (
  considered: readonly Considered[],
  patient: Patient,
  against: Against,
  knowledge: KnowledgeIndex,
  chosen: readonly Agency[],
  synthesisOf: (regimen: readonly string[]) => Pick<OptionEvidence, "pooled" | "ratios" | "published">,
): {
  readonly options: readonly Option[];
  readonly notRecommended: readonly NotRecommended[];
  readonly leftOut: number;
} => {
  const options: { option: Option; considered: Considered }[] = [];
  const notRecommended: NotRecommended[] = [];
  for (const one of considered) {
    const reasons = reasonsAgainst(one, patient, against, knowledge);
    if (one.ground === null || reasons.length > 0) {
      if (one.ground !== null || isRelevant(one, chosen))
        notRecommended.push(rejected(one, reasons, knowledge, chosen));
    } else
      options.push({
        option: optionFrom(one, patient, against, knowledge, chosen, synthesisOf(one.regimen)),
        considered: one,
      });
  }
  for (const { therapy, reason, sources } of resisted(against.cautions)) {
    const id = therapy;
    if (options.some((one) => one.option.id === id)) continue;
    const known = notRecommended.findIndex((one) => one.id === id);
    const row = notRecommended[known];
    if (row) {
      if (!row.because.some((one) => one.text === reason.text))
        notRecommended[known] = {
          ...row,
          because: [...row.because, reason],
          sources: [...row.sources, ...sources],
        };
    } else
      notRecommended.push({
        id,
        regimen: [therapy],
        name: knowledge.regimenName([therapy]),
        because: [reason],
        approvals: [],
        sources,
      });
  }
  /** Agencies by the best of their labels for this option: one that has a label met is not among those with one open. */
  const agencies = ({ approvals }: Considered, truth: "met" | "unknown", own: boolean): number => {
    const of = (wanted: Truth): readonly string[] =>
      approvals
        .filter(({ row, verdict }) => verdict.applies === wanted && own === isChosen(row.agency, chosen))
        .map(({ row }) => row.agency);
    const met = new Set(of("met"));
    return truth === "met" ? met.size : unique(of("unknown").filter((agency) => !met.has(agency))).length;
  };
  const sorted = options
    .sort(
      byKeys<{ option: Option; considered: Considered }>(
        ({ option: one }) => one.tier,
        ({ option: one }) => (one.kind === "standard" ? 0 : 1),
        ({ option: one }) => (speaksForTheBrain(one) ? 0 : 1),
        ({ considered: one }) => -agencies(one, "met", true),
        ({ considered: one }) => -agencies(one, "unknown", true),
        ({ considered: one }) => (one.figures.some((figure) => figure.status !== "recalled") ? 0 : 1),
        ({ considered: one }) => -agencies(one, "met", false),
        ({ considered: one }) => -Math.max(0, ...one.figures.map((figure) => figure.n ?? 0)),
        ({ option: one }) => one.id,
      ),
    )
    .map((one) => one.option);
  const investigational = sorted.filter((one) => one.kind === "investigational");
  const dropped = new Set(investigational.slice(MOST_INVESTIGATIONAL).map((one) => one.id));
  return {
    options: sorted.filter((one) => !dropped.has(one.id)),
    notRecommended: notRecommended.sort(
      byKeys<NotRecommended>(
        (one) => (one.approvals.some((row) => row.couldChange) ? 0 : 1),
        (one) => one.id,
      ),
    ),
    leftOut: dropped.size,
  };
};

/** Said of a member by name, and only where the patient is known to have brain metastases. */
const speaksForTheBrain = ({ cautions, regimen }: Option): boolean =>
  cautions.some(
    ({ topic, therapies }) => topic === "brain metastases" && therapies.some((id) => regimen.includes(id)),
  );

/** A regimen without ground is worth a word when a chosen jurisdiction has a row of it for this tumour. */
const isRelevant = (one: Considered, chosen: readonly Agency[]): boolean =>
  one.approvals.some(({ row }) => concernsHere(row.agency, chosen));
