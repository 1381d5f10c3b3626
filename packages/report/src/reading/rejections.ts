import type { Advice, ApprovalVerdict, Cited, ConditionVerdict, NotRecommended } from "@erbium/model";
import { say } from "../words.ts";
import { isRecord } from "./agencies.ts";
import { conditionFacts } from "./conditions.ts";

/** Regimens that were considered and not recommended for the same kind of reason. */
export interface RejectionGroup {
  readonly reason: string;
  readonly members: readonly Rejection[];
}

export interface Rejection {
  readonly row: NotRecommended;
  /** what decides, in short: a reason against it, or the facts that its labels ask for and this patient has not */
  readonly because: readonly string[];
  /** agencies whose labels ask for something else */
  readonly agencies: readonly string[];
  readonly sources: readonly Cited[];
}

type Part = ConditionVerdict["part"];
const PARTS: readonly Part[] = ["biomarker", "line", "setting", "tumour", "in force"];
/** Reasons of the catalogue that only repeat the labels or the figures of a regimen. */
const LABEL_REASONS: ReadonlySet<string> = new Set(["reason.label", "reason.unconfirmed", "reason.figure"]);

const failing = (approval: ApprovalVerdict): readonly ConditionVerdict[] =>
  approval.because.filter((condition) => condition.truth === "not met");

/** The parts that fail in every label that could apply today; where none does in all, every part that fails in one. */
const decisiveParts = (labels: readonly (readonly ConditionVerdict[])[]): readonly Part[] => {
  const shared = PARTS.filter((part) =>
    labels.every((conditions) => conditions.some((condition) => condition.part === part)),
  );
  if (shared.length > 0) return shared;
  return PARTS.filter((part) => labels.some((conditions) => conditions.some((one) => one.part === part)));
};

/**
 * What was considered and not recommended, grouped by the reason: first what speaks against a regimen in this
 * patient, then the part of its labels that this patient does not meet. Groups and members keep the order of the
 * advice; every regimen stands in exactly one group.
 */
export const rejectionGroups = (advice: Advice): readonly RejectionGroup[] => {
  const groups = new Map<string, Rejection[]>();
  for (const row of advice.notRecommended) {
    const { reason, rejection } = judged(row, advice.jurisdictions);
    const members = groups.get(reason) ?? [];
    members.push(rejection);
    groups.set(reason, members);
  }
  const first = say("rejection.against");
  return [...groups]
    .map(([reason, members]) => ({ reason, members }))
    .sort((a, b) => Number(b.reason === first) - Number(a.reason === first));
};

/** Facts named per regimen: those that decide most of its labels. */
const NAMED = 4;

/** Facts that fail the decisive parts, those that fail most labels first; what is unknown decides nothing. */
const factsThatFail = (labels: readonly ApprovalVerdict[], parts: readonly Part[]): readonly string[] => {
  const times = new Map<string, number>();
  for (const label of labels) {
    const facts = failing(label)
      .filter((condition) => parts.includes(condition.part))
      .flatMap((condition) => (condition.part === "in force" ? [label.status] : conditionFacts(condition)))
      .filter((fact) => !fact.endsWith(": unknown"));
    for (const fact of new Set(facts)) times.set(fact, (times.get(fact) ?? 0) + 1);
  }
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, NAMED)
    .map(([fact]) => fact);
};

const judged = (
  row: NotRecommended,
  jurisdictions: readonly string[],
): { readonly reason: string; readonly rejection: Rejection } => {
  const against = row.because.filter((reason) => !LABEL_REASONS.has(reason.code));
  const labels = row.approvals.filter(
    (one) =>
      isRecord(one) &&
      failing(one).length > 0 &&
      (jurisdictions.length === 0 || jurisdictions.includes(one.agency)),
  );
  const inForce = labels.filter((one) => failing(one).every((condition) => condition.part !== "in force"));
  const read = inForce.length > 0 ? inForce : labels;
  const agencies = [...new Set(read.map((one) => one.agency))];
  if (against.length > 0)
    return {
      reason: say("rejection.against"),
      rejection: { row, because: against.map((one) => one.text), agencies, sources: row.sources },
    };
  if (read.length === 0)
    return {
      reason: say("rejection.no-label"),
      rejection: { row, because: row.because.map((one) => one.text), agencies, sources: row.sources },
    };
  const parts = decisiveParts(read.map(failing));
  return {
    reason: say("rejection.label", { parts: parts.map((part) => say(`rejection.part.${part}`)).join(", ") }),
    rejection: {
      row,
      because: factsThatFail(read, parts),
      agencies,
      sources: read.flatMap((one) => one.sources),
    },
  };
};
