import type { Judgement } from "./certainty.ts";

/** A reader's judgement of the risk of bias of one study, by its id or name. */
export interface StudyJudgement extends Judgement {
  readonly study: string;
}

/** What a study gives to a pool: its patients, or its weight. */
export interface Contribution {
  readonly study: { readonly id: string; readonly name: string };
  readonly share: number;
}

/** The judgement of all studies together, or what is still asked. */
export type JointJudgement =
  | { readonly kind: "judged"; readonly judgement: Judgement }
  | { readonly kind: "asked"; readonly missing: readonly string[] };

const levels = ["not serious", "serious", "very serious"] as const;
type Level = (typeof levels)[number];

/**
 * From the risk of bias of each study to that of the pool: the gravest judgement that studies with more than half
 * of the contribution reach. It is not an average; a study that nobody judged counts both ways, and where it could
 * change the answer it is asked for by name.
 *
 * @source most information decides: Cochrane Handbook 5.1, table 12.2.d; no averaging, by each study's contribution,
 *         conservatively: KCE process book, 5.2.2
 */
export const jointJudgement = (
  contributions: readonly Contribution[],
  judgements: readonly StudyJudgement[],
): JointJudgement => {
  const of = ({ id, name }: Contribution["study"]): StudyJudgement | undefined =>
    judgements.find(({ study }) =>
      [id, name].some((one) => one.toLowerCase() === study.trim().toLowerCase()),
    );
  const known = contributions.map(({ study, share }) => ({ study, share, given: of(study) }));
  const missing = known.filter(({ given }) => given === undefined);
  const mildest = gravest(
    known.map(({ share, given }) => ({ share, level: given?.judgement ?? "not serious" })),
  );
  const worst = gravest(
    known.map(({ share, given }) => ({ share, level: given?.judgement ?? "very serious" })),
  );
  if (known.length === 0 || mildest !== worst)
    return { kind: "asked", missing: [...new Set(missing.map(({ study }) => study.name))] };
  const reasons = known.flatMap(({ study, given }) =>
    given === undefined
      ? []
      : [`${study.name} ${given.judgement}${given.why === null ? "" : ` (${given.why})`}`],
  );
  return { kind: "judged", judgement: { judgement: mildest, why: [...new Set(reasons)].join("; ") } };
};

/** The gravest level that more than half of the contribution is at, or beyond. */
const gravest = (rows: readonly { readonly share: number; readonly level: Level }[]): Level => {
  const all = rows.reduce((sum, { share }) => sum + share, 0);
  const reached = levels.toReversed().find((level) => {
    const beyond = rows.filter((row) => levels.indexOf(row.level) >= levels.indexOf(level));
    return beyond.reduce((sum, { share }) => sum + share, 0) > all / 2;
  });
  return reached ?? "not serious";
};
